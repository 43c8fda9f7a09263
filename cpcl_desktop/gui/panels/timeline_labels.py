"""The labels of hits on the timeline: beneath each mark the signs of its labels, as far as there is room."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from cpcl_desktop.engine.case.records import Label
from cpcl_desktop.gui.lanes.timeline import Doubles, Wholes
from cpcl_desktop.gui.panels.label_tags import draw_sign, sign_size
from cpcl_desktop.gui.panels.labelled_hits import Labelled

_GAP = 2.0  # pixels between two signs
_AWAY = 2.5  # widths of a sign that it may stand beside its mark

_Sign = tuple[int, float, Label | None]  # its row, its left edge, the label; None: further ones


def draw_signs(
    painter: QPainter, font: QFont, labelled: Labelled, marks: tuple[Wholes, Wholes, Doubles], tops: Doubles
) -> None:
    """Draw the signs of marks in sight.

    `marks` are those in sight by their places, the row of each, counted from the first in sight, and the pixel at
    which it begins; `tops` are the pixels at which the room for signs begins on each row in sight.
    """
    size = sign_size(font)
    for row, left, label in signs(labelled, marks, size.width()):
        draw_sign(painter, QRectF(left, tops[row], size.width(), size.height()), font, label)


def signs(labelled: Labelled, marks: tuple[Wholes, Wholes, Doubles], width: float) -> Iterator[_Sign]:
    """Where signs of so many pixels stand: row by row from the left, of marks close by each label once.

    One that would stand too far from its mark is not there; `None` behind the last says that there are such.
    """
    rows, lefts, numbers = _once_a_place(labelled, marks, width)
    row, free, is_full = -1, 0.0, False
    for at in range(len(rows)):
        if rows[at] != row:
            row, free, is_full = int(rows[at]), float("-inf"), False
        left = max(float(lefts[at]), free)
        if left - lefts[at] <= _AWAY * width:
            yield row, left, labelled[numbers[at]][0]
            free, is_full = left + width + _GAP, False
        elif not is_full:
            yield row, left, None
            free, is_full = left + width + _GAP, True


def _once_a_place(
    labelled: Labelled, marks: tuple[Wholes, Wholes, Doubles], width: float
) -> tuple[Wholes, Doubles, Wholes]:
    """Row, left edge and label's number of each sign that is wanted: of each label one in the width of a sign."""
    places, rows, lefts = marks
    found: list[tuple[Wholes, Doubles, Wholes]] = []
    for number, (_, mask) in enumerate(labelled):
        has = mask[places]
        _, first = np.unique(
            np.stack([rows[has], np.floor(lefts[has] / width).astype(np.int64)]), axis=1, return_index=True
        )
        found.append((rows[has][first], lefts[has][first], np.full(len(first), number, np.int64)))
    if not found:
        nothing = np.empty(0, np.int64)
        return nothing, np.empty(0, np.float64), nothing
    every, at, numbers = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.lexsort((numbers, at, every))
    return every[order], at[order], numbers[order]
