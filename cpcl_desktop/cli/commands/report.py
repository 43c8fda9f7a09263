"""`cpcl report`: write the matches, the hits of searches, or passages that are chosen, to be handed in."""

from __future__ import annotations

import argparse

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.commands.search import CAVEAT
from cpcl_desktop.cli.status import DONE, INCOMPLETE
from cpcl_desktop.engine.report.media import detector_for
from cpcl_desktop.engine.report.records import Of, ReportOptions, Written
from cpcl_desktop.engine.report.writing import write_report
from cpcl_desktop.engine.search.searcher import searcher_for

_DECIDED = ("match", "unsure", "bookmark")


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl report`."""
    common.add_case(parser)
    option = parser.add_argument
    new = "a new or empty folder for the report"
    option("--out", type=common.path, required=True, metavar="FOLDER", help=new)
    hits = "report the hits of this search, may be repeated; with what follows, where it ranks what that chooses"
    option("--query", type=common.text, action="append", default=[], metavar="TEXT", help=hits)
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--of", choices=_DECIDED, help="what was decided so, or has a bookmark (default: match)")
    chosen.add_argument("--passages", type=common.count, nargs="+", metavar="TRACK", help="these passages")
    same = "all passages that likely show the person of this one (a proposal, never an identification)"
    chosen.add_argument("--person", type=common.count, metavar="TRACK", help=same)
    option("--limit", type=common.count, default=20, help="how many hits of each search (default 20)")
    common.add_filters(parser)
    common.add_literal(parser)
    option("--clips", action="store_true", help="also a clip of every passage")
    around = "footage around a passage in its clip (default 2 s)"
    option("--margin", type=common.seconds, default=2.0, help=around)
    option("--burn-in", action="store_true", help="clips with the box, and the times under the picture")
    hide = "make other people in frames and clips unrecognisable"
    option("--blur-others", action="store_true", help=hide)
    common.add_json(parser)
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Write a report; incomplete when some items had to go without their footage."""
    options = ReportOptions(
        limit=request.limit,
        clips=request.clips or request.burn_in,
        burn_in=request.burn_in,
        blur_others=request.blur_others,
        margin_s=request.margin,
        of=_of(request),
        passages=tuple(request.passages or ([request.person] if request.person else ())),
    )
    with common.open_case(request) as case, terminal.TerminalReport() as progress:
        queries = [common.query_of(request, text) for text in request.query]
        detector = detector_for(options)
        written = write_report(searcher_for(case), queries, options, request.out, detector, progress)
    if request.json:
        _say_json(written)
    else:
        _say(written)
    return INCOMPLETE if written.notes else DONE


def _of(request: argparse.Namespace) -> Of | None:
    """What the report is of; None: the hits of its searches, else the matches."""
    if request.passages:
        return "passages"
    return "person" if request.person else request.of


def _say_json(written: Written) -> None:
    terminal.say_json(
        {
            "report": str(written.folder),
            "items": written.items,
            "manifest_sha256": written.manifest_sha256,
            "notes": list(written.notes),
        }
    )


def _say(written: Written) -> None:
    for note in written.notes:
        terminal.say(note)
    files = "report.html, report.pdf, hits.csv, report.json"
    terminal.say(f"Wrote {written.items} items to {written.folder}: {files}.")
    terminal.say(f"SHA-256 of its manifest.json, to be noted elsewhere: {written.manifest_sha256}")
    terminal.say(CAVEAT)
