"""The models of this machine as a list model, as they are drawn, and a model's card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QFont, QPainter, QTextDocument
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTextBrowser

from cpcl_desktop.engine.plain_text import line, printable
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.models import ModelRow
from cpcl_desktop.gui.look.names import tip
from cpcl_desktop.gui.look.theme import colours_of
from cpcl_desktop.gui.model_wording import NO_CARD, WHOLE, model_lines
from cpcl_desktop.gui.views.person_models import ITEM_ROLE, draw_ground, draw_line

LINES_ROLE = ITEM_ROLE + 1
FAULT_ROLE = LINES_ROLE + 1
PAD = 8

_Index = QModelIndex | QPersistentModelIndex


class ModelList(QAbstractListModel):
    """A row for each model; checks that were made are told with it."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[ModelRow] = ()
        self.checked: Mapping[Path, str] = {}

    def show(self, rows: Sequence[ModelRow], checked: Mapping[Path, str]) -> None:
        """Take over the models there are, and what checks found."""
        self.beginResetModel()
        self.rows, self.checked = rows, checked
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many models there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        """The model and its texts."""
        row = self.rows[index.row()]
        if role == ITEM_ROLE:
            return row
        if role == LINES_ROLE:
            return self._lines(row)
        if role == FAULT_ROLE:
            return bool(row.fault or self.checked.get(row.path))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(self._lines(row))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip([*self._lines(row), str(row.path)])
        return None

    def _lines(self, row: ModelRow) -> list[str]:
        said = (
            [self.checked[row.path] or tr("Checked: {finding}", finding=WHOLE)] if row.path in self.checked else []
        )
        return [line(text) for text in (*model_lines(row), *said)][:4]


class ModelDelegate(QStyledItemDelegate):
    """Draws a model in four lines, the first of them its name."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """Four lines."""
        return QSize(150, 4 * option.fontMetrics.lineSpacing() + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        colours, spacing = colours_of(option.palette), option.fontMetrics.lineSpacing()
        area = QRectF(option.rect).adjusted(3, 2, -3, -2)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, option, area, colours)
        inside = area.adjusted(PAD, PAD - 3, -PAD, 0)
        lines = index.data(LINES_ROLE)
        for number, text in enumerate(lines):
            last = number == len(lines) - 1 and index.data(FAULT_ROLE)
            colour = colours.failed if last else colours.text if number == 0 else colours.muted
            at = inside.translated(0, number * spacing)
            draw_line(painter, bold if number == 0 else option.font, at, text, colour)
        painter.restore()


class Card(QTextBrowser):
    """A model's card. Strangers write cards: nothing that one names is loaded or opened."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("The model's card"))

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        """Nothing."""
        return None

    def show_card(self, text: str) -> None:
        """Show a card, which is Markdown."""
        features = (
            QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
        )
        self.document().setMarkdown(printable(text or NO_CARD), features)
