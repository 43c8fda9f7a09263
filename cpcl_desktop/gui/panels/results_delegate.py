"""How a hit is drawn as a card: its best crop large, its moments, the exact time, camera and source, the score."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cpcl_desktop.engine.case.records import MarkKind
from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.plain_text import line as one_line
from cpcl_desktop.engine.records import Hit
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.look.icons import paint_icon
from cpcl_desktop.gui.look.sides import placed
from cpcl_desktop.gui.look.theme import Colours, colours_of
from cpcl_desktop.gui.panels.label_tags import draw_labels
from cpcl_desktop.gui.panels.results_model import (
    BELOW_LINE_ROLE,
    HEADING_ROLE,
    HIT_ROLE,
    LABELS_ROLE,
    MARKS_ROLE,
    RANKED_ROLE,
    STRIP_ROLE,
    VERDICT_ROLE,
)
from cpcl_desktop.gui.panels.strips import PICTURE as STRIP
from cpcl_desktop.gui.results_wording import HEADING_JOINT, lasts, mark_of
from cpcl_desktop.gui.wording import VERDICTS, card_figure, time_of_day

MOST_PHRASES = 6  # whose signs a card has room for; the tool tip has all
PHRASE_LOOKS = {"yes": "done", "no": "failed", "unclear": "muted"}  # colours of the theme
PICTURE = QSize(150, 226)  # device-independent pixels
GAP = 7  # around a card
PAD = 9  # inside it
RADIUS = 9
LONGEST_US = 36_000_000_000  # whose time a card has room for, however large the text
VERDICT_LOOKS = {  # icon, and colour of the theme
    "match": ("done", "done"),
    "no match": ("failed", "failed"),
    "unsure": ("question", "warning"),
}

_Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """Draws cards; all colours come from the palette, so it follows the theme."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """A picture and three lines of text."""
        line = QFontMetricsF(option.font).height()
        height = PICTURE.height() + STRIP.height() + 3 * line + 2 * GAP + PAD + 16
        time = QFontMetricsF(_bold(option.font)).horizontalAdvance(moment(LONGEST_US))
        width = max(PICTURE.width(), round(time) + 2 * PAD + 2)
        return QSize(width + 2 * GAP, round(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one card."""
        hit: Hit = index.data(HIT_ROLE)
        colours = colours_of(option.palette)
        card = QRectF(option.rect).adjusted(GAP, GAP, -GAP, -GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        outline = QPainterPath()
        outline.addRoundedRect(card, RADIUS, RADIUS)
        painter.fillPath(outline, ground(option, colours))
        painter.setClipPath(outline)
        picture = QRectF(card.left(), card.top(), card.width(), PICTURE.height())
        draw_picture(painter, picture, index.data(Qt.ItemDataRole.DecorationRole), colours)
        heading = draw_heading(painter, picture, option.font, index.data(HEADING_ROLE), colours)
        below = picture.adjusted(0, heading, 0, 0)
        draw_verdict(painter, below, option.font, index.data(VERDICT_ROLE), colours)
        draw_marks(painter, below, option.font, index.data(MARKS_ROLE), colours)
        draw_labels(painter, under_verdict(below, option.font), option.font, index.data(LABELS_ROLE))
        draw_phrases(painter, picture, option.font, hit, colours)
        _draw_strip(painter, card, index.data(STRIP_ROLE), colours)
        _draw_texts(painter, option.font, card, hit, bool(index.data(RANKED_ROLE)), colours)
        painter.setClipping(False)
        draw_outline(painter, outline, option, colours)
        if index.data(BELOW_LINE_ROLE):
            _draw_line(painter, QRectF(option.rect), colours)
        painter.restore()


def under_verdict(picture: QRectF, font: QFont) -> QRectF:
    """Where labels stand on a picture: between verdict and marks above, and the signs of phrases at its foot."""
    line = QFontMetricsF(font).height()
    return picture.adjusted(6, line + 18, -6, -line - 12)


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setBold(True)
    return made


def ground(option: QStyleOptionViewItem, colours: Colours) -> QColor:
    """The ground of a hit: selected, under the pointer, or neither."""
    if option.state & QStyle.StateFlag.State_Selected:
        return QColor(colours.selected)
    hovered = option.state & QStyle.StateFlag.State_MouseOver
    return QColor(colours.hover if hovered else colours.surface)


def draw_outline(painter: QPainter, outline: QPainterPath, option: QStyleOptionViewItem, colours: Colours) -> None:
    """The edge of a hit, heavier where it is selected; a dashed one within it where the keyboard is."""
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    painter.setPen(QPen(QColor(colours.accent if selected else colours.border), 2.4 if selected else 1.0))
    painter.drawPath(outline)
    if option.state & QStyle.StateFlag.State_HasFocus:
        ring = outline.boundingRect().adjusted(4, 4, -4, -4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, style in ((colours.surface, Qt.PenStyle.SolidLine), (colours.text, Qt.PenStyle.DashLine)):
            painter.setPen(QPen(QColor(colour), 2.0, style))  # on two colours, to be seen over any picture
            painter.drawRoundedRect(ring, 6, 6)


def _draw_line(painter: QPainter, cell: QRectF, colours: Colours) -> None:
    """The line after the last hit that is not weak: hits go on as one reads, so it stands before this one."""
    painter.setPen(QPen(QColor(colours.accent), 2.0, Qt.PenStyle.DashLine))
    x = placed(painter, QRectF(cell.left() + 1, cell.top(), 0, 0), cell).left()
    painter.drawLine(QPointF(x, cell.top() + GAP), QPointF(x, cell.bottom() - GAP))


def draw_picture(painter: QPainter, area: QRectF, picture: QPixmap | None, colours: Colours) -> None:
    """A picture in the middle of its place, which it is scaled to fit."""
    painter.fillRect(area, QColor(colours.stage))
    if picture is None:
        return
    size = picture.deviceIndependentSize()
    size = size.scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio) if size.height() > area.height() else size
    corner = QPointF(area.center().x() - size.width() / 2, area.center().y() - size.height() / 2)
    painter.drawPixmap(QRectF(corner, size), picture, QRectF(picture.rect()))


def draw_verdict(painter: QPainter, area: QRectF, font: QFont, verdict: str | None, colours: Colours) -> None:
    """What was decided: a shape, a colour and the word, on a ground of its own over the picture's corner."""
    if verdict is None:
        return
    icon, colour = VERDICT_LOOKS[verdict]
    metrics, word = QFontMetricsF(font), VERDICTS[verdict]
    side = metrics.height()
    corner = QRectF(area.left() + 6, area.top() + 6, side + metrics.horizontalAdvance(word) + 16, side + 6)
    badge = placed(painter, corner, area)
    behind = QPainterPath()
    behind.addRoundedRect(badge, badge.height() / 2, badge.height() / 2)
    painter.fillPath(behind, QColor(colours.surface))
    symbol = placed(painter, QRectF(badge.left() + 4, badge.top() + 3, side, side), badge)
    paint_icon(painter, icon, symbol, QColor(getattr(colours, colour)))
    painter.setPen(QColor(colours.text))
    painter.setFont(font)
    words = placed(painter, badge.adjusted(side + 8, 0, 0, 0), badge)
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), word)


def draw_marks(painter: QPainter, area: QRectF, font: QFont, marks: Sequence[MarkKind], colours: Colours) -> None:
    """Bookmark and reviewed: each a shape of its own, on a ground of its own in the picture's other corner."""
    side = QFontMetricsF(font).height()
    for number, kind in enumerate(marks, start=1):
        corner = QRectF(area.right() - number * (side + 10), area.top() + 6, side + 6, side + 6)
        place = placed(painter, corner, area)
        behind = QPainterPath()
        behind.addRoundedRect(place, place.height() / 2, place.height() / 2)
        painter.fillPath(behind, QColor(colours.surface))
        paint_icon(painter, kind, place.adjusted(3, 3, -3, -3), QColor(colours.accent))


def draw_heading(painter: QPainter, area: QRectF, font: QFont, heading: str, colours: Colours) -> float:
    """The group that begins with this hit, on a band over the picture; returns the band's height."""
    if not heading:
        return 0.0
    bold = _bold(font)
    metrics = QFontMetricsF(bold)
    band = QRectF(area.left(), area.top(), area.width(), metrics.height() + 8)
    painter.fillRect(band, QColor(colours.accent))
    painter.setPen(QColor(colours.on_accent))
    painter.setFont(bold)
    text = fitting(one_line(heading), metrics, band.width() - 2 * PAD)
    painter.drawText(band.adjusted(PAD, 0, -PAD, 0), int(Qt.AlignmentFlag.AlignVCenter), text)
    return band.height()


def fitting(heading: str, metrics: QFontMetricsF, width: float) -> str:
    """A heading that has room: without how many hits there are, before it loses part of the name.

    Cut in the middle, "Likely person 16" would read as "Likely pe…6", which is another's as well.
    """
    name = heading.rpartition(HEADING_JOINT)[0]
    if name and metrics.horizontalAdvance(heading) > width >= metrics.horizontalAdvance(name):
        return name
    return metrics.elidedText(heading, Qt.TextElideMode.ElideMiddle, width)


def draw_phrases(painter: QPainter, area: QRectF, font: QFont, hit: Hit, colours: Colours) -> None:
    """A sign for each phrase of the description, in its order, at an area's foot: borne out or not."""
    side = QFontMetricsF(font).height() + 2
    for number, phrase in enumerate(hit.phrases[:MOST_PHRASES]):
        corner = QRectF(area.left() + 6 + number * (side + 3), area.bottom() - side - 5, side, side)
        place = placed(painter, corner, area)
        path = QPainterPath()
        path.addRoundedRect(place, 4, 4)
        painter.fillPath(path, QColor(colours.surface))
        painter.setPen(QColor(getattr(colours, PHRASE_LOOKS[phrase.support])))
        painter.setFont(font)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), mark_of(phrase.support))


def _draw_strip(painter: QPainter, card: QRectF, pictures: Sequence[QPixmap], colours: Colours) -> None:
    """The passage's moments, from left to right."""
    for number, picture in enumerate(pictures):
        left = card.left() + PAD + number * (STRIP.width() + 3)
        place = QRectF(left, card.top() + PICTURE.height() + 5, STRIP.width(), STRIP.height())
        draw_picture(painter, place, picture, colours)


def _draw_texts(painter: QPainter, font: QFont, card: QRectF, hit: Hit, ranked: bool, colours: Colours) -> None:
    metrics = QFontMetricsF(font)
    line = metrics.height()
    top = card.top() + PICTURE.height() + STRIP.height() + 10
    area = QRectF(card.left() + PAD, top, card.width() - 2 * PAD, line)
    painter.setPen(QColor(colours.text))
    painter.setFont(_bold(font))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft), moment(hit.time_us))
    painter.setFont(font)
    painter.setPen(QColor(colours.muted))
    figure = card_figure(hit) if ranked else tr("lasts {time}", time=lasts(hit))
    shown = time_of_day(hit.time)
    named = one_line(f"{shown} · {hit.image or hit.source_name}" if shown else hit.image or hit.source_name)
    elide = Qt.TextElideMode.ElideRight if shown else Qt.TextElideMode.ElideMiddle
    name = metrics.elidedText(named, elide, area.width())
    where = one_line(" · ".join(filter(None, (figure, hit.case, hit.camera))))
    last = metrics.elidedText(where, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area.translated(0, line + 2), int(Qt.AlignmentFlag.AlignLeft), name)
    painter.drawText(area.translated(0, 2 * line + 4), int(Qt.AlignmentFlag.AlignLeft), last)
