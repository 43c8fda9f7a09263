"""What the model is asked in a description's place, and descriptions that are refused."""

import numpy as np
import pytest

from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.plan import described_plan, plan_of, plan_read
from cpcl_desktop.engine.search.reading import MOST_VARIANTS, read
from cpcl_desktop.engine.search.spelling import can_be_english, foreign_words, makes_sense
from tests.engine.search.test_asked import SOURCES


def texts(sentence: str, taught: bool = True) -> tuple[str, ...]:
    return read(Query(sentence), SOURCES, lambda word: taught).texts


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("A Woman,  in a long (grey) cardigan!", ["A Woman,  in a long (grey) cardigan!"]),  # nothing to take out
        ("man in a red jacket near camera 2 between 14:00 and 14:30, no hat", ["man in a red jacket"]),
        ("no hat, man in jeans", ["man in jeans"]),
        ("man who is not wearing a hat", ["man"]),
        ("without a bag", ["person"]),
        ("near camera 2", ["person"]),
        ("a man walking left in jeans", ["a man in jeans"]),
        ("walking left", ["walking left"]),
        ("a white man in jeans", ["a man in jeans"]),
        ("red or orange jacket, jeans", ["red jacket, jeans", "orange jacket, jeans"]),
        ("jacket or red hoodie, no hat or cap", ["jacket", "red hoodie"]),
        ("blak jaket", ["black jacket"]),
    ],
)
def test_filters_paths_and_what_is_ruled_out_are_not_embedded(sentence: str, asked: list[str]) -> None:
    assert list(texts(sentence)) == asked


def test_many_alternatives_make_no_more_sentences_than_can_be_searched() -> None:
    many = "red or blue or green coat, jeans or shorts, boots or sandals, hat or cap"
    assert 1 < len(texts(many)) <= MOST_VARIANTS


def test_a_denial_of_nothing_is_said_to_rule_nothing_out() -> None:
    reading = read(Query("the coat was red, the trousers were not"), SOURCES, lambda word: True)
    assert "“not” ruled nothing out: no thing follows to be denied." in reading.notes


def test_beside_an_example_image_words_that_name_nobody_are_not_embedded() -> None:
    image = np.zeros((4, 2, 3), np.uint8)
    assert read(Query("near camera 2, no hat", image=image), SOURCES, lambda word: True).texts == ()
    assert read(Query("red coat near camera 2", image=image), SOURCES, lambda word: True).texts == ("red coat",)


def test_a_literal_query_is_taken_as_it_stands() -> None:
    sentence = "man, no hat, yesterday near camera 2 or asdf"
    reading = read(Query(sentence, literal=True), SOURCES, lambda word: False)
    assert reading.texts == (sentence,) and reading.phrases == () and reading.filtered.asked == ()


def test_words_taken_back_are_described_again() -> None:
    reading = read(Query("man near camera 2", taken_back=("near camera 2",)), SOURCES, lambda word: True)
    assert reading.filtered.asked == () and reading.texts == ("man near camera 2",)


@pytest.mark.parametrize("sentence", ["asdf qwer", "hjkl", "the with", "x", "sdfgh, zxcv!"])
def test_nonsense_is_refused_even_by_a_model_that_has_pieces_of_every_word(sentence: str) -> None:
    with pytest.raises(UsageError, match="knows none of these words"):
        texts(sentence)


@pytest.mark.parametrize("sentence", ["tabard", "kilt", "a sporran", "lederhosen", "person", "wimple"])
def test_unusual_words_are_not(sentence: str) -> None:
    assert texts(sentence) == (sentence,)


def test_words_that_the_model_was_not_taught_are_refused_where_the_lexicon_has_none_either() -> None:
    with pytest.raises(UsageError, match="knows none of these words"):
        texts("wimple", taught=False)
    assert texts("hoodie", taught=False) == ("hoodie",)


@pytest.mark.parametrize(
    "sentence", ["Frau mit rotem Mantel und Hut", "homme en manteau noir", "мужчина в шапке", "hombre con sombrero"]
)
def test_other_languages_are_told_that_descriptions_are_read_in_english(sentence: str) -> None:
    with pytest.raises(UsageError, match="read in English only"):
        texts(sentence)


def test_spelling_tells_letters_from_words() -> None:
    assert all(map(can_be_english, ["scarf", "strengthen", "quest", "tabard", "Kilt"]))
    assert not any(map(can_be_english, ["asdf", "qwer", "hjkl", "xkcd", "", "a", "bcd", "aaaa", "naïve"]))
    assert makes_sense(["zzz", "wimple"], lambda word: True) and not makes_sense(["wimple"], lambda word: False)
    assert foreign_words("ein man with und") == ["ein", "und"]


def test_the_plan_is_what_the_log_gives_back() -> None:
    reading = read(Query("red or blue coat, no hat, near camera 2, after 3 pm"), SOURCES, lambda word: True)
    plan = plan_of(reading, lambda text: [])
    assert plan.texts == ("red coat", "blue coat") and plan.filters.cameras == ("Camera 2",)
    assert [against.text for against in plan.against] == ["no hat"]
    assert plan_read(described_plan(plan)) == plan


def test_what_the_model_does_not_know_is_not_ruled_out() -> None:
    reading = read(Query("man, no hat, not tall"), SOURCES, lambda word: True)
    assert plan_of(reading, lambda text: ["hat"] if "hat" in text else []).against == ()
