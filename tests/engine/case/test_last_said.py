"""What is known of what was said is kept and gone on from: always as if all of it had been read anew."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.decisions import DecisionTable
from cpcl_desktop.engine.case.marks import MarkTable
from tests.passage_cases import add_footage


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.open(tmp_path / "a.cpcl", create=True) as made:
        add_footage(made, "gate", [(1, 0, 4), (2, 10, 14), (3, 20, 24)])
        add_footage(made, "yard", [(1, 0, 4), (2, 10, 14)])
        made.decisions.decide(1, "match", note="the red coat")
        made.decisions.decide(4, "no match")
        made.marks.set(2, "bookmark", True)
        assert (len(made.decisions.current()), len(made.marks.current())) == (2, 1)
        yield made


def _as_read_anew(case: Case) -> None:
    with Case.open(case.path) as other:
        decided, marked = other.decisions.current(), other.marks.current()
    assert list(case.decisions.current().items()) == list(decided.items())
    assert case.marks.current() == marked


def _say_more(case: Case) -> None:
    case.decisions.decide(2, "unsure")
    case.decisions.decide(1, "no match")
    case.decisions.decide(4, None)
    case.marks.set(2, "bookmark", False)
    case.marks.set(3, "reviewed", True)


def _say_elsewhere(case: Case) -> None:
    with Case.open(case.path) as other:
        _say_more(other)


def _join(case: Case) -> None:
    case.passages.join(1, 2)


def _join_and_divide(case: Case) -> None:
    _join(case)
    _as_read_anew(case)
    case.passages.split(1)
    case.decisions.decide(2, "match")


def _into_the_bin(case: Case) -> None:
    with case.writer():
        case.bin.take_out([1])


def _removed(case: Case) -> None:
    _into_the_bin(case)
    with case.writer():
        case.bin.remove([1], with_decisions=True)
    case.decisions.decide(5, "match")


def _read_anew(case: Case) -> None:
    """The source's passages go, with what was said of them, and others come."""
    case.tracks.restart_source(1, {}, "")
    add_footage(case, "roof", [(1, 0, 4)])


@pytest.mark.parametrize(
    "change", [_say_more, _say_elsewhere, _join, _join_and_divide, _into_the_bin, _removed, _read_anew]
)
def test_it_is_what_a_first_reading_gives(case: Case, change) -> None:
    change(case)
    _as_read_anew(case)
    _say_more_of(case)
    _as_read_anew(case)


def _say_more_of(case: Case) -> None:
    case.decisions.decide(5, "unsure")
    case.marks.set(5, "reviewed", True)


def test_only_what_came_is_read(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    for table in (DecisionTable, MarkTable):
        placed = table.placed

        def noted(self: object, after: int = 0, placed=placed) -> object:
            asked.append(after)
            return placed(self, after)

        monkeypatch.setattr(table, "placed", noted)
    with Case.open(case.path) as seen:
        seen.decisions.current(), seen.marks.current()
        decided, marked = seen.decisions.history()[-1].id, seen.marks.history()[-1].id
        seen.log.append("view", {})
        seen.decisions.current(), seen.marks.current()
        assert asked == [0, 0, decided, marked]
        seen.passages.join(1, 2)
        seen.decisions.current(), seen.marks.current()
        assert asked[4:] == [0, 0]


def test_what_is_taken_back_was_never_said(case: Case) -> None:
    heard = replace(case.decisions.history(1)[0], track=3, crop=None)
    with pytest.raises(RuntimeError, match="as it happens"), case._store.transaction():
        case.decisions.carry(heard, 1, {"part": 1, "number": 1})
        assert case.decisions.current()[3].verdict == "match"
        raise RuntimeError("as it happens")
    assert 3 not in case.decisions.current()
    case.decisions.decide(3, "no match")  # it has the number that the other would have had
    assert case.decisions.current()[3].verdict == "no match"
    _as_read_anew(case)


@pytest.mark.parametrize("table", [DecisionTable, MarkTable])
def test_after_a_reading_that_failed_all_of_it_is_read(
    case: Case, monkeypatch: pytest.MonkeyPatch, table: type[DecisionTable | MarkTable]
) -> None:
    with Case.open(case.path) as seen:
        seen.decisions.current(), seen.marks.current()
        _say_more(case)
        with monkeypatch.context() as patch:
            patch.setattr(seen._store, "each", lambda *_: _torn())
            with pytest.raises(OSError, match="went away"):
                (seen.decisions if table is DecisionTable else seen.marks).current()
        _as_read_anew(seen)


def _torn() -> Iterator[tuple[object, ...]]:
    raise OSError("the disk went away")
    yield


def test_a_word_that_is_no_text_is_read_as_it_is(case: Case) -> None:
    case._store.connection.execute("UPDATE decision SET note = x'00ff', time = x'01' WHERE track = 1")
    with Case.open(case.path) as seen:
        assert seen.decisions.current()[1].note == b"\x00\xff"


def test_what_counted_when_the_log_was_shorter(case: Case) -> None:
    entries, decided, marked = case.log.head().entries, case.decisions.current(), case.marks.current()
    _say_more(case)
    assert list(case.decisions.current(entries).items()) == list(decided.items())
    assert case.marks.current(entries) == marked and case.marks.current() != marked
    assert case.decisions.current(case.log.head().entries) == case.decisions.current() != decided
