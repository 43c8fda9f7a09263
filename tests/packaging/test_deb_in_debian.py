"""The real package in a real Debian: installed, run by somebody who is not root, removed.

Takes minutes and two gigabytes, so it runs on request:
CPCL_TEST_DEB=OUT/cpcl-desktop_0.1.0_amd64.deb python -m pytest tests/packaging/test_deb_in_debian.py (as root).
"""

# Holds SECURITY.md: packages of Linux run nothing when installed or removed and leave nothing beyond users' folders

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.chroot import Debian, why_not

PACKAGE = os.environ.get("CPCL_TEST_DEB", "")
pytestmark = [
    pytest.mark.skipif(not PACKAGE, reason="CPCL_TEST_DEB names no package to install"),
    pytest.mark.skipif(bool(why_not()), reason=str(why_not())),
]
# A path that is long, has spaces, and letters that are not Latin.
CASE = f"/home/analyst/案件 one/{'a rather long name of a folder ' * 7}/{'another ' * 25}/demo.cpcl"


def depends() -> list[str]:
    field = subprocess.run(
        ["dpkg-deb", "-f", PACKAGE, "Depends"], check=True, capture_output=True, encoding="utf-8"
    )
    return [one.split()[0] for one in field.stdout.split(",")]


def install(debian: Debian) -> None:
    shutil.copy(PACKAGE, debian.root / "tmp" / "cpcl.deb")
    debian.install("/tmp/cpcl.deb")


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Debian:
    """A system that never saw the program."""
    return Debian.make(tmp_path_factory.mktemp("debian") / "root")


@pytest.fixture(scope="module")
def installed(debian: Debian) -> Debian:
    """With the package, and of others what it depends on and nothing else."""
    server = debian.copy(debian.root.with_name("server"))
    install(server)
    return server


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    if not shutil.which("Xvfb"):
        pytest.skip("Xvfb is not installed")
    screen = subprocess.Popen(["Xvfb", ":97", "-screen", "0", "1280x800x24"], stderr=subprocess.DEVNULL)
    while not Path("/tmp/.X11-unix/X97").exists():
        assert screen.poll() is None
        time.sleep(0.1)
    yield ":97"
    screen.terminate()
    screen.wait()


def test_no_library_is_missing(installed: Debian) -> None:
    printed = installed.run(
        "sh", "-c", "find /usr/lib/cpcl-desktop -name '*.so*' -type f -exec ldd {} + 2>/dev/null"
    )
    missing = {line.split()[0] for line in printed.splitlines() if "not found" in line}
    brought = {path.name for path in (installed.root / "usr/lib/cpcl-desktop").rglob("*")}
    assert printed.count("=>") > 1000 and missing - brought == set()


def test_the_programs_do_all_their_work_without_a_network(installed: Debian) -> None:
    assert installed.as_analyst("cpcl", "--version").startswith("cpcl ")
    folder = str(Path(CASE).parent)
    assert "passages found" in installed.as_analyst("cpcl", "demo", "--no-window", "--out", folder)
    assert '"hits": [\n' in installed.as_analyst("cpcl", "search", CASE, "woman in a red top", "--json")
    installed.as_analyst("cpcl", "report", CASE, "--query", "woman in a red top", "--out", f"{folder}/report")
    installed.as_analyst("cpcl", "verify", f"{folder}/report")


def test_the_window_opens_on_a_real_screen(installed: Debian, display: str) -> None:
    installed.as_analyst("cpcl-desktop", "--smoke-test", CASE, DISPLAY=display, QT_QPA_PLATFORM="xcb")


def test_the_desktop_knows_it_and_nothing_stays_but_what_is_the_users(debian: Debian) -> None:
    debian.install("shared-mime-info", "desktop-file-utils", *depends())
    before = debian.files()
    install(debian)
    assert "application/x-cpcl-case:*.cpcl" in debian.run("cat", "/usr/share/mime/globs2")
    types = debian.run("cat", "/usr/share/applications/mimeinfo.cache")
    assert "application/x-cpcl-case=cpcl-desktop.desktop" in types
    debian.as_analyst("cpcl", "demo", "--no-window", "--out", str(Path(CASE).parent))
    case = debian.root / CASE.removeprefix("/")
    kept = case.read_bytes()
    assert debian.files() > before

    debian.run("apt-get", "purge", "-y", "cpcl-desktop")
    assert debian.files() - before == set() and "cpcl" not in debian.run("dpkg", "-l")
    assert "cpcl" not in debian.run("cat", "/usr/share/mime/globs2")
    assert case.read_bytes() == kept
