"""How well a detector finds people in pictures with truth: what its card says, and recall by height as a plot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.bundle.boxes import Floats
from cpcl_train.detector.scenes import Sample
from cpcl_train.judge.boxes import FrameBoxes
from cpcl_train.judge.detection import DetectionScores, detection_scores

HEIGHTS = (10, 16, 24, 32, 48, 64, 96, 128, 192, 288, 432)
"""Pixels in the network's input at which bins of heights begin."""
SCORE = 0.35
"""From which on a box counts as found in recall and precision; the desktop starts passages with it."""

PROMISED_PX = 24
"""Height in the network's input from which on people are to be found; coverage names smaller ones."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Of people `least` pixels high or more (up to the next bin), how many there are and how many were found."""

    least: int
    people: int
    found: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured; shares of 1. Without people there is no AP50 and no recall: both are 0."""

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


def promised(sample: Sample) -> Sample:
    """The picture with those too small to be promised neither missed nor wrong."""
    tall = sample.boxes[:, 3] - sample.boxes[:, 1] >= PROMISED_PX
    return Sample(sample.image, sample.boxes[tall], np.concatenate([sample.unsure, sample.boxes[~tall]]))


def score_people(samples: Sequence[Sample], found: Sequence[tuple[Floats, Floats]]) -> DetectionScores:
    """Boxes (K, 4) and scores (K,) found in each picture, against who is there; the unsure count neither way."""
    truth = []
    for sample in samples:
        boxes = np.concatenate([sample.boxes, sample.unsure])
        counts = np.arange(len(boxes)) < len(sample.boxes)
        truth.append(FrameBoxes(np.arange(len(boxes)), boxes, counts))
    return detection_scores(truth, found, SCORE)


def figures_of(pictures: int, scores: DetectionScores) -> Figures:
    """What the card says of it."""
    people = len(scores.heights)
    place = np.digitize(scores.heights, HEIGHTS) - 1
    bins = tuple(
        Bin(least, int((place == number).sum()), int(scores.found[place == number].sum()))
        for number, least in enumerate(HEIGHTS)
    )
    ap, recall = (scores.ap, scores.recall) if people else (0.0, 0.0)
    return Figures(pictures, people, ap, recall, scores.precision, bins)


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


_COLOURS = ("#1f6fb4", "#c2571a", "#2b8a3e", "#7b4bb3", "#8a6d00", "#555555")
