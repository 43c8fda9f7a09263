"""Every command of the window in one table: menus, toolbar, shortcuts and the shortcut sheet come from it.

Adding a command is one entry here and a method `on_<id>` of the window, or of the player for its commands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from cpcl_desktop.gui.look.icons import set_icon

Scope = Literal["window", "player"]  # the player's are enabled while it is shown, and then have the keys


@dataclass(frozen=True, slots=True)
class Command:
    """A command: `id` names it and the method `on_<id>` that does it; `keys` are portable key sequences."""

    id: str
    menu: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    scope: Scope = "window"
    separated: bool = False  # a line above it in the menu
    checkable: bool = False


COMMANDS: Sequence[Command] = (
    Command("new_case", "&Case", "&New case…", "Make an empty case file", ("Ctrl+N",), "new"),
    Command("open_case", "&Case", "&Open case…", "Open a case file", ("Ctrl+O",), "open"),
    Command("close_case", "&Case", "&Close case", "Close the case; everything is kept", ("Ctrl+W",)),
    Command("occasion", "&Case", "&Purpose and authority…", "Say why, and by whose order: it goes into the log"),
    Command("settings", "&Case", "&Settings…", "Detector, provider, sampling, appearance", ("Ctrl+,",), "settings",
            separated=True),
    Command("add_model", "&Case", "Add a &model…", "Add a person detector (.onnx) or a model from a file"),
    Command("quit", "&Case", "&Quit", "Close the program", ("Ctrl+Q",), separated=True),
    Command("add_files", "&Footage", "Add &videos…", "Add video files; they are only read, never moved",
            ("Ctrl+Shift+A",), "video"),
    Command("add_folder", "&Footage", "Add &folder…", "Add a folder of videos or of frames, with its sub-folders",
            ("Ctrl+Shift+F",), "folder"),
    Command("add_crops", "&Footage", "Add folder of &cropped people…",
            "Add images that show one person each, already cut out", (), "crops"),
    Command("resume", "&Footage", "&Go on with unfinished footage",
            "Go on where reading stopped, and try again what could not be read", ("Ctrl+Shift+R",), "retry",
            separated=True),
    Command("take_out", "&Footage", "&Take out of the list",
            "Forget the selected footage, which waits to be read; its file stays where it is", ("Del",)),
    Command("relink", "&Footage", "Find &moved footage…",
            "Look in a folder for footage that is not where it was, by its content"),
    Command("cancel", "&Footage", "&Stop adding footage", "Stop; what was found is kept", ("Ctrl+.",), "close"),
    Command("find", "&Search", "&Describe a person", "Go to the query box", ("Ctrl+F", "/"), "search"),
    Command("example_image", "&Search", "Example &image…", "Search by a picture of the person",
            ("Ctrl+I",), "image"),
    Command("more_like_this", "&Search", "&More like this", "Search by the selected hit's picture",
            ("+",), "target"),
    Command("clear_search", "&Search", "&Clear the search", "Remove description, example and filters",
            ("Ctrl+Backspace",), "close"),
    Command("back_to_hits", "&View", "&Back to the hits", "Leave the player", ("Esc",), "back", scope="player"),
    Command("previous_hit", "&View", "&Previous hit", "Show the hit before this one", ("PgUp",), "previous",
            scope="player"),
    Command("next_hit", "&View", "&Next hit", "Show the hit after this one", ("PgDown",), "next", scope="player"),
    Command("play", "&View", "&Play or pause", "Play from here, or pause", ("Space",), "play", scope="player",
            separated=True),
    Command("play_back", "&View", "Play back&wards", "Play backwards; again for faster", ("J",), scope="player"),
    Command("pause", "&View", "Pa&use", "Stop playing", ("K",), scope="player"),
    Command("play_on", "&View", "Play &forwards", "Play; again for faster", ("L",), scope="player"),
    Command("step_back", "&View", "One frame bac&k", "Show the frame before this one", (",", "Left"), "step-back",
            scope="player"),
    Command("step_on", "&View", "One frame &on", "Show the next frame", (".", "Right"), "step-forward",
            scope="player"),
    Command("skip_back", "&View", "Five seconds back", "Jump five seconds back", ("Shift+Left",), "skip-back",
            scope="player"),
    Command("skip_on", "&View", "Five seconds on", "Jump five seconds on", ("Shift+Right",), "skip-forward",
            scope="player"),
    Command("to_hit", "&View", "Back to the &moment of the hit", "Show the frame of the best picture again",
            ("Home",), "target", scope="player"),
    Command("earlier_moment", "&View", "Earlier moment", "Show the moment before, of those in the strip", ("[",),
            scope="player"),
    Command("later_moment", "&View", "Later moment", "Show the moment after, of those in the strip", ("]",),
            scope="player"),
    Command("copy_time", "&View", "Copy the &time", "Copy file, camera and exact time of the frame shown",
            ("Ctrl+Shift+C",), "copy", scope="player"),
    Command("decide_match", "&Decisions", "&Match", "This is the person looked for", ("1",), "done", scope="player",
            checkable=True),
    Command("decide_no_match", "&Decisions", "&No match", "This is somebody else", ("2",), "failed",
            scope="player", checkable=True),
    Command("decide_unsure", "&Decisions", "&Unsure", "It cannot be told", ("3",), "question", scope="player",
            checkable=True),
    Command("undecide", "&Decisions", "&Withdraw the decision", "Take the decision back; the log keeps it",
            ("0",), "close", scope="player"),
    Command("note", "&Decisions", "N&ote…", "Write down why, or what else is to be seen", ("N",), "note",
            scope="player"),
    Command("undo", "&Decisions", "U&ndo", "Take the last decision back", ("Ctrl+Z",), separated=True),
    Command("redo", "&Decisions", "Re&do", "Decide again what was taken back", ("Ctrl+Shift+Z", "Ctrl+Y")),
    Command("report", "&Decisions", "Write a &report…", "Matches or hits as HTML, PDF, CSV and JSON, to hand in",
            ("Ctrl+E",), "report", separated=True),
    Command("shortcuts", "&Help", "&Keyboard shortcuts", "All shortcuts on one sheet", ("F1", "?"), "info"),
    Command("about", "&Help", "&About CPCL Desktop", "Version and licence", ()),
)  # fmt: skip


def build_actions(window: QWidget, player: QWidget) -> dict[str, QAction]:
    """One action per command, bound to `on_<id>` of the window, or of the player for its own."""
    actions = {}
    owners = {"window": window, "player": player}
    for command in COMMANDS:
        action = QAction(command.text, window)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setToolTip(_tip(action, command))
        action.setStatusTip(command.tip)
        action.setCheckable(command.checkable)
        if command.icon:
            set_icon(action, command.icon)
        action.triggered.connect(getattr(owners[command.scope], f"on_{command.id}"))
        window.addAction(action)
        actions[command.id] = action
    return actions


def fill_menus(bar: QMenuBar, actions: Mapping[str, QAction]) -> QMenu:
    """All commands in their menus; returns the sub-menu for recent cases, which is the window's to fill."""
    menus = {name: bar.addMenu(name) for name in dict.fromkeys(command.menu for command in COMMANDS)}
    recent = QMenu("Open &recent", bar)
    for command in COMMANDS:
        if command.separated:
            menus[command.menu].addSeparator()
        menus[command.menu].addAction(actions[command.id])
        if command.id == "open_case":
            menus[command.menu].addMenu(recent)
    return recent


def shortcut_sheet(actions: Mapping[str, QAction]) -> str:
    """All shortcuts as an HTML table, grouped as in the menus."""
    groups = {}
    for menu in dict.fromkeys(command.menu for command in COMMANDS):
        rows = [_row(c, actions[c.id]) for c in COMMANDS if c.menu == menu and c.keys]
        groups[menu] = f"<h4>{menu.replace('&', '')}</h4><table cellpadding=3>{''.join(rows)}</table>"
    right = groups.pop("&View")
    left = "".join(groups.values())
    return f"<table cellpadding=10><tr><td>{left}</td><td>{right}{_GRID_KEYS}</td></tr></table>"


_GRID_KEYS = (
    "<h4>In the grid and the query box</h4><table cellpadding=3>"
    "<tr><td><b>Enter</b></td><td>&nbsp;Search, or open the hit</td></tr>"
    "<tr><td><b>arrows</b></td><td>&nbsp;Move among the hits</td></tr>"
    "<tr><td><b>Ctrl+V</b></td><td>&nbsp;Paste an image to search by</td></tr></table>"
)


def _row(command: Command, action: QAction) -> str:
    keys = " &nbsp;or&nbsp; ".join(
        key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()
    )
    return f"<tr><td nowrap><b>{keys}</b></td><td nowrap>&nbsp;{command.tip}</td></tr>"


def _tip(action: QAction, command: Command) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{command.tip} ({keys})" if keys else command.tip
