"""Shoots a person: pose, camera, light, crop and the words for what the crop shows."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cpcl_train.synthetic.assets import Floats, Library
from cpcl_train.synthetic.describe import Attributes, describe
from cpcl_train.synthetic.dress import Figure, dress
from cpcl_train.synthetic.furniture import SEAT_COLOURS, seat_layer
from cpcl_train.synthetic.person import Person
from cpcl_train.synthetic.pose import read_motions
from cpcl_train.synthetic.render import Dressed, Renderer
from cpcl_train.synthetic.scene import Camera, facing, frame_view, heading, sample_azimuth
from cpcl_train.synthetic.stance import sample_stance, seat_height
from cpcl_train.synthetic.wardrobe import Wardrobe

Pixels = NDArray[np.uint8]
Draw = np.random.Generator
FRAME = (320, 192)
CROP_HEIGHT = 192
_MARGIN = 0.05
_CLOSE_UPS = 0.13
_WHOLE_THINGS = 0.7
_SHOULDERS = 2.6  # decimetres from the middle


@dataclass(frozen=True)
class Shot:
    """One crop: `rgba` (H, W, 4) at most 192 high, and its words."""

    rgba: Pixels
    words: Attributes


@dataclass(frozen=True)
class Model:
    """A dressed person in the studio."""

    person: Person
    dressed: Dressed
    figure: Figure

    @property
    def heads(self) -> Floats:
        """The rest joints (B, 3)."""
        return self.figure.heads


class Studio:
    """A renderer with the wardrobe and the poses; one per process."""

    def __init__(self, library: Library) -> None:
        self.wardrobe = Wardrobe(library)
        self.motions = read_motions(library)
        self.renderer = Renderer(*FRAME)
        self._seats = [Dressed(self.renderer, [seat_layer(name)], 0.5) for name in SEAT_COLOURS]

    def prepare(self, person: Person) -> Model:
        """Dress a person; release `model.dressed` afterwards."""
        figure = dress(self.wardrobe, person)
        return Model(person, Dressed(self.renderer, figure.layers, person.seed), figure)

    def _seated_at(self, joints: Floats) -> Floats:
        """Where a seat stands (1, 3, 4) under posed joints (J, 3)."""
        place = np.eye(3, 4, dtype=np.float32)
        place[1, 3] = seat_height(joints, self.wardrobe)
        return place[None]

    def shoot(self, rng: Draw, model: Model, camera: Camera, azimuth: float | None = None) -> Shot:
        """One crop in a random pose, seen from `azimuth` degrees around the person, or turned at random."""
        stance = sample_stance(rng, self.wardrobe, self.motions, model.figure)
        azimuth = sample_azimuth(rng) if azimuth is None else azimuth
        matrices = self.wardrobe.matrices(stance.turns, model.heads)
        bones = len(model.heads)
        joints = np.einsum("bij,bj->bi", matrices[:bones, :, :3], model.heads) + matrices[:bones, :, 3]
        near = rng.random() < _CLOSE_UPS
        shown = _upper(rng, joints) if near else _with_things(rng, joints, model.figure.beside)
        view = frame_view(shown, camera, azimuth, FRAME[1] / FRAME[0])
        drawn = [(model.dressed, matrices)]
        if stance.pose == "sitting":
            drawn.append((self._seats[int(rng.integers(len(self._seats)))], self._seated_at(joints)))
        rgba, part = self.renderer.shoot(drawn, view, camera.light)
        rows, columns = _crop(rng, part, whole=not near)
        rgba, part = rgba[rows, columns], part[rows, columns]
        words = describe(model.person, rgba[:, :, :3], part, facing(azimuth), heading(azimuth), stance.pose)
        return Shot(_finished(rgba), words)


def _upper(rng: Draw, joints: Floats) -> Floats:
    """The joints (J, 3) of a close-up: head to chest, waist or hips, without the hands."""
    crown = joints[:, 1].max()
    reach = crown - rng.uniform(0.22, 0.5) * (crown - joints[:, 1].min())
    return np.asarray(joints[(joints[:, 1] > reach) & (np.abs(joints[:, 0]) < _SHOULDERS)], np.float32)


def _with_things(rng: Draw, joints: Floats, beside: Floats) -> Floats:
    """The joints, mostly with the corners of what stands beside the person: a detector's box may cut that off."""
    return np.concatenate([joints, beside]) if rng.random() < _WHOLE_THINGS else joints


def _crop(rng: Draw, part: Pixels, whole: bool) -> tuple[slice, slice]:
    """The person's box with a margin; some are cut at the waist or knees, a few at a side."""
    rows, columns = np.flatnonzero(part.any(1)), np.flatnonzero(part.any(0))
    y1, y2, x1, x2 = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    tall, wide = y2 - y1, x2 - x1
    pad = round(_MARGIN * tall)
    top, bottom, left, right = max(y1 - pad, 0), y2 + pad, max(x1 - pad, 0), x2 + pad
    chance = rng.random() if whole else 1.0
    if chance < 0.16:
        bottom = y1 + int(tall * rng.uniform(0.45, 0.92))
    elif chance < 0.20:
        top = y1 + int(tall * rng.uniform(0.03, 0.14))
    elif chance < 0.25:
        share = rng.uniform(0.12, 0.35)
        left, right = (x1 + int(wide * share), right) if rng.random() < 0.5 else (left, x2 - int(wide * share))
    return slice(top, bottom), slice(left, right)


def _finished(rgba: Pixels) -> Pixels:
    """Scaled down to at most `CROP_HEIGHT`; colours as they are, not multiplied by alpha."""
    height, width = rgba.shape[:2]
    scale = min(CROP_HEIGHT / height, 1.0)
    size = max(round(width * scale), 8), max(round(height * scale), 8)
    small = cv2.resize(np.ascontiguousarray(rgba), size, interpolation=cv2.INTER_AREA)
    # What is scaled down is multiplied by alpha (nobody is black); divided again, edges keep their colour.
    share = np.maximum(small[:, :, 3:].astype(np.float32) / 255, 1 / 255)
    small[:, :, :3] = np.minimum(small[:, :, :3] / share, 255).astype(np.uint8)
    return np.asarray(small, np.uint8)
