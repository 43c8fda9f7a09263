"""Which sources show a moment beside another, by the corrected clock."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.coverage.abreast import cameras_beside
from cpcl_desktop.engine.recorder_time import NO_CLOCK, RecorderClock, shift_us, time_at
from cpcl_desktop.engine.records import Gap
from tests.passage_cases import NOON, add_footage, noon

S = 1_000_000


def clock(text: str, zone: str = "", offset_s: float = 0.0) -> RecorderClock:
    return RecorderClock(datetime.fromisoformat(text), "user", zone, offset_s)


@pytest.mark.parametrize(
    ("one", "other", "shift_s"),
    [
        (clock("2026-03-12T12:00:05"), clock("2026-03-12T12:00:00"), 5),
        (clock("2026-03-12T12:00:00", offset_s=-2.5), clock("2026-03-12T11:59:00"), 57.5),
        # An hour apart on the wall, and two in truth: the clocks went forward in between.
        (clock("2026-03-29T03:30:00", "Europe/Berlin"), clock("2026-03-29T01:30:00", "Europe/Berlin"), 3600),
        (clock("2026-03-12T12:00:00", "Europe/Berlin"), clock("2026-03-12T11:00:00", "Europe/London"), 0),
        (
            RecorderClock(datetime(2026, 3, 12, 11, tzinfo=UTC), "recorder"),
            clock("2026-03-12T12:00", "Europe/Berlin"),
            0,
        ),
    ],
)
def test_the_same_corrected_time_in_two_files_is_a_constant_apart(one, other, shift_s) -> None:
    shift = shift_us(one, other)
    assert shift == shift_s * S
    assert time_at(one, 7 * S).corrected == time_at(other, 7 * S + shift).corrected


def test_without_both_clocks_or_with_one_zone_only_nothing_is_in_step() -> None:
    assert shift_us(NO_CLOCK, noon()) is None and shift_us(noon(), NO_CLOCK) is None
    assert shift_us(noon(), noon(timezone="Europe/Berlin")) is None


def test_sources_are_in_step_or_apart_and_say_where_they_show_nothing(tmp_path) -> None:
    with Case.open(tmp_path / "street.cpcl", create=True) as case:
        gate = add_footage(case, "gate", [(0, 1.0, 3.0)], noon())
        later = RecorderClock(NOON.replace(minute=1), "user", doubt_s=3.0)
        add_footage(case, "yard", [(0, 1.0, 3.0)], later)
        add_footage(case, "shed", [(0, 1.0, 3.0)])
        add_footage(case, "lane", [(0, 1.0, 3.0)], noon(timezone="Europe/Berlin"))
        sources, boxes = case.sources.all(), case.gallery.boxes(gate.id)
        (track,) = [passage.track for passage in case.passages.all([gate.id])]
    assert boxes == {track: [(S, (0, 0, 10, 20))] * 2}
    unread = replace(sources[1], id=99, decoded_s=0.0, reached_us=None)
    known = cameras_beside(sources[0], [*sources, unread])
    (yard,) = known.abreast
    assert [(source.camera, why) for source, why in known.apart] == [
        ("shed", "no clock"),
        ("lane", "no common zone"),
    ]
    assert known.showing(60 * S) == [yard] and known.showing(59 * S) == []
    assert yard.shift_us == -60 * S and yard.doubt_s(0) == 3.0
    assert (yard.absence(-1), yard.absence(0), yard.absence(101 * S)) == ("before", None, "after")
    holed = replace(yard, source=replace(yard.source, gaps=[Gap(10 * S, 20 * S, "damaged")]))
    assert (holed.absence(15 * S), holed.absence(20 * S)) == ("gap", None)
