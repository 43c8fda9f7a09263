"""What the middle of the window says when there is nothing to show: what to do first, or why nothing was found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cpcl_desktop.gui.look.notice import Symbol
from cpcl_desktop.gui.look.theme import scaled_font


class EmptyState(QWidget):
    """A symbol, a heading, a sentence and up to a few buttons; an outline shows that things can be dropped."""

    def __init__(self) -> None:
        super().__init__()
        self._card = QFrame(objectName="dropTarget")
        self._symbol = QVBoxLayout()
        self._heading = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._heading.setFont(scaled_font(self._heading, 1.6, bold=True))
        self._text = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._text.setProperty("role", "muted")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(40, 34, 40, 34)
        inside.setSpacing(14)
        inside.addLayout(self._symbol)
        inside.addWidget(self._heading)
        inside.addWidget(self._text)
        inside.addLayout(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 32)
        column.addStretch(2)
        column.addWidget(self._card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._card.setMinimumWidth(self.fontMetrics().averageCharWidth() * 78)
        self._said: tuple[object, ...] = ()

    @property
    def heading(self) -> str:
        """What it says first."""
        return self._heading.text()

    def say(self, icon: str, heading: str, text: str, actions: Sequence[QAction] = ()) -> None:
        """Change what it says; the first action is the one to take."""
        said = (icon, heading, text, *actions)
        if said == self._said:
            return
        self._said = said
        _clear(self._symbol)
        self._symbol.addWidget(Symbol(icon, "accent", 3.2), 0, Qt.AlignmentFlag.AlignHCenter)
        self._heading.setText(heading)
        self._text.setText(text)
        _clear(self._buttons)
        self._buttons.addStretch(1)
        for number, action in enumerate(actions):
            self._buttons.addWidget(_button(action, primary=number == 0))
        self._buttons.addStretch(1)

    def mark_target(self, is_target: bool) -> None:
        """Show that what is being dragged may be dropped."""
        self._card.setProperty("target", is_target)
        self._card.style().unpolish(self._card)
        self._card.style().polish(self._card)


def _button(action: QAction, primary: bool) -> QPushButton:
    button = QPushButton(action.text().replace("&", ""))
    button.setProperty("role", "primary" if primary else "")
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)
    return button


def _clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.deleteLater()
