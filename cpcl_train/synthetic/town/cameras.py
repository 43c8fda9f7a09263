"""A fixed camera: where it is mounted, what it shows of the world, and what its sensor makes of the light."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.render import View
from cpcl_train.synthetic.scene import look_at, perspective
from cpcl_train.synthetic.town.blocks import Triple

Pixels = NDArray[np.uint8]
_FAR = 2000.0  # decimetres: what a street needs


@dataclass(frozen=True)
class Sensor:
    """What a camera makes of a picture: `gain` of its exposure, `gamma`, `balance` of red, green and blue,
    `colour` (0 grey, 1 as it is), `noise` in grey levels, `blur` in pixels, `shade` of the corners."""

    gain: float = 1.0
    gamma: float = 1.0
    balance: Triple = (1.0, 1.0, 1.0)
    colour: float = 1.0
    noise: float = 2.0
    blur: float = 0.6
    shade: float = 0.15

    def expose(self, picture: Floats, rng: np.random.Generator) -> Pixels:
        """A picture (H, W, 3) in 0…255 as recorded."""
        whole = np.asarray(np.clip(picture, 0, 255), np.uint8)
        soft = cv2.GaussianBlur(whole, (0, 0), self.blur) if self.blur else whole
        tinted = cv2.transform(cv2.LUT(soft, self._response), self._mixing)
        shaded = tinted * _corners(picture.shape[0], picture.shape[1], self.shade)
        if self.noise:
            shaded += _noise(rng, picture.shape, self.noise)
        return np.asarray(np.clip(shaded, 0, 255), np.uint8)

    @property
    def _response(self) -> Floats:
        """The level (256,) that each level of light gives."""
        light = np.arange(256, dtype=np.float32) / 255
        return np.asarray(np.power(light, self.gamma) * (255 * self.gain), np.float32)

    @property
    def _mixing(self) -> Floats:
        """How red, green and blue (3, 3) come from each other."""
        mixed = np.eye(3) * self.colour + (1 - self.colour) / 3
        return np.asarray(np.asarray(self.balance)[:, None] * mixed, np.float32)


@dataclass(frozen=True)
class Camera:
    """A mounted camera: `eye` and `target` (x, y, z), `focal` in pixels, `size` (height, width) in pixels."""

    name: str
    eye: Triple
    target: Triple
    focal: float
    size: tuple[int, int]
    sensor: Sensor

    @cached_property
    def pose(self) -> Floats:
        """World to camera (4, 4): x right, y up, z towards the viewer."""
        return look_at(np.asarray(self.eye, np.float32), np.asarray(self.target, np.float32))

    def scaled(self, factor: int) -> Camera:
        """The same view with `factor` times the pixels each way."""
        height, width = self.size
        return replace(self, focal=self.focal * factor, size=(height * factor, width * factor))

    def rays(self) -> Floats:
        """World directions (H × W, 3) through the pixels, row by row; each reaches the plane `focal` away."""
        height, width = self.size
        x, y = np.meshgrid(np.arange(width) + 0.5 - width / 2, height / 2 - np.arange(height) - 0.5)
        local = np.stack([x, y, np.full_like(x, -self.focal)], axis=2).reshape(-1, 3)
        return np.asarray(local @ self.pose[:3, :3], np.float32)

    def project(self, points: Floats) -> tuple[Floats, Floats]:
        """World points (N, 3) to pixels (N, 2) and how far before the camera (N,); not above 0 is behind it."""
        seen = points @ self.pose[:3, :3].T + self.pose[:3, 3]
        ahead = np.maximum(-seen[:, 2], 1e-3)
        x = seen[:, 0] / ahead * self.focal + self.size[1] / 2
        y = self.size[0] / 2 - seen[:, 1] / ahead * self.focal
        return np.stack([x, y], axis=1).astype(np.float32), np.asarray(-seen[:, 2], np.float32)

    def window(self, x1: int, y1: int, x2: int, y2: int) -> View:
        """The view through a rectangle of the picture, which may reach beyond it."""
        height, width = self.size
        middle_x = ((x1 + x2) / 2 - width / 2) / self.focal
        middle_y = (height / 2 - (y1 + y2) / 2) / self.focal
        half = (y2 - y1) / 2 / self.focal
        lens = perspective(middle_x, middle_y, half, (x2 - x1) / (y2 - y1), _FAR)
        return View(lens @ self.pose, np.asarray(self.eye, np.float32))


@lru_cache(maxsize=16)
def _corners(height: int, width: int, shade: float) -> Floats:
    x, y = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    return np.asarray(1 + shade * 0.2 - shade * (x * x + 0.6 * y * y) / 1.6, np.float32)[:, :, None]


def _noise(rng: np.random.Generator, shape: tuple[int, ...], level: float) -> Floats:
    """Noise of a sensor: mostly of brightness, a little of colour, two pixels wide."""
    shared = rng.standard_normal((*shape[:2], 1), np.float32)
    own = rng.standard_normal((shape[0] // 2 + 1, shape[1] // 2 + 1, 3), np.float32)
    wide = cv2.resize(own, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(level * (0.8 * shared + 0.7 * wide), np.float32)
