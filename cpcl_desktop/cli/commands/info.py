"""`cpcl info`: what a case holds, or several, and what of the footage is left to read."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cpcl_desktop.cli import common, several, terminal
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.mirror import Standing
from cpcl_desktop.engine.case.records import StoredModel
from cpcl_desktop.engine.coverage.source_keys import described_left_out
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.ingest.retry import unfinished
from cpcl_desktop.engine.records import LeftOut, Source
from cpcl_desktop.engine.sources.left_out import left_out_sentences


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl info`."""
    several.add_cases(parser)
    common.add_json(parser)


def run(request: argparse.Namespace) -> int:
    """Show what the case holds, or each of several and what they hold together."""
    paths = [request.case, *request.others]
    with several.read_cases(request) as cases:
        if request.json:
            each = [_described(member.case) for member in cases.members]
            terminal.say_json(each[0] if cases.is_one else _described_together(cases, each))
            return DONE
        told = [_Told.of(member.case) for member in cases.members]
        searched, copied = cases.searched_sources(), several.copies_sentence(cases)
    for path, one in zip(paths, told, strict=True):
        _say(one, path)
    if len(told) > 1:
        counts = _counts(searched)
        terminal.say(
            f"Together, searched as one: {counts['source']} sources, {counts['track']} people's passages, "
            f"{counts['crop']} crops."
        )
    if copied:
        terminal.say(copied)
    return DONE


@dataclass(frozen=True, slots=True)
class _Told:
    """What is to be said of a case: read while it is open."""

    path: Path
    team: Standing | None
    model: StoredModel | None
    counts: Mapping[str, int]
    left: Sequence[Source]
    sources: Sequence[Source]
    models: Sequence[StoredModel]
    left_out: Sequence[LeftOut]
    in_bin: Sequence[Source]
    pictures: int  # also those in the bin, which models see

    @staticmethod
    def of(case: Case) -> _Told:
        """As it is now."""
        return _Told(
            case.path,
            None if case.team is None else case.team.standing,
            case.models.current(),
            case.counts(),
            [one.source for one in unfinished(case)],
            case.sources.all(),
            case.models.all(),
            case.left_out.all(),
            case.sources.binned(),
            case.counts(with_bin=True)["crop"],
        )


def _say(told: _Told, path: Path) -> None:
    if told.team is not None:
        stands = told.team
        terminal.say(f"A team's case: follows {stands.url}, in which {stands.member} takes part as {stands.role}.")
    terminal.say(
        f"{told.path}: {told.counts['source']} sources, {told.counts['track']} people's passages, "
        f"{told.counts['crop']} crops; model {told.model.name if told.model else 'none yet'}"
    )
    _say_models(told.models, told.pictures, path)
    common.say_sources(told.sources)
    if told.in_bin:
        shown = f"`cpcl bin {terminal.shown_path(path)}` shows them."
        terminal.say(f"Sources in the bin, which are not searched: {len(told.in_bin)}. {shown}")
    _say_unfinished(told.left, path)
    for sentence in left_out_sentences(told.left_out):
        terminal.say(sentence)


def _counts(sources: Sequence[Source]) -> dict[str, int]:
    return {
        "source": len(sources),
        "track": sum(source.tracks for source in sources),
        "crop": sum(source.crops for source in sources),
    }


def _described_together(cases: Federation, each: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Several cases as JSON has them: what they hold together, each footage once, and what each holds."""
    every = cases.sources()
    copies = cases.copies(every)
    named = [{"name": member.name, **one} for member, one in zip(cases.members, each, strict=True)]
    return {
        **_counts(cases.searched_sources()),
        "copies": [
            {"source": one.number, "path": str(one.path), "found_as": copies[one.id].number}
            for one in every
            if one.id in copies
        ],
        "cases": named,
    }


def _described(case: Case) -> dict[str, Any]:
    model = case.models.current()
    return {
        "case": str(case.path),
        "model": {"name": model.name, "sha256": model.sha256, "dim": model.dim} if model else None,
        **case.counts(),
        "team": None if case.team is None else case.team.standing.url,
        "models": [_described_model(one) for one in case.models.all()],
        "sources": common.described_sources(case, case.sources.all()),
        "unfinished": [
            {"path": str(one.source.path), "state": one.source.state, "message": one.source.message}
            for one in unfinished(case)
        ],
        "in_bin": [{"source": s.id, "path": str(s.path)} for s in case.sources.binned()],
        "left_out": [described_left_out(one) for one in case.left_out.all()],
    }


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
