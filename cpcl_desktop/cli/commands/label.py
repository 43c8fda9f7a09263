"""`cpcl label`: the case's own labels; making one, giving it to passages, renaming it, taking it away."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.labels import DIGITS, NO_DIGIT, kind_of
from cpcl_desktop.engine.case.records import Label
from cpcl_desktop.engine.errors import UsageError

_HEADER = ("key", "label", "passages", "time", "user")
Shown = tuple[Label, Sequence[int]]  # a label, and the passages that have it


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl label`."""
    common.add_case(parser)
    option = parser.add_argument
    option(
        "name", type=common.name, nargs="?", metavar="NAME",
        help="the label that is meant, made where there is none; without it, all are shown",
    )  # fmt: skip
    keys = f"the key that gives it in the window, {DIGITS[0]} to {DIGITS[-1]}, or {NO_DIGIT} for none"
    option("--key", type=int, choices=(NO_DIGIT, *DIGITS), help=f"{keys} (default: the first that is free)")
    passages = "passages, by the numbers that `cpcl search` prints"
    option(
        "--give", type=common.count, nargs="+", metavar="TRACK", default=[], help=f"let these have it: {passages}"
    )
    option("--take", type=common.count, nargs="+", metavar="TRACK", default=[], help="take it off these passages")
    option("--rename", type=common.name, metavar="NEW", help="call it otherwise; passages keep it")
    option(
        "--remove",
        action="store_true",
        help="take it away: no passage has it any more, until --restore brings it back",
    )
    option("--restore", action="store_true", help="bring the label of this name back, which was taken away")
    common.add_json(parser)
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Change a label if one is named, and show what there is then."""
    if request.name is None:
        if changes := [
            one for one in ("key", "give", "take", "rename", "remove", "restore") if _asks(request, one)
        ]:
            raise UsageError("--{option} needs the name of a label; nothing was changed.", option=changes[0])
        with common.read_case(request) as case:
            shown = _shown(case)
    else:
        with common.open_case(request) as case:
            _change(case, request)
            shown = _shown(case)
    if request.json:
        terminal.say_json({"labels": [_described(*one) for one in shown]})
    elif shown:
        terminal.say_table(_HEADER, [_row(*one) for one in shown])
    else:
        terminal.say("The case has no labels yet; `cpcl label CASE NAME` makes one.")
    return DONE


def _asks(request: argparse.Namespace, option: str) -> bool:
    value = getattr(request, option)
    return value is not None and value is not False and value != []


def _change(case: Case, request: argparse.Namespace) -> None:
    """Change a label as it is asked for; where any of it cannot be, nothing is changed."""
    known = _gone(case, request.name) if request.restore else case.labels.called(request.name)
    if known is None and (request.remove or request.rename is not None or request.take):
        raise UsageError("The case has no label “{name}”; nothing was changed.", name=request.name)
    _check(case, request, None if known is None else known.label)
    if known is None:
        label = case.labels.make(request.name, request.key)
    else:
        label = case.labels.restore(known.label) if request.restore else known
        if request.key is not None and request.key != label.digit:
            label = case.labels.put_on(label.label, request.key)
    _give(case, label, request.give, True)
    _give(case, label, request.take, False)
    if request.rename is not None:
        case.labels.rename(label.label, request.rename)
    if request.remove:
        case.labels.remove(label.label)


def _check(case: Case, request: argparse.Namespace, label: int | None) -> None:
    """Errors as the changes have them, before the first of them is made."""
    if label is None:
        case.labels.check_name(request.name)
    if request.rename is not None:
        case.labels.check_name(request.rename, label)
    if request.key is not None:
        case.labels.check_digit(request.key, label)
    for track in (*request.give, *request.take):
        case.passages.get(track)  # CaseError for one that there is not


def _gone(case: Case, name: str) -> Label:
    """The label that was called so when it was taken away last; UsageError where none was."""
    last = {one.label: one for one in case.labels.history()}
    gone = [one for one in last.values() if not one.is_kept and one.name.casefold() == name.casefold()]
    if not gone:
        raise UsageError("No label “{name}” was taken away; nothing was changed.", name=name)
    return max(gone, key=lambda one: one.id)


def _give(case: Case, label: Label, tracks: Sequence[int], is_set: bool) -> None:
    """Let passages have it or not; those stay as they are of which that holds already."""
    kind, marks = kind_of(label.label), case.marks.current()
    changed = [track for track in dict.fromkeys(tracks) if (kind in marks.get(track, ())) != is_set]
    case.marks.set_all(changed, kind, is_set)


def _shown(case: Case) -> list[Shown]:
    marks = case.marks.current()
    return [
        (one, sorted(track for track, kinds in marks.items() if kind_of(one.label) in kinds))
        for one in case.labels.current()
    ]


def _described(label: Label, tracks: Sequence[int]) -> dict[str, Any]:
    told = asdict(label) | {"key": label.digit or None, "tracks": list(tracks)}
    return {name: value for name, value in told.items() if name not in ("digit", "is_kept")}


def _row(label: Label, tracks: Sequence[int]) -> tuple[object, ...]:
    return label.digit or "", label.name, len(tracks), label.time, label.user
