"""Magnifying the main picture by the keyboard, and saying how large it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Signal

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.player.magnification import STEP
from cpcl_desktop.gui.player.stage import Stage

PART = 0.25  # of what is in sight, that a key goes on by


class Magnifier(QObject):
    """One method for each such command of the table; the wheel, pinching and dragging are the picture's own."""

    said = Signal(str)  # something to tell in passing

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage

    def on_magnify(self) -> None:
        """Larger, around the middle of what is in sight."""
        self._zoom(STEP)

    def on_reduce(self) -> None:
        """Smaller, until all of the frame is in sight."""
        self._zoom(1 / STEP)

    def on_fit(self) -> None:
        """All of the frame."""
        self._stage.main.view.fit()
        self._tell()

    def on_look_left(self) -> None:
        """What lies further to the left."""
        self._look(-1, 0)

    def on_look_right(self) -> None:
        """What lies further to the right."""
        self._look(1, 0)

    def on_look_up(self) -> None:
        """What lies further up."""
        self._look(0, -1)

    def on_look_down(self) -> None:
        """What lies further down."""
        self._look(0, 1)

    def _zoom(self, factor: float) -> None:
        view = self._stage.main.view
        view.zoom(factor, QPointF(view.width(), view.height()) / 2)
        self._tell()

    def _look(self, right: int, down: int) -> None:
        view = self._stage.main.view
        view.pan(QPointF(-right * view.width(), -down * view.height()) * PART)

    def _tell(self) -> None:
        times = self._stage.main.view.magnified
        self.said.emit(tr("Magnified {times} times", times=f"{times:.1f}") if times > 1 else tr("All of the frame"))
