"""The light of places and the sensors of cameras, as tables to draw from."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cpcl_train.synthetic.render import Light
from cpcl_train.synthetic.town.blocks import Triple
from cpcl_train.synthetic.town.cameras import Sensor

_DEGREES = np.pi / 180
Span = tuple[float, float]
# Height of the key light in degrees, its strength, its warmth, the light from all around.
_LIGHTS: Mapping[str, tuple[Span, Span, Span, Triple]] = {
    "sun": ((32, 58), (0.75, 1.0), (0.02, 0.08), (0.52, 0.56, 0.62)),
    "low sun": ((18, 30), (0.6, 0.85), (0.1, 0.2), (0.44, 0.46, 0.52)),
    "overcast": ((60, 80), (0.04, 0.12), (0.0, 0.02), (0.86, 0.88, 0.92)),
    "dusk": ((20, 40), (0.05, 0.12), (-0.05, 0.0), (0.40, 0.44, 0.54)),
    "lamps": ((55, 75), (0.35, 0.5), (0.18, 0.3), (0.34, 0.29, 0.22)),
    "tubes": ((70, 88), (0.3, 0.45), (-0.03, 0.03), (0.62, 0.65, 0.64)),
    "warm rooms": ((65, 85), (0.3, 0.45), (0.08, 0.16), (0.64, 0.58, 0.50)),
}


def sunlight(up: float, around: float, strength: float, sky: Triple, warmth: float = 0.0) -> Light:
    """Light from `up` degrees above the ground and `around` degrees about it, beside light from all around."""
    flat = np.cos(up * _DEGREES)
    direction = [flat * np.sin(around * _DEGREES), np.sin(up * _DEGREES), flat * np.cos(around * _DEGREES)]
    key = strength * np.asarray([1 + warmth, 1.0, 1 - 1.4 * warmth], np.float32)
    above = np.asarray(sky, np.float32)
    return Light(np.asarray(direction, np.float32), key, above, above * np.float32(0.55))


def sample_light(rng: np.random.Generator, kind: str) -> Light:
    """Light of a kind, the sun behind or beside the usual camera rather than in its face."""
    up, strength, warmth, sky = _LIGHTS[kind]
    around = float(rng.uniform(-120, 120))
    return sunlight(
        float(rng.uniform(*up)), around, float(rng.uniform(*strength)), sky, float(rng.uniform(*warmth))
    )


def sample_sensor(rng: np.random.Generator, changed: float = 1.0) -> Sensor:
    """A camera's sensor; `changed` 0 is a neutral one, 1 what recorders of one site differ by."""

    def about(middle: float, spread: float) -> float:
        return float(middle + changed * rng.uniform(-spread, spread))

    warm = about(0.0, 0.11)
    balance = (1 + warm + about(0.0, 0.025), about(1.0, 0.025), 1 - warm + about(0.0, 0.025))
    return Sensor(
        gain=about(1.0, 0.22), gamma=about(1.0, 0.2), balance=balance, colour=about(0.92, 0.25),
        noise=about(2.5, 1.8), blur=about(0.6, 0.25), shade=about(0.16, 0.12),
    )  # fmt: skip
