import numpy as np
import pytest

from cpcl_desktop.bundle.manifest import Attribute
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.ask import QUESTIONS, answered, next_questions
from cpcl_desktop.engine.search.reading import read

ATTRIBUTES = (
    Attribute("bag", ("backpack", "handbag", "none")), Attribute("sex", ("female", "male")),
    Attribute("top_color", ("black", "red", "white")),
)  # fmt: skip


def said(*hits: tuple[str, str, str]) -> np.ndarray:
    """Log-probabilities of hits of which the model is sure."""
    rows = []
    for hit in hits:
        parts = [
            np.where(np.array(a.values) == value, 0.96, 0.02) for a, value in zip(ATTRIBUTES, hit, strict=True)
        ]
        rows.append(np.log(np.concatenate([part / part.sum() for part in parts])))
    return np.array(rows, np.float32)


def scores(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


BLACK = [
    ("none", "male", "black"),
    ("backpack", "male", "black"),
    ("none", "male", "black"),
    ("handbag", "male", "black"),
]


def test_it_asks_for_what_parts_the_hits_in_halves() -> None:
    first, *others = next_questions(scores(0.5, 0.5, 0.5, 0.5), said(*BLACK), ATTRIBUTES, ())
    assert first.question == "Was there a bag?" and first.phrases == ("with a bag", "without a bag")
    assert 0.6 < first.gain <= 1
    assert all(ask.gain <= first.gain for ask in others)
    assert "Was it a woman?" not in [ask.question for ask in (first, *others)]  # all are men: nothing is gained


def test_a_hit_that_stands_alone_needs_no_question() -> None:
    assert next_questions(scores(0.9, 0.3, 0.2, 0.1), said(*BLACK), ATTRIBUTES, ()) == ()
    assert next_questions(scores(0.9), said(BLACK[0]), ATTRIBUTES, ()) == ()


def test_far_hits_count_little() -> None:
    hits = [("none", "male", "black"), ("none", "female", "black"), ("backpack", "male", "black")]
    first, *_ = next_questions(scores(0.5, 0.5, 0.2), said(*hits), ATTRIBUTES, ())
    assert first.question == "Was it a woman?"


def test_what_the_description_says_is_not_asked() -> None:
    reading = read(Query("man with a backpack in a jacket and white shoes"), [], lambda word: True)
    known = answered(reading.phrases)
    assert {"sex", "bag", "top", "shoes", "shoes colour"} <= known and "top colour" not in known
    asked = next_questions(scores(0.5, 0.5, 0.5, 0.5), said(*BLACK), ATTRIBUTES, known)
    assert not any("bag" in ask.question or "woman" in ask.question for ask in asked)


def test_a_model_that_says_no_attributes_leads_to_no_question() -> None:
    assert next_questions(scores(0.5, 0.5), np.empty((2, 0), np.float32), (), ()) == ()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.text)
def test_each_answer_is_read_as_what_it_says(question) -> None:
    for phrase in question.said:
        reading = read(Query(f"somebody {phrase}"), [], lambda word: True)
        assert reading.phrases or reading.denied, phrase
