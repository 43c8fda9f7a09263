from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.persons.passages import Passages
from cpcl_desktop.engine.persons.presence import Presence
from cpcl_desktop.engine.recorder_time import NO_CLOCK, RecorderClock
from cpcl_desktop.engine.records import Source
from tests.passage_cases import NOON, noon


def passages(*seen, clocks):
    """Passages (source, camera, begin, end in seconds); sources by number with their cameras' clocks."""
    sources = {
        number: Source(number, Path(f"/{number}.mp4"), "video", "", 0, camera, "done", clock=clock)
        for number, (camera, clock) in clocks.items()
    }
    columns = np.array([(source, begin * 1e6, end * 1e6) for source, begin, end in seen], np.int64).T
    return Passages(np.arange(len(seen)), *columns, np.zeros((len(seen), 2), np.float32), sources)


def clash(one, other, clocks, **stated):
    presence = Presence(passages(one, other, clocks=clocks), **stated)
    assert presence.clash(0, 1) == presence.clash(1, 0)
    matrix = presence.clashes(np.array([0, 1]), np.array([0, 1]))
    assert bool(matrix[0, 1]) == bool(matrix[1, 0]) == (presence.clash(0, 1) is not None)
    return presence.clash(0, 1)


@pytest.mark.parametrize(
    ("other", "expected"), [((1, 15, 25), "same footage"), ((1, 20, 25), None), ((1, 12, 12), "same footage")]
)
def test_two_at_once_in_one_file_are_two_people(other, expected):
    assert clash((1, 10, 20), other, {1: ("gate", NO_CLOCK)}) == expected


@pytest.mark.parametrize(
    ("begin", "expected"), [(10, "by the clock"), (19, "by the clock"), (21, None), (30, None), (60, None)]
)
def test_two_cameras_at_once_by_more_than_the_clocks_may_be_off(begin, expected):
    """Both clocks are stated, each good to 5 seconds: an overlap of ten seconds may be none."""
    clocks = {1: ("gate", noon()), 2: ("yard", noon())}
    assert clash((1, 0, 30), (2, begin, begin + 30), clocks) == expected


def test_what_is_said_of_the_clocks_counts():
    clocks = {1: ("gate", noon()), 2: ("yard", noon(offset_s=-100.0))}
    assert clash((1, 0, 30), (2, 100, 130), clocks) == "by the clock"
    assert clash((1, 0, 30), (2, 0, 30), clocks) is None
    assert clash((1, 0, 30), (2, 100, 130), clocks, doubt_s=20.0) is None
    assert clash((1, 0, 30), (2, 124, 154), clocks, doubt_s=0.0) == "by the clock"


@pytest.mark.parametrize(
    ("doubts", "expected"),
    [((0.0, 0.0), "by the clock"), ((10.0, 14.0), "by the clock"), ((10.0, 16.0), None), ((None, 21.0), None)],
)
def test_each_clock_has_its_own_doubt(doubts, expected):
    """They overlap by 25 seconds; where nobody stated a doubt a stated clock has 5 seconds of it."""
    clocks = {1: ("gate", noon(doubt_s=doubts[0])), 2: ("yard", noon(doubt_s=doubts[1]))}
    assert clash((1, 0, 30), (2, 5, 35), clocks) == expected


def test_a_name_that_is_known_to_be_exact_is_believed():
    clocks = {1: ("gate", noon()), 2: ("yard", RecorderClock(NOON, "file name", doubt_s=1.0))}
    assert clash((1, 0, 30), (2, 5, 35), clocks) == "by the clock"


@pytest.mark.parametrize(
    "clock",
    [
        NO_CLOCK,
        RecorderClock(NOON, "file name"),
        RecorderClock(NOON.replace(tzinfo=UTC), "user"),
        noon(timezone="UTC"),
    ],
)
def test_clocks_that_are_not_known_or_not_comparable_say_nothing(clock):
    """A wall clock is not compared with one that has a zone; a file name's is not believed to the minute."""
    assert clash((1, 0, 60), (2, 0, 60), {1: ("gate", noon()), 2: ("yard", clock)}) is None


def test_files_of_one_camera_do_not_exclude_each_other():
    assert clash((1, 0, 90), (2, 0, 90), {1: ("gate", noon()), 2: ("gate", noon())}) is None


def test_gaps_say_what_they_may_be_off_by():
    clocks = {1: ("gate", noon()), 2: ("yard", noon()), 3: ("hall", NO_CLOCK)}
    presence = Presence(passages((1, 0, 10), (2, 70, 80), (3, 0, 5), (1, 15, 20), clocks=clocks))
    assert presence.gap_us(0, 1) == (60_000_000, 10_000_000)
    assert presence.gap_us(0, 3) == (5_000_000, 0)
    assert presence.gap_us(0, 2) is None
    assert presence.in_order(np.arange(4)).tolist() == [0, 3, 1, 2]


def test_an_hour_that_occurs_twice_leaves_an_hours_doubt():
    start = datetime(2026, 10, 25, 2, 30)
    clock = RecorderClock(start, "user", "Europe/Berlin")
    clocks = {1: ("gate", clock), 2: ("yard", clock)}
    assert clash((1, 0, 600), (2, 0, 600), clocks) is None


def test_cameras_of_one_name_in_two_cases_are_two_cameras():
    both = passages((1, 0, 30), (2, 0, 30), clocks={1: ("ch01", noon()), 2: ("ch01", noon())})
    assert Presence(both).clash(0, 1) is None
    apart = {number: replace(source, case=f"case {number}") for number, source in both.by_source.items()}
    assert Presence(replace(both, by_source=apart)).clash(0, 1) == "by the clock"
