"""The program by itself asks nothing of a network, and in portable mode leaves nothing outside its folder."""

# Holds SECURITY.md: no telemetry and no update check: the program's main ways open no connection
# Holds SECURITY.md: in portable mode nothing is written outside the program's folder and what the user names

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.apart import ASKED, refuse
from tests.conftest import QT_FAULT

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session in portable mode, for a user whose folders are new."""
    place = tmp_path_factory.mktemp("apart")
    for name in ("user", "temporary", "work", "stick"):
        (place / name).mkdir()
    own = {"HOME": "user", "USERPROFILE": "user", "APPDATA": "user", "LOCALAPPDATA": "user", "TMPDIR": "temporary"}
    left_out = ("XDG_", "CPCL_", "TEMP", "TMP")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    environment |= {name: str(place / folder) for name, folder in own.items()}
    environment |= {"CPCL_PORTABLE": str(place / "stick"), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.apart", str(place / "case"), *([] if QT_FAULT else ["--window"])]
    done = subprocess.run(
        command, cwd=place / "work", env=environment, capture_output=True, encoding="utf-8", timeout=500
    )
    assert done.returncode == 0, done.stderr
    assert "INFO" not in done.stderr  # a terminal is not told what the program's log is
    (place / "asked.json").write_text(done.stdout)
    return place


def test_nothing_is_asked_of_a_network(session: Path) -> None:
    assert json.loads((session / "asked.json").read_text()) == []


def test_in_portable_mode_all_is_kept_in_one_folder(session: Path) -> None:
    elsewhere = [path for name in ("user", "temporary", "work") for path in (session / name).rglob("*")]
    assert [path for path in elsewhere if path.is_file()] == []
    assert (session / "stick" / "models.json").is_file() and (session / "case" / "demo.cpcl").is_file()
    if not QT_FAULT:
        kept = (session / "stick" / "settings.ini").read_text()
        assert "appearance=dark" in kept and "demo.cpcl" in kept
        log = (session / "stick" / "logs" / "cpcl-desktop.log").read_text()
        assert "command view_models" in log and "green" not in log and "demo" not in log


@pytest.mark.parametrize("package", ["cpcl_desktop", "cpcl_train"])
def test_onnx_runtime_keeps_no_number_of_this_machine(tmp_path: Path, package: str) -> None:
    """What it has of telemetry begins with that, and with a store for what is to be sent."""
    (tmp_path / "temporary").mkdir()
    own = {"HOME": str(tmp_path), "TMPDIR": str(tmp_path / "temporary"), "PYTHONPATH": str(ROOT)}
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "XDG_"))} | own
    script = f"import {package}, onnxruntime"
    subprocess.run([sys.executable, "-c", script], env=environment, check=True, timeout=120)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_connection_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    noticed: list[str] = []
    is_on = True
    monkeypatch.setattr("tests.apart.ASKED", noticed)
    sys.addaudithook(lambda event, given: refuse(event, given) if is_on else None)  # there is no taking it off
    try:
        with pytest.raises(PermissionError), socket.socket() as one:
            one.connect(("127.0.0.1", 9))
        with pytest.raises(PermissionError):
            socket.getaddrinfo("example.org", 443)
    finally:
        is_on = False
    assert len(noticed) == 2 and ASKED == []
