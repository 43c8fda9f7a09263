"""The line that says what was read since the hits were found, so that the grid moves when the user lets it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from cpcl_desktop.engine.records import Answer
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.hits import column
from cpcl_desktop.gui.look.icons import set_icon
from cpcl_desktop.gui.panels.hit_columns import goes_on
from cpcl_desktop.gui.triage_wording import new_line


class NewLine(QWidget):
    """Hidden while nothing waits; `changed` when something does, or does no longer."""

    changed = Signal()

    def __init__(self, take: QAction) -> None:
        super().__init__()
        self._fresh: Answer | None = None
        self._label = QLabel()
        self.button = QPushButton(tr("Show them"))
        set_icon(self.button, str(take.property("iconName")))
        self.button.setToolTip(take.toolTip())
        self.button.setAccessibleName(tr("Show the new passages"))
        self.button.clicked.connect(take.trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 18, 4)
        row.setSpacing(10)
        row.addWidget(self._label)
        row.addWidget(self.button)
        row.addStretch(1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    @property
    def is_waiting(self) -> bool:
        """Whether something new can be taken."""
        return self._fresh is not None

    def offer(self, shown: Answer, fresh: Answer) -> None:
        """Say how much more there is than is shown."""
        tracks = column(fresh.hits, "track")
        among = int(np.count_nonzero(~np.isin(tracks, column(shown.hits, "track"))))
        new = max(among, fresh.tracks_searched - shown.tracks_searched)
        self._fresh = fresh
        self._label.setText(new_line(new, among))
        QTimer.singleShot(0, self, self._appear)  # a turn of its own: all hits are laid out and drawn anew for it

    def _appear(self) -> None:
        if self.is_waiting:  # nobody has taken it meanwhile
            self.setVisible(True)
            self.changed.emit()

    def take(self) -> Answer | None:
        """What waited; nothing does from then on."""
        fresh, self._fresh = self._fresh, None
        self.hide()
        self.changed.emit()
        return fresh


def moves_nothing(shown: Answer | None, fresh: Answer) -> bool:
    """Whether a newer answer can be shown at once: it goes on from what stands there, or nothing does."""
    return shown is None or not shown.hits or goes_on(shown.hits, fresh.hits)
