"""`cpcl info`: what a case holds, and what of its footage is left to read."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import StoredModel
from cpcl_desktop.engine.coverage.source_keys import described_left_out
from cpcl_desktop.engine.ingest.retry import unfinished
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.sources.left_out import left_out_sentences


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl info`."""
    common.add_case(parser)
    common.add_json(parser)


def run(request: argparse.Namespace) -> int:
    """Show what the case holds."""
    with common.read_case(request) as case:
        model, counts = case.models.current(), case.counts()
        left = [one.source for one in unfinished(case)]
        if request.json:
            _say_json(case, model, counts, left)
            return DONE
        sources, models, left_out = case.sources.all(), case.models.all(), case.left_out.all()
        in_bin, pictures = case.sources.binned(), case.counts(with_bin=True)["crop"]  # models see all of them
    if case.team is not None:
        stands = case.team.standing
        terminal.say(f"A team's case: follows {stands.url}, in which {stands.member} takes part as {stands.role}.")
    terminal.say(
        f"{case.path}: {counts['source']} sources, {counts['track']} people's passages, {counts['crop']} crops; "
        f"model {model.name if model else 'none yet'}"
    )
    _say_models(models, pictures, request.case)
    common.say_sources(sources)
    if in_bin:
        shown = f"`cpcl bin {terminal.shown_path(request.case)}` shows them."
        terminal.say(f"Sources in the bin, which are not searched: {len(in_bin)}. {shown}")
    _say_unfinished(left, request.case)
    for sentence in left_out_sentences(left_out):
        terminal.say(sentence)
    return DONE


def _say_json(case: Case, model: StoredModel | None, counts: Mapping[str, int], left: Sequence[Source]) -> None:
    terminal.say_json(
        {
            "case": str(case.path),
            "model": {"name": model.name, "sha256": model.sha256, "dim": model.dim} if model else None,
            **counts,
            "team": None if case.team is None else case.team.standing.url,
            "models": [_described_model(one) for one in case.models.all()],
            "sources": common.described_sources(case, case.sources.all()),
            "unfinished": [{"path": str(s.path), "state": s.state, "message": s.message} for s in left],
            "in_bin": [{"source": s.id, "path": str(s.path)} for s in case.sources.binned()],
            "left_out": [described_left_out(one) for one in case.left_out.all()],
        }
    )


def _described_model(model: StoredModel) -> dict[str, Any]:
    return {"name": model.name, "sha256": model.sha256, "state": model.state, "vectors": model.vectors}


_ASIDE = {
    "building": "A change to the model {name} is under way, {vectors} of {crops} pictures: "
    "`cpcl reindex {case} --model {name}` goes on with it, `--give-up` forgets it.",
    "kept": "The model {name} was in use before: `cpcl reindex {case} --back` goes back to it, `--drop-old` "
    "deletes its vectors.",
}


def _say_models(models: Sequence[StoredModel], crops: int, case: Path) -> None:
    """What the case holds of models that are not in use."""
    for model in models:
        if words := _ASIDE.get(model.state):
            path = terminal.shown_path(case)
            terminal.say(words.format(name=model.name, vectors=model.vectors, crops=crops, case=path))


_LEFT = {"failed": "failed", "waiting": "waiting"}  # any other state: reading it was stopped


def _say_unfinished(left: Sequence[Source], case: Path) -> None:
    """What is left to read and how to read it; nothing where there is nothing."""
    if left:
        again = f"`cpcl ingest {terminal.shown_path(case)} --retry` reads only these:"
        terminal.say(f"Not read, or not to the end: {len(left)}. {again}")
    for source in left:
        terminal.say(f"  {source.path} ({_LEFT.get(source.state, 'stopped')})")
