"""`cpcl models fetch`: the catalogue, or a model of it fetched because somebody asks for it."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from cpcl_desktop.cli import terminal
from cpcl_desktop.cli.commands.models_changes import say_added
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.models.catalogue import catalogue, entry_called


def fetch(request: argparse.Namespace) -> int:
    """Fetch the model named, or list what there is."""
    if request.name is None:
        return _list(request.json)
    from cpcl_desktop.engine.models.fetch import fetch_model  # late: nothing else loads what uses a network

    entry = entry_called(request.name)
    with terminal.TerminalReport() as report:
        bundle = fetch_model(entry, report)
    return say_added(bundle, request.json)


def _list(as_json: bool) -> int:
    entries = catalogue()
    here = {model.bundle.manifest.name for model in installed.installed() if model.bundle}
    if as_json:
        terminal.say_json({"models": [{**asdict(entry), "here": entry.name in here} for entry in entries]})
        return DONE
    rows = [(e.name, e.kind, f"{e.size / 1e6:.1f}", e.licence, "yes" if e.name in here else "") for e in entries]
    terminal.say_table(("name", "kind", "MB", "licence", "here"), rows)
    for entry in entries:
        terminal.say(f"{entry.name}: {entry.origin}; {entry.url}, SHA-256 {entry.sha256}")
    return DONE
