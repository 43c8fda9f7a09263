"""Seams: places in a long film at which reading begins anew, so that what lies between two is read by itself.

At a seam the detector forgets, following ends and begins, and so does whatever else remembers. What a stretch gives
depends on its frames alone then, and it does not matter who reads it. Passages are put together over a seam by what
is kept of them (`people/following/seams.py`), before anybody has seen them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count, takewhile
from typing import TYPE_CHECKING, Final

import numpy as np

from cpcl_desktop.engine.case.records import EmbeddedTrack
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.seams import Kept, Size, joins_over
from cpcl_desktop.engine.records import Join, Vector
from cpcl_desktop.engine.routes import joined_routes

if TYPE_CHECKING:
    from cpcl_desktop.engine.decoder.opening import Media

LEAST: Final = 0.5  # of a stretch, that the last one is long
_PICTURES: Final = 3  # by which somebody's looks are known


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a film in microseconds: from `start_us` up to `end_us`, None for its end."""

    start_us: int = 0
    end_us: int | None = None

    def length_s(self, declared_s: float | None) -> float | None:
        """Its seconds, where the film says how long it is."""
        end_s = declared_s if self.end_us is None else self.end_us / 1e6
        return None if end_s is None else end_s - self.start_us / 1e6


WHOLE: Final = Span()


def seams_of(media: Media, stretch_s: float) -> tuple[int, ...]:
    """The times of a film's seams in microseconds: every so many seconds (0: none) from its first picture on.

    A film that does not say how long it is has none, nor one of less than one and a half stretches.
    """
    if not stretch_s or media.declared_s is None or media.kind == "crops":
        return ()
    stretch_us, end_us = round(stretch_s * 1e6), round(media.declared_s * 1e6)
    times = (media.begins_us + number * stretch_us for number in count(1))
    return tuple(takewhile(lambda seam_us: end_us - seam_us >= LEAST * stretch_us, times))


class SeamJoining:
    """Passages of a film's stretches as they end, one stretch after the other; those near seams wait.

    Who ended shortly before a seam waits for those who begin behind it, and these wait for their stretch's end. So
    what comes out, and in which order, depends on the passages alone.
    """

    def __init__(self, seams: Sequence[int], picture: Size, dim: int, options: TrackOptions | None = None) -> None:
        """`picture` is the frames' size, `dim` how many of a row's numbers are its vector."""
        self._seams, self._picture, self._dim = seams, picture, dim
        self._options = options or TrackOptions()
        self._reach_us = round(self._options.join_s * 1e6)
        self._passed = 0
        self._before: list[EmbeddedTrack] = []  # that may go on behind the last seam
        self._here: list[EmbeddedTrack] = []  # that may go on from these, or behind the next seam

    def holds(self, start_us: int, end_us: int) -> bool:
        """Whether a passage of the stretch that is being read may be part of a longer one."""
        return self._may_go_on(end_us) or self._may_go_on_from_before(start_us)

    def hold(self, track: EmbeddedTrack) -> None:
        """Let such a passage wait."""
        self._here.append(track)

    def settled_us(self, time_us: int) -> int:
        """Of what was read up to a time, up to where nobody waits: the start of the first who does."""
        return min([time_us, *(track.start_us for track in (*self._before, *self._here))])

    def pass_seam(self) -> list[EmbeddedTrack]:
        """The stretch ended at a seam: those who are whole now, whatever comes behind, in order of their ends."""
        found = joins_over(
            [self._kept(track) for track in self._before],
            [self._kept(track) for track in self._here],
            self._picture,
            self._options,
        )
        gone_on = {first for first, _ in found.values()}
        over = [track for at, track in enumerate(self._before) if at not in gone_on]
        whole = [
            track if at not in found else joined(self._before[found[at][0]], track, found[at][1])
            for at, track in enumerate(self._here)
        ]
        self._before = [track for track in whole if self._may_go_on(track.end_us)]
        self._here = []
        over += [track for track in whole if not self._may_go_on(track.end_us)]
        self._passed += 1
        return sorted(over, key=lambda track: (track.end_us, track.start_us))

    def finish(self) -> list[EmbeddedTrack]:
        """The film ended: all who still waited."""
        self._seams = self._seams[: self._passed]
        return self.pass_seam()

    def _may_go_on(self, end_us: int) -> bool:
        seams = self._seams
        return self._passed < len(seams) and end_us > seams[self._passed] - self._reach_us

    def _may_go_on_from_before(self, start_us: int) -> bool:
        return bool(self._before) and start_us < self._seams[self._passed - 1] + self._reach_us

    def _kept(self, track: EmbeddedTrack) -> Kept:
        assert track.route is not None  # all that are followed have one
        boxes = np.array([crop.box for crop in track.crops], np.float64)
        slimness = float(np.median((boxes[:, 2] - boxes[:, 0]) / np.maximum(boxes[:, 3] - boxes[:, 1], 1.0)))
        looks = _looks(track, self._dim)
        return Kept(track.start_us, track.end_us, track.observations, track.route, looks, slimness)


def _looks(track: EmbeddedTrack, dim: int) -> Vector:
    """The mean of the best pictures' vectors, as a case keeps these, of unit norm."""
    best = sorted(track.crops, key=lambda crop: (-crop.quality, crop.time_us))[:_PICTURES]
    mean = np.mean([crop.vector[:dim].astype(np.float16).astype(np.float64) for crop in best], axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), np.float32)


def joined(earlier: EmbeddedTrack, later: EmbeddedTrack, join: Join) -> EmbeddedTrack:
    """Two passages as one, with all their pictures: where the join is taken back, each has its own again."""
    assert earlier.route is not None and later.route is not None
    after_s = (later.start_us - earlier.start_us) / 1e6
    behind = [replace(one, observations=one.observations + earlier.observations) for one in later.joins]
    return replace(
        earlier,
        end_us=later.end_us,
        observations=earlier.observations + later.observations,
        crops=[*earlier.crops, *later.crops],
        route=joined_routes(earlier.route, later.route, after_s),
        joins=[*earlier.joins, join, *behind],
    )
