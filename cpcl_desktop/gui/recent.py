"""What was opened lately, as it is kept and as the menu has it: a case by itself, or several as one."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.look.names import entry

if TYPE_CHECKING:
    from cpcl_desktop.gui.settings import Settings

_NAMED = 3  # of several cases, in a line


def entry_of(paths: Sequence[Path]) -> str:
    """As it is kept: one by its path, several as a list, which no absolute path begins like."""
    return str(paths[0]) if len(paths) == 1 else json.dumps([str(path) for path in paths])


def paths_of(entry: str) -> tuple[Path, ...]:
    """What was kept so; nothing where somebody edited it by hand."""
    if not entry.startswith("["):
        return (Path(entry),)
    try:
        return tuple(Path(str(name)) for name in json.loads(entry))
    except (ValueError, TypeError):
        return ()


def recent_line(paths: Sequence[Path]) -> str:
    """An entry of the menu: a name and its folder, or how many cases and which."""
    if len(paths) == 1:
        return f"{paths[0].stem}    {paths[0].parent}"
    return together_line([path.stem for path in paths])


def together_line(names: Sequence[str]) -> str:
    """How many cases are read as one, and which: the first few by name."""
    named, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
    if more > 0:
        named = tr("{names} and %n more", None, more, names=named)
    return tr("%n case(s) together: {names}", None, len(names), names=named)


class RecentMenu(QObject):
    """Fills a menu with what was opened lately, each time that it opens."""

    def __init__(self, menu: QMenu, settings: Settings, open_cases: Callable[[Sequence[Path]], None]) -> None:
        super().__init__(menu)
        self._menu, self._settings, self._open_cases = menu, settings, open_cases
        menu.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self._menu.clear()
        for paths in self._settings.recent():
            action = self._menu.addAction(entry(recent_line(paths)))
            action.triggered.connect(lambda _=False, paths=paths: self._open_cases(paths))
        if self._menu.isEmpty():
            self._menu.addAction(tr("No case was opened yet")).setEnabled(False)
