"""Recognise frames that show what an empty frame before them showed, so that nobody is looked for twice.

Most surveillance footage is of nothing: the same picture but for sensor noise.
Averaged over blocks of pixels that noise almost disappears, while a person
fills several blocks; so a frame whose every block matches that of a frame in
which nobody was found shows nobody either. The comparison is always with the
frame that was looked at, never with one that was itself skipped: slow changes
cannot creep in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.records import Detections, Image

Thumbnail = npt.NDArray[np.uint8]
Look = Callable[[Sequence[int]], list[Detections]]  # detects people in the frames at these positions


@dataclass(frozen=True, slots=True)
class UnchangedOptions:
    """`most_difference` 0 or less looks at every frame."""

    most_difference: int = 3  # grey levels between two blocks; noise of 10 leaves 1.2 in a block of 64 pixels
    blocks: int = 96  # along the longer side; one is some 4 pixels of a detector's input


class UnchangedFrames:
    """Answers for frames that look like an empty one; `count` says how many so far."""

    def __init__(self, options: UnchangedOptions | None = None) -> None:
        self._options = options or UnchangedOptions()
        self._empty: Thumbnail | None = None  # the frame last looked at, if nobody was in it
        self.count = 0

    def detect(self, images: Sequence[Image], look: Look) -> list[Detections]:
        """Detections of consecutive images; `look` is asked only about those that may hold somebody."""
        if self._options.most_difference <= 0:
            return look(range(len(images)))
        thumbnails = [thumbnail(image, self._options.blocks) for image in images]
        like = self._references(thumbnails)
        changed = [i for i, reference in enumerate(like) if reference is None]
        found = dict(zip(changed, look(changed), strict=True))
        # What looks like a frame that turned out to hold somebody is looked at after all.
        occupied = [i for i, r in enumerate(like) if r is not None and r != _BEFORE and len(found[r].scores)]
        found |= zip(occupied, look(occupied), strict=True)
        self.count += len(images) - len(found)
        if changed:
            self._empty = None if len(found[changed[-1]].scores) else thumbnails[changed[-1]]
        return [found.get(i) or Detections.none() for i in range(len(images))]

    def forget(self) -> None:
        """What comes next is another source's; there is nothing to compare it with."""
        self._empty = None

    def _references(self, thumbnails: Sequence[Thumbnail]) -> list[int | None]:
        """For each thumbnail the earlier one it equals: its position, `_BEFORE`, or None for a new picture."""
        references: list[int | None] = []
        reference, position = self._empty, _BEFORE
        for index, current in enumerate(thumbnails):
            if reference is not None and self._same(current, reference):
                references.append(position)
            else:
                reference, position = current, index
                references.append(None)
        return references

    def _same(self, first: Thumbnail, second: Thumbnail) -> bool:
        if first.shape != second.shape:
            return False
        return bool(cv2.absdiff(first, second).max() <= self._options.most_difference)


_BEFORE = -1  # position of the empty frame remembered from the call before


def thumbnail(image: Image, blocks: int) -> Thumbnail:
    """Grey means of square blocks of an H×W×3 image, `blocks` of them along its longer side."""
    factor = blocks / max(image.shape[:2])
    size = (max(1, round(image.shape[1] * factor)), max(1, round(image.shape[0] * factor)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
