"""Choosing which later passage of the same footage shows the same person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cpcl_desktop.engine.records import Hit
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.guide.key import offer_help
from cpcl_desktop.gui.lanes.frame import Follower
from cpcl_desktop.gui.wording import lasting, passage

PICTURE = QSize(72, 110)  # device-independent pixels


class FollowerDialog(QDialog):
    """The passages that begin after one has ended, the next one first and chosen."""

    def __init__(self, hit: Hit, followers: Sequence[Follower], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Same person as in a later passage"))
        offer_help(self, "player")
        self._followers = followers
        told = QLabel(
            tr(
                "In which of these is the person of passage {times} seen again? It becomes part of that passage, "
                "with what was decided last about either. Undo takes that back.",
                times=passage(hit),
            ),
            wordWrap=True,
        )
        self.list = QListWidget(iconSize=PICTURE, wordWrap=True)
        self.list.setAccessibleName(tr("Later passages of this footage"))
        told.setBuddy(self.list)
        for one in followers:
            self._add(one)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self.accept)
        buttons: QDialogButtonBox = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Cancel, accepted=self.accept, rejected=self.reject
        )
        join = buttons.addButton(tr("Same person"), QDialogButtonBox.ButtonRole.AcceptRole)
        join.setProperty("role", "primary")
        join.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(10)
        for widget in (told, self.list, buttons):
            column.addWidget(widget)

    @property
    def chosen(self) -> Follower:
        """The one that is chosen; there is always one."""
        return self._followers[max(0, self.list.currentRow())]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for three of them."""
        letter = self.fontMetrics()
        return QSize(64 * letter.averageCharWidth(), 3 * PICTURE.height() + 14 * letter.height())

    def _add(self, one: Follower) -> None:
        gap = lasting(one.after_us / 1e6)
        item = QListWidgetItem(tr("{times}, {gap} later", times=passage(one.hit), gap=gap), self.list)
        item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
        if not one.picture.isNull():
            item.setIcon(_untinted(QPixmap.fromImage(one.picture)))


def _untinted(picture: QPixmap) -> QIcon:
    """A picture whose colours stay what they are where it is chosen, too: people are told apart by them."""
    icon = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        icon.addPixmap(picture, mode)
    return icon
