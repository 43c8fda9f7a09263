"""What the page for describing asks for: passages with what was written of them, writing, and handing them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cpcl_desktop.engine.case.records import CropRow
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.models.installed import find_stored_model
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.reader import CaseReader

if TYPE_CHECKING:
    from cpcl_desktop.engine.report.pairs import PairsWritten

OTHERS = 300  # undecided passages that go with the pairs, as those of `cpcl pairs`


@dataclass(frozen=True, slots=True)
class ToDescribe:
    """All passages in the order of the footage, by their best pictures, and their numbers.

    `texts` are what is written, by passage.
    """

    rows: Sequence[CropRow] = ()
    tracks: Sequence[int] = ()
    texts: dict[int, str] | None = None


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """Pairs that were written, and the model to start from."""

    pairs: PairsWritten
    model: Path


class Descriptions(CaseReader):
    """Passages to be described; called in one lane."""

    def look(self) -> ToDescribe:
        """What there is to describe, and what is described."""
        sources = [source.id for source in self.case.sources.all()]
        rows = self.case.gallery.passages(sources, None, self.case.gallery.count_passages(sources, None))
        texts = {track: one.text for track, one in self.case.captions.current().items()}
        return ToDescribe(rows, rows.tracks.tolist(), texts)

    def describe(self, track: int, crop: int, text: str) -> str:
        """Write a sentence about a passage, empty to withdraw it; what stands then."""
        return self.case.captions.describe(track, text, crop).text


class Exports:
    """Hands out what was written of passages, to be trained on."""

    def __init__(self, occasion: Occasion) -> None:
        self._occasion = occasion

    def write_pairs(self, folder: Path, report: Report) -> PairsWritten:
        """Hand the pairs out into a new folder; raises Cancelled."""
        from cpcl_desktop.engine.report.pairs import write_pairs

        with self._occasion.open() as case:
            return write_pairs(case, folder, 0.0, report, OTHERS)

    def training_set(self, folder: Path, report: Report) -> TrainingSet:
        """As `write_pairs`, with the bundle of the case's model; the folder that shall hold it is made.

        Raises MachineError where it cannot be.
        """
        report(Progress(tr("Writing the pairs")))
        try:
            folder.parent.mkdir(exist_ok=True)
        except OSError as error:
            reason = error.strerror or error
            raise MachineError(
                tr(
                    "{folder} could not be made ({why}); nothing was written.",
                    folder=folder.parent,
                    why=shown(reason),
                )
            ) from error
        with self._occasion.open() as case:
            model = case.models.current()
        if model is None:
            return TrainingSet(self.write_pairs(folder, report), Path())  # which says what is missing
        path = find_stored_model(model).path
        return TrainingSet(self.write_pairs(folder, report), path)
