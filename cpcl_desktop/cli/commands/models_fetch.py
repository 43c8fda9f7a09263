"""`cpcl models fetch`: the catalogue, or a model of it fetched because somebody asks for it."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from cpcl_desktop.cli import terminal
from cpcl_desktop.cli.commands.models_changes import say_added
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.models.catalogue import entry_called
from cpcl_desktop.engine.models.offers import Offer, offers, refusal


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
    there = offers()
    if as_json:
        told = [{**asdict(one.entry), "here": one.is_here, "kept": one.kept} for one in there]
        terminal.say_json({"models": told, "refused": refusal()})
        return DONE
    terminal.say_table(("name", "kind", "MB", "licence", "here"), [_row(one) for one in there])
    for entry in (one.entry for one in there):
        terminal.say(f"{entry.name}: {entry.origin}; {entry.url}, SHA-256 {entry.sha256}")
    if why := refusal():
        terminal.say(why)
    return DONE


def _row(offer: Offer) -> tuple[str, ...]:
    entry, here = offer.entry, "yes" if offer.is_here else f"{offer.kept / 1e6:.1f} MB of it" if offer.kept else ""
    return entry.name, entry.kind, f"{entry.size / 1e6:.1f}", entry.licence, here
