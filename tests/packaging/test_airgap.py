"""The air-gap kit: the same bytes every time, whole or refused, with instructions for what lies in it."""

# Holds SECURITY.md: an air-gap kit in which a file was changed, is missing or was added is refused

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

import release
from kit import instructions
from kit.archive import sha256
from kit.instructions import INSTALLERS, Held, steps
from tests.packaging import standing_in

pytest.importorskip("shtab", reason="shtab is not installed")
import airgap

KIT = os.environ.get("CPCL_TEST_KIT", "")
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="the scripts here are those of Linux and macOS")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit with an installer that stands in for a real one, and a build with notices and a list of parts."""
    work = tmp_path_factory.mktemp("kit")
    installer = work / "cpcl-desktop_9_amd64.deb"
    installer.write_bytes(b"a package")
    build = standing_in.folder(work / "cpcl-desktop")
    (build / "_internal" / "NOTICES.txt").write_text("notices")
    (build / "_internal" / "program.cdx.json").write_text("{}")
    out = work / "kit.tar"
    assert airgap.main(["--out", str(out), "--installer", str(installer), "--build", str(build)]) == 0
    first = out.read_bytes()
    assert airgap.main(["--out", str(out), "--installer", str(installer), "--build", str(build)]) == 0
    assert out.read_bytes() == first
    return out


def unpacked(archive: Path, folder: Path) -> Path:
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    (one,) = folder.iterdir()
    return one


@pytest.fixture(scope="module")
def kit(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(made, tmp_path_factory.mktemp("un packed 目录"))


def copy_of(kit: Path, target: Path) -> Path:
    shutil.copytree(kit, target, copy_function=os.link)  # whoever changes a file of it makes it anew
    return target


def test_a_kit_holds_what_is_needed_and_says_its_own_hash(made: Path, kit: Path) -> None:
    there = {path.relative_to(kit).as_posix() for path in kit.rglob("*") if path.is_file()}
    assert {
        "INSTRUCTIONS.txt", "INSTRUCTIONS.html", "INSTRUCTIONS.pdf", "SHA256SUMS", "verify.sh", "verify.ps1",
        "installers/cpcl-desktop_9_amd64.deb",
        f"installers/cpcl-desktop-{release.VERSION}-{sys.platform}-{platform.machine()}.tar.gz",
        "models/starter/manifest.json", "licences/LICENSE", "licences/models/starter/LICENCE.txt",
        "licences/program/_internal/NOTICES.txt", "sbom/program.cdx.json",
    } <= there  # fmt: skip
    assert any(name.endswith(".mp4") for name in there)
    assert b"\r\n" in (kit / "verify.ps1").read_bytes() and b"\r" not in (kit / "verify.sh").read_bytes()
    assert made.with_name("kit.tar.sha256").read_text() == f"{sha256(made)}  kit.tar\n"


@posix_only
def test_every_file_is_found_as_it_was(kit: Path) -> None:
    if not shutil.which("sha256sum"):
        pytest.skip("sha256sum is not installed")
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=kit, capture_output=True, encoding="utf-8")
    files = [path for path in kit.rglob("*") if path.is_file() and path.name != "SHA256SUMS"]
    assert done.returncode == 0 and done.stdout.count(": OK\n") == len(files) > 20
    whole = subprocess.run(["sh", str(kit / "verify.sh")], capture_output=True, encoding="utf-8")
    assert whole.returncode == 0 and f"All {len(files)} files" in whole.stdout


def changed(kit: Path) -> str:
    (kit / "models" / "starter" / "words.txt").unlink()
    (kit / "models" / "starter" / "words.txt").write_text("other")
    return "models/starter/words.txt: FAILED"


def removed(kit: Path) -> str:
    (kit / "licences" / "LICENSE").unlink()
    return "licences/LICENSE: FAILED open or read"


def added(kit: Path) -> str:
    (kit / "installers" / "another one.deb").write_text("")
    return "installers/another one.deb: was added"


def linked(kit: Path) -> str:
    (kit / "more").symlink_to("/etc/passwd")
    return "more: was added"


def emptied(kit: Path) -> str:
    (kit / "SHA256SUMS").unlink()
    (kit / "SHA256SUMS").write_text("")
    return "SHA256SUMS cannot be read"


def without_sums(kit: Path) -> str:
    (kit / "SHA256SUMS").unlink()
    return "SHA256SUMS is missing"


@posix_only
@pytest.mark.parametrize("tamper", [changed, removed, added, linked, emptied, without_sums])
def test_a_kit_that_is_not_as_it_was_made_is_refused(
    kit: Path, tmp_path: Path, tamper: Callable[[Path], str]
) -> None:
    other = copy_of(kit, tmp_path / "kit")
    said = tamper(other)
    refused = subprocess.run(["sh", str(other / "verify.sh")], capture_output=True, encoding="utf-8")
    assert refused.returncode == 1 and said in refused.stderr and refused.stdout == ""


@posix_only
def test_nothing_is_installed_from_such_a_kit(kit: Path, tmp_path: Path) -> None:
    other = copy_of(kit, tmp_path / "kit")
    shutil.copy(Path(airgap.__file__).parent / "kit" / "files" / "install.sh", other)  # and so it is one
    target = tmp_path / "here"
    done = subprocess.run(["sh", other / "install.sh", target], capture_output=True, encoding="utf-8")
    assert done.returncode == 1 and "install.sh: was added" in done.stderr and not target.exists()


def test_instructions_say_how_each_installer_is_used() -> None:
    names = tuple(f"program{ending}" for ending in INSTALLERS)
    said = "\n".join(step.says for step in steps(Held("kit.tar", names, "linux-x86_64", "3.11")))
    assert all(name in said for name in names) and "{" not in said
    assert "cpcl doctor --golden" in said and "Python 3.11" in said


def test_instructions_can_be_read_and_printed(tmp_path: Path) -> None:
    instructions.write(tmp_path, Held("kit & more.tar", ("x.deb",)))
    text, page = ((tmp_path / f"INSTRUCTIONS.{ending}").read_text(encoding="utf-8") for ending in ("txt", "html"))
    assert max(map(len, text.splitlines())) <= 80 and "\n    apt install ./installers/x.deb\n" in text
    assert "<pre>sha256sum kit &amp; more.tar</pre>" in page
    assert (tmp_path / "INSTRUCTIONS.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("more", "said"), [([], "nothing to install"), (["--installer", "nowhere.deb"], "nowhere.deb is not there")]
)
def test_what_cannot_be_made_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    assert airgap.main(["--out", str(tmp_path / "kit.tar"), *more]) == 1
    assert said in capsys.readouterr().err and list(tmp_path.iterdir()) == []


@posix_only
@pytest.mark.skipif(not KIT, reason="CPCL_TEST_KIT names no kit with a wheelhouse")
def test_the_wheelhouse_installs_without_an_index_and_the_demo_runs(tmp_path: Path) -> None:
    """A real kit: made with --wheelhouse for this platform; without any network where this user may cut it off."""
    kit, target = unpacked(Path(KIT), tmp_path / "kit"), tmp_path / "program 目录"
    apart = ["unshare", "--net"] if shutil.which("unshare") and os.geteuid() == 0 else []
    bare = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHON": sys.executable, "LANG": "C.UTF-8"}
    subprocess.run([*apart, "sh", kit / "install.sh", target], env=bare, check=True)
    programs = target / "bin"
    for command in (
        ["demo", "--no-window", "--out", str(tmp_path / "demo")],
        ["info", str(tmp_path / "demo" / "demo.cpcl")],
    ):
        subprocess.run([*apart, programs / "cpcl", *command], env=bare, check=True)
    assert (target / "share" / "man" / "man1" / "cpcl.1").is_file()
