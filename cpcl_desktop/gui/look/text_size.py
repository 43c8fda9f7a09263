"""What follows the size of the window's text when that changes: larger fonts, and widths measured in letters."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from cpcl_desktop.gui.look.theme import scaled_font

# A widget with a font size of its own hears nothing of the window's, but every change of the look dresses it anew.
_CHANGES = (QEvent.Type.FontChange, QEvent.Type.StyleChange)


class _Follower(QObject):
    """Fits a widget, its parent, anew whenever the font of the window or of the widget changes."""

    def __init__(self, widget: QWidget, fit: Callable[[], object]) -> None:
        super().__init__(widget)
        self._fit = fit
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """After the widget took the font over, which it does before it tells of it."""
        if event.type() in _CHANGES:
            self._fit()
        return False


def fit_to_text(widget: QWidget, fit: Callable[[], object]) -> None:
    """Do this now and whenever the widget's text has another size, as for widths in letters."""
    _Follower(widget, fit)
    fit()


def scale_text(widget: QWidget, factor: float, bold: bool = False, fixed: bool = False) -> None:
    """Let a widget's text be larger or smaller than the window's, whatever size that has; `fixed`: of one width."""
    fit_to_text(widget, lambda: widget.setFont(scaled_font(widget, factor, bold, fixed)))
