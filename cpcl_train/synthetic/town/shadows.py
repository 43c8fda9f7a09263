"""The shadows of people on the ground: where they touch it, and away from the key light."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.render import Light
from cpcl_train.synthetic.town.backdrop import Backdrop
from cpcl_train.synthetic.town.blocks import Pair
from cpcl_train.synthetic.town.cameras import Camera

_TALL, _WIDE = 16.0, 2.1  # decimetres of somebody who throws a shadow
_LONGEST = 60.0


def cast_shadow(backdrop: Backdrop, camera: Camera, light: Light, places: Sequence[Pair]) -> Floats:
    """The empty picture (H, W, 3) with the shadows of people who stand at `places`."""
    picture = backdrop.lit.copy()
    flat = light.key_dir[[0, 2]]
    slope = float(np.linalg.norm(flat))
    away: Floats = -flat / max(slope, 1e-6)
    length = min(_TALL * slope / max(float(light.key_dir[1]), 0.05), _LONGEST)
    for place in places:
        area = _area(camera, np.asarray(place, np.float32), away, length)
        if area is not None:
            ground = backdrop.ground[area] - np.asarray(place, np.float32)
            along = ground @ away
            across = ground @ np.asarray([-away[1], away[0]], np.float32)
            _darken(picture[area], backdrop.shaded[area], along, across, length)
    return picture


def _area(camera: Camera, place: Floats, away: Floats, length: float) -> tuple[slice, slice] | None:
    """The pixels around the shadow, or None where there are none."""
    side = np.asarray([-away[1], away[0]], np.float32)
    ends = [place + a * away + s * side for a in (-7.0, length + 3) for s in (-7.0, 7.0)]
    pixels, ahead = camera.project(np.asarray([[x, 0, z] for x, z in ends], np.float32))
    if ahead.min() < 5:
        return None
    low = np.maximum(np.floor(pixels.min(0)), 0).astype(int)
    high = np.minimum(np.ceil(pixels.max(0)), camera.size[::-1]).astype(int)
    return (slice(low[1], high[1]), slice(low[0], high[0])) if (high > low).all() else None


def _darken(picture: Floats, shaded: Floats, along: Floats, across: Floats, length: float) -> None:
    """Blend towards the picture without the key light; darken where the feet are. What is no ground is NaN."""
    edge = 0.5 + 0.03 * np.maximum(along, 0)  # the sun is no point
    body = _step(np.asarray((_WIDE * _profile(along / length) - np.abs(across)) / edge, np.float32))
    ends = _step((along + 1.0) / 1.0) * _step((length - along) / 1.5)
    share = np.nan_to_num(body * ends)[:, :, None]
    touch = np.nan_to_num(0.42 * np.exp(-(along**2 + across**2) / 9.0))[:, :, None]
    picture[:] = np.minimum(picture, picture * (1 - share) + shaded * share) * (1 - touch)


def _profile(share: Floats) -> Floats:
    """How wide the shadow is from the feet (0) to the head (1)."""
    at, wide = (0.0, 0.45, 0.7, 0.86, 0.9, 1.0), (0.6, 0.75, 1.0, 0.9, 0.45, 0.4)
    return np.interp(np.nan_to_num(share), at, wide).astype(np.float32)


def _step(value: Floats) -> Floats:
    return np.asarray(np.clip(value + 0.5, 0, 1), np.float32)
