from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters
from cpcl_desktop.engine.case.waiting import Waiting
from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.ingest import reading as module
from cpcl_desktop.engine.ingest.ingest import ingest, ingest_all
from cpcl_desktop.engine.ingest.options import STRETCH_S, IngestOptions
from cpcl_desktop.engine.ingest.particulars import settings_of
from cpcl_desktop.engine.ingest.retry import retry, unfinished
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.progress import Progress, silent
from cpcl_desktop.engine.recorder_time import NO_CLOCK
from cpcl_desktop.engine.sources.walk import Found, find_sources


def _stop(progress: Progress) -> None:
    if progress.stage.startswith("Reading"):
        raise Cancelled


@pytest.fixture
def stopped(case: Case, street: Path, stages: Stages, small_batches: None, monkeypatch: pytest.MonkeyPatch) -> Case:
    """A case with a source that was stopped, begun with options of its own."""
    monkeypatch.setattr(module, "REPORT_EVERY_S", 0.0)
    with pytest.raises(Cancelled):
        ingest(case, find_sources([street])[0], stages, IngestOptions(10.0, camera="yard"), _stop)
    return case


def test_what_was_stopped_is_read_on_as_it_was_begun(stopped: Case, stages: Stages) -> None:
    (left,) = unfinished(stopped)
    begun = IngestOptions(10.0, camera="yard", stretch_s=STRETCH_S)
    assert (left.source.id, left.options, left.detector) == (1, begun, "colour")
    (source,) = retry(stopped, [left], stages, silent)
    assert (source.state, source.frames_sampled, source.camera) == ("done", 80, "yard")
    assert unfinished(stopped) == []
    outcomes = [e.details.get("outcome") for e in stopped.log.entries() if e.action == "ingest"]
    assert [o for o in outcomes if o != "read on"] == ["begun", "stopped", "resumed", "done"]


def _of_before(settings: Mapping[str, Any]) -> dict[str, Any]:
    """As a version without seams kept them."""
    return {name: value for name, value in settings.items() if name != "stretch_s"}


def test_what_only_waited_in_an_older_case_is_read_as_the_same_ingest_reads_it(
    case: Case, street: Path, stages: Stages
) -> None:
    settings = _of_before(settings_of(IngestOptions(), "colour"))
    case.waiting.add([Waiting(street, "video", settings, NO_CLOCK)])
    (source,) = retry(case, unfinished(case), stages, silent)
    assert source.state == "done" and case.sources.settings(1)["stretch_s"] == STRETCH_S


def test_what_an_older_version_began_is_read_on_without_seams(stopped: Case, stages: Stages) -> None:
    settings = _of_before(stopped.sources.settings(1))
    stopped.tracks.restart_source(1, settings)
    stopped.tracks.commit_batch(1, 1, {}, [], Counters(8.0, 0.2, 2, 2, 1.0, 0, 2, 0, 0))
    (source,) = retry(stopped, unfinished(stopped), stages, silent)
    assert source.state == "done" and stopped.sources.settings(1) == settings
    assert [e.details.get("outcome") for e in stopped.log.entries("ingest")].count("restarted") == 1  # above


def test_what_failed_and_what_was_refused_are_tried_alone(
    case: Case, street: Path, stages: Stages, tmp_path: Path
) -> None:
    broken, later = tmp_path / "broken.mp4", tmp_path / "later.mp4"
    broken.write_bytes(b"no video")
    gone = Found(later, "video", (later,))
    ingest_all(case, [*find_sources([street, broken]), gone], stages, IngestOptions(), silent)
    left = unfinished(case)
    assert [(one.source.id, one.source.path) for one in left] == [(2, broken), (0, later)]
    seen = stages.detector.seen
    again = retry(case, left, stages, silent)
    assert [source.state for source in again] == ["failed", "failed"] and stages.detector.seen == seen
    later.write_bytes(street.read_bytes() + b"\0")  # another content than the street's, decoded the same
    assert retry(case, unfinished(case), stages, silent)[1].state == "done"
    assert [one.source.path for one in unfinished(case)] == [broken]


def test_a_file_that_was_whole_when_it_was_added_again_is_not_left(
    case: Case, street: Path, stages: Stages, tmp_path: Path
) -> None:
    path = tmp_path / "copied.mp4"
    path.write_bytes(street.read_bytes()[:200])
    ingest(case, find_sources([path])[0], stages, IngestOptions(), silent)
    assert len(unfinished(case)) == 1
    path.write_bytes(street.read_bytes())
    (source,) = retry(case, unfinished(case), stages, silent)
    assert (source.id, source.state) == (2, "done")
    assert unfinished(case) == []


def test_what_was_moved_keeps_what_was_read_of_it(
    stopped: Case, street: Path, stages: Stages, tmp_path: Path
) -> None:
    stopped.sources.relink(1, tmp_path / "moved.mp4")
    (source,) = retry(stopped, unfinished(stopped), stages, silent)
    assert (source.id, source.state) == (1, "partial") and "`cpcl relink` finds it" in source.message
    stopped.sources.relink(1, street)
    assert retry(stopped, unfinished(stopped), stages, silent)[0].state == "done"
