"""Entries of the log in a few words: a sentence for each action, in English."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.clock import moment

_MODELS = {
    "chosen": worded("model {name}"),
    "change begun": worded("change to the model {name} begun"),
    "built": worded("vectors of the model {name} built"),
    "changed to": worded("changed to the model {name}"),
    "change given up": worded("change to the model {name} given up"),
    "dropped": worded("vectors of the model {name} dropped"),
}  # what happened to a model, by the key that has its name


def _model(told: Mapping[str, Any]) -> str:
    said = (worded(words, name=told[key]) for key, words in _MODELS.items() if key in told)
    return next(said, worded("mean of the case settled"))


_OUTCOMES = {
    "begun": worded("begun: {what}"),
    "resumed": worded("resumed: {what}"),
    "restarted": worded("restarted: {what}"),
    "read on": worded("read on: {what}"),
    "stopped": worded("stopped: {what}"),
    "partial": worded("partial: {what}"),
    "done": worded("done: {what}"),
    "failed": worded("failed: {what}"),
    "refused": worded("refused: {what}"),
    "known already": worded("known already: {what}"),
    "known as": worded("known as: {what}"),
    "content taken": worded("content taken: {what}"),
    "tiles chosen": worded("tiles chosen: {what}"),
    "left out": worded("left out: {what}"),
    "taken out": worded("taken out: {what}"),
    "put back": worded("put back: {what}"),
    "removed": worded("removed: {what}"),
}  # what became of footage


def _ingested(told: Mapping[str, Any]) -> str:
    """What became of which footage: its path, the folder that was walked, or the source's number."""
    outcome = told["outcome"]
    where = told.get("path") or told.get("root") or worded("source {source}", source=told["source"])
    return worded(_OUTCOMES[outcome], what=where) if outcome in _OUTCOMES else f"{outcome}: {where}"


def _ruled(told: Mapping[str, Any]) -> str:
    """What was decided about a group of passages."""
    taken = ", ".join(str(track) for track, side, _ in told["members"] if side == 1)
    return {
        "merge": worded("passages {passages}: one person", passages=taken),
        "split": worded("passages {passages}: taken out of a person", passages=taken),
        "name": worded("person of passages {passages}: “{name}”", passages=taken, name=told["name"]),
        "undo": worded("decision {undoes} on a person undone", undoes=told["undoes"]),
    }[told["kind"]]


def _decided(told: Mapping[str, Any]) -> str:
    verdict = told["verdict"] or worded("withdrawn")
    return worded("passage {track}: {verdict}", track=told["track"], verdict=verdict)


def _marked(told: Mapping[str, Any]) -> str:
    kind = worded("label “{name}”", name=told["name"]) if "name" in told else told["kind"]
    if told["is_set"]:
        return worded("passage {track}: {kind}", track=told["track"], kind=kind)
    return worded("passage {track}: {kind} taken off", track=told["track"], kind=kind)


def _labelled(told: Mapping[str, Any]) -> str:
    if not told["is_kept"]:
        return worded("label “{name}” taken away", name=told["name"])
    if told["digit"]:
        return worded("label “{name}” on key {digit}", name=told["name"], digit=told["digit"])
    return worded("label “{name}” without a key", name=told["name"])


def _captioned(told: Mapping[str, Any]) -> str:
    if told["text"]:
        return worded("passage {track}: “{text}”", track=told["track"], text=told["text"])
    return worded("passage {track}: description withdrawn", track=told["track"])


def _saved(told: Mapping[str, Any]) -> str:
    if told["is_kept"]:
        return worded("“{name}” kept", name=told["name"])
    return worded("“{name}” deleted", name=told["name"])


_EXPORTS = {
    "report": worded("report to {path}"),
    "coverage": worded("coverage to {path}"),
    "coverage picture": worded("coverage picture to {path}"),
    "still": worded("still to {path}"),
    "clip": worded("clip to {path}"),
    "data set": worded("data set to {path}"),
}  # what left the case


def _exported(told: Mapping[str, Any]) -> str:
    what, path = told["what"], told["to"]
    if "failed" in told:
        return worded("{what} to {path}: not sent, or not known to be", what=what, path=path)
    return worded(_EXPORTS[what], path=path) if what in _EXPORTS else f"{what} to {path}"


def _verified(told: Mapping[str, Any]) -> str:
    return worded("{path} checked", path=told["report"]) if "report" in told else worded("case checked")


def _searched(told: Mapping[str, Any]) -> str:
    text, count = told["query"]["text"], len(told["hits"])
    if "together" in told:
        names = ", ".join(one["name"] for one in told["together"]["with"])
        return worded("“{text}”: {count} hits, searched together with {names}", text=text, count=count, names=names)
    return worded("“{text}”: {count} hits", text=text, count=count)


_MERGED = {
    "source taken": worded("source {source} taken from part {part}"),
    "source known": worded("source {source} is also in part {part}"),
}  # what became of a source of a case that was merged


def _merged(told: Mapping[str, Any]) -> str:
    """What putting cases together did."""
    outcome = told["outcome"]
    if outcome == "begun":
        return worded("merging of {name} begun", name=told["name"])
    if outcome == "whole":
        return worded("cases merged: {count}", count=len(told["parts"]))
    return worded(_MERGED[outcome], source=told["source"], part=told["from"]["part"])


def _listed(told: Mapping[str, Any]) -> str:
    """What somebody had listed."""
    if "persons" in told:
        return worded("likely persons shown: {count}", count=len(told["persons"]))
    return worded("passages shown: {shown}", shown=told["shown"])


def _cut_or_joined(told: Mapping[str, Any]) -> str:
    if "joined" in told:
        earlier, later = told["joined"]
        return worded("passage {later} joined to passage {earlier}", later=later, earlier=earlier)
    return worded("passage {split} divided", split=told["split"])


def _viewed(told: Mapping[str, Any]) -> str:
    if "beside" in told:
        return worded(
            "source {source} looked at beside passage {track}", source=told["source"], track=told["beside"]
        )
    if "track" not in told:
        return worded(
            "source {source} looked at, from {time} on", source=told["source"], time=moment(told["time_us"])
        )
    return worded("passage {track} looked at", track=told["track"])


_KEPT = {
    "waiting": worded("the list of footage that waits to be read"),
    "search_cache": worded("which files beside the case searches may trust"),
}  # what the program keeps for itself, by the table that has it


SUMMARIES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "log begun": lambda told: worded("case {name}", name=told["case"]),
    "ingest": _ingested,
    "search": _searched,
    "list": _listed,
    "view": _viewed,
    "relink": lambda told: worded("source {source} found again: {path}", source=told["source"], path=told["after"]),
    "passages": _cut_or_joined,
    "decision": _decided,
    "mark": _marked,
    "label": _labelled,
    "caption": _captioned,
    "saved search": _saved,
    "person": _ruled,
    "bin": _ingested,
    "merge": _merged,
    "clock": lambda told: worded("clock of source {source} stated", source=told["source"]),
    "camera": lambda told: worded(
        "camera of source {source} named {after_name}, before {before_name}",
        source=told["source"],
        after_name=told["after"],
        before_name=told["before"],
    ),
    "model": _model,
    "export": _exported,
    "verify": _verified,
    "cut": lambda told: worded(
        "end of the log cut off after entry {kept}, entries that no desk believed: {count}",
        kept=told["kept"],
        count=len(told["entries"]),
    ),
    "kept": lambda told: worded("updated: {what}", what=", ".join(_KEPT.get(one, one) for one in told["tables"])),
}
"""An entry's details in a few words, by its action; KeyError or TypeError of one that was tampered with."""
