# Holds SECURITY.md: a search's cache counts only while the case vouches for its every byte

import io
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters, EmbeddedCrop, EmbeddedTrack
from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search import vectors
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.sources.walk import find_sources
from tests import street as scene
from tests.engine.conftest import MadeOnce


@pytest.fixture
def searcher(made_once: MadeOnce, street: Path, stages: Stages) -> Searcher:
    def read_both(case: Case) -> None:
        ingest(case, find_sources([street])[0], stages, IngestOptions(camera="street"), silent)
        folder = case.path.parent / "yard"
        folder.mkdir()
        cv2.imwrite(str(folder / "green.png"), np.full((60, 30, 3), scene.GREEN[::-1], np.uint8))
        (found,) = find_sources([folder], already_cropped=True)
        ingest(case, found, stages, IngestOptions(camera="yard"), silent)

    return Searcher(made_once(read_both), stages.embedder)


@pytest.mark.parametrize(
    ("text", "walker"), [("red bluetrousers", 0), ("green whitetrousers", 1), ("person blue redtrousers", 2)]
)
def test_description_finds_the_walker_at_the_moment(searcher: Searcher, text: str, walker: int) -> None:
    answer = searcher.search(Query(text=text, sources=["street.mp4"]))
    first, last, *_ = scene.WALKERS[walker]
    hit = answer.hits[0]
    assert first / scene.FPS <= hit.time_us / 1e6 <= last / scene.FPS
    x = 20 + (hit.time_us / 1e6 * scene.FPS - first) * 12
    assert hit.box == pytest.approx((x, 80, x + scene.PERSON[0], 80 + scene.PERSON[1]), abs=3)
    assert [h.rank for h in answer.hits] == [1, 2, 3]
    assert answer.hits[0].score > answer.hits[1].score


def test_one_hit_per_track_and_counts_of_what_was_searched(searcher: Searcher) -> None:
    answer = searcher.search(Query(text="red"))
    assert len({h.track for h in answer.hits}) == len(answer.hits) == answer.tracks_searched == 4
    assert answer.crops_searched == searcher.case.counts()["crop"]
    assert len(searcher.search(Query(text="red", limit=2)).hits) == 2


def test_ranking_is_that_of_a_plain_scan(searcher: Searcher) -> None:
    rows = searcher.case.gallery.vectors_after(searcher.case.models.current())
    scores = rows.data.astype(np.float32) @ searcher.embedder.text("blue redtrousers")
    best = {t: scores[rows.tracks == t].mean() for t in np.unique(rows.tracks)}
    expected = sorted(best, key=lambda t: -best[t])
    answer = searcher.search(Query(text="blue redtrousers"))
    assert [h.track for h in answer.hits] == expected
    np.testing.assert_allclose([h.score for h in answer.hits], [best[t] for t in expected], atol=2e-3)


def test_filters_by_source_camera_and_time(searcher: Searcher) -> None:
    yard = searcher.search(Query(text="red", cameras=["yard"]))
    assert [h.image for h in yard.hits] == ["green.png"] and yard.crops_searched == 1
    second = searcher.search(Query(text="red", sources=["street"], from_s=3.0, to_s=5.0))
    assert second.tracks_searched == 1 and 3.0 <= second.hits[0].time_us / 1e6 <= 5.0
    assert searcher.search(Query(text="red", from_s=1000.0)).hits == ()


def test_example_image_alone_and_with_text(searcher: Searcher) -> None:
    example = np.full((60, 30, 3), scene.GREEN, np.uint8)
    assert searcher.search(Query(image=example)).hits[0].image == "green.png"
    both = searcher.search(Query(text="green whitetrousers", image=example))
    assert {h.camera for h in both.hits[:2]} == {"yard", "street"}


def test_how_passages_look_on_the_average_alone_and_with_text(searcher: Searcher) -> None:
    walkers = {h.track: h.camera for h in searcher.search(Query(text="green")).hits}
    (green,) = [track for track, camera in walkers.items() if camera == "yard"]
    alone = searcher.search(Query(like=[green]))
    assert alone.hits[0].track == green and alone.query.like == [green] and alone.answer is None
    street = next(h.track for h in searcher.search(Query(text="green whitetrousers", cameras=["street"])).hits)
    both = searcher.search(Query(like=[street, green, green]))
    assert {h.track for h in both.hits[:2]} == {street, green}
    entry = searcher.case.log.entries("search")[-1]
    assert entry.details["query"]["like"] == [street, green, green]
    with_words = searcher.search(Query(text="blue redtrousers", like=[green]))
    assert with_words.hits[0].score < searcher.search(Query(text="blue redtrousers")).hits[0].score


def test_what_is_marked_as_unlike_comes_later_and_is_logged(searcher: Searcher) -> None:
    plain = searcher.search(Query(text="red"))
    first = plain.hits[0].track
    less = searcher.search(Query(text="red", unlike=[first]))
    scores = [{hit.track: hit.score for hit in answer.hits}[first] for answer in (plain, less)]
    assert scores[1] < scores[0] and searcher.case.log.entries("search")[-1].details["query"]["unlike"] == [first]
    assert searcher.search(Query(unlike=[first])).hits[-1].track == first  # alone: the least alike first


def test_passages_that_a_filter_leaves_out_are_not_ranked_then_or_later(searcher: Searcher) -> None:
    every = [hit.track for hit in searcher.search(Query(text="red")).hits]
    searcher.case.decisions.decide(every[0], "match")
    query = Query(text="red", decision=("undecided",))
    answer = searcher.search(query)
    assert [hit.track for hit in answer.hits] == every[1:] and answer.tracks_searched == len(every) - 1
    searched = searcher.case.log.entries("search")[-1].details["searched"]
    assert searched["entries"] == answer.basis.entries == searcher.case.log.head().entries - 1
    searcher.case.decisions.decide(every[1], "no match")
    assert [hit.track for hit in searcher.rank(query).hits] == every[2:]
    assert [hit.track for hit in searcher.repeat(query, answer.basis).hits] == every[1:]
    turned = searcher.rank(Query(text="red", decision=("undecided",), negated=("decision",)))
    assert {hit.track for hit in turned.hits} == set(every[:2])


def test_an_example_counts_beside_the_text_by_its_weight(searcher: Searcher) -> None:
    (green,) = [hit.track for hit in searcher.search(Query(text="green")).hits if hit.camera == "yard"]
    asked = [Query(text="blue redtrousers", like=[green], weight=weight) for weight in (0.0, 0.5, 1.0)]
    none, _, whole = answers = [searcher.search(query) for query in asked]
    scores = [next(hit.score for hit in answer.hits if hit.track == green) for answer in answers]
    assert scores == sorted(scores) and scores[0] < scores[2]
    assert [hit.track for hit in none.hits] == [
        h.track for h in searcher.search(Query(text="blue redtrousers")).hits
    ]
    assert [hit.track for hit in whole.hits] == [hit.track for hit in searcher.search(Query(like=[green])).hits]
    logged = [entry.details["query"].get("weight") for entry in searcher.case.log.entries("search")[1:4]]
    assert logged == [0.0, None, 1.0]


def test_words_not_taught_are_named(searcher: Searcher) -> None:
    assert searcher.search(Query(text="red poncho, red")).unknown_words == ("poncho",)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (Query(text="  "), "description is empty"),
        (Query(text="zorb quux"), "knows none of these words"),
        (Query(text="red " * 400), "too long"),
        (Query(like=[999]), "no passage 999"),
        (Query(text="red", sources=["nowhere.mp4"]), r"No source or camera is called nowhere\.mp4"),
        (Query(text="red", cameras=["attic"]), "called attic. The case has: .*street"),
    ],
)
def test_query_that_cannot_be_answered_says_why(searcher: Searcher, query: Query, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        searcher.search(query)


def test_empty_case_has_no_hits(case: Case, stages: Stages) -> None:
    assert Searcher(case, stages.embedder).search(Query(text="red")).hits == ()


def test_search_follows_a_running_ingest(case: Case, street: Path, stages: Stages, tmp_path: Path) -> None:
    with Case.open(case.path) as reading:
        searcher = Searcher(reading, stages.embedder)
        assert searcher.search(Query(text="red")).tracks_searched == 0
        ingest(case, find_sources([street])[0], stages, IngestOptions(), silent)
        assert searcher.search(Query(text="red")).tracks_searched == 3


def test_cached_index_gives_the_same_answer_and_a_stale_one_is_rebuilt(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "CACHE_FROM", 1)
    expected = searcher.search(Query(text="red")).hits
    case = searcher.case
    vectors.open_index(case, case.models.current(), searcher.embedder.layout)
    cache = case.path.with_name(case.path.name + "-cache") / "index.npz"
    assert cache.is_file()
    assert Searcher(case, searcher.embedder).search(Query(text="red")).hits == expected
    cache.write_bytes(cache.read_bytes()[:-200])
    assert Searcher(case, searcher.embedder).search(Query(text="red")).hits == expected
    cache.write_bytes(_with_vectors_of_others(cache))
    assert Searcher(case, searcher.embedder).search(Query(text="red")).hits == expected
    case.tracks.restart_source(2, {})
    assert Searcher(case, searcher.embedder).search(Query(text="red")).tracks_searched == 3


def test_what_comes_to_an_index_from_its_cache_moves_none_of_its_rows(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "CACHE_FROM", 1)
    monkeypatch.setattr(vectors, "SPARE", 1)
    case, layout = searcher.case, searcher.embedder.layout
    model = case.models.current()
    vectors.open_index(case, model, layout)
    index = vectors.open_index(case, model, layout)
    room, rows = index.all_rows().data.base, case.gallery.vectors_after(model)
    assert len(room) == 2 * len(index) and np.array_equal(index.all_rows().data, rows.data)
    more = replace(rows, tracks=rows.tracks + rows.tracks.max(), crops=rows.crops + rows.crops.max())
    index.add(more)
    assert index.all_rows().data.base is room
    assert np.array_equal(index.all_rows().data, np.concatenate([rows.data, more.data]))


def test_what_a_source_read_anew_shows_is_found_by_who_searched_before(searcher: Searcher) -> None:
    case, model = searcher.case, searcher.case.models.current()
    searcher.search(Query(text="red"))
    before = set(case.gallery.vectors_after(model).crops.tolist())
    case.tracks.restart_source(2, {})
    looks = np.random.default_rng(1).normal(size=(len(before), model.dim))
    looks /= np.linalg.norm(looks, axis=1, keepdims=True)
    pictures = [EmbeddedCrop(0, (0, 0, 10, 20), 0.9, 0.5, None, b"", one) for one in looks.astype(np.float16)]
    case.tracks.commit_batch(2, model.id, {}, [EmbeddedTrack(1, 0, 1, 5, pictures)], Counters(1.0, 1.0, 5, 5, 1.0))
    again = searcher.search(Query(text="red"))
    assert again.hits == Searcher(case, searcher.embedder).search(Query(text="red")).hits
    anew = {crop for crop in case.gallery.vectors_after(model).crops.tolist() if crop not in before}
    assert len(anew) == len(pictures)  # no number is given twice
    assert verify_case(case, silent, footage=False).faults == []


def _with_vectors_of_others(cache: Path) -> bytes:
    """The cache as somebody leaves it who wants other people found: each passage has the vector of another."""
    with np.load(cache) as cached:
        columns = dict(cached)
    columns["tracks"] = columns["tracks"][::-1].copy()
    edited = io.BytesIO()
    np.savez(edited, **columns)
    return edited.getvalue()


def test_centred_vectors_are_what_is_searched_once_a_case_is_large_enough(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "CENTRE_FROM", 2)
    model = searcher.case.models.current()
    rows = searcher.case.gallery.vectors_after(model)
    moved = rows.data.astype(np.float32) - model.centre
    moved /= np.linalg.norm(moved, axis=1, keepdims=True)
    scores = moved @ searcher.embedder.text("red")
    means = {track: scores[rows.tracks == track].mean() for track in np.unique(rows.tracks)}
    (hit,) = searcher.search(Query(text="red", limit=1)).hits
    assert hit.track == max(means, key=means.__getitem__)
    assert hit.score == pytest.approx(means[hit.track], abs=2e-3)
    own = rows.tracks == hit.track
    assert hit.crop == rows.crops[own][np.argmax(scores[own])]


def test_what_is_in_the_bin_is_not_ranked_and_repeats_say_so(searcher: Searcher) -> None:
    before = searcher.search(Query(text="green"))
    (yard,) = [source.id for source in searcher.case.sources.all() if source.camera == "yard"]
    searcher.case.bin.take_out([yard])
    out = searcher.search(Query(text="green"))
    assert {hit.camera for hit in out.hits} == {"street"} and out.tracks_searched == before.tracks_searched - 1
    assert (
        out.basis.in_bin == (yard,) == tuple(searcher.case.log.entries("search")[-1].details["searched"]["in_bin"])
    )
    for named in (Query(text="green", cameras=["yard"]), Query(text="green", sources=["yard"])):
        with pytest.raises(UsageError, match="yard is in the bin, where nothing is searched"):
            searcher.search(named)
    assert searcher.search(Query(text="green", sources=["yard", "street.mp4"])).hits == out.hits
    assert searcher.search(Query(text="green", cameras=["yard"], negated=["cameras"])).hits == out.hits
    assert [h.track for h in searcher.repeat(Query(text="green"), before.basis).hits] == [
        h.track for h in before.hits
    ]
    searcher.case.bin.put_back([yard])
    back = searcher.search(Query(text="green"))
    assert [(h.track, h.score) for h in back.hits] == [(h.track, h.score) for h in before.hits]
    assert [h.track for h in searcher.repeat(Query(text="green"), out.basis).hits] == [h.track for h in out.hits]


def test_an_index_in_memory_follows_what_was_removed(searcher: Searcher, stages: Stages, tmp_path: Path) -> None:
    searcher.search(Query(text="green"))
    (yard,) = [source.id for source in searcher.case.sources.all() if source.camera == "yard"]
    searcher.case.bin.take_out([yard])
    searcher.case.bin.remove([yard])
    folder = tmp_path / "roof"
    folder.mkdir()
    for number in range(3):
        cv2.imwrite(str(folder / f"{number}.png"), np.full((60, 30, 3), scene.RED[::-1], np.uint8))
    ingest(searcher.case, find_sources([folder], already_cropped=True)[0], stages, IngestOptions(), silent)
    answer = searcher.search(Query(text="green"))
    assert {hit.source for hit in answer.hits} == {source.id for source in searcher.case.sources.all()}
    assert answer.crops_searched == searcher.case.counts()["crop"]


def test_a_case_with_all_footage_in_the_bin_gives_no_hits(searcher: Searcher) -> None:
    searcher.case.bin.take_out([source.id for source in searcher.case.sources.all()])
    assert searcher.search(Query(text="green")).hits == ()


def test_a_passage_in_the_bin_is_no_example(searcher: Searcher) -> None:
    passage = searcher.search(Query(text="red", cameras=["yard"])).hits[0]
    asked = Query(text="red", like=(passage.track,))
    basis = searcher.search(asked).basis
    searcher.case.bin.take_out([passage.source])
    with pytest.raises(UsageError, match=f"Passage {passage.track} is of footage in the bin"):
        searcher.search(asked)
    assert len(searcher.repeat(asked, basis).hits) == 4  # as it was then


def test_sources_removed_while_it_is_searched_are_told(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    yard = searcher.search(Query(text="red", cameras=["yard"])).hits[0].source
    look = searcher.case.gallery.crop_columns

    def late(crops: np.ndarray) -> object:
        with Case.open(searcher.case.path) as other:
            other.bin.take_out([yard])
            other.bin.remove([yard])
        return look(crops)

    with monkeypatch.context() as patch, pytest.raises(CaseError, match="removed from the case, or read anew"):
        patch.setattr(searcher.case.gallery, "crop_columns", late)
        searcher.search(Query(text="red"))
    assert len(searcher.search(Query(text="red")).hits) == 3
