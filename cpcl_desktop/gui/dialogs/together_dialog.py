"""Choosing cases to be searched as one: recent ones to tick, others from files, in an order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.guide.key import offer_help
from cpcl_desktop.gui.look.names import tip
from cpcl_desktop.gui.views.view import button

_PATH = int(Qt.ItemDataRole.UserRole)
_Check = Qt.CheckState


class TogetherDialog(QDialog):
    """A list in which two cases or more are ticked; `more` asks for files. Rows are moved by mouse or buttons."""

    def __init__(
        self,
        known: Sequence[Path],
        ticked: Sequence[Path],
        more: Callable[[QWidget], Sequence[Path]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Open several cases together"))
        offer_help(self, "together")
        self._more = more
        what = tr(
            "Tick the cases to be searched as one. Nothing is copied or merged; what you decide goes into the case "
            "of the hit. Where two have the same footage, it is searched in the upper one."
        )
        label = QLabel(what, wordWrap=True)
        self.list = QListWidget(objectName="cases")
        self.list.setAccessibleName(tr("Cases to be searched together"))
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        label.setBuddy(self.list)
        self.said = QLabel(wordWrap=True)
        self.said.setProperty("role", "muted")
        ok, cancel = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel
        self.buttons = QDialogButtonBox(ok | cancel, accepted=self.accept, rejected=self.reject)
        self.open_button: QPushButton = self.buttons.button(ok)
        self.open_button.setText(tr("Open together"))
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(10)
        column.addWidget(label)
        column.addWidget(self.list, 1)
        column.addLayout(self._moving())
        column.addWidget(self.said)
        column.addWidget(self.buttons)
        self.add(ticked)
        self.add(known, is_ticked=False)
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(self._check)
        self._check()

    @property
    def chosen(self) -> tuple[Path, ...]:
        """The cases that are ticked, in the order of the list."""
        return tuple(Path(item.data(_PATH)) for item in self._items() if item.checkState() == _Check.Checked)

    def add(self, paths: Sequence[Path], is_ticked: bool = True) -> None:
        """Add cases at the end; one that stands there already is ticked instead."""
        there = {Path(item.data(_PATH)): item for item in self._items()}
        for path in paths:
            item = there.get(path)
            if item is None:
                item = QListWidgetItem(line(f"{path.stem}    {path.parent}"), self.list)
                item.setData(_PATH, str(path))  # as text: a row that is dragged keeps nothing else
                item.setToolTip(tip([str(path)]))
                item.setFlags((item.flags() | Qt.ItemFlag.ItemIsUserCheckable) & ~Qt.ItemFlag.ItemIsDropEnabled)
                item.setCheckState(_Check.Unchecked)
            if is_ticked:
                item.setCheckState(_Check.Checked)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for some lines."""
        letter = self.fontMetrics()
        return QSize(84 * letter.averageCharWidth(), 24 * letter.height())

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _moving(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(
            button(tr("Add files…"), tr("Choose case files that are not in the list"), self._on_more, "add")
        )
        row.addStretch(1)
        row.addWidget(button(tr("Up"), tr("Move the selected case up"), lambda: self.move_current(-1)))
        row.addWidget(button(tr("Down"), tr("Move the selected case down"), lambda: self.move_current(1)))
        return row

    def move_current(self, by: int) -> None:
        """Move the selected row up or down."""
        row = self.list.currentRow()
        if row >= 0 and 0 <= row + by < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentItem(item)

    def _on_more(self) -> None:
        self.add(self._more(self))

    def _check(self) -> None:
        number = len(self.chosen)
        self.open_button.setEnabled(number > 1)
        self.said.setText(tr("%n chosen.", None, number) if number > 1 else tr("Tick two cases or more."))
