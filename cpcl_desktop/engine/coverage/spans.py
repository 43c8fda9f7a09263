"""Intervals of a source's time: put together, taken from one another, measured."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]  # start and end in microseconds from the source's first frame


def seconds(spans: Sequence[Span]) -> float:
    """Length of disjoint intervals, in seconds."""
    return sum(end - start for start, end in spans) / 1e6


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The same times as disjoint intervals in order."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        elif end > start:
            joined.append((start, end))
    return tuple(joined)


def without(spans: Sequence[Span], holes: Sequence[Span]) -> tuple[Span, ...]:
    """Disjoint intervals with disjoint, ordered holes cut out of them."""
    left: list[Span] = []
    for start, end in spans:
        for hole_start, hole_end in holes:
            if hole_start < end and hole_end > start:
                left.append((start, hole_start))
                start = hole_end
        left.append((start, end))
    return tuple((start, end) for start, end in left if end > start)
