"""Hard filters: what the table says of one, every place that knows filters does."""

import dataclasses
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.gallery import MAX_TIME_US
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Query, Source
from cpcl_desktop.engine.search.filters import (
    FILTERS,
    chosen_sources,
    filter_values,
    filter_words,
    filters_read,
    scope_of,
)
from cpcl_desktop.engine.search.scope import Scope

SOURCES = [
    Source(number, Path(f"/footage/{camera}/{name}.mp4"), "video", "", 0, camera, "done")
    for number, (camera, name) in enumerate([("door", "a"), ("door", "b"), ("yard", "a")], start=1)
]


def test_every_filter_is_a_field_of_the_query_and_none_is_left_out() -> None:
    fields = {field.name for field in dataclasses.fields(Query)}
    sought = {"text", "image", "like", "unlike", "weight", "literal", "taken_back", "limit"}
    assert {one.field for one in FILTERS} == fields - sought


def test_without_filters_there_is_no_scope() -> None:
    assert scope_of(Query("red"), SOURCES) is None
    assert chosen_sources(Query("red"), SOURCES) == SOURCES


@pytest.mark.parametrize(
    ("query", "numbers", "span_us"),
    [
        (Query(sources=["a"]), {1, 3}, None),
        (Query(sources=["/footage/yard/a.mp4", "2"]), {2, 3}, None),
        (Query(cameras=["door"]), {1, 2}, None),
        (Query(sources=["a.mp4"], cameras=["door"]), {1}, None),
        (Query(from_s=1.5), {1, 2, 3}, (1_500_000, 2**63 - 1)),
        (Query(cameras=["yard"], from_s=1, to_s=2), {3}, (1_000_000, 2_000_000)),
        (Query(from_s=0.0), {1, 2, 3}, None),  # all of it, but a filter all the same
    ],
)
def test_filters_narrow_what_is_looked_at(query: Query, numbers: set[int], span_us: tuple[int, int] | None) -> None:
    scope = scope_of(query, SOURCES)
    assert scope == Scope(frozenset(numbers), *(span_us or ())) and scope.span_us == span_us


@pytest.mark.parametrize(
    "query", [Query(sources=["c"]), Query(cameras=["roof"]), Query(sources=["b"], cameras=["yard"])]
)
def test_filters_that_name_nothing_there_is_say_what_there_is(query: Query) -> None:
    wanted = ", ".join([*query.sources, *query.cameras])
    with pytest.raises(UsageError, match=rf"called {wanted}\. The case has: a\.mp4, b\.mp4, door, yard"):
        scope_of(query, SOURCES)


def test_values_are_written_and_read_back_also_those_of_a_program_that_knew_fewer() -> None:
    query = Query("red", sources=("a",), cameras=("door",), from_s=1.0, to_s=2.5, weekday=("tuesday",), limit=50)
    written = filter_values(query)
    assert written == {
        "sources": ["a"],
        "cameras": ["door"],
        "cases": [],
        "from_s": 1.0,
        "to_s": 2.5,
        "time_of_day": None,
        "weekday": ["tuesday"],
        "date": [],
        "between": [],
        "direction": [],
        "from_px": None,
        "to_px": None,
        "decision": [],
        "labels": [],
        "negated": [],
    }
    assert Query("red", **filters_read(written)) == query
    assert filters_read({"sources": ["a"], "limit": 3}) == {"sources": ("a",)}


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        (Query(cameras=["door"], negated=["cameras"]), {3}),
        (Query(cameras=["door"], sources=["a"], negated=["sources"]), {2}),
        (Query(cameras=["door"], sources=["1"], negated=["sources", "cameras"]), {3}),
        (Query(negated=["cameras"]), {1, 2, 3}),  # nothing is named that could be turned round
    ],
)
def test_filters_by_source_turned_round(query: Query, numbers: set[int]) -> None:
    scope = scope_of(query, SOURCES)
    assert scope is not None and scope.sources == numbers and scope.windows is None


def test_filters_by_the_clock_turned_round_leave_out_what_has_none() -> None:
    clock = RecorderClock(datetime(2026, 3, 12, 13, 0), "user")
    first, *others = SOURCES
    sources = [replace(first, clock=clock, decoded_s=7200.0), *others]
    between = "2026-03-12T13:30:00/2026-03-12T14:00:00"
    inside = scope_of(Query(between=(between,)), sources)
    assert inside is not None and inside.rows == [(1, 1_800_000_000, 3_600_000_000)]
    around = scope_of(Query(between=(between,), to_s=7200.0, negated=("between",)), sources)
    assert around is not None and around.unclocked == {2, 3}
    assert around.rows == [(1, 0, 1_799_999_999), (1, 3_600_000_001, 7_200_000_000)]
    both = scope_of(Query(between=(between,), time_of_day="13:45-14:15", negated=("time_of_day",)), sources)
    assert both is not None and both.rows == [(1, 1_800_000_000, 2_699_999_999)]


def test_a_span_within_the_footage_turned_round_is_what_lies_around_both_ends() -> None:
    around = scope_of(Query(from_s=5.0, to_s=15.0, negated=("from_s",)), SOURCES)
    assert around is not None and around.sources == {1, 2, 3} and around.unclocked == frozenset()
    assert around.rows is not None and [row for row in around.rows if row[0] == 1] == [
        (1, 0, 4_999_999),
        (1, 15_000_001, MAX_TIME_US),
    ]
    late = scope_of(Query(from_s=5.0, negated=("from_s",), cameras=["yard"]), SOURCES)
    assert late is not None and late.rows == [(3, 0, 4_999_999)]


def test_a_span_turned_round_says_so_of_both_ends() -> None:
    assert filter_words(Query(from_px=80, to_px=160, negated=("from_px",))) == [
        "not both at least 80 pixels high and at most 160 pixels high"
    ]
    assert filter_words(Query(to_px=160, negated=("from_px",))) == ["not at most 160 pixels high"]


def test_what_is_turned_round_says_so_in_words() -> None:
    query = Query(cameras=["door", "yard"], from_px=80, negated=["cameras"], direction=("left to right", "stays"))
    assert filter_words(query) == [
        "not camera door", "not camera yard", "going left to right", "stays", "at least 80 pixels high",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("between", "2026-03-12 14:00/2026-03-12T14:30", "2026-03-12T14:00:00/2026-03-12T14:30:00"),
        ("direction", "Left  to right", "left to right"),
        ("from_px", "80 px", 80.0),
        ("decision", "No match", "no match"),
        ("negated", "time-of-day", "time_of_day"),
        ("negated", "height", "from_px"),
    ],
)
def test_values_are_read_as_they_are_written(field: str, text: str, value: object) -> None:
    one = next(one for one in FILTERS if one.field == field)
    assert one.parse(text) == value
    for wrong in ("", "nonsense", "-3"):
        with pytest.raises(UsageError):
            one.parse(wrong)


def test_filters_in_words() -> None:
    query = Query(sources=["a", "b"], cameras=["door"], from_s=61.5, to_s=3600)
    assert filter_words(query) == ["source a", "source b", "camera door", "from 0:01:01.500", "to 1:00:00.000"]
    assert filter_words(Query("red")) == []
