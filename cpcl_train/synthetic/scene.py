"""Where the camera stands, how the light falls and how the person stands or walks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.render import Light, View


@dataclass(frozen=True)
class Camera:
    """A mounted camera: `pitch` in radians downwards, `distance` in decimetres, its light and its exposure."""

    pitch: float
    distance: float
    light: Light


Cameras = Literal["mounted", "overhead"]
_BANDS = ((-2, 12), (10, 32), (32, 52), (50, 68), (68, 86))  # degrees downwards
_SHARES: dict[Cameras, tuple[float, ...]] = {
    "mounted": (0.35, 0.44, 0.15, 0.06, 0.0), "overhead": (0.0, 0.0, 0.25, 0.4, 0.35),
}  # fmt: skip


def sample_camera(rng: np.random.Generator, cameras: Cameras = "mounted") -> Camera:
    """A camera: mostly above people at a moderate angle, some level, few steep; or all steep, to straight above."""
    shares = [share for share in _SHARES[cameras] if share or cameras != "mounted"]
    band = rng.choice(len(shares), p=shares)
    pitch = np.radians(rng.uniform(*_BANDS[band]))
    return Camera(float(pitch), float(rng.uniform(35, 110)), sample_light(rng))


def sample_light(rng: np.random.Generator) -> Light:
    """Daylight, overcast, or indoor light; the brightness varies as exposure does."""
    up = rng.uniform(0.3, 0.95)
    around = rng.uniform(0, 2 * np.pi)
    side = np.sqrt(1 - up * up)
    direction = np.asarray([side * np.cos(around), up, side * np.sin(around)], np.float32)
    exposure = float(np.clip(rng.normal(1.12, 0.16), 0.65, 1.45))
    hard = rng.uniform(0.1, 0.75)
    warmth = rng.normal(0, 0.05)
    tint = np.asarray([1 + warmth, 1.0, 1 - warmth], np.float32)
    sky = exposure * (1.0 - 0.6 * hard) * tint * rng.uniform(0.85, 1.0)
    ground = sky * rng.uniform(0.4, 0.75) * np.asarray([1.02, 1.0, 0.96], np.float32)
    key = exposure * hard * 1.05 * np.asarray([1 + warmth * 0.6, 1.0, 1 - warmth * 0.9], np.float32)
    return Light(direction, key.astype(np.float32), sky.astype(np.float32), ground.astype(np.float32))


def sample_azimuth(rng: np.random.Generator) -> float:
    """Degrees of the camera around the person: 0 sees the face, 180 the back, which is the most common."""
    if rng.random() < 0.55:
        centre = rng.choice([0.0, 180.0], p=[0.4, 0.6])
        return float((centre + rng.normal(0, 28)) % 360)
    return float(rng.uniform(0, 360))


def facing(azimuth: float) -> str:
    """Front, side or back as seen from `azimuth` degrees."""
    away = abs((azimuth + 180) % 360 - 180)
    return "front" if away < 60 else "back" if away > 120 else "side"


def heading(azimuth: float) -> str:
    """As `facing`, in five steps: front, three-quarter front, side, three-quarter back, back."""
    away = abs((azimuth + 180) % 360 - 180)
    steps = ((25, "front"), (60, "three-quarter front"), (120, "side"), (155, "three-quarter back"), (181, "back"))
    return next(name for limit, name in steps if away < limit or limit == 181)


def look_at(eye: Floats, target: Floats) -> Floats:
    """A view matrix (4, 4): camera space has x right, y up, z towards the viewer."""
    back = (eye - target) / np.linalg.norm(eye - target)
    right = np.cross([0.0, 1.0, 0.0], back)
    right /= np.linalg.norm(right)
    up = np.cross(back, right)
    matrix = np.eye(4, dtype=np.float32)
    matrix[:3, :3] = np.stack([right, up, back])
    matrix[:3, 3] = -matrix[:3, :3] @ eye
    return matrix


def frame_view(joints: Floats, camera: Camera, azimuth: float, aspect: float) -> View:
    """A view that holds the posed joints (J, 3) with a margin; `aspect` is width over height."""
    centre = (joints.min(0) + joints.max(0)) / 2
    turn = np.radians(azimuth)
    flat = np.cos(camera.pitch)
    eye = centre + camera.distance * np.asarray([flat * np.sin(turn), np.sin(camera.pitch), flat * np.cos(turn)])
    matrix = look_at(eye.astype(np.float32), centre)
    seen = joints @ matrix[:3, :3].T + matrix[:3, 3]
    slope_x, slope_y = seen[:, 0] / -seen[:, 2], seen[:, 1] / -seen[:, 2]
    pad = 1.9 / camera.distance
    x0, x1 = slope_x.min() - pad, slope_x.max() + pad
    y0, y1 = slope_y.min() - pad, slope_y.max() + pad
    half = max((y1 - y0) / 2, (x1 - x0) / 2 / aspect)
    return View(perspective((x0 + x1) / 2, (y0 + y1) / 2, half, aspect) @ matrix, eye.astype(np.float32))


def perspective(x: float, y: float, half: float, aspect: float, far: float = 400.0) -> Floats:
    """A projection whose frame is centred on slopes (x, y) with half height `half`, as far as `far`."""
    near = 1.0
    wide = half * aspect
    return np.asarray(
        [
            [1 / wide, 0, x / wide, 0],
            [0, 1 / half, y / half, 0],
            [0, 0, -(far + near) / (far - near), -2 * far * near / (far - near)],
            [0, 0, -1, 0],
        ],
        np.float32,
    )
