"""Choosing which other sources stand beside the player's picture, in step with it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cpcl_desktop.engine.coverage.abreast import Abreast, Apart, Cameras
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.recorder_time import clock_doubt_s
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.guide.key import offer_help

_NUMBER = int(Qt.ItemDataRole.UserRole)
_ABSENT = {
    "before": tr("begins later"),
    "after": tr("ended before"),
    "gap": tr("could not be read at this time"),
}
_APART: dict[Apart, str] = {
    "no clock": tr("no clock is known, so it cannot be put in step"),
    "no common zone": tr("only one of the clocks has a time zone, so it cannot be put in step"),
}


class CamerasDialog(QDialog):
    """A list in which at most so many sources can be ticked; those that cannot be put in step say why."""

    def __init__(
        self, known: Cameras, time_us: int, ticked: Collection[int], most: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Other cameras"))
        offer_help(self, "player")
        self._most = most
        what = tr("These show the same corrected time, as far as their clocks are right. At most %n.", None, most)
        label = QLabel(what, wordWrap=True)
        self.list = QListWidget(objectName="cameras", wordWrap=True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Sources to be shown beside this one"))
        label.setBuddy(self.list)
        for one in known.abreast:
            self._add(one.source, _state(one, time_us), one.source.id in ticked)
        for source, apart in known.apart:
            self._add(source, _APART[apart], None)
        self._said = QLabel(wordWrap=True)
        self._said.setProperty("role", "muted")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel,
            accepted=self.accept,
            rejected=self.reject,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(10)
        for widget in (label, self.list, self._said, self.buttons):
            column.addWidget(widget)
        self.list.itemChanged.connect(self._check)
        self._check()

    @property
    def chosen(self) -> list[int]:
        """The numbers of the sources that are ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(_NUMBER) for item in items if item.checkState() == Qt.CheckState.Checked]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for some lines."""
        letter = self.fontMetrics()
        return QSize(90 * letter.averageCharWidth(), 24 * letter.height())

    def _add(self, source: Source, state: str, is_ticked: bool | None) -> None:
        """A line for a source; `is_ticked` None: it cannot be."""
        item = QListWidgetItem(line(f"{source.camera} · {source.name} · {state}"), self.list)
        item.setData(_NUMBER, source.id)
        if is_ticked is None:
            item.setFlags(Qt.ItemFlag.ItemIsSelectable)
        else:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)

    def _check(self) -> None:
        number = len(self.chosen)
        is_too_many = number > self._most
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(0 < number <= self._most)
        said = tr("%n chosen: that is more than there is room for.", None, number) if is_too_many else ""
        self._said.setText(said or tr("%n chosen.", None, number))


def _state(one: Abreast, time_us: int) -> str:
    """Whether a source shows the moment, and by how much its clock may be off."""
    absence = one.absence(time_us + one.shift_us)
    shows = tr("shows this moment") if absence is None else _ABSENT[absence]
    return tr("{state}, ± {doubt} s", state=shows, doubt=f"{clock_doubt_s(one.source.clock):g}")
