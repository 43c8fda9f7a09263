"""What is read on several workers is what one ingest reads, whoever is killed on the way."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.cluster.dask import connected
from cpcl_desktop.engine.cluster.part_check import READ_BY
from cpcl_desktop.engine.cluster.pausing import set_paused
from cpcl_desktop.engine.cluster.planning import Asked
from cpcl_desktop.engine.cluster.run import Cluster, ingest_on
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.ingest.ingest import ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.motion import MotionDetector
from cpcl_desktop.engine.progress import Progress, silent
from cpcl_desktop.engine.sources.walk import survey
from tests.engine.cluster.kit import (
    Started,
    below,
    content,
    copied,
    ended,
    ingest,
    is_in_the_middle,
    ranking,
    spread,
    until,
)
from tests.probe import write_probe
from tests.street import write_clip

pytest.importorskip("distributed", reason="the extra cluster is not installed")
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills as POSIX does")

WORDS = ("red", "green", "blue top white trousers")
FRAMES = 250  # long enough to be killed in the middle of it


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CPCL_HOME", str(tmp_path_factory.mktemp("home")))
        for name in ("CPCL_PURPOSE", "CPCL_AUTHORITY"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("footage")
    clips = spread(write_clip(folder / "clip.mp4", FRAMES), folder, 3)
    (folder / "south" / "ch01" / "broken.mp4").write_bytes(b"")
    # Names that say when they were taken, one by the file's own time, one by a name beside it.
    os.utime(clips[1], (1_700_000_000, 1_700_000_000))
    clips[1] = clips[1].rename(clips[1].with_name("1700000000.mp4"))
    clips[2] = clips[2].rename(clips[2].with_name("03-04-2024 10-00-00.mp4"))
    clips[2].with_name("13-04-2024 10-00-00.txt").touch()
    return [clips[0], folder / "south" / "ch01" / "broken.mp4", *clips[1:]]


@pytest.fixture(scope="module")
def stages(probe: Bundle) -> Stages:
    return Stages(MotionDetector(), Embedder(probe, "cpu", 1))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, footage: list[Path], stages: Stages) -> Path:
    """The case of one ingest of all of it."""
    path = tmp_path_factory.mktemp("plain") / "plain.cpcl"
    with Case.open(path, create=True) as case, case.writer():
        met = survey(footage)
        case.left_out.note(met.roots, met.left_out)
        ingest_all(case, met.found, stages, IngestOptions(), silent)
        assert [bool(source.clock.start) for source in case.sources.all()] == [False, False, True, True]
    return path


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    started = Started(tmp_path_factory.mktemp("scratch"))
    yield started
    started.stop()


@pytest.fixture
def options(probe: Bundle) -> list[str]:
    return ["--model", str(probe.path), "--detector", "motion"]


def beside(case: Path) -> Path:
    """The folder for parts of a case."""
    return case.with_name(f"{case.name}.parts")


def processes(cluster: Started) -> dict[Path, int]:
    """The workers' processes by their folders."""
    with connected(cluster.address, None) as client:
        told = client.run(lambda dask_worker: (dask_worker.local_directory, os.getpid()))
    return {Path(folder): pid for folder, pid in told.values()}


def is_as_plain(path: Path, plain: Path, stages: Stages) -> None:
    """Rows, ranks and scores are those of one ingest; case, log and every part's log hold."""
    assert content(path) == content(plain)
    assert ranking(path, stages.embedder, *WORDS) == ranking(plain, stages.embedder, *WORDS)
    with Case.read(path) as case:
        assert list(verify_case(case, silent).faults) == []
        for part in case.parts.all():
            told = [entry.details for entry in case.parts.log_of(part) if entry.details.get("outcome") == READ_BY]
            # Of what was stopped, both that read it are told.
            assert {(one["model"], one["provider"], "ONNX Runtime" in one["versions"]) for one in told} == {
                ("probe", "cpu", True)
            }


@pytest.mark.exhaustive
def test_a_worker_that_is_killed_costs_its_part_only(
    cluster: Started, footage: list[Path], plain: Path, stages: Stages, options: list[str], tmp_path: Path
) -> None:
    case = tmp_path / "case.cpcl"
    pids = processes(cluster)
    running = ingest(case, *footage, *options, "--cluster", cluster.address)
    (reading, *_) = until(cluster.reading)
    pid = pids[reading]
    os.kill(pid, signal.SIGKILL)
    said = ended(running, 3)
    assert "broken.mp4: " in said and "Sources by worker: " in said
    is_as_plain(case, plain, stages)
    assert not beside(case).exists()
    again = ended(ingest(case, *footage, *options, "--cluster", cluster.address), 3)
    assert "read already" in again
    is_as_plain(case, plain, stages)


@pytest.mark.exhaustive
def test_a_program_that_is_killed_goes_on_by_the_same_command(
    cluster: Started, footage: list[Path], plain: Path, stages: Stages, options: list[str], tmp_path: Path
) -> None:
    case = tmp_path / "case.cpcl"
    arguments = (case, *footage, *options, "--cluster", cluster.address)
    running = ingest(*arguments)
    until(cluster.reading)
    running.kill()
    running.communicate()
    assert list(beside(case).glob(".run-*"))
    with Case.read(case) as begun:
        assert len(begun.waiting.all()) == len(footage)  # none is forgotten
    ended(ingest(*arguments), 3)
    is_as_plain(case, plain, stages)
    assert not beside(case).exists()


@pytest.mark.exhaustive
def test_for_a_program_that_is_killed_nobody_reads_on_and_nothing_it_sent_stays(
    cluster: Started, footage: list[Path], options: list[str], tmp_path: Path
) -> None:
    case = tmp_path / "case.cpcl"
    running = ingest(case, *footage, *options, "--cluster", cluster.address, "--send", lease_s=1.5)
    until(cluster.reading)
    assert below(cluster.scratch, "sent-*")
    running.kill()
    running.communicate()
    until(lambda: not cluster.reading() and not below(cluster.scratch, "sent-*"), 20.0)
    assert below(cluster.scratch, "*.cpcl") == []


def test_a_run_that_is_stopped_is_read_on_by_another_worker(
    cluster: Started, footage: list[Path], plain: Path, stages: Stages, options: list[str], tmp_path: Path
) -> None:
    case, parts = tmp_path / "case.cpcl", tmp_path / "parts"
    arguments = (case, *footage, *options, "--cluster", cluster.address, "--parts", parts)
    running = ingest(*arguments)
    until(cluster.reading)
    running.send_signal(signal.SIGINT)
    assert "the same command goes on" in ended(running, 1)
    assert list(parts.glob("*.cpcl"))  # begun, or whole by then
    looked_at = [copied(part, tmp_path / part.name) for part in parts.glob("*.begun.cpcl")]
    begun = sum(map(is_in_the_middle, looked_at))
    ended(ingest(*arguments), 3)
    is_as_plain(case, plain, stages)
    with Case.read(case) as merged:
        outcomes = [
            [entry.details.get("outcome") for entry in merged.parts.log_of(one)] for one in merged.parts.all()
        ]
    assert sum(each.count(READ_BY) == 2 for each in outcomes) == begun
    assert list(parts.iterdir()) == []


def test_footage_is_sent_and_parts_are_fetched_and_a_pause_holds(
    cluster: Started, footage: list[Path], plain: Path, stages: Stages, tmp_path: Path
) -> None:
    path, told = tmp_path / "case.cpcl", list[Progress]()
    with connected(cluster.address, None) as other:

        def report(progress: Progress) -> None:
            told.append(progress)
            if len(told) == 1:
                set_paused(other, True)
            if sum(one.stage.startswith("Paused") for one in told) == 5:
                set_paused(other, False)

        one = Cluster(cluster.address, tmp_path / "parts", sends=True)
        with Case.open(path, create=True) as case:
            ran = ingest_on(
                one, case, survey(footage), Asked(IngestOptions(), stages, "motion", "auto"), report, print
            )
    assert ran.provider == "cpu" and [source.path for _, source in ran.read] == footage
    assert told[-2].stage.startswith("Merging") or any((p.realtime or 0) > 0 for p in told)
    shares = [one.fraction for one in told if one.stage.startswith(("Reading on", "Paused"))]
    assert max(filter(None, shares)) > 0 and sum(one.stage.startswith("Paused") for one in told) >= 5
    is_as_plain(path, plain, stages)
    assert below(cluster.scratch, "sent-*") == []


@pytest.mark.exhaustive
def test_a_worker_that_stalls_loses_its_part_to_another(
    cluster: Started, footage: list[Path], plain: Path, stages: Stages, options: list[str], tmp_path: Path
) -> None:
    case = tmp_path / "case.cpcl"
    pids = processes(cluster)
    running = ingest(case, *footage, *options, "--cluster", cluster.address, "--patience", "2s")
    (reading, *_) = until(cluster.reading)
    pid = pids[reading]
    os.kill(pid, signal.SIGSTOP)
    try:
        ended(running, 3)
    finally:
        os.kill(pid, signal.SIGCONT)
    is_as_plain(case, plain, stages)


def test_a_worker_that_would_give_other_vectors_is_refused_by_name(
    cluster: Started, footage: list[Path], tmp_path: Path
) -> None:
    bundle, told = write_probe(tmp_path / "own", "own"), list[str]()
    embedder = Embedder(bundle, "cpu", 1)
    asked = Asked(IngestOptions(), Stages(MotionDetector(), embedder), "motion", "cpu")
    embedder.images([])
    assert embedder.image_session
    bundle.path.rename(tmp_path / "elsewhere")  # the workers do not find it
    with (
        Case.open(tmp_path / "case.cpcl", create=True) as case,
        pytest.raises(UsageError, match=r"None of the workers .* 0: the model own \(SHA-256 .*models add"),
    ):
        ingest_on(Cluster(cluster.address, tmp_path / "parts"), case, survey(footage), asked, silent, told.append)
    assert len(told) == 2 and all("takes no part: the model own" in one for one in told)
    assert {one.partition(" takes")[0][-2:] for one in told} == {" 0", " 1"}
    with Case.read(tmp_path / "case.cpcl") as case:
        assert case.waiting.all() == [] and case.counts()["source"] == 0


@pytest.mark.exhaustive
def test_a_scheduler_that_is_killed_is_named_and_another_goes_on(
    footage: list[Path], plain: Path, stages: Stages, options: list[str], tmp_path: Path
) -> None:
    case, first = tmp_path / "case.cpcl", Started(tmp_path / "first")
    running = ingest(case, *footage, *options, "--cluster", first.address)
    until(first.reading)
    first.kill()
    assert "The scheduler does not answer any more" in ended(running, 1)
    second = Started(tmp_path / "second", workers=1)
    try:
        ended(ingest(case, *footage, *options, "--cluster", second.address), 3)
    finally:
        second.stop()
    is_as_plain(case, plain, stages)
    assert not beside(case).exists()
