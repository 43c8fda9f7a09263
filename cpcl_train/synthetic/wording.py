"""The words people use: for colours, garments, hair, hats and bags, and phrases made of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cpcl_train.synthetic.describe import UNKNOWN, Attributes

Draw = np.random.Generator

_COLOURS: dict[str, tuple[tuple[str, float], ...]] = {
    "black": (("black", 14), ("dark", 2)),
    "white": (("white", 12), ("off-white", 0.5)),
    "grey": (("grey", 9), ("gray", 3), ("mid-grey", 0.5)),
    "light grey": (("light grey", 4), ("grey", 4), ("pale grey", 1.5), ("white", 2), ("light gray", 1)),
    "dark grey": (("dark grey", 4), ("grey", 3), ("black", 2), ("charcoal", 1), ("dark", 1.5), ("dark gray", 1)),
    "red": (("red", 10), ("bright red", 1)),
    "dark red": (("dark red", 4), ("maroon", 3), ("burgundy", 3), ("red", 2)),
    "pink": (("pink", 8), ("light pink", 1)),
    "orange": (("orange", 8), ("bright orange", 1)),
    "yellow": (("yellow", 8), ("mustard", 1)),
    "green": (("green", 9), ("bright green", 0.7)),
    "dark green": (("dark green", 6), ("green", 4)),
    "olive": (("olive", 3), ("olive green", 3), ("khaki", 2), ("green", 2), ("army green", 0.7)),
    "blue": (("blue", 10), ("bright blue", 1)),
    "light blue": (("light blue", 7), ("blue", 2), ("pale blue", 2)),
    "navy": (("navy", 4), ("navy blue", 4), ("dark blue", 6), ("blue", 1.5), ("black", 1.2), ("dark", 0.7)),
    "purple": (("purple", 8), ("violet", 0.7)),
    "brown": (("brown", 9), ("dark brown", 1)),
    "beige": (("beige", 6), ("tan", 2.5), ("cream", 2), ("khaki", 2), ("light brown", 1.5)),
    "teal": (("teal", 3), ("green", 2), ("blue", 2), ("turquoise", 2)),
}
_TOPS: dict[str, tuple[str, ...]] = {
    "t-shirt": ("t-shirt", "t-shirt", "short-sleeved top", "tee", "short-sleeve shirt", "tshirt", "shirt", "top"),
    "tank top": ("tank top", "sleeveless top", "vest top", "sleeveless shirt"),
    "shirt": ("shirt", "long-sleeved shirt", "button-up shirt", "shirt"),
    "long-sleeved top": ("long-sleeved top", "long-sleeve shirt", "long-sleeved t-shirt", "top", "jumper"),
    "sweater": ("sweater", "jumper", "pullover", "sweatshirt", "knit sweater", "long-sleeved top"),
    "hoodie": ("hoodie", "hooded sweatshirt", "hoody", "hooded jacket", "hooded top"),
    "jacket": ("jacket", "jacket", "jacket", "coat", "zip-up jacket", "windbreaker", "outdoor jacket"),
    "puffer jacket": ("puffer jacket", "padded jacket", "down jacket", "quilted jacket", "winter jacket", "jacket"),
    "coat": ("coat", "long coat", "overcoat", "long jacket", "coat"),
    "cardigan": ("cardigan", "knit cardigan", "long cardigan", "cardigan", "knitted jacket"),
    "suit jacket": ("suit jacket", "blazer", "suit", "jacket"),
    "dress": ("dress", "dress", "dress", "frock"),
}
_BOTTOMS: dict[str, tuple[str, ...]] = {
    "trousers": ("trousers", "pants", "trousers", "pants", "slacks"),
    "jeans": ("jeans", "jeans", "denim jeans", "jeans", "pants", "trousers"),
    "joggers": ("joggers", "sweatpants", "tracksuit bottoms", "track pants", "trousers", "pants"),
    "leggings": ("leggings", "leggings", "tight pants", "tights", "skinny trousers", "tight trousers"),
    "shorts": ("shorts", "shorts", "short pants"),
    "skirt": ("skirt", "skirt"),
}
_SHOES = {
    "shoes": ("shoes", "shoes", "footwear"),
    "sneakers": ("sneakers", "trainers", "shoes", "running shoes"),
    "boots": ("boots", "boots", "ankle boots", "shoes"),
}
_PATTERNS = {
    "striped": ("striped", "stripy", "striped"),
    "vertically striped": ("striped", "pinstriped"),
    "checked": ("checked", "plaid", "checkered", "tartan"),
    "spotted": ("polka dot", "spotted", "dotted"),
    "two-tone": ("two-tone", "two-coloured", "colour-block"),
    "melange": ("speckled", "melange", "mottled"),
    "denim": ("denim",),
    "quilted": ("quilted", "padded"),
    "printed": ("patterned", "printed", "patterned"),
    "contrast sleeves": ("two-tone",),
    "chest band": ("two-tone", "striped"),
}
_HATS = {
    "cap": ("cap", "baseball cap", "cap", "peaked cap", "hat"),
    "beanie": ("beanie", "woolly hat", "knit hat", "hat"),
    "hat": ("hat", "brimmed hat", "fedora"),
    "hood": ("hood up", "hood over the head"),
    "helmet": ("helmet", "hard hat", "safety helmet"),
}
_BAGS = {
    "backpack": ("backpack", "backpack", "rucksack", "bag on the back", "school bag", "bag"),
    "shoulder bag": ("shoulder bag", "crossbody bag", "bag over the shoulder", "messenger bag", "bag"),
    "handbag": ("handbag", "bag", "hand bag", "purse"),
    "suitcase": ("suitcase", "trolley case", "suitcase", "luggage"),
    "shopping bag": ("shopping bag", "carrier bag", "bag", "plastic bag"),
}
_PLURAL = (
    "trousers", "pants", "jeans", "joggers", "sweatpants", "bottoms", "leggings", "tights", "shorts", "slacks",
    "shoes", "sneakers", "trainers", "boots", "footwear", "luggage", "glasses", "hood up", "over the head",
)  # fmt: skip


def one_of(rng: Draw, options: Sequence[str]) -> str:
    """One of the options, each as likely."""
    return options[int(rng.integers(len(options)))]


def colour_word(rng: Draw, name: str) -> str:
    """One of the words that people use for a colour of this name."""
    words = _COLOURS[name]
    share = np.asarray([weight for _, weight in words])
    return words[int(rng.choice(len(words), p=share / share.sum()))][0]


def with_article(phrase: str) -> str:
    """`a` or `an` before a countable phrase; nothing before plurals."""
    if phrase.endswith(_PLURAL):
        return phrase
    return f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"


def known(value: str) -> bool:
    """Whether an attribute names something that is there and seen."""
    return value not in (UNKNOWN, "none", "")


def subject(rng: Draw, words: Attributes) -> str:
    """`man`, `young woman`, `person` and so on, without an article."""
    male = words["sex"] == "male"
    if words["age"] == "child":
        noun = one_of(
            rng,
            ("boy", "boy", "child", "kid", "young boy") if male else ("girl", "girl", "child", "kid", "young girl"),
        )
    elif words["age"] == "old" and rng.random() < 0.5:
        noun = one_of(
            rng, ("elderly man", "old man", "older man") if male else ("elderly woman", "old woman", "older lady")
        )
    else:
        noun = one_of(rng, ("man", "man", "man", "man", "guy", "male", "gentleman", "person") if male else
                    ("woman", "woman", "woman", "woman", "lady", "female", "girl", "person"))  # fmt: skip
    if words["build"] == "heavy" and rng.random() < 0.4:
        noun = f"{one_of(rng, ('heavyset', 'large', 'heavy', 'stocky', 'overweight', 'big'))} {noun}"
    elif words["build"] == "slim" and rng.random() < 0.2:
        noun = f"{one_of(rng, ('slim', 'thin', 'slender'))} {noun}"
    return noun


def hair_phrase(rng: Draw, words: Attributes) -> str:
    """`long black hair`, `a ponytail`, `a bald head` or nothing."""
    length, colour = words["hair_length"], words["hair_color"]
    if length == "bald":
        return one_of(rng, ("a bald head", "a shaved head", "no hair"))
    if not known(colour):
        return ""
    if colour == "dark brown":
        colour = one_of(rng, ("dark brown", "brown", "dark", "dark"))
    elif colour == "black":
        colour = one_of(rng, ("black", "black", "dark"))
    elif colour == "blonde":
        colour = one_of(rng, ("blonde", "blonde", "blond", "fair", "light"))
    if length in ("ponytail", "braid", "afro"):
        noun = {"ponytail": "ponytail", "braid": "braid", "afro": "afro"}[length]
        return one_of(rng, (f"{colour} hair in a {noun}" if noun != "afro" else f"{colour} curly hair",
                          with_article(f"{colour} {noun}"), f"{colour} hair"))  # fmt: skip
    if not known(length) or rng.random() < 0.3:
        return f"{colour} hair"
    shape = one_of(rng, ("", "", "", "straight ")) if length == "long" else ""
    return f"{length} {shape}{colour} hair"


def top_phrase(rng: Draw, words: Attributes) -> str:
    """The upper garment with colours, pattern and what shows under it."""
    if not known(words["top_kind"]):
        return ""
    kind = words["top_kind"]
    noun = one_of(rng, _TOPS[kind])
    if rng.random() < 0.12 and kind not in ("dress", "coat"):
        noun = "top"
    if words["sleeves"] == "short" and noun in ("shirt", "top", "dress") and rng.random() < 0.4:
        noun = f"short-sleeved {noun}"
    colour = colour_word(rng, words["top_color"])
    second = words["top_second_color"]
    pattern = words["top_pattern"]
    if known(second) and second != words["top_color"] and rng.random() < 0.65:
        colour = f"{colour} and {colour_word(rng, second)}"
    said = pattern == "quilted" and noun != "jacket"  # the noun says so already
    if pattern in _PATTERNS and not said and rng.random() < 0.75:
        colour = f"{colour} {one_of(rng, _PATTERNS[pattern])}"
    phrase = with_article(f"{colour} {noun}")
    inner = words["inner_color"]
    if known(inner) and rng.random() < 0.6:
        under = one_of(rng, ("shirt", "t-shirt", "top", "shirt"))
        shown = with_article(f"{colour_word(rng, inner)} {under}")
        phrase += f" {one_of(rng, ('over', 'open over', 'on top of'))} {shown}"
    return phrase


def bottom_phrase(rng: Draw, words: Attributes) -> str:
    """The lower garment."""
    if not known(words["bottom_kind"]) or not known(words["bottom_color"]):
        return ""
    noun = one_of(rng, _BOTTOMS[words["bottom_kind"]])
    colour = colour_word(rng, words["bottom_color"])
    pattern = words["bottom_pattern"]
    if pattern in ("checked", "spotted", "printed") and rng.random() < 0.7:
        colour = f"{colour} {one_of(rng, _PATTERNS[pattern])}"
    if pattern == "side stripe" and rng.random() < 0.5:
        noun += " with side stripes"
        return f"{colour} {noun}"
    return with_article(f"{colour} {noun}")


def shoe_phrase(rng: Draw, words: Attributes) -> str:
    """The footwear."""
    if not known(words["shoe_color"]):
        return ""
    colour = colour_word(rng, words["shoe_color"])
    return f"{colour} {one_of(rng, _SHOES[words['shoe_kind']])}"


def extra_phrases(rng: Draw, words: Attributes) -> list[str]:
    """Hat, scarf, glasses, beard and vest, each if visible."""
    phrases = []
    if known(words["hat"]):
        noun = one_of(rng, _HATS[words["hat"]])
        hood = words["hat"] == "hood"
        phrases.append(f"the {noun}" if hood else with_article(f"{colour_word(rng, words['hat_color'])} {noun}"))
    if known(words["scarf"]):
        phrases.append(with_article(f"{colour_word(rng, words['scarf'])} scarf"))
    if known(words["vest"]):
        phrases.append(_vest(rng, words["vest"]))
    if known(words["glasses"]):
        phrases.append(one_of(rng, ("glasses", "glasses", "dark-rimmed glasses")))
    if known(words["beard"]):
        phrases.append(
            one_of(
                rng,
                ("a beard", "a full beard", "a dark beard")[
                    : 2 if words["hair_color"] not in ("black", "dark brown") else 3
                ],
            )
        )
    return phrases


def _vest(rng: Draw, vest: str) -> str:
    colour, _, kind = vest.partition(" hi-vis ") if " hi-vis " in vest else vest.rpartition(" ")
    if kind == "vest" and " hi-vis " in vest:
        noun = one_of(
            rng, ("hi-vis vest", "high-visibility vest", "safety vest", "reflective vest", "hi-vis jacket")
        )
    else:
        noun = one_of(rng, ("vest", "gilet", "body warmer", "sleeveless jacket"))
    return with_article(f"{colour_word(rng, colour)} {noun}") if colour in _COLOURS else with_article(noun)


def bag_phrase(rng: Draw, words: Attributes) -> str:
    """The bag."""
    if not known(words["bag"]):
        return ""
    noun = one_of(rng, _BAGS[words["bag"]])
    return with_article(f"{colour_word(rng, words['bag_color'])} {noun}")
