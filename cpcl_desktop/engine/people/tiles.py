"""A frame looked at whole and in overlapping tiles, so that people are found who are small in a large frame.

Each tile is a picture of its own for the detector, and shows people as many
times larger as there are tiles along the frame. What the tiles and the whole
frame show is put together: a box that a tile's border cuts gives way to one
that shows the same person whole, in another tile or in the whole frame, or is
joined with what lies beyond the border; all others are merged as in one picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.boxes import Floats, covered, suppress
from cpcl_desktop.engine.records import Detections, Image

NO_TILES = 1
MOST_TILES = 6  # along the longer side
OVERLAP = 0.2  # of a tile's side; who is smaller than that is whole in one of two tiles
_USUAL = 16 / 9  # ratio of sides of a frame with as many tiles down as across
_SAME = 0.5  # share of the smaller box inside the other from which both are one person
_PART = 0.15  # the same for two parts of one person, which share no more than two tiles do
_MERGED_IOU = 0.5  # overlap of two whole boxes from which they are one person
_BORDER = 0.01  # of a tile's side; a box nearer to a border inside the frame is cut by it


def zoom(tiles: int) -> float:
    """How many times larger people are in so many tiles than in the whole frame."""
    return tiles - OVERLAP * (tiles - 1)


@dataclass(frozen=True, slots=True)
class View:
    """A part of a frame in pixels; the first of a frame's views is all of it."""

    left: int
    top: int
    right: int
    bottom: int

    def cut(self, image: Image) -> Image:
        """The part of an image."""
        return image[self.top : self.bottom, self.left : self.right]


def views_of(shape: tuple[int, ...], tiles: int) -> list[View]:
    """The whole frame (height, width, …) and, above one tile along its longer side, the tiles row by row."""
    height, width = shape[:2]
    whole = View(0, 0, width, height)
    if tiles <= NO_TILES:
        return [whole]
    longer, shorter = max(height, width), min(height, width)
    fewer = max(1, min(tiles, round(tiles * _USUAL * shorter / longer)))
    across, down = (tiles, fewer) if width >= height else (fewer, tiles)
    columns, rows = _parts(width, across), _parts(height, down)
    return [whole, *(View(left, top, right, bottom) for top, bottom in rows for left, right in columns)]


def merged(shape: tuple[int, ...], views: Sequence[View], found: Sequence[Detections]) -> Detections:
    """The people that the views of one frame show, each with boxes in its own pixels → once each, best first."""
    if len(views) == 1:
        return found[0]
    boxes = np.concatenate([one.boxes + _offset(view) for view, one in zip(views, found, strict=True)])
    scores = np.concatenate([one.scores for one in found])
    cut = np.concatenate([_is_cut(one.boxes, view, shape) for view, one in zip(views, found, strict=True)])
    seen_in = np.repeat(np.arange(len(views)), [len(one.boxes) for one in found])
    order = np.argsort(-scores, kind="stable")
    boxes, scores, cut, seen_in = boxes[order], scores[order], cut[order], seen_in[order]
    best = suppress(boxes[~cut], _MERGED_IOU)
    whole = Detections(boxes[~cut][best], scores[~cut][best])
    return _with_cut(whole, Detections(boxes[cut], scores[cut]), seen_in[cut])


def _parts(length: int, count: int) -> list[tuple[int, int]]:
    """So many overlapping stretches that cover the length."""
    side = min(length, -(-length // zoom(count)))
    starts = np.round(np.linspace(0, length - side, count)).astype(int)
    return [(int(start), int(start + side)) for start in starts]


def _offset(view: View) -> Floats:
    return np.array((view.left, view.top, view.left, view.top), np.float32)


def _is_cut(boxes: Floats, view: View, shape: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """Which boxes reach a border of their view that is no border of the frame."""
    height, width = shape[:2]
    across, down = _BORDER * (view.right - view.left), _BORDER * (view.bottom - view.top)
    near = np.stack(
        (
            (boxes[:, 0] < across) & (view.left > 0),
            (boxes[:, 1] < down) & (view.top > 0),
            (boxes[:, 2] > view.right - view.left - across) & (view.right < width),
            (boxes[:, 3] > view.bottom - view.top - down) & (view.bottom < height),
        )
    )
    return np.asarray(near.any(axis=0))


def _with_cut(whole: Detections, cut: Detections, seen_in: npt.NDArray[np.intp]) -> Detections:
    """People seen whole, and those of whom only parts were seen, the parts of each in several views joined."""
    alone = _shared(cut.boxes, whole.boxes).max(axis=1, initial=0.0) <= _SAME
    cut, seen_in = Detections(cut.boxes[alone], cut.scores[alone]), seen_in[alone]
    boxes, scores = list(whole.boxes), list(whole.scores)
    left = list(range(len(cut.boxes)))
    while left:
        box, score = cut.boxes[left[0]], cut.scores[left[0]]
        near = [i for i in left if _shared(cut.boxes[[i]], box[None])[0, 0] > _PART]
        parts = [left[0], *(i for i in near if seen_in[i] != seen_in[left[0]])]
        joined = cut.boxes[parts]
        boxes.append(np.concatenate((joined[:, :2].min(axis=0), joined[:, 2:].max(axis=0))))
        scores.append(score)
        left = [i for i in left if i not in parts]
    order = np.argsort(-np.asarray(scores, np.float32), kind="stable")
    return Detections(np.reshape(boxes, (-1, 4)).astype(np.float32)[order], np.asarray(scores, np.float32)[order])


def _shared(first: Floats, second: Floats) -> Floats:
    """The intersection of every two boxes over the smaller of both: N×M."""
    return np.maximum(covered(first, second), covered(second, first).T)
