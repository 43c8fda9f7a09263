"""Reports and clips; each has a connection of its own, which carries its purpose into the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cpcl_desktop.engine.numbering import own, place_of
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.report.records import ReportOptions
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.occasion import Occasion

_STAGES = {
    "hash": tr("checking the footage"),
    "items": tr("writing pictures"),
    "people": tr("looking for people"),
    "clip": tr("cutting a clip"),
    "pages": tr("writing the PDF"),
    "manifest": tr("hashing the files"),
}


@dataclass(frozen=True, slots=True)
class Reportable:
    """What a report can be of now: how many passages are decided so or have a bookmark, the search shown, if any.

    `selected` are the passages of the hits that are chosen, of which `rank` is the last in the search; `of_person`
    is a passage of the likely person who is, by one of these hits or on the page of persons.
    """

    matches: int = 0
    unsure: int = 0
    bookmarked: int = 0
    query: Query | None = None
    selected: Sequence[int] = ()
    rank: int = 0
    of_person: int | None = None


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """A report to write: of the hits of `queries`, or of what its options say.

    `purpose` and `authority` go into it and into the log; without them, what
    the environment says.
    """

    folder: Path
    options: ReportOptions
    queries: tuple[Query, ...] = ()
    purpose: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class ClipOrder:
    """A clip to write to `target`, whose suffix goes by the codec: a span of a source (µs), maybe of a passage."""

    source: int
    span_us: tuple[int, int]
    track: int | None
    target: Path


class Reports:
    """Writes reports."""

    def __init__(self, occasion: Occasion) -> None:
        self._occasion = occasion

    def write(self, order: ReportOrder, report: Report) -> object:
        """Write a report → `Written`; a stopped one leaves nothing."""
        from cpcl_desktop.engine.report.media import detector_for
        from cpcl_desktop.engine.report.writing import write_report
        from cpcl_desktop.engine.search.searcher import searcher_for

        report(Progress(tr("Report: opening the models")))
        detector = detector_for(order.options)
        said = self._occasion
        stated = replace(said, purpose=order.purpose or said.purpose, authority=order.authority or said.authority)
        with stated.open() as case:
            searcher = searcher_for(case)
            return write_report(
                searcher, order.queries, order.options, order.folder, detector, _in_words(report, tr("Report"))
            )

    def clip(self, order: ClipOrder, report: Report) -> object:
        """Write a clip → `Excerpt`; a stopped one leaves nothing."""
        from cpcl_desktop.engine.report.excerpt import write_clip

        speak = _in_words(report, tr("Clip"))
        track = None if order.track is None else own(order.track)
        with self._occasion.of(place_of(order.source)).open() as case:
            return write_clip(case, own(order.source), order.span_us, track, order.target, speak)


def _in_words(report: Report, what: str) -> Report:
    """A report whose stages read as what is being done."""

    def speak(progress: Progress) -> None:
        doing = _STAGES.get(progress.stage)
        report(replace(progress, stage=tr("{what}: {doing}", what=what, doing=doing) if doing else progress.stage))

    return speak
