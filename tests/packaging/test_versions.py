"""The version of a library inside a wheel is what can be proved of it, and nothing else."""

import json
import shutil
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest

pytest.importorskip("PyInstaller", reason="PyInstaller is not installed; the extra `package` brings it")
from components import OURS, Component, components
from contents import PROGRAMS
from notices import notices
from versions import in_bills, in_bytes


@pytest.fixture
def wheel(tmp_path: Path) -> Distribution:
    """An installed package whose bill names the package of the system that two of its libraries came from."""
    info = tmp_path / "thing-1.dist-info"
    bill = info / "sboms" / "auditwheel.cdx.json"
    bill.parent.mkdir(parents=True)
    parts = [("libxcb", "1.13"), ("libxcb-shape", "1.14"), ("libunversioned", None), ("thing", "1")]
    bill.write_text(json.dumps({"components": [{"name": name, "version": said} for name, said in parts]}))
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: thing\nVersion: 1\n")
    (info / "RECORD").write_text("thing-1.dist-info/sboms/auditwheel.cdx.json,,\nthing-1.dist-info/METADATA,,\n")
    return Distribution.at(info)


@pytest.mark.parametrize(
    ("library", "version"),
    [
        ("libxcb-5ddf6756.so.1.1.0", "1.13"),
        ("libxcb-shape-7716c890.so.0.0.0", "1.14"),
        ("libunversioned-1.so", ""),
        ("liblost.so.1", ""),
    ],
)
def test_a_wheels_bill_says_the_versions_of_its_libraries(wheel: Distribution, library: str, version: str) -> None:
    assert in_bills(library, wheel) == version


def test_what_belongs_to_no_package_has_no_bill() -> None:
    assert in_bills("libxcb.so.1", None) == ""


def test_a_librarys_bytes_come_before_those_of_others_like_it(tmp_path: Path) -> None:
    own, other, silent = (tmp_path / name for name in ("own", "other", "silent"))
    own.write_bytes(b"\0made by lib 1.2.\0")
    other.write_bytes(b"\0made by lib 3.4\0")
    silent.write_bytes(b"\0")
    pattern = r"made by lib ([\d.]+)"
    assert in_bytes(pattern, [own, other]) == "1.2" and in_bytes(pattern, [silent, other]) == "3.4"
    assert in_bytes(pattern, [silent]) == in_bytes("", [own]) == ""


@pytest.mark.skipif(sys.platform != "linux", reason="the names are those of wheels for Linux")
def test_the_libraries_of_ffmpegs_and_faiss_wheels_have_their_versions(tmp_path: Path) -> None:
    import av

    for name in PROGRAMS:
        (tmp_path / name).touch()
    billed = [f"av.libs/{name}" for name in ("libdrm", "libxcb", "libXau")]
    billed += [f"faiss_cpu.libs/{name}" for name in ("libquadmath", "libgomp")]
    built = [f"av.libs/{name}" for name in ("libopencore", "libvpl", "libwebp")]  # by scripts for an FFmpeg
    for package in ("av", "faiss-cpu"):
        for file in distribution(package).files or ():
            if str(file).startswith((*billed, *built)):
                (tmp_path / "_internal" / file.parent).mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(file.locate()), tmp_path / "_internal" / file)
    if not (tmp_path / "_internal" / "av.libs").is_dir():
        pytest.skip("PyAV brings no libraries here")
    found = {one.name: one.version for one in components(tmp_path, []) if one.name not in (OURS, "pyinstaller")}
    unstated = {name for name, version in found.items() if not version}
    assert {"libdrm", "libxcb", "libXau", "GCC quad-precision library", "GCC run-time libraries"} <= set(found)
    of_another = {"OpenCORE AMR", "Intel VPL dispatcher", "libwebp"}
    assert unstated == (set() if str(av.ffmpeg_version_info) == "8.1.2" else of_another)


def test_notices_say_where_a_version_is_not_stated() -> None:
    some = [Component(OURS, "1", "Apache-2.0", ""), Component("lib", "", "MIT", "https://x")]
    assert "lib (version not stated by its package) - MIT" in notices(some)
