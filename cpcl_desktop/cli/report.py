"""`cpcl report` and, for a report's folder, `cpcl verify`."""

from __future__ import annotations

import argparse

from cpcl_desktop.cli import output
from cpcl_desktop.cli.cases import open_case, query_of

DONE, FAILED, INCOMPLETE = 0, 1, 3


def report(request: argparse.Namespace) -> int:
    """Write a report; 3 when some items had to go without their footage."""
    from cpcl_desktop.engine.report.media import detector_for
    from cpcl_desktop.engine.report.records import ReportOptions
    from cpcl_desktop.engine.report.writing import write_report
    from cpcl_desktop.engine.search.searcher import searcher_for

    options = ReportOptions(
        limit=request.limit,
        clips=request.clips or request.burn_in,
        burn_in=request.burn_in,
        blur_others=request.blur_others,
        margin_s=request.margin,
    )
    with open_case(request) as case, output.TerminalReport() as progress:
        detector = detector_for(options)
        written = write_report(
            searcher_for(case),
            [query_of(request, text) for text in request.query],
            options,
            request.out,
            detector,
            progress,
        )
    if request.json:
        output.print_json(
            {
                "report": str(written.folder),
                "items": written.items,
                "manifest_sha256": written.manifest_sha256,
                "notes": list(written.notes),
            }
        )
    else:
        for note in written.notes:
            print(note)
        print(f"Wrote {written.items} items to {written.folder}: report.html, report.pdf, hits.csv, report.json.")
        print(f"SHA-256 of its manifest.json, to be noted elsewhere: {written.manifest_sha256}")
        print("A score is a reason to look, not an identification.")
    return INCOMPLETE if written.notes else DONE


def verify(request: argparse.Namespace) -> int:
    """Check a report; 1 when something is wrong, 3 when its searches could not be repeated."""
    from cpcl_desktop.engine.report.verify import verify_report

    with output.TerminalReport() as progress:
        verdict = verify_report(request.case, request.against, progress)
    if request.json:
        output.print_json(
            {
                "faults": list(verdict.faults),
                "unchecked": list(verdict.unchecked),
                "holds": list(verdict.holds),
                "manifest_sha256": verdict.manifest_sha256,
            }
        )
    else:
        for sentence in (*verdict.holds, *verdict.faults):
            print(sentence)
        for sentence in verdict.unchecked:
            print(f"Not checked: {sentence}")
        print(f"{len(verdict.faults)} faults. SHA-256 of manifest.json: {verdict.manifest_sha256}")
    if verdict.faults:
        return FAILED
    return INCOMPLETE if verdict.unchecked else DONE
