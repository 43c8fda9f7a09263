"""What the guide's pages take from the program's own tables, so that no key or setting is described twice.

A line `{{keys decisions}}` of a page stands for the commands of that menu, `{{settings}}` for the settings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtGui import QKeySequence

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.command import CASE, DECISIONS, FOOTAGE, HELP, LABELS, PAGES, SEARCH, VIEW
from cpcl_desktop.gui.commands import COMMANDS
from cpcl_desktop.gui.look.names import plain
from cpcl_desktop.gui.settings import TABLE

MENUS: Final[Mapping[str, str]] = {
    "case": CASE,
    "footage": FOOTAGE,
    "search": SEARCH,
    "view": VIEW,
    "decisions": DECISIONS,
    "labels": LABELS,
    "pages": PAGES,
    "help": HELP,
}
"""The menus by the names that pages have for them."""
_PLACE: Final = re.compile(r"^\{\{(\w+)(?: (\w+))?\}\}$", re.MULTILINE)


def filled(text: str) -> str:
    """A page with its tables in place; KeyError for one that there is not."""
    return _PLACE.sub(lambda found: _MAKERS[found[1]](found[2]), text)


def _keys(menu: str) -> str:
    of = [command for command in COMMANDS if command.menu == MENUS[menu] and command.sheet != ""]
    rows = [(plain(one.text), one.sheet or " ".join(map(_shown, one.keys)), one.tip) for one in of]
    return _table((tr("Command"), tr("Keys"), tr("What it does")), rows)


def _settings(_: str) -> str:
    rows = [(setting.label, setting.tip) for setting in TABLE]
    return _table((tr("Setting"), tr("What it does")), rows)


def _shown(keys: str) -> str:
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return f"`{shown}`" if shown != "`" else shown


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


_MAKERS: Final[Mapping[str, Callable[[str], str]]] = {"keys": _keys, "settings": _settings}
