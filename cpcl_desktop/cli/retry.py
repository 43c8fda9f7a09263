"""`cpcl ingest CASE --retry`: only what failed or was not read to the end, each as it was begun."""

from __future__ import annotations

import argparse
import sys

from cpcl_desktop.cli import output
from cpcl_desktop.cli.cases import open_case
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.records import Source

DONE = 0


def retry(request: argparse.Namespace) -> int:
    """Read again what is left, all by itself; exit status as for adding it."""
    from cpcl_desktop.engine.ingest.retry import by_detector, retry, unfinished
    from cpcl_desktop.engine.ingest.stages import open_stages

    if request.paths:
        raise UsageError("--retry reads what the case still lacks; name no paths with it.")
    sources: list[Source] = []
    with open_case(request) as case, case.writer():
        left = by_detector(unfinished(case))
        with output.TerminalReport() as report:
            for detector, group in left.items():
                stages = open_stages(case, request.model, request.detector or detector, request.provider)
                for notice in stages.notices:
                    print(notice, file=sys.stderr)
                sources += retry(case, group, stages, report)
    if request.json:
        output.print_json({"sources": [output.source_json(source) for source in sources]})
    elif sources:
        output.print_sources(sources)
    else:
        print("Nothing is left to read: every source was read to its end.")
    return output.outcome(sources) if sources else DONE
