"""The part of the table of commands that is about the program itself: its guide, its own log, its versions."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.command import HELP, Command

HELP_COMMANDS: Sequence[Command] = (
    Command("guide", HELP, tr("User's &guide"), tr("What to do here, at the page about what has the focus"),
            ("F1",), "question", does="about_program"),
    Command("try_sample", HELP, tr("&Try it on the sample"),
            tr("Open a case of the clip that comes with the program; it is made in your documents"), (), "play"),
    Command("shortcuts", HELP, tr("&Keyboard shortcuts"), tr("All shortcuts on one sheet"), ("?",), "info",
            does="about_program"),
    Command("machine", HELP, tr("This &machine…"),
            tr("What this machine has of what the program needs; prove this installation by the golden test"), (),
            "verify", separated=True),
    Command("program_log", HELP, tr("Show the program's &log"),
            tr("Open the folder of what the program noted of itself; nothing of any case is in it"), (), "log",
            does="about_program"),
    Command("crash_reports", HELP, tr("Show the report of an &error"),
            tr("Read what was kept of an error that nobody foresaw; nothing is sent"), (), "warning",
            does="about_program"),
    Command("new_version", HELP, tr("Look for a new &version"),
            tr("Ask once whether there is one, at the address that this machine names"), (), does="about_program"),
    Command("about", HELP, tr("&About CPCL Desktop"), tr("Version and licence"), (), separated=True),
)  # fmt: skip
