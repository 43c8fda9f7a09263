"""Write what leaves a case: a folder with the chosen passages as HTML, PDF, CSV and JSON, pictures and clips.

report_choice  which passages          report_media   pictures and clips
report_pages   what is said, in words  report_html, report_pdf, report_tables   how it is shown
report_folder  the folder, whole or not at all, and its manifest
report_verify  is it still what was written, and does its ranking hold?
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from cpcl_desktop import __version__
from cpcl_desktop.engine.case import log
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log_file import write_log
from cpcl_desktop.engine.coverage.coverage import coverage_of
from cpcl_desktop.engine.coverage.found_by import detector_words
from cpcl_desktop.engine.coverage.picture import write_coverage_picture
from cpcl_desktop.engine.errors import Cancelled, CaseError, MachineError
from cpcl_desktop.engine.evidence.outputs import check_output
from cpcl_desktop.engine.people.detect import Detector
from cpcl_desktop.engine.pictures.png import encode_png
from cpcl_desktop.engine.plain_text import json_text, shortened
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Answer, Query
from cpcl_desktop.engine.report.choice import as_told, choose
from cpcl_desktop.engine.report.folder import check_place, clear_up, put_in_place, unfinished, write_manifest
from cpcl_desktop.engine.report.html import html_report
from cpcl_desktop.engine.report.media import NO_FRAME, ItemWriter, footage_findings
from cpcl_desktop.engine.report.pages import COVERAGE_PICTURE, pages
from cpcl_desktop.engine.report.pdf import pdf_report
from cpcl_desktop.engine.report.records import (
    NOT_READ,
    Contents,
    Finding,
    Item,
    ReportedSource,
    ReportOptions,
    Written,
)
from cpcl_desktop.engine.report.tables import hits_csv, report_json
from cpcl_desktop.engine.runtime.language import in_english
from cpcl_desktop.engine.search.searcher import Searcher


@in_english()
def write_report(
    searcher: Searcher,
    queries: Sequence[Query],
    options: ReportOptions,
    folder: Path,
    detector: Detector | None,
    report: Report,
) -> Written:
    """Report the passages that the options are about, as `choose` has it, into a new folder.

    A report that is there already is replaced when the new one is whole. The
    case's log notes the export with the hash of the report's manifest. The
    `detector` (see `detector_for`) finds other people, to hide them.

    Raises:
        UsageError: there is nothing to report, or the folder holds something else.
        Cancelled, MachineError: nothing of the report is left.
    """
    folder = folder.absolute()
    options = as_told(searcher.case, options, bool(queries))
    check_output(searcher.case, folder)
    clear_up(folder)
    check_place(folder)
    try:
        answers, items = choose(searcher, queries, options, report=report)
        findings = footage_findings(searcher.case, sorted({item.shown.source for item in items}), report)
        with unfinished(folder) as work:
            writer = ItemWriter(searcher.case, work, options, findings, detector, report)
            contents = _contents(searcher.case, writer, options, answers, items, findings, report)
            _write_documents(searcher.case, contents, work, report)
            manifest = write_manifest(work, report)
            _note_export(searcher.case, contents, folder, manifest.sha256)
            put_in_place(work, folder)
    except OSError as error:
        raise MachineError(
            "The report could not be written to {path} ({why}); nothing of it was left.",
            path=folder,
            why=error.strerror or error,
        ) from error
    except Cancelled as error:
        raise Cancelled("Stopped. No report was written; the case is as it was.") from error
    notes = [
        f"Item {item.number}: {note}" for item in contents.items for note in item.files.notes if note != NO_FRAME
    ]
    return Written(folder, len(contents.items), manifest.sha256, notes)


def _contents(
    case: Case,
    writer: ItemWriter,
    options: ReportOptions,
    answers: Sequence[Answer],
    items: Sequence[Item],
    findings: dict[int, Finding],
    report: Report,
) -> Contents:
    shown = []
    # Read source by source and forwards, whatever the order of the items.
    for done, item in enumerate(sorted(items, key=lambda item: (item.shown.source, item.shown.time_us))):
        report(Progress("items", done, len(items), "items"))
        shown.append(writer.write(item))
    model, entries = case.models.current(), case.log.entries()
    if model is None:
        raise CaseError("The case {path} holds no footage yet; add some with `cpcl ingest`.", path=case.path)
    return Contents(
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        user=case.log.author or log.user(),
        purpose=case.log.purpose,
        authority=case.log.authority,
        program=__version__,
        case_name=case.path.name,
        case_id=str(entries[0].details.get("case", "")) if entries else "",
        model=model,
        options=options,
        searches=answers,
        items=sorted(shown, key=lambda item: item.number),
        sources=[_reported(case, source.id, findings) for source in case.sources.all()],
        coverage=coverage_of(case),
        log=entries,
        log_head=case.log.head(),
        blurring=writer.blurring,
    )


def _reported(case: Case, identifier: int, findings: dict[int, Finding]) -> ReportedSource:
    settings = case.sources.settings(identifier)
    rate, finding = float(settings.get("sample_fps", 0)), findings.get(identifier, NOT_READ)
    return ReportedSource(case.sources.get(identifier), detector_words(settings), rate, finding)


def _write_documents(case: Case, contents: Contents, work: Path, report: Report) -> None:
    about = f"{shortened(contents.case_name, 60)} · {contents.created}"
    footer = f"{about} · A score is a reason to look, not an identification."
    made = pages(contents)
    write_coverage_picture(contents.coverage, work / COVERAGE_PICTURE)
    images = [_write_example(work, number, a) for number, a in enumerate(contents.searches, start=1)]
    described = report_json(contents, str(case.path), images)
    (work / "report.html").write_text(html_report(made, footer), encoding="utf-8")
    (work / "report.pdf").write_bytes(pdf_report(made, work, footer, report))
    (work / "hits.csv").write_bytes(hits_csv(contents))
    (work / "report.json").write_text(json_text(described) + "\n", encoding="utf-8")
    write_log(work / "log.json", case.path, contents.log, contents.log_head)


def _write_example(work: Path, number: int, answer: Answer) -> str:
    """Keep a search's example image, without loss, so that the search can be repeated; "" when it has none."""
    if answer.query.image is None:
        return ""
    name = f"queries/{number:02}.png"
    (work / "queries").mkdir(exist_ok=True)
    (work / name).write_bytes(encode_png(answer.query.image))
    return name


def _note_export(case: Case, contents: Contents, folder: Path, manifest_sha256: str) -> None:
    case.log.record(
        "export",
        {
            "what": "report",
            "to": str(folder),
            "program": contents.program,
            "manifest": manifest_sha256,
            "items": [[item.shown.track, item.shown.crop] for item in contents.items],
            "searches": len(contents.searches),
            "settings": asdict(contents.options),
        },
    )
