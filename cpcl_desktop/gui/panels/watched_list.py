"""The folders that are watched, below the list of footage: each with a way to stop, or to go on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.look.elided_label import ElidedLabel
from cpcl_desktop.gui.look.icons import icon_button
from cpcl_desktop.gui.look.notice import Symbol
from cpcl_desktop.gui.source_wording import watched_line
from cpcl_desktop.gui.watching import Watched


class WatchedList(QWidget):
    """Hidden while no folder is listed."""

    switched = Signal(object, bool)  # Path, whether it is to be watched
    forgotten = Signal(object)  # Path

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 0, 10, 8)
        self._column.setSpacing(6)
        self.cards: list[QFrame] = []
        self.hide()

    def show_folders(self, folders: Sequence[Watched]) -> None:
        """Show these, in place of what was there before."""
        for card in self.cards:
            self._column.removeWidget(card)
            card.deleteLater()
        self.cards = [self._card(one) for one in folders]
        for card in self.cards:
            self._column.addWidget(card)
        self.setVisible(bool(self.cards))

    def _card(self, one: Watched) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        label = ElidedLabel()
        label.setText(watched_line(one.folder, one.is_on, one.added))
        label.setToolTip(str(one.folder))
        row = QHBoxLayout(card)
        row.setContentsMargins(10, 4, 6, 4)
        row.addWidget(Symbol("folder", "accent" if one.is_on else "muted", 1.1))
        row.addWidget(label, 1)
        name = one.folder.name
        if one.is_on:
            stop = icon_button(
                "pause", tr("Watch this folder no longer"), tr("Stop watching {folder}", folder=name)
            )
            stop.clicked.connect(lambda: self.switched.emit(one.folder, False))
            row.addWidget(stop)
            return card
        again = icon_button("play", tr("Watch this folder again"), tr("Watch {folder} again", folder=name))
        again.clicked.connect(lambda: self.switched.emit(one.folder, True))
        forget = icon_button("close", tr("Take this folder out of the list"), tr("Forget {folder}", folder=name))
        forget.clicked.connect(lambda: self.forgotten.emit(Path(one.folder)))
        row.addWidget(again)
        row.addWidget(forget)
        return card
