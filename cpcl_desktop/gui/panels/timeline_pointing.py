"""What is at a point of the timeline, or beside what the keyboard is at: a hit, a gap with its reason, footage."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF

from cpcl_desktop.gui import results_wording as words
from cpcl_desktop.gui.lanes.timeline import Spans, Timeline, Wholes
from cpcl_desktop.gui.panels.hit_sayings import HitSayings
from cpcl_desktop.gui.panels.timeline_picture import TimelinePicture

NEAR_PX = 6  # of a mark that still means it


def pointed_lines(picture: TimelinePicture, place: QPointF, sayings: HitSayings) -> Sequence[str]:
    """What is there; beside the rows, what can be done and what marks mean."""
    timeline, axis = picture.timeline, picture.axis
    if place.x() < axis.left or picture.row_at(place.y()) not in picture.rows:
        return words.TIMELINE_HELP.splitlines()
    if (mark := picture.span_at(timeline.marks, place, NEAR_PX)) is not None:
        return sayings.lines(int(timeline.hits[mark]))
    time = picture.said_at(axis.time_at(place.x()))
    if (gap := picture.span_at(timeline.gaps, place)) is not None:
        return gap_lines(timeline, gap, time)
    recorded = picture.span_at(timeline.recorded, place)
    return [time] if recorded is None else [timeline.source_names[recorded], time]


def gap_lines(timeline: Timeline, gap: int, time: str) -> Sequence[str]:
    """What is said of a gap, by its place, at a time within it."""
    lasts = float(timeline.gaps.ends[gap] - timeline.gaps.begins[gap])
    source = timeline.source_names[timeline.source_numbers.index(timeline.gap_sources[gap])]
    return [source, time, words.gap_line(lasts, timeline.gap_reasons[gap])]


def beside(spans: Spans, order: Wholes, current: int, at: float | None, by: int) -> int:
    """The span before (`by` -1) or after (1) the current one, by its place, in an order by time; the last at ends.

    Where none is current, the nearest to the time `at`, None: the first of all. There must be spans.
    """
    found = np.flatnonzero(order == current)
    if len(found):
        place = int(found[0]) + by
    elif at is None:
        place = 0
    else:
        begins = spans.begins[order]
        place = int(np.searchsorted(begins, at, "right")) if by > 0 else int(np.searchsorted(begins, at)) - 1
    return int(order[min(max(place, 0), len(order) - 1)])


def pointed_footage(picture: TimelinePicture, place: QPointF) -> tuple[int, int] | None:
    """The source at a point, in a gap of it or where it was recorded, and the time there (µs of its file)."""
    timeline = picture.timeline
    if place.x() < picture.axis.left:
        return None
    if (gap := picture.span_at(timeline.gaps, place)) is not None:
        source = timeline.gap_sources[gap]
    elif (recorded := picture.span_at(timeline.recorded, place)) is not None:
        source = timeline.source_numbers[recorded]
    else:
        return None
    return source, timeline.file_time(source, picture.axis.time_at(place.x()))
