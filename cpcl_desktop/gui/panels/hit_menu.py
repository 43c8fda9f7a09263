"""The menu at a hit: commands of the table, in groups."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from cpcl_desktop.engine.case.labels import DIGITS
from cpcl_desktop.gui.command import LABELS
from cpcl_desktop.gui.look.names import plain

OF_A_HIT = (  # commands by their ids
    ("open_hit", "play_hit", "compare", "copy_hits"),
    ("decide_match", "decide_no_match", "decide_unsure", "undecide"),
    ("group_match", "group_no_match", "group_unsure", "group_undecide"),
    ("bookmark", "reviewed", "note"),
    ("more_like_this", "less_like_this"),
)


def offer_hit_menu(view: QWidget, actions: Mapping[str, QAction]) -> None:
    """Let a view of hits have this menu, about those that are selected in it."""
    for group in OF_A_HIT:
        if view.actions():
            line = QAction(view)
            line.setSeparator(True)
            view.addAction(line)
        view.addActions([actions[name] for name in group])
    actions["copy_hits"].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # elsewhere it copies something else
    menu = QMenu(plain(LABELS), view)
    menu.addActions([actions[f"label_{digit}"] for digit in DIGITS])
    view.addAction(menu.menuAction())
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
