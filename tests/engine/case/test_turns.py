"""Whoever waits for one who writes without a pause is let in, and a mark that was left keeps nobody."""

import contextlib
import sqlite3
import threading
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.turns import let_in
from tests.passage_cases import add_footage

TRANSACTIONS = 200


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Case.open(tmp_path / "c.cpcl", create=True) as case:
        add_footage(case, "gate", [(1, 0, 2)])
    return tmp_path / "c.cpcl"


def mark_of(path: Path) -> Path:
    return path.with_name(path.name + "-waits")


def test_who_waits_is_let_in_between_two_transactions(path: Path) -> None:
    written, begun = list[int](), threading.Event()

    def write() -> None:
        pause = threading.Event()
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for number in range(TRANSACTIONS):
                connection.execute("BEGIN IMMEDIATE")
                begun.set()
                pause.wait(0.02)
                written.append(number)
                connection.execute("ROLLBACK")
                let_in(path)

    with Case.open(path) as case, case.writer():
        writing = threading.Thread(target=write)
        writing.start()
        begun.wait()
        case.decisions.decide(1, "match")
        let_in_after = len(written)
        writing.join()
        assert let_in_after < TRANSACTIONS // 2 and len(written) == TRANSACTIONS
    assert not mark_of(path).exists()


def test_while_somebody_waits_a_mark_says_so(path: Path) -> None:
    seen = list[bool]()
    with (
        Case.open(path) as case,
        case.writer(),
        contextlib.closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")

        def end() -> None:
            seen.append(mark_of(path).exists())
            other.rollback()

        ending = threading.Timer(0.5, end)
        ending.start()
        case.decisions.decide(1, "match")
        ending.join()
    assert seen == [True] and not mark_of(path).exists()


def test_a_mark_that_was_left_delays_once(path: Path) -> None:
    mark_of(path).touch()
    let_in(path)
    assert not mark_of(path).exists()
    let_in(path)
