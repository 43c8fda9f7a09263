"""The part of the table of commands that is about passages which were put together or cut wrongly."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.command import DECISIONS, Command
from cpcl_desktop.gui.situation import is_passage_shown

PASSAGE_COMMANDS: Sequence[Command] = (
    Command("somebody_else", DECISIONS, tr("Somebody &else from here"),
            tr("Divide the passage at the last seam before this frame: from there on it is somebody else"), ("D",),
            does="seams", when=is_passage_shown, separated=True),
    Command("same_as_next", DECISIONS, tr("Same person as in the ne&xt…"),
            tr("Join the passage with a later one of the same footage that shows the same person"), ("Shift+D",),
            does="seams", when=is_passage_shown),
)  # fmt: skip
