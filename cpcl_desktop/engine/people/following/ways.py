"""Where somebody was at a time, by what was seen of them before and after it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cpcl_desktop.engine.people.following.fitting import Expected
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.passage import Passage
from cpcl_desktop.engine.people.following.prediction import centre_and_size
from cpcl_desktop.engine.people.following.sightings import Observation


def way_at(passage: Passage, time_us: int, options: TrackOptions) -> Expected | None:
    """Where somebody was at a time; None where nothing was seen of them near it."""
    before, after = passage.around(time_us, max(options.lost_s, 2.5 * passage.interval_s))
    if before and after:
        return between(before[-1], after[0], time_us, options)
    if before or after:
        return beyond(before or after[::-1], time_us, options)
    return None


def between(one: Observation, other: Observation, time_us: int, options: TrackOptions) -> Expected:
    """On the way from one to another."""
    (start, start_size), (end, end_size) = (centre_and_size(each.scene_box) for each in (one, other))
    share = (time_us - one.time_us) / (other.time_us - one.time_us)
    near_s = min(time_us - one.time_us, other.time_us - time_us) / 1e6
    return Expected(
        start + share * (end - start), start_size + share * (end_size - start_size), options.between * near_s,
        np.asarray((one.colours + other.colours) / 2, np.float32), options.furthest, options.unlike,
    )  # fmt: skip


def beyond(known: Sequence[Observation], time_us: int, options: TrackOptions) -> Expected:
    """Before the first or after the last of what was seen, which comes last in `known`."""
    first, last = known[0], known[-1]
    centre, size = centre_and_size(last.scene_box)
    gap_s, drift = (time_us - last.time_us) / 1e6, options.speed
    if len(known) > 1:
        velocity = (centre - centre_and_size(first.scene_box)[0]) / (last.time_us - first.time_us) * 1e6
        centre, drift = centre + velocity * gap_s, options.beyond
    deviation = float(np.hypot(options.jitter, drift * gap_s))
    return Expected(centre, size, deviation, last.colours, options.furthest, options.unlike)
