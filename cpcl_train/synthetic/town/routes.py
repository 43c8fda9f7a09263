"""Ways through a place: from a door by some places, perhaps with a pause, to another door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.town.blocks import Block, Footprints, Pair
from cpcl_train.synthetic.town.places import Place
from cpcl_train.synthetic.town.walks import Passage, Stop

Draw = np.random.Generator
_CLEARANCE = 3.0  # decimetres
_TRIES = 80
_MOST_VIAS = 6
_BESIDE = 6.5  # decimetres between two who walk together


def sample_route(rng: Draw, place: Place, vias: int, pauses: float) -> tuple[Stop, ...]:
    """Stops from a door to another by `vias` places of the field; `pauses` is the chance to stand somewhere."""
    doors = [place.doors[i] for i in rng.permutation(len(place.doors))]
    stops = [Stop(doors[0])]
    for number in range(_MOST_VIAS):
        here = stops[-1].place
        exits = [door for door in doors[1:] if number >= vias and is_clear(place.blocks, here, door)]
        if exits:
            return (*stops, Stop(exits[0]))
        stops.append(_next(rng, place, here, pauses))
    return (*stops, Stop(doors[1]))


def _next(rng: Draw, place: Place, here: Pair, pauses: float) -> Stop:
    """A place to go to in a straight line, of the field or one where people stand."""
    pause = float(rng.uniform(4, 14)) if rng.random() < pauses else 0.0
    for attempt in range(_TRIES):
        # Out of a lane or an aisle few places can be seen; those where people stand are at its end.
        if (attempt < _TRIES // 2) if pause else (attempt >= _TRIES // 2):
            x, z = place.spots[int(rng.integers(len(place.spots)))]
            there = (x + float(rng.normal(0, 3)), z + float(rng.normal(0, 3)))
        else:
            x1, x2, z1, z2 = place.field
            there = (float(rng.uniform(x1, x2)), float(rng.uniform(z1, z2)))
        if is_clear(place.blocks, here, there):
            break
    return Stop(there, pause, float(rng.uniform(-np.pi, np.pi)))


def is_clear(blocks: Sequence[Block], start: Pair, end: Pair) -> bool:
    """Whether a person can walk straight from one place to another."""
    steps = int(np.hypot(end[0] - start[0], end[1] - start[1]) / 2) + 2
    share = np.linspace(0, 1, steps, dtype=np.float32)[:, None]
    path: Floats = np.asarray(start, np.float32) * (1 - share) + np.asarray(end, np.float32) * share
    low = [block for block in blocks if block.base < 18]
    return bool((Footprints(low).gaps(path) > _CLEARANCE).all())


def companion(passage: Passage, person: int, group: int) -> tuple[Passage, Passage]:
    """The passage with another person beside, both of one group."""
    first, last = passage.stops[0].place, passage.stops[-1].place
    angle = np.arctan2(last[0] - first[0], last[1] - first[1]) + np.pi / 2
    dx, dz = _BESIDE * float(np.sin(angle)), _BESIDE * float(np.cos(angle))
    stops = tuple(
        replace(s, place=(s.place[0] + dx, s.place[1] + dz), look=float(angle + np.pi)) for s in passage.stops
    )
    own = tuple(replace(stop, look=float(angle)) for stop in passage.stops)
    return replace(passage, stops=own, group=group), replace(passage, person=person, stops=stops, group=group)
