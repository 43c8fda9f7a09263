"""What the case has begun by itself is gone on with as an ingest does, and no worker's part takes its place."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.cluster.run import parts_beside
from cpcl_desktop.engine.errors import Cancelled, MachineError, MediaError
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.motion import MotionDetector
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.records import Detections, Frame
from cpcl_desktop.engine.sources.identity import Content
from cpcl_desktop.engine.sources.unsettled import change_since
from cpcl_desktop.engine.sources.walk import Found
from tests.engine.cluster.kit import content, copied
from tests.engine.cluster.near import Near, near, on, plainly
from tests.street import FRAMES, write_clip

pytestmark = pytest.mark.usefixtures("small_batches")

OPTIONS = IngestOptions(sample_fps=10.0)
BEGUN = replace(OPTIONS, tiles="off")  # which nobody states again


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(tmp_path_factory.mktemp("gate") / "film.mp4", FRAMES)


@pytest.fixture(scope="module")
def stages(probe: Bundle) -> Stages:
    return Stages(MotionDetector(), Embedder(probe, "cpu", 1))


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Near]:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    return near(monkeypatch, scratch)


class Stopping(MotionDetector):
    """Finds people by movement, until the run is stopped at four seconds and a half."""

    def detect(self, frames: Sequence[Frame]) -> list[Detections]:
        if frames[0].time_us > 4_500_000:
            raise Cancelled
        return super().detect(frames)


def begun(path: Path, film: Path, stages: Stages) -> Path:
    """A case that has half of the film: whoever walks there first, not the others."""
    with suppress(Cancelled):
        plainly(path, [film], Stages(Stopping(), stages.embedder), BEGUN)
    with Case.read(path) as case:
        (source,) = case.sources.all()
        assert source.state == "partial" and source.tracks == 1, (source.state, source.tracks)
    return path


def decide(path: Path) -> None:
    with Case.open(path) as case, case.writer():
        case.decisions.decide(1, "match", description="the man in red")


def take_out(path: Path) -> None:
    with Case.open(path) as case, case.writer():
        case.bin.take_out([1])


@pytest.mark.parametrize("said", [decide, take_out])
def test_what_the_case_has_half_is_gone_on_with_as_it_was_begun(
    worker: Near, film: Path, stages: Stages, tmp_path: Path, said: Callable[[Path], None]
) -> None:
    path = begun(tmp_path / "case.cpcl", film, stages)
    said(path)
    plain = plainly(copied(path, tmp_path / "plain.cpcl"), [film], stages, OPTIONS)
    on(path, [film], stages, OPTIONS)
    assert worker.read == []
    assert content(path) == content(plain)
    with Case.read(path) as case:
        (source,) = case.sources.all()
        assert source.state == "done" and source.tracks == 3
        assert [one.track for one in case.decisions.history()] == ([1] if said is decide else [])


def test_a_part_that_waits_does_not_take_the_place_of_what_was_begun_here_meanwhile(
    worker: Near, film: Path, stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = begun(tmp_path / "case.cpcl", film, stages)
    decide(path)
    plain = plainly(copied(path, tmp_path / "plain.cpcl"), [film], stages, OPTIONS)
    case = path.rename(tmp_path / "half.cpcl")
    with monkeypatch.context() as patch, pytest.raises(MachineError):
        patch.setattr("cpcl_desktop.engine.cluster.run.Joining.join", stop)
        on(path, [film], stages, OPTIONS)
    assert worker.read == ["film.mp4"] and list(parts_beside(path).glob("*.cpcl"))
    case.replace(path)
    on(path, [film], stages, OPTIONS)
    assert content(path) == content(plain)


def stop(*_: object) -> None:
    raise MachineError("the disk is full")


def test_what_was_being_written_while_it_was_read_is_one_source_when_it_is_whole(
    worker: Near, film: Path, stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, growing = tmp_path / "case.cpcl", tmp_path / "gate" / "growing.mp4"
    growing.parent.mkdir()
    growing.write_bytes(film.read_bytes())

    def changed(found: Found, content: Content, report: Report) -> str:
        growing.write_bytes(film.read_bytes() + b"more")
        return change_since(found, content, report)

    with monkeypatch.context() as patch:
        patch.setattr("cpcl_desktop.engine.ingest.ingest.change_since", changed)
        on(path, [growing], stages, OPTIONS)
    with Case.read(path) as case:
        (source,) = case.sources.all()
        assert source.state == "partial" and "being written" in source.message
    on(path, [growing], stages, OPTIONS)
    with Case.read(path) as case:
        (source,) = case.sources.all()
        assert source.state == "done" and source.tracks == 3 and source.size == growing.stat().st_size


def test_what_was_hashed_and_is_gone_before_it_is_opened_is_no_empty_part(
    worker: Near, film: Path, stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = Mock(side_effect=MediaError("{path} cannot be read: {why}.", path=film, why="it is gone"))
    monkeypatch.setattr("cpcl_desktop.engine.ingest.ingest.settled_content", gone)
    ran, _ = on(tmp_path / "case.cpcl", [film], stages, OPTIONS)
    ((_, source),) = ran.read
    assert gone.called and worker.read == []  # another worker would be asked
    assert source.message == f"{film} cannot be read: it is gone."
