"""How well a detector finds people: average precision, recall and precision, and recall by height in pixels.

Average precision is the area under the precision–recall curve at an overlap of one half (AP50), precision made
monotone as in PASCAL VOC from 2010 on. What finds somebody unsure counts neither way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.boxes import covered, iou
from cpcl_train.detector.scenes import Boxes

HEIGHTS = (10, 16, 24, 32, 48, 64, 96, 128, 192)
"""Pixels in the network's input at which bins of heights begin."""
SCORE = 0.35
"""From which on a box counts as found in recall and precision; the desktop starts passages with it."""
_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Bin:
    """Of people `least` pixels high or more (up to the next bin), how many there are and how many were found."""

    least: int
    people: int
    found: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured; shares of 1."""

    pictures: int
    people: int
    ap50: float
    recall: float
    precision: float
    heights: tuple[Bin, ...]

    def to_table(self) -> dict[str, object]:
        """For the manifest."""
        by_height = {str(one.least): [one.found, one.people] for one in self.heights}
        rounded = {name: round(getattr(self, name), 4) for name in ("ap50", "recall", "precision")}
        return {"pictures": self.pictures, "people": self.people, **rounded, "found_by_height": by_height}


@dataclass(slots=True)
class Tally:
    """Adds up pictures, one after the other."""

    pictures: int = 0
    scores: list[float] = field(default_factory=list)
    hits: list[bool] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    """Of everybody who was to be found."""
    found: list[bool] = field(default_factory=list)
    """Whether they were, by a box that scores `SCORE` or more."""

    def add(self, truth: Boxes, unsure: Boxes, boxes: Boxes, scores: npt.NDArray[np.float32]) -> None:
        """One picture: who is there (N, 4) or unsure (M, 4), what was found (K, 4) and its scores, best first."""
        self.pictures += 1
        free = np.ones(len(truth), bool)
        sure = np.zeros(len(truth), bool)
        overlaps = iou(boxes, truth)
        doubtful = covered(boxes, unsure).max(1, initial=0.0) > _OVERLAP
        for row, score in enumerate(scores):
            best = int(np.argmax(np.where(free, overlaps[row], -1.0))) if free.any() else -1
            is_hit = best >= 0 and overlaps[row, best] > _OVERLAP
            if is_hit:
                free[best] = False
                sure[best] = score >= SCORE
            elif doubtful[row]:
                continue
            self.scores.append(float(score))
            self.hits.append(bool(is_hit))
        self.heights += (truth[:, 3] - truth[:, 1]).tolist()
        self.found += sure.tolist()

    def score_for(self, precision: float) -> float:
        """The lowest score from which on so large a share of the boxes is right; `SCORE` where none is."""
        order = np.argsort(-np.array(self.scores), kind="stable")
        right = np.cumsum(np.array(self.hits, bool)[order]) / np.arange(1, len(order) + 1)
        enough = np.flatnonzero(right >= precision)
        return self.scores[order[enough[-1]]] if len(enough) else SCORE

    def figures(self) -> Figures:
        """Of all pictures so far."""
        people = len(self.heights)
        order = np.argsort(-np.array(self.scores), kind="stable")
        hits = np.array(self.hits, bool)[order]
        counted = np.array(self.scores)[order] >= SCORE
        right = int(hits[counted].sum())
        return Figures(
            self.pictures, people, average_precision(hits, people),
            right / max(1, people), right / max(1, int(counted.sum())), self._bins(),
        )  # fmt: skip

    def _bins(self) -> tuple[Bin, ...]:
        heights, found = np.array(self.heights), np.array(self.found, bool)
        place = np.digitize(heights, HEIGHTS) - 1
        return tuple(
            Bin(least, int((place == number).sum()), int(found[place == number].sum()))
            for number, least in enumerate(HEIGHTS)
        )


def average_precision(hits: npt.NDArray[np.bool_], people: int) -> float:
    """The area under the curve of detections, best first, of whom `hits` say which are right; 0 without people."""
    if not people or not len(hits):
        return 0.0
    right = np.cumsum(hits)
    precision = right / np.arange(1, len(hits) + 1)
    monotone = np.maximum.accumulate(precision[::-1])[::-1]
    return float(monotone[hits].sum() / people)


def heights_svg(curves: Sequence[tuple[str, Iterable[Bin]]]) -> str:
    """How many people of each height are found, a line for each named set, as an SVG file's text."""
    width, height, edge = 460, 300, 46
    places = {least: edge + (width - 2 * edge) * n / (len(HEIGHTS) - 1) for n, least in enumerate(HEIGHTS)}

    def up(share: float) -> float:
        return height - edge - share * (height - 2 * edge)

    marks = "".join(
        f'<path d="M{x:.0f} {edge} V{height - edge}" stroke="#eee"/>'
        f'<text x="{x:.0f}" y="{height - edge + 15}" text-anchor="middle">{least}</text>'
        for least, x in places.items()
    ) + "".join(
        f'<path d="M{edge} {up(t):.0f} H{width - edge}" stroke="#ddd"/>'
        f'<text x="{edge - 6}" y="{up(t) + 4:.0f}" text-anchor="end">{100 * t:.0f} %</text>'
        for t in (0, 0.25, 0.5, 0.75, 1.0)
    )
    lines = ""
    for number, (name, bins) in enumerate(curves):
        colour = _COLOURS[number % len(_COLOURS)]
        points = [(places[one.least], up(one.found / one.people)) for one in bins if one.people]
        lines += (
            f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" fill="none" stroke="{colour}"/>'
        )
        lines += "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
        lines += f'<text x="{edge + 6}" y="{edge + 12 + 14 * number}" fill="{colour}">{name}</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" '
        f'font-size="11"><rect width="{width}" height="{height}" fill="white"/>{marks}{lines}'
        f'<text x="{width / 2}" y="{height - 10}" text-anchor="middle">'
        "height in the network's input, pixels</text></svg>\n"
    )


_COLOURS = ("#1f6fb4", "#c2571a", "#2b8a3e")
