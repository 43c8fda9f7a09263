"""Footage is only ever read: after all that the engine does with it, file and folder are what they were."""

# Holds SECURITY.md: footage is only read, never changed

from pathlib import Path

import cv2
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.ingest.ingest import ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.report.records import ReportOptions
from cpcl_desktop.engine.report.writing import write_report
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.sources.relink import relink
from cpcl_desktop.engine.sources.walk import find_sources
from tests.street import frame, write_clip


def state(folder: Path) -> dict[str, tuple[int, int, int, bytes]]:
    """Every entry below a folder: inode, size, time of change and content; access times may move."""
    found = {}
    for path in sorted([folder, *folder.rglob("*")]):
        told = path.stat()
        content = b"" if path.is_dir() else path.read_bytes()
        found[str(path.relative_to(folder))] = (told.st_ino, told.st_size, told.st_mtime_ns, content)
    return found


@pytest.fixture
def footage(tmp_path: Path) -> Path:
    folder = tmp_path / "footage"
    (folder / "frames").mkdir(parents=True)
    write_clip(folder / "street.mp4")
    cut = (folder / "street.mp4").read_bytes()
    (folder / "cut.mp4").write_bytes(cut[: len(cut) // 2])
    for index in range(0, 60, 4):
        cv2.imwrite(str(folder / "frames" / f"{index:04}.png"), frame(index)[..., ::-1])
    return folder


def test_nothing_that_the_engine_does_changes_footage(
    case: Case, stages: Stages, footage: Path, tmp_path: Path
) -> None:
    before = state(footage)
    sources = ingest_all(case, find_sources([footage]), stages, IngestOptions(), silent)
    assert {source.state for source in sources} == {"done", "failed"}
    searcher = Searcher(case, stages.embedder)
    assert searcher.search(Query("red")).hits
    write_report(searcher, [Query("red")], ReportOptions(clips=True, burn_in=True), tmp_path / "out", None, silent)
    relink(case, [footage], silent)
    assert verify_case(case, silent).faults == []
    assert state(footage) == before
