"""A long film is read in stretches by several workers, and what comes out is what one reading of it gives."""

import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.cluster import failures, run, uniting
from cpcl_desktop.engine.cluster.dask import connected
from cpcl_desktop.engine.cluster.jobs import Job
from cpcl_desktop.engine.cluster.part_check import PUT_TOGETHER, READ_BY
from cpcl_desktop.engine.cluster.parts import begun_name
from cpcl_desktop.engine.cluster.places import Way
from cpcl_desktop.engine.cluster.planning import Asked
from cpcl_desktop.engine.cluster.run import Cluster, Ran, ingest_on, parts_beside
from cpcl_desktop.engine.coverage.coverage import coverage_of
from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.ingest.ingest import ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.detect import open_detector
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.motion import MotionDetector
from cpcl_desktop.engine.progress import Progress, Report, silent
from cpcl_desktop.engine.sources.walk import survey
from tests.engine.cluster.kit import Started, content, ranking
from tests.footage import damage
from tests.street import write_clip

pytest.importorskip("distributed", reason="the extra cluster is not installed")
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills as POSIX does")

OPTIONS = IngestOptions(sample_fps=10.0, stretch_s=2.0)
FRAMES = 80  # eight seconds, in which three people walk through, each over a seam


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CPCL_HOME", str(tmp_path_factory.mktemp("home")))
        for name in ("CPCL_PURPOSE", "CPCL_AUTHORITY"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(tmp_path_factory.mktemp("gate") / "long.mp4", FRAMES)


@pytest.fixture(scope="module")
def stages(probe: Bundle) -> Stages:
    return Stages(MotionDetector(), Embedder(probe, "cpu", 1))


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    started = Started(tmp_path_factory.mktemp("scratch"))
    yield started
    started.stop()


def plainly(path: Path, footage: list[Path], stages: Stages, options: IngestOptions = OPTIONS) -> Path:
    """The case of one ingest."""
    with Case.open(path, create=True) as case, case.writer():
        met = survey(footage)
        case.left_out.note(met.roots, met.left_out)
        ingest_all(case, met.found, stages, options, silent)
    return path


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, film: Path, stages: Stages) -> Path:
    return plainly(tmp_path_factory.mktemp("plain") / "plain.cpcl", [film], stages)


def on(
    cluster: Started, path: Path, footage: list[Path], stages: Stages, report: Report = silent,
    sends: bool = False, detector: str = "motion", options: IngestOptions = OPTIONS,
    ways: Sequence[Way] = (), parts: Path | None = None,
) -> tuple[Ran, list[str]]:  # fmt: skip
    """What a run did, and said."""
    said: list[str] = []
    one = Cluster(cluster.address, parts or parts_beside(path), ways=ways, sends=sends)
    with Case.open(path, create=True) as case:
        asked = Asked(options, stages, detector, "cpu")
        return ingest_on(one, case, survey(footage), asked, report, said.append), said


def outcomes(path: Path) -> list[list[str]]:
    """How each part of a case came about, by its log."""
    with Case.read(path) as case:
        logs = [case.parts.log_of(part) for part in case.parts.all()]
    made = (READ_BY, PUT_TOGETHER)
    return [[e.details["outcome"] for e in log if e.details.get("outcome") in made] for log in logs]


def is_as_plain(path: Path, plain: Path, stages: Stages) -> None:
    assert content(path) == content(plain)
    assert ranking(path, stages.embedder, "red", "green") == ranking(plain, stages.embedder, "red", "green")
    with Case.read(path) as case:
        assert list(verify_case(case, silent).faults) == []


def test_stretches_read_by_several_are_the_case_of_one_reading(
    cluster: Started, film: Path, plain: Path, stages: Stages, tmp_path: Path
) -> None:
    path, told = tmp_path / "case.cpcl", list[Progress]()
    ran, said = on(cluster, path, [film], stages, told.append)
    assert said == [] and all(read == [str(film)] for read in ran.workers.values())  # of this one source
    is_as_plain(path, plain, stages)
    assert outcomes(path) == [*[[READ_BY]] * 4, [PUT_TOGETHER]]
    with Case.read(path) as case, Case.read(plain) as other:
        assert sum(len(passage.joins) for passage in case.passages.all([1])) >= 1  # over a seam
        covered = [coverage_of(one) for one in (case, other)]
        assert covered[0].read_s == covered[1].read_s and covered[0].is_whole == covered[1].is_whole
    assert {one.message for one in told if one.stage.startswith("Reading on")} <= {
        "0 of 1 sources",
        "1 of 1 sources",
    }
    assert not parts_beside(path).exists()


def test_real_people_are_the_same_passages_whoever_read_which_stretch(
    cluster: Started, shared_data: Path, probe: Bundle, tmp_path: Path
) -> None:
    people = open_detector(installed.add_model(shared_data / "models" / "yolox_nano.onnx"), "cpu")
    seeing = Stages(people, Embedder(probe, "cpu", 1))
    film = shared_data / "videos" / "people-walking.mp4"
    options = IngestOptions(stretch_s=16.0)
    plain, path = tmp_path / "plain.cpcl", tmp_path / "case.cpcl"
    plainly(plain, [film], seeing, options)
    on(cluster, path, [film], seeing, detector="yolox_nano", options=options)
    is_as_plain(path, plain, seeing)
    with Case.read(path) as case:
        assert sum(bool(passage.joins) for passage in case.passages.all([1])) >= 2
    assert outcomes(path)[-1] == [PUT_TOGETHER]


@pytest.mark.exhaustive
def test_a_worker_killed_in_a_stretch_costs_that_stretch_only(
    cluster: Started, film: Path, plain: Path, stages: Stages, tmp_path: Path
) -> None:
    killed = list[int]()
    with connected(cluster.address, None) as client:
        pids = client.run(lambda dask_worker: (dask_worker.local_directory, os.getpid()))
    by_folder = {Path(folder): pid for folder, pid in pids.values()}

    def report(_: Progress) -> None:
        if not killed and (reading := cluster.reading()):
            killed.append(by_folder[reading[0]])
            os.kill(killed[0], signal.SIGKILL)

    for number in range(5):  # a stretch is short: in one run all may be read between two looks
        path = tmp_path / f"{number}.cpcl"
        on(cluster, path, [film], stages, report)
        is_as_plain(path, plain, stages)
        if killed:
            break
    assert killed


@pytest.mark.exhaustive
def test_a_run_that_is_stopped_goes_on_with_the_stretches_that_are_there(
    cluster: Started, film: Path, plain: Path, stages: Stages, tmp_path: Path
) -> None:
    path, kept = tmp_path / "case.cpcl", set[str]()

    def stop(_: Progress) -> None:
        kept.update(part.name for part in parts_beside(path).glob("*-of-4.cpcl"))
        if kept:
            raise Cancelled

    with pytest.raises(Cancelled):
        on(cluster, path, [film], stages, stop)
    with Case.read(path) as case:
        assert [one.path for one in case.waiting.all()] == [film]
    on(cluster, path, [film], stages)
    is_as_plain(path, plain, stages)
    with Case.read(path) as case:
        assert kept < {part.name for part in case.parts.all()}  # they were read once
    assert not parts_beside(path).exists()


def test_a_film_that_is_damaged_is_read_in_one_go(
    cluster: Started, film: Path, stages: Stages, tmp_path: Path
) -> None:
    hurt = damage(film, tmp_path / "hurt.mp4", 0.5, 400, b"\xff")
    path = tmp_path / "case.cpcl"
    ran, said = on(cluster, path, [hurt], stages)
    assert list(ran.workers.values()) == [[str(hurt)]]  # whoever read stretches that were of no use is not counted
    assert said == ["hurt.mp4 is read in one go, by one worker: what its stretches give may not be all of it."]
    is_as_plain(path, plainly(tmp_path / "plain.cpcl", [hurt], stages), stages)
    assert outcomes(path) == [[READ_BY]]


def test_stretches_that_do_not_fit_together_are_not_put_together(
    cluster: Started, film: Path, plain: Path, stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = uniting._read

    def otherwise(path: Path) -> uniting._Stretch:
        one = read(path)
        if ".2-of-4." in path.name:
            return uniting._Stretch(one.path, one.source, one.settings, {**one.told, "first_us": 2_100_000})
        return one

    monkeypatch.setattr(uniting, "_read", otherwise)
    path = tmp_path / "case.cpcl"
    _, said = on(cluster, path, [film], stages)
    assert len(said) == 1 and "in one go" in said[0]
    is_as_plain(path, plain, stages)
    assert outcomes(path) == [[READ_BY]]


def test_a_film_that_no_worker_sees_is_said_to_be_that_and_nothing_else(
    cluster: Started, film: Path, stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.cpcl"
    monkeypatch.setattr(failures, "AGAIN_S", 0.5)
    ran, said = on(cluster, path, [film], stages, ways=[(film.parent, "/nowhere")])
    ((_, source),) = ran.read
    assert [one for one in said if "failed with two sources in a row" not in one] == [] and len(said) == 2
    assert source.state == "waiting" and "does not see" in source.message


def test_a_film_that_was_begun_in_one_go_is_not_cut(
    cluster: Started, film: Path, stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, planned = tmp_path / "case.cpcl", run.jobs_for

    def begun(*given: Any) -> list[Job]:
        jobs = planned(*given)
        (parts_beside(path) / begun_name(jobs[0].file)).write_bytes(b"")
        return jobs

    monkeypatch.setattr(run, "jobs_for", begun)
    monkeypatch.setattr(run, "cut_film", lambda *_: pytest.fail("it was cut"))
    assert on(cluster, path, [film], stages)[1] == []
    assert outcomes(path) == [[READ_BY]]


def test_what_is_sent_is_read_in_one_go(
    cluster: Started, film: Path, plain: Path, stages: Stages, tmp_path: Path
) -> None:
    path = tmp_path / "case.cpcl"
    on(cluster, path, [film], stages, sends=True)
    is_as_plain(path, plain, stages)
    assert outcomes(path) == [[READ_BY]]


def test_a_film_is_read_through_other_names_of_its_folder_and_of_that_for_parts(
    cluster: Started, film: Path, plain: Path, stages: Stages, tmp_path: Path
) -> None:
    path, parts = tmp_path / "case.cpcl", tmp_path / "parts"
    parts.mkdir()
    footage_there, parts_there = tmp_path / "there" / "footage", tmp_path / "there" / "parts"
    footage_there.parent.mkdir()
    footage_there.symlink_to(film.parent)
    parts_there.symlink_to(parts)
    ways = [(film.parent, str(footage_there)), (parts, str(parts_there))]
    _, said = on(cluster, path, [film], stages, ways=ways, parts=parts)
    assert said == []
    is_as_plain(path, plain, stages)  # under the user's paths, and cameras are called after their folders
    assert outcomes(path) == [*[[READ_BY]] * 4, [PUT_TOGETHER]]
    with Case.read(path) as case:
        moved = [e.details for one in case.parts.all() for e in case.parts.log_of(one) if e.action == "relink"]
    assert [(one["before"], one["after"]) for one in moved] == [(str(footage_there / film.name), str(film))] * 4
    assert list(parts.iterdir()) == []
