"""The rows and their distances to InfoNCE as a drawing that any browser shows (SVG), made without a library."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from cpcl_train.bench.street.bench import Outcome
from cpcl_train.bench.street.certainty import Interval, two_level
from cpcl_train.bench.street.report import MEASURES
from cpcl_train.bench.street.rows import INFONCE

_LEFT, _WIDE, _ROW, _TOP = 190, 260, 26, 46
_GAP: Final = 50


def drawing(found: Outcome) -> str:
    """One panel a measure: each row minus InfoNCE (own pictures out), its mean and interval."""
    against = next((row for row in found.rows if row.name == INFONCE), None)
    rows = [row for row in found.rows if row is not against]
    panels = [
        [
            (row.name, two_level(row.elsewhere[..., at] - against.elsewhere[..., at], found.people))
            for row in rows
        ] if against else []
        for at in MEASURES.values()
    ]  # fmt: skip
    height = _TOP + _ROW * len(rows) + 30
    width = _LEFT + len(MEASURES) * (_WIDE + _GAP)
    body = "".join(
        _panel(measure, panel, _LEFT + place * (_WIDE + _GAP), place == 0, height)
        for place, (measure, panel) in enumerate(zip(MEASURES, panels, strict=True))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="12"><rect width="100%" height="100%" fill="white"/>{body}</svg>\n'
    )


def _panel(measure: str, rows: Sequence[tuple[str, Interval]], left: int, named: bool, height: int) -> str:
    ends = [end for _, value in rows for end in (value.low, value.high)]
    low, high = min([0.0, *ends]), max([0.1, *ends])

    def x(value: float) -> float:
        return left + _WIDE * (value - low) / (high - low)

    parts = [
        f'<text x="{left}" y="20" font-weight="bold">{measure} − {INFONCE}, points</text>',
        f'<line x1="{x(0):.1f}" x2="{x(0):.1f}" y1="{_TOP - 14}" y2="{height - 24}" stroke="#999"/>',
        f'<text x="{x(0):.1f}" y="{height - 8}" text-anchor="middle">0</text>',
    ]
    for place, (name, value) in enumerate(rows):
        y = _TOP + _ROW * place
        parts += [f'<text x="{_LEFT - 14}" y="{y + 4}" text-anchor="end">{escape(name)}</text>'] if named else []
        parts += [
            f'<line x1="{x(value.low):.1f}" x2="{x(value.high):.1f}" y1="{y}" y2="{y}" stroke="#1f6f8b" '
            'stroke-width="3"/>',
            f'<circle cx="{x(value.mean):.1f}" cy="{y}" r="5" fill="#1f6f8b"/>',
            f'<text x="{x(value.high) + 8:.1f}" y="{y + 4}">{value.mean:+.1f}</text>',
        ]
    return "".join(parts)
