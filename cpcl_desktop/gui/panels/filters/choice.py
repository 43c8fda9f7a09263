"""A chip whose menu ticks values: cameras, footage, dates, days of the week, ways, decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
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
NO_GROUPS: Mapping[str, str] = {}
MOST = 300  # values in one menu: no longer one is gone through, and it would open late


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


class ChoiceChip(Chip):
    """Any number of values may be ticked; none ticked means all, and it can be turned round.

    Menus are filled when they open: of thousands of values few are ever looked at.
    """

    def __init__(self, name: str, noun: str) -> None:
        super().__init__(name, noun)
        self._menu = _OpenMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.button.setMenu(self._menu)
        self._values: dict[str, str] = {}
        self._groups: dict[str, str] = {}
        self._ticked: set[str] = set()
        self._actions: dict[str, QAction] = {}  # of the values whose menu was opened
        self._menus: dict[str, QMenu] = {}  # by their groups
        self._is_filled = False
        self._counts: Mapping[str, int] | None = None
        self._negate = QAction(words.NEGATE, self, checkable=True)
        self._negate.setToolTip(words.NEGATE_TIP)
        self._negate.toggled.connect(self._on_negated)
        self._show()

    def menu(self) -> QMenu:
        """What it opens."""
        self._fill()
        return self._menu

    def open(self) -> None:
        """Show what can be ticked."""
        self._menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values ticked."""
        return tuple(value for value in self._values if value in self._ticked)

    @property
    def is_set(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self._ticked)

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

    def offer(
        self,
        values: Mapping[str, str],
        renamed: Mapping[str, Sequence[str]] = NONE_RENAMED,
        groups: Mapping[str, str] = NO_GROUPS,
    ) -> None:
        """Offer these values (each with its text); what was ticked and is still there, or renamed, stays ticked.

        Many of them stand under the headings that `groups` has for them.
        """
        if (dict(values), dict(groups)) == (self._values, self._groups):
            return
        ticked = {now for value in self.chosen for now in renamed.get(value, (value,))}
        self._values, self._groups = dict(values), dict(groups)
        self._ticked = ticked & self._values.keys()
        self._is_filled = False
        if self._menu.isVisible():
            self._fill()
        self.setEnabled(bool(values))
        self._show()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show beside each value how many passages it lets through; one that is not counted lets none through."""
        self._counts = dict(counts)
        self._show()

    def choose(self, values: Collection[str], is_negated: bool = False) -> None:
        """Tick these and no others, without a signal; one that is not offered is added, since it counts."""
        if missing := [value for value in values if value not in self._values]:
            self.offer(self._values | {value: value for value in missing}, groups=self._groups)
        self._ticked = set(values)
        self._is_filled = self._is_filled and self._menu.isVisible()  # one that is far down may have no entry yet
        for value, action in self._actions.items():
            _check(action, value in self._ticked)
        _check(self._negate, is_negated)
        self._show()

    # --- its menus

    def _fill(self) -> None:
        """Let the menu hold what is offered now."""
        if not self._is_filled:
            self._is_filled = True
            self._menu.removeAction(self._negate)  # or it would be deleted with the others
            self._menu.clear()
            for menu in self._menus.values():
                menu.deleteLater()
            self._actions, self._menus = {}, {}
            for group, values in self._by_group().items():
                self._put(group, values)
            self._menu.addSeparator()
            self._menu.addAction(self._negate)
        self._label()

    def _by_group(self) -> dict[str, list[str]]:
        """The values by the menus in which they stand, "" for that of the chip itself."""
        if len(self._values) <= FLAT:
            return {"": list(self._values)}
        found: dict[str, list[str]] = {}
        for value in self._values:
            found.setdefault(self._groups.get(value, ""), []).append(value)
        return found

    def _put(self, group: str, values: Sequence[str]) -> None:
        if not group:
            self._add(self._menu, values)
            return
        menu = self._menus[group] = _OpenMenu(self._menu)
        menu.aboutToShow.connect(lambda: self._on_group_opened(menu, values))
        self._menu.addMenu(menu)

    def _on_group_opened(self, menu: QMenu, values: Sequence[str]) -> None:
        if menu.isEmpty():
            self._add(menu, values)
        self._label()

    def _add(self, menu: QMenu, values: Sequence[str]) -> None:
        """An entry for each value, those that are ticked in any case."""
        shown = [value for number, value in enumerate(values) if number < MOST or value in self._ticked]
        for value in shown:
            action = QAction(menu, checkable=True, checked=value in self._ticked)
            action.setData(value)
            action.toggled.connect(lambda is_ticked, value=value: self._on_toggled(value, is_ticked))
            menu.addAction(action)
            self._actions[value] = action
        if len(shown) < len(values):
            menu.addAction(words.and_more(len(values) - len(shown))).setEnabled(False)

    def _label(self) -> None:
        for value, action in self._actions.items():
            counted = None if self._counts is None else self._counts.get(value, 0)
            action.setText(words.count_text(entry(self._values[value]), counted))
        of_groups = Counter(self._groups.get(value, "") for value in self._ticked)
        for group, menu in self._menus.items():
            menu.setTitle(entry(words.group_line(group, of_groups[group])))

    def _on_toggled(self, value: str, is_ticked: bool) -> None:
        (self._ticked.add if is_ticked else self._ticked.discard)(value)
        self._show()
        self.changed.emit()

    def _said(self) -> str:
        chosen = [self._values[value] for value in self.chosen]
        return chosen[0] if len(chosen) == 1 else words.several(len(chosen))

    def _show(self) -> None:
        if self._menu.isVisible():
            self._label()
        super()._show()


def _check(action: QAction, is_checked: bool) -> None:
    """Tick or not, without a signal."""
    action.blockSignals(True)
    action.setChecked(is_checked)
    action.blockSignals(False)
