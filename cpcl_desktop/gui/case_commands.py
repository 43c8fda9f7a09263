"""The part of the table of commands that is about cases as such: opening, merging, closing; and the program."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.command import CASE, Command
from cpcl_desktop.gui.situation import can_merge, is_open, is_several

CASE_COMMANDS: Sequence[Command] = (
    Command("new_case", CASE, tr("&New case…"), tr("Make an empty case file"), ("Ctrl+N",), "new"),
    Command("open_case", CASE, tr("&Open case…"), tr("Open a case file"), ("Ctrl+O",), "open"),
    Command("open_together", CASE, tr("Open several cases &together…"),
            tr("Search several cases as one: the same ranks as in one case, each hit with its case"),
            ("Ctrl+Shift+O",), does="together"),
    Command("open_its_case", CASE, tr("Open its case &by itself"),
            tr("Open the case of the selected hit or footage alone, at that passage"), does="together",
            when=is_several),
    Command("close_case", CASE, tr("&Close case"), tr("Close the case; everything is kept"), ("Ctrl+W",),
            when=is_open),
    Command("occasion", CASE, tr("&Purpose and authority…"),
            tr("Say why, and by whose order: it goes into the log"), when=is_open),
    Command("merge_cases", CASE, tr("Mer&ge cases into this one…"),
            tr("Take over the footage, decisions and logs of other cases, which are only read"), does="merging",
            when=can_merge),
    Command("settings", CASE, tr("&Settings…"), tr("Detector, provider, sampling, appearance"), ("Ctrl+,",),
            "settings", separated=True),
    Command("add_model", CASE, tr("Add a &model…"), tr("Add a person detector (.onnx) or a model from a file"),
            (), "add"),
    Command("fetch_model", CASE, tr("&Download a model…"),
            tr("What there is and who would be asked is shown first; only then a network is used"), (), "download",
            does="about_models"),
    Command("quit", CASE, tr("&Quit"), tr("Close the program"), ("Ctrl+Q",), separated=True, does="window.close"),
)  # fmt: skip
