"""`cpcl decide`: say whether a passage shows the person looked for."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.case.records import Judgement

VERDICTS: Mapping[str, Judgement | None] = {
    "match": "match",
    "no-match": "no match",
    "unsure": "unsure",
    "withdraw": None,
}


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl decide`."""
    common.add_case(parser)
    option = parser.add_argument
    option("track", type=common.count, metavar="TRACK", help="the passage's number, as `cpcl search` prints it")
    counts = "the last one counts, those before are kept; withdraw takes the last one back"
    option("verdict", choices=tuple(VERDICTS), help=counts)
    looked_for = "the person who is looked for"
    option("--description", type=common.text, metavar="TEXT", default="", help=looked_for)
    option("--note", type=common.text, metavar="TEXT", default="", help="why, or what else is to be seen")
    option("--crop", type=common.count, help="the picture that was looked at (default: the best of the passage)")
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Decide about one passage; what was decided before is kept, the last counts."""
    with common.open_case(request) as case:
        decision = case.decisions.decide(
            request.track,
            VERDICTS[request.verdict],
            crop=request.crop,
            description=request.description,
            note=request.note,
        )
        (picture,) = case.gallery.crop_rows([decision.crop or 0]).values()
        is_in_bin = case.sources.get(picture.source).in_bin
    said = decision.verdict or "decision withdrawn"
    terminal.say(f"Passage {decision.track}: {said} (by {decision.user}).")
    if is_in_bin:
        terminal.say(
            "Its footage is in the bin (`cpcl bin`): the decision is kept, and counts once that is put back."
        )
    return DONE
