"""What stands around the frame: whose footage it is above, and time, transport and decision beneath."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from cpcl_desktop.engine.clock import length
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.look.elided_label import ElidedLabel
from cpcl_desktop.gui.look.icons import set_icon
from cpcl_desktop.gui.look.names import plain
from cpcl_desktop.gui.look.text_size import scale_text
from cpcl_desktop.gui.player.decision_bar import DecisionBar
from cpcl_desktop.gui.player.moments_strip import MomentsStrip
from cpcl_desktop.gui.player.subject import Subject
from cpcl_desktop.gui.wording import passage

TRANSPORT = ("skip_back", "step_back", "play", "step_on", "skip_on", "loop", "to_hit")
TAKING = ("mark_in", "mark_out", "export_clip", "save_still", "copy_time")


class Heading(QWidget):
    """Camera, file and passage of what is shown, with the way back and, from a hit, those to the other hits."""

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
        self._back = _button(actions["back_to_hits"], "")
        row.addWidget(self._back)
        row.addLayout(names, 1)
        self._turns = _button(actions["previous_hit"], tr("Previous")), _button(actions["next_hit"], tr("Next"))
        self._turns[1].setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow points away from the word
        for turn in self._turns:
            row.addWidget(turn)

    def show_subject(self, subject: Subject) -> None:
        """Say whose passage is shown, or which footage."""
        hit = subject.hit
        self._title.setText(subject.title)
        if hit is not None:
            said = tr("Passage {times}    {path}", times=passage(hit), path=subject.path)
        else:
            begin_us, end_us = subject.span_us
            lasts = length((end_us - begin_us) / 1e6)
            said = tr("Footage, {time}    {path}", time=lasts, path=subject.path)
        self._subtitle.setText(said)
        self._back.setText(tr("Back") if hit is None else tr("Hits"))
        for turn in self._turns:
            turn.setVisible(hit is not None)


class Foot(QFrame):
    """The decision, the time of the frame with what is to be said of it, the transport, and the moments."""

    def __init__(self, actions: Mapping[str, QAction], strip: MomentsStrip) -> None:
        super().__init__(objectName="transport")
        self.decision, self._strip = DecisionBar(actions), strip
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

    def show_for(self, subject: Subject) -> None:
        """Where there is no passage, there is nothing to decide about, nor moments of it."""
        for part in (self.decision, self._strip):
            part.setVisible(subject.hit is not None)

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
