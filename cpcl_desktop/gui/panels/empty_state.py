"""What the middle of the window says when there is nothing to show: what to do first, or why nothing was found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cpcl_desktop.gui.look.names import plain
from cpcl_desktop.gui.look.notice import Symbol
from cpcl_desktop.gui.look.text_size import fit_to_text, scale_text


class EmptyState(QScrollArea):
    """A symbol, a heading, a sentence and up to a few buttons; an outline shows that things can be dropped.

    It scrolls where there is no room for it, so that a window may be small.
    """

    def __init__(self) -> None:
        super().__init__()
        self._card = QFrame(objectName="dropTarget")
        self._symbol = QVBoxLayout()
        self._heading = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        scale_text(self._heading, 1.6, bold=True)
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
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(24, 12, 24, 32)
        column.addStretch(2)
        column.addWidget(self._card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        fit_to_text(self, lambda: self._card.setMinimumWidth(self.fontMetrics().averageCharWidth() * 78))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its buttons have it
        self.setWidgetResizable(True)
        self.setWidget(sheet)
        for transparent in (self.viewport(), sheet):
            transparent.setAutoFillBackground(False)
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
        had_focus = any(button.hasFocus() for button in self._shown_buttons())
        _clear(self._symbol)
        self._symbol.addWidget(Symbol(icon, "accent", 3.2), 0, Qt.AlignmentFlag.AlignHCenter)
        self._heading.setText(heading)
        self._text.setText(text)
        _clear(self._buttons)
        self._buttons.addStretch(1)
        for number, action in enumerate(actions):
            self._buttons.addWidget(_button(action, primary=number == 0))
        self._buttons.addStretch(1)
        if had_focus:
            self.take_focus()

    def take_focus(self) -> None:
        """Give the keyboard to the first of its buttons."""
        for button in self._shown_buttons():
            button.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def _shown_buttons(self) -> list[QWidget]:
        items = (self._buttons.itemAt(place) for place in range(self._buttons.count()))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]

    def mark_target(self, is_target: bool) -> None:
        """Show that what is being dragged may be dropped."""
        self._card.setProperty("target", is_target)
        self._card.style().unpolish(self._card)
        self._card.style().polish(self._card)


def _button(action: QAction, primary: bool) -> QPushButton:
    button = QPushButton(plain(action.text()))
    button.setProperty("role", "primary" if primary else "")
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)
    return button


def _clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.deleteLater()
