"""The plain blocks that a report's pages are made of, which the HTML and the PDF show alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace


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


def texts_of(page: Page) -> Iterator[str]:
    """Every text of a page, for choosing fonts."""
    yield page.title
    for block in page.blocks:
        match block:
            case Text(text):
                yield text
            case Facts(rows):
                yield from (cell for row in rows for cell in row)
            case Table(header, rows):
                yield from (*header, *(cell for row in rows for cell in row))
            case Drawing(_, caption):
                yield caption
            case Figure():
                yield from (block.heading, *block.notes, *(caption for _, caption in block.moments))
                yield from (cell for row in block.facts.rows for cell in row)


# How many characters a page shows of one text; people may type any number, and a log repeats them in every line.
MOST = {"heading": 200, "paragraph": 4000, "value": 2000, "cell": 300}


def bounded(page: Page) -> Page:
    """The page with texts that are too long for reading shortened, which they then say."""
    return replace(page, title=_shortened(page.title, "heading"), blocks=tuple(map(_bounded, page.blocks)))


def _bounded(block: Block) -> Block:
    match block:
        case Text(text, style):
            return Text(_shortened(text, "heading" if style == "heading" else "paragraph"), style)
        case Facts(rows):
            return Facts(tuple((name, _shortened(value, "value")) for name, value in rows))
        case Table():
            return replace(block, rows=tuple(tuple(_shortened(cell, "cell") for cell in row) for row in block.rows))
        case Figure():
            return _bounded_figure(block)
        case Drawing(path, caption):
            return Drawing(path, _shortened(caption, "heading"))


def _bounded_figure(figure: Figure) -> Figure:
    return replace(
        figure,
        heading=_shortened(figure.heading, "heading"),
        moments=tuple((path, _shortened(caption, "heading")) for path, caption in figure.moments),
        facts=Facts(tuple((name, _shortened(value, "value")) for name, value in figure.facts.rows)),
        notes=tuple(_shortened(note, "paragraph") for note in figure.notes),
    )


def _shortened(text: str, kind: str) -> str:
    most = MOST[kind]
    if len(text) <= most:
        return text
    return f"{text[:most]}… (the first {most:,} of {len(text):,} characters; report.json or log.json has all)"
