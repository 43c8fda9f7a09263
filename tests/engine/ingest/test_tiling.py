"""Tiles of a source are chosen by a look at its first minutes, or as stated; the choice is kept and used again."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.coverage.sentences import tiles_sentence
from cpcl_desktop.engine.errors import Cancelled, UsageError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.ingest import reading as module
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.ingest.tiling import check_options
from cpcl_desktop.engine.people.detect import Adjustable
from cpcl_desktop.engine.people.tiles import zoom
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Detections, Image
from cpcl_desktop.engine.runtime.sessions import ProviderReport
from cpcl_desktop.engine.sources.walk import find_sources
from tests import street as scene

pytestmark = pytest.mark.usefixtures("small_batches")


class FarSighted(scene.ColourDetector):
    """Finds in the street whoever is 20 pixels tall in an input of `size` pixels."""

    provider = ProviderReport("cpu", "cpu")

    def __init__(self, size: int = 64) -> None:
        super().__init__()
        self.size, self.tiles, self.looks = size, 1, [0]

    def adjusted(self, size: int | None, tiles: int) -> FarSighted:
        other = copy.copy(self)
        other.size, other.tiles = size or self.size, tiles
        return other

    def look(self, images: Sequence[Image]) -> list[Detections]:
        self.looks[0] += len(images)
        return [self._detect(image) for image in images]

    def _detect(self, image: np.ndarray) -> Detections:
        found = super()._detect(image)
        tall = found.boxes[:, 3] - found.boxes[:, 1]
        seen = tall * self.size * zoom(self.tiles) / image.shape[1] >= 20
        return Detections(found.boxes[seen], found.scores[seen])


@pytest.fixture
def far(stages: Stages) -> Stages:
    assert isinstance(FarSighted(), Adjustable) and not isinstance(stages.detector, Adjustable)
    return replace(stages, detector=FarSighted())


def _read(case: Case, street: Path, stages: Stages, **options: object):
    return ingest(case, find_sources([street])[0], stages, IngestOptions(5.0, **options), silent)


def test_tiles_are_taken_where_they_find_people_who_are_too_small(case: Case, street: Path, far: Stages) -> None:
    source = _read(case, street, far)
    assert (source.tiles, source.tracks) == (2, 3)
    assert "they found 7 people, and the whole frame 0" in source.tiles_reason
    assert source.frame_s >= 0 and source.tiles_reason in tiles_sentence(source)
    assert case.sources.settings(source.id)["tiles"] == "auto"
    assert verify_case(case, silent).faults == []


def test_they_are_not_where_the_whole_frame_shows_everybody(case: Case, street: Path, stages: Stages) -> None:
    source = _read(case, street, replace(stages, detector=FarSighted(100)))
    assert (source.tiles, source.tracks) == (1, 3)
    assert "hardly anybody more" in source.tiles_reason and "without tiles" in tiles_sentence(source)


def test_a_frame_that_is_not_large_is_not_looked_at(case: Case, street: Path, stages: Stages) -> None:
    detector = FarSighted(320)
    source = _read(case, street, replace(stages, detector=detector))
    assert (source.tiles, source.tiles_reason, tiles_sentence(source)) == (1, "", "")
    assert detector.looks == [0]


@pytest.mark.parametrize(
    ("options", "tiles", "tracks"),
    [({"tiles": "off"}, 1, 0), ({"tiles": "3"}, 3, 3), ({"tiles": "off", "detector_size": 256}, 1, 3)],
)
def test_what_is_stated_is_done_without_a_look(
    case: Case, street: Path, far: Stages, options: dict[str, object], tiles: int, tracks: int
) -> None:
    source = _read(case, street, far, **options)
    assert (source.tiles, source.tracks, far.detector.looks) == (tiles, tracks, [0])
    assert case.sources.settings(source.id) | options == case.sources.settings(source.id)


def test_a_source_that_is_resumed_is_read_as_it_was_begun(
    case: Case, street: Path, far: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REPORT_EVERY_S", 0.0)
    found = find_sources([street])[0]
    with pytest.raises(Cancelled):
        ingest(case, found, far, IngestOptions(5.0, tiles="2"), scene.stop_after(5))
    source = _read(case, street, far)
    assert (source.state, source.tiles, far.detector.looks) == ("done", 2, [0])
    assert "restarted" not in [entry.details.get("outcome") for entry in case.log.entries("ingest")]


def test_a_source_that_is_resumed_with_other_tiles_is_read_anew(
    case: Case, street: Path, far: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REPORT_EVERY_S", 0.0)
    with pytest.raises(Cancelled):
        ingest(case, find_sources([street])[0], far, IngestOptions(5.0), scene.stop_after(5))
    assert case.sources.get(1).tiles == 2
    source = _read(case, street, far, tiles="off")
    assert (source.state, source.tiles, source.tracks) == ("done", 1, 0)
    assert "restarted" in [entry.details.get("outcome") for entry in case.log.entries("ingest")]
    assert verify_case(case, silent).faults == []


def test_a_detector_that_was_not_named_is_the_one_that_a_source_was_begun_with(
    case: Case, street: Path, far: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REPORT_EVERY_S", 0.0)
    with pytest.raises(Cancelled):
        ingest(case, find_sources([street])[0], far, IngestOptions(5.0), scene.stop_after(5))
    newer = FarSighted(256)
    newer.name = "newer"
    opened = {"colour": far.detector}
    source = _read(case, street, replace(far, detector=newer, reopen=opened.__getitem__))
    assert (source.state, case.sources.settings(1)["detector"], newer.seen) == ("done", "colour", 0)


@pytest.mark.parametrize("options", [IngestOptions(detector_size=640), IngestOptions(tiles="2")])
def test_a_detector_without_size_says_so(stages: Stages, options: IngestOptions) -> None:
    with pytest.raises(UsageError, match="neither an input size nor tiles"):
        check_options(stages, options)
    check_options(stages, IngestOptions())
