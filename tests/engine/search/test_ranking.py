"""Ranking by alternatives and less what was ruled out: exact over all crops, whatever the losses."""

import json
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.case.records import StoredModel, VectorRows
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.people.rows import RowLayout
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Query, Unit
from cpcl_desktop.engine.report.records import ReportOptions
from cpcl_desktop.engine.report.verify import verify_report
from cpcl_desktop.engine.report.writing import write_report
from cpcl_desktop.engine.search.plan import PENALTY, Against, Plan, Weighed
from cpcl_desktop.engine.search.ranking import losses_of, mean_share, rank
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.search.vectors import VectorIndex
from cpcl_desktop.engine.sources.walk import find_sources
from tests.engine.conftest import MadeOnce

DIM, TRACKS, CROPS = 16, 300, 4
NOT_RED = Against("not red", ((Weighed(("red",), ("green", "blue"), 0.2, 0.6),),))


def unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


def index_of(vectors: np.ndarray, centre: np.ndarray | None = None, ranked: Unit = "passage") -> VectorIndex:
    model = StoredModel(1, "random", "0" * 64, Path("random"), DIM, len(vectors), None)
    index = VectorIndex(model, RowLayout(DIM), centre, ranked)
    crops = np.arange(1, len(vectors) + 1)
    index.add(VectorRows(vectors.astype(np.float16), crops, (crops - 1) // CROPS + 1, np.ones_like(crops), crops))
    return index


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    return unit(np.random.default_rng(3).standard_normal((TRACKS * CROPS, DIM)))


@pytest.mark.parametrize("limit", [1, 5, 40])
@pytest.mark.parametrize("weight", [0.0, 0.3, 5.0])
@pytest.mark.parametrize("ranked", ["passage", "crop"])
def test_it_is_the_ranking_of_a_plain_scan_with_alternatives_and_losses(
    vectors: np.ndarray, limit: int, weight: float, ranked: Unit
) -> None:
    random = np.random.default_rng(limit)
    queries = unit(random.standard_normal((3, DIM)))
    lost = (random.random(TRACKS + 1) * weight).astype(np.float32)
    allowed = random.random(len(vectors)) < 0.7
    fits = (vectors.astype(np.float16).astype(np.float32) @ queries.T).reshape(TRACKS, CROPS, 3)
    inside = allowed.reshape(TRACKS, CROPS)
    best_crop = np.where(inside, fits.max(axis=2), -np.inf)
    if ranked == "passage":  # all crops of a passage count, also those outside of what is asked for
        best = np.where(inside.any(axis=1), fits.mean(axis=1).max(axis=1), -np.inf) - lost[1:]
    else:
        best = best_crop.max(axis=1) - lost[1:]
    expected = np.argsort(-best)[:limit] + 1
    queries = np.hstack([queries, np.zeros((3, 1), np.float32)])
    places = rank(index_of(vectors, ranked=ranked), queries, limit, allowed, lambda tracks: lost[tracks])
    assert places.tracks.tolist() == expected.tolist()
    np.testing.assert_allclose(places.scores, best[expected - 1], atol=2e-3)
    shown = best_crop[expected - 1].argmax(axis=1) + CROPS * (expected - 1) + 1
    assert places.crops.tolist() == shown.tolist()


def test_vectors_come_back_as_the_model_gave_them(vectors: np.ndarray) -> None:
    centre = vectors[:50].mean(axis=0) * 2
    index = index_of(vectors, centre)
    rows, of = index.rows_of(np.array([7, 2]))
    assert rows.tolist() == [24, 25, 26, 27, 4, 5, 6, 7] and of.tolist() == [0] * 4 + [1] * 4
    np.testing.assert_allclose(index.vectors(rows), vectors[rows], atol=3e-3)
    np.testing.assert_allclose(index.cosines(rows, vectors[:3]), vectors[rows] @ vectors[:3].T, atol=5e-3)


def test_losses_grow_with_what_is_shown_and_are_the_mean_of_a_passage(vectors: np.ndarray) -> None:
    index = index_of(vectors)
    directions = {"red": vectors[0], "green": vectors[4], "blue": vectors[8]}  # tracks 1, 2 and 3
    losses = losses_of(Plan(("x",), (NOT_RED,)), index, lambda texts: np.stack([directions[t] for t in texts]))
    assert losses is not None and losses_of(Plan(("x",)), index, lambda texts: vectors) is None
    tracks = np.arange(1, TRACKS + 1)
    rows, of = index.rows_of(tracks)
    alike = index.vectors(rows) @ np.stack(list(directions.values())).T
    share = mean_share(alike, 1, of, TRACKS, 0.05)
    plain = np.exp(alike[:, 0] / 0.05) / np.exp(alike / 0.05).sum(axis=1)
    np.testing.assert_allclose(share, plain.reshape(TRACKS, CROPS).mean(axis=1), atol=1e-4)
    np.testing.assert_allclose(losses(tracks), PENALTY * np.clip((share - 0.2) / 0.4, 0, 1), atol=1e-5)


# --- a case


@pytest.fixture
def searcher(made_once: MadeOnce, street: Path, stages: Stages) -> Searcher:
    (found,) = find_sources([street])
    case = made_once(lambda case: ingest(case, found, stages, IngestOptions(camera="street"), silent))
    return Searcher(case, stages.embedder)  # tops red, green, blue; bottoms blue, white, red


def test_what_is_ruled_out_falls_behind(searcher: Searcher) -> None:
    liked = searcher.rank(Query("red", limit=3))
    without = searcher.rank(Query("red", limit=3), Plan(("red",), (NOT_RED,), penalty=2.0))
    assert without.hits[-1].track == liked.hits[0].track
    assert without.hits[-1].score == pytest.approx(liked.hits[0].score - 2.0, abs=1e-3)


def test_or_is_as_good_as_the_better_of_both(searcher: Searcher) -> None:
    alone = {colour: searcher.rank(Query(colour, limit=3)) for colour in ("red", "green")}
    either = searcher.rank(Query("red or green", limit=3))
    assert either.plan["texts"] == ["red", "green"]
    for hit in either.hits:
        better = max(one.score for answer in alone.values() for one in answer.hits if one.track == hit.track)
        assert hit.score == pytest.approx(better, abs=1e-6)


def test_the_log_has_the_plan_and_a_report_is_repeated_by_it(
    searcher: Searcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = searcher.search(Query("red or green on camera street"))
    entry = searcher.case.log.entries("search")[-1]
    assert entry.details["reading"] == dict(answer.plan) and answer.plan["filters"] == {"cameras": ["street"]}
    assert [one.filter for one in answer.read_as] == ["cameras"]
    written = write_report(searcher, [answer.query], ReportOptions(limit=3), tmp_path / "report", None, silent)
    # A later program may read sentences otherwise; the report is repeated as it was read then.
    monkeypatch.setattr("cpcl_desktop.engine.search.searcher.read", lambda *_: pytest.fail("read anew"))
    verdict = verify_report(written.folder, None, silent)
    assert verdict.faults == [] and any("the same ranking" in sentence for sentence in verdict.holds)


def test_a_report_without_a_plan_is_repeated_literally(searcher: Searcher, tmp_path: Path) -> None:
    literal = [Query("red or green", literal=True)]
    folder = write_report(searcher, literal, ReportOptions(limit=3), tmp_path / "report", None, silent).folder
    assert json.loads((folder / "report.json").read_text())["searches"][0]["reading"] is None
    assert verify_report(folder, None, silent).faults == []


def test_clock_filters_narrow_search_and_name_what_they_leave_out(searcher: Searcher) -> None:
    with pytest.raises(UsageError, match="clock is not known"):
        searcher.rank(Query("red after 14:00"))
    searcher.case.sources.set_clock(1, RecorderClock(datetime(2026, 3, 10, 13, 59, 57), "user"))
    answer = searcher.rank(Query("red after 14:00"))
    assert answer.hits and all(hit.time_us >= 3_000_000 for hit in answer.hits)
    assert answer.tracks_searched < searcher.rank(Query("red")).tracks_searched


def test_an_example_image_is_searched_for_with_the_filters_of_the_words(searcher: Searcher) -> None:
    example = np.full((60, 30, 3), 200, np.uint8)
    alone = searcher.rank(Query(image=example, limit=3))
    filtered = searcher.rank(Query("on camera street", image=example, limit=3))
    assert [hit.score for hit in filtered.hits] == [hit.score for hit in alone.hits]
    assert filtered.plan["filters"] == {"cameras": ["street"]}
