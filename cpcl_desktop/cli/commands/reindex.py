"""`cpcl reindex`: change a case's model without losing the one it has, or go one step back."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import StoredModel
from cpcl_desktop.engine.ingest.reindex import Changed, change_model, go_back
from cpcl_desktop.engine.models.installed import find_model

_ABOUT = (
    "The pictures in the case are embedded with the other model while searches go on with the one in use; when all "
    "are, the case is switched to it. Stopped, the same command goes on from there. Footage can be added before or "
    "after, not at the same time. Scores of different models cannot be compared."
)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What was done, to say and to print; `other` is the model that is not in use any more."""

    done: str
    other: StoredModel
    sentence: str
    embedded: int = 0


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl reindex`."""
    parser.epilog = _ABOUT
    common.add_case(parser)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--model", type=common.path_or_name, metavar="NAME", help="change to this model, by name or path"
    )
    what.add_argument("--back", action="store_true", help="go back to the model that was in use before")
    what.add_argument(
        "--drop-old", action="store_true", help="delete the vectors kept of the model before; there is no way back"
    )
    what.add_argument("--give-up", action="store_true", help="forget a change that was begun and not finished")
    common.add_provider(parser)
    common.add_json(parser)
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Change the model, go back, or delete the vectors of a model that is not in use."""
    with common.open_case(request) as case:
        with case.writer():
            outcome = _action(request)(case, request)
        model = case.models.current()
    if request.json:
        in_use = None if model is None else _described(model)
        done = {"done": outcome.done, "model": in_use, "other": _described(outcome.other)}
        terminal.say_json({"case": str(request.case), **done, "embedded": outcome.embedded})
    else:
        terminal.say(outcome.sentence)
    return DONE


def _action(request: argparse.Namespace) -> Callable[[Case, argparse.Namespace], _Outcome]:
    return next((action for name, action in _ACTIONS.items() if getattr(request, name)), _change)


def _change(case: Case, request: argparse.Namespace) -> _Outcome:
    bundle = find_model(request.model, "image-text")
    with terminal.TerminalReport() as report:
        changed = change_model(case, bundle, request.provider, report)
    return _switched(changed, "changed")


def _back(case: Case, request: argparse.Namespace) -> _Outcome:
    with terminal.TerminalReport() as report:
        changed = go_back(case, request.provider, report)
    return _switched(changed, "back")


def _switched(changed: Changed, done: str) -> _Outcome:
    if changed.provider_reason:
        terminal.complain(changed.provider_reason)
    before, model = changed.before, changed.model
    sentence = (
        f"The case uses the model {model.name} now; {changed.embedded} pictures were embedded. The vectors of "
        f"{before.name} are kept: --back goes back to it, --drop-old deletes them."
    )
    return _Outcome(done, before, sentence, changed.embedded)


def _drop_old(case: Case, _: argparse.Namespace) -> _Outcome:
    other = case.change.drop_kept()
    return _Outcome("dropped", other, f"Deleted the {other.vectors} vectors kept of the model {other.name}.")


def _give_up(case: Case, _: argparse.Namespace) -> _Outcome:
    other = case.change.give_up()
    sentence = f"Gave up the change to the model {other.name}; its {other.vectors} vectors were deleted."
    return _Outcome("given up", other, sentence)


def _described(model: StoredModel) -> dict[str, object]:
    return {"name": model.name, "sha256": model.sha256, "dim": model.dim}


_ACTIONS = {"back": _back, "drop_old": _drop_old, "give_up": _give_up}
