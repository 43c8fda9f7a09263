"""A site: six cameras that everybody passes, each with a place, a light and faults of its own.

What a camera does to colours is done to the light that people are rendered in, so that captions are written from
what the camera shows; what it does to sharpness, and what stands behind people, is done to finished pictures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.backgrounds import composite, random_background
from cpcl_train.synthetic.render import Light
from cpcl_train.synthetic.scene import Camera, sample_light

Pixels = NDArray[np.uint8]
Draw = np.random.Generator
CAMERAS: Final = 6
HEIGHT, WIDTH = 192, 96
_PLACES: Final = 5
"""Backgrounds that people pass in front of one camera."""
_STEADY: Final = 0.04
"""Spread of a camera's exposure from picture to picture."""


@dataclass(frozen=True, slots=True)
class StreetCamera:
    """How a camera of the street sees: `mounting` with its light, and what it loses of a picture.

    `scale` is the share of lines that it resolves, `blur` in pixels, `noise` in levels, `quality` of its JPEG.
    """

    number: int
    mounting: Camera
    scale: float
    blur: float
    noise: float
    quality: int
    backgrounds: NDArray[np.uint8]


@cache
def site(seed: int, gain: float, tint: float, faults: float) -> tuple[StreetCamera, ...]:
    """The cameras of a site. `gain` and `tint` are how far exposure and colour may be off, `faults` (0..1) how bad
    pictures may be. Each process makes them once: their backgrounds take longer than many a picture."""
    rng = np.random.default_rng([seed, 0x5717E])
    gains = 1 + gain * rng.permutation(np.linspace(-1, 1, CAMERAS))  # spread evenly, so that no site is a lucky one
    return tuple(_camera(rng, number, float(gains[number]), tint, faults) for number in range(CAMERAS))


def _camera(rng: Draw, number: int, gain: float, tint: float, faults: float) -> StreetCamera:
    pitch, distance = np.radians(rng.uniform(2, 34)), rng.uniform(40, 105)
    balance = gain * (1 + tint * rng.uniform(-1, 1, 3)).astype(np.float32)
    light = tinted(sample_light(rng), balance)
    places = [random_background(rng, HEIGHT, WIDTH) for _ in range(_PLACES)]
    return StreetCamera(
        number, Camera(float(pitch), float(distance), light), float(1 - faults * rng.uniform(0, 0.8)),
        float(faults * rng.uniform(0, 1.4)), float(faults * rng.uniform(1, 8)),
        round(95 - faults * rng.uniform(0, 65)), np.stack(places),
    )  # fmt: skip


def tinted(light: Light, factor: np.float32 | Floats) -> Light:
    """A light made brighter and of another colour by a factor, one or three of them."""
    return replace(light, key=light.key * factor, sky=light.sky * factor, ground=light.ground * factor)


def mounted(rng: Draw, camera: StreetCamera, azimuth: float) -> Camera:
    """The camera as it sees a person from `azimuth` degrees: its light falls as it does at its place, whichever way
    the person walks."""
    turn = np.radians(azimuth)
    x, y, z = camera.mounting.light.key_dir
    around = (x * np.cos(turn) + z * np.sin(turn), y, z * np.cos(turn) - x * np.sin(turn))
    light = tinted(camera.mounting.light, np.float32(1 + rng.normal(0, _STEADY)))
    return replace(camera.mounting, light=replace(light, key_dir=np.asarray(around, np.float32)))


def picture(rng: Draw, camera: StreetCamera, rgba: Pixels) -> Pixels:
    """A cut-out (H, W, 4) as the camera's finished picture (192, 96, 3)."""
    place = camera.backgrounds[int(rng.integers(len(camera.backgrounds)))]
    moved = np.roll(place, int(rng.integers(WIDTH)), axis=1)
    return _degraded(rng, camera, composite(rng, rgba, (HEIGHT, WIDTH), moved))


def _degraded(rng: Draw, camera: StreetCamera, image: Pixels) -> Pixels:
    size = max(8, round(WIDTH * camera.scale)), max(16, round(HEIGHT * camera.scale))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    image = np.asarray(cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR), np.uint8)
    if camera.blur > 0.2:
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), camera.blur), np.uint8)
    noise = rng.standard_normal(image.shape, np.float32) * camera.noise
    image = np.clip(image + noise, 0, 255).astype(np.uint8)
    _, content = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, camera.quality])
    return np.asarray(cv2.imdecode(content, cv2.IMREAD_COLOR), np.uint8)
