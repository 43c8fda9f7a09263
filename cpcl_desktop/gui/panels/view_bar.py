"""How hits are shown: as cards, a list, a timeline or a map, in which groups and in which order."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui import results_wording as words
from cpcl_desktop.gui.look.flow_layout import FlowLayout

VIEW_COMMANDS: Mapping[str, str] = {name: f"view_{name}" for name in words.VIEWS}


class ViewBar(QWidget):
    """A button for each view, of which one is held down, and the choices of groups and order."""

    grouped = Signal(str)  # a grouping
    ordered = Signal(str)  # an order

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        flow = FlowLayout(self, 8)  # a narrow window has the choices in a second row
        views = QWidget()
        row = QHBoxLayout(views)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._actions = {name: actions[command] for name, command in VIEW_COMMANDS.items()}
        for name, action in self._actions.items():
            button = QToolButton()
            action.setIconText(words.VIEWS[name])
            button.setDefaultAction(action)
            button.setAccessibleName(tr("View: {name}", name=words.VIEWS[name]))
            row.addWidget(button)
        self.groups = QComboBox()
        self.offer_groups(is_several=False)
        self.groups.setAccessibleName(words.GROUP)
        self.groups.setToolTip(words.GROUPING_NOTE)
        self.groups.currentIndexChanged.connect(lambda: self.grouped.emit(str(self.groups.currentData())))
        self.orders = QComboBox()
        for name, said in words.ORDERS.items():
            self.orders.addItem(said, name)
        self.orders.setAccessibleName(words.ORDER)
        self.orders.setToolTip(words.SORTING_NOTE)
        self.orders.setAccessibleDescription(words.SORTING_NOTE)
        self.orders.currentIndexChanged.connect(lambda: self.ordered.emit(str(self.orders.currentData())))
        for part in (views, self.groups, self.orders):
            flow.addWidget(part)

    def offer_groups(self, is_several: bool) -> None:
        """Offer groups by case only where several are searched as one; what is chosen stays where it is offered."""
        offered = [name for name in words.GROUPS if is_several or name != "case"]
        if offered != [self.groups.itemData(at) for at in range(self.groups.count())]:
            chosen = self.groups.currentData()
            self.groups.blockSignals(True)
            self.groups.clear()
            for name in offered:
                self.groups.addItem(words.GROUPS[name], name)
            self.groups.blockSignals(False)
            self.groups.setCurrentIndex(max(0, self.groups.findData(chosen)))
            if chosen is not None and self.groups.currentData() != chosen:
                self.grouped.emit(str(self.groups.currentData()))

    def show_view(self, view: str) -> None:
        """Hold down the button of a view."""
        for name, action in self._actions.items():
            action.setChecked(name == view)
