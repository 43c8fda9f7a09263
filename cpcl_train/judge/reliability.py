"""How well probabilities hold: ranking (AUC), expected calibration error, and a plot of it as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Probabilities = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]

_BINS = 10
_SIDE, _EDGE = 320, 44  # pixels of the plot and around it


@dataclass(frozen=True, slots=True)
class Bin:
    """Of `count` cases what was said on average and how often it held."""

    said: float
    held: float
    count: int


def auc(truth: Truth, scores: Probabilities) -> float:
    """How often a true case scores above one that is not, ties half; not a number where there is only one kind."""
    order, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)[:3]
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    true, false = int(truth.sum()), int((~truth).sum())
    if not true or not false or not len(order):
        return float("nan")
    return float((ranks[truth].sum() - true * (true + 1) / 2) / (true * false))


def bins_of(truth: Truth, said: Probabilities) -> list[Bin]:
    """Tenths of what was said, those that nothing fell into left out."""
    place = np.clip((said * _BINS).astype(np.int64), 0, _BINS - 1)
    groups = [place == number for number in range(_BINS)]
    return [
        Bin(float(said[group].mean()), float(truth[group].mean()), int(group.sum()))
        for group in groups
        if group.any()
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error (Naeini et al. 2015): by how much what is said misses what holds, on average."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.said - one.held) for one in bins) / max(total, 1)


def reliability_svg(curves: Sequence[tuple[str, Sequence[Bin]]]) -> str:
    """What was said (across) and how often it held (up), a line for each named set, as an SVG file's text."""
    size = _SIDE + 2 * _EDGE
    marks = "".join(_tick(tenth / 10) for tenth in range(0, 11, 2))
    lines = "".join(_curve(number, name, bins) for number, (name, bins) in enumerate(curves))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" font-family="sans-serif" '
        f'font-size="11"><rect width="{size}" height="{size}" fill="white"/>'
        f'<path d="M{_at(0, 0)} L{_at(1, 1)}" stroke="#999" stroke-dasharray="4 3"/>{marks}{lines}'
        f'<text x="{size / 2}" y="{size - 8}" text-anchor="middle">presence that was said</text>'
        f'<text x="14" y="{size / 2}" text-anchor="middle" transform="rotate(-90 14 {size / 2})">'
        "share who were there</text></svg>\n"
    )


_COLOURS = ("#1f6fb4", "#c2571a", "#2b8a3e", "#7b4bb3")


def _at(across: float, up: float) -> str:
    return f"{_EDGE + across * _SIDE:.1f} {_EDGE + (1 - up) * _SIDE:.1f}"


def _tick(value: float) -> str:
    x, y = _at(value, value).split()
    floor, left = _EDGE + _SIDE, _EDGE
    return (
        f'<path d="M{x} {_EDGE} V{floor} M{left} {y} H{left + _SIDE}" stroke="#ddd"/>'
        f'<text x="{x}" y="{floor + 15}" text-anchor="middle">{value:g}</text>'
        f'<text x="{left - 6}" y="{y}" text-anchor="end">{value:g}</text>'
    )


def _curve(number: int, name: str, bins: Sequence[Bin]) -> str:
    colour = _COLOURS[number % len(_COLOURS)]
    path = " L".join(_at(one.said, one.held) for one in bins)
    points = [_at(one.said, one.held).split() for one in bins]
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in points)
    label = f'<text x="{_EDGE + 8}" y="{_EDGE + 16 + 15 * number}" fill="{colour}">{_plain(name)}</text>'
    return f'<path d="M{path}" fill="none" stroke="{colour}"/>{dots}{label}'


def _plain(name: str) -> str:
    return name.replace("&", "&amp;").replace("<", "&lt;")
