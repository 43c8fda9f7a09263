"""Where a passage's person is in a frame: as the detector saw them, or where their path says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.engine.case.records import CropRow
from cpcl_desktop.engine.records import Box
from cpcl_desktop.engine.routes import Route
from cpcl_desktop.gui.lanes.frame import Shown
from cpcl_desktop.gui.wording import clock_line

SAME_US = 500  # two times closer than this are the same frame
BRIDGED_US = 4_000_000  # without a path: between sightings further apart than this, no box is guessed


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a track's person is in a frame; `seen` when the detector saw them in this very frame."""

    box: Box
    seen: bool


def sighting_at(moments: Sequence[CropRow], time_us: int) -> Sighting | None:
    """The person's place at a time: as seen; else by their path, as long as the passage lasts; else None.

    Of cases that kept no path: on the line between two near sightings.
    """
    for row in moments:
        if abs(row.time_us - time_us) <= SAME_US:
            return Sighting(row.box, True)
    if not moments:
        return None
    route, start_us, end_us = moments[0].route, moments[0].start_us, moments[0].end_us
    if route is None:
        return _between(moments, time_us)
    if not start_us - SAME_US <= time_us <= end_us + SAME_US:
        return None
    return Sighting(_on_path(route, moments, start_us, time_us), False)


def _on_path(route: Route, moments: Sequence[CropRow], start_us: int, time_us: int) -> Box:
    """The box around the path's place, as wide for its height as the pictures before and after are."""
    x, y, height = route.at(np.array([(time_us - start_us) / 1e6]))[0]
    times = [row.time_us for row in moments]
    shapes = [(row.box[2] - row.box[0]) / max(1.0, row.box[3] - row.box[1]) for row in moments]
    half = height * float(np.interp(time_us, times, shapes)) / 2
    return float(x - half), float(y - height / 2), float(x + half), float(y + height / 2)


def _between(moments: Sequence[CropRow], time_us: int) -> Sighting | None:
    before = max((r for r in moments if r.time_us < time_us), key=lambda r: r.time_us, default=None)
    after = min((r for r in moments if r.time_us > time_us), key=lambda r: r.time_us, default=None)
    if before is None or after is None or after.time_us - before.time_us > BRIDGED_US:
        return None
    share = (time_us - before.time_us) / (after.time_us - before.time_us)
    x1, y1, x2, y2 = (a + share * (b - a) for a, b in zip(before.box, after.box, strict=True))
    return Sighting((x1, y1, x2, y2), False)


_BOX_SAYS = {
    True: "The person was detected in this frame.",
    False: "Dashed: estimated along the person's path.",
    None: "No box here: the passage is not seen in this frame.",
}


def about_frame(shown: Shown, sighting: Sighting | None) -> str:
    """What is to be said of a frame: its file, whether its box was seen, and whether it is an end."""
    parts = [shown.name] if shown.name else []
    if clock := clock_line(shown.clock):
        parts.append(f"{clock}.")
    parts.append(_BOX_SAYS[sighting.seen if sighting else None])
    if shown.first or shown.last:
        parts.append("First frame of the footage." if shown.first else "Last frame of the footage.")
    return " ".join(parts)
