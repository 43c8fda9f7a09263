"""What stopped runs left in the folder for parts goes with the next, or is named; another run's stays."""

from pathlib import Path

import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.cluster.parts import note_names, token_in
from cpcl_desktop.engine.cluster.run import parts_beside
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.motion import MotionDetector
from tests.engine.cluster.near import Near, near, on
from tests.street import write_clip

OPTIONS = IngestOptions()


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("gate")
    return [write_clip(folder / f"{frames}.mp4", frames) for frames in (20, 21)]


@pytest.fixture(scope="module")
def stages(probe: Bundle) -> Stages:
    return Stages(MotionDetector(), Embedder(probe, "cpu", 1))


@pytest.fixture(autouse=True)
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Near:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    (tmp_path / "scratch").mkdir()
    return near(monkeypatch, tmp_path / "scratch")


@pytest.fixture
def case(films: list[Path], stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of which a run was stopped before its parts were merged."""
    path = tmp_path / "case.cpcl"
    with monkeypatch.context() as patch, pytest.raises(MachineError):
        patch.setattr("cpcl_desktop.engine.cluster.run.Joining.join", stop)
        on(path, films, stages, IngestOptions(sample_fps=2.0))
    assert len(list(parts_beside(path).glob("*.cpcl"))) == 2
    return path


def stop(*_: object) -> None:
    raise MachineError("the disk is full")


def test_parts_read_with_other_settings_go_once_the_case_has_their_sources(
    case: Path, films: list[Path], stages: Stages
) -> None:
    assert on(case, films, stages, OPTIONS)[1] == []
    assert not parts_beside(case).exists()


def test_parts_of_what_was_not_read_now_stay_and_are_named(case: Path, films: list[Path], stages: Stages) -> None:
    (junk := parts_beside(case) / "x-abc.cpcl").write_bytes(b"of a version that nobody has")
    (unfit := parts_beside(case) / "y-abc.cpcl.unfit").write_bytes(b"what was put aside")
    (said,) = on(case, films[:1], stages, OPTIONS)[1]
    left = sorted(part.name for part in parts_beside(case).iterdir())
    assert left == sorted([junk.name, unfit.name, next(name for name in left if name.startswith("21.mp4-"))])
    assert f"{parts_beside(case)} still holds parts" in said and ", ".join(left) in said


def test_a_part_of_footage_that_was_written_over_since_stays(
    films: list[Path], stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, film = tmp_path / "case.cpcl", tmp_path / "0001.mp4"
    film.write_bytes(films[0].read_bytes())
    with monkeypatch.context() as patch, pytest.raises(MachineError):
        patch.setattr("cpcl_desktop.engine.cluster.run.Joining.join", stop)
        on(path, [film], stages, OPTIONS)
    (part,) = parts_beside(path).glob("*.cpcl")
    film.write_bytes(films[1].read_bytes())
    (said,) = on(path, [film], stages, OPTIONS)[1]
    assert list(parts_beside(path).iterdir()) == [part] and part.name in said


def test_in_a_folder_that_somebody_named_they_are_only_named(
    case: Path, films: list[Path], stages: Stages, tmp_path: Path
) -> None:
    folder = parts_beside(case).rename(tmp_path / "shared")
    before = sorted(folder.glob("*.cpcl"))
    (other := folder / "burglary.cpcl").write_bytes(case.read_bytes())  # no part, but somebody's case
    (said,) = on(case, films, stages, OPTIONS, parts=folder)[1]
    assert sorted(folder.iterdir()) == sorted([*before, other]) and all(part.name in said for part in before)
    assert other.name not in said


@pytest.mark.skipif("sys.platform == 'win32'", reason="Windows has no locks of folders")
def test_no_part_is_touched_on_which_another_run_counts(
    case: Path, films: list[Path], stages: Stages, tmp_path: Path
) -> None:
    folder = parts_beside(case)
    before = set(folder.glob("*.cpcl"))
    with token_in(folder, "other") as token:
        assert on(case, films[:1], stages, OPTIONS)[1] == []  # nor is what may be its named
        begun = set(folder.glob("*.cpcl"))  # it has not said yet on what it counts
        assert before < begun and len(begun) == 3
        (own,) = begun - before
        note_names(folder / token, [own.name])
        on(tmp_path / "second.cpcl", films, stages, OPTIONS, parts=folder)
        assert set(folder.glob("*.cpcl")) == begun  # of its own two, the other one is gone
    on(tmp_path / "third.cpcl", films, stages, OPTIONS, parts=folder)
    assert set(folder.glob("*.cpcl")) == before
