"""Which passage and which picture of a case are those of another that has the same footage."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.bundle.boxes import iou
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.records import Box

NEAR_US = 500_000  # two readings of one source take pictures of a passage at other moments
ALIKE = 0.5  # overlap of two boxes that are one person's
_Picture = tuple[int, int, int, Box]  # as `Gallery.pictures` has it


class Places:
    """Finds the passages of another case that something was said of, by their pictures, source by source.

    Which passages (`tracks`) and pictures (`crops`) it is asked of is said before: they are looked up at once.
    """

    def __init__(
        self, case: Case, other: Case, sources: Mapping[int, int], tracks: Iterable[int], crops: Iterable[int]
    ) -> None:
        """`sources` are the numbers here of the other's sources."""
        self._case, self._other, self._sources = case, other, sources
        self._wholes, self._of_crops = other.passages.wholes(tracks), other.gallery.sources_of(crops)
        self._found: dict[int, _InSource] = {}  # by source there
        self._sources_of: dict[int, int] = {}  # by passage here

    def track(self, theirs: int) -> int:
        """The passage here that shows what one there does; 0 for none."""
        whole, source = self._wholes.get(theirs, (theirs, 0))
        return self._in_source(source).tracks.get(whole, 0) if source else 0

    def looked_at(self, theirs: int, crop: int | None) -> tuple[int, int | None]:
        """The passage here, 0 for none, that has the picture which was looked at, and that picture.

        Without it, or where it is not here, the passage is that of `track`: passages are divided and joined.
        """
        source = self._of_crops.get(crop or 0)
        pair = None if source is None or crop is None else self._in_source(source).pictures.get(crop)
        return (self.track(theirs), None) if pair is None else (pair[1], pair[0])

    def source(self, track: int) -> int:
        """The source here of a passage here that was found."""
        return self._sources_of[track]

    def _in_source(self, theirs: int) -> _InSource:
        if theirs not in self._found:
            here = self._sources.get(theirs, 0)
            there = self._other.gallery.pictures(theirs) if here else []
            pairs = _pairs(there, self._case.gallery.pictures(here)) if here else {}
            self._found[theirs] = _InSource(pairs, _most_of(there, pairs))
            self._sources_of |= dict.fromkeys({track for _, track in pairs.values()}, here)
        return self._found[theirs]


@dataclass(frozen=True, slots=True)
class _InSource:
    """Of a source there: the picture here, with its passage, of each picture; the passage here of each passage."""

    pictures: Mapping[int, tuple[int, int]]
    tracks: Mapping[int, int]


def _most_of(there: Sequence[_Picture], pairs: Mapping[int, tuple[int, int]]) -> dict[int, int]:
    """The passage here that has most of the pictures of each passage there; of several the first."""
    shared: dict[int, Counter[int]] = {}
    for crop, track, *_ in there:
        if crop in pairs:
            shared.setdefault(track, Counter())[pairs[crop][1]] += 1
    return {track: min(found, key=lambda one: (-found[one], one)) for track, found in shared.items()}


def _pairs(there: Sequence[_Picture], here: Sequence[_Picture]) -> dict[int, tuple[int, int]]:
    """One by one where both were read alike, as in a source that was copied; else by time and box."""
    if [one[2:] for one in there] == [one[2:] for one in here]:
        return {one[0]: (other[0], other[1]) for one, other in zip(there, here, strict=True)}
    ordered = sorted(here, key=lambda one: one[2])
    times = [one[2] for one in ordered]
    boxes = np.array([one[3] for one in ordered], np.float32).reshape(-1, 4)
    pairs = {}
    for crop, _, time_us, box in there:
        first, last = bisect_left(times, time_us - NEAR_US), bisect_right(times, time_us + NEAR_US)
        overlap = iou(np.array([box], np.float32), boxes[first:last])[0]
        if len(overlap) and overlap.max() >= ALIKE:
            number, track, *_ = ordered[first + int(overlap.argmax())]
            pairs[crop] = number, track
    return pairs


def sources_here(case: Case, other: Case) -> dict[int, int]:
    """The numbers here of the sources of another case that are here, by their content."""
    here = case.sources.contents()
    return {number: here[content] for content, number in other.sources.contents().items() if content in here}
