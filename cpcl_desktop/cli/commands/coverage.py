"""`cpcl coverage`: what a search of the case covers, or of several as one, in sentences, as JSON, as a picture."""

from __future__ import annotations

import argparse

from cpcl_desktop.cli import common, several, terminal
from cpcl_desktop.cli.status import DONE, INCOMPLETE
from cpcl_desktop.engine.coverage.coverage import Coverage, coverage_of
from cpcl_desktop.engine.coverage.picture import write_coverage_picture
from cpcl_desktop.engine.coverage.sentences import coverage_sentences
from cpcl_desktop.engine.coverage.source_keys import described_coverage, described_source
from cpcl_desktop.engine.evidence.outputs import check_output


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl coverage`."""
    several.add_cases(parser)
    parser.add_argument(
        "--picture", type=common.path, metavar="FILE", help="also draw the timelines to this PNG file"
    )
    common.add_json(parser)
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Say what was read and how well; incomplete when some footage was not read."""
    with several.searched_cases(request) as cases:
        for member in cases.members if request.picture else ():
            check_output(member.case, request.picture)
        covered, said = coverage_of(cases), several.copies_sentence(cases)
        if request.picture:
            write_coverage_picture(covered, request.picture)
            cases.record_same("export", {"what": "coverage picture", "to": str(request.picture)})
        covers = several.described_cases(cases, request)
    if request.json:
        sources = [described_source(one) for one in covered.sources]
        terminal.say_json({**covers, **described_coverage(covered), "sources": sources})
    else:
        for sentence in filter(None, (said, *coverage_sentences(covered))):
            terminal.say(sentence)
    return DONE if _is_read(covered) else INCOMPLETE


def _is_read(covered: Coverage) -> bool:
    missing = any(one.is_missing for one in covered.left_out)
    return not missing and all(one.source.state == "done" and not one.gaps for one in covered.sources)
