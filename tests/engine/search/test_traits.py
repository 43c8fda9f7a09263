"""Filters by passages: which way somebody went, how large they are, what was decided of them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.routes import DIRECTIONS, STAYING, Route, directions_and_heights
from cpcl_desktop.engine.search.browse import browse, listed
from cpcl_desktop.engine.search.traits import TraitsOf
from tests.passage_cases import add_footage


def way(*points: tuple[float, float, float, float]) -> bytes:
    return Route(np.array(points, np.float32)).packed()


WAYS = [
    way((0, 10, 100, 50), (4, 400, 100, 50)),  # left to right
    way((0, 400, 100, 90), (4, 10, 100, 90)),  # right to left
    way((0, 10, 10, 50), (4, 300, 160, 50)),  # to the right and towards the camera
    way((0, 100, 100, 200), (4, 101, 100, 200)),  # stays
    None,  # of a program that recorded no way
]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    with Case.open(tmp_path / "a.cpcl", create=True) as made:
        add_footage(made, "gate", [(1, 10 * n, 10 * n + 4) for n in range(len(WAYS))])
        with made._store.transaction():
            for track, route in enumerate(WAYS, start=1):
                made._store.connection.execute("UPDATE track SET route = ? WHERE id = ?", (route, track))
            made._store.connection.execute("UPDATE crop SET y1 = 0, y2 = 50 WHERE track = 5")
        yield made


def tracks(case: Case, query: Query) -> list[int]:
    return [hit.track for hit in listed(case, query).hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(direction=("left to right",)), [1, 3]),
        (Query(direction=("towards the camera", "right to left")), [2, 3]),
        (Query(direction=("stays",)), [4]),
        (Query(direction=("left to right",), negated=("direction",)), [2, 4, 5]),
        (Query(from_px=60), [2, 4]),
        (Query(from_px=60, to_px=100), [2]),
        (Query(from_px=60, to_px=100, negated=("from_px",)), [1, 3, 4, 5]),
        (Query(direction=("left to right",), to_px=60, sources=("gate-1.mp4",)), [1, 3]),
    ],
)
def test_ways_and_heights_filter_and_can_be_turned_round(case: Case, query: Query, expected: list[int]) -> None:
    assert tracks(case, query) == expected and listed(case, query).tracks_searched == len(expected)


def test_what_was_decided_filters_and_what_was_decided_then_can_be_asked_again(case: Case) -> None:
    case.decisions.decide(1, "match")
    case.decisions.decide(2, "no match")
    case.marks.set(3, "bookmark", True)
    then = case.log.head().entries
    case.decisions.decide(1, "unsure")
    case.marks.set(3, "bookmark", False)
    assert tracks(case, Query(decision=("unsure",))) == [1]
    assert tracks(case, Query(decision=("undecided",))) == [3, 4, 5]
    assert tracks(case, Query(decision=("undecided", "no match"), negated=("decision",))) == [1]
    assert tracks(case, Query(decision=("bookmarked",))) == []
    before = TraitsOf(case, then)
    numbers = before.traits().tracks
    assert list(numbers[before.in_state({"match", "bookmarked"})]) == [1, 3]


def test_traits_follow_what_comes_in(case: Case) -> None:
    of = TraitsOf(case)
    assert len(of.traits().tracks) == 5 and of.traits() is of.traits()
    add_footage(case, "yard", [(1, 0, 4)])
    assert len(of.traits().tracks) == 6


def test_a_list_by_decision_is_logged_with_its_filters(case: Case) -> None:
    browse(case, replace(Query(decision=("undecided",)), direction=("stays",)))
    (entry,) = case.log.entries("list")
    assert entry.details["query"]["decision"] == ["undecided"] and entry.details["query"]["direction"] == ["stays"]


def test_many_ways_at_once_are_what_each_is_by_itself() -> None:
    generator = np.random.default_rng(3)
    routes = []
    for number in range(300):
        count = 1 + number % 7
        times = np.sort(generator.uniform(0, 6, count)) * (number % 3)  # some last no time at all
        places = generator.uniform(0, 300, (count, 2)) * generator.choice([0.01, 1.0])
        routes.append(Route(np.column_stack((times, places, generator.uniform(20, 90, count))).astype(np.float32)))
    packed = [route.packed() for route in routes]
    codes, heights = directions_and_heights(b"".join(packed), np.array([len(one) for one in packed]))
    directions = [(*DIRECTIONS, STAYING)[code] for code in codes]
    assert directions == [route.direction for route in routes]
    np.testing.assert_allclose(heights, [route.height for route in routes], rtol=1e-6)
    assert not len(directions_and_heights(b"", np.empty(0, np.int64))[0])
