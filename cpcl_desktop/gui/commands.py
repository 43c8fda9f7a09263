"""Every command of the window in one table: menus, toolbar, shortcuts and the shortcut sheet come from it.

Adding a command is one entry here, and a method of whoever carries it out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.command import Command
from cpcl_desktop.gui.look.icons import set_icon
from cpcl_desktop.gui.page_commands import PAGE_COMMANDS
from cpcl_desktop.gui.player_commands import PLAYER_COMMANDS
from cpcl_desktop.gui.situation import (
    Situation,
    can_empty,
    can_find,
    can_read_again,
    can_redo,
    can_relink,
    can_report,
    can_resume,
    can_take_out,
    can_undo,
    has_hits,
    has_new,
    is_adding,
    is_binned_selected,
    is_hit_chosen,
    is_in_player,
    is_open,
    is_source_selected,
)
from cpcl_desktop.gui.writing import WHY_NOT, WRITES

COMMANDS: Sequence[Command] = (
    Command("new_case", "&Case", "&New case…", "Make an empty case file", ("Ctrl+N",), "new"),
    Command("open_case", "&Case", "&Open case…", "Open a case file", ("Ctrl+O",), "open"),
    Command("close_case", "&Case", "&Close case", "Close the case; everything is kept", ("Ctrl+W",), when=is_open),
    Command("occasion", "&Case", "&Purpose and authority…", "Say why, and by whose order: it goes into the log",
            when=is_open),
    Command("settings", "&Case", "&Settings…", "Detector, provider, sampling, appearance", ("Ctrl+,",), "settings",
            separated=True),
    Command("add_model", "&Case", "Add a &model…", "Add a person detector (.onnx) or a model from a file"),
    Command("quit", "&Case", "&Quit", "Close the program", ("Ctrl+Q",), separated=True, does="window.close"),
    Command("add_files", "&Footage", "Add &videos…", "Add video files; they are only read, never moved",
            ("Ctrl+Shift+A",), "video"),
    Command("add_folder", "&Footage", "Add &folder…", "Add a folder of videos or of frames, with its sub-folders",
            ("Ctrl+Shift+F",), "folder"),
    Command("add_crops", "&Footage", "Add folder of &cropped people…",
            "Add images that show one person each, already cut out", (), "crops"),
    Command("resume", "&Footage", "&Go on with unfinished footage",
            "Go on where reading stopped, and try again what could not be read", ("Ctrl+Shift+R",), "retry",
            separated=True, does="desk.retry", when=can_resume),
    Command("read_again", "&Footage", tr("&Read the selected again"),
            tr("Read the selected footage again, which failed or was not read to the end"), (), "retry",
            does="sources", when=can_read_again),
    Command("check_again", "&Footage", tr("C&heck the selected"),
            tr("Read the selected footage again and compare it with the hash that the case keeps"), (), "verify",
            does="sources", when=is_source_selected),
    Command("take_out", "&Footage", tr("&Take out of the case"),
            tr("Forget what waits; put what was read into the bin, where it is not searched. No file is touched"),
            ("Del",), does="sources.take_out", when=can_take_out, separated=True),
    Command("put_back", "&Footage", tr("&Put back from the bin"),
            tr("Let the selected footage be searched again, with all that was decided about it"),
            does="sources", when=is_binned_selected),
    Command("empty_bin", "&Footage", tr("&Empty the bin…"),
            tr("Remove what is in the bin from the case for good; what goes is said before"), does="caring",
            when=can_empty),
    Command("watch_folder", "&Footage", tr("&Watch a folder…"),
            tr("Add the videos that newly arrive in a folder, until you stop that or close the case"), (), "folder",
            does="caring", when=is_open),
    Command("clock", "&Footage", "Recorder's c&lock…",
            "State when the selected footage was recorded, and how far its recorder's clock is off",
            does="sources.state_clock", when=is_source_selected),
    Command("relink_selected", "&Footage", tr("Find the &selected…"),
            tr("Look in a folder for the selected footage, by its content"), does="sources", when=can_find),
    Command("relink", "&Footage", "Find &moved footage…",
            "Look in a folder for footage that is not where it was, by its content", when=can_relink),
    Command("cancel", "&Footage", "&Stop adding footage", "Stop; what was found is kept", ("Ctrl+.",), "close",
            does="desk.stop_ingest", when=is_adding),
    Command("find", "&Search", "&Describe a person", "Go to the query box", ("Ctrl+F", "/"), "search",
            does="views.describe", when=is_open),
    Command("example_image", "&Search", "Example &image…", "Search by a picture of the person", ("Ctrl+I",),
            "image", when=is_open),
    Command("more_like_this", "&Search", "&More like this", "Search by how the selected passages look", ("+",),
            "target", does="pages.more_like_this", when=has_hits),
    Command("less_like_this", "&Search", "&Less like this", "Let hits that look like the selected ones come later",
            ("-",), does="pages.less_like_this", when=has_hits),
    Command("clear_search", "&Search", "&Clear the search", "Remove description, example and filters",
            ("Ctrl+Backspace",), "close", does="page.clear_search", when=is_open),
    Command("save_search", "&Search", "&Save this search…", "Save description, example and filters in this case",
            ("Ctrl+S",), does="searches", when=is_open, separated=True),
    Command("clear_history", "&Search", "&Forget the searches of before",
            "Forget what was searched for on this machine; the log of each case keeps it", does="searches"),
    Command("take_new", "&Search", "Show &new passages", "Take in what was read since these hits were found",
            ("F5",), "retry", does="page", when=has_new),
    Command("view_cards", "&View", "Hits as &cards", "Show the hits as cards side by side", ("F6",),
            does="results", when=is_open, checkable=True),
    Command("view_list", "&View", "Hits as a &list", "Show the hits as rows of a list", ("F7",),
            does="results", when=is_open, checkable=True),
    Command("view_timeline", "&View", "Hits on a &timeline", "Show the hits by camera and time", ("F8",),
            does="results", when=is_open, checkable=True),
    Command("view_map", "&View", "Ways on a &map", "Show the ways of the hits in a camera's view", ("F9",),
            does="results", when=is_open, checkable=True),
    Command("compare", "&View", "Side by si&de", "Show two to four selected hits side by side", ("C",),
            does="results", when=has_hits),
    Command("back_to_hits", "&View", "&Back to the hits", "Leave the player", ("Esc",), "back", does="player",
            when=is_in_player, separated=True),
    Command("previous_hit", "&View", "&Previous hit", "Show the hit before this one", ("PgUp",), "previous",
            does="player", when=is_in_player),
    Command("next_hit", "&View", "&Next hit", "Show the hit after this one", ("PgDown",), "next", does="player",
            when=is_in_player),
    Command("play", "&View", "&Play or pause", "Play from here, or pause", ("Space",), "play", does="player",
            when=is_in_player, separated=True),
    Command("play_back", "&View", "Play back&wards", "Play backwards; again for faster", ("J",), does="player",
            when=is_in_player),
    Command("pause", "&View", "Pa&use", "Stop playing", ("K",), does="player", when=is_in_player),
    Command("play_on", "&View", "Play &forwards", "Play; again for faster", ("L",), does="player",
            when=is_in_player),
    Command("step_back", "&View", "One frame bac&k", "Show the frame before this one", (",", "Left"), "step-back",
            does="player", when=is_in_player),
    Command("step_on", "&View", "One frame &on", "Show the next frame", (".", "Right"), "step-forward",
            does="player", when=is_in_player),
    Command("skip_back", "&View", "Five seconds back", "Jump five seconds back", ("Shift+Left",), "skip-back",
            does="player", when=is_in_player),
    Command("skip_on", "&View", "Five seconds on", "Jump five seconds on", ("Shift+Right",), "skip-forward",
            does="player", when=is_in_player),
    Command("to_hit", "&View", "Back to the &moment of the hit", "Show the frame of the best picture again",
            ("Home",), "target", does="player", when=is_in_player),
    Command("earlier_moment", "&View", "Earlier moment", "Show the moment before, of those in the strip", ("[",),
            does="player", when=is_in_player),
    Command("later_moment", "&View", "Later moment", "Show the moment after, of those in the strip", ("]",),
            does="player", when=is_in_player),
    Command("copy_time", "&View", "Copy the &time", "Copy file, camera and exact time of the frame shown",
            ("Ctrl+Shift+C",), "copy", does="player", when=is_in_player),
    Command("loop", "&View", "P&lay the passage over and over", "Play the passage, or what is marked, in a loop",
            ("Shift+L",), "loop", does="marks", when=is_in_player, checkable=True),
    Command("mark_in", "&View", "Clip &begins here", "The clip begins with the frame shown", ("I",), "mark-in",
            does="marks", when=is_in_player, separated=True),
    Command("mark_out", "&View", "Clip &ends here", "The clip ends with the frame shown", ("O",), "mark-out",
            does="marks", when=is_in_player),
    Command("clear_marks", "&View", "Clip is the pass&age", "Forget where the clip begins and ends", ("Shift+I",),
            does="marks", when=is_in_player),
    Command("export_clip", "&View", "E&xport the clip…",
            "Write what is marked, or the passage, as a clip with a file that says what it is", ("X",), "video",
            when=is_in_player),
    Command("save_still", "&View", "&Save this frame…",
            "Write the frame as a picture, with a file that has its time, the footage's hash and the box", ("S",),
            "image", when=is_in_player),
    *PLAYER_COMMANDS,
    Command("review", "&Decisions", "&Review what is undecided",
            "Show the hits that are not decided, one after the other; a decision shows the next", ("Ctrl+R",),
            "target", does="triage", when=has_hits, checkable=True),
    Command("decide_match", "&Decisions", "&Match", "This is the person looked for", ("1",), "done", does="triage",
            when=is_hit_chosen, separated=True, checkable=True),
    Command("decide_no_match", "&Decisions", "&No match", "This is somebody else", ("2",), "failed", does="triage",
            when=is_hit_chosen, checkable=True),
    Command("decide_unsure", "&Decisions", "&Unsure", "It cannot be told", ("3",), "question", does="triage",
            when=is_hit_chosen, checkable=True),
    Command("undecide", "&Decisions", "&Withdraw the decision", "Take the decision back; the log keeps it", ("0",),
            "close", does="triage", when=is_hit_chosen),
    Command("group_match", "&Decisions", "Match: the whole group",
            "Decide at once about all hits that are proposed to show the same person", ("Alt+1",), does="triage",
            when=is_hit_chosen, separated=True),
    Command("group_no_match", "&Decisions", "No match: the whole group",
            "All hits that are proposed to show the same person are somebody else", ("Alt+2",), does="triage",
            when=is_hit_chosen),
    Command("group_unsure", "&Decisions", "Unsure: the whole group",
            "Of all hits that are proposed to show the same person it cannot be told", ("Alt+3",), does="triage",
            when=is_hit_chosen),
    Command("group_undecide", "&Decisions", "Withdraw for the whole group",
            "Take the decisions back on all hits that are proposed to show the same person", ("Alt+0",),
            does="triage", when=is_hit_chosen),
    Command("bookmark", "&Decisions", "&Bookmark", "Put a bookmark on the passage, or take it off", ("B",),
            "bookmark", does="triage", when=is_hit_chosen, separated=True, checkable=True),
    Command("reviewed", "&Decisions", "Re&viewed", "Note that the passage was looked at, or that it was not",
            ("R",), "reviewed", does="triage", when=is_hit_chosen, checkable=True),
    Command("note", "&Decisions", "N&ote…", "Write down why, or what else is to be seen", ("N",), "note",
            when=is_hit_chosen),
    Command("undo", "&Decisions", "U&ndo", "Take back what was decided or saved last", ("Ctrl+Z",), separated=True,
            does="views", when=can_undo),
    Command("redo", "&Decisions", "Re&do", "Do again what was taken back", ("Ctrl+Shift+Z", "Ctrl+Y"),
            does="views", when=can_redo),
    Command("report", "&Decisions", "Write a &report…", "Matches or hits as HTML, PDF, CSV and JSON, to hand in",
            ("Ctrl+E",), "report", separated=True, when=can_report),
    *PAGE_COMMANDS,
    Command("shortcuts", "&Help", "&Keyboard shortcuts", "All shortcuts on one sheet", ("F1", "?"), "info",
            does="window.on_shortcuts"),
    Command("about", "&Help", "&About CPCL Desktop", "Version and licence", ()),
)  # fmt: skip


def build_actions(window: QWidget) -> dict[str, QAction]:
    """One action per command, which do nothing yet."""
    actions = {}
    for command in COMMANDS:
        action = QAction(command.text, window)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setToolTip(_tip(action, command))
        action.setStatusTip(command.tip)
        action.setCheckable(command.checkable)
        if command.icon:
            set_icon(action, command.icon)
        window.addAction(action)
        actions[command.id] = action
    return actions


def connect_actions(actions: Mapping[str, QAction], owners: Mapping[str, QObject]) -> None:
    """Let every action call whoever carries its command out."""
    for command in COMMANDS:
        owner, name = command.slot
        actions[command.id].triggered.connect(_without_state(getattr(owners[owner], name)))


def enable(actions: Mapping[str, QAction], now: Situation) -> None:
    """Enable the actions of the commands that are available now; those that may not write say so in their tips."""
    for command in COMMANDS:
        action, is_barred = actions[command.id], now.is_read_only and command.id in WRITES
        action.setEnabled(command.when(now) and not is_barred)
        action.setToolTip(f"{_tip(action, command)}\n{WHY_NOT}" if is_barred else _tip(action, command))
        action.setStatusTip(WHY_NOT if is_barred else command.tip)


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
    "<tr><td><b>Up, Down</b></td><td>&nbsp;Searches of before, in the query box</td></tr>"
    "<tr><td><b>Ctrl+V</b></td><td>&nbsp;Paste an image to search by</td></tr></table>"
)


def _without_state(do: Callable[[], object]) -> Callable[[], None]:
    """What an action calls; whether it is checked is not for it."""

    def on_triggered() -> None:
        do()

    return on_triggered


def _row(command: Command, action: QAction) -> str:
    keys = " &nbsp;or&nbsp; ".join(
        key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()
    )
    return f"<tr><td nowrap><b>{keys}</b></td><td nowrap>&nbsp;{command.tip}</td></tr>"


def _tip(action: QAction, command: Command) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{command.tip} ({keys})" if keys else command.tip
