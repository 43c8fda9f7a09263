"""From more than eight bits a channel to eight: thermal and other pictures that use a small part of their range."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.records import Image

Deep = npt.NDArray[Any]  # H×W or H×W×3, integers or floating point

_NARROW = 0.26  # of the whole range: up to 14 of 16 bits
_OUTLIERS = (0.1, 99.9)  # percentiles between which a picture's values lie, dead and hot pixels aside
_MOST_VALUES = 200_000  # of a picture that are looked at
_WHITES = (1.0, 255.0, 65535.0)  # what floating-point pictures usually have for white


@dataclass(frozen=True, slots=True)
class Levels:
    """The values that become black and white; `stretched` where that is less than the format's whole range."""

    black: float
    white: float
    stretched: bool

    def shown(self, picture: Deep) -> Image:
        """The picture in eight bits; what cannot be a value (NaN) is black."""
        scale = 255 / max(self.white - self.black, 1e-9)
        values = np.nan_to_num((picture.astype(np.float32) - self.black) * scale, nan=0.0, posinf=255.0, neginf=0.0)
        return np.asarray(np.clip(np.rint(values), 0, 255), np.uint8)


@dataclass(frozen=True, slots=True)
class _Span:
    """Between which values a picture lies, and what its format has for white (0: anything)."""

    low: float
    high: float
    white: float


def levels_of(pictures: Iterable[Deep]) -> tuple[Levels, ...]:
    """One stretch for all pictures that belong together, so that they stay comparable.

    Pictures whose values do not overlap are of other cameras or settings, and have levels of their own.
    """
    spans = [span for picture in pictures if (span := _span(picture)) is not None]
    groups: list[_Span] = []
    for span in sorted(spans, key=lambda span: (span.white, span.low)):
        last = groups[-1] if groups else None
        if last is not None and last.white == span.white and span.low <= last.high:
            groups[-1] = _Span(last.low, max(last.high, span.high), last.white)
        else:
            groups.append(span)
    return tuple(_levels(group) for group in groups)


def in_eight_bits(picture: Deep, common: tuple[Levels, ...]) -> Image | None:
    """A picture by those of the common levels that fit it, else by its own; None when it has not one value."""
    span = _span(picture)
    if span is None:
        return None
    fitting = [levels for levels in common if levels.black <= span.high and span.low <= levels.white]
    best = max(fitting, key=lambda levels: _shared(levels, span), default=_levels(span))
    return best.shown(picture)


def _shared(levels: Levels, span: _Span) -> float:
    return min(levels.white, span.high) - max(levels.black, span.low)


def _levels(span: _Span) -> Levels:
    if span.white and span.high - span.low > _NARROW * span.white:
        return Levels(0, span.white, stretched=False)
    return Levels(span.low, max(span.high, span.low + (1 if span.white > 1 else 1e-6)), stretched=True)


def _span(picture: Deep) -> _Span | None:
    flat = picture.reshape(-1)
    values = flat[:: max(1, flat.size // _MOST_VALUES)]
    values = values[np.isfinite(values)]
    if not values.size:
        return None
    low, high = (float(value) for value in np.percentile(values, _OUTLIERS))
    if np.issubdtype(picture.dtype, np.integer):
        return _Span(low, high, 65535.0)
    return _Span(low, high, next((white for white in _WHITES if low >= 0 and white * _NARROW < high <= white), 0.0))
