"""Which passage and which picture of the merged case are those of a part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from cpcl_desktop.bundle.boxes import iou
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.records import Box

NEAR_US = 500_000  # two readings of one source take pictures of a passage at other moments
ALIKE = 0.5  # overlap of two boxes that are one person's
_Picture = tuple[int, int, int, Box]  # as `Gallery.pictures` has it


class Places:
    """Finds a part's passages in the case: by their pictures, source by source, when they are first asked for."""

    def __init__(self, case: Case, other: Case, sources: Mapping[int, int]) -> None:
        """`sources` are the numbers here of the part's sources."""
        self._case, self._other, self._sources = case, other, sources
        self._pictures: dict[int, Mapping[int, tuple[int, int]]] = {}  # by source there, then by picture there
        self._found: dict[int, tuple[int, Mapping[int, int]]] = {}

    def track(self, theirs: int) -> int:
        """The passage here that shows what one there does; 0 for none."""
        return self._find(theirs)[0]

    def crop(self, theirs: int, crop: int | None) -> int | None:
        """The picture here of a passage's picture there; None for none."""
        return self._find(theirs)[1].get(crop or 0)

    def source(self, track: int) -> int:
        """The source here of a passage here."""
        return self._case.passages.get(track).source

    def _find(self, theirs: int) -> tuple[int, Mapping[int, int]]:
        if theirs not in self._found:
            self._found[theirs] = self._looked_up(theirs)
        return self._found[theirs]

    def _looked_up(self, theirs: int) -> tuple[int, Mapping[int, int]]:
        """The passage that has most of its pictures."""
        crops = self._other.gallery.track_crops(self._other.passages.whole(theirs))
        known = self._of_source(crops[0].source) if crops else {}
        pairs = {crop.crop: known[crop.crop] for crop in crops if crop.crop in known}
        tracks = Counter(track for _, track in pairs.values())
        if not tracks:
            return 0, {}
        track = min(tracks, key=lambda one: (-tracks[one], one))
        return track, {there: crop for there, (crop, of) in pairs.items() if of == track}

    def _of_source(self, theirs: int) -> Mapping[int, tuple[int, int]]:
        """The picture here, with its passage, of every picture of a source there."""
        if theirs not in self._pictures:
            there = self._other.gallery.pictures(theirs)
            here = self._case.gallery.pictures(self._sources.get(theirs, 0))
            self._pictures[theirs] = _pairs(there, here)
        return self._pictures[theirs]


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
