"""Keeps Python itself from holding up the window: threads give way soon, and memory is collected in small steps.

Where a lane works in Python, the window's thread gets its turn when the lane's has had a whole one, and it asks for
one many times while it draws. And a collection of Python's memory stops all threads for as long as it looks through
all that lives: a second, when hits were a hundred thousand objects. It also runs in whichever thread happens to set
it off, where objects of Qt must not be deleted. So it is done here, on the window's own thread.
"""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, Qt, QTimer

TURN_S = 0.001  # that a thread has the interpreter for when another wants it; Python's own is five times as long
LOOK_MS = 250  # often: an answer is made in a second or two, and what it replaces hides how much came
FEW = 2000  # new objects for which nothing is done yet
MANY = 10_000  # objects that stay are the data of an answer; fewer are looked through in some milliseconds


class Responsive(QObject):
    """In force for as long as it lives, until `end`."""

    def __init__(self) -> None:
        super().__init__()
        self._turn_s = sys.getswitchinterval()
        sys.setswitchinterval(TURN_S)
        gc.disable()
        gc.freeze()  # the program itself, which stays
        self._held = 0  # objects since then, less those that fell out of use
        self._is_aside = False  # whether others than the program's own were set aside
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if gc.get_count()[0] > FEW:
            self.collect()

    def collect(self) -> None:
        """Free what fell out of use since the last time, but for circles among many objects.

        Those are set aside with what stays: records hold no circles, and go by themselves when nobody needs
        them any more. So there is never much to look through; `collect_all` does that when there is time.
        """
        self._held += gc.get_count()[0]
        if self._held > MANY:
            gc.freeze()
            self._held, self._is_aside = 0, True
        else:
            self._held = max(0, self._held - gc.collect())  # some of it may be older than what is counted

    def collect_all(self) -> None:
        """Look through what was set aside, too, if anything was: long work, for when nobody waits for the window.

        Circles that were set aside with an answer would stay for good else, and memory would grow.
        """
        if self._is_aside:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self._held, self._is_aside = 0, False

    def on_state(self, state: Qt.ApplicationState) -> None:
        """The user went to another program, or came back."""
        if state != Qt.ApplicationState.ApplicationActive:
            self.collect_all()

    def end(self) -> None:
        """As Python does it by itself."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
        sys.setswitchinterval(self._turn_s)
