"""Which weights of a detector found the people of a source: kept, told, and not mixed in one source."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.coverage.found_by import detector_words, found_by
from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.ingest import ingest as module
from cpcl_desktop.engine.ingest import reading
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.particulars import settings_of
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.models.installed import find_detector
from cpcl_desktop.engine.people.detect import open_detector
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.sources.walk import find_sources
from tests import street as scene

pytestmark = pytest.mark.usefixtures("small_batches")

FIRST, OTHER = "a" * 64, "b" * 64


def with_weights(stages: Stages, sha256: str | None) -> Stages:
    detector = scene.ColourDetector()
    detector.weights_sha256 = sha256
    return replace(stages, detector=detector)


def stop(case: Case, street: Path, stages: Stages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "REPORT_EVERY_S", 0.0)
    with pytest.raises(Cancelled):
        ingest(case, find_sources([street])[0], stages, IngestOptions(5.0), scene.stop_after(5))


def outcomes(case: Case) -> list[str]:
    return [str(entry.details.get("outcome")) for entry in case.log.entries("ingest")]


def test_a_source_keeps_the_weights_that_found_its_people(case: Case, street: Path, stages: Stages) -> None:
    ingest(case, find_sources([street])[0], with_weights(stages, FIRST), IngestOptions(5.0), silent)
    assert case.sources.settings(1)["detector_sha256"] == FIRST
    assert found_by(case) == {f"colour (weights: SHA-256 {FIRST})": 1}
    verdict = verify_case(case, silent)
    assert verdict.faults == [] and verdict.found_by == found_by(case)


def test_the_same_weights_go_on(case: Case, street: Path, stages: Stages, monkeypatch: pytest.MonkeyPatch) -> None:
    stop(case, street, with_weights(stages, FIRST), monkeypatch)
    source = ingest(case, find_sources([street])[0], with_weights(stages, FIRST), IngestOptions(5.0), silent)
    assert (source.state, source.message) == ("done", "") and "restarted" not in outcomes(case)


def test_with_other_weights_of_that_name_reading_begins_anew_and_says_so(
    case: Case, street: Path, stages: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop(case, street, with_weights(stages, FIRST), monkeypatch)
    now = with_weights(stages, OTHER)
    source = ingest(case, find_sources([street])[0], now, IngestOptions(5.0), silent)
    assert source.state == "done" and now.detector.seen == source.frames_sampled  # from its first frame
    assert source.message == (
        "Reading was begun with other weights of the detector colour (SHA-256 aaaaaaaaaaaa…). What they had found "
        "was let go, and it was read anew with those of now (SHA-256 bbbbbbbbbbbb…)."
    )
    (restarted,) = (e for e in case.log.entries("ingest") if e.details["outcome"] == "restarted")
    assert restarted.details["why"] == source.message
    assert restarted.details["settings"]["detector_sha256"] == OTHER
    assert verify_case(case, silent).faults == []


@pytest.mark.parametrize(("weights", "anew"), [(FIRST, True), (None, False)])
def test_what_an_older_version_began_is_read_anew_where_its_weights_could_be_others(
    case: Case, street: Path, stages: Stages, weights: str | None, anew: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        then.setattr(module, "settings_with", lambda options, detector, kind: settings_of(options, "colour", kind))
        stop(case, street, stages, monkeypatch)
    assert "detector_sha256" not in case.sources.settings(1)
    source = ingest(case, find_sources([street])[0], with_weights(stages, weights), IngestOptions(5.0), silent)
    assert ("did not keep which weights the detector colour had" in source.message) is anew
    resumed = outcomes(case).index("resumed")
    assert ("restarted" in outcomes(case)[resumed:]) is anew and verify_case(case, silent).faults == []


def test_a_detector_of_a_bundle_has_the_hash_of_its_network() -> None:
    bundle = find_detector("people")
    assert bundle is not None
    assert open_detector(bundle, "cpu").weights_sha256 == hashlib.sha256(bundle.read("detector")).hexdigest()
    assert open_detector(None).weights_sha256 is None


def test_in_words() -> None:
    told = [{"detector": "motion"}, {"detector": "people"}, {}, {"detector": "people", "detector_sha256": FIRST}]
    assert list(map(detector_words, told)) == [
        "motion", "people (which weights: not kept)", "not noted", f"people (weights: SHA-256 {FIRST})",
    ]  # fmt: skip
