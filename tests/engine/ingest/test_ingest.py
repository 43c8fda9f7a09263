import sqlite3
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
from PIL import Image as Picture

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.tracks import TrackTables
from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.ingest import reading as module
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.progress import Progress, silent
from cpcl_desktop.engine.recorder_time import time_at
from cpcl_desktop.engine.report.facts import clock_text
from cpcl_desktop.engine.sources.walk import find_sources
from tests import street as scene

OPTIONS = IngestOptions(sample_fps=5.0)

pytestmark = pytest.mark.usefixtures("small_batches")


def _results(case: Case) -> tuple[list[tuple], bytes]:
    """Everything that an ingest leaves and that must not depend on interruptions."""
    rows = case.gallery.vectors_after(case.models.current())
    crops = case.gallery.crop_rows(rows.crops.tolist()).values()
    return [(r.track, r.time_us, r.start_us, r.end_us, r.box) for r in crops], rows.data.tobytes()


def test_each_walker_becomes_one_track_at_the_right_time(case: Case, street: Path, stages: Stages) -> None:
    (found,) = find_sources([street])
    source = ingest(case, found, stages, OPTIONS, silent)
    assert (source.state, source.gaps, source.tracks) == ("done", (), 3)
    assert (source.frames_decoded, source.frames_sampled) == (80, 40)
    spans = sorted({(r[2], r[3]) for r in _results(case)[0]})
    for (start_us, end_us), (first, last, *_) in zip(spans, scene.WALKERS, strict=True):
        assert abs(start_us / 1e6 - first / scene.FPS) <= 0.4
        assert abs(end_us / 1e6 - last / scene.FPS) <= 0.4
    assert source.path == street and source.camera == street.parent.name


def test_content_already_there_is_not_read_again(case: Case, street: Path, stages: Stages, tmp_path: Path) -> None:
    ingest(case, find_sources([street])[0], stages, OPTIONS, silent)
    copy = tmp_path / "renamed.mp4"
    copy.write_bytes(street.read_bytes())
    seen = stages.detector.seen
    ingest(case, find_sources([copy])[0], stages, OPTIONS, silent)
    assert stages.detector.seen == seen and len(case.sources.all()) == 1


@pytest.mark.parametrize("reports", [0, 2, 5, 9])
def test_cancelled_ingest_resumes_to_the_undisturbed_result(
    tmp_path: Path, street: Path, stages: Stages, monkeypatch: pytest.MonkeyPatch, reports: int
) -> None:
    monkeypatch.setattr(module, "REPORT_EVERY_S", 0.0)
    monkeypatch.setattr(module, "COMMIT_EVERY_S", 0.0)
    (found,) = find_sources([street])
    with Case.open(tmp_path / "whole.cpcl", create=True) as whole:
        ingest(whole, found, stages, OPTIONS, silent)
        expected = _results(whole)
    before = stages.detector.seen
    with Case.open(tmp_path / "cut.cpcl", create=True) as cut:
        with pytest.raises(Cancelled):
            ingest(cut, found, stages, OPTIONS, scene.stop_after(reports))
        assert cut.sources.get(1).state == "partial"
    with Case.open(tmp_path / "cut.cpcl") as cut:
        assert ingest(cut, found, stages, OPTIONS, silent).state == "done"
        assert _results(cut) == expected
    # What the journal held was not detected again, but for the frames in flight when it stopped.
    in_flight = module.FRAMES_AHEAD + (2 * module.STEPS_AHEAD + 4) * scene.SMALL_BATCH
    assert stages.detector.seen - before <= 40 + in_flight


def test_failed_commit_keeps_what_was_committed_and_resumes(
    case: Case, street: Path, stages: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "COMMIT_EVERY_S", 0.0)
    commit, calls = TrackTables.commit_batch, []

    def full_disk(self: TrackTables, *arguments: object) -> None:
        calls.append(1)
        if len(calls) == 4:
            raise sqlite3.OperationalError("database or disk is full")
        commit(self, *arguments)

    (found,) = find_sources([street])
    monkeypatch.setattr(TrackTables, "commit_batch", full_disk)
    with pytest.raises(sqlite3.OperationalError):
        ingest(case, found, stages, OPTIONS, silent)
    assert len(case.tracks.journal(1)) == 3 * scene.SMALL_BATCH
    assert ingest(case, found, stages, OPTIONS, silent).tracks == 3


def test_other_settings_start_an_unfinished_source_anew(
    case: Case, street: Path, stages: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REPORT_EVERY_S", 0.0)
    (found,) = find_sources([street])
    with pytest.raises(Cancelled):
        ingest(case, found, stages, OPTIONS, scene.stop_after(5))
    source = ingest(case, found, stages, IngestOptions(sample_fps=10.0), silent)
    assert (source.frames_sampled, source.tracks) == (80, 3)
    assert case.models.current().vectors == source.crops


@pytest.mark.parametrize("content", [b"", b"this is a text, not a video\n" * 40])
def test_unreadable_file_is_stored_as_failed_with_the_reason(
    case: Case, stages: Stages, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "broken.mp4"
    path.write_bytes(content)
    source = ingest(case, find_sources([path])[0], stages, OPTIONS, silent)
    assert source.state == "failed" and "broken.mp4" in source.message
    assert path.read_bytes() == content


def test_ready_made_crops_are_a_track_each(case: Case, stages: Stages, tmp_path: Path) -> None:
    folder = tmp_path / "crops"
    folder.mkdir()
    for name, colour in (("a10.png", scene.RED), ("a9.png", scene.BLUE)):
        cv2.imwrite(str(folder / name), np.full((60, 30, 3), colour[::-1], np.uint8))
    (found,) = find_sources([folder], already_cropped=True)
    source = ingest(case, found, stages, OPTIONS, silent)
    assert (source.kind, source.tracks, source.crops) == ("crops", 2, 2)
    rows = case.gallery.crop_rows([1, 2])
    assert [rows[i].name for i in (1, 2)] == ["a9.png", "a10.png"]
    assert rows[1].box == (0, 0, 30, 60)


def test_progress_tells_position_speed_and_time_left(
    case: Case, street: Path, stages: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REPORT_EVERY_S", 0.0)
    told: list[Progress] = []
    ingest(case, find_sources([street])[0], stages, OPTIONS, told.append)
    reading = [p for p in told if p.stage == "Reading street.mp4"]
    assert [p.done for p in reading] == sorted(p.done for p in reading)
    assert reading[-1].total == pytest.approx(8.0) and reading[-1].realtime > 0 and reading[-1].left_s >= 0


def test_a_short_file_is_told_of_however_fast_it_is_read(
    case: Case, street: Path, stages: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REPORT_EVERY_S", 3600.0)
    told: list[Progress] = []
    ingest(case, find_sources([street])[0], stages, OPTIONS, told.append)
    assert [progress.stage for progress in told].count(f"Reading {street.name}") == 1


def test_zone_that_the_users_table_gives_a_name_is_the_sources(
    case: Case, street: Path, stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path))
    groups = "(?P<year>....)(?P<month>..)(?P<day>..)-(?P<hour>..)(?P<minute>..)"
    table = f"[[recorder]]\nname = 'x'\nzone = 'Europe/Berlin'\npattern = '{groups}'\n"
    (tmp_path / "recorder_names.toml").write_text(table)
    clip = tmp_path / "20241027-0230.mp4"
    clip.write_bytes(street.read_bytes())
    clock = ingest(case, find_sources([clip])[0], stages, OPTIONS, silent).clock
    assert (clock.start, clock.timezone, clock.origin) == (
        datetime(2024, 10, 27, 2, 30),
        "Europe/Berlin",
        "file name",
    )
    assert time_at(clock, 0).ambiguous


def test_a_folders_clock_is_that_of_its_exif_data_before_its_name(
    case: Case, stages: Stages, tmp_path: Path
) -> None:
    folder = tmp_path / "20200101_120000"
    folder.mkdir()
    for number in range(3):
        data = Picture.Exif()
        data.get_ifd(0x8769)[0x9003] = f"2024:01:31 14:03:2{number}"
        Picture.new("RGB", (64, 48), (90, 90, 90)).save(folder / f"IMG_{number}.jpg", exif=data.tobytes())
    source = ingest(case, find_sources([folder])[0], stages, OPTIONS, silent)
    assert (source.clock.start, source.clock.origin) == (datetime(2024, 1, 31, 14, 3, 20), "EXIF")
    assert case.sources.settings(source.id)["folder_reading"] == 2
    assert "EXIF" in clock_text(source.clock)


@pytest.mark.parametrize(
    ("width", "height", "frames"), [(320, 240, 16), (1920, 1080, 10), (3840, 2160, 4), (7680, 4320, 4)]
)
def test_the_detector_gets_fewer_frames_at_once_the_larger_they_are(
    monkeypatch: pytest.MonkeyPatch, width: int, height: int, frames: int
) -> None:
    monkeypatch.setattr(module, "DETECT_BATCH", (4, 16))
    assert module.detect_batch(SimpleNamespace(width=width, height=height)) == frames
