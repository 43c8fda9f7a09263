"""What is at a point of the timeline: a hit, a gap with its reason, what was recorded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF

from cpcl_desktop.gui import results_wording as words
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
    recorded = picture.span_at(timeline.recorded, place)
    said = [time] if recorded is None else [timeline.source_names[recorded], time]
    if (gap := picture.span_at(timeline.gaps, place)) is not None:
        lasts = float(timeline.gaps.ends[gap] - timeline.gaps.begins[gap])
        said.append(words.gap_line(lasts, timeline.gap_reasons[gap]))
    return said


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
