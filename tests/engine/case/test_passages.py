"""Passages divided and joined by people: what goes where, what searches and decisions say, and the way back."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters, EmbeddedTrack, PassageRow
from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.ingest.ingest import ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.sources.walk import find_sources
from tests.old_cases import write_old_case
from tests.passage_cases import add_footage
from tests.street import BLUE, FPS, GREY, HEIGHT, RED, WIDTH


@pytest.fixture
def walked(case, stages, street):
    """A case with the street's three passages."""
    ingest_all(case, find_sources([street]), stages, IngestOptions(), silent)
    return case


def faults_of(case):
    return list(verify_case(case, silent, footage=False).faults)


def crops_of(case: Case, track: int) -> list[int]:
    return [row.crop for row in case.gallery.track_crops(track)]


def spans(passages: list[PassageRow]) -> list[tuple[int, int, int, int]]:
    return [(p.track, p.start_us, p.end_us, p.observations) for p in passages]


def test_passages_have_their_ways(walked):
    first, second, third = walked.passages.all([1])
    for passage in (first, second, third):
        assert passage.route.direction == "left to right" and passage.joins == ()
        assert passage.route.duration_s == pytest.approx((passage.end_us - passage.start_us) / 1e6, abs=1e-3)
        assert passage.route.speed == pytest.approx(120 / 72, rel=0.15)  # pixels a second, by the box's height
    assert first.end_us < second.start_us and second.end_us < third.start_us


def test_two_passages_joined_are_one_in_all_that_shows_them_and_the_way_back(walked, stages):
    before, pictures = walked.passages.all([1]), [crops_of(walked, track) for track in (1, 2, 3)]
    searcher = Searcher(walked, stages.embedder)
    assert len(searcher.search(Query("red")).hits) == 3
    walked.passages.join(1, 3, "the same coat")
    first, _ = walked.passages.all([1])
    assert spans([first]) == [
        (1, before[0].start_us, before[2].end_us, before[0].observations + before[2].observations)
    ]
    assert crops_of(walked, 1) == [*pictures[0], *pictures[2]] and crops_of(walked, 3) == []
    assert {hit.track for hit in searcher.search(Query("red")).hits} == {1, 2}
    assert walked.counts()["track"] == walked.sources.get(1).tracks == 2
    assert [row.track for row in walked.gallery.passages([1], None, 9)] == [1, 2]
    assert (first.joins[0].likeness, first.joins[0].later) == (None, 3)
    assert faults_of(walked) == []
    walked.passages.split(1)
    assert spans(walked.passages.all([1])) == spans(before)
    assert [crops_of(walked, track) for track in (1, 2, 3)] == pictures
    for was, now in zip(before, walked.passages.all([1]), strict=True):
        times = np.linspace(0, was.route.duration_s, 9)
        np.testing.assert_allclose(now.route.at(times), was.route.at(times), atol=0.5)
    assert len(searcher.search(Query("red")).hits) == 3 and faults_of(walked) == []


def test_a_search_of_before_is_repeated_over_the_passages_of_then(walked, stages):
    searcher = Searcher(walked, stages.embedder)
    asked = searcher.search(Query("red"))
    walked.passages.join(1, 2)
    joined = searcher.search(Query("red"))
    walked.passages.split(1)
    walked.passages.join(2, 3)
    for answer in (asked, joined):
        again = Searcher(walked, stages.embedder).repeat(Query("red"), answer.basis)
        assert [(h.crop, pytest.approx(h.score)) for h in again.hits] == [(h.crop, h.score) for h in answer.hits]


def test_a_decision_stays_with_the_picture_that_was_looked_at(walked):
    walked.decisions.decide(1, "match")
    walked.decisions.decide(3, "no match")
    walked.passages.join(1, 3)
    assert {track: d.verdict for track, d in walked.decisions.current().items()} == {
        1: "no match"
    }  # the last counts
    walked.passages.split(1)
    assert {track: d.verdict for track, d in walked.decisions.current().items()} == {1: "match", 3: "no match"}
    assert [d.track for d in walked.decisions.history()] == [1, 3] and faults_of(walked) == []


def write_pillar(path: Path) -> Path:
    """Somebody walks from left to right and is hidden by a pillar of the background's colour for three seconds."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=Fraction(FPS), options={"g": str(FPS), "crf": "12"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv444p"
        for index in range(80):
            image = np.full((HEIGHT, WIDTH, 3), GREY, np.uint8)
            if not 25 <= index < 55:
                image[80:116, 20 + 3 * index : 44 + 3 * index] = RED
                image[116:152, 20 + 3 * index : 44 + 3 * index] = BLUE
            container.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")))
        container.mux(stream.encode(None))
    return path


def test_a_join_made_in_following_is_kept_and_can_be_taken_back(case, stages, tmp_path):
    ingest_all(case, find_sources([write_pillar(tmp_path / "pillar.mp4")]), stages, IngestOptions(), silent)
    (whole,) = case.passages.all([1])
    (join,) = whole.joins
    assert join.later is None and join.likeness > 0.9 and join.distance < 0.5
    assert (join.end_us - join.start_us) / 1e6 == pytest.approx(3.1, abs=0.2)
    pictures = crops_of(case, whole.track)
    change = case.passages.split(whole.track)
    first, second = case.passages.get(whole.track), case.passages.get(change.after)
    assert (first.end_us, second.start_us, second.end_us) == (join.start_us, join.end_us, whole.end_us)
    assert first.observations == join.observations
    assert first.observations + second.observations == whole.observations
    assert crops_of(case, first.track) + crops_of(case, second.track) == pictures
    assert faults_of(case) == []
    case.passages.join(first.track, second.track)
    assert spans(case.passages.all([1])) == spans([whole])
    assert case.passages.get(whole.track).joins[0].likeness == join.likeness  # that is still how alike they look
    assert crops_of(case, whole.track) == pictures and faults_of(case) == []


def test_every_change_is_in_the_log_with_what_went_where(walked):
    walked.passages.join(1, 2, "same bag")
    walked.passages.split(1, note="another bag after all")
    first, second = walked.log.entries("passages")
    assert first.details["joined"] == [1, 2] and first.details["note"] == "same bag"
    assert second.details["split"] == 1 and second.details["note"] == "another bag after all"
    assert first.details["crops"] == second.details["crops"]
    assert (first.details["from"], first.details["to"]) == (second.details["to"], second.details["from"]) == (2, 1)


@pytest.mark.parametrize(
    ("change", "said", "kind"),
    [
        (lambda p: p.split(1), "was not joined anywhere", UsageError),
        (lambda p: p.split(9), "has no passage 9", CaseError),
        (lambda p: p.join(2, 1), "does not begin after", UsageError),
        (lambda p: p.join(1, 1), "does not begin after", UsageError),
    ],
)
def test_what_cannot_be_done_says_why_and_changes_nothing(walked, change, said, kind):
    entries = walked.log.head().entries
    with pytest.raises(kind, match=said):
        change(walked.passages)
    assert walked.log.head().entries == entries


def test_which_join_is_meant_must_be_said_where_there_are_several(walked):
    walked.passages.join(1, 2)
    walked.passages.join(1, 3)
    with pytest.raises(UsageError, match=r"was joined at .*say which"):
        walked.passages.split(1)
    with pytest.raises(CaseError, match="was joined to passage 1"):
        walked.passages.split(2)
    walked.passages.split(1, walked.passages.get(1).joins[0].end_us)
    assert [(p.track, len(p.joins)) for p in walked.passages.all([1])] == [(1, 0), (2, 1)]
    walked.passages.split(2)
    assert [p.track for p in walked.passages.all([1])] == [1, 2, 3] and faults_of(walked) == []


def test_footage_that_was_not_read_to_its_end_cannot_be_changed(walked):
    source, model = walked.sources.add(Path("/a/b.mp4"), "video", "a" * 64, 99, "door", {}), walked.models.current()
    passage = EmbeddedTrack(0, 0, 5, 1, [])
    walked.tracks.commit_batch(source.id, model.id, {}, [passage], Counters(10.0, 4.0, 40, 20, 1.5))
    (started,) = walked.passages.all([source.id])
    for change in (lambda: walked.passages.split(started.track), lambda: walked.passages.join(1, started.track)):
        with pytest.raises(CaseError, match="was not read to its end"):
            change()


def test_a_case_of_before_has_no_ways(tmp_path):
    with Case.open(write_old_case(tmp_path / "old.cpcl", 12)) as case:
        assert [(p.route, p.joins) for p in case.passages.all([1])] == [(None, ()), (None, ())]
        assert [row.route for row in case.gallery.track_crops(1)] == [None] * len(crops_of(case, 1))


def test_a_join_that_is_named_exactly_is_meant_though_others_are_near(case):
    add_footage(case, "ch01", [(1, 0.0, 1.0), (1, 1.2, 1.4), (1, 1.6, 3.0)])
    case.passages.join(1, 2)
    case.passages.join(1, 3)
    with pytest.raises(UsageError, match="say which"):
        case.passages.split(1, 1_300_000)
    case.passages.split(1, 1_600_000)
    assert [(one.track, one.end_us) for one in case.passages.all([1])] == [(1, 1_400_000), (3, 3_000_000)]
    case.passages.split(1, 1_200_000)
    assert [one.track for one in case.passages.all([1])] == [1, 2, 3] and faults_of(case) == []
