"""The hash in the case is of the very bytes that were decoded; what changes meanwhile is not done."""

# Holds SECURITY.md: a source's hash is of the very bytes that were decoded

import hashlib
import os
import shutil
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import pytest

from cpcl_desktop.cli.common import outcome
from cpcl_desktop.cli.status import INCOMPLETE
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.coverage.coverage import coverage_of
from cpcl_desktop.engine.coverage.sentences import coverage_sentences
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.ingest.ingest import ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.retry import by_detector, retry, unfinished
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Detections, Frame, Source
from cpcl_desktop.engine.sources.walk import find_sources
from tests.street import ColourDetector, frame


class Meanwhile(ColourDetector):
    """Finds people, and lets something happen to the footage while it does."""

    def __init__(self, happens: Callable[[], object]) -> None:
        super().__init__()
        self.happens: Callable[[], object] | None = happens

    def detect(self, frames: Sequence[Frame]) -> list[Detections]:
        happens, self.happens = self.happens, None
        if happens:
            happens()
        return super().detect(frames)


@pytest.fixture
def clip(street: Path, tmp_path: Path) -> Path:
    (tmp_path / "footage").mkdir()
    return shutil.copy(street, tmp_path / "footage" / "a.mp4")


@pytest.fixture
def frames(tmp_path: Path) -> Path:
    folder = tmp_path / "frames"
    folder.mkdir()
    for number in range(30):
        _write_frame(folder, number)
    return folder


def _write_frame(folder: Path, number: int) -> None:
    cv2.imwrite(str(folder / f"frame_{number:03d}.png"), cv2.cvtColor(frame(number), cv2.COLOR_RGB2BGR))


def _append(path: Path, content: bytes = b"\0\0\0\x0cfreemore") -> None:
    with path.open("ab") as stream:
        stream.write(content)


def _read(case: Case, stages: Stages, path: Path, happens: Callable[[], object] | None = None) -> list[Source]:
    watched = Stages(Meanwhile(happens) if happens else ColourDetector(), stages.embedder)
    return ingest_all(case, find_sources([path]), watched, IngestOptions(5.0), silent)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_recording_that_grows_while_it_is_read_is_not_done_and_its_source_takes_the_whole_later(
    case: Case, stages: Stages, clip: Path
) -> None:
    (source,) = _read(case, stages, clip, lambda: _append(clip))
    assert (source.state, source.tracks) == ("partial", 3)
    assert source.message.startswith("It was being written while it was read")
    assert outcome([source]) == INCOMPLETE
    covered = coverage_of(case)
    assert not covered.is_whole
    assert any("it was being written while it was read" in one for one in coverage_sentences(covered))
    assert verify_case(case, silent, footage=False).faults == []
    (whole,) = _read(case, stages, clip)
    assert (whole.id, whole.state, whole.tracks, whole.message) == (source.id, "done", 3, "")
    assert whole.sha256 == _sha256(clip) != source.sha256 and whole.size == clip.stat().st_size
    assert case.counts() == {"source": 1, "track": 3, "crop": whole.crops}
    assert verify_case(case, silent).faults == []


def test_retry_reads_what_was_being_written(case: Case, stages: Stages, clip: Path) -> None:
    _read(case, stages, clip, lambda: _append(clip))
    ((_, left),) = by_detector(unfinished(case)).items()
    (source,) = retry(case, left, stages, silent)
    assert (source.state, source.sha256, case.counts()["source"]) == ("done", _sha256(clip), 1)


def test_content_that_changes_in_place_is_told_and_one_that_is_only_touched_is_not(
    case: Case, stages: Stages, clip: Path
) -> None:
    at, before = clip.stat().st_size - 1, clip.read_bytes()

    def change() -> None:
        clip.write_bytes(before[:at] + bytes([before[at] ^ 1]))
        os.utime(clip, (1, 1))

    (source,) = _read(case, stages, clip, change)
    assert source.message.startswith("It was changed while it was read") and source.state == "partial"
    (source,) = _read(case, stages, clip, lambda: os.utime(clip, (2, 2)))
    assert (source.state, source.sha256) == ("done", _sha256(clip))


def test_a_file_that_takes_anothers_place_is_told(case: Case, stages: Stages, clip: Path) -> None:
    other = clip.with_name("b.tmp")
    other.write_bytes(clip.read_bytes()[:-1] + b"\1")
    status = clip.stat()
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))  # of the same size and time
    (source,) = _read(case, stages, clip, lambda: other.replace(clip))
    assert source.message.startswith("It was changed while it was read")


def test_what_changes_after_its_hash_was_taken_ahead_is_hashed_again(
    case: Case, stages: Stages, clip: Path
) -> None:
    later = clip.with_name("later.mp4")
    later.write_bytes(clip.read_bytes() + b"\0\0\0\x0cfreebbbb")

    def grow() -> None:  # the hash of the next one is taken while this is read
        _wait_for_hash()
        _append(later)

    first, second = _read(case, stages, clip.parent, grow)
    assert (first.state, second.state, second.sha256) == ("done", "done", _sha256(later))


def _wait_for_hash() -> None:
    for thread in threading.enumerate():
        if thread.name.startswith("hash"):
            thread.join(0.5)


@pytest.mark.parametrize("happens", ["more", "fewer", "other"])
def test_a_folder_of_frames_is_fixed_only_when_its_list_and_every_file_are(
    case: Case, stages: Stages, frames: Path, happens: str
) -> None:
    changes: dict[str, Callable[[], object]] = {
        "more": lambda: _write_frame(frames, 30),
        "fewer": lambda: (frames / "frame_029.png").unlink(),
        "other": lambda: shutil.copy(frames / "frame_001.png", frames / "frame_020.png"),
    }
    (source,) = _read(case, stages, frames, changes[happens])
    said = "It was being written" if happens == "more" else "It was changed"
    assert source.state == "partial" and source.message.startswith(f"{said} while it was read")
    (again,) = _read(case, stages, frames)
    assert (again.id, again.state, case.counts()["source"]) == (source.id, "done", 1)
    assert verify_case(case, silent).faults == []


def test_what_was_unsettled_is_no_more_where_its_content_is_known_already(
    case: Case, stages: Stages, clip: Path, street: Path
) -> None:
    (whole,) = _read(case, stages, street)
    content = clip.read_bytes()
    clip.write_bytes(content + b"\0\0\0\x0cfreebbbb")
    (partly,) = _read(case, stages, clip, lambda: _append(clip))
    assert partly.id != whole.id
    clip.write_bytes(content)
    (source,) = _read(case, stages, clip)
    assert (source.id, case.counts()["source"], case.counts()["track"]) == (whole.id, 1, 3)
    assert verify_case(case, silent).faults == []


def test_what_cannot_be_opened_while_it_is_written_is_read_when_it_can(
    case: Case, stages: Stages, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = clip.read_bytes()
    clip.write_bytes(whole[: len(whole) // 2])  # no index yet
    from cpcl_desktop.engine.ingest import ingest as module

    opened = module.open_media

    def open_late(*arguments: object, **named: object) -> object:
        try:
            return opened(*arguments, **named)  # type: ignore[arg-type]
        finally:
            _append(clip, whole[len(whole) // 2 :])

    monkeypatch.setattr(module, "open_media", open_late)
    (source,) = _read(case, stages, clip)
    assert source.state == "partial" and "being written" in source.message and "no index" in source.message
    monkeypatch.undo()
    (source,) = _read(case, stages, clip)
    assert (source.state, source.sha256, case.counts()["source"]) == ("done", _sha256(clip), 1)
