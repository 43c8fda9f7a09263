"""Where things lie: beside the sources, installed, or in the folder of the frozen programs."""

import subprocess
import sys
from pathlib import Path

import pytest

from cpcl_desktop.engine.runtime.places import (
    home,
    portable,
    resource,
    third_party_notices,
    user_folder,
    window_command,
)


def test_what_ships_is_found() -> None:
    assert (resource("models") / "starter" / "manifest.json").is_file()
    assert resource("demo/demo.mp4").is_file()


def test_the_users_folder_is_the_named_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path))
    assert home() == tmp_path
    monkeypatch.delenv("CPCL_HOME")
    inside, own = home(), user_folder()
    assert inside is not None and own is not None and inside.is_absolute() and "cpcl-desktop" in inside.parts


def test_the_window_is_started_as_this_program_was(monkeypatch: pytest.MonkeyPatch) -> None:
    said = subprocess.run([*window_command(), "--version"], capture_output=True, encoding="utf-8", check=True)
    assert said.stdout.startswith("cpcl-desktop ")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    for program, window in (("/opt/box/cpcl", "/opt/box/cpcl-desktop"), ("/box/cpcl.exe", "/box/cpcl-desktop.exe")):
        monkeypatch.setattr(sys, "executable", program)
        assert [Path(part) for part in window_command()] == [Path(window)]


def test_only_the_built_program_has_notices_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "cpcl-desktop"))
    notices = tmp_path / "THIRD-PARTY-NOTICES.txt"
    notices.write_text("x")
    assert third_party_notices() is None
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert third_party_notices() == notices
    notices.unlink()
    assert third_party_notices() is None


def test_a_file_beside_the_frozen_program_keeps_all_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CPCL_HOME", "CPCL_PORTABLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "cpcl"))
    (tmp_path / "portable").touch()
    assert portable() is None  # Python itself may lie beside such a file
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert portable() == home() == tmp_path / "cpcl-data"
    (tmp_path / "portable").unlink()
    assert portable() is None and home() != tmp_path / "cpcl-data"
    monkeypatch.setenv("CPCL_PORTABLE", str(tmp_path / "stick"))
    assert portable() == home() == tmp_path / "stick"
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    assert home() == tmp_path / "home"
