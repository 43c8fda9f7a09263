"""Which passage and which picture of the merged case are those of a part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from cpcl_desktop.bundle.boxes import iou
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.records import Box, Source

NEAR_US = 500_000  # two readings of one source take pictures of a passage at other moments
ALIKE = 0.5  # overlap of two boxes that are one person's
_Picture = tuple[int, int, int, Box]  # as `Gallery.pictures` has it


class Places:
    """Finds a part's passages in the case: by their pictures, source by source, when they are first asked for."""

    def __init__(self, case: Case, other: Case, sources: Mapping[int, int]) -> None:
        """`sources` are the numbers here of the part's sources."""
        self._case, self._other, self._sources = case, other, sources
        self._pictures: dict[int, Mapping[int, tuple[int, int]]] = {}  # by source there, then by picture there
        self._found: dict[int, int] = {}

    def track(self, theirs: int) -> int:
        """The passage here that shows what one there does; 0 for none."""
        if theirs not in self._found:
            self._found[theirs] = self._looked_up(theirs)
        return self._found[theirs]

    def looked_at(self, theirs: int, crop: int | None) -> tuple[int, int | None]:
        """The passage here, 0 for none, that has the picture which was looked at, and that picture.

        Without it, or where it is not here, the passage is that of `track`: passages are divided and joined.
        """
        found = self._other.gallery.crop_rows([crop]) if crop else {}
        for row in found.values():
            if (pair := self._of_source(row.source).get(row.crop)) is not None:
                return pair[1], pair[0]
        return self.track(theirs), None

    def source(self, track: int) -> int:
        """The source here of a passage here."""
        return self._case.passages.get(track).source

    def _looked_up(self, theirs: int) -> int:
        """The passage that has most of its pictures."""
        crops = self._other.gallery.track_crops(self._other.passages.whole(theirs))
        known = self._of_source(crops[0].source) if crops else {}
        tracks = Counter(known[crop.crop][1] for crop in crops if crop.crop in known)
        return min(tracks, key=lambda one: (-tracks[one], one), default=0)

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


def sources_here(case: Case, other: Case) -> dict[int, int]:
    """The numbers here of the sources of another case that are here, by their content."""
    here = {_content(one): one.id for one in case.sources.with_bin()}
    there = {one.id: _content(one) for one in other.sources.with_bin()}
    return {number: here[content] for number, content in there.items() if content in here}


def _content(source: Source) -> tuple[str, str, int, int]:
    return source.kind, source.sha256, source.size, source.part
