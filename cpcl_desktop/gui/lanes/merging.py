"""The writer's work of taking other cases over into the open one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cpcl_desktop.engine.progress import Report
from cpcl_desktop.gui.lanes.occasion import Occasion

if TYPE_CHECKING:
    from cpcl_desktop.engine.merge.merge import Merged


class Merges:
    """Merges cases into one that others have open as well."""

    def __init__(self, occasion: Occasion) -> None:
        self._occasion = occasion

    def merge(self, parts: Sequence[Path], report: Report) -> Merged:
        """Take these cases over, in this order; stopped, the same goes on from there."""
        from cpcl_desktop.engine.merge.merge import merge

        into = self._occasion
        return merge(into.path, parts, report, into.purpose, into.authority)
