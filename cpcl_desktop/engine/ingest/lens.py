"""Whether a picture is round: that of a fish-eye, or another lens whose picture does not fill the frame.

Such a lens leaves a dark rim whose inner edge is a circle, mostly with its top
and bottom cut off. A fish-eye whose picture fills the frame is not told from
another lens: without knowing what is straight in the scene, nothing tells.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Luma = npt.NDArray[np.uint8]
Points = npt.NDArray[np.float64]

UNLIT = 28  # luma up to which a pixel may be of the rim; encoders and overlays leave it not quite black
LEAST_RADIUS = 0.25  # of the frame's longer side
LEAST_RIM = 0.07  # share of the frame outside the circle; the corners alone are 21 % of a square frame
UNLIT_OUTSIDE = 0.95  # share of the rim that must be unlit; the rest may be a time or a camera's name
LIT_INSIDE = 0.75  # share of the circle that must be lit; less is a night with a lamp in it
MOST_OFF = 0.02  # of the circle's radius by which its edge may be off, on average, but for the worst points
BEST = 0.8  # share of the edge's points that are fitted
LEAST_EDGE = 0.5  # share of the rows whose edge must be seen, left and right


def is_round(luma: Luma) -> bool:
    """Whether a small grey picture (H×W, some 64 pixels along its longer side) is a disc in a dark frame."""
    return _is_disc(luma) or _is_disc(luma.T)


def _is_disc(luma: Luma) -> bool:
    """As `is_round`, by the left and the right part of the disc's edge."""
    lit = luma > UNLIT
    edge = _edge(lit)
    if edge is None:
        return False
    x, y, radius, off = _circle(edge)
    if not LEAST_RADIUS * max(luma.shape) < radius < np.ptp(edge[:, 1]) or off > MOST_OFF * radius:
        return False  # bars beside a picture are a circle, too, of a radius without end
    down, across = np.indices(luma.shape)
    distance = np.hypot(across - x, down - y)
    outside, inside = distance > radius + 1.5, distance < radius - 1.5
    return bool(
        outside.mean() >= LEAST_RIM and lit[inside].mean() >= LIT_INSIDE and (~lit[outside]).mean() >= UNLIT_OUTSIDE
    )


def _edge(lit: npt.NDArray[np.bool_]) -> Points | None:
    """Where rows begin and end to be lit, N×2 (x, y); None where too few do so inside the frame."""
    rows = np.flatnonzero(lit.any(axis=1))
    if len(rows) < LEAST_EDGE * len(lit):
        return None
    first = lit[rows].argmax(axis=1)
    last = lit.shape[1] - 1 - lit[rows, ::-1].argmax(axis=1)
    left, right = first > 0, last < lit.shape[1] - 1
    if min(np.count_nonzero(left), np.count_nonzero(right)) < LEAST_EDGE * len(rows):
        return None
    begins = np.stack((first[left] - 0.5, rows[left]), axis=1)
    ends = np.stack((last[right] + 0.5, rows[right]), axis=1)
    return np.concatenate((begins, ends)).astype(np.float64)


def _circle(points: Points) -> tuple[float, float, float, float]:
    """Centre x, y, radius, and how far points are from it on average; fitted thrice, to those that fit best.

    Kåsa's fit (1976): x² + y² is linear in the centre and what is left.
    """
    kept = points
    for _ in range(3):
        design = np.column_stack((2 * kept, np.ones(len(kept))))
        (x, y, rest), *_ = np.linalg.lstsq(design, (kept**2).sum(axis=1), rcond=None)
        radius = float(np.sqrt(max(0.0, rest + x * x + y * y)))
        off = np.abs(np.hypot(points[:, 0] - x, points[:, 1] - y) - radius)
        best = np.argsort(off, kind="stable")[: max(3, int(BEST * len(points)))]
        kept = points[best]
    return float(x), float(y), radius, float(off[best].mean())
