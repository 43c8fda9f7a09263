"""`cpcl models`: list, add or verify the models on this machine."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE, FAILED
from cpcl_desktop.engine.errors import BundleError
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.models.installed import InstalledModel


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl models`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    common.add_json(actions.add_parser("list", help="the models on this machine"))
    new = actions.add_parser("add", help="add a bundle (folder or zip) or a YOLOX .onnx detector")
    new.add_argument("path", type=Path, metavar="FILE")
    verify = actions.add_parser("verify", help="check every file of the models against its hash")
    verify.add_argument("name", nargs="?", help="name or path of one model (default: all)")


def run(request: argparse.Namespace) -> int:
    """Carry out the action."""
    return _ACTIONS[request.action](request)


def _list(request: argparse.Namespace) -> int:
    """The models on this machine, damaged ones with their fault."""
    found = installed.installed()
    if request.json:
        terminal.say_json({"models": [_described(model) for model in found]})
        return DONE
    rows = [
        (m.bundle.manifest.name, m.bundle.manifest.kind, m.bundle.sha256[:12], m.path) for m in found if m.bundle
    ]
    motion = (installed.MOTION, "detector", "built in", "—")
    terminal.say_table(("name", "kind", "manifest", "where"), [*rows, motion])
    for model in found:
        if model.bundle is None:
            terminal.complain(f"{model.path}: {model.fault}")
    return DONE


def _add(request: argparse.Namespace) -> int:
    """Add a bundle or a bare detector to the user's models."""
    bundle = installed.add_model(request.path)
    terminal.say(f"Added the {bundle.manifest.kind} model {bundle.manifest.name} to {bundle.path}.")
    return DONE


def _verify(request: argparse.Namespace) -> int:
    """Check every file of the models against its hash; failed when one does not match."""
    found = installed.installed()
    if request.name:
        found = _called(request.name, found) or [_at(Path(request.name))]
    faults = [_fault(model) for model in found]
    for model, fault in zip(found, faults, strict=True):
        terminal.say(f"{model.path}: {fault or 'every file has the hash its manifest gives'}")
    return FAILED if any(faults) else DONE


def _called(name: str, found: list[InstalledModel]) -> list[InstalledModel]:
    return [m for m in found if name in (str(m.path), m.path.name, m.bundle and m.bundle.manifest.name)]


def _at(path: Path) -> InstalledModel:
    return InstalledModel(path, Bundle.open(path))


def _fault(model: InstalledModel) -> str:
    if model.bundle is None:
        return model.fault
    try:
        model.bundle.verify()
    except BundleError as error:
        return str(error)
    return ""


def _described(model: InstalledModel) -> dict[str, Any]:
    if model.bundle is None:
        return {"path": str(model.path), "fault": model.fault}
    manifest = model.bundle.manifest
    return {"path": str(model.path), "name": manifest.name, "kind": manifest.kind, "sha256": model.bundle.sha256}


_ACTIONS: Mapping[str, Callable[[argparse.Namespace], int]] = {"list": _list, "add": _add, "verify": _verify}
