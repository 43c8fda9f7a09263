"""Labels as they are drawn on hits: a small tag each, with the label's key and name on the key's colour."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPainter, QPainterPath, QPixmap

from cpcl_desktop.engine.case.labels import DIGITS, NO_DIGIT, kind_of
from cpcl_desktop.engine.case.records import Label, MarkKind
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.gui.label_wording import sign, tag
from cpcl_desktop.gui.look.sides import placed

LOOKS: Final[Mapping[int, str]] = dict(
    zip(
        (*DIGITS, NO_DIGIT),
        ("#1f5fa8", "#8a3ffc", "#0b6e67", "#9a4308", "#9f1853", "#5b5200", "#4d5358"),
        strict=True,
    )
)
"""The ground of a tag by its key; the text on it is white in both themes."""
INK: Final = "#ffffff"
_PAD, _GAP, _RADIUS = 5, 3, 4
MORE: Final = "+"  # in place of the labels that have no room
_WIDE, _SMALL = "W", 0.8  # the widest sign; how large it is, of the text beside it
_SWATCH = 32  # pixels, which icons are scaled down from


def standing(kinds: Collection[MarkKind], labels: Sequence[Label]) -> list[Label]:
    """Those of the labels that a passage with these marks has, in their order."""
    return [one for one in labels if kind_of(one.label) in kinds] if kinds else []


def draw_labels(painter: QPainter, area: QRectF, font: QFont, labels: Sequence[Label]) -> None:
    """Tags side by side, in as many rows as an area has; for those that have no room how many they are."""
    if not labels:
        return
    metrics = QFontMetricsF(font)
    height, left, top = metrics.height() + 2, area.left(), area.top()
    painter.setFont(font)
    for number, label in enumerate(labels):
        text = metrics.elidedText(line(tag(label)), Qt.TextElideMode.ElideRight, area.width() - 2 * _PAD)
        width = metrics.horizontalAdvance(text) + 2 * _PAD
        if left > area.left() and left + width > area.right():
            left, top = area.left(), top + height + _GAP
        rest, is_last = f"+{len(labels) - number}", number == len(labels) - 1
        more = 0 if is_last else metrics.horizontalAdvance(rest) + 2 * _PAD + _GAP
        is_full = top + 2 * height + _GAP > area.bottom() and left + width + more > area.right()
        if is_full and not is_last and number:
            _draw_tag(painter, QRectF(left, top, more - _GAP, height), area, rest, NO_DIGIT)
            return
        _draw_tag(painter, QRectF(left, top, width, height), area, text, label.digit)
        left += width + _GAP


def sign_size(font: QFont) -> QSizeF:
    """The room that a label's sign takes, in text of this font."""
    metrics = QFontMetricsF(_small(font))
    return QSizeF(metrics.horizontalAdvance(_WIDE) + _PAD, metrics.height())


def draw_sign(painter: QPainter, place: QRectF, font: QFont, label: Label | None) -> None:
    """One letter on the key's colour, where there is no room for a tag; None: further labels."""
    painter.setFont(_small(font))
    _draw_ground(painter, place, NO_DIGIT if label is None else label.digit)
    painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), MORE if label is None else sign(label))


def swatch(digit: int) -> QIcon:
    """A key on its colour, for menus and buttons."""
    picture = QPixmap(_SWATCH, _SWATCH)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = painter.font()
    font.setPixelSize(_SWATCH * 3 // 4)
    font.setBold(True)
    painter.setFont(font)
    whole = QRectF(picture.rect())
    path = QPainterPath()
    path.addRoundedRect(whole, 2 * _RADIUS, 2 * _RADIUS)
    painter.fillPath(path, QColor(LOOKS[digit]))
    painter.setPen(QColor(INK))
    painter.drawText(whole, int(Qt.AlignmentFlag.AlignCenter), str(digit))
    painter.end()
    return QIcon(picture)


def _draw_tag(painter: QPainter, place: QRectF, area: QRectF, text: str, digit: int) -> None:
    there = placed(painter, place, area)
    _draw_ground(painter, there, digit)
    painter.drawText(there, int(Qt.AlignmentFlag.AlignCenter), text)


def _draw_ground(painter: QPainter, place: QRectF, digit: int) -> None:
    """The ground of a tag; what is drawn next is in its ink."""
    path = QPainterPath()
    path.addRoundedRect(place, _RADIUS, _RADIUS)
    painter.fillPath(path, QColor(LOOKS[digit]))
    painter.setPen(QColor(INK))


def _small(font: QFont) -> QFont:
    small = QFont(font)
    if font.pointSizeF() > 0:
        small.setPointSizeF(font.pointSizeF() * _SMALL)
    else:
        small.setPixelSize(round(font.pixelSize() * _SMALL))
    small.setBold(True)
    return small
