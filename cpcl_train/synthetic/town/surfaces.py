"""What walls, ground and furniture look like: colour by place on a surface, with worn and grainy detail.

A surface is a function of a grain and of places (N, 2) in decimetres (across and up on a wall, x and z on the
ground) that gives sRGB (N, 3) in 0…255.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import cv2
import numpy as np

from cpcl_train.synthetic.assets import Floats

_TABLE = 256


class Grain:
    """Smooth noise in the plane, the same for the same generator."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._table = rng.normal(size=(_TABLE, _TABLE)).astype(np.float32)
        self.tint = rng.normal(0, 1, 3).astype(np.float32)

    def at(self, place: Floats, cell: float) -> Floats:
        """One value (N,) per place (N, 2), about -1…1, changing over `cell` decimetres."""
        scaled = ((place / cell) % (_TABLE - 1)).astype(np.float32)
        rows = -(-len(scaled) // _TABLE)
        padded = np.zeros((rows * _TABLE, 2), np.float32)
        padded[: len(scaled)] = scaled
        grid = padded.reshape(rows, _TABLE, 2)
        values = cv2.remap(self._table, grid[..., 0], grid[..., 1], cv2.INTER_LINEAR)
        return np.asarray(values.ravel()[: len(scaled)], np.float32)

    def each(self, number: Floats) -> Floats:
        """A value of its own for each whole number."""
        return np.asarray(self._table[3, number.astype(np.int64) % _TABLE], np.float32)


Surface = Callable[[Grain, Floats], Floats]


def _toned(tone: Floats, colour: tuple[float, float, float]) -> Floats:
    return np.asarray(tone[:, None] * np.asarray(colour, np.float32), np.float32)


def _wear(grain: Grain, place: Floats) -> Floats:
    tone = 0.06 * grain.at(place, 23.0) + 0.04 * grain.at(place, 5.0) + 0.03 * grain.at(place, 0.7)
    return np.asarray(tone, np.float32)


def _joints(place: Floats, wide: float, high: float, line: float, shift: float = 0.0) -> tuple[Floats, Floats]:
    """Whether a place lies in a joint, and the number of its stone."""
    row = np.floor(place[:, 1] / high)
    across = place[:, 0] / wide + shift * (row % 2)
    inside = (place[:, 1] / high - row) * high
    joint = (inside < line) | ((across - np.floor(across)) * wide < line)
    return joint, row * 57 + np.floor(across)


def plain(colour: tuple[float, float, float]) -> Surface:
    """Paint or plaster of one colour."""
    return lambda grain, place: _toned(1 + _wear(grain, place), colour)


def stones(colour: tuple[float, float, float], wide: float, high: float, line: float, spread: float,
           shift: float = 0.0) -> Surface:  # fmt: skip
    """Bricks, slabs or tiles with joints; `spread` is how much they differ."""

    def paint(grain: Grain, place: Floats) -> Floats:
        joint, number = _joints(place, wide, high, line, shift)
        tone = 1 + _wear(grain, place) + spread * grain.each(number)
        return _toned(np.where(joint, tone * 0.72, tone), colour)

    return paint


def _asphalt(grain: Grain, place: Floats) -> Floats:
    tone = 82 + 5 * grain.at(place, 0.35) + 5 * grain.at(place, 2.0) + 6 * grain.at(place, 30.0)
    stain = grain.at(place, 9.0) > 1.6
    return _toned(np.where(stain, tone * 0.8, tone), (1.0, 1.0, 1.02))


def _lines(every: float, wide: float, axis: int) -> Surface:
    """Asphalt with white stripes."""

    def paint(grain: Grain, place: Floats) -> Floats:
        road = _asphalt(grain, place)
        worn = np.clip(0.8 - 0.25 * np.maximum(grain.at(place, 1.3), 0), 0, 1)[:, None]
        stripe = (place[:, axis] % every < wide)[:, None]
        return np.asarray(np.where(stripe, road + worn * (205 - road), road), np.float32)

    return paint


def _windows(wall: Surface, every: tuple[float, float], glass: tuple[float, float, float, float]) -> Surface:
    """A wall with windows: `every` apart across and up, `glass` left, right, low, high in each field."""

    def paint(grain: Grain, place: Floats) -> Floats:
        cell = np.floor(place / np.asarray(every, np.float32))
        x, y = (place - cell * np.asarray(every, np.float32)).T
        left, right, low, high = glass
        inside = (x > left) & (x < right) & (y > low) & (y < high)
        frame = inside & ((x < left + 0.6) | (x > right - 0.6) | (y < low + 0.6) | (y > high - 0.6))
        bright = 58 + 22 * grain.each(cell[:, 0] * 31 + cell[:, 1] * 7) + 10 * grain.at(place, 6.0)
        pane = _toned(bright, (0.9, 1.0, 1.12))
        shown = np.where(inside[:, None], pane, wall(grain, place))
        return np.asarray(np.where(frame[:, None], np.float32(205), shown), np.float32)

    return paint


def _shop(grain: Grain, place: Floats) -> Floats:
    """A shop window with goods below a sign."""
    wall = _PLASTER(grain, place)
    up, across = place[:, 1], place[:, 0] % 62
    tone = 46 + 15 * grain.at(place, 3.0) + 20 * (grain.at(place * np.asarray([1.0, 0.35], np.float32), 4.0) > 0.7)
    pane = _toned(tone, (1.05, 1.0, 0.95))
    sign = np.clip(110 + 70 * grain.tint, 20, 235)[None] * (1 + 0.25 * (grain.at(place, 2.0) > 1.0))[:, None]
    shown = np.where(((up > 5) & (up < 26) & (across > 4) & (across < 58))[:, None], pane, wall)
    return np.asarray(np.where(((up > 28) & (up < 36))[:, None], sign, shown), np.float32)


def _shelves(grain: Grain, place: Floats) -> Floats:
    """Goods on shelves."""
    row, box = np.floor(place[:, 1] / 4.5), np.floor(place[:, 0] / 2.3)
    number = row * 91 + box
    colours = np.stack([128 + 36 * grain.each(number) + 30 * grain.each(number + 17 * k) for k in range(3)], axis=1)
    high = (place[:, 1] / 4.5 - row) * 4.5
    gap = (high > 3.4 + 0.5 * grain.each(number)) | (place[:, 0] / 2.3 - box < 0.08)
    return np.asarray(np.where((high < 0.5)[:, None], 150, np.where(gap[:, None], 40, colours)), np.float32)


def _vehicle(paint: tuple[float, float, float], length: float) -> Surface:
    """The side of a vehicle `length` long: windows, sills, wheels."""

    def side(grain: Grain, place: Floats) -> Floats:
        x, y = np.abs(place[:, 0]), place[:, 1]
        body = _toned(1 + 0.3 * _wear(grain, place), paint)
        glass = _toned(np.full(len(place), 42.0, np.float32), (0.9, 1.0, 1.1))
        lit = (y > 9.2) & (y < 13.4) & (x < 0.42 * length) & (np.abs(x % 13 - 6.5) < 5.9)
        wheel = np.hypot(x - 0.3 * length, y - 2.6) < 3.2
        rim = np.hypot(x - 0.3 * length, y - 2.6) < 1.7
        shown = np.where(lit[:, None], glass, body)
        dark = ((y < 1.6) | wheel)[:, None]
        return np.asarray(np.where(rim[:, None], 120, np.where(dark, 26, shown)), np.float32)

    return side


def _poster(grain: Grain, place: Floats) -> Floats:
    clouds = np.stack([grain.at(place + 40 * k, 3.5 + k) for k in range(3)], axis=1)
    return np.asarray(135 + 14 * clouds + 22 * clouds.mean(1, keepdims=True) + 22 * grain.tint, np.float32)


def _leaves(grain: Grain, place: Floats) -> Floats:
    tone = 1 + 0.3 * grain.at(place, 0.6) + 0.2 * grain.at(place, 2.2)
    return _toned(tone, (58, 82, 42))


_PLASTER = plain((186, 180, 168))
_BRICK = stones((138, 84, 66), 2.4, 0.85, 0.12, 0.09, 0.5)
SURFACES: Mapping[str, Surface] = {
    "asphalt": _asphalt,
    "bays": _lines(26.0, 1.2, 0),
    "zebra": _lines(10.0, 5.0, 1),
    "kerb": plain((150, 148, 144)),
    "paving": stones((136, 133, 127), 6.0, 6.0, 0.14, 0.05, 0.5),
    "slabs": stones((158, 152, 142), 10.0, 10.0, 0.16, 0.04),
    "tiles": stones((178, 174, 166), 4.0, 4.0, 0.1, 0.02),
    "lino": plain((128, 134, 130)),
    "planks": stones((138, 110, 80), 18.0, 1.6, 0.08, 0.07, 0.37),
    "carpet": plain((96, 92, 104)),
    "plaster": _PLASTER,
    "white wall": plain((208, 206, 200)),
    "green wall": plain((150, 164, 150)),
    "brick": _BRICK,
    "brick windows": _windows(_BRICK, (34.0, 32.0), (9.0, 25.0, 10.0, 26.0)),
    "plaster windows": _windows(_PLASTER, (28.0, 31.0), (6.0, 22.0, 8.0, 26.0)),
    "office": _windows(plain((118, 122, 126)), (20.0, 34.0), (1.2, 18.8, 3.0, 31.0)),
    "shop": _shop,
    "shelves": _shelves,
    "white van": _vehicle((206, 206, 204), 50.0),
    "blue van": _vehicle((58, 76, 116), 50.0),
    "red car": _vehicle((128, 34, 34), 42.0),
    "grey car": _vehicle((112, 116, 120), 42.0),
    "black car": _vehicle((40, 41, 44), 42.0),
    "silver car": _vehicle((172, 174, 176), 42.0),
    "concrete": plain((148, 146, 140)),
    "metal": plain((88, 92, 96)),
    "dark metal": plain((52, 54, 58)),
    "wood": plain((118, 86, 58)),
    "bark": plain((78, 66, 54)),
    "poster": _poster,
    "leaves": _leaves,
    "ceiling": stones((214, 214, 210), 6.0, 6.0, 0.2, 0.01),
}
