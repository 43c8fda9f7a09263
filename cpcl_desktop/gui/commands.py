"""Every command of the window in one table: menus, toolbar, shortcuts and the shortcut sheet come from it.

Adding a command is one entry here, and a method of whoever carries it out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.program_log import note
from cpcl_desktop.gui.case_commands import CASE_COMMANDS
from cpcl_desktop.gui.command import DECISIONS, FOOTAGE, SEARCH, VIEW, Command
from cpcl_desktop.gui.help_commands import HELP_COMMANDS
from cpcl_desktop.gui.label_commands import LABEL_COMMANDS
from cpcl_desktop.gui.look.icons import set_icon
from cpcl_desktop.gui.look.names import plain
from cpcl_desktop.gui.page_commands import PAGE_COMMANDS
from cpcl_desktop.gui.passage_commands import PASSAGE_COMMANDS
from cpcl_desktop.gui.player_commands import PLAYER_COMMANDS
from cpcl_desktop.gui.situation import (
    Situation,
    can_empty,
    can_find,
    can_paste,
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
    is_hit_selected,
    is_open,
    is_source_selected,
)
from cpcl_desktop.gui.writing import hindrance

COMMANDS: Sequence[Command] = (
    *CASE_COMMANDS,
    Command("add_files", FOOTAGE, tr("Add &videos…"), tr("Add video files; they are only read, never moved"),
            ("Ctrl+Shift+A",), "video"),
    Command("add_folder", FOOTAGE, tr("Add &folder…"),
            tr("Add a folder of videos or of frames, with its sub-folders"), ("Ctrl+Shift+F",), "folder"),
    Command("add_crops", FOOTAGE, tr("Add folder of &cropped people…"),
            tr("Add images that show one person each, already cut out"), (), "crops"),
    Command("resume", FOOTAGE, tr("&Go on with unfinished footage"),
            tr("Go on where reading stopped, and try again what could not be read"), ("Ctrl+Shift+R",), "retry",
            separated=True, does="desk.retry", when=can_resume),
    Command("read_again", FOOTAGE, tr("&Read the selected again"),
            tr("Read the selected footage again, which failed or was not read to the end"), (), "retry",
            does="sources", when=can_read_again),
    Command("check_again", FOOTAGE, tr("C&heck the selected"),
            tr("Read the selected footage again and compare it with the hash that the case keeps"), (), "verify",
            does="sources", when=is_source_selected),
    Command("take_out", FOOTAGE, tr("&Take out of the case"),
            tr("Forget what waits; put what was read into the bin, where it is not searched. No file is touched"),
            ("Del",), does="sources.take_out", when=can_take_out, separated=True),
    Command("put_back", FOOTAGE, tr("&Put back from the bin"),
            tr("Let the selected footage be searched again, with all that was decided about it"),
            does="sources", when=is_binned_selected),
    Command("empty_bin", FOOTAGE, tr("&Empty the bin…"),
            tr("Remove what is in the bin from the case for good; what goes is said before"), does="caring",
            when=can_empty),
    Command("watch_folder", FOOTAGE, tr("&Watch a folder…"),
            tr("Add the videos that newly arrive in a folder, until you stop that or close the case"), (), "folder",
            does="caring", when=is_open),
    Command("watch", FOOTAGE, tr("Watch the selecte&d"),
            tr("Show the selected footage in the player, whoever is in it"), (), "play", does="sources",
            when=is_source_selected),
    Command("clock", FOOTAGE, tr("Recorder's c&lock…"),
            tr("State when the selected footage was recorded, and how far its recorder's clock is off"),
            does="sources.state_clock", when=is_source_selected),
    Command("camera", FOOTAGE, tr("C&amera…"),
            tr("Name the camera that the selected footage is of; footage of one name is of one camera"),
            does="sources.name_camera", when=is_source_selected),
    Command("relink_selected", FOOTAGE, tr("Find the &selected…"),
            tr("Look in a folder for the selected footage, by its content"), does="sources", when=can_find),
    Command("relink", FOOTAGE, tr("Find &moved footage…"),
            tr("Look in a folder for footage that is not where it was, by its content"), when=can_relink),
    Command("cancel", FOOTAGE, tr("&Stop adding footage"), tr("Stop; what was found is kept"), ("Ctrl+.",),
            "close", does="desk.stop_ingest", when=is_adding),
    Command("find", SEARCH, tr("&Describe a person"), tr("Go to the query box"), ("Ctrl+F", "/"), "search",
            does="views.describe", when=is_open),
    Command("example_image", SEARCH, tr("Example &image…"), tr("Search by a picture of the person"), ("Ctrl+I",),
            "image", when=is_open),
    Command("paste_example", SEARCH, tr("&Paste an example image"), tr("Search by the picture on the clipboard"),
            ("Ctrl+V",), "image", does="pages", when=can_paste),
    Command("more_like_this", SEARCH, tr("&More like this"), tr("Search by how the selected passages look"),
            ("+",), "target", does="pages.more_like_this", when=is_hit_chosen),
    Command("less_like_this", SEARCH, tr("&Less like this"),
            tr("Let hits that look like the selected ones come later"), ("-",), does="pages.less_like_this",
            when=is_hit_chosen),
    Command("clear_search", SEARCH, tr("&Clear the search"), tr("Remove description, example and filters"),
            ("Ctrl+Backspace",), "close", does="page.clear_search", when=is_open),
    Command("save_search", SEARCH, tr("&Save this search…"),
            tr("Save description, example and filters in this case"), ("Ctrl+S",), does="searches", when=is_open,
            separated=True),
    Command("clear_history", SEARCH, tr("&Forget the searches of before"),
            tr("Forget what was searched for on this machine; the log of each case keeps it"), does="searches"),
    Command("take_new", SEARCH, tr("Show &new passages"), tr("Take in what was read since these hits were found"),
            ("F5",), "retry", does="page", when=has_new),
    Command("view_cards", VIEW, tr("Hits as &cards"), tr("Show the hits as cards side by side"), ("F6",),
            does="results", when=is_open, checkable=True),
    Command("view_list", VIEW, tr("Hits as a &list"), tr("Show the hits as rows of a list"), ("F7",),
            does="results", when=is_open, checkable=True),
    Command("view_timeline", VIEW, tr("Hits on a &timeline"), tr("Show the hits by camera and time"), ("F8",),
            does="results", when=is_open, checkable=True),
    Command("view_map", VIEW, tr("Ways on a &map"), tr("Show the ways of the hits in a camera's view"), ("F9",),
            does="results", when=is_open, checkable=True),
    Command("compare", VIEW, tr("Side by si&de"), tr("Show two to four selected hits side by side"), ("C",),
            does="results", when=has_hits),
    Command("open_hit", VIEW, tr("Open the &hit"), tr("Show the hit in the player, at its moment"), (), "play",
            does="results", when=is_hit_selected),
    Command("play_hit", VIEW, tr("Play the hit in its place"),
            tr("Play a few seconds of the hit in its card or row, or stop that"), (), "play", does="results",
            when=is_hit_selected),
    Command("copy_hits", VIEW, tr("Cop&y the hits"),
            tr("Copy number, name, camera and all times of the selected hits, a line each"), ("Ctrl+C",), "copy",
            does="results", when=is_hit_selected),
    *PLAYER_COMMANDS,
    Command("review", DECISIONS, tr("&Review what is undecided"),
            tr("Show the hits that are not decided, one after the other; a decision shows the next"), ("Ctrl+R",),
            "target", does="triage", when=has_hits, checkable=True),
    Command("decide_match", DECISIONS, tr("&Match"), tr("This is the person looked for"), ("1",), "done",
            does="triage", when=is_hit_chosen, separated=True, checkable=True),
    Command("decide_no_match", DECISIONS, tr("&No match"), tr("This is somebody else"), ("2",), "failed",
            does="triage", when=is_hit_chosen, checkable=True),
    Command("decide_unsure", DECISIONS, tr("&Unsure"), tr("It cannot be told"), ("3",), "question", does="triage",
            when=is_hit_chosen, checkable=True),
    Command("undecide", DECISIONS, tr("&Withdraw the decision"), tr("Take the decision back; the log keeps it"),
            ("0",), "close", does="triage", when=is_hit_chosen),
    Command("group_match", DECISIONS, tr("Match: the whole group"),
            tr("Decide at once about all hits that are proposed to show the same person"), ("Alt+1",),
            does="triage", when=is_hit_chosen, separated=True),
    Command("group_no_match", DECISIONS, tr("No match: the whole group"),
            tr("All hits that are proposed to show the same person are somebody else"), ("Alt+2",), does="triage",
            when=is_hit_chosen),
    Command("group_unsure", DECISIONS, tr("Unsure: the whole group"),
            tr("Of all hits that are proposed to show the same person it cannot be told"), ("Alt+3",),
            does="triage", when=is_hit_chosen),
    Command("group_undecide", DECISIONS, tr("Withdraw for the whole group"),
            tr("Take the decisions back on all hits that are proposed to show the same person"), ("Alt+0",),
            does="triage", when=is_hit_chosen),
    Command("bookmark", DECISIONS, tr("&Bookmark"), tr("Put a bookmark on the passage, or take it off"), ("B",),
            "bookmark", does="triage", when=is_hit_chosen, separated=True, checkable=True),
    Command("reviewed", DECISIONS, tr("Re&viewed"), tr("Note that the passage was looked at, or that it was not"),
            ("R",), "reviewed", does="triage", when=is_hit_chosen, checkable=True),
    Command("note", DECISIONS, tr("N&ote…"), tr("Write down why, or what else is to be seen"), ("N",), "note",
            when=is_hit_chosen),
    *PASSAGE_COMMANDS,
    Command("undo", DECISIONS, tr("U&ndo"), tr("Take back what was decided or saved last"), ("Ctrl+Z",),
            separated=True, does="views", when=can_undo),
    Command("redo", DECISIONS, tr("Re&do"), tr("Do again what was taken back"), ("Ctrl+Shift+Z", "Ctrl+Y"),
            does="views", when=can_redo),
    Command("report", DECISIONS, tr("Write a &report…"),
            tr("Matches or hits as HTML, PDF, CSV and JSON, to hand in"), ("Ctrl+E",), "report", separated=True,
            when=can_report),
    *LABEL_COMMANDS,
    *PAGE_COMMANDS,
    *HELP_COMMANDS,
)  # fmt: skip


def build_actions(window: QWidget) -> dict[str, QAction]:
    """One action per command, which do nothing yet."""
    actions = {}
    for command in COMMANDS:
        action = QAction(command.text, window)
        action.setIconText(plain(command.text).removesuffix("…"))  # buttons; Qt would leave "(N)" there
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
        do = getattr(owners[owner], name)
        do = do if command.given is None else partial(do, command.given)
        actions[command.id].triggered.connect(_carrying_out(command.id, do))


def enable(actions: Mapping[str, QAction], now: Situation) -> None:
    """Enable the actions of the commands that are available now; what hinders the others stands in their tips."""
    for command in COMMANDS:
        action = actions[command.id]
        why = hindrance(command.id, now.is_read_only, now.is_several, now.is_shown_barred)
        action.setEnabled(command.when(now) and not why)
        if action.statusTip() != (why or command.tip):  # what stands there is not written out again at every key
            action.setToolTip(f"{_tip(action, command)}\n{why}" if why else _tip(action, command))
            action.setStatusTip(why or command.tip)


def fill_menus(bar: QMenuBar, actions: Mapping[str, QAction]) -> QMenu:
    """All commands in their menus; returns the sub-menu for recent cases, which is the window's to fill."""
    menus = {name: bar.addMenu(name) for name in dict.fromkeys(command.menu for command in COMMANDS)}
    recent = QMenu(tr("Open &recent"), bar)
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
        keys = [
            (_keys_of(actions[c.id]) if c.sheet is None else c.sheet, c.tip) for c in COMMANDS if c.menu == menu
        ]
        groups[menu] = _group(plain(menu), [_row(*row) for row in keys if row[0]])
    right = groups.pop(VIEW) + _group(tr("In the grid and the query box"), [_row(*row) for row in _GRID_KEYS])
    left = "".join(groups.values())
    return f"<table cellpadding=10 width=100%><tr><td width=50%>{left}</td><td>{right}</td></tr></table>"


_GRID_KEYS = (
    (tr("Enter"), tr("Search, or open the hit or the footage, as a double click does")),
    (tr("Space"), tr("Play the hit in its card or row, or stop that")),
    (tr("arrows"), tr("Move among the hits")),
    (tr("Up, Down"), tr("Searches of before, in the query box")),
)


def _carrying_out(name: str, do: Callable[[], object]) -> Callable[[], None]:
    """What an action calls, noted by its name in the program's log; whether it is checked is not for it."""

    def on_triggered() -> None:
        note("command %s", name)
        do()

    return on_triggered


def _keys_of(action: QAction) -> str:
    keys = [key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()]
    return tr(" &nbsp;or&nbsp; ").join(keys)


def _group(heading: str, rows: Sequence[str]) -> str:
    return f"<h4>{heading}</h4><table cellpadding=3>{''.join(rows)}</table>"


def _row(keys: str, tip: str) -> str:
    return f"<tr><td nowrap><b>{keys}</b></td><td>&nbsp;{tip}</td></tr>"


def _tip(action: QAction, command: Command) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{command.tip} ({keys})" if keys else command.tip
