"""What stands around the frame: whose passage it is above, and time, transport and decision beneath."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from cpcl_desktop.engine.records import Hit
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.look.elided_label import ElidedLabel
from cpcl_desktop.gui.look.icons import set_icon
from cpcl_desktop.gui.look.names import plain
from cpcl_desktop.gui.look.text_size import scale_text
from cpcl_desktop.gui.player.decision_bar import DecisionBar
from cpcl_desktop.gui.player.moments_strip import MomentsStrip
from cpcl_desktop.gui.wording import passage

TRANSPORT = ("skip_back", "step_back", "play", "step_on", "skip_on", "loop", "to_hit")
TAKING = ("mark_in", "mark_out", "export_clip", "save_still", "copy_time")


class Heading(QWidget):
    """Camera, file and passage of the hit, with the ways to the other hits."""

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self._title, self._subtitle = ElidedLabel(), ElidedLabel()
        scale_text(self._title, 1.1, bold=True)
        self._subtitle.setProperty("role", "muted")
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self._title)
        names.addWidget(self._subtitle)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 14, 8)
        row.setSpacing(10)
        row.addWidget(_button(actions["back_to_hits"], tr("Hits")))
        row.addLayout(names, 1)
        row.addWidget(_button(actions["previous_hit"], tr("Previous")))
        following = _button(actions["next_hit"], tr("Next"))
        following.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow points away from the word
        row.addWidget(following)

    def show_hit(self, hit: Hit) -> None:
        """Say whose passage is shown."""
        self._title.setText(" · ".join(filter(None, (hit.case, hit.camera, hit.source_name))))
        self._subtitle.setText(tr("Passage {times}    {path}", times=passage(hit), path=hit.path))


class Foot(QFrame):
    """The decision, the time of the frame with what is to be said of it, the transport, and the moments."""

    def __init__(self, actions: Mapping[str, QAction], strip: MomentsStrip) -> None:
        super().__init__(objectName="transport")
        self.decision = DecisionBar(actions)
        self._time, self._about = _time_label(), QLabel(wordWrap=True)
        self._about.setProperty("role", "muted")
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(4, 6, 0, 6)
        row.setSpacing(18)
        row.addLayout(self._left(actions), 3)
        row.addWidget(strip, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 12, 0)
        column.setSpacing(0)
        column.addWidget(self.decision)
        column.addWidget(bar)

    @property
    def about(self) -> str:
        """What is said of the frame."""
        return self._about.text()

    def say(self, time: str, about: str) -> None:
        """The frame's time, and what is to be said of it."""
        self._time.setText(time)
        self._about.setText(about)

    def say_about(self, about: str) -> None:
        """What is to be said of the frame."""
        self._about.setText(about)

    def _left(self, actions: Mapping[str, QAction]) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self._time)
        left.addWidget(self._about)
        for names in (TRANSPORT, TAKING):
            left.addLayout(_tools(actions, names))
        left.addStretch(1)
        return left


def _time_label() -> QLabel:
    label = QLabel()
    scale_text(label, 1.7, bold=True, fixed=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _tools(actions: Mapping[str, QAction], names: Sequence[str]) -> QHBoxLayout:
    row = QHBoxLayout()
    if QGuiApplication.isRightToLeft():  # which mirrors the row: forwards stays to the right
        row.setDirection(QHBoxLayout.Direction.RightToLeft)
    row.setSpacing(2)
    for name in names:
        row.addWidget(_tool(actions[name]))
    row.addStretch(1)
    return row


def _tool(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAccessibleName(plain(action.text()))
    return button


def _button(action: QAction, text: str) -> QPushButton:
    """A button that triggers an action under a shorter name."""
    button = QPushButton(text)
    set_icon(button, str(action.property("iconName")))
    button.setToolTip(action.toolTip())
    button.setAccessibleName(plain(action.text()))
    button.clicked.connect(action.trigger)
    return button
