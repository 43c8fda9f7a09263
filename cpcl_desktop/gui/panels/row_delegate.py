"""How a hit is drawn as a row of the list: a small picture, the exact time, where, how alike, what was decided."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.records import Hit
from cpcl_desktop.gui.look.sides import placed
from cpcl_desktop.gui.look.theme import Colours, colours_of
from cpcl_desktop.gui.panels.label_tags import draw_labels
from cpcl_desktop.gui.panels.results_delegate import (
    draw_heading,
    draw_marks,
    draw_outline,
    draw_phrases,
    draw_picture,
    draw_verdict,
    ground,
)
from cpcl_desktop.gui.panels.results_model import (
    BELOW_LINE_ROLE,
    HEADING_ROLE,
    HIT_ROLE,
    LABELS_ROLE,
    MARKS_ROLE,
    RANKED_ROLE,
    VERDICT_ROLE,
)
from cpcl_desktop.gui.results_wording import lasts
from cpcl_desktop.gui.wording import card_figure, time_of_day

_PAD, _PICTURE = 8, 38
_SHARES = (0.20, 0.16, 0.24, 0.16, 0.24)  # of the width beside the picture: times, camera, footage, score, decision
_FOOTAGE = 2  # the column with room for labels beneath
_Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Draws rows; all colours come from the palette, so it follows the theme."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """Two lines of text beside a picture."""
        height = 2 * QFontMetricsF(option.font).height() + 2 * _PAD + 6
        return QSize(1, round(height))  # the view gives each row its own width

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        hit: Hit = index.data(HIT_ROLE)
        colours = colours_of(option.palette)
        row = QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        outline = QPainterPath()
        outline.addRoundedRect(row, 6, 6)
        painter.fillPath(outline, ground(option, colours))
        place = QRectF(row.left() + 2, row.top() + 2, _PICTURE, row.height() - 4)
        draw_picture(painter, placed(painter, place, row), index.data(Qt.ItemDataRole.DecorationRole), colours)
        self._draw_columns(painter, option.font, row, hit, index, colours)
        draw_outline(painter, outline, option, colours)
        if index.data(BELOW_LINE_ROLE):
            painter.setPen(QPen(QColor(colours.accent), 2.0, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(row.left(), row.top() - 1), QPointF(row.right(), row.top() - 1))
        painter.restore()

    def _draw_columns(
        self, painter: QPainter, font: QFont, row: QRectF, hit: Hit, index: _Index, colours: Colours
    ) -> None:
        figure = card_figure(hit) if index.data(RANKED_ROLE) else lasts(hit)
        columns = (
            (moment(hit.time_us), time_of_day(hit.time)),
            (hit.camera, hit.case),
            (hit.image or hit.source_name, ""),
            (figure, ""),
        )
        left = row.left() + _PICTURE + _PAD
        room = row.right() - left - _PAD
        for at, ((first, second), share) in enumerate(zip(columns, _SHARES, strict=False)):
            area = QRectF(left, row.top() + 4, room * share - _PAD, row.height() - 8)
            _draw_lines(painter, font, placed(painter, area, row), (first, second), colours)
            if at == _FOOTAGE:
                tags = area.adjusted(0, QFontMetricsF(font).height() + 1, 0, 0)
                draw_labels(painter, placed(painter, tags, row), font, index.data(LABELS_ROLE))
            left += room * share
        under = QRectF(left - room * _SHARES[3] - 6, row.top(), room * _SHARES[3], row.height())
        draw_phrases(painter, placed(painter, under, row), font, hit, colours)
        last = placed(painter, QRectF(left, row.top(), room * _SHARES[4], row.height()), row)
        draw_heading(painter, last, font, index.data(HEADING_ROLE), colours)
        below = last.adjusted(0, row.height() / 2 - 6, 0, 0) if index.data(HEADING_ROLE) else last
        draw_verdict(painter, below, font, index.data(VERDICT_ROLE), colours)
        draw_marks(painter, below, font, index.data(MARKS_ROLE), colours)


def _draw_lines(painter: QPainter, font: QFont, area: QRectF, texts: Sequence[str], colours: Colours) -> None:
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    for number, text in enumerate(texts):
        painter.setPen(QColor(colours.muted if number else colours.text))
        place = area.translated(0, number * (metrics.height() + 2))
        shown = metrics.elidedText(line(text), Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), shown)
