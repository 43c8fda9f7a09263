"""What is read of a case once, for as long as its tables hold the same: nothing stale is ever told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.federation.federation import Federation
from tests.passage_cases import add_footage, noon

CLOCK = noon()


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[[str], Case]]:
    opened: list[Case] = []

    def case(name: str) -> Case:
        opened.append(Case.open(tmp_path / f"{name}.cpcl", create=True))
        add_footage(opened[-1], "gate", [(1, 0, 2), (2, 5, 7)], content=len(opened))
        return opened[-1]

    yield case
    for one in opened:
        one.close()


def test_what_is_the_same_is_not_read_again_though_the_log_grows(make: Callable[[str], Case]) -> None:
    case, asked = make("a"), list[str]()
    sources, model, stands = case.sources.with_bin(), case.models.current(), case.stands()
    case.log.record("search", {"query": {"text": "red"}, "hits": []})
    case._store.connection.set_trace_callback(asked.append)
    assert case.sources.with_bin() is sources and case.models.current() is model and case.stands() == stands
    assert [sql for sql in asked if "table_digest" not in sql and "PRAGMA" not in sql] == []
    assert sum("table_digest" in sql for sql in asked) == 1


def test_what_another_connection_or_this_one_changed_is_read(make: Callable[[str], Case]) -> None:
    case = make("a")
    before, stands = case.sources.with_bin(), case.stands()
    with Case.open(case.path) as other:
        other.sources.set_clock(1, CLOCK)
        assert [one.clock for one in case.sources.with_bin()] == [CLOCK]
        add_footage(other, "yard", [(3, 0, 1)], content=7)
    assert [one.tracks for one in case.sources.with_bin()] == [2, 1] and case.stands() != stands
    case.bin.take_out([1])
    assert [one.id for one in case.sources.all()] == [2] and [one.in_bin for one in before] == [False]


def test_in_a_transaction_what_it_did_is_read_and_nothing_of_it_stays(make: Callable[[str], Case]) -> None:
    case = make("a")
    (before,) = case.sources.with_bin()
    with pytest.raises(ZeroDivisionError), case._store.transaction():
        case.sources.move(before, in_bin=True)
        assert [one.in_bin for one in case.sources.with_bin()] == [True]
        raise ZeroDivisionError
    assert case.sources.with_bin() == [before]


def test_where_the_digests_are_gone_everything_is_read_anew(make: Callable[[str], Case]) -> None:
    case = make("a")
    case._store.connection.execute("DROP TABLE table_digest")
    assert [one.tracks for one in case.sources.with_bin()] == [2]


def test_several_cases_are_read_once(make: Callable[[str], Case]) -> None:
    cases, asked = Federation([make("a"), make("b"), make("c")]), list[str]()
    sources, models = cases.sources(), cases.models()
    copies = cases.copies(sources)
    for member in cases.members:
        member.case._store.connection.set_trace_callback(asked.append)
    assert cases.sources() is sources and cases.models() == models and cases.copies(sources) is copies
    assert [sql for sql in asked if "PRAGMA" not in sql] == []
    cases.members[1].case.sources.set_clock(1, CLOCK)
    assert [one.clock == CLOCK for one in cases.sources()] == [False, True, False]
