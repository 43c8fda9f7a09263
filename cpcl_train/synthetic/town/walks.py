"""How people move through a place: by way of places, around what stands there and around each other.

The forces are those of Helbing and Molnár, "Social force model for pedestrian dynamics", Phys. Rev. E 51 (1995),
with a step to the right where two would meet head on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.town.blocks import Block, Footprints, Pair

TICK = 0.1  # seconds
_RELAX = 0.4  # seconds to reach the wanted speed
_NEAR = 4.0  # decimetres between the middles of two who pass
_PUSH = 30.0  # dm/s² at that distance
_FADE = 2.2  # decimetres
_WALL = 3.6  # decimetres from a wall or thing to the middle of a person
_ARRIVED = 5.0
_STUCK = 4.0  # seconds longer than a leg should take, after which the next is taken up


@dataclass(frozen=True)
class Stop:
    """A place on the way, for how many seconds to stand there, and which way to look then (radians)."""

    place: Pair
    pause: float = 0.0
    look: float = 0.0


@dataclass(frozen=True)
class Passage:
    """One person's way through one place.

    From `start` seconds, by `stops` (the first is where they come in, the last where they leave), at `speed`
    decimetres a second. Those of one `group` (0 is nobody's) keep together and do not push each other.
    """

    person: int
    start: float
    stops: tuple[Stop, ...]
    speed: float
    group: int = 0

    @property
    def lasts(self) -> float:
        """About how many seconds it takes."""
        places = np.asarray([stop.place for stop in self.stops])
        length = float(np.linalg.norm(np.diff(places, axis=0), axis=1).sum())
        return length / self.speed * 1.08 + sum(stop.pause for stop in self.stops)


@dataclass(frozen=True)
class Stride:
    """Where somebody is at a moment: place, heading in radians (0 is towards +z), decimetres walked, speed."""

    x: float
    z: float
    heading: float
    walked: float
    speed: float


class Track:
    """A passage as walked: from `start` seconds, a row (x, z, heading, walked, speed) every `TICK`."""

    def __init__(self, passage: Passage, start: float, rows: Floats) -> None:
        self.passage, self.start, self.rows = passage, start, rows

    @property
    def end(self) -> float:
        """When they are gone."""
        return self.start + (len(self.rows) - 1) * TICK

    def at(self, time: float) -> Stride | None:
        """Where they are, or None before and after."""
        place = (time - self.start) / TICK
        if not 0 <= place <= len(self.rows) - 1:
            return None
        first = min(int(place), len(self.rows) - 2)
        row = self.rows[first] + (self.rows[first + 1] - self.rows[first]) * (place - first)
        return Stride(*(float(v) for v in row))


class _Walker:
    """One person on the way."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.place = np.asarray(passage.stops[0].place, np.float32)
        self.goal = 1
        self.velocity = self._wish()
        self.heading = _angle(self.velocity)
        self.walked, self.waits, self.hurry = 0.0, 0.0, 0.0
        self.rows: list[tuple[float, float, float, float, float]] = []

    @property
    def gone(self) -> bool:
        return self.goal >= len(self.passage.stops)

    def _wish(self) -> Floats:
        way = np.asarray(self.passage.stops[self.goal].place, np.float32) - self.place
        return np.asarray(way / max(float(np.linalg.norm(way)), 1e-6) * self.passage.speed, np.float32)

    def wanted(self) -> Floats:
        """The velocity (2,) they would have with nobody about."""
        return np.zeros(2, np.float32) if self.waits > 0 else self._wish()

    def move(self, force: Floats) -> None:
        """One tick."""
        self.velocity = self.velocity + force * TICK
        speed = float(np.linalg.norm(self.velocity))
        most = self.passage.speed * (0.25 if self.waits > 0 else 1.35)
        self.velocity *= min(1.0, most / max(speed, 1e-6))
        self.place = self.place + self.velocity * TICK
        speed = min(speed, most)
        self.walked += speed * TICK
        self._turn(speed)
        self.rows.append((float(self.place[0]), float(self.place[1]), self.heading, self.walked, speed))
        self._proceed()

    def _turn(self, speed: float) -> None:
        """The body turns towards where it goes, or looks where it stands; angles run on, never jump."""
        stands = self.waits > 0 and speed < 3
        aim = self.passage.stops[self.goal].look if stands else _angle(self.velocity)
        if stands or speed > 2:
            apart = (aim - self.heading + np.pi) % (2 * np.pi) - np.pi
            self.heading += float(np.clip(apart, -3.5 * TICK, 3.5 * TICK))

    def _proceed(self) -> None:
        """Count a pause down, or see whether the next place is reached."""
        stop = self.passage.stops[self.goal]
        if self.waits > 0:
            self.waits -= TICK
            if self.waits <= 0:
                self.goal, self.hurry = self.goal + 1, 0.0
            return
        far = float(np.linalg.norm(np.asarray(stop.place) - self.place))
        before = np.asarray(self.passage.stops[self.goal - 1].place)
        self.hurry += TICK
        leg = float(np.linalg.norm(np.asarray(stop.place) - before)) / self.passage.speed
        if far < _ARRIVED or self.hurry > 1.5 * leg + _STUCK:
            self.waits = stop.pause
            self.goal, self.hurry = self.goal + (0 if stop.pause > 0 else 1), 0.0


def _angle(way: Floats) -> float:
    return float(np.arctan2(way[0], way[1]))


def walk(passages: Sequence[Passage], blocks: Sequence[Block]) -> list[Track]:
    """Walk all passages through one place together; as many tracks, in the same order."""
    order = sorted(range(len(passages)), key=lambda i: passages[i].start)
    solid = Footprints([block for block in blocks if block.base < 18])
    walkers = [_Walker(passage) for passage in passages]
    time, live, waiting = passages[order[0]].start, list[_Walker](), order
    starts = [0.0] * len(passages)
    while live or waiting:
        while waiting and passages[waiting[0]].start <= time + 1e-6:
            starts[waiting[0]] = time
            live.append(walkers[waiting[0]])
            waiting = waiting[1:]
        forces = _forces(live, solid) if live else []
        for walker, force in zip(live, forces, strict=True):
            walker.move(force)
        live = [walker for walker in live if not walker.gone]
        time += TICK
    rows = (np.asarray(walker.rows + walker.rows[-1:], np.float32) for walker in walkers)
    return [Track(*each) for each in zip(passages, starts, rows, strict=True)]


def _forces(walkers: Sequence[_Walker], solid: Footprints) -> list[Floats]:
    places = np.stack([walker.place for walker in walkers])
    velocities = np.stack([walker.velocity for walker in walkers])
    wanted = np.stack([walker.wanted() for walker in walkers])
    groups = np.asarray([walker.passage.group for walker in walkers])
    total = (wanted - velocities) / _RELAX + _apart(places, velocities, groups)
    away = solid.away(places)
    far = np.linalg.norm(away, axis=2, keepdims=True)
    push = _PUSH * 1.3 * np.exp(np.clip((_WALL - far) / 1.4, -20, 1.5))
    total += (push * away / np.maximum(far, 1e-3)).sum(1)
    return list(total.astype(np.float32))


def _apart(places: Floats, velocities: Floats, groups: Floats) -> Floats:
    """How people push each other (N, 2): away, and to the right of who comes towards them."""
    between = places[:, None] - places[None]
    far = np.linalg.norm(between, axis=2, keepdims=True)
    unit = between / np.maximum(far, 1e-3)
    together = (groups[:, None] == groups[None]) & (groups[:, None] > 0)
    near = np.where(together, _NEAR * 0.9, _NEAR)[:, :, None]
    push = _PUSH * np.exp(np.clip((near - far) / _FADE, -20, 1.2))
    meeting = (velocities[:, None] * velocities[None]).sum(2, keepdims=True) < -10
    right = np.stack([unit[..., 1], -unit[..., 0]], axis=2)
    force = push * (unit + np.where(meeting, 0.6, 0.0) * right)
    force[np.arange(len(places)), np.arange(len(places))] = 0
    return np.asarray(force.sum(1), np.float32)
