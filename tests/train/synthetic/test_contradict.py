"""Contradictions are wrong for the person, whoever it is, and only then."""

import re
from dataclasses import replace

import numpy as np
import pytest

from cpcl_train.synthetic.captions import FORBIDDEN
from cpcl_train.synthetic.cast import cast_person
from cpcl_train.synthetic.contradict import absent_things, claims, contradictions
from cpcl_train.synthetic.person import Bag
from cpcl_train.synthetic.scene import sample_camera
from cpcl_train.synthetic.truth import alike, is_far
from cpcl_train.synthetic.vocabulary import ALIKE, CLAIMED_COLOURS, COLOURS


@pytest.fixture(scope="module")
def shot_people(studio):
    """People with the words of one crop each."""
    made = []
    for seed in range(60):
        rng = np.random.default_rng([71, seed])
        model = studio.prepare(cast_person(rng))
        made.append((model.person, studio.shoot(rng, model, sample_camera(rng)).words))
        model.dressed.release()
    return made


def test_every_crop_gets_two_different_sentences(shot_people):
    rng = np.random.default_rng(1)
    for person, words in shot_people:
        texts = contradictions(rng, person, words)
        assert len(set(texts)) == 2
        assert all("  " not in text and text == text.strip() for text in texts)
        assert not {w for text in texts for w in re.findall(r"[a-z-]+", text.lower())} & FORBIDDEN


def test_what_is_claimed_is_not_what_is_seen(shot_people):
    """No claim's value is a visible value of its field, nor a word that people use for the visible colour."""
    rng = np.random.default_rng(2)
    fields = set()
    for person, words in shot_people:
        for claim in claims(rng, person, words, 12):
            fields.add(claim.field)
            assert words[claim.field] != claim.value, claim
            if claim.field in (
                "top_color",
                "bottom_color",
                "bag_color",
                "hat_color",
                "shoe_color",
                "carried_color",
            ):
                said = {word for word, _ in COLOURS[words[claim.field]]}
                assert claim.value not in said, claim
    assert {
        "top_color",
        "bottom_color",
        "carried",
        "bag",
        "bottom_kind",
        "top_kind",
        "hair_color",
        "view",
    } <= fields


def test_a_thing_that_a_person_has_is_never_claimed_even_where_it_is_hidden(shot_people):
    rng = np.random.default_rng(3)
    for person, words in shot_people:
        owner = replace(person, bags=(Bag("backpack", person.top.colour, "L", 0.5),), carried=())
        assert not {"backpack", "shoulder bag", "instrument case", "wheeled case"} & set(absent_things(owner))
        for claim in claims(rng, owner, {**words, "bag": "unknown"}, 12):
            assert claim.field != "bag"
            assert not re.search(r"backpack|rucksack|suitcase", claim.text.split(" with ")[-1])


def test_the_sentence_says_what_is_claimed(shot_people):
    rng = np.random.default_rng(4)
    for person, words in shot_people:
        for claim in claims(rng, person, words, 8):
            if claim.field.endswith("_color") and claim.field != "hair_color":
                assert claim.value in claim.text.lower(), claim


def test_names_that_share_a_word_are_alike():
    for first, words in COLOURS.items():
        for second, others in COLOURS.items():
            if {w for w, _ in words} & {w for w, _ in others}:
                assert alike(first, second), (first, second)
    assert set(ALIKE) <= set(COLOURS)
    assert is_far("red", {"black", "white"})
    assert not is_far("black", {"red", "navy"})
    assert set(CLAIMED_COLOURS) <= set(COLOURS)
