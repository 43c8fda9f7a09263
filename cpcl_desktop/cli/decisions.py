"""`cpcl decide` and `cpcl decisions`: what people decided about a case's passages."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from cpcl_desktop.cli import output
from cpcl_desktop.cli.cases import open_case
from cpcl_desktop.engine.case.records import CropRow, Decision, Judgement
from cpcl_desktop.engine.recorder_time import time_at

VERDICTS: Mapping[str, Judgement | None] = {
    "match": "match",
    "no-match": "no match",
    "unsure": "unsure",
    "withdraw": None,
}


def decide(request: argparse.Namespace) -> int:
    """Decide about one passage; what was decided before is kept, the last counts."""
    with open_case(request) as case:
        decision = case.decisions.decide(
            request.track,
            VERDICTS[request.verdict],
            crop=request.crop,
            description=request.description,
            note=request.note,
        )
    print(f"Passage {decision.track}: {decision.verdict or 'decision withdrawn'} (by {decision.user}).")
    return 0


def decisions(request: argparse.Namespace) -> int:
    """The decision that counts for each passage, or all that were ever made."""
    with open_case(request) as case:
        made = case.decisions.history() if request.all else list(case.decisions.current().values())
        places = case.gallery.crop_rows([d.crop for d in made if d.crop is not None])
    shown = [_described(d, places.get(d.crop or 0)) for d in made]
    if request.json:
        output.print_json({"decisions": shown})
        return 0
    header = (
        "track",
        "decision",
        "source",
        "moment",
        "recorder",
        "corrected",
        "description",
        "note",
        "time",
        "user",
    )
    rows = [
        (
            d["track"],
            d["verdict"] or "withdrawn",
            "" if place is None else place.path.name,
            "" if place is None else place.name or output.moment(place.time_us / 1e6),
            d.get("recorder_time") or "",
            (d.get("corrected_time") or "") + (" (?)" if d.get("time_ambiguous") else ""),
            d["description"],
            d["note"],
            d["time"],
            d["user"],
        )
        for d, place in zip(shown, (places.get(d.crop or 0) for d in made), strict=True)
    ]
    output.print_table(header, rows)
    return 0


def _described(decision: Decision, place: CropRow | None) -> dict[str, Any]:
    described = asdict(decision)
    if place is not None:
        described |= {
            "source": str(place.path),
            "camera": place.camera,
            "time_s": place.time_us / 1e6,
            "image": place.name,
            **output.clock_json(time_at(place.clock, place.time_us)),
        }
    return described
