"""Phrases against pictures and paths: yes, no, or unclear."""

import json
import math
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.models.installed import find_model
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Box, Query
from cpcl_desktop.engine.search.grammar import parse
from cpcl_desktop.engine.search.hits import VERDICTS
from cpcl_desktop.engine.search.path import LEAST_S, PathEvidence, paths_of
from cpcl_desktop.engine.search.plan import BARS
from cpcl_desktop.engine.search.prompts import contrasts_of, rivals
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.search.support import MOST_PROMPTS, Passages, PictureEvidence, Weights, supports
from cpcl_desktop.engine.sources.walk import find_sources

NO_VECTORS = np.empty((0, 1), np.float32)


def walk(*steps: tuple[float, float, float], height: float = 100, end_s: float | None = None) -> Passages:
    """A passage seen at (second, x of the middle, height in hundreds of pixels), feet at y 400."""
    last = round((steps[-1][0] if end_s is None else end_s) * 1e6)
    times = [round(t * 1e6) for t, _, _ in steps]
    boxes = [(x - 20, 400 - h * height, x + 20, 400) for _, x, h in steps]
    return seen([times], [boxes], [(0, last)])


def seen(times: list[list[int]], boxes: list[list[Box]], spans: list[tuple[int, int]]) -> Passages:
    """Passages of such crops each, without vectors."""
    counts = [len(one) for one in times]
    starts, ends = np.repeat(np.array(spans), counts, axis=0).T
    flat = np.array([box for one in boxes for box in one], np.float64).reshape(-1, 4)
    crops = SimpleNamespace(times_us=np.concatenate(times).astype(int), boxes=flat, starts_us=starts, ends_us=ends)
    return Passages(NO_VECTORS, np.repeat(np.arange(len(times)), counts), len(times), crops)


def pictures(*vectors: np.ndarray) -> Passages:
    """Passages whose crops have these vectors, N×dim each."""
    of = np.repeat(np.arange(len(vectors)), [len(one) for one in vectors])
    return Passages(np.concatenate(vectors), of, len(vectors))


LEFTWARDS = walk((0, 300, 1), (1, 220, 1), (2, 140, 1))  # 0.8 body heights a second
STANDING = walk((0, 100, 1), (5, 103, 1), (9, 99, 1), end_s=12)
RUNNING = walk((0, 0, 1), (1, 250, 1))
NEARER = walk((0, 100, 1), (2, 110, 1.6))
GLIMPSE = walk((0, 100, 1), (0.2, 180, 1))


@pytest.mark.parametrize(
    ("words", "passage", "support"),
    [
        ("walking left", LEFTWARDS, "yes"),
        ("walking right", LEFTWARDS, "no"),
        ("not walking right", LEFTWARDS, "yes"),
        ("walking", LEFTWARDS, "yes"),
        ("running", LEFTWARDS, "no"),
        ("waiting", LEFTWARDS, "no"),
        ("waiting", STANDING, "yes"),
        ("walking", STANDING, "no"),
        ("hurrying", RUNNING, "yes"),
        ("walking towards the camera", NEARER, "yes"),
        ("walking away", NEARER, "no"),
        ("running", NEARER, "unclear"),  # speed towards the camera does not show
        ("walking left", GLIMPSE, "unclear"),
        ("loitering", walk((0, 100, 1)), "unclear"),
    ],
)
def test_movement_is_answered_from_the_path(words: str, passage: Passages, support: str) -> None:
    ((told,),) = supports(parse(words).phrases, passage, [PathEvidence()])
    assert (told.text, told.support, told.by) == (words, support, "path")


def test_a_path_is_measured_in_body_heights() -> None:
    path = paths_of(LEFTWARDS)
    assert path.known.all() and path.right == pytest.approx([-1.6]) and path.speed == pytest.approx([0.8])
    assert not paths_of(GLIMPSE).known.any() and not paths_of(seen([[]], [[]], [(0, 1)])).known.any()


def one_path(times: list[int], boxes: list[Box], span: tuple[int, int]) -> tuple[float, ...] | None:
    """What `paths_of` says of one passage, written out without arrays."""
    seen_s, heights = (times[-1] - times[0]) / 1e6, [box[3] - box[1] for box in boxes]
    if len(times) < 2 or seen_s < LEAST_S or min(heights) <= 0:
        return None
    height, feet = sum(heights) / len(heights), [((box[0] + box[2]) / 2, box[3]) for box in boxes]
    way = sum(math.dist(a, b) for a, b in pairwise(feet))
    right, growth = (feet[-1][0] - feet[0][0]) / height, math.log(heights[-1] / heights[0])
    return right, growth, way / height / seen_s, seen_s, (span[1] - span[0]) / 1e6


def test_paths_of_many_passages_are_those_of_each() -> None:
    draw = np.random.default_rng(5)
    times = [sorted(draw.integers(0, 3_000_000, draw.integers(1, 7)).tolist()) for _ in range(300)]
    boxes = [[(x, 400 - h, x + 40, 400.0) for x, h in draw.uniform((0, -2), (600, 90), (len(t), 2))] for t in times]
    spans = [(int(draw.integers(0, 9)), int(draw.integers(10, 9_000_000))) for _ in times]
    found, each = paths_of(seen(times, boxes, spans)), list(map(one_path, times, boxes, spans))
    assert found.known.tolist() == [one is not None for one in each] and 50 < found.known.sum() < 290
    told = np.stack([found.right, found.growth, found.speed, found.seen_s, found.stayed_s], axis=1)[found.known]
    np.testing.assert_allclose(told, [one for one in each if one is not None], rtol=1e-13)


def test_what_no_evidence_speaks_of_is_unclear() -> None:
    told = supports(parse("tall, walking left").phrases, LEFTWARDS, [PathEvidence()])[0]
    assert (told[0].support, told[0].score) == ("unclear", 0.5)


def test_the_first_evidence_that_has_any_counts_and_denial_turns_it() -> None:
    class Fixed:
        by = "pictures"

        def __init__(self, weights: Weights | None) -> None:
            self.weights = weights

        def weigh(self, phrases: object, passages: Passages) -> list[Weights | None]:
            return [self.weights]

    def fixed(score: float, verdict: str) -> Fixed:
        return Fixed(Weights(np.array([score]), np.array([VERDICTS.index(verdict)], np.int8)))

    sure, other = fixed(0.9, "yes"), fixed(0.1, "no")
    for phrases, expected in ((parse("hat").phrases, ("yes", 0.9)), (parse("no hat").phrases, ("no", 0.1))):
        ((told,),) = supports(phrases, STANDING, [Fixed(None), sure, other])
        assert (told.support, pytest.approx(told.score)) == expected


def test_bars_divide_shares_and_what_has_none_is_unclear(embedder: Embedder) -> None:
    (woman,) = parse("woman").phrases
    man = embedder.prompts(["a man"])[0]
    toward = embedder.prompts(["a woman"])[0] - man
    vectors = np.stack([man - toward, man + toward / 2, man + 2 * toward])
    passages = pictures(*((row / np.linalg.norm(row))[None] for row in vectors))
    (told,) = PictureEvidence(embedder).weigh([woman], passages)
    assert told is not None and [VERDICTS[one] for one in told.verdicts] == ["no", "unclear", "yes"]
    no, yes = BARS["sex"]
    assert (told.scores <= no).tolist() == [True, False, False] and told.scores[2] >= yes
    assert not {"presence headwear", "presence bag"} & set(BARS)
    (hat,) = PictureEvidence(embedder).weigh(parse("hat").phrases, passages)
    assert hat is not None and {VERDICTS[one] for one in hat.verdicts} == {"unclear"}


def test_contrasts_hold_a_phrase_against_what_else_could_be_there() -> None:
    (phrase,) = parse("black leather jacket").phrases
    garment, colour = contrasts_of(phrase)[0]
    assert garment.shown == ("a person wearing a jacket",) and "a person wearing a dress" in garment.others
    assert colour.shown == ("a person wearing a black jacket",) and colour.others[0].endswith("a white jacket")
    assert "black" not in rivals(["navy"]) and "white" in rivals(["navy"])
    (either,) = parse("hat or cap").phrases
    assert [option[0].shown[0] for option in contrasts_of(either)] == [
        "a person wearing a hat",
        "a person wearing a cap",
    ]
    (age,) = parse("elderly").phrases
    assert contrasts_of(age) == ((),)


# --- real pictures by the model that ships


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder(find_model(None, "image-text"), "cpu")


@pytest.fixture(scope="module")
def people(shared_data: Path, embedder: Embedder) -> dict[str, np.ndarray]:
    folder = shared_data / "retrieval_dev"
    rows = [json.loads(line) for line in (folder / "captions.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {}
    for person in ("A03", "A06"):  # a blonde woman in black; a heavy man in a light grey shirt and blue jeans
        mine = [str(folder / row["image"]) for row in rows if row["person_id"] == person]
        found[person] = embedder.images([cv2.cvtColor(cv2.imread(path), cv2.COLOR_BGR2RGB) for path in mine])
    return found


def test_what_real_people_are_and_wear_is_told(people: dict[str, np.ndarray], embedder: Embedder) -> None:
    phrases = parse("woman, red top, orange coat, not orange").phrases
    told = supports(phrases, pictures(*people.values()), [PictureEvidence(embedder)])
    answers = {person: [one.support for one in row] for person, row in zip(people, told, strict=True)}
    assert answers["A03"][:3] == ["yes", "no", "no"] and answers["A03"][3] in ("yes", "unclear")
    assert "yes" not in answers["A06"][1:3]
    assert all(0 <= one.score <= 1 for row in told for one in row)


def test_sentences_are_embedded_once_and_no_more_than_there_is_time_for(
    people: dict[str, np.ndarray], embedder: Embedder
) -> None:
    fresh = Embedder(embedder.bundle, "cpu")
    many = "man in a red coat, green skirt, blue shoes, long blonde hair, yellow hat, brown bag, white scarf"
    told = supports(parse(many).phrases, pictures(*people.values()), [PictureEvidence(fresh)])
    known = dict(fresh._prompts)
    assert 0 < len(known) <= MOST_PROMPTS
    again = supports(parse(many).phrases, pictures(*people.values()), [PictureEvidence(fresh)])
    assert list(again) == list(told)
    assert all(fresh._prompts[text] is vector for text, vector in known.items())


def test_words_that_the_model_does_not_know_leave_a_phrase_unclear(
    people: dict[str, np.ndarray], embedder: Embedder
) -> None:
    ((told,),) = supports(
        parse("purple cummerbund, and").phrases, pictures(people["A03"]), [PictureEvidence(embedder)]
    )
    assert told.support == "unclear"


# --- a whole search


def test_hits_say_which_phrases_they_show(case: Case, street: Path, stages: Stages) -> None:
    ingest(case, find_sources([street])[0], stages, IngestOptions(), silent)
    answer = Searcher(case, stages.embedder).search(Query("red person walking right, not running"))
    assert [one.text for one in answer.hits[0].phrases] == ["red", "walking right", "not running"]
    for hit in answer.hits:  # blocks that slide to the right by 1.7 of their heights a second
        by_text = {one.text: (one.support, one.by) for one in hit.phrases}
        assert by_text["walking right"] == ("yes", "path") and by_text["not running"] == ("no", "path")
    literal = Searcher(case, stages.embedder).search(Query("red walking right", literal=True))
    assert all(hit.phrases == () for hit in literal.hits)
