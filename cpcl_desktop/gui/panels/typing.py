"""Searching as one types: a short pause looks, a long one asks, and only what was asked goes into the log."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE_MS = 250  # after the last keystroke; hits then show what the words so far find
SETTLED_MS = 3000  # after which what stands there counts as asked, as with Enter or on leaving the box


class Typing(QObject):
    """Waits for the last keystroke. What Enter, a long pause or leaving the box settles is asked once."""

    paused = Signal()  # what stands there may be looked up; nobody asked yet
    settled = Signal()  # it counts as asked

    def __init__(self) -> None:
        super().__init__()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._long = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._pause.timeout.connect(self.paused)
        self._long.timeout.connect(self.settled)

    @property
    def is_open(self) -> bool:
        """Whether something was typed that nobody asked yet."""
        return self._long.isActive()

    def on_typed(self) -> None:
        """A keystroke: whatever waited begins anew."""
        self._pause.start()
        self._long.start()

    def on_left(self) -> None:
        """The box was left: what was typed counts as asked."""
        if self.is_open:
            self.forget()
            self.settled.emit()

    def forget(self) -> None:
        """It was asked otherwise, or there is nothing to ask."""
        self._pause.stop()
        self._long.stop()
