"""Choosing a model to download: what there is, what each is for, and who would be asked. It asks nobody itself."""

from __future__ import annotations

import html

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from cpcl_desktop.engine.models.offers import Offer
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.dialogs.whole import WholeDialog
from cpcl_desktop.gui.guide.key import offer_help
from cpcl_desktop.gui.lanes.models import Offered
from cpcl_desktop.gui.look.notice import Symbol
from cpcl_desktop.gui.model_wording import asking_line, offer_facts
from cpcl_desktop.gui.views.view import words

_MOST_ROWS = 4  # of the list, that are seen at once
_LETTERS, _LINES = 76, 11  # that the facts have room for


class FetchDialog(WholeDialog):
    """A list of what can be downloaded, and all that is known of the one that is chosen."""

    def __init__(self, offered: Offered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Download a model"))
        offer_help(self, "models")
        self._offers, self._refusal = offered.offers, offered.refusal
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Models that can be downloaded"))
        self.list.addItems([line(offer.entry.name) for offer in self._offers])
        self.facts = QTextBrowser()
        self.facts.setOpenLinks(False)
        self.facts.setTabChangesFocus(True)
        self.facts.setAccessibleName(tr("What is known of the model"))
        self.asking = words(role="")
        cancel = QDialogButtonBox.StandardButton.Cancel
        self.buttons = QDialogButtonBox(cancel, accepted=self.accept, rejected=self.reject)
        self.fetch: QPushButton = self.buttons.addButton(tr("Download"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self.list.currentRowChanged.connect(lambda _: self._show_chosen())
        self.list.setCurrentRow(0)
        self._show_chosen()

    def _lay_out(self) -> None:
        rows = min(max(1, self.list.count()), _MOST_ROWS)
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), 1) + 2 * self.list.frameWidth())
        letters = self.facts.fontMetrics()
        room = QSize(letters.averageCharWidth() * _LETTERS, letters.height() * _LINES)
        self.facts.setMinimumSize(room * 0.6)
        symbol = Symbol("warning", "warning") if self._refusal else Symbol("info", "accent")
        asked = QHBoxLayout()
        asked.setSpacing(10)
        asked.addWidget(symbol, 0, Qt.AlignmentFlag.AlignTop)
        asked.addWidget(self.asking, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addWidget(self.list)
        column.addWidget(self.facts, 1)
        column.addLayout(asked)
        column.addWidget(self.buttons)
        self.resize(room + QSize(60, letters.height() * 10))

    @property
    def chosen(self) -> Offer | None:
        """The one that is selected."""
        row = self.list.currentRow()
        return self._offers[row] if 0 <= row < len(self._offers) else None

    def _show_chosen(self) -> None:
        offer = self.chosen
        self.facts.setHtml(_table(offer) if offer is not None else "")
        self.asking.setText(self._refusal or asking_line(offer))
        self.fetch.setEnabled(offer is not None and not offer.is_here and not self._refusal)
        self.fetch.setAccessibleDescription(self.asking.text())  # a screen reader says it at the button


def _table(offer: Offer) -> str:
    """What is known of a model, a row for each fact."""
    rows = (
        f"<tr><td>{html.escape(name)}</td><td>{html.escape(line(text))}</td></tr>"
        for name, text in offer_facts(offer)
    )
    return f"<table cellpadding='3'>{''.join(rows)}</table>"


def chosen_offer(offered: Offered, parent: QWidget) -> Offer | None:
    """The model that the user wants to have downloaded; None for none."""
    dialog = FetchDialog(offered, parent)
    return dialog.chosen if dialog.exec() == QDialog.DialogCode.Accepted else None
