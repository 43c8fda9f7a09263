"""Commands that only read leave a case as it was: no byte, no time, nothing beside it."""

# Holds SECURITY.md: what only reads a case changes nothing of it, and works where nothing can be written

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import CaseError
from tests.old_cases import write_old_case

READING = (["info"], ["coverage"], ["decisions"], ["log"], ["verify"])


def state(folder: Path) -> dict[str, tuple[int, int, int, int, bytes]]:
    """Each file: inode, size, times of change, content."""
    told = {path: path.stat() for path in sorted(folder.iterdir()) if path.is_file()}
    return {
        path.name: (one.st_ino, one.st_size, one.st_mtime_ns, one.st_ctime_ns, path.read_bytes())
        for path, one in told.items()
    }


@pytest.mark.parametrize("command", READING)
def test_what_reads_leaves_no_mark(ingested: Path, command: list[str]) -> None:
    before = state(ingested.parent)
    assert main([*command, str(ingested)]) == 0
    assert state(ingested.parent) == before


@pytest.mark.parametrize("command", READING)
def test_a_case_that_another_program_writes_to_is_read_as_it_is(ingested: Path, command: list[str]) -> None:
    with Case.open(ingested) as case:
        case.decisions.decide(1, "match")
        content = ingested.read_bytes()  # the decision is in the journal beside
        assert main([*command, str(ingested)]) == 0
        assert ingested.read_bytes() == content
        assert Case.read(ingested).decisions.current()[1].verdict == "match"


def test_what_a_killed_program_left_in_the_journal_is_read(ingested: Path, tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from cpcl_desktop.engine.case.case import Case\n"
        "Case.open(Path(sys.argv[1])).decisions.decide(1, 'match'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", program, str(ingested)], check=False)
    assert ingested.with_name(ingested.name + "-wal").stat().st_size > 0
    content = ingested.read_bytes()
    with Case.read(ingested) as case:
        assert case.decisions.current()[1].verdict == "match"
    assert ingested.read_bytes() == content


@pytest.mark.parametrize("version", [2, 5, 9])
def test_an_older_case_is_verified_without_being_brought_up_to_date(tmp_path: Path, version: int) -> None:
    old = write_old_case(tmp_path / "old.cpcl", version)
    before = state(tmp_path)
    assert main(["verify", str(old), "--no-footage"]) == 0
    assert state(tmp_path) == before


def test_what_writes_is_refused_in_a_case_that_is_only_read(ingested: Path) -> None:
    with Case.read(ingested) as case:
        with pytest.raises(CaseError, match="only to be read"):
            case.decisions.decide(1, "match")
        with pytest.raises(CaseError, match="only to be read"), case.writer():
            pass
        case.log.record("search", {"query": {}})  # there is nowhere to write it
        assert "search" not in [entry.action for entry in case.log.entries()]


def test_a_pipe_in_a_cases_place_is_refused_and_not_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "c.cpcl")
    for command in (["info"], ["verify"], ["search"], ["ingest"]):
        words = ["red"] if command == ["search"] else [str(tmp_path)] if command == ["ingest"] else []
        assert main([*command, str(tmp_path / "c.cpcl"), *words]) != 0
        assert "pipe" in capsys.readouterr().err


def test_text_that_is_none_in_a_case_is_a_sentence(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with contextlib.closing(sqlite3.connect(ingested, isolation_level=None)) as connection:
        connection.execute("UPDATE source SET camera = CAST(x'ff41' AS TEXT)")
    assert main(["verify", str(ingested), "--no-footage", "--json"]) == 1
    assert "Row 1 of the table source was changed" in json.loads(capsys.readouterr().out)["faults"][0]
    assert main(["info", str(ingested)]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_a_copy_of_a_case_verifies_as_the_case_does(ingested: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert main(["verify", str(shutil.copy(ingested, tmp_path / "other" / "copy.cpcl"))]) == 0
