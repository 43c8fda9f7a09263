import numpy as np
import pytest

from cpcl_desktop.bundle.calibration import Evidence, agreements, margins
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.hits import LABELS
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.search.strength import answer_of, labels_of, last_above_line, standing_of
from cpcl_desktop.engine.sources.walk import find_sources
from tests.engine.conftest import ColourDetector, MadeOnce
from tests.probe import CALIBRATION, write_probe


@pytest.fixture
def searcher(made_once: MadeOnce, street, tmp_path) -> Searcher:
    embedder = Embedder(write_probe(tmp_path / "calibrated", calibration=CALIBRATION), "cpu", 1)
    stages = Stages(ColourDetector(), embedder)
    (found,) = find_sources([street])
    case = made_once(lambda case: ingest(case, found, stages, IngestOptions(camera="street"), silent))
    return Searcher(case, embedder)


def evidence(margin, agreement=0.0, passages=10):
    margin = np.atleast_1d(np.asarray(margin, float))
    return Evidence(margin, np.full(len(margin), agreement), passages)


def test_margin_is_against_the_others_and_steadied_by_the_usual_level():
    scores = np.array([0.5, 0.1, 0.0])
    expected = [score - (scores.sum() - score + 8 * -0.2) / 10 for score in scores]
    np.testing.assert_allclose(margins(scores, float(scores.mean()), 3, -0.2), expected)
    # Alone, a passage is measured by the usual level only.
    np.testing.assert_allclose(margins(np.array([0.5]), 0.5, 1, -0.2), [0.7])


def test_agreement_falls_where_one_attribute_is_contradicted():
    said = np.array([0.9, 0.1, 0.5, 0.5], np.float32)
    red, blue = np.log([[0.9, 0.1, 0.5, 0.5]]), np.log([[0.1, 0.9, 0.5, 0.5]])
    shown = np.concatenate([red, blue, red]).astype(np.float32)
    told = agreements(said, shown, np.array([0, 1, 1]), (0, 2), (0.5, 0.5, 0.5, 0.5))
    alone = [agreements(said, one.astype(np.float32), np.array([0]), (0, 2), (0.5,) * 4)[0] for one in (red, blue)]
    assert told[0] == pytest.approx(alone[0])
    assert told[1] == pytest.approx((alone[0] + alone[1]) / 2)
    assert alone[1] < 0 < alone[0]


def test_without_attributes_nothing_speaks_for_or_against():
    nothing = np.empty((3, 0), np.float32)
    assert agreements(np.empty(0, np.float32), nothing, np.array([0, 0, 1]), (), ()).tolist() == [0.0, 0.0]


def test_strength_grows_with_margin_and_shrinks_among_more_passages():
    few, many = evidence([0.9, 0.4, 0.1]), evidence([0.9, 0.4, 0.1], passages=1000)
    strong, weaker = (standing_of(CALIBRATION, [one], [0]) for one in (few, many))
    assert list(strong.strengths) == sorted(strong.strengths, reverse=True)
    assert all(a > b for a, b in zip(strong.strengths, weaker.strengths, strict=True))
    assert weaker.presence < strong.presence


def test_of_alternatives_the_better_counts():
    one, other = evidence([0.1, 0.8]), evidence([0.3, 0.2])
    both = standing_of(CALIBRATION, [one, other], [1, 0])
    alone = standing_of(CALIBRATION, [one], [1])
    assert both.presence == alone.presence
    assert both.strengths[1] == alone.strengths[1]
    assert both.strengths[0] == standing_of(CALIBRATION, [other], [0]).strengths[0]


@pytest.mark.parametrize(
    ("presence", "answer"), [(0.1, "nothing"), (0.2, "perhaps"), (0.69, "perhaps"), (0.7, "likely")]
)
def test_presence_in_words(presence, answer):
    assert answer_of(CALIBRATION, presence) == answer


@pytest.mark.parametrize(("strength", "label"), [(0.1, "weak"), (0.2, "fair"), (0.5, "strong")])
def test_strength_in_words(strength, label):
    (code,) = labels_of(CALIBRATION, np.array([strength]))
    assert LABELS[code] == label


def test_search_tells_who_is_there_from_who_is_not(searcher):
    there = searcher.search(Query(text="red bluetrousers"))
    missing = searcher.search(Query(text="black redtrousers"))
    assert there.presence > missing.presence
    assert there.answer == "likely"
    assert there.hits[0].label == "strong"
    assert there.hits[0].strength > there.hits[1].strength
    assert all(0.0 < hit.strength < 1.0 for hit in (*there.hits, *missing.hits))


def test_strength_does_not_depend_on_how_many_hits_are_asked_for(searcher):
    whole = searcher.search(Query(text="red bluetrousers"))
    first = searcher.search(Query(text="red bluetrousers", limit=1))
    assert first.presence == pytest.approx(whole.presence, abs=1e-6)
    assert first.hits[0].strength == pytest.approx(whole.hits[0].strength, abs=1e-6)


def test_strength_counts_only_what_the_filters_let_through(searcher):
    first = searcher.search(Query(text="red bluetrousers", limit=1)).hits[0]
    alone = searcher.search(Query(text="red bluetrousers", to_s=first.time_us / 1e6, from_s=first.time_us / 1e6))
    assert alone.tracks_searched < searcher.search(Query(text="red bluetrousers")).tracks_searched
    assert alone.presence is not None
    margin = margins(np.array([alone.hits[0].score]), alone.hits[0].score, 1, CALIBRATION.usual)
    told = CALIBRATION.presence.probability(Evidence(margin, np.zeros(1), 1))
    assert alone.tracks_searched > 1 or alone.presence == pytest.approx(told[0], abs=2e-3)


def test_an_example_says_nothing_of_strength(searcher):
    example = searcher.search(Query(image=np.full((16, 8, 3), (255, 0, 0), np.uint8)))
    assert example.presence is example.answer is example.hits[0].strength is example.hits[0].label is None


def test_line_is_under_the_last_hit_that_is_not_weak(searcher):
    answer = searcher.search(Query(text="red bluetrousers"))
    labels = [hit.label for hit in answer.hits]
    assert "weak" in labels
    assert last_above_line(answer.hits) == max(at for at, label in enumerate(labels, 1) if label != "weak")
    assert last_above_line(answer.hits[:1]) == 0  # nothing lies below


def test_uncalibrated_model_leaves_answers_as_they_were(case, street, stages):
    ingest(case, find_sources([street])[0], stages, IngestOptions(camera="street"), silent)
    answer = Searcher(case, stages.embedder).search(Query(text="red bluetrousers"))
    assert answer.presence is None
    assert {hit.strength for hit in answer.hits} == {hit.label for hit in answer.hits} == {None}
