"""The naked body: macro morphs (sex, age, muscle, weight, height) and where its joints are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from cpcl_train.synthetic.assets import Floats, Library

_AGES = ("child", "young", "old")
_FAMILIES = ("african", "asian", "caucasian")


@dataclass(frozen=True)
class Shape:
    """What a body is like: `sex` male or female, `age` 0 child, 1 young adult, 2 old (fractions blend),
    `muscle`, `weight` and `height` from 0 to 1 with 0.5 the average, `family` three shares that sum to 1."""

    sex: str
    age: float = 1.0
    muscle: float = 0.5
    weight: float = 0.5
    height: float = 0.5
    family: tuple[float, float, float] = (1 / 3, 1 / 3, 1 / 3)


def _between(value: float, names: tuple[str, str, str]) -> dict[str, float]:
    """Shares of three stops at 0, 0.5 and 1; only the two around `value` are kept."""
    low, high = max(0.0, 1 - 2 * value), max(0.0, 2 * value - 1)
    return {n: s for n, s in zip(names, (low, 1 - low - high, high), strict=True) if s > 1e-3}


def morph_shares(shape: Shape) -> dict[str, float]:
    """Which morph targets make this shape, and how strongly."""
    ages = _between(shape.age / 2, _AGES)
    muscles = _between(shape.muscle, ("minmuscle", "averagemuscle", "maxmuscle"))
    weights = _between(shape.weight, ("minweight", "averageweight", "maxweight"))
    heights = _between(shape.height, ("minheight", "", "maxheight"))
    shares: dict[str, float] = {}
    for (age, a), (family, f) in product(ages.items(), zip(_FAMILIES, shape.family, strict=True)):
        shares[f"{family}-{shape.sex}-{age}"] = a * f
    for (age, a), (muscle, m), (weight, w) in product(ages.items(), muscles.items(), weights.items()):
        build = f"{shape.sex}-{age}-{muscle}-{weight}"
        shares[f"universal-{build}"] = a * m * w
        for height, h in heights.items():
            if height:
                shares[f"height/{build}-{height}"] = a * m * w * h
    return shares


def morph(library: Library, shape: Shape) -> Floats:
    """The body's vertices (V, 3) in decimetres, in the rest pose, feet not yet on the ground."""
    body = library.base.copy()
    for name, share in morph_shares(shape).items():
        number = library.target_names.get(name)
        if number is not None and share > 1e-3:
            body += share * library.targets[number]
    return body


def joint_heads(library: Library, body: Floats) -> Floats:
    """Where each bone starts (B, 3) on a morphed body."""
    return np.stack([body[vertices].mean(0) for vertices in library.rig.heads]).astype(np.float32)
