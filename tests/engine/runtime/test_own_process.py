"""Processes of the program's own: how one is started, and what is said of its end."""

import os
import signal
import sys
from pathlib import Path

import pytest

from cpcl_desktop.engine.runtime import own_process

MODULE = "cpcl_desktop.engine.clock"  # any of ours


def test_what_lies_in_the_users_folder_is_not_taken_for_a_module(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "cpcl_desktop.py").write_text("raise SystemExit(9)")
    (tmp_path / "dataclasses.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    with own_process.start(own_process.command("--any", MODULE)) as process:
        process.communicate()
    assert process.returncode == 0


def test_the_frozen_program_is_started_with_a_flag(monkeypatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_process.command("--any", MODULE) == [sys.executable, "--any"]
    monkeypatch.setattr(sys, "argv", ["program", "--any", "more"])
    assert own_process.given() == ["--any", "more"] and own_process.given(["other"]) == ["other"]


def test_what_it_complains_of_goes_where_it_was_told_and_what_is_said_to_it_is_its_environment(tmp_path) -> None:
    told = [sys.executable, "-c", "import os, sys; print(os.environ['OWN'], file=sys.stderr)"]
    with (tmp_path / "said").open("wb") as said, own_process.start(told, said, {"OWN": "word"}) as process:
        process.communicate()
    assert (tmp_path / "said").read_text().strip() == "word" and "OWN" not in os.environ


@pytest.mark.parametrize(
    ("status", "words"),
    [(None, "no exit status"), (0, "exit status 0"), (3, "exit status 3"), (-200, "signal 200")],
)
def test_its_end_in_words(status: int | None, words: str) -> None:
    assert own_process.why_ended(status) == words


@pytest.mark.skipif(sys.platform == "win32", reason="ends processes with signals")
def test_a_signal_has_its_name() -> None:
    with own_process.start([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]) as process:
        process.communicate()
    assert own_process.why_ended(process.returncode) == signal.Signals(9).name
