"""The list's lane: footage that is added waits in the case at once, whatever else is being read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.choices import Choices, options_of
from cpcl_desktop.gui.lanes.reader import CaseReader

if TYPE_CHECKING:
    from cpcl_desktop.engine.sources.walk import Found


@dataclass(frozen=True, slots=True)
class Footage:
    """Paths to add; with `already_cropped`, each image in them is one person."""

    paths: tuple[Path, ...]
    already_cropped: bool = False

    @property
    def title(self) -> str:
        """What the user reads of it."""
        first = self.paths[0].name or str(self.paths[0])
        more = len(self.paths) - 1
        return tr("{first} and %n more", None, more, first=first) if more else first


class WaitingList(CaseReader):
    """What of the case's footage is still to be begun."""

    def add(self, footage: Footage, choices: Choices, report: Report) -> Sequence[Found]:
        """Find everything under the paths and let it wait; returns what was found."""
        from cpcl_desktop.engine.ingest.ingest import queue
        from cpcl_desktop.engine.sources.walk import survey

        report(Progress(tr("Looking for footage")))
        met = survey(footage.paths, footage.already_cropped)
        queue(self.case, met.found, options_of(choices), choices.detector)
        self.case.left_out.note(met.roots, met.left_out)
        return met.found

    def take_out(self, source: Source) -> bool:
        """Forget footage that waits; False when it does not wait (any more)."""
        return self.case.waiting.take_out(source.path, source.kind)
