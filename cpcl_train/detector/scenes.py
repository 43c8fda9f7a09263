"""Composed scenes: people of all sizes among things, behind things and cut by the edge, with their boxes.

A scene is drawn from back to front. Somebody's box holds what is seen of them; who is mostly hidden is neither
to be found nor a mistake.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from cpcl_train.detector.cutouts import OPAQUE, Cutouts, Draw, Pixels
from cpcl_train.detector.decoys import draw_decoy, surface
from cpcl_train.synthetic.backgrounds import degrade, random_background

Boxes = NDArray[np.float32]
SMALLEST = 10
"""Pixels of height below which nobody is taught."""
SEEN = 0.35
"""Least share of somebody in the scene that must be seen of them."""
_INSIDE = 0.2
"""Least share of somebody that must lie within the picture."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A picture (H, W, 3) RGB, `boxes` (N, 4) x1, y1, x2, y2 in pixels of people, and `unsure` (M, 4) ones."""

    image: Pixels
    boxes: Boxes
    unsure: Boxes


@dataclass(slots=True)
class _Stage:
    """A picture being painted, what covers which pixel, and how much each person shows alone."""

    image: Pixels
    owner: NDArray[np.int32]
    """A person's number, 0 for a thing, -1 where nothing was painted."""
    alone: list[int] = field(default_factory=list)
    """Pixels of each person within the picture, hidden or not."""
    whole: list[int] = field(default_factory=list)
    """Pixels of each person, outside of the picture too."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """How high somebody is whose feet are at a row: `scale` × (row − `horizon`), or any height where None."""

    horizon: float | None
    scale: float
    tall: tuple[float, float]

    def height(self, rng: Draw, foot: float) -> float:
        if self.horizon is None:
            return float(np.exp(rng.uniform(*np.log(self.tall))))
        return max(SMALLEST, self.scale * (foot - self.horizon) * rng.normal(1.0, 0.07))


def compose(rng: Draw, cutouts: Cutouts, side: int, backdrop: Pixels | None = None) -> Sample:
    """A scene of `side` × `side` pixels, before textures or a `backdrop` of that size."""
    image = random_background(rng, side, side).copy() if backdrop is None else backdrop
    return people_in(rng, cutouts, Sample(image, no_boxes(), no_boxes()))


def people_in(rng: Draw, cutouts: Cutouts, before: Sample) -> Sample:
    """The same picture with rendered people and things in it, worn by a cheap camera."""
    side = len(before.image)
    stage = _Stage(before.image.copy(), np.full(before.image.shape[:2], -1, np.int32))
    ground = _ground(rng, side)
    feet = np.sort(rng.uniform(*_rows(ground, side), _crowd(rng)))
    for _ in range(int(rng.integers(0, 6))):
        _put_thing(rng, stage, cutouts, ground, float(rng.uniform(0.2, 1.1)) * side)
    beside: float | None = None
    for foot in feet:
        beside = _put_person(rng, stage, cutouts, ground, float(foot), beside)
        if rng.random() < 0.3:
            _put_thing(rng, stage, cutouts, ground, float(foot) + side * float(rng.uniform(0.0, 0.1)))
    boxes, unsure = _boxes(stage)
    kept = _still_seen(before.boxes, stage.owner)
    unsure = np.concatenate([unsure, before.unsure, before.boxes[~kept]])
    return Sample(degrade(rng, stage.image), np.concatenate([before.boxes[kept], boxes]), unsure)


def no_boxes() -> Boxes:
    """Nobody."""
    return np.zeros((0, 4), np.float32)


def _crowd(rng: Draw) -> int:
    return int(rng.choice([0, int(rng.integers(1, 4)), int(rng.integers(4, 10))], p=[0.12, 0.53, 0.35]))


def _ground(rng: Draw, side: int) -> _Ground:
    tall = float(np.exp(rng.uniform(np.log(22), np.log(1.3 * side))))
    if rng.random() < 0.3:
        return _Ground(None, 0.0, (max(SMALLEST, 0.4 * tall), tall))
    horizon = side * float(rng.uniform(-1.5, 0.45))
    return _Ground(horizon, tall / (side - horizon), (tall, tall))


def _rows(ground: _Ground, side: int) -> tuple[float, float]:
    """Between which rows feet stand; below the picture, too: the edge cuts people."""
    first = 0.15 * side if ground.horizon is None else max(0.1 * side, ground.horizon + 0.1 * side)
    return first, 1.25 * side


def _put_thing(rng: Draw, stage: _Stage, cutouts: Cutouts, ground: _Ground, foot: float) -> None:
    height = ground.height(rng, foot) * float(rng.uniform(0.3, 1.5))
    height = min(height, 1.5 * len(stage.image))
    thing = draw_decoy(rng, cutouts, int(height))
    left = rng.uniform(-0.1, 1.05) * len(stage.image) - thing.shape[1] / 2
    _paint(stage, thing, left, foot - len(thing), 0)


def _put_person(
    rng: Draw, stage: _Stage, cutouts: Cutouts, ground: _Ground, foot: float, beside: float | None
) -> float:
    """Somebody, sometimes close to the one before; returns the column that they stand at."""
    side = len(stage.image)
    cutout = cutouts.draw(rng)
    height = ground.height(rng, foot)
    person = _fitted(cutout.rgba, height)
    middle = rng.uniform(-0.05, 1.05) * side
    if beside is not None and rng.random() < 0.35:
        middle = beside + rng.normal(0, 0.35) * height
    if not cutout.stands:  # half a person: the edge cuts them, or something stands before them
        foot = max(foot, side + 1.0) if rng.random() < 0.5 else foot
    left, top = middle - person.shape[1] / 2, foot - len(person)
    _shade(rng, stage.image, person, middle, foot)
    if rng.random() < 0.08:
        _reflect(rng, stage.image, person, left, foot)
    stage.whole.append(int((person[:, :, 3] > OPAQUE).sum()))
    _paint(stage, _relit(rng, person), left, top, len(stage.whole))
    if not cutout.stands and foot < side:
        _counter(rng, stage, middle, foot, max(person.shape[1], 8))
    return float(middle)


def _fitted(rgba: Pixels, height: float) -> Pixels:
    """Scaled to a height; edges keep their colour."""
    factor = height / len(rgba)
    size = (max(2, round(rgba.shape[1] * factor)), max(4, round(height)))
    share = rgba[:, :, 3:].astype(np.float32) / 255
    mixed = np.dstack([rgba[:, :, :3] * share, rgba[:, :, 3].astype(np.float32)])
    small = cv2.resize(mixed, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
    colour = small[:, :, :3] / np.maximum(small[:, :, 3:] / 255, 1 / 255)
    return np.clip(np.dstack([colour, small[:, :, 3]]), 0, 255).astype(np.uint8)


def _relit(rng: Draw, person: Pixels) -> Pixels:
    gain = rng.uniform(0.6, 1.3) * (1 + rng.normal(0, 0.03, 3))
    return np.dstack([np.clip(person[:, :, :3] * gain, 0, 255).astype(np.uint8), person[:, :, 3]])


def _paint(stage: _Stage, cutout: Pixels, left: float, top: float, number: int) -> None:
    """Paint RGBA at a place; `number` 0 is a thing."""
    x, y = round(left), round(top)
    high, wide = stage.image.shape[:2]
    x1, y1, x2, y2 = max(x, 0), max(y, 0), min(x + cutout.shape[1], wide), min(y + len(cutout), high)
    if number:
        stage.alone.append(0)
    if x2 <= x1 or y2 <= y1:
        return
    part = cutout[y1 - y : y2 - y, x1 - x : x2 - x]
    alpha = part[:, :, 3:].astype(np.float32) / 255
    place = stage.image[y1:y2, x1:x2]
    place[:] = (place * (1 - alpha) + part[:, :, :3] * alpha).astype(np.uint8)
    opaque = part[:, :, 3] > OPAQUE
    stage.owner[y1:y2, x1:x2][opaque] = number
    if number:
        stage.alone[-1] = int(opaque.sum())


def _shade(rng: Draw, image: Pixels, person: Pixels, middle: float, foot: float) -> None:
    """A person's shadow: a dark spot at the feet, sometimes a long one that has their outline."""
    if rng.random() < 0.35:
        return
    dark = float(rng.uniform(0.45, 0.9))
    size = (max(1, person.shape[1] // 2), max(1, person.shape[1] // 6))
    mask: NDArray[np.float32] = np.zeros(image.shape[:2], np.float32)
    cv2.ellipse(mask, (round(middle), round(foot)), size, 0, 0, 360, 1.0, -1)
    if rng.random() < 0.4:
        outline = (person[:, :, 3] > OPAQUE).astype(np.float32)
        lean, squat = rng.normal(0, 0.8), rng.choice([-1.0, 1.0]) * rng.uniform(0.25, 0.9)
        high, wide = outline.shape
        move = np.array(
            [[1, lean * squat, middle - wide / 2 - lean * squat * high], [0, squat, foot - squat * high]]
        )
        np.maximum(mask, cv2.warpAffine(outline, move, image.shape[1::-1]), out=mask)
    soft = cv2.GaussianBlur(mask, (0, 0), max(0.6, person.shape[1] / 14))
    image[:] = (image * (1 - (1 - dark) * soft[:, :, None])).astype(np.uint8)


def _reflect(rng: Draw, image: Pixels, person: Pixels, left: float, foot: float) -> None:
    """A faint person upside down on a wet or polished floor: nobody."""
    stage = _Stage(image, np.zeros(image.shape[:2], np.int32))
    mirrored = person[::-1].copy()
    mirrored[:, :, 3] = (mirrored[:, :, 3] * rng.uniform(0.12, 0.4)).astype(np.uint8)
    _paint(stage, mirrored, left, foot, 0)


def _counter(rng: Draw, stage: _Stage, middle: float, foot: float, wide: int) -> None:
    """Something before who was cut at the waist: a counter, a wall, a car's roof."""
    across = int(wide * rng.uniform(1.2, 4))
    down = max(4, int(wide * rng.uniform(0.5, 2)))
    board = np.dstack([surface(rng, down, across), np.full((down, across), 255, np.uint8)])
    _paint(stage, board, middle - across / 2, foot - 2, 0)


def _boxes(stage: _Stage) -> tuple[Boxes, Boxes]:
    """Boxes of what is seen of each person, and of those of whom too little is."""
    sure: list[tuple[int, int, int, int]] = []
    unsure: list[tuple[int, int, int, int]] = []
    for number, (alone, whole) in enumerate(zip(stage.alone, stage.whole, strict=True), start=1):
        seen = stage.owner == number
        rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
        if not len(rows):
            continue
        box = (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
        plain = seen.sum() >= SEEN * alone and alone >= _INSIDE * whole and rows[-1] - rows[0] >= SMALLEST
        (sure if plain else unsure).append(box)
    return _as_boxes(sure), _as_boxes(unsure)


def _as_boxes(boxes: list[tuple[int, int, int, int]]) -> Boxes:
    return np.array(boxes, np.float32).reshape(-1, 4)


def _still_seen(boxes: Boxes, owner: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which of a frame's own people nothing of note was painted over."""
    free = np.ones(len(boxes), bool)
    for number, (x1, y1, x2, y2) in enumerate(boxes.astype(int)):
        part = owner[max(y1, 0) : y2, max(x1, 0) : x2]
        free[number] = part.size == 0 or (part >= 0).mean() < 0.15
    return free
