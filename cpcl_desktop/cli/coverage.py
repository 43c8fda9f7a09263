"""`cpcl coverage`: what a search of the case covers, in sentences, as JSON, as a picture."""

from __future__ import annotations

import argparse

from cpcl_desktop.cli import output
from cpcl_desktop.cli.cases import open_case
from cpcl_desktop.engine.coverage.coverage import coverage_of, coverage_sentences, described

DONE, INCOMPLETE = 0, 3


def coverage(request: argparse.Namespace) -> int:
    """Say what was read and how well; 3 when some footage was not read."""
    with open_case(request) as case:
        covered = coverage_of(case)
        if request.picture:
            from cpcl_desktop.engine.coverage.picture import write_coverage_picture

            write_coverage_picture(covered, request.picture)
            case.log.record("export", {"what": "coverage picture", "to": str(request.picture)})
    if request.json:
        output.print_json({"case": str(request.case), **described(covered)})
    else:
        for sentence in coverage_sentences(covered):
            print(sentence)
    return INCOMPLETE if any(one.gaps or one.source.state != "done" for one in covered.sources) else DONE
