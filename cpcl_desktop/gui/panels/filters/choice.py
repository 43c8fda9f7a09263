"""A chip whose menu ticks values: cameras, footage, dates, days of the week, ways, decisions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from cpcl_desktop.engine.case.names import NONE_RENAMED
from cpcl_desktop.gui import filter_wording as words
from cpcl_desktop.gui.look.names import entry
from cpcl_desktop.gui.panels.filters.chip import Chip
from cpcl_desktop.gui.panels.filters.let_through import Filters

FLAT = 31  # values that stand in one menu; of more, those that have a group stand in one for each group


class _OpenMenu(QMenu):
    """A menu that stays open while values are ticked, by the mouse or by Space; Enter and Esc close it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tick without closing."""
        action = self.actionAt(event.position().toPoint())
        if action is None or not action.isCheckable() or not action.isEnabled():
            super().mouseReleaseEvent(event)
            return
        action.trigger()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tick without closing."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
            return
        super().keyPressEvent(event)


def _ungrouped(_: str) -> str:
    return ""


class ChoiceChip(Chip):
    """Any number of values may be ticked; none ticked means all, and it can be turned round.

    `group` says under which heading a value stands where there are many.
    """

    def __init__(self, name: str, noun: str, group: Callable[[str], str] = _ungrouped) -> None:
        super().__init__(name, noun)
        self._group = group
        self._menu = _OpenMenu(self)
        self.button.setMenu(self._menu)
        self._values: dict[str, str] = {}
        self._actions: list[QAction] = []
        self._groups: dict[str, QMenu] = {}
        self._counts: Mapping[str, int] | None = None
        self._negate = QAction(words.NEGATE, self, checkable=True)
        self._negate.setToolTip(words.NEGATE_TIP)
        self._negate.toggled.connect(self._on_negated)
        self._show()

    def menu(self) -> QMenu:
        """What it opens."""
        return self._menu

    def open(self) -> None:
        """Show what can be ticked."""
        self._menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values ticked."""
        return tuple(str(action.data()) for action in self._actions if action.isChecked())

    @property
    def is_set(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.chosen)

    @property
    def has_values(self) -> bool:
        """Whether there is anything to be ticked."""
        return bool(self._values)

    @property
    def is_negated(self) -> bool:
        """Whether all others are let through instead."""
        return self._negate.isChecked()

    def let(self) -> Mapping[str, Any]:
        """The values ticked."""
        return {self.name: self.chosen}

    def take(self, let: Filters) -> None:
        """Tick what these let through."""
        self.choose(getattr(let, self.name), self.name in let.negated)

    def offer(self, values: Mapping[str, str], renamed: Mapping[str, Sequence[str]] = NONE_RENAMED) -> None:
        """Offer these values (each with its text); what was ticked and is still there, or renamed, stays ticked."""
        if dict(values) == self._values:
            return
        ticked = {now for value in self.chosen for now in renamed.get(value, (value,))}
        self._values = dict(values)
        self._menu.removeAction(self._negate)  # or it would be deleted with the others
        self._menu.clear()
        for menu in self._groups.values():
            menu.deleteLater()
        self._groups = {}
        self._actions = [self._added(value, value in ticked) for value in values]
        self._menu.addSeparator()
        self._menu.addAction(self._negate)
        self.setEnabled(bool(values))
        self._show()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show beside each value how many passages it lets through; one that is not counted lets none through."""
        self._counts = dict(counts)
        self._show()

    def choose(self, values: Collection[str], is_negated: bool = False) -> None:
        """Tick these and no others, without a signal; one that is not offered is added, since it counts."""
        if missing := [value for value in values if value not in self._values]:
            self.offer(self._values | {value: value for value in missing})
        for action in self._actions:
            _check(action, str(action.data()) in values)
        _check(self._negate, is_negated)
        self._show()

    def _added(self, value: str, is_ticked: bool) -> QAction:
        """The entry of a value, put where it stands."""
        menu = self._menu
        if len(self._values) > FLAT and (group := self._group(value)):
            if group not in self._groups:
                self._groups[group] = _OpenMenu(self._menu)
                self._menu.addMenu(self._groups[group])
            menu = self._groups[group]
        action = QAction(menu, checkable=True, checked=is_ticked)
        action.setData(value)
        action.toggled.connect(self._on_toggled)
        menu.addAction(action)
        return action

    def _on_toggled(self) -> None:
        self._show()
        self.changed.emit()

    def _on_negated(self) -> None:
        self._show()
        if self.chosen:
            self.changed.emit()

    def _said(self) -> str:
        chosen = [self._values[value] for value in self.chosen]
        return chosen[0] if len(chosen) == 1 else words.several(len(chosen))

    def _show(self) -> None:
        for action in self._actions:
            value = str(action.data())
            counted = None if self._counts is None else self._counts.get(value, 0)
            action.setText(words.count_text(entry(self._values[value]), counted))
        for name, menu in self._groups.items():
            ticked = sum(action.isChecked() for action in menu.actions())
            menu.setTitle(entry(words.group_line(name, ticked)))
        super()._show()


def _check(action: QAction, is_checked: bool) -> None:
    """Tick or not, without a signal."""
    action.blockSignals(True)
    action.setChecked(is_checked)
    action.blockSignals(False)
