"""`cpcl merge`: put cases together into one."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import asdict

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE, INCOMPLETE
from cpcl_desktop.engine.merge.differences import ONE_CAMERA
from cpcl_desktop.engine.merge.merge import Merged, merge


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl merge`."""
    common.add_case(parser, "the case to merge into; made where there is none")
    parser.add_argument(
        "parts", type=common.path, nargs="+", metavar="PART",
        help="the cases whose content is taken over, in this order; they are only read",
    )  # fmt: skip
    common.add_json(parser)
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Merge; incomplete where something that somebody said could not be carried."""
    with terminal.TerminalReport() as report:
        merged = merge(request.case, request.parts, report, request.purpose, request.authority)
    if request.json:
        terminal.say_json(_described(merged))
    else:
        _say(merged)
    return INCOMPLETE if merged.not_carried else DONE


def _described(merged: Merged) -> dict[str, object]:
    return {
        "sources": [
            {"source": one.source.id, "path": str(one.source.path), "part": one.part, "outcome": one.outcome}
            for one in merged.sources
        ],
        "passages": merged.counts["track"],
        "pictures": merged.counts["crop"],
        "said": merged.said,
        "differences": [asdict(one) for one in merged.differences],
        "conflicts": [
            {
                "track": one.track,
                "counts": one.counts,
                "verdicts": [dict(zip(_VERDICT, each, strict=True)) for each in one.verdicts],
            }
            for one in merged.conflicts
        ],
        "not_carried": [asdict(one) for one in merged.not_carried],
        "other_keys": [asdict(one) for one in merged.other_keys],
    }


_VERDICT = ("case", "verdict", "user", "time")


def _say(merged: Merged) -> None:
    outcomes = Counter(one.outcome for one in merged.sources)
    told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items())) or "none"
    terminal.say(
        f"Sources: {told}. The case holds {merged.counts['track']} passages, {merged.counts['crop']} pictures."
    )
    terminal.say(f"Decisions, labels, marks, descriptions and searches carried: {merged.said}.")
    if merged.differences:
        rows = [(one.name, one.what, one.kept, f"{one.other} ({one.part})") for one in merged.differences]
        terminal.say("Cases differ; what stands in the first column of values was kept:")
        terminal.say_table(("source", "what", "kept", "other"), rows)
    if any(one.what == ONE_CAMERA for one in merged.differences):
        terminal.say(
            "Cameras that are called alike count as one camera now. Where they are two, name the sources of one "
            "otherwise: `cpcl camera`."
        )
    for conflict in merged.conflicts:
        said = "; ".join(f"{verdict} ({user}, {time}, {case})" for case, verdict, user, time in conflict.verdicts)
        terminal.say(f"Passage {conflict.track} was decided otherwise: {said}. What counts: {conflict.counts}.")
    for moved in merged.other_keys:
        keys = [f"key {digit}" if digit else "no key" for digit in (moved.there, moved.here)]
        terminal.say(f"Label “{moved.name}”: {keys[0]} in {moved.part}, {keys[1]} here.")
    for one in merged.not_carried:
        terminal.complain(f"Not carried: {one.kind} {one.number} of {one.part}; {one.why}. Its log keeps it.")
