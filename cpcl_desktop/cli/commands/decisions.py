"""`cpcl decisions`: what people decided about a case's passages."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.case.records import CropRow, Decision
from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.recorder_time import NO_TIME, described_time, isoformat, time_at

_HEADER = (
    *("track", "decision", "source", "moment", "recorder", "corrected"),
    *("description", "note", "labels", "time", "user"),
)
Shown = tuple[Decision, CropRow | None, Sequence[str]]
"""A decision, where the picture is that was looked at, and the labels that the passage has now."""


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl decisions`."""
    common.add_case(parser)
    parser.add_argument("--all", action="store_true", help="also those that were overruled or withdrawn")
    common.add_json(parser)
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Show the decision that counts for each passage, or all that were ever made."""
    with common.read_case(request) as case:
        made = case.decisions.history() if request.all else list(case.decisions.current().values())
        binned = sum(stake.decisions for stake in case.bin.stakes().values())
        places = case.gallery.crop_rows([d.crop for d in made if d.crop is not None])
        given = case.marks.labelled({decision.track for decision in made})
    labels = {track: [label.name for label, _ in labels] for track, labels in given.items()}
    shown = [(one, places.get(one.crop or 0), labels.get(one.track, [])) for one in made]
    if request.json:
        terminal.say_json({"decisions": [_described(*one) for one in shown]})
    else:
        _say(shown)
        if binned and not request.all:
            terminal.say(f"Decisions on footage in the bin, which do not count: {binned}; --all shows them, too.")
    return DONE


def _described(decision: Decision, place: CropRow | None, labels: Sequence[str]) -> dict[str, Any]:
    described = asdict(decision) | {"labels": list(labels)}
    if place is not None:
        described |= {
            "source": str(place.path),
            "camera": place.camera,
            "time_s": place.time_us / 1e6,
            "image": place.name,
            **described_time(time_at(place.clock, place.time_us)),
        }
    return described


def _say(shown: Sequence[Shown]) -> None:
    if shown:
        terminal.say_table(_HEADER, [_row(*one) for one in shown])
    else:
        terminal.say("No decision counts yet; `cpcl decide` makes one.")


def _row(decision: Decision, place: CropRow | None, labels: Sequence[str]) -> tuple[object, ...]:
    time = NO_TIME if place is None else time_at(place.clock, place.time_us)
    return (
        decision.track,
        decision.verdict or "withdrawn",
        "" if place is None else place.source_name,
        "" if place is None else place.name or moment(place.time_us),
        isoformat(time.recorder) or "",
        (isoformat(time.corrected) or "") + (" (?)" if time.ambiguous else ""),
        decision.description,
        decision.note,
        "; ".join(labels),
        decision.time,
        decision.user,
    )
