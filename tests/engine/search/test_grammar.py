"""Sentences of witnesses → phrases: what is asked for, what is ruled out, and what belongs to which thing."""

import pytest

from cpcl_desktop.engine.search.grammar import parse
from cpcl_desktop.engine.search.words import items_of, slips


def told(sentence: str) -> list[str]:
    """Each phrase as "+kind thing colours", its alternatives after bars."""
    found = []
    for phrase in parse(sentence).phrases:
        options = [
            " ".join([one.thing, *one.colours, *filter(None, [one.pattern, one.length])]) for one in phrase.options
        ]
        found.append(f"{'+' if phrase.positive else '-'}{phrase.kind} {' | '.join(options)}")
    return found


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("a long grey cardigan and black boots", ["+top cardigan grey long", "+shoes boots black"]),
        ("red and white striped shirt", ["+top shirt red white striped"]),
        ("red, white and blue scarf", ["+accessory scarf red white blue"]),
        ("black jacket and jeans", ["+top jacket black", "+bottom jeans"]),
        ("jacket black, jeans blue", ["+top jacket black", "+bottom jeans blue"]),
        ("jacket black trousers blue trainers white",
         ["+top jacket black", "+bottom trousers blue", "+shoes trainers white"]),
        ("hair: long; coat: navy", ["+hair hair long", "+top coat navy"]),
        ("dressed entirely in black", ["+dress clothes black"]),
        ("in black with white trainers and a rucksack",
         ["+dress clothes black", "+shoes trainers white", "+bag backpack"]),
        ("jacket with a raised collar, black trousers", ["+top jacket", "+bottom trousers black"]),
        ("blonde woman with a light grey jumper", ["+hair hair blonde", "+sex female", "+top sweater light grey"]),
        ("hair tied in a black ponytail, dark olive coat", ["+hair ponytail black", "+top coat olive"]),
        ("young dark-haired lad in his 20s, heavyset",
         ["+age young", "+hair hair dark", "+sex male", "+age young", "+age young", "+build heavy"]),
        ("man -blue jacket -bag, t-shirt", ["+sex male", "-top jacket blue", "-bag bag", "+top t-shirt"]),
        ("an old coat, a thin scarf", ["+top coat", "+accessory scarf"]),
        ("short man in a short skirt", ["+build short", "+sex male", "+bottom skirt short"]),
        ("lady pushing a buggy, hurrying to the left",
         ["+sex female", "+object pram", "+motion running", "+motion left"]),
        ("man walking away from the camera, seen from behind", ["+sex male", "+motion away", "+facing behind"]),
        ("no nonsense whatsoever", ["-other whatsoever"]),
        ("green wibblet", ["+other wibblet green"]),
    ],
)  # fmt: skip
def test_what_is_said_belongs_to_the_thing_it_is_said_of(sentence: str, phrases: list[str]) -> None:
    assert told(sentence) == phrases


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("man, no hat", ["+sex male", "-headwear hat"]),
        ("someone without a backpack in jeans", ["-bag backpack", "+bottom jeans"]),
        ("a woman, not black", ["+sex female", "-dress clothes black"]),
        ("a jacket, not black, and a cap", ["+top jacket", "-top jacket black", "+headwear cap"]),
        ("bald, not bearded", ["+hair bald", "-beard beard"]),
        ("clean-shaven and bareheaded", ["-beard beard", "-headwear hat"]),
        ("he never carries a bag", ["-bag bag"]),
        ("who isn’t wearing glasses but has a moustache", ["-eyewear glasses", "+beard moustache"]),
        ("without hat and bag", ["-headwear hat | bag"]),
        ("no hat and blue jeans", ["-headwear hat", "+bottom jeans blue"]),
        ("no jacket, bag or hat", ["-top jacket | bag | hat"]),
        ("neither hat nor bag", ["-headwear hat | bag"]),
        ("not running", ["-motion running"]),
        ("no longer wearing the hat", ["-headwear hat"]),
        ("the coat was red, the trousers were not", ["+top coat red", "+bottom trousers"]),
    ],
)
def test_a_word_that_denies_reaches_to_the_thing_and_over_or(sentence: str, phrases: list[str]) -> None:
    assert told(sentence) == phrases


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("red or orange jacket", ["+top jacket red | jacket orange"]),
        ("jacket or hoodie, blue jeans", ["+top jacket | hoodie", "+bottom jeans blue"]),
        ("black jacket or hoodie", ["+top jacket black | hoodie black"]),
        ("black jacket or red hoodie", ["+top jacket black | hoodie red"]),
        ("jacket, coat or hoodie", ["+top jacket | coat | hoodie"]),
        ("black jacket, jeans or trousers", ["+top jacket black", "+bottom jeans | trousers"]),
        ("man or woman in a yellow dress", ["+dress dress yellow"]),
    ],
)
def test_or_makes_alternatives(sentence: str, phrases: list[str]) -> None:
    assert told(sentence) == phrases


def test_a_phrase_has_the_users_own_words_and_their_place() -> None:
    sentence = "Saw him: NO backpack, long GREY coat."
    phrases = parse(sentence).phrases
    assert [phrase.text for phrase in phrases] == ["NO backpack", "long GREY coat"]
    assert all(sentence[phrase.start : phrase.end] == phrase.text for phrase in phrases)


@pytest.mark.parametrize(
    ("written", "value"),
    [("jaket", "jacket"), ("trowsers", "trousers"), ("rucksak", "backpack"), ("blak", "black"), ("gray", "grey")],
)
def test_a_slip_is_forgiven_where_it_can_mean_one_thing_only(written: str, value: str) -> None:
    (item,) = items_of(written)
    assert item.value == value


@pytest.mark.parametrize("word", ["block", "blank", "think", "shot", "city", "wqxk", "bread", "shoot"])
def test_other_words_are_no_slips(word: str) -> None:
    (item,) = items_of(word)
    assert item.role == "word"


def test_slips_are_letters_wrong_missing_added_or_exchanged() -> None:
    assert slips("jakcet", "jacket", 1) and slips("jackt", "jacket", 1) and slips("jackett", "jacket", 1)
    assert not slips("jakct", "jacket", 1) and slips("jakct", "jacket", 2)


def test_colours_before_a_person_are_not_searched_by_where_they_may_be_of_skin() -> None:
    parsed = parse("a tall black man in a red coat")
    assert [item.text for item in parsed.barred] == ["black"]
    assert told("a tall black man in a red coat") == ["+build tall", "+sex male", "+top coat red"]
    assert parse("asian woman, blue dress").barred[0].text == "asian"
    assert parse("IC1 male").barred[0].text == "IC1"


def test_words_of_no_table_are_left_over_and_a_denial_of_nothing_is_loose() -> None:
    parsed = parse("gloomy man, not")
    assert [item.text for item in parsed.unread] == ["gloomy"]
    assert [item.text for item in parsed.loose] == ["not"]


def test_any_text_can_be_read() -> None:
    for text in ("", " ", "🙂 ß İ", "or or and", ", ; not", "black " * 300, "no " * 50 + "hat", "x" * 2000):
        parse(text)
