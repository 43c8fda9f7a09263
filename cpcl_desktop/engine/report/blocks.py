"""The plain blocks that a report's pages are made of, which the HTML and the PDF show alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; a `caveat` must not be overlooked, `code` is to be typed as it stands."""

    text: str
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; `widths` are the columns' shares of the page."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]


@dataclass(frozen=True, slots=True)
class Figure:
    """An item: heading, pictures (paths within the report) with their captions, facts and notes."""

    heading: str
    crop: str
    frame: str
    moments: Sequence[tuple[str, str]]
    clip: str
    facts: Facts
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture over the whole width, by its path within the report."""

    path: str
    caption: str


Block = Text | Facts | Table | Figure | Drawing


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the report; printed, it starts on a new sheet where `sheet` says so."""

    title: str
    blocks: Sequence[Block] = field(default_factory=tuple)
    sheet: bool = False
