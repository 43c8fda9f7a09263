"""Colours as people name them: a palette to dress from, and a namer for lit pixels."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from cpcl_train.synthetic.assets import Floats

# sRGB centres to dress from. Several centres may carry one name.
PALETTE: dict[str, tuple[tuple[int, int, int], ...]] = {
    "black": ((18, 18, 20), (30, 30, 32), (24, 22, 22)),
    "white": ((240, 240, 238), (228, 228, 232)),
    "grey": ((128, 128, 130), (110, 112, 116), (140, 138, 136)),
    "light grey": ((182, 184, 186), (196, 196, 198)),
    "dark grey": ((68, 69, 72), (78, 78, 80), (58, 60, 62)),
    "red": ((190, 30, 36), (206, 48, 44), (170, 22, 34)),
    "dark red": ((108, 22, 34), (92, 26, 32)),
    "pink": ((232, 150, 172), (238, 178, 188), (222, 84, 138)),
    "orange": ((232, 112, 34), (240, 132, 48)),
    "yellow": ((236, 202, 54), (222, 188, 76)),
    "green": ((44, 128, 66), (70, 146, 84), (28, 150, 120)),
    "dark green": ((26, 68, 46), (34, 60, 44)),
    "olive": ((92, 90, 52), (104, 98, 64)),
    "blue": ((40, 82, 178), (54, 108, 188), (30, 70, 150)),
    "light blue": ((140, 182, 222), (158, 196, 218)),
    "navy": ((28, 38, 82), (34, 44, 92)),
    "purple": ((104, 56, 140), (88, 50, 112)),
    "brown": ((92, 62, 42), (110, 76, 52), (76, 50, 36)),
    "beige": ((206, 184, 150), (190, 168, 132), (216, 202, 178)),
    "teal": ((30, 118, 124),),
}
_DENIM = ((52, 72, 110), (70, 92, 130), (96, 122, 158), (40, 52, 82), (34, 40, 60), (150, 172, 198))


def sample_colour(rng: np.random.Generator, name: str) -> Floats:
    """A linear RGB colour (3,) that a shop would sell under `name` ("denim" included)."""
    centres = _DENIM if name == "denim" else PALETTE[name]
    centre = np.asarray(centres[rng.integers(len(centres))], np.float32)
    spread = 4.0 if centre.max() < 60 else 9.0
    tone = float(rng.normal(0, spread))
    return to_linear(np.clip(centre + tone + rng.normal(0, spread / 3, 3), 4, 250) / 255)


def typical_colour(name: str) -> Floats:
    """The most typical linear RGB colour (3,) of a name ("denim" included)."""
    centre = _DENIM[1] if name == "denim" else PALETTE[name][0]
    return to_linear(np.asarray(centre, np.float32) / 255)


def to_linear(srgb: Floats | NDArray[np.float64]) -> Floats:
    """sRGB in 0…1 to linear light."""
    return np.asarray(np.power(srgb, 2.2), np.float32)


def mean_lab(rgb: NDArray[np.uint8]) -> tuple[float, float, float]:
    """Mean CIE Lab (L 0…100, a, b) of pixels (N, 3), the darkest and brightest tenths left out."""
    lab = cv2.cvtColor(rgb.reshape(1, -1, 3).astype(np.float32) / 255, cv2.COLOR_RGB2LAB)[0]
    if len(lab) > 20:
        order = np.argsort(lab[:, 0])
        cut = len(lab) // 10
        lab = lab[order[cut : len(lab) - cut]]
    lightness, a, b = lab.mean(0)
    return float(lightness), float(a), float(b)


def name_lab(lightness: float, a: float, b: float) -> str:
    """The plain English name of a colour as it looks in a picture.

    The borders are ours, set by eye on lit renders: neutrals first (people call a colour grey long before it
    has no hue, more so in the dark), then hue angle, then lightness within the hue.
    """
    chroma = float(np.hypot(a, b))
    if (lightness < 14 and chroma < 16) or chroma < 5 + 0.10 * min(lightness, 60) + (3 if lightness < 25 else 0):
        return _neutral(lightness)
    hue = float(np.degrees(np.arctan2(b, a)) % 360)
    return _named_hue(hue, lightness, chroma)


def _neutral(lightness: float) -> str:
    for name, limit in (("black", 23), ("dark grey", 40), ("grey", 62), ("light grey", 77)):
        if lightness < limit:
            return name
    return "white"


def _named_hue(hue: float, lightness: float, chroma: float) -> str:
    if hue < 42 or hue >= 335:
        return _reddish(hue, lightness, chroma)
    if hue < 72:
        return _orange_brown(lightness, chroma)
    if hue < 105:
        return _yellowish(lightness, chroma)
    if hue < 185:
        return "olive" if hue < 122 and chroma < 30 else ("dark green" if lightness < 34 else "green")
    if hue < 235:
        return "teal" if lightness < 62 else "light blue"
    if hue < 302:
        return "navy" if lightness < (22 if chroma > 45 else 30) else ("light blue" if lightness > 63 else "blue")
    return "purple" if lightness < 66 else "pink"


def _reddish(hue: float, lightness: float, chroma: float) -> str:
    if lightness > 58 and (chroma < 62 or hue >= 335):
        return "pink" if hue >= 335 or hue < 30 or chroma < 30 else "orange"
    if hue >= 335 and lightness > 45:
        return "pink"
    if chroma < 26 and 20 < hue < 42:
        return "brown"
    return "dark red" if lightness < (24 if chroma > 45 else 34) else "red"


def _orange_brown(lightness: float, chroma: float) -> str:
    if lightness > 66 and chroma < 40:
        return "beige"
    return "orange" if chroma > 48 and lightness > 38 else "brown" if lightness < 56 or chroma < 38 else "orange"


def _yellowish(lightness: float, chroma: float) -> str:
    if chroma > 45 and lightness > 60:
        return "yellow"
    if lightness > 62:
        return "beige"
    return "olive" if lightness < 52 and chroma < 40 else "brown" if lightness < 45 else "beige"


def name_pixels(rgb: NDArray[np.uint8]) -> str:
    """The name of the mean colour of pixels (N, 3)."""
    return name_lab(*mean_lab(rgb))
