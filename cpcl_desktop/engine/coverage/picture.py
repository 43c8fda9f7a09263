"""A case's coverage as a picture: one bar per source along its timeline, with what was not read or not well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.clock import length
from cpcl_desktop.engine.coverage.coverage import Coverage, SourceCoverage
from cpcl_desktop.engine.coverage.spans import Span
from cpcl_desktop.engine.pictures.lettering import width, write
from cpcl_desktop.engine.pictures.png import write_png

WIDTH, NAME, MARGIN = 1100, 250, 16  # pixels: the sheet, the column of names, around everything
BAR, ROW, HEAD = 22, 40, 78  # pixels: height of a bar, from bar to bar, above the first
PAPER, INK, FAINT = 255, 30, 110  # grey levels
UNKNOWN = 24  # pixels of a bar whose length nobody knows
MOST_ROWS = 60

Sheet = npt.NDArray[np.uint8]
Colour = tuple[int, int, int]
Pattern = Callable[[Sheet, Colour], None]

READ: Colour = (132, 196, 148)
DARK: Colour = (38, 44, 78)
GREY: Colour = (176, 176, 176)
ROUND: Colour = (222, 186, 110)
GAP: Colour = (204, 36, 36)
UNREAD: Colour = (255, 255, 255)


def coverage_picture(coverage: Coverage) -> Sheet:
    """H×W×3 RGB; bars are to one scale, so that lengths can be compared.

    Of more than `MOST_ROWS` sources, those of which something is missing come first.
    """
    shown = list(coverage.sources)
    title = "What was read, and how well"
    if len(shown) > MOST_ROWS:
        shown = sorted(shown, key=lambda one: one.is_whole)[:MOST_ROWS]
        title += f" ({MOST_ROWS} of {len(coverage.sources)} sources, those with something missing first)"
    sheet = np.full((HEAD + max(1, len(shown)) * ROW + MARGIN, WIDTH, 3), PAPER, np.uint8)
    write(sheet, title, (MARGIN, 30), 18, INK)
    _legend(sheet)
    longest = max((one.end_us for one in shown), default=0)
    for number, one in enumerate(shown):
        _row(sheet, HEAD + number * ROW, one, longest)
    return sheet


def write_coverage_picture(coverage: Coverage, path: Path) -> None:
    """Write it as PNG; `MachineError` if it cannot be written."""
    write_png(coverage_picture(coverage), path, "The picture")


def _solid(field: Sheet, colour: Colour) -> None:
    field[:] = colour


def _hatched(field: Sheet, colour: Colour) -> None:
    """Diagonal lines, so that colour is not all that tells."""
    field[:] = colour
    down, across = np.indices(field.shape[:2])
    field[(down + across) % 6 < 2] = PAPER


def _dotted(field: Sheet, colour: Colour) -> None:
    field[:] = colour
    down, across = np.indices(field.shape[:2])
    field[(down % 5 == 2) & (across % 5 == 2)] = INK


def _crossed(field: Sheet, colour: Colour) -> None:
    field[:] = colour
    down, across = np.indices(field.shape[:2])
    field[(down + across) % 8 == 0] = FAINT
    field[(down - across) % 8 == 0] = FAINT


# What a bar shows, later entries over earlier ones: words, colour, pattern, and where it is.
LAYERS: Sequence[tuple[str, Colour, Pattern, Callable[[SourceCoverage], Sequence[Span]]]] = (
    ("read", READ, _solid, lambda one: [(0, one.end_us)]),
    ("grey or infrared", GREY, _dotted, lambda one: one.spans("grey")),
    ("through a fish-eye", ROUND, _dotted, lambda one: one.spans("round")),
    ("too dark", DARK, _solid, lambda one: one.spans("dark")),
    ("not read yet", UNREAD, _crossed, lambda one: one.unread),
    ("could not be read", GAP, _hatched, lambda one: one.gaps),
)


def _row(sheet: Sheet, top: int, one: SourceCoverage, longest_us: int) -> None:
    name, said = f"{one.source.id}. {one.source.name}", length(one.end_us / 1e6)
    write(sheet, name, (MARGIN, top + 12), 12, INK, room=NAME - MARGIN)
    write(sheet, said if one.end_us else "length not known", (MARGIN, top + 27), 11, FAINT)
    room = WIDTH - NAME - 2 * MARGIN
    for _, colour, pattern, spans in LAYERS:
        for start, end in spans(one):
            if end <= start:
                continue
            left, right = (NAME + MARGIN + round(room * at / longest_us) for at in (start, end))
            pattern(sheet[top : top + BAR, left : max(right, left + 2)], colour)  # the shortest gap is to be seen
    right = NAME + MARGIN + (round(room * one.end_us / longest_us) if one.end_us else UNKNOWN)
    if not one.end_us and one.source.state != "done":  # of unknown length
        pattern, colour = (_hatched, GAP) if one.source.state == "failed" else (_crossed, UNREAD)
        pattern(sheet[top : top + BAR, NAME + MARGIN : right], colour)
    cv2.rectangle(sheet, (NAME + MARGIN, top), (right, top + BAR), (FAINT, FAINT, FAINT), 1)


def _legend(sheet: Sheet) -> None:
    left = MARGIN
    for words, colour, pattern, _ in LAYERS:
        pattern(sheet[44:60, left : left + 24], colour)
        cv2.rectangle(sheet, (left, 44), (left + 24, 60), (FAINT, FAINT, FAINT), 1)
        write(sheet, words, (left + 32, 57), 12, INK)
        left += 64 + width(words, 12)
