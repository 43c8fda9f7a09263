"""What a Linux system is given, checked by the tools of its desktops; the real package: test_deb_in_debian.py."""

# Holds SECURITY.md: packages of Linux run nothing when installed or removed and leave nothing beyond users' folders

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import release
from contents import PROGRAMS
from cpcl_desktop.engine.case.schema import APPLICATION_ID
from linux.needs import PACKAGES, packages_needed
from release import PackagingFailed
from tests.packaging import standing_in

pytest.importorskip("shtab", reason="shtab is not installed")
pytest.importorskip("PySide6.QtSvg", reason="Qt does not load here", exc_type=ImportError)
import appimage
import deb
from linux import appdir, needs
from linux.tree import HOME, lay

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="packages of Linux are made on Linux")


def tool(name: str) -> str:
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    return name


def said(*command: str | Path, **more: str) -> str:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env={**os.environ, **more})
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    laid = tmp_path_factory.mktemp("a root 根")
    lay(standing_in.folder(tmp_path_factory.mktemp("build") / "cpcl-desktop"), laid)
    return laid


def test_desktop_file_and_metainfo_are_valid(root: Path) -> None:
    share = root / "usr" / "share"
    assert said(tool("desktop-file-validate"), share / "applications" / "cpcl-desktop.desktop") == ""
    metainfo = share / "metainfo" / f"{release.IDENTIFIER}.metainfo.xml"
    assert f'version="{release.VERSION}"' in metainfo.read_text(encoding="utf-8")
    said(tool("appstreamcli"), "validate", "--no-net", metainfo)


_TYPE_OF = """
import sys
from PySide6.QtCore import QMimeDatabase
print(*(QMimeDatabase().mimeTypeForFile(path).name() for path in sys.argv[1:]))
"""


def test_a_case_is_known_by_its_name_and_by_its_content(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "usr" / "share" / "mime", tmp_path / "mime")
    said(tool("update-mime-database"), tmp_path / "mime")
    named, renamed, other = (tmp_path / name for name in ("empty.cpcl", "renamed", "other"))
    named.touch()
    for path, number in ((renamed, APPLICATION_ID), (other, 1)):
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA application_id = {number}")
            connection.execute("CREATE TABLE t (x)")
    printed = said(sys.executable, "-c", _TYPE_OF, named, renamed, other, XDG_DATA_DIRS=str(tmp_path))
    first, second, third = printed.split()
    assert first == second == release.CASE_TYPE and third.endswith("sqlite3")


def test_programs_are_found_and_start_by_their_names(root: Path) -> None:
    for name in PROGRAMS:
        assert said(root / "usr" / "bin" / name, "a b") == f"{name}: a b\n"
        assert (root / "usr" / "share" / "man" / "man1" / f"{name}.1.gz").is_file()
        assert (root / "usr" / "share" / "bash-completion" / "completions" / name).is_file()


def test_icons_are_of_the_size_of_their_folder(root: Path) -> None:
    from PIL import Image

    pictures = list((root / "usr" / "share" / "icons" / "hicolor").rglob("*.png"))
    assert len(pictures) > 10
    for path in pictures:
        with Image.open(path) as picture:
            assert f"{picture.width}x{picture.height}" in path.parts and picture.getbbox() is not None


def test_a_folder_without_the_programs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackagingFailed, match=r"has no cpcl.*build\.py"):
        lay(tmp_path, tmp_path / "root")


def test_packages_come_from_what_libraries_name(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool("readelf")
    (libc, *others) = [one for one in packages_needed(root / HOME) if one not in needs.READ_AT_RUN_TIME]
    assert libc.startswith("libc6 (>= 2.") and others == []
    monkeypatch.setattr(needs, "PACKAGES", {})
    with pytest.raises(PackagingFailed, match=r"needs libc\.so\.6, whose package"):
        packages_needed(root / HOME)


def test_a_link_in_the_folder_is_a_library_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool("readelf")
    folder = standing_in.folder(tmp_path / "cpcl-desktop")
    (library,) = (folder / "_internal").iterdir()
    (folder / "_internal" / "libc.so.6").symlink_to(library.name)
    monkeypatch.setattr(needs, "PACKAGES", {})
    assert packages_needed(folder) == sorted(needs.READ_AT_RUN_TIME)


def test_what_is_loaded_only_beside_cuda_is_not_depended_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool("readelf")
    folder = standing_in.folder(tmp_path / "cpcl-desktop")
    (library,) = (folder / "_internal").iterdir()
    cuda = folder / "_internal" / "onnxruntime" / "capi" / "libonnxruntime_providers_cuda.so"
    cuda.parent.mkdir(parents=True)
    library.rename(cuda)
    monkeypatch.setattr(needs, "PACKAGES", {})
    assert packages_needed(folder) == sorted(needs.READ_AT_RUN_TIME)


def test_the_table_of_packages_is_debians() -> None:
    """As far as they are installed here."""
    tool("dpkg-query")
    listed = said("ldconfig", "-p") if shutil.which("ldconfig") else said("/sbin/ldconfig", "-p")
    places = {line.split()[0]: line.rpartition("=> ")[2] for line in listed.splitlines() if "=> " in line}
    known = set(PACKAGES) & set(places)
    names = {path: name for name in known for path in (places[name], str(Path(places[name]).resolve()))}
    found = subprocess.run(["dpkg-query", "-S", *names], capture_output=True, encoding="utf-8").stdout
    owners = {
        names[path]: owner.partition(":")[0].removesuffix("t64") for owner, path in re.findall(r"(.+): (.+)", found)
    }
    if "libc.so.6" not in owners:
        pytest.skip("this is no Debian")
    assert owners == {name: PACKAGES[name] for name in owners}


def test_the_package_is_made_the_same_every_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tool("dpkg-deb")
    build = standing_in.folder(tmp_path / "build")
    for out in ("one", "two"):
        assert deb.main(["--build", str(build), "--out", str(tmp_path / out), "--compression", "gzip"]) == 0
    (one,), (two,) = (list((tmp_path / out).iterdir()) for out in ("one", "two"))
    assert one.read_bytes() == two.read_bytes() and str(two) in capsys.readouterr().out
    fields = said("dpkg-deb", "-f", one)
    assert "Package: cpcl-desktop\n" in fields and f"Version: {release.VERSION}\n" in fields
    inside = said("dpkg-deb", "-c", one)
    assert "root/root" in inside and "./usr/bin/cpcl -> ../lib/cpcl-desktop/cpcl\n" in inside
    assert said("dpkg-deb", "-I", one).count("#!") == 0  # nothing runs when it is installed or removed


def test_what_cannot_be_packaged_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert deb.main(["--build", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.startswith(f"deb.py: {tmp_path} has no cpcl")
    runtime = tmp_path / "runtime"
    runtime.write_bytes(b"another")
    arguments = ["--build", str(tmp_path), "--runtime", str(runtime), "--out", str(tmp_path / "out")]
    assert appimage.main(arguments) == 1
    assert "fetch it from https://" in capsys.readouterr().err


def test_the_image_is_the_runtime_and_behind_it_the_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tool("mksquashfs")
    runtime = tmp_path / "runtime"
    runtime.write_bytes(os.urandom(5000))  # the real one is fetched where images are made
    known = {platform.machine(): hashlib.sha256(runtime.read_bytes()).hexdigest()}
    monkeypatch.setattr(appdir, "RUNTIME_SHA256", known)
    build, out = standing_in.folder(tmp_path / "build"), tmp_path / "out"
    assert appimage.main(["--build", str(build), "--runtime", str(runtime), "--out", str(out)]) == 0
    (made,) = out.iterdir()
    assert os.access(made, os.X_OK) and str(made) in capsys.readouterr().out
    unpacked = tmp_path / "un packed 目录"
    said("unsquashfs", "-quiet", "-no-progress", "-o", "5000", "-d", unpacked, made)
    assert said(unpacked / "AppRun", "case") == "cpcl-desktop: case\n"
    assert said(unpacked / "AppRun", "info", ARGV0="/somewhere/cpcl") == "cpcl: info\n"
    assert (unpacked / ".DirIcon").is_file() and (unpacked / "cpcl-desktop.desktop").is_file()
