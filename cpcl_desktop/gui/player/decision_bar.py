"""Under the frame: whether the passage shows the person looked for, what was decided so far, and its labels."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from cpcl_desktop.engine.case.labels import DIGITS, NO_DIGIT
from cpcl_desktop.engine.case.records import Decision, Judgement, Label, MarkKind
from cpcl_desktop.gui import label_wording as words
from cpcl_desktop.gui.labelling import by_digit
from cpcl_desktop.gui.look.elided_label import ElidedLabel
from cpcl_desktop.gui.look.flow_layout import bound, flowing
from cpcl_desktop.gui.look.names import plain, tip
from cpcl_desktop.gui.panels.label_tags import standing
from cpcl_desktop.gui.wording import decision_line

# Which command makes which decision; icons and texts are those of the commands.
VERDICTS: Mapping[str, Judgement] = {
    "decide_match": "match",
    "decide_no_match": "no match",
    "decide_unsure": "unsure",
}


MARKS: Mapping[MarkKind, str] = {"bookmark": "bookmark", "reviewed": "reviewed"}  # and the commands that set them


_ROWS = 3  # of labels, in the narrowest window


class DecisionBar(QWidget):
    """The three verdicts as buttons, of which the one that counts is held down, and its words beside them."""

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self._actions = {name: actions[name] for name in (*VERDICTS, "undecide", *MARKS.values(), "note")}
        self._line = ElidedLabel()
        self._line.setProperty("role", "muted")
        self._labels: Sequence[Label] = ()
        self._label_actions = {digit: actions[f"label_{digit}"] for digit in DIGITS}
        self._label_buttons = {digit: _button(one, named=True) for digit, one in self._label_actions.items()}
        self._progress = QLabel()
        self._progress.setProperty("role", "muted")
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for name, action in self._actions.items():
            buttons.addWidget(_button(action, named=name in VERDICTS))
        buttons.addStretch(1)
        said = QHBoxLayout()
        said.setContentsMargins(8, 0, 0, 0)
        said.setSpacing(12)
        said.addWidget(self._line, 1)
        said.addWidget(self._progress)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(buttons)
        self._keyless = QLabel(textFormat=Qt.TextFormat.PlainText)  # the labels of the passage that no key gives
        self._given = flowing([*self._label_buttons.values(), self._keyless], spacing=4)
        column.addWidget(self._given)
        column.addLayout(said)
        self.show_decision(None)
        self.show_labels(())

    @property
    def text(self) -> str:
        """What it says of the decision."""
        return self._line.text()

    def show_marks(self, kinds: Collection[MarkKind]) -> None:
        """Hold down the marks that stand."""
        for kind, name in MARKS.items():
            self._actions[name].setChecked(kind in kinds)
        given = {one.digit for one in standing(kinds, self._labels)}
        for digit, action in self._label_actions.items():
            action.setChecked(digit in given)
        keyless = [one.name for one in standing(kinds, self._labels) if one.digit == NO_DIGIT]
        self._keyless.setText(words.some(keyless))
        self._keyless.setToolTip(tip(keyless))
        self._keyless.setVisible(bool(keyless))
        self._given.setVisible(bool(keyless or by_digit(self._labels)))

    def show_labels(self, labels: Sequence[Label]) -> None:
        """Offer the labels that a key gives."""
        self._labels = labels
        known = by_digit(labels)
        for digit, button in self._label_buttons.items():
            button.setVisible(digit in known)
            button.setAccessibleName(words.spoken(known[digit]) if digit in known else "")
        self.show_marks(())
        bound(self._given, _ROWS)

    @property
    def progress(self) -> str:
        """What it says of how much is decided."""
        return self._progress.text()

    def show_progress(self, said: str) -> None:
        """Say how much is decided."""
        self._progress.setText(said)

    def show_decision(self, decision: Decision | None) -> None:
        """Hold down the verdict that counts, and say whose it is."""
        for name, verdict in VERDICTS.items():
            self._actions[name].setChecked(decision is not None and decision.verdict == verdict)
        self._line.setText(decision_line(decision))


def _button(action: QAction, named: bool) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAccessibleName(plain(action.text()))
    if named:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
