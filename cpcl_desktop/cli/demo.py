"""`cpcl demo`: the whole way on the bundled clip, from footage to ranked passages."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from cpcl_desktop.cli import output
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.ingest.ingest import IngestOptions, ingest_all
from cpcl_desktop.engine.ingest.stages import open_stages
from cpcl_desktop.engine.pictures.contact_sheet import write_sheet
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.runtime.places import resource, window_command
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.sources.walk import find_sources

CLIP = "demo/demo.mp4"
DESCRIPTIONS = (
    "woman in a red top",
    "man in a black jacket with a backpack",
    "person in blue jeans and a white shirt",
)


def run_demo(folder: Path | None, provider: str, window: bool) -> int:
    """Ingest the clip into a case of its own, search it three times, write a contact sheet, open the window."""
    folder = folder or Path(tempfile.mkdtemp(prefix="cpcl-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "demo.cpcl"
    with Case.open(path, create=True) as case:
        stages = open_stages(case, None, None, provider)
        for notice in stages.notices:
            print(notice)
        found = find_sources([resource(CLIP)])
        with case.writer(), output.TerminalReport() as report:
            (source,) = ingest_all(case, found, stages, IngestOptions(camera="demo"), report)
        print(
            f"{source.path.name}: {source.frames_decoded} frames read, {source.tracks} people's passages found.\n"
        )
        searcher = Searcher(case, stages.embedder)
        answers = [searcher.search(Query(text=text, limit=5)) for text in DESCRIPTIONS]
        for answer in answers:
            output.print_answer(answer)
            print()
        sheet = folder / "hits.png"
        write_sheet(case, answers, sheet, columns=5)
    print(f"Ran on: {stages.provider.used} (asked: {stages.provider.asked}).")
    print(f"Contact sheet of the hits: {sheet}")
    print(f"The case: {path}")
    if window and _has_display():
        return subprocess.call([*window_command(), str(path)])
    return 0


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
