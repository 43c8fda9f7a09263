"""Shoots a person: pose, camera, light, crop and the words for what the crop shows."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cpcl_train.synthetic.assets import Floats, Library
from cpcl_train.synthetic.cast import Person
from cpcl_train.synthetic.describe import Attributes, describe
from cpcl_train.synthetic.dress import dress
from cpcl_train.synthetic.pose import read_motions
from cpcl_train.synthetic.render import Dressed, Renderer
from cpcl_train.synthetic.scene import Camera, facing, frame_view, sample_azimuth, sample_turns
from cpcl_train.synthetic.wardrobe import Wardrobe

Pixels = NDArray[np.uint8]
Draw = np.random.Generator
FRAME = (320, 192)
CROP_HEIGHT = 192
_MARGIN = 0.05


@dataclass(frozen=True)
class Shot:
    """One crop: `rgba` (H, W, 4) at most 192 high, and its words."""

    rgba: Pixels
    words: Attributes


@dataclass(frozen=True)
class Model:
    """A dressed person in the studio: rest joints `heads` (B, 3)."""

    person: Person
    dressed: Dressed
    heads: Floats


class Studio:
    """A renderer with the wardrobe and the poses; one per process."""

    def __init__(self, library: Library) -> None:
        self.wardrobe = Wardrobe(library)
        self.motions = read_motions(library)
        self.renderer = Renderer(*FRAME)

    def prepare(self, person: Person) -> Model:
        """Dress a person; release `model.dressed` afterwards."""
        layers, heads = dress(self.wardrobe, person)
        return Model(person, Dressed(self.renderer, layers, person.seed), heads)

    def shoot(self, rng: Draw, model: Model, camera: Camera) -> Shot:
        """One crop in a random pose, turned at random towards the camera."""
        turns = sample_turns(rng, self.wardrobe, self.motions, model.person)
        azimuth = sample_azimuth(rng)
        matrices = self.wardrobe.matrices(turns, model.heads)
        bones = len(model.heads)
        joints = np.einsum("bij,bj->bi", matrices[:bones, :, :3], model.heads) + matrices[:bones, :, 3]
        view = frame_view(joints, camera, azimuth, FRAME[1] / FRAME[0])
        rgba, part = self.renderer.shoot([(model.dressed, matrices)], view, camera.light)
        rows, columns = _crop(rng, part)
        rgba, part = rgba[rows, columns], part[rows, columns]
        words = describe(model.person, rgba[:, :, :3], part, facing(azimuth))
        return Shot(_finished(rgba), words)


def _crop(rng: Draw, part: Pixels) -> tuple[slice, slice]:
    """The person's box with a margin; some are cut at the waist or knees, a few at a side."""
    rows, columns = np.flatnonzero(part.any(1)), np.flatnonzero(part.any(0))
    y1, y2, x1, x2 = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    tall, wide = y2 - y1, x2 - x1
    pad = round(_MARGIN * tall)
    top, bottom, left, right = max(y1 - pad, 0), y2 + pad, max(x1 - pad, 0), x2 + pad
    chance = rng.random()
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
