"""The empty place as a camera sees it: lit and in shade, with how far away everything is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.colours import to_linear
from cpcl_train.synthetic.render import Light
from cpcl_train.synthetic.town.blocks import GROUND, SKY, Block, Footprints, Hits, blocked, trace
from cpcl_train.synthetic.town.cameras import Camera
from cpcl_train.synthetic.town.places import Place
from cpcl_train.synthetic.town.surfaces import SURFACES, Grain

_SAMPLES = 2  # rays per pixel each way
_LIFT = 0.05  # decimetres off a face from which the sun is looked for


@dataclass(frozen=True)
class Backdrop:
    """`lit` and `shaded` (H, W, 3), 0…255: with and without the key light. `reach` (H, W) is how far each pixel's
    ray goes in lengths of `Camera.rays`; `ground` (H, W, 2) the x and z of what is ground, NaN elsewhere."""

    lit: Floats
    shaded: Floats
    reach: Floats
    ground: Floats
    rays: Floats


def build_backdrop(rng: np.random.Generator, place: Place, camera: Camera, light: Light) -> Backdrop:
    """Trace the place once; nothing in it moves."""
    fine = camera.scaled(_SAMPLES)
    eye, rays = np.asarray(camera.eye, np.float32), fine.rays()
    hits = trace(place.blocks, eye, rays)
    albedo = to_linear(np.clip(_albedo(rng, place, hits), 1, 250) / 255)
    points = eye + rays * np.where(np.isfinite(hits.reach), hits.reach, 0)[:, None]
    sun = _sunlit(place.blocks, hits, points, light)
    around = _around(hits, light) * _corners(place.blocks, hits, points)[:, None]
    sky = _sky(rays, light)
    lit, shaded = (
        _finished(np.where((hits.block == SKY)[:, None], sky, albedo * (around + key)), camera)
        for key in (sun, np.zeros_like(sun))
    )
    return Backdrop(lit, shaded, *_distances(place, camera))


def _distances(place: Place, camera: Camera) -> tuple[Floats, Floats, Floats]:
    """`reach`, `ground` and rays at the middles of the pixels."""
    rays, size = camera.rays(), camera.size
    hits = trace(place.blocks, np.asarray(camera.eye, np.float32), rays)
    ground = np.where((hits.block == GROUND)[:, None], hits.uv, np.nan).astype(np.float32)
    return hits.reach.reshape(size), ground.reshape(*size, 2), rays.reshape(*size, 3)


def _albedo(rng: np.random.Generator, place: Place, hits: Hits) -> Floats:
    """Colours (N, 3), sRGB in 0…255, of what the rays meet."""
    colour = np.zeros((len(hits.reach), 3), np.float32)
    for number, block in enumerate(place.blocks):
        here = np.flatnonzero(hits.block == number)
        grain = Grain(rng)
        if len(here):
            colour[here] = SURFACES[block.surface](grain, hits.uv[here])
    grain = Grain(rng)
    floor = hits.block == GROUND
    for (x1, x2, z1, z2), surface in (((-9e9, 9e9, -9e9, 9e9), place.ground), *place.zones):
        x, z = hits.uv[:, 0], hits.uv[:, 1]
        here = np.flatnonzero(floor & (x >= x1) & (x < x2) & (z >= z1) & (z < z2))
        if len(here):
            colour[here] = SURFACES[surface](grain, hits.uv[here])
    return colour


def _sunlit(blocks: Sequence[Block], hits: Hits, points: Floats, light: Light) -> Floats:
    """The key light (N, 3) that arrives."""
    slope = np.maximum(hits.normal @ light.key_dir, 0)
    open_to = ~blocked(blocks, points + hits.normal * _LIFT, light.key_dir)
    return np.asarray((slope * open_to)[:, None] * light.key, np.float32)


def _around(hits: Hits, light: Light) -> Floats:
    share = (hits.normal[:, 1:2] * 0.5 + 0.5).astype(np.float32)
    return np.asarray(light.ground * (1 - share) + light.sky * share, np.float32)


def _corners(blocks: Sequence[Block], hits: Hits, points: Floats) -> Floats:
    """How much of the light from around reaches places (N,): less where things meet the ground."""
    open_to = np.ones(len(points), np.float32)
    floor = np.flatnonzero(hits.block == GROUND)
    for block in blocks:
        if block.base < 1:
            centre, radius = block.ball
            near = floor[np.linalg.norm(points[floor] - centre, axis=1) < radius + 15]
            far = Footprints([block]).gaps(points[near][:, [0, 2]])[:, 0]
            open_to[near] *= 1 - 0.4 * np.exp(-far / 3.5)
    upright = (hits.block >= 0) & (np.abs(hits.normal[:, 1]) < 0.5)
    open_to[upright] *= 1 - 0.35 * np.exp(-np.maximum(points[upright, 1], 0) / 4)
    return open_to


def _sky(rays: Floats, light: Light) -> Floats:
    up = np.clip(rays[:, 1:2] / np.linalg.norm(rays, axis=1, keepdims=True) * 3, 0, 1)
    pale = light.sky * 0.95 + light.key * 0.25
    return np.asarray(pale * (1 - 0.35 * up * np.asarray([1.0, 0.7, 0.3], np.float32)), np.float32)


def _finished(linear: Floats, camera: Camera) -> Floats:
    """Linear light at the fine rays as a picture (H, W, 3), 0…255."""
    height, width = camera.size
    fine = np.power(np.clip(linear, 0, 1), 1 / 2.2).reshape(height * _SAMPLES, width * _SAMPLES, 3) * 255
    small = cv2.resize(fine.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32)
