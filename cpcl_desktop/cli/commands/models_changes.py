"""`cpcl models add`, `remove` and `use`: what is on this machine, and what new cases begin with."""

from __future__ import annotations

import argparse

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.manifest import Kind
from cpcl_desktop.cli import terminal
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.models.remembered import choose, unchoose


def add(request: argparse.Namespace) -> int:
    """Add a bundle or a bare detector to the user's models."""
    return say_added(installed.add_model(request.path), request.json)


def say_added(bundle: Bundle, as_json: bool) -> int:
    """A model that is the user's now."""
    kind, name = bundle.manifest.kind, bundle.manifest.name
    if as_json:
        terminal.say_json({"path": str(bundle.path), "name": name, "kind": kind, "sha256": bundle.sha256})
    else:
        terminal.say(f"Added the {kind} model {name} to {bundle.path}.")
        if kind == "detector" and (used := installed.default_detector()) != name:
            terminal.say(f"In new footage people are still found by {used}; `cpcl models use {name}` changes that.")
    return DONE


def remove(request: argparse.Namespace) -> int:
    """Delete a model of the user's."""
    gone = installed.remove_model(request.name, may_be_chosen=request.yes)
    name = gone.bundle.manifest.name if gone.bundle else ""
    if request.json:
        terminal.say_json({"path": str(gone.path), "name": name})
        return DONE
    terminal.say(f"Removed {name or 'the damaged model'} from {gone.path}.")
    if gone.bundle and gone.bundle.manifest.kind == "image-text":
        terminal.say(
            "Cases that were indexed with it can be searched when it is added again as it was. No list of cases is "
            "kept: `cpcl info CASE` says which model a case has, `cpcl reindex` gives it another."
        )
    return DONE


def use(request: argparse.Namespace) -> int:
    """Choose the model or detector that new cases begin with, or undo that."""
    if request.default is bool(request.name):
        raise UsageError("Name a model for new cases, or give --default to undo the choice.")
    if request.default:
        unchoose()
    else:
        choose(_kind_of(request.name), request.name)
    now = {"image_text": installed.default_model("image-text"), "detector": installed.default_detector()}
    if request.json:
        terminal.say_json(now)
    else:
        terminal.say(f"New cases begin with the model {now['image_text']}; people are found by {now['detector']}.")
    return DONE


def _kind_of(name: str) -> Kind:
    """What a usable model of this name is; `UsageError` when there is none."""
    if name == installed.MOTION:
        return "detector"
    found = [model.bundle.manifest for model in installed.installed() if model.bundle]
    for manifest in found:
        if manifest.name == name:
            return manifest.kind
    known = ", ".join(sorted({manifest.name for manifest in found} | {installed.MOTION}))
    raise UsageError(f"There is no model called {name}; the choice is as it was. Here there are: {known}.")
