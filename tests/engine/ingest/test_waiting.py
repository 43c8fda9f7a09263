"""Footage that was added waits in the case until it is read or taken out, whatever stops the reading."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.coverage.coverage import coverage_of
from cpcl_desktop.engine.coverage.sentences import coverage_sentences
from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.ingest import reading as module
from cpcl_desktop.engine.ingest.ingest import ingest_all, queue
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.retry import retry, unfinished
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.progress import Progress, silent
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.sources.walk import Found, find_sources

CLOCK = RecorderClock(datetime(2024, 5, 1, 12), "user", "Europe/Berlin", -30.0)
OPTIONS = IngestOptions(10.0, camera="yard", clock=CLOCK)


@pytest.fixture
def five(street: Path, tmp_path: Path) -> list[Found]:
    for number, name in enumerate("abcde"):
        (tmp_path / f"{name}.mp4").write_bytes(street.read_bytes() + bytes(number))  # each another content
    return find_sources([tmp_path])


@pytest.fixture
def stopped(
    case: Case, five: list[Found], stages: Stages, small_batches: None, monkeypatch: pytest.MonkeyPatch
) -> Case:
    """A case whose reading of five videos was stopped in the second."""
    monkeypatch.setattr(module, "REPORT_EVERY_S", 0.0)

    def stop_in_the_second(progress: Progress) -> None:
        if progress.stage == "Reading b.mp4":
            raise Cancelled

    with pytest.raises(Cancelled):
        ingest_all(case, five, stages, OPTIONS, stop_in_the_second)
    return case


def names(case: Case) -> list[tuple[str, str]]:
    return [(one.source.path.name, one.source.state) for one in unfinished(case)]


def test_what_a_stop_left_unread_is_still_listed_and_is_read_as_it_was_asked_for(
    stopped: Case, stages: Stages
) -> None:
    assert names(stopped) == [
        ("b.mp4", "partial"),
        ("c.mp4", "waiting"),
        ("d.mp4", "waiting"),
        ("e.mp4", "waiting"),
    ]
    with Case.open(stopped.path) as again:
        left = unfinished(again)
        assert [one.source.path.name for one in left] == ["b.mp4", "c.mp4", "d.mp4", "e.mp4"]
        assert {(one.options.sample_fps, one.options.camera, one.detector) for one in left} == {
            (10.0, "yard", "colour")
        }
        read = retry(again, left, stages, silent)
        assert [(source.state, source.camera, source.clock) for source in read] == [("done", "yard", CLOCK)] * 4
        assert unfinished(again) == [] and again.waiting.all() == []


def test_what_is_taken_out_is_not_read_and_the_log_says_so(stopped: Case, stages: Stages) -> None:
    left = unfinished(stopped)
    gone = left[1].source
    assert stopped.waiting.take_out(gone.path, gone.kind)
    assert not stopped.waiting.take_out(gone.path, gone.kind)
    taken = stopped.log.entries("ingest")[-1].details
    assert taken == {"outcome": "taken out", "path": str(gone.path), "kind": "video"}
    assert [name for name, _ in names(stopped)] == ["b.mp4", "d.mp4", "e.mp4"]
    read = retry(stopped, left, stages, silent)  # a list made before it was taken out
    assert [source.state for source in read] == ["done", "failed", "done", "done"]
    assert "taken out" in read[1].message and gone.path not in [s.path for s in stopped.sources.all()]


def test_what_is_taken_out_while_others_are_read_is_passed_over(
    case: Case, five: list[Found], stages: Stages
) -> None:
    def take_out_the_last(progress: Progress) -> None:
        with Case.open(case.path) as window:
            window.waiting.take_out(five[-1].path, "video")

    read = ingest_all(case, five, stages, OPTIONS, take_out_the_last)
    assert [source.state for source in read] == ["done"] * 4 + ["failed"]
    assert len(case.sources.all()) == 4 and unfinished(case) == []


def test_what_cannot_be_read_waits_no_longer(case: Case, stages: Stages, tmp_path: Path) -> None:
    broken, gone = tmp_path / "broken.mp4", tmp_path / "gone.mp4"
    broken.write_bytes(b"no video")
    found = [*find_sources([broken]), Found(gone, "video", (gone,))]
    ingest_all(case, found, stages, OPTIONS, silent)
    assert case.waiting.all() == [] and names(case) == [("broken.mp4", "failed"), ("gone.mp4", "failed")]


def test_known_content_waits_no_longer(case: Case, street: Path, stages: Stages, tmp_path: Path) -> None:
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(street.read_bytes())
    ingest_all(case, find_sources([street, copy]), stages, OPTIONS, silent)
    assert case.waiting.all() == [] and unfinished(case) == []


def test_waiting_again_asks_anew_and_counts_once(case: Case, five: list[Found]) -> None:
    queue(case, five, OPTIONS, "colour")
    queue(case, five[:1], IngestOptions(3.0), None)
    assert len(case.waiting.all()) == 5
    first = unfinished(case)[0]
    assert (first.options.sample_fps, first.detector, first.source.camera) == (3.0, None, five[0].path.parent.name)


def test_a_process_that_is_killed_forgets_nothing(case: Case, five: list[Found], tmp_path: Path) -> None:
    script = (
        "import os, sys\nfrom pathlib import Path\n"
        "from cpcl_desktop.engine.case.case import Case\n"
        "from cpcl_desktop.engine.ingest.ingest import queue\n"
        "from cpcl_desktop.engine.ingest.options import IngestOptions\n"
        "from cpcl_desktop.engine.sources.walk import find_sources\n"
        "queue(Case.open(Path(sys.argv[1])), find_sources([Path(sys.argv[2])]), IngestOptions(), None)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", script, str(case.path), str(tmp_path)]
    assert subprocess.run(command, env=environment).returncode == -9
    assert [name for name, _ in names(case)] == [f"{name}.mp4" for name in "abcde"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no names that are no Unicode")
def test_a_name_that_is_no_unicode_waits_as_well(case: Case, street: Path, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.mp4"))
    odd.write_bytes(street.read_bytes())
    queue(case, find_sources([odd]), OPTIONS, None)
    assert [one.path for one in case.waiting.all()] == [odd]
    assert case.waiting.take_out(odd, "video") and case.waiting.all() == []


def test_what_waits_is_named_by_coverage(case: Case, five: list[Found], stages: Stages) -> None:
    queue(case, five, IngestOptions(), stages.detector.name)
    covered = coverage_of(case)
    assert covered.waiting == tuple(one.path.absolute() for one in five) and not covered.is_whole
    first, then = coverage_sentences(covered)
    names = ", ".join(one.path.name for one in five[:4])
    assert first == "The case holds no footage that was read: a search covers nothing."
    assert then == f"Not in that: 5 sources that wait to be read: {names} and 1 more."
    ingest_all(case, five[:4], stages, IngestOptions(), silent)
    assert f"Not in that: 1 source that waits to be read: {five[4].path.name}." in coverage_sentences(
        coverage_of(case)
    )
    case.waiting.take_out(five[4].path.absolute(), five[4].kind)
    assert coverage_of(case).waiting == ()
