"""One likely person: how firmly the passages belong together, what contradicts, when and where; the name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from cpcl_desktop.engine.case.records import CropRow
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.thumbnails import Thumbnails
from cpcl_desktop.gui.person_wording import against_lines, person_line
from cpcl_desktop.gui.views.person_models import ITEM_ROLE, AppearanceModel, PersonDelegate
from cpcl_desktop.gui.views.timeline import Timeline
from cpcl_desktop.gui.views.view import action_button, words

if TYPE_CHECKING:
    from cpcl_desktop.engine.persons.persons import Appearance, Person

_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class RowList(QListView):
    """Rows of pictures and text, of which several can be selected; Enter or a double click opens one."""

    opened = Signal(QModelIndex)

    def __init__(self, name: str, model: QAbstractItemModel, is_beside: bool = False) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(PersonDelegate(self, is_beside))
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.doubleClicked.connect(self.opened)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Whoever comes by the keyboard is at a row at once."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEY and not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens; everything else moves as in any list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class PersonSheet(QWidget):
    """Shows one person. `named` carries what is to be the name, `opened` an appearance for the player."""

    opened = Signal(object)  # Appearance
    named = Signal(str)

    def __init__(self, actions: Mapping[str, QAction], thumbnails: Thumbnails) -> None:
        super().__init__()
        self.person: Person | None = None
        self.title, self.against = words(role=""), words(role="warning")
        self.name = QLineEdit(placeholderText=tr("a name for this proposal, such as “red coat”"))
        self.name.setAccessibleName(tr("Name of the likely person"))
        self.name.returnPressed.connect(lambda: self.named.emit(self.name.text().strip()))
        self.timeline = Timeline()
        self.model = AppearanceModel(thumbnails)
        self.list = RowList(tr("Passages of the likely person"), self.model, is_beside=True)
        self.list.opened.connect(lambda index: self.opened.emit(index.data(ITEM_ROLE)))
        self.timeline.opened.connect(self.opened)
        self.timeline.reached.connect(self._on_reached)
        self.list.selectionModel().currentChanged.connect(lambda index: self.timeline.go_to(max(0, index.row())))
        label = QLabel(tr("Name"))
        label.setBuddy(self.name)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.name, 1)
        row.addWidget(action_button(actions["split_person"]))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 0, 0)
        column.addWidget(self.title)
        column.addLayout(row)
        for widget in (self.against, self.timeline):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        self.show_person(None, {})

    @property
    def chosen(self) -> list[Appearance]:
        """The appearances that are selected."""
        rows = sorted(self.list.selectionModel().selectedIndexes(), key=QModelIndex.row)
        return [index.data(ITEM_ROLE) for index in rows]

    def show_person(self, person: Person | None, crops: Mapping[int, CropRow]) -> None:
        """Show a person, or that there is none."""
        self.person = person
        self.setVisible(person is not None)
        self.title.setText(line(person_line(person)) if person else "")
        self.name.setText(person.name if person else "")
        lines = against_lines(person) if person else []
        self.against.setText("\n".join(map(line, lines)))
        self.against.setVisible(bool(lines))
        self.model.show(person, crops)
        self.timeline.show_appearances(person.appearances if person else ())

    def _on_reached(self, number: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(self.model.index(number), flag)
