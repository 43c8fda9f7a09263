"""The program's own log tells of the program and of no case."""

# Holds SECURITY.md: the program's own log names no case, footage, description or purpose

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cpcl_desktop.engine.runtime import program_log
from cpcl_desktop.engine.runtime.places import resource

OF_A_CASE = ("riverside", "gatehouse", "crimson", "overcoat", "homicide", "docket", "clandestine", "witnessphoto")


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The log of this very process, ended afterwards."""
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    before = list(logging.getLogger().handlers)
    file = program_log.begin_log("cpcl")
    assert file is not None
    yield file
    for handler in set(logging.getLogger().handlers) - set(before):
        logging.getLogger().removeHandler(handler)
        handler.close()


def test_a_session_leaves_nothing_of_its_case_in_it(tmp_path: Path) -> None:
    clip = shutil.copy(resource("demo/demo.mp4"), tmp_path / "gatehouse camera.mp4")
    case, environment = tmp_path / "riverside.cpcl", os.environ | {"CPCL_HOME": str(tmp_path / "home")}
    why = ["--purpose", "homicide", "--authority", "docket 17"]
    for arguments in (
        ["ingest", case, clip, "--detector", "motion", *why],
        ["search", case, "crimson overcoat", *why],
        ["search", case, "clandestine", "--image", tmp_path / "witnessphoto.jpg", *why],  # which is not there
        ["decide", case, "1", "match", "--note", "clandestine", *why],
        ["info", tmp_path / "riverside" / "none.cpcl"],
    ):
        command = [sys.executable, "-m", "cpcl_desktop.cli", *map(str, arguments)]
        subprocess.run(command, env=environment, capture_output=True)
    kept = {path: path.read_text(encoding="utf-8") for path in (tmp_path / "home").rglob("*") if path.is_file()}
    told = (tmp_path / "home" / "logs" / "cpcl.log").read_text(encoding="utf-8")
    assert told.count("command search") == 4 and "ended with status 0" in told and "ended with status 1" in told
    assert [(path, word) for path, text in kept.items() for word in OF_A_CASE if word in text.casefold()] == []


def test_an_error_is_told_by_kind_and_place(log: Path) -> None:
    try:
        raise KeyError("crimson overcoat")
    except KeyError as error:
        program_log.note_error("unforeseen", error)
    told = log.read_text()
    assert (
        "ERROR unforeseen\n    KeyError\n      " in told and "test_program_log.py" in told and "crimson" not in told
    )


def test_messages_of_libraries_are_told_by_where_they_come_from(log: Path) -> None:
    logging.getLogger("fontTools").warning("cannot read %s", "/evidence/gatehouse.ttf")
    logging.getLogger("PIL").warning("the file gatehouse.jpg is odd")
    told = log.read_text()
    assert "WARNING fontTools, test_program_log.py:" in told and "gatehouse" not in told


def test_it_turns_to_a_new_file_and_keeps_a_few(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (handler,) = [
        one for one in logging.getLogger().handlers if isinstance(one, logging.handlers.RotatingFileHandler)
    ]
    assert (handler.maxBytes, handler.backupCount) == (program_log.LARGEST, 5)
    handler.maxBytes, handler.backupCount = 2000, 2
    for number in range(100):
        program_log.note("command %s", number)
    files = sorted(path.name for path in log.parent.iterdir())
    assert files == ["cpcl.log", "cpcl.log.1", "cpcl.log.2"]
    assert all(path.stat().st_size <= 2000 for path in log.parent.iterdir()) and "command 99" in log.read_text()


def test_where_nothing_can_be_kept_the_program_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "file"))
    assert program_log.begin_log("cpcl") is None
