"""A notice: a sentence that stays until it is read, with an icon and, where there is something to do, a button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from cpcl_desktop.engine.plain_text import printable
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.look.icons import paint_icon, set_icon
from cpcl_desktop.gui.look.theme import colours_of


class Symbol(QWidget):
    """An icon in one of the theme's colours, the size of the text beside it."""

    def __init__(self, name: str, colour: str, factor: float = 1.3) -> None:
        super().__init__()
        self._name, self._colour, self._factor = name, colour, factor
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as a line of text, times the factor."""
        side = round(self.fontMetrics().height() * self._factor)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never squeezed."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the icon in the colour that the theme gives now."""
        painter = QPainter(self)
        colour = QColor(getattr(colours_of(self.palette()), self._colour))
        paint_icon(painter, self._name, QRectF(self.rect()), colour)
        painter.end()


class Notice(QFrame):
    """Hidden while it has nothing to say; `say` shows it, its ✕ or an empty text hides it."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._label = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._button.clicked.connect(self._on_pressed)
        close = QToolButton()
        close.setAccessibleName(tr("Dismiss this notice"))
        close.setToolTip(tr("Dismiss"))
        set_icon(close, "close")
        close.clicked.connect(self._on_closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(10)
        row.addWidget(Symbol("warning", "warning"))
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        row.addWidget(close)
        self._do: Callable[[], None] | None = None
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, text: str, button: str = "", do: Callable[[], None] | None = None) -> None:
        """Show a sentence, with a button when there is something to do; an empty text hides the notice."""
        self._label.setText(printable(text))
        self.setAccessibleName(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._do = do
        self.setVisible(bool(text))

    def press(self) -> None:
        """Do what its button offers."""
        self._button.click()

    def _on_pressed(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()

    def _on_closed(self) -> None:
        self.hide()
        self.dismissed.emit()
