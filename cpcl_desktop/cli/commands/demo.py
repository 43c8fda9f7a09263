"""`cpcl demo`: the whole way on the bundled clip, from footage to ranked passages."""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.commands.search import say_answer
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.ingest.ingest import ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages, open_stages
from cpcl_desktop.engine.pictures.contact_sheet import write_sheet
from cpcl_desktop.engine.records import Answer, Query
from cpcl_desktop.engine.runtime.machine import display
from cpcl_desktop.engine.runtime.places import sample_clip, window_command
from cpcl_desktop.engine.search.searcher import searcher_for
from cpcl_desktop.engine.sources.walk import find_sources

DESCRIPTIONS = (
    "woman in a red top",
    "man in a black jacket with a backpack",
    "person in blue jeans and a white shirt",
)


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl demo`."""
    parser.add_argument("--no-window", action="store_true", help="do not open the window at the end")
    parser.add_argument(
        "--out", type=common.path, help="folder for the case and the contact sheet (default: a temporary one)"
    )
    common.add_provider(parser)
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Ingest the clip into a case of its own, search it three times, write a contact sheet, open the window."""
    folder = request.out or Path(tempfile.mkdtemp(prefix="cpcl-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    path, sheet = folder / "demo.cpcl", folder / "hits.png"
    with Case.open(path, True, request.purpose, request.authority) as case:
        stages = _ingest(case, request.provider)
        write_sheet(case, _search(case, request.provider), sheet, columns=5)
    terminal.say(f"Ran on: {stages.provider.used} (asked: {stages.provider.asked}).")
    terminal.say(f"Contact sheet of the hits: {sheet}")
    terminal.say(f"The case: {path}")
    if not request.no_window and display():
        return subprocess.call([*window_command(), str(path)])
    return DONE


def _ingest(case: Case, provider: str) -> Stages:
    stages = open_stages(case, None, None, provider)
    for notice in stages.notices:
        terminal.say(notice)
    with case.writer(), terminal.TerminalReport() as report:
        found = find_sources([sample_clip()])
        (source,) = ingest_all(case, found, stages, IngestOptions(camera="demo"), report)
    if source.state != "done":
        raise MediaError(f"The clip that comes with the program could not be read: {source.message}")
    frames, passages = source.frames_decoded, source.tracks
    terminal.say(f"{source.name}: {frames} frames read, {passages} people's passages found.")
    terminal.say()
    return stages


def _search(case: Case, provider: str) -> list[Answer]:
    searcher = searcher_for(case, provider)
    answers = [searcher.search(Query(text=text, limit=5)) for text in DESCRIPTIONS]
    for answer in answers:
        say_answer(answer)
        terminal.say()
    return answers
