"""Filters in a sentence: names of the case's cameras, and times by the clock."""

from datetime import datetime
from pathlib import Path

import pytest

from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Query, Source
from cpcl_desktop.engine.search.asked import filters_in
from cpcl_desktop.engine.search.clock_times import parse_date, parse_time_of_day, parse_weekday
from cpcl_desktop.engine.search.filters import filter_words, scope_of
from cpcl_desktop.engine.search.scope import unclocked_line

NAMES = [("Camera 2", "a"), ("entrance", "b"), ("cam03", "c"), ("Yard East", "walk"), ("Lot", "x"), ("lot", "y")]
SOURCES = [
    Source(number, Path(f"/footage/{name}.mp4"), "video", "", 0, camera, "done")
    for number, (camera, name) in enumerate(NAMES, start=1)
]


def found(sentence: str) -> list[tuple[str, str, str]]:
    return [(one.text, one.filter, one.value) for one in filters_in(sentence, SOURCES).read_as]


@pytest.mark.parametrize(
    ("sentence", "filters"),
    [
        ("man near camera 2", [("near camera 2", "cameras", "Camera 2")]),
        ("in red at the entrance camera", [("at the entrance camera", "cameras", "entrance")]),
        ("camera entrance, no hat", [("camera entrance", "cameras", "entrance")]),
        ("on cameras 2 and 3", [("on cameras 2 and 3", "cameras", "Camera 2, cam03")]),
        ("by the yard east", [("by the yard east", "cameras", "Yard East")]),
        ("in walk.mp4", [("in walk.mp4", "sources", "4")]),
        ("walking towards the camera", []),
        ("at lot", []),  # two cameras could be meant
        ("man with 2 bags near 3 cars", []),
        ("between 14:00 and 14:30", [("between 14:00 and 14:30", "time_of_day", "14:00-14:30")]),
        ("between 2 and 3 pm", [("between 2 and 3 pm", "time_of_day", "14:00-15:00")]),
        ("from 10.30am to noon", [("from 10.30am to noon", "time_of_day", "10:30-12:00")]),
        ("after 3 pm", [("after 3 pm", "time_of_day", "15:00-24:00")]),
        ("before 09:15", [("before 09:15", "time_of_day", "00:00-09:15")]),
        ("on Tuesday or Friday", [("on Tuesday or Friday", "weekday", "tuesday, friday")]),
        ("on 12 March", [("on 12 March", "date", "03-12")]),
        ("March 3rd, 2025", [("March 3rd, 2025", "date", "2025-03-03")]),
        (
            "on 2025-03-03 after 22:00",
            [("on 2025-03-03", "date", "2025-03-03"), ("after 22:00", "time_of_day", "22:00-24:00")],
        ),
    ],
)  # fmt: skip
def test_words_become_filters(sentence: str, filters: list[tuple[str, str, str]]) -> None:
    assert found(sentence) == filters


@pytest.mark.parametrize("words", ["yesterday", "last night", "two hours ago", "this morning"])
def test_days_that_depend_on_today_are_refused(words: str) -> None:
    with pytest.raises(UsageError, match=f"“{words}” depends on the day"):
        filters_in(f"man in red {words}", SOURCES)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("camera 9", "names no camera of the case, which has: Camera 2"),
        ("on 12/03/2024", "can be two dates"),
        ("at 14:05", "is a moment, not a span"),
    ],
)
def test_what_only_looks_like_a_filter_is_named(sentence: str, reason: str) -> None:
    filtered = filters_in(sentence, SOURCES)
    assert filtered.asked == () and reason in filtered.unread[0][2]


def test_two_times_of_day_are_refused_and_one_can_be_taken_back() -> None:
    with pytest.raises(UsageError, match="several times of day"):
        filters_in("after 14:00 and before 9:00", SOURCES)
    assert filters_in("after 14:00", SOURCES, ["after 14:00"]).asked == ()


@pytest.mark.parametrize(
    ("parse", "text", "value"),
    [
        (parse_time_of_day, "2 pm to 3:30 pm", "14:00-15:30"),
        (parse_time_of_day, "22:00–02:00", "22:00-02:00"),
        (parse_weekday, "Tue", "tuesday"),
        (parse_date, "12th March 2026", "2026-03-12"),
        (parse_date, "29 February", "02-29"),
    ],
)
def test_options_are_read_in_the_usual_ways(parse, text: str, value: str) -> None:
    assert parse(text) == value == parse(value)


@pytest.mark.parametrize(
    ("parse", "text"),
    [(parse_time_of_day, "25:00-26:00"), (parse_time_of_day, "14:00"), (parse_time_of_day, "13 pm-14 pm"),
     (parse_weekday, "Su"), (parse_weekday, "someday"), (parse_date, "31 February"), (parse_date, "12/03/2026"),
     (parse_date, "2026-13-01")],
)  # fmt: skip
def test_what_is_no_time_says_how_to_write_one(parse, text: str) -> None:
    with pytest.raises(UsageError, match="“"):
        parse(text)


# --- by the clock


def clocked(number: int, start: datetime | None, hours: float, zone: str = "", offset_s: float = 0.0) -> Source:
    clock = RecorderClock(start, "user" if start else "", zone, offset_s)
    return Source(
        number, Path(f"/f/{number}.mp4"), "video", "", 0, "gate", "done", decoded_s=hours * 3600, clock=clock
    )


def spans(query: Query, source: Source) -> list[tuple[float, float]]:
    """The windows of the only source, in hours of file time."""
    scope = scope_of(query, [source])
    assert scope is not None and scope.rows is not None
    return [(round(first / 3.6e9, 4), round(last / 3.6e9, 4)) for _, first, last in scope.rows]


TUESDAY = datetime(2026, 3, 10, 22, 0)  # 10 p.m.


@pytest.mark.parametrize(
    ("query", "hours"),
    [
        (Query(time_of_day="23:00-24:00"), [(1, 2), (25, 26)]),
        (Query(time_of_day="23:00-01:00"), [(2, 3), (1, 2), (26, 27), (25, 26)]),
        (Query(weekday=("wednesday",)), [(2, 26)]),
        (Query(date=("2026-03-10",)), [(0, 2)]),
        (Query(date=("03-10", "03-12")), [(0, 2), (26, 50)]),
        (Query(weekday=("tuesday",), time_of_day="22:30-22:45"), [(0.5, 0.75)]),
        (Query(time_of_day="23:00-24:00", to_s=1.5 * 3600), [(1, 1.5)]),
    ],
)
def test_the_clock_is_turned_into_file_times(query: Query, hours: list[tuple[float, float]]) -> None:
    assert sorted(spans(query, clocked(1, TUESDAY, 30))) == sorted(hours)


def test_the_offset_and_the_zone_count() -> None:
    assert spans(Query(time_of_day="23:00-23:30"), clocked(1, TUESDAY, 2, offset_s=1800)) == [(0.5, 1.0)]
    berlin = clocked(1, datetime(2026, 10, 25, 1, 0), 4, "Europe/Berlin")  # clocks go back from 3 to 2
    assert spans(Query(time_of_day="02:00-02:30"), berlin) == [(1.0, 2.5)]  # both times that it was shown


def test_sources_without_a_clock_are_left_out_and_named() -> None:
    both = [clocked(1, TUESDAY, 30), clocked(2, None, 30)]
    scope = scope_of(Query(weekday=("wednesday",)), both)
    assert scope is not None and scope.sources == {1} and scope.unclocked == {2}
    assert unclocked_line(scope.unclocked, both).startswith("1 source was left out, whose recorder's clock is not")
    with pytest.raises(UsageError, match=r"clock is not known: 2\.mp4"):
        scope_of(Query(weekday=("wednesday",)), both[1:])


def test_clock_filters_in_words() -> None:
    query = Query(time_of_day="14:00-14:30", weekday=("tuesday",), date=("03-12", "2026-03-13"))
    said = ["between 14:00 and 14:30 by the clock", "on Tuesday", "on 12 March", "on 13 March 2026"]
    assert filter_words(query) == said
