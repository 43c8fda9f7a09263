"""Captions say what the crop shows, in many ways, and never a word about skin or origin."""

import re

import numpy as np
import pytest

from cpcl_train.synthetic.captions import FORBIDDEN, captions
from cpcl_train.synthetic.colours import PALETTE, name_lab, name_pixels
from cpcl_train.synthetic.describe import FIELDS, UNKNOWN
from cpcl_train.synthetic.wording import colour_word, with_article

SHOWN = {
    "sex": "female", "age": "adult", "build": "average", "view": "back", "hair_color": "blonde",
    "hair_length": "long",
    "top_kind": "coat", "top_color": "red", "top_pattern": "plain", "top_second_color": "none", "sleeves": "long",
    "inner_color": "none", "bottom_kind": "jeans", "bottom_color": "navy", "bottom_pattern": "denim",
    "shoe_kind": "boots", "shoe_color": "brown", "hat": "cap", "hat_color": "green", "bag": "backpack",
    "bag_color": "yellow", "scarf": "none", "vest": "none", "glasses": "unknown", "beard": "unknown",
}  # fmt: skip
WORDS_OF = {
    "shoe_color": r"\b(shoes|boots|footwear)\b",
    "bag": r"\b(bag|backpack|rucksack)\b",
    "hat": r"\b(cap|hat)\b",
    "bottom_kind": r"\b(jeans|pants|trousers)\b",
    "hair_color": r"\b(blonde|blond|fair) ",
    "top_kind": r"\b(coat|overcoat|jacket)\b",
}


def many(words, count=400, seed=1):
    rng = np.random.default_rng(seed)
    return [text for _ in range(count) for text in captions(rng, words)]


@pytest.mark.parametrize("hidden", sorted(WORDS_OF))
def test_what_is_hidden_is_not_said_and_what_shows_is(hidden):
    pattern = re.compile(WORDS_OF[hidden], re.IGNORECASE)
    assert any(pattern.search(text) for text in many(SHOWN, 40))
    related = {key: UNKNOWN for key in SHOWN if key.split("_")[0] == hidden.split("_")[0]}
    assert not [text for text in many({**SHOWN, **related}, 150) if pattern.search(text)]


def test_captions_vary_and_start_short_or_long():
    texts = many(SHOWN, 60)
    assert len(set(texts)) > 0.7 * len(texts)
    lengths = [len(text.split()) for text in texts]
    assert min(lengths) <= 5
    assert max(lengths) >= 18
    assert all(text == text.strip() and "  " not in text and ",," not in text for text in texts)


def random_words(rng):
    """Any mix of attributes, seen or not."""
    words = {key: str(rng.choice(list(PALETTE))) for key in FIELDS if key.endswith("color")}
    choices = {
        "sex": ["male", "female"], "age": ["child", "adult", "old"], "build": ["slim", "average", "heavy"],
        "view": ["front", "side", "back"],
        "hair_color": ["black", "blonde", "white", UNKNOWN],
        "hair_length": ["short", "long", "ponytail", "bald", UNKNOWN],
        "top_kind": ["t-shirt", "hoodie", "dress", UNKNOWN],
        "top_pattern": ["plain", "checked", "striped"], "sleeves": ["short", "long"],
        "bottom_kind": ["jeans", "skirt", "none", UNKNOWN], "bottom_pattern": ["plain", "side stripe"],
        "shoe_kind": ["boots", "sneakers"], "hat": ["hood", "beanie", "none"],
        "bag": ["handbag", "suitcase", "none"],
        "scarf": ["red", "none"], "vest": ["orange hi-vis vest", "black vest", "none"],
        "glasses": ["glasses", "none"], "beard": ["beard", "none"],
    }  # fmt: skip
    words |= {key: str(rng.choice(values)) for key, values in choices.items()}
    return words


def test_thousands_of_captions_hold_no_word_on_skin_or_origin():
    rng = np.random.default_rng(3)
    texts = [text for _ in range(900) for text in captions(rng, random_words(rng), 4)]
    assert len(texts) > 3000
    said = {word for text in texts for word in re.findall(r"[a-z-]+", text.lower())}
    assert not said & FORBIDDEN
    assert not [
        text for text in texts if re.search(r"\b(black|white|brown) (man|woman|person|guy|lady|boy|girl)", text)
    ]


def test_colours_are_said_as_people_say_them():
    rng = np.random.default_rng(0)
    said = {name: {colour_word(rng, name) for _ in range(400)} for name in PALETTE}
    assert "black" in said["navy"]
    assert "white" in said["light grey"]
    assert said["black"] == {"black", "dark"}


def test_palette_colours_carry_their_own_names():
    for name in (
        "black",
        "white",
        "grey",
        "light grey",
        "red",
        "orange",
        "yellow",
        "blue",
        "purple",
        "brown",
        "beige",
    ):
        pixels = np.tile(np.asarray(PALETTE[name][0], np.uint8), (50, 1))
        assert name_pixels(pixels) == name


def test_navy_is_clearly_blue():
    assert name_lab(12, 2, -8) == "black"
    assert name_lab(20, 10, -32) == "navy"


def test_articles():
    assert with_article("orange coat") == "an orange coat"
    assert with_article("blue jeans") == "blue jeans"
