"""Where a passage's person is in a frame: as the detector saw them, or where their path says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.engine.case.records import CropRow
from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.records import Box, Gap
from cpcl_desktop.engine.routes import Route
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown as translated
from cpcl_desktop.gui.lanes.frame import Passing, Shown
from cpcl_desktop.gui.wording import clock_line

SAME_US = 500  # two times closer than this are the same frame
BRIDGED_US = 4_000_000  # without a path: between sightings further apart than this, no box is guessed
TRAIL_US, TRAIL_STEP_US = 5_000_000, 200_000  # how long somebody's way stays drawn, and how finely

Point = tuple[float, float]  # in pixels of the frame


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a track's person is in a frame; `seen` when the detector saw them in this very frame."""

    box: Box
    seen: bool


def sighting_at(moments: Sequence[CropRow], time_us: int) -> Sighting | None:
    """The place at a time of the person of these moments; see `sighting_of`."""
    passing = passing_of(moments)
    return None if passing is None else sighting_of(passing, time_us)


def passing_of(moments: Sequence[CropRow]) -> Passing | None:
    """The passage that these moments are of."""
    if not moments:
        return None
    one, places = moments[0], [(row.time_us, row.box) for row in moments]
    return Passing(one.track, one.start_us, one.end_us, one.route, places)


def sighting_of(passing: Passing, time_us: int) -> Sighting | None:
    """The person's place at a time: as seen; else by their path, as long as the passage lasts; else None.

    Of cases that kept no path: on the line between two near sightings.
    """
    for seen_us, box in passing.places:
        if abs(seen_us - time_us) <= SAME_US:
            return Sighting(box, True)
    if passing.route is None:
        return _between(passing.places, time_us)
    if not passing.places or not is_in_view(passing, time_us):
        return None
    return Sighting(_on_path(passing, passing.route, time_us), False)


def is_in_view(passing: Passing, time_us: int) -> bool:
    """Whether a passage lasts at a time."""
    return passing.start_us - SAME_US <= time_us <= passing.end_us + SAME_US


def trail_of(passing: Passing, time_us: int) -> list[Point]:
    """Where the person's feet were in the last seconds, by their path; empty where none was kept."""
    if passing.route is None or not is_in_view(passing, time_us):
        return []
    times = np.arange(max(passing.start_us, time_us - TRAIL_US), time_us, TRAIL_STEP_US, np.int64)
    seconds = (np.append(times, time_us) - passing.start_us) / 1e6
    return [(x, y + height / 2) for x, y, height in passing.route.at(seconds).tolist()]


def _on_path(passing: Passing, route: Route, time_us: int) -> Box:
    """The box around the path's place, as wide for its height as the pictures before and after are."""
    x, y, height = route.at(np.array([(time_us - passing.start_us) / 1e6]))[0]
    times = [seen_us for seen_us, _ in passing.places]
    shapes = [(x2 - x1) / max(1.0, y2 - y1) for _, (x1, y1, x2, y2) in passing.places]
    half = height * float(np.interp(time_us, times, shapes)) / 2
    return float(x - half), float(y - height / 2), float(x + half), float(y + height / 2)


def _between(places: Sequence[tuple[int, Box]], time_us: int) -> Sighting | None:
    before = max((one for one in places if one[0] < time_us), default=None)
    after = min((one for one in places if one[0] > time_us), default=None)
    if before is None or after is None or after[0] - before[0] > BRIDGED_US:
        return None
    share = (time_us - before[0]) / (after[0] - before[0])
    x1, y1, x2, y2 = (a + share * (b - a) for a, b in zip(before[1], after[1], strict=True))
    return Sighting((x1, y1, x2, y2), False)


_BOX_SAYS = {
    True: tr("The person was detected in this frame."),
    False: tr("Dashed: estimated along the person's path."),
    None: tr("No box here: the passage is not seen in this frame."),
}


def about_frame(shown: Shown, sighting: Sighting | None, of_passage: bool = True, gap: Gap | None = None) -> str:
    """What is to be said of a frame: its file, whether its box was seen, and whether it is an end.

    `of_passage`: there is a passage whose box it could have. With a `gap` it stands for a time without pictures.
    """
    parts = [gap_sentence(gap)] if gap else []
    parts += [shown.name] if shown.name else []
    if clock := clock_line(shown.clock):
        parts.append(tr("{sentence}.", sentence=clock))
    if of_passage:
        parts.append(_BOX_SAYS[sighting.seen if sighting else None])
    if shown.first or shown.last:
        parts.append(tr("First frame of the footage.") if shown.first else tr("Last frame of the footage."))
    return " ".join(parts)


def gap_sentence(gap: Gap) -> str:
    """That one is at a time without pictures, why, and what is shown instead."""
    return tr(
        "No pictures from {begin} to {end}: {reason}. The nearest frame is shown.",
        begin=moment(gap.start_us),
        end=moment(gap.end_us),
        reason=translated(gap.reason),
    )
