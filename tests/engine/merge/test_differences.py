"""What is told, and taken, where cases say otherwise of their footage."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.waiting import Waiting
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.particulars import WEIGHTS, settings_of
from cpcl_desktop.engine.merge.clocks import reconciled
from cpcl_desktop.engine.merge.differences import ONE_CAMERA
from cpcl_desktop.engine.merge.merge import merge
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.recorder_time import NO_CLOCK, RecorderClock
from tests.engine.merge.merged import DOOR, GATE, YARD, content, faults
from tests.passage_cases import NOON, noon

GUESS = RecorderClock(NOON - timedelta(minutes=7), "file name")
OTHER_GUESS = RecorderClock(NOON - timedelta(hours=1), "container")
MEASURED = noon(offset_s=-35.0, doubt_s=2.0, timezone="Europe/Berlin")
OFFSET, ZONE, DOUBT = (
    RecorderClock(offset_s=-35.0),
    RecorderClock(timezone="Europe/Berlin"),
    RecorderClock(doubt_s=2.0),
)


@pytest.mark.parametrize(
    ("here", "there", "kept"),
    [
        (NO_CLOCK, GUESS, GUESS),
        (NO_CLOCK, MEASURED, MEASURED),
        (NO_CLOCK, OFFSET, OFFSET),
        (NO_CLOCK, ZONE, ZONE),
        (NO_CLOCK, DOUBT, DOUBT),
        (GUESS, NO_CLOCK, GUESS),
        (GUESS, OTHER_GUESS, GUESS),
        (GUESS, noon(), noon()),
        (GUESS, MEASURED, MEASURED),
        (GUESS, replace(GUESS, offset_s=-35.0), replace(GUESS, offset_s=-35.0)),
        (GUESS, OFFSET, replace(GUESS, offset_s=-35.0)),
        (OFFSET, GUESS, replace(GUESS, offset_s=-35.0)),
        (OFFSET, replace(noon(), doubt_s=2.0), noon(offset_s=-35.0, doubt_s=2.0)),
        (OFFSET, replace(MEASURED, offset_s=7.0), OFFSET),
        (OFFSET, ZONE, RecorderClock(offset_s=-35.0, timezone="Europe/Berlin")),
        (noon(), MEASURED, noon()),
        (MEASURED, noon(), MEASURED),
        (MEASURED, GUESS, MEASURED),
        (replace(GUESS, offset_s=9.0), noon(), replace(GUESS, offset_s=9.0)),
        (replace(GUESS, timezone="Europe/Berlin"), noon(), noon(timezone="Europe/Berlin")),
        (replace(GUESS, timezone="Europe/Berlin"), MEASURED, MEASURED),
        (replace(GUESS, timezone="Europe/Paris"), MEASURED, replace(GUESS, timezone="Europe/Paris")),
        (GUESS, replace(OTHER_GUESS, timezone="Europe/Berlin"), replace(GUESS, timezone="Europe/Berlin")),
    ],
)
def test_what_somebody_stated_of_a_clock_goes_before_what_was_read(
    here: RecorderClock, there: RecorderClock, kept: RecorderClock
) -> None:
    assert reconciled(here, there) == kept


def test_clocks_that_are_reconciled_again_stay_as_they_are() -> None:
    """A merge that was stopped begins with its first part again: nothing may come out otherwise."""
    known = (
        *(NO_CLOCK, GUESS, OTHER_GUESS, MEASURED, noon(), OFFSET, ZONE, DOUBT, RecorderClock(offset_s=7.0)),
        *(
            replace(one, timezone=zone)
            for one in (GUESS, OFFSET, noon())
            for zone in ("Europe/Berlin", "Europe/Paris")
        ),
    )
    for here, *parts in permutations(known, 4):
        once = here
        for part in parts:
            once = reconciled(once, part)
        again = once
        for part in parts:
            again = reconciled(again, part)
        assert again == once, (here, parts)


def set_clock(path: Path, clock: RecorderClock) -> None:
    with Case.open(path) as case:
        case.sources.set_clock(1, clock)


def told(whole: Path, parts: Sequence[Path], what: str) -> list[tuple[str, str, str, str]]:
    found = merge(whole, parts, silent).differences
    return [(one.part, one.name, one.kept, one.other) for one in found if one.what == what]


def test_a_stated_clock_is_taken_in_place_of_a_guess_and_its_case_verifies(make: Callable[..., Path]) -> None:
    part, whole = make("part", GATE, clock=MEASURED), make("whole", GATE, clock=GUESS)
    assert told(whole, [part], "clock") == [] and faults(whole) == []
    with Case.read(whole) as case:
        assert case.sources.get(1).clock == MEASURED
        before = [entry.details["before"]["origin"] for entry in case.log.entries("clock")]
    assert before[-1] == "file name"  # and the log has what it was


def test_two_clocks_that_people_stated_are_told_whole(make: Callable[..., Path]) -> None:
    part, whole = make("part", GATE), make("whole", GATE)
    set_clock(part, RecorderClock(offset_s=-35.0, doubt_s=2.0))
    set_clock(whole, RecorderClock(offset_s=7.0))
    ((_, _, kept, other),) = told(whole, [part], "clock")
    assert (kept, other) == ("start not known (+7 s)", "start not known (-35 s, ±2 s)")
    with Case.read(whole) as case:
        assert case.sources.get(1).clock == RecorderClock(offset_s=7.0)


def test_the_same_start_read_and_stated_is_told_apart(make: Callable[..., Path]) -> None:
    part, whole = make("part", GATE, clock=replace(noon(), origin="container")), make("whole", GATE, clock=noon())
    assert [row[2:] for row in told(whole, [part], "clock")] == [
        ("2026-03-12T12:00:00 (user), +0 s", "2026-03-12T12:00:00 (container), +0 s")
    ]


# --- cameras


@pytest.fixture
def sites(make: Callable[..., Path]) -> list[Path]:
    """Two sites whose cameras are called alike, and one more day of the first."""
    return [
        make_at("north", "/north/ch01", make, GATE),
        make_at("south", "/south/ch01", make, DOOR),
        make_at("tuesday", "/north/ch01", make, YARD),
    ]


def make_at(name: str, folder: str, make: Callable[..., Path], *contents: int) -> Path:
    return make(name, *contents, camera="ch01", folder=folder)


def test_cameras_of_one_name_that_become_one_are_told(sites: list[Path], tmp_path: Path) -> None:
    whole = tmp_path / "whole.cpcl"
    rows = told(whole, sites, ONE_CAMERA)
    assert rows == [("south.cpcl", "ch01-2.mp4", "ch01 (/north/ch01)", "ch01 (/south/ch01)")]
    assert told(whole, sites, ONE_CAMERA) == rows  # as often as they are merged
    assert faults(whole) == []
    with Case.read(whole) as case:
        assert case.log.entries("merge")[-1].details["differences"][0]["what"] == ONE_CAMERA


def test_nothing_is_told_of_a_camera_that_the_cases_share(make: Callable[..., Path], tmp_path: Path) -> None:
    """One folder, or one source, says that it is the same."""
    here = make_at("here", "/north/ch01", make, GATE)
    for name, folder, contents in (("day", "/north/ch01", (DOOR,)), ("copy", "/usb/copy", (GATE, YARD))):
        part = make_at(name, folder, make, *contents)
        assert told(tmp_path / f"with-{name}.cpcl", [here, part], ONE_CAMERA) == []


# --- how it was read


def test_a_source_that_was_read_otherwise_is_told(make: Callable[..., Path]) -> None:
    usual = settings_of(IngestOptions(), "cpcl") | {WEIGHTS: "ab" * 32}
    motion = settings_of(IngestOptions(sample_fps=2.0, detector_size=640), "motion")
    whole, part = make("whole", GATE, DOOR, settings=usual), make("part", GATE, DOOR, settings=motion)
    with Case.open(part) as case:
        case.sources.choose_tiles(1, 2, "small people", 0.25)
    first, second = told(whole, [part], "read with")
    assert first[2:] == (
        "found by cpcl, weights abababababab…, 5 frames a second",
        "found by motion, 2 frames a second, at 640 pixels, 2 tiles along a frame",
    )
    assert second[3] == "found by motion, 2 frames a second, at 640 pixels"
    alike = make("alike", GATE, DOOR, settings=usual)
    assert told(whole, [alike], "read with") == []


# --- footage that waits


def waits(path: Path) -> list[str]:
    with Case.read(path) as case:
        return [str(one) for one in case.waiting.paths()]


def let_wait(path: Path, *footage: str) -> None:
    with Case.open(path) as case:
        case.waiting.add([Waiting(Path(one), "video", {}, NO_CLOCK) for one in footage])


@pytest.mark.parametrize("is_first", [True, False])
def test_footage_under_whose_path_something_was_read_goes_on_waiting(
    make: Callable[..., Path], tmp_path: Path, is_first: bool
) -> None:
    """A recorder writes its names again, in files of one size: only its content tells whether it was read."""
    waiting, read, whole = make("waiting", GATE), make("read", DOOR), tmp_path / "whole.cpcl"
    footage = [f"/footage/camera {DOOR}-{DOOR}.mp4", "/footage/other.mp4"]
    let_wait(waiting, *footage)
    parts = [waiting, read] if is_first else [read, waiting]
    merge(whole, parts, silent)
    assert waits(whole) == footage
    before = content(whole)
    merge(whole, parts, silent)
    assert waits(whole) == footage and content(whole) == before and faults(whole) == []
