"""Whoever waits for one who writes without a pause is let in, and a mark that was left keeps nobody."""

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.turns import immediate, let_in
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

    with Case.open(path) as merging, merging.writer(), Case.open(path) as case:
        writing = threading.Thread(target=write)
        writing.start()
        begun.wait()
        case.decisions.decide(1, "match")
        let_in_after = len(written)
        writing.join()
        assert let_in_after < TRANSACTIONS // 2 and len(written) == TRANSACTIONS
    assert not mark_of(path).exists()


def mark_while_waiting(path: Path, is_merging: bool) -> bool:
    """Whether the mark is there half a second into waiting for a turn: the merging case's own, or another's."""
    seen = list[bool]()
    with (
        Case.open(path) as merging,
        merging.writer(),
        Case.open(path) as case,
        contextlib.closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")

        def end() -> None:
            seen.append(mark_of(path).exists())
            other.rollback()

        ending = threading.Timer(0.5, end)
        ending.start()
        (merging if is_merging else case).decisions.decide(1, "match")
        ending.join()
    (was_there,) = seen
    return was_there


def test_while_somebody_waits_a_mark_says_so(path: Path) -> None:
    assert mark_while_waiting(path, is_merging=False) and not mark_of(path).exists()


def test_a_mark_that_was_left_delays_once(path: Path) -> None:
    mark_of(path).touch()
    let_in(path)
    assert not mark_of(path).exists()
    let_in(path)


def test_each_of_three_who_wait_is_let_in(path: Path) -> None:
    """They have one mark between them, which is gone with the first."""
    begun, decided, ended = threading.Event(), list[int](), threading.Event()

    def write() -> None:
        pause = threading.Event()
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
            while not ended.is_set():
                connection.execute("BEGIN IMMEDIATE")
                begun.set()
                pause.wait(0.02)
                connection.execute("ROLLBACK")
                let_in(path)

    def decide(passage: int) -> None:
        with Case.open(path) as case:
            for _ in range(3):
                case.decisions.decide(1, "match")
        decided.append(passage)

    with Case.open(path) as merging, merging.writer():
        writing = threading.Thread(target=write)
        writing.start()
        begun.wait()
        waiting = [threading.Thread(target=decide, args=(number,)) for number in range(3)]
        for one in waiting:
            one.start()
        for one in waiting:
            one.join(8)  # before the second had waited for the ten seconds after which it said so again
        let_in_meanwhile = sorted(decided)
        ended.set()
        for one in (writing, *waiting):
            one.join()
    assert let_in_meanwhile == [0, 1, 2] and not mark_of(path).exists()


def test_who_merges_does_not_ask_itself_to_be_let_in(path: Path) -> None:
    assert not mark_while_waiting(path, is_merging=True)


def test_it_is_waited_as_long_as_the_connection_does(path: Path) -> None:
    with (
        contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other,
        contextlib.closing(sqlite3.connect(path, isolation_level=None, timeout=0.5)) as connection,
    ):
        other.execute("BEGIN IMMEDIATE")
        begun, asked = time.monotonic(), list[float]()

        def waits_on() -> bool:
            asked.append(time.monotonic() - begun)
            return len(asked) < 2

        with pytest.raises(sqlite3.OperationalError, match="locked"), immediate(connection, waits_on):
            raise AssertionError("two write at once")
        assert len(asked) == 2 and 0.5 <= asked[0] < asked[1] - 0.5
        assert connection.execute("PRAGMA busy_timeout").fetchone() == (500,)


def a_file(mark: Path) -> None:
    mark.write_text("somebody's own")


def a_link(mark: Path) -> None:
    mark.symlink_to(mark.with_name("nowhere"))


@pytest.mark.parametrize("make", [a_file, a_link, Path.mkdir])
def test_what_is_no_mark_is_left_alone(path: Path, make: Callable[[Path], None]) -> None:
    try:
        make(mark_of(path))
    except OSError:
        pytest.skip("this system lets nobody make links")
    with (
        Case.open(path) as merging,
        merging.writer(),
        Case.open(path) as case,
        contextlib.closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        ending = threading.Timer(0.3, other.rollback)
        ending.start()
        case.decisions.decide(1, "match")
        ending.join()
    let_in(path)
    assert os.path.lexists(mark_of(path)) and not mark_of(path).with_name("nowhere").exists()
