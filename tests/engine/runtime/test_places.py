"""Where things lie: beside the sources, installed, or in the folder of the frozen programs."""

import subprocess
import sys
from pathlib import Path

import pytest

from cpcl_desktop.engine.runtime.places import home, resource, third_party_notices, user_folder, window_command


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
