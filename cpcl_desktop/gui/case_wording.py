"""What the window says of the case as a whole: where its footage is, what is unread, what was written."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.engine.report.excerpt import Excerpt
from cpcl_desktop.engine.report.records import Written
from cpcl_desktop.engine.sources.relink import Relinked
from cpcl_desktop.gui.lanes.ingest import Equipment
from cpcl_desktop.gui.lanes.survey import Survey
from cpcl_desktop.gui.wording import count

_NAMED = 3  # what a notice names


def moved_line(number: int) -> str:
    """How many sources are not where they were; empty when all are."""
    if not number:
        return ""
    was = "is not where it was; its" if number == 1 else "are not where they were; their"
    return f"{count(number, 'source')} {was} pictures are kept, but the footage cannot be shown."


def relinked_line(outcomes: Sequence[Relinked]) -> str:
    """What became of footage that was looked for."""
    found = sum(one.outcome == "relinked" for one in outcomes)
    left = [one.sentence for one in outcomes if one.outcome in ("changed", "missing")]
    more = f" And {len(left) - _NAMED} more." if len(left) > _NAMED else ""
    return " ".join([f"Found again: {found}.", *left[:_NAMED]]) + more


def stopped_line(stopped: int, waiting: int) -> str:
    """How many files were not read to the end, and how many nobody has begun to read; empty without any."""
    begun = f"{count(stopped, 'file')} of this case {'was' if stopped == 1 else 'were'} not read to the end."
    queued = f"{count(waiting, 'file')} {'waits' if waiting == 1 else 'wait'} to be read."
    return " ".join(line for line, number in ((begun, stopped), (queued, waiting)) if number)


def occasion_line(purpose: str, authority: str) -> str:
    """Why, and by whose order, for the status bar."""
    parts = [f"{name}: {said}" for name, said in (("Purpose", purpose), ("Authority", authority)) if said]
    return "  ·  ".join(parts)


def written_lines(written: Written) -> str:
    """A report that was written: what of it is not whole, and the hash to note elsewhere."""
    notes = list(written.notes[:_NAMED])
    if len(written.notes) > _NAMED:
        notes.append(f"And {len(written.notes) - _NAMED} more: see the report.")
    lines = [f"{count(written.items, 'item')} in {written.folder}.", *notes]
    return "\n\n".join([*lines, f"SHA-256 of its manifest, to be noted elsewhere:\n{written.manifest_sha256}"])


def survey_line(survey: Survey) -> str:
    """What the case holds, for the status bar."""
    parts = ((len(survey.sources), "source"), (survey.tracks, "passage"), (survey.crops, "picture"))
    return "  ·  ".join(count(number, noun) for number, noun in parts)


def equipment_lines(equipment: Equipment) -> list[str]:
    """Model, detector and provider for the status bar."""
    if not equipment.model and not equipment.detector:
        return []
    lines = [f"Model: {equipment.model or 'none'}", f"Detector: {equipment.detector or 'none'}"]
    return [*lines, f"Runs on: {equipment.provider}"] if equipment.provider else lines


def excerpt_line(made: Excerpt) -> str:
    """A still or a clip that was written."""
    return f"Written: {made.path}, and what it is in {made.sidecar.name}"
