"""Captions of the street: words of each annotator's own, of what a picture shows, with their known faults."""

from dataclasses import replace

from cpcl_train.bench.street.annotators import Annotator, caption_all
from cpcl_train.bench.street.settings import STREET
from cpcl_train.synthetic.describe import FIELDS, UNKNOWN

SURE = replace(STREET.told, mention=0.999, worn=0.999, wrong=0.0, swapped=0.0)
WORDS = dict.fromkeys(FIELDS, UNKNOWN) | {
    "sex": "female", "age": "adult", "build": "average", "view": "front", "top_kind": "parka", "top_color": "navy",
    "top_pattern": "plain", "top_second_color": "none", "bottom_kind": "jeans", "bottom_color": "light grey",
    "shoe_kind": "boots", "shoe_color": "brown", "bag": "backpack", "bag_color": "red", "hat": "none",
    "glasses": "none", "hair_length": "long", "hair_color": "blonde",
}  # fmt: skip


def captions(told, count=200, words=WORDS):
    return [said for of_one in caption_all(told, 5, [words] * count) for said in of_one]


def test_annotators_have_words_of_their_own_and_keep_to_them():
    import numpy as np

    writers = [Annotator(5, number, SURE) for number in range(SURE.annotators)]
    said = [{writer.word("kinds", "parka", ("parka", "coat", "anorak")) for _ in range(5)} for writer in writers]
    assert all(len(words) == 1 for words in said) and len(set().union(*said)) == 3
    rng = np.random.default_rng(0)
    firsts = [writer.write(rng, WORDS) for writer in writers]
    assert len(set(firsts)) > 20
    assert any("parka" in text for text in firsts) and any("coat" in text for text in firsts)
    assert any("navy" in text for text in firsts) and any("blue" in text for text in firsts)


def test_what_does_not_show_is_not_said_and_what_shows_is_mostly_said():
    said = captions(SURE)
    assert all("backpack" in text or "bag" in text or "rucksack" in text or "back pack" in text for text in said)
    hidden = captions(SURE, words=WORDS | {"bag": UNKNOWN, "shoe_kind": UNKNOWN, "shoe_color": UNKNOWN})
    assert not any("bag" in text or "rucksack" in text or "brown" in text for text in hidden)
    shares = [
        sum("bag" in t or "pack" in t or "sack" in t for t in captions(replace(SURE, mention=m)))
        for m in (0.3, 0.7)
    ]
    assert shares[0] < shares[1] < len(said)


def test_two_captions_of_a_picture_are_of_two_people_and_some_are_of_another_picture():
    pairs = caption_all(SURE, 5, [WORDS] * 200)
    assert all(len(pair) == 2 for pair in pairs) and sum(one != two for one, two in pairs) > 150
    marked = [WORDS | {"top_color": "red" if number % 2 else "white"} for number in range(200)]
    plain, swapped = (caption_all(replace(SURE, swapped=share), 5, marked) for share in (0.0, 0.1))
    exchanged = sum(a != b for a, b in zip(plain, swapped, strict=True))
    assert 20 < exchanged < 60 and sorted(t for p in plain for t in p) == sorted(t for p in swapped for t in p)
    assert all(a[1] == b[1] for a, b in zip(plain, swapped, strict=True))


def test_captions_depend_on_the_seed_alone():
    assert caption_all(SURE, 5, [WORDS] * 9) == caption_all(SURE, 5, [WORDS] * 9)
    assert caption_all(SURE, 5, [WORDS] * 9) != caption_all(SURE, 6, [WORDS] * 9)
