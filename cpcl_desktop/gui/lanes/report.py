"""The report lane; each report has a connection of its own, which carries its purpose into the log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.report.records import ReportOptions
from cpcl_desktop.engine.search.searcher import searcher_for
from cpcl_desktop.gui.lanes.occasion import Occasion

_STAGES = {
    "hash": "Report: checking the footage",
    "items": "Report: writing pictures",
    "people": "Report: looking for people",
    "clip": "Report: cutting a clip",
    "pages": "Report: writing the PDF",
    "manifest": "Report: hashing the files",
}


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """A report to write: the hits of `queries`, or without any the matches.

    `purpose` and `authority` go into it and into the log; without them, what
    the environment says.
    """

    folder: Path
    options: ReportOptions
    queries: tuple[Query, ...] = ()
    purpose: str = ""
    authority: str = ""


class Reports:
    """Writes reports."""

    def __init__(self, occasion: Occasion) -> None:
        self._occasion = occasion

    def write(self, order: ReportOrder, report: Report) -> object:
        """Write a report → `Written`; a stopped one leaves nothing."""
        from cpcl_desktop.engine.report.media import detector_for
        from cpcl_desktop.engine.report.writing import write_report

        report(Progress("Report: opening the models"))
        detector = detector_for(order.options)
        said = self._occasion
        stated = replace(said, purpose=order.purpose or said.purpose, authority=order.authority or said.authority)
        with stated.open() as case:
            searcher = searcher_for(case)
            return write_report(searcher, order.queries, order.options, order.folder, detector, _in_words(report))

    def close(self) -> None:
        """Nothing is kept open between reports."""


def _in_words(report: Report) -> Report:
    """A report whose stages read as what is being done."""

    def speak(progress: Progress) -> None:
        report(replace(progress, stage=_STAGES.get(progress.stage, progress.stage)))

    return speak
