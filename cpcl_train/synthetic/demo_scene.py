"""The room of the demo clip: a fixed camera, floor, wall and light, with world coordinates per pixel."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.render import Light, View
from cpcl_train.synthetic.scene import look_at, perspective

Pixels = NDArray[np.uint8]
HEIGHT, WIDTH = 360, 640
_FOCAL = 540.0  # pixels
_EYE = np.asarray([0.0, 26.0, 62.0], np.float32)  # decimetres
_TARGET = np.asarray([0.0, 9.0, 0.0], np.float32)
_WALL_Z = -42.0
LIGHT = Light(
    key_dir=np.asarray([0.35, 0.86, 0.37], np.float32), key=np.asarray([0.55, 0.54, 0.50], np.float32),
    sky=np.asarray([0.62, 0.64, 0.66], np.float32), ground=np.asarray([0.36, 0.34, 0.31], np.float32),
)  # fmt: skip


@dataclass(frozen=True)
class Room:
    """`picture` (H, W, 3) of the empty room, `floor` (H, W, 2) world x and z of each pixel (NaN: no floor)."""

    picture: Pixels
    floor: Floats
    view: View


def room_view() -> View:
    """The mounted camera."""
    matrix = perspective(0.0, 0.0, HEIGHT / 2 / _FOCAL, WIDTH / HEIGHT) @ look_at(_EYE, _TARGET)
    return View(matrix, _EYE)


def project(view: View, points: Floats) -> Floats:
    """World points (N, 3) to pixels (N, 2) of the finished clip."""
    clip = np.concatenate([points, np.ones((len(points), 1))], axis=1) @ view.matrix.T
    flat = clip[:, :2] / clip[:, 3:]
    return np.asarray((flat * [0.5, -0.5] + 0.5) * [WIDTH, HEIGHT], np.float32)


def _rays() -> Floats:
    """World directions (H, W, 3) through the pixels."""
    x, y = np.meshgrid(np.arange(WIDTH) + 0.5 - WIDTH / 2, HEIGHT / 2 - np.arange(HEIGHT) - 0.5)
    turn = look_at(_EYE, _TARGET)[:3, :3]
    rays = np.stack([x, y, np.full_like(x, -_FOCAL)], axis=2) @ turn
    return np.asarray(rays, np.float32)


def build_room(seed: int) -> Room:
    """A hall with a plank floor, a plastered wall, two doors, a notice board and a window."""
    rng = np.random.default_rng(seed)
    rays = _rays()
    to_floor = -_EYE[1] / np.minimum(rays[:, :, 1], -1e-3)
    ground = _EYE + rays * to_floor[:, :, None]
    on_floor = (rays[:, :, 1] < 0) & (ground[:, :, 2] > _WALL_Z)
    wall = _EYE + rays * ((_WALL_Z - _EYE[2]) / rays[:, :, 2])[:, :, None]
    picture = np.where(on_floor[:, :, None], _floor(rng, ground[:, :, 0], ground[:, :, 2]), _wall(rng, wall))
    picture *= _vignette()[:, :, None]
    floor = np.where(on_floor[:, :, None], ground[:, :, [0, 2]], np.nan).astype(np.float32)
    smooth = cv2.GaussianBlur(np.clip(picture, 0, 255).astype(np.float32), (0, 0), 0.7)
    return Room(smooth.astype(np.uint8), floor, room_view())


def _grain(rng: np.random.Generator, x: Floats, y: Floats, cell: float) -> Floats:
    """Smooth noise in the plane, one value per `cell` decimetres."""
    table = rng.normal(size=(256, 256)).astype(np.float32)
    place = ((x / cell) % 255).astype(np.float32), ((y / cell) % 255).astype(np.float32)
    return np.asarray(cv2.remap(table, *place, cv2.INTER_LINEAR), np.float32)


def _floor(rng: np.random.Generator, x: Floats, z: Floats) -> Floats:
    """Worn wooden planks that run away from the camera."""
    plank = np.floor(x / 1.6)
    shade = np.random.default_rng(3).normal(0, 9, 512)[plank.astype(int) % 512]
    joint = (np.abs(x / 1.6 - plank) < 0.03) | (np.abs((z + plank * 7.3) % 18) < 0.12)
    tone = 132 + shade + 5 * _grain(rng, x * 8, z, 3.0) + 4 * _grain(rng, x, z, 6.0) - 34 * joint
    return np.asarray(np.stack([tone * 1.02, tone * 0.86, tone * 0.68], axis=2), np.float32)


def _wall(rng: np.random.Generator, place: Floats) -> Floats:
    x, y = place[:, :, 0], place[:, :, 1]
    tone = 186 + 3 * _grain(rng, x, y, 5.0) + 0.5 * (y - 15)
    colour = np.stack([tone, tone * 0.99, tone * 0.955], axis=2)
    for left, right, low, high, rgb in _FITTINGS:
        inside = (x > left) & (x < right) & (y > low) & (y < high)
        colour[inside] = np.asarray(rgb) + 2 * _grain(rng, x, y, 1.5)[inside][:, None]
    return np.asarray(colour, np.float32)


# Left, right, bottom, top in decimetres and colour: skirting, two doors with frames, board, window.
_FITTINGS: tuple[tuple[float, float, float, float, tuple[int, int, int]], ...] = (
    (-200, 200, 0, 1.1, (96, 88, 80)),
    (-47, -35, 0, 22.5, (210, 206, 198)),
    (-46, -36, 0, 21.5, (104, 82, 64)),
    (-37.6, -36.8, 9.5, 10.6, (190, 186, 170)),
    (30, 42, 0, 22.5, (210, 206, 198)),
    (31, 41, 0, 21.5, (92, 104, 110)),
    (31.8, 32.6, 9.5, 10.6, (190, 186, 170)),
    (-21, -5, 11, 21, (150, 122, 88)),
    (-19.5, -14, 12.5, 19.5, (226, 224, 214)),
    (-12.5, -7, 14, 20, (188, 206, 214)),
    (8, 24, 11, 23, (222, 220, 214)),
    (9, 15.6, 12, 22, (150, 172, 186)),
    (16.4, 23, 12, 22, (156, 178, 192)),
)


def _vignette() -> Floats:
    x, y = np.meshgrid(np.linspace(-1, 1, WIDTH), np.linspace(-1, 1, HEIGHT))
    return np.asarray(1.03 - 0.16 * (x * x + 0.6 * y * y), np.float32)
