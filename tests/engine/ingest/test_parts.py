"""Films beside each other in one file, and behind a still picture, become sources of their own."""

from pathlib import Path

import cv2
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.coverage.coverage import coverage_of
from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.ingest import reading as module
from cpcl_desktop.engine.ingest.ingest import ingest, ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.retry import retry, unfinished
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.progress import Progress, silent
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.sources.walk import find_sources
from tests.footage import HEIGHT, WIDTH, picture, write, write_streams


@pytest.fixture
def dual(tmp_path: Path) -> Path:
    folder = tmp_path / "car"
    folder.mkdir()
    small = (WIDTH // 2, HEIGHT // 2)
    return write_streams(folder / "dual.mp4", (small, range(50), 0.0), ((WIDTH, HEIGHT), range(100, 125), 0.0))


def told(sources: list[Source]) -> list[tuple[str, str, str, int]]:
    return [(source.name, source.camera, source.state, source.frames_decoded) for source in sources]


BOTH = [("dual.mp4", "car", "done", 25), ("dual.mp4#2", "car #2", "done", 50)]


def test_each_film_of_a_file_is_a_source(case: Case, stages: Stages, dual: Path) -> None:
    sources = ingest_all(case, find_sources([dual]), stages, IngestOptions(), silent)
    assert told(sources) == BOTH
    assert [source.part for source in sources] == [1, 2]
    assert len({(source.sha256, source.size) for source in sources}) == 1
    assert coverage_of(case).read_s == pytest.approx(3.0, abs=0.05)
    seen = stages.detector.seen
    assert told(ingest_all(case, find_sources([dual]), stages, IngestOptions(), silent)) == BOTH
    assert stages.detector.seen == seen  # known by their content, read once


def test_a_stop_forgets_no_film(
    case: Case, stages: Stages, dual: Path, small_batches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REPORT_EVERY_S", 0.0)

    def stop(progress: Progress) -> None:
        if progress.stage.startswith("Reading"):
            raise Cancelled

    with pytest.raises(Cancelled):
        ingest_all(case, find_sources([dual]), stages, IngestOptions(), stop)
    left = unfinished(case)
    assert [one.source.name for one in left] == ["dual.mp4", "dual.mp4#2"]
    assert told(retry(case, left, stages, silent)) == BOTH
    assert unfinished(case) == []


def test_one_source_at_a_time_leaves_the_others_to_be_read(case: Case, stages: Stages, dual: Path) -> None:
    first = ingest(case, find_sources([dual])[0], stages, IngestOptions(), silent)
    assert told([first]) == BOTH[:1]
    assert told(retry(case, unfinished(case), stages, silent)) == BOTH[1:]


def test_the_film_behind_a_photo_is_a_source_of_its_own(case: Case, stages: Stages, tmp_path: Path) -> None:
    folder = tmp_path / "phone"
    folder.mkdir()
    film = write(tmp_path / "film.mp4", 40).read_bytes()
    still = cv2.imencode(".jpg", picture(9)[:, :, ::-1])[1].tobytes()
    (folder / "PXL_20240131_140321000.jpg").write_bytes(still)
    (folder / "PXL_20240131_140322000.MP.jpg").write_bytes(still + film)
    pictures, behind = ingest_all(case, find_sources([folder]), stages, IngestOptions(), silent)
    assert (pictures.kind, pictures.frames_decoded, pictures.gaps) == ("frames", 2, ())
    assert (behind.name, behind.kind, behind.camera) == ("PXL_20240131_140322000.MP.jpg", "video", "phone")
    assert (behind.state, behind.frames_decoded) == ("done", 40)
    assert behind.clock.start is not None
    assert behind.clock.start.isoformat() == "2024-01-31T14:03:22+00:00"  # such names are in UTC
    assert case.waiting.all() == []
