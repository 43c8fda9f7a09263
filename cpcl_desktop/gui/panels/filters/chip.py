"""One filter as a chip: a button that opens what it can be set to, and a cross that takes it back."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.gui import filter_wording as words
from cpcl_desktop.gui.look.icons import cross_button
from cpcl_desktop.gui.look.names import entry, tip
from cpcl_desktop.gui.panels.filters.let_through import Filters

_PRESS_S = 0.3  # that a press of the mouse takes


class Chip(QWidget):
    """A filter, by the `name` under which it is turned round; `changed` when what it lets through changed."""

    changed = Signal()

    def __init__(self, name: str, noun: str) -> None:
        super().__init__()
        self.name, self._noun = name, noun
        self.button = QPushButton()
        self.cross = cross_button(words.take_back(noun), words.take_back(noun))
        self.cross.clicked.connect(self._on_cross)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.button)
        row.addWidget(self.cross)

    @property
    def is_set(self) -> bool:
        """Whether it leaves anything out."""
        raise NotImplementedError

    @property
    def is_negated(self) -> bool:
        """Whether what it would let through is left out, and all else let through."""
        raise NotImplementedError

    def let(self) -> Mapping[str, Any]:
        """What it lets through, by the fields of a query."""
        raise NotImplementedError

    def take(self, let: Filters) -> None:
        """Let through what these do, without a signal."""
        raise NotImplementedError

    def take_values(self, values: tuple[str, ...]) -> None:
        """Let through these values, as a description names them, without a signal."""
        let: dict[str, Any] = {self.name: values}
        self.take(Filters(**let))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show beside each value how many passages it lets through; one that is not counted lets none through."""
        raise NotImplementedError

    def open(self) -> None:
        """Show what it can be set to."""
        raise NotImplementedError

    def text(self) -> str:
        """What its button says."""
        return self.button.text()

    def clear(self) -> None:
        """Let everything through, without a signal."""
        self.take(Filters())

    def _said(self) -> str:
        """What it is set to, in words."""
        raise NotImplementedError

    def _on_negated(self) -> None:
        """It was turned round, which changes what it lets through where it leaves anything out."""
        self._show()
        if self.is_set:
            self.changed.emit()

    def _on_cross(self) -> None:
        self.clear()
        self.button.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        """Say what it is set to, or only what it is about."""
        said = words.chosen_line(self._noun, self._said(), self.is_negated) if self.is_set else self._noun
        self.button.setText(f"{entry(words.cut(said))}  ▾")
        self.button.setToolTip(tip([said]) if words.cut(said) != said else "")
        self.button.setProperty("role", "chosen" if self.is_set else "")
        self.button.style().unpolish(self.button)
        self.button.style().polish(self.button)
        self.button.setAccessibleName(line(said if self.is_set else words.all_line(self._noun)))
        self.cross.setVisible(self.is_set)


class Popup(QFrame):
    """What a chip opens where values are not ticked in a menu. Esc, Enter and whatever else is pressed close it.

    It is a window, no popup of Qt's, which no screen reader gets to know of.
    """

    closing = Signal()  # what is still being typed counts

    def __init__(self, chip: Chip) -> None:
        super().__init__(chip, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._left_at = 0.0  # when something else was pressed
        self.setProperty("role", "popup")
        self.setWindowTitle(chip._noun)
        self.setAccessibleName(chip._noun)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 10, 12, 10)
        self.column.setSpacing(8)
        chip.button.clicked.connect(chip.open)

    def open_at(self, anchor: QWidget, first: QWidget) -> None:
        """Open below a widget, within its screen, with the cursor in `first`; not by the press that closed it."""
        if time.monotonic() - self._left_at < _PRESS_S:
            return
        self.setLayoutDirection(anchor.layoutDirection())
        self.adjustSize()
        is_rtl = anchor.layoutDirection() == Qt.LayoutDirection.RightToLeft
        corner = anchor.mapToGlobal(anchor.rect().bottomRight() if is_rtl else anchor.rect().bottomLeft())
        screen = anchor.screen().availableGeometry()
        left = corner.x() - self.width() if is_rtl else corner.x()
        left = max(screen.left(), min(left, screen.right() - self.width()))
        top = max(screen.top(), min(corner.y() + 2, screen.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.activateWindow()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def event(self, event: QEvent) -> bool:
        """Where something else is pressed it closes; its own calendar is no such thing."""
        if event.type() == QEvent.Type.WindowDeactivate and QApplication.activePopupWidget() is None:
            self._left_at = time.monotonic()
            self.close()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Esc close it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """What was typed and not ended by Enter counts."""
        self.closing.emit()
        super().hideEvent(event)


def negation() -> QCheckBox:
    """The tick that turns a filter round."""
    made = QCheckBox(words.NEGATE_SPAN)
    made.setToolTip(words.NEGATE_SPAN_TIP)
    return made


def check(box: QCheckBox, is_checked: bool) -> None:
    """Tick or not, without a signal."""
    box.blockSignals(True)
    box.setChecked(is_checked)
    box.blockSignals(False)
