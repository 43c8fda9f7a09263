"""The filters that were read in a description, each as a button that takes it back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from cpcl_desktop.engine.records import ReadFilter
from cpcl_desktop.gui import wording


class ReadingLine(QWidget):
    """Hidden while nothing was read as a filter; `taken_back` carries the words that are to be none."""

    taken_back = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._buttons: list[QPushButton] = []
        label = QLabel("Read as filters")
        label.setProperty("role", "muted")
        self._row.addWidget(label)
        self._row.addStretch(1)
        self.hide()

    @property
    def buttons(self) -> Sequence[QPushButton]:
        """One for each filter, in the order of the sentence."""
        return self._buttons

    def show_filters(self, filters: Sequence[ReadFilter]) -> None:
        """Show these, in place of those before."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(one) for one in filters]
        for at, button in enumerate(self._buttons, start=1):
            self._row.insertWidget(at, button)
        self.setVisible(bool(filters))

    def _button(self, one: ReadFilter) -> QPushButton:
        button = QPushButton(f"{wording.read_filter(one)}  ✕")
        button.setToolTip(f"“{one.text}” was read as this filter. Press to have the words describe the person.")
        button.setAccessibleName(f"Take back the filter {wording.read_filter(one)}")
        button.clicked.connect(lambda: self.taken_back.emit(one.text))
        return button
