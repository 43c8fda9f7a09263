"""Phrases against pictures and paths: yes, no, or unclear."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import CropRow
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.models.installed import find_model
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.grammar import parse
from cpcl_desktop.engine.search.path import PathEvidence, path_of
from cpcl_desktop.engine.search.plan import BARS
from cpcl_desktop.engine.search.prompts import contrasts_of, rivals
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.search.support import MOST_PROMPTS, Passage, PictureEvidence, Weight, supports
from cpcl_desktop.engine.sources.walk import find_sources

NO_VECTORS = np.empty((0, 1), np.float32)


def walk(*steps: tuple[float, float, float], height: float = 100, end_s: float | None = None) -> Passage:
    """A passage seen at (second, x of the middle, height in hundreds of pixels), feet at y 400."""
    last = round((steps[-1][0] if end_s is None else end_s) * 1e6)
    crops = [
        CropRow(n, 1, 1, Path("a.mp4"), "", round(t * 1e6), 0, last, (x - 20, 400 - h * height, x + 20, 400), None)
        for n, (t, x, h) in enumerate(steps)
    ]
    return Passage(crops, NO_VECTORS)


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
def test_movement_is_answered_from_the_path(words: str, passage: Passage, support: str) -> None:
    ((told,),) = supports(parse(words).phrases, [passage], [PathEvidence()])
    assert (told.text, told.support, told.by) == (words, support, "path")


def test_a_path_is_measured_in_body_heights() -> None:
    path = path_of(LEFTWARDS.crops)
    assert path is not None and path.right == pytest.approx(-1.6) and path.speed == pytest.approx(0.8)
    assert path_of(GLIMPSE.crops) is None and path_of([]) is None


def test_what_no_evidence_speaks_of_is_unclear() -> None:
    told = supports(parse("tall, walking left").phrases, [LEFTWARDS], [PathEvidence()])[0]
    assert (told[0].support, told[0].score) == ("unclear", 0.5)


def test_the_first_evidence_that_has_any_counts_and_denial_turns_it() -> None:
    class Fixed:
        by = "pictures"

        def __init__(self, weight: Weight | None) -> None:
            self.weight = weight

        def weigh(self, phrases: object, passages: list) -> list[list[Weight | None]]:
            return [[self.weight] for _ in passages]

    sure, other = Fixed(Weight(0.9, "yes")), Fixed(Weight(0.1, "no"))
    for phrases, expected in ((parse("hat").phrases, ("yes", 0.9)), (parse("no hat").phrases, ("no", 0.1))):
        ((told,),) = supports(phrases, [STANDING], [Fixed(None), sure, other])
        assert (told.support, pytest.approx(told.score)) == expected


def test_bars_divide_shares_and_what_has_none_is_unclear(embedder: Embedder) -> None:
    (woman,) = parse("woman").phrases
    man = embedder.prompts(["a man"])[0]
    toward = embedder.prompts(["a woman"])[0] - man
    vectors = np.stack([man - toward, man + toward / 2, man + 2 * toward])
    passages = [Passage((), (row / np.linalg.norm(row))[None]) for row in vectors]
    told = PictureEvidence(embedder).weigh([woman], passages)
    assert [row[0].verdict for row in told if row[0] is not None] == ["no", "unclear", "yes"]
    no, yes = BARS["sex"]
    assert [row[0].score <= no for row in told] == [True, False, False] and told[2][0].score >= yes
    assert not {"presence headwear", "presence bag"} & set(BARS)
    ((hat,),) = PictureEvidence(embedder).weigh(parse("hat").phrases, passages[:1])
    assert hat is not None and hat.verdict == "unclear"


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
def people(shared_data: Path, embedder: Embedder) -> dict[str, Passage]:
    folder = shared_data / "retrieval_dev"
    rows = [json.loads(line) for line in (folder / "captions.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {}
    for person in ("A03", "A06"):  # a blonde woman in black; a heavy man in a light grey shirt and blue jeans
        mine = [str(folder / row["image"]) for row in rows if row["person_id"] == person]
        vectors = embedder.images([cv2.cvtColor(cv2.imread(path), cv2.COLOR_BGR2RGB) for path in mine])
        found[person] = Passage(STANDING.crops[:1], vectors)
    return found


def test_what_real_people_are_and_wear_is_told(people: dict[str, Passage], embedder: Embedder) -> None:
    phrases = parse("woman, red top, orange coat, not orange").phrases
    told = supports(phrases, list(people.values()), [PictureEvidence(embedder)])
    answers = {person: [one.support for one in row] for person, row in zip(people, told, strict=True)}
    assert answers["A03"][:3] == ["yes", "no", "no"] and answers["A03"][3] in ("yes", "unclear")
    assert "yes" not in answers["A06"][1:3]
    assert all(0 <= one.score <= 1 for row in told for one in row)


def test_sentences_are_embedded_once_and_no_more_than_there_is_time_for(
    people: dict[str, Passage], embedder: Embedder
) -> None:
    fresh = Embedder(embedder.bundle, "cpu")
    many = "man in a red coat, green skirt, blue shoes, long blonde hair, yellow hat, brown bag, white scarf"
    told = supports(parse(many).phrases, list(people.values()), [PictureEvidence(fresh)])
    known = dict(fresh._prompts)
    assert 0 < len(known) <= MOST_PROMPTS
    assert supports(parse(many).phrases, list(people.values()), [PictureEvidence(fresh)]) == told
    assert all(fresh._prompts[text] is vector for text, vector in known.items())


def test_words_that_the_model_does_not_know_leave_a_phrase_unclear(
    people: dict[str, Passage], embedder: Embedder
) -> None:
    ((told,),) = supports(parse("purple cummerbund, and").phrases, [people["A03"]], [PictureEvidence(embedder)])
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
