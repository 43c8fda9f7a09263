"""What the window says of the case as a whole: where its footage is, what is unread, what was written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cpcl_desktop.engine.report.records import Excerpt, Written
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.gui.lanes.ingest import Equipment
from cpcl_desktop.gui.lanes.survey import Survey
from cpcl_desktop.gui.recent import together_line

if TYPE_CHECKING:
    from cpcl_desktop.engine.sources.relink import Relinked

_NAMED = 3  # what a notice names


def moved_line(number: int) -> str:
    """How many sources are not where they were; empty when all are."""
    if not number:
        return ""
    return tr(
        "%n source(s) not where they were; their pictures are kept, but the footage cannot be shown.", None, number
    )


def relinked_line(outcomes: Sequence[Relinked]) -> str:
    """What became of footage that was looked for."""
    found = sum(one.outcome == "relinked" for one in outcomes)
    left = [shown(one.sentence) for one in outcomes if one.outcome in ("changed", "missing")]
    more = [tr("And %n more.", None, len(left) - _NAMED)] if len(left) > _NAMED else []
    return " ".join([tr("Found again: {number}.", number=found), *left[:_NAMED], *more])


def stopped_line(stopped: int, waiting: int) -> str:
    """How many files were not read to the end, and how many nobody has begun to read; empty without any."""
    begun = tr("%n file(s) of this case not read to the end.", None, stopped)
    queued = tr("%n file(s) wait to be read.", None, waiting)
    return " ".join(line for line, number in ((begun, stopped), (queued, waiting)) if number)


def occasion_line(purpose: str, authority: str) -> str:
    """Why, and by whose order, for the status bar."""
    parts = [tr("Purpose: {purpose}", purpose=purpose)] if purpose else []
    parts += [tr("Authority: {authority}", authority=authority)] if authority else []
    return "  ·  ".join(parts)


def written_lines(written: Written) -> str:
    """A report that was written: what of it is not whole, and the hash to note elsewhere."""
    notes = [shown(note) for note in written.notes[:_NAMED]]
    if len(written.notes) > _NAMED:
        notes.append(tr("And %n more: see the report.", None, len(written.notes) - _NAMED))
    items = tr("%n item(s) in {folder}.", None, written.items, folder=written.folder)
    noted = tr("SHA-256 of its manifest, to be noted elsewhere:")
    return "\n\n".join([items, *notes, f"{noted}\n{written.manifest_sha256}"])


def not_opened_line(cases: int) -> str:
    """That a case, or several to be read as one, did not open."""
    return tr("The case was not opened") if cases == 1 else tr("The cases were not opened together")


def survey_line(survey: Survey) -> str:
    """What the case holds, or all of several, for the status bar."""
    together = [together_line([one.name for one in survey.cases])] if survey.is_several else []
    parts = [
        *together,
        tr("%n source(s)", None, len(survey.sources)),
        tr("%n passage(s)", None, survey.tracks),
        tr("%n picture(s)", None, survey.crops),
    ]
    parts += [tr("%n in the bin", None, len(survey.binned))] if survey.binned else []
    return "  ·  ".join(parts)


def equipment_lines(equipment: Equipment) -> list[str]:
    """Model, detector and provider for the status bar."""
    if not equipment.model and not equipment.detector:
        return []
    none = tr("none")
    lines = [
        tr("Model: {name}", name=equipment.model or none),
        tr("Detector: {name}", name=equipment.detector or none),
    ]
    return [*lines, tr("Runs on: {name}", name=equipment.provider)] if equipment.provider else lines


def excerpt_line(made: Excerpt) -> str:
    """A still or a clip that was written."""
    return tr("Written: {path}, and what it is in {sidecar}", path=made.path, sidecar=made.sidecar.name)
