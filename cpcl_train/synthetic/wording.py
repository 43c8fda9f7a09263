"""Phrases for what is worn: a garment with its colours, pattern, length, hood and what shows beneath it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cpcl_train.synthetic.describe import UNKNOWN, Attributes
from cpcl_train.synthetic.vocabulary import BOTTOMS, COLOURS, INNERS, LENGTHS, PATTERNS, PLURAL, SHOES, TOPS

Draw = np.random.Generator
_SAYS_PATTERN = ("quilted", "reflective")  # the noun says so already
_LONG_KINDS = ("coat", "parka", "puffer coat", "cardigan", "dress")


def one_of(rng: Draw, options: Sequence[str]) -> str:
    """One of the options, each as likely."""
    return options[int(rng.integers(len(options)))]


def colour_word(rng: Draw, name: str, apart_from: str = "") -> str:
    """One of the words that people use for a colour of this name, none that could also mean `apart_from`."""
    words = COLOURS[name]
    if apart_from in COLOURS and apart_from != name:
        shared = {word for word, _ in COLOURS[apart_from]}
        words = tuple(entry for entry in words if entry[0] not in shared) or words
    share = np.asarray([weight for _, weight in words])
    return words[int(rng.choice(len(words), p=share / share.sum()))][0]


def with_article(phrase: str) -> str:
    """`a` or `an` before a countable phrase; nothing before plurals."""
    if phrase.endswith(PLURAL) or phrase.startswith("two "):
        return phrase
    return f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"


def known(value: str) -> bool:
    """Whether an attribute names something that is there and seen."""
    return value not in (UNKNOWN, "none", "")


def joined(*words: str) -> str:
    """The words that are not empty, with spaces between."""
    return " ".join(word for word in words if word)


def top_colours(rng: Draw, words: Attributes) -> str:
    """The upper garment's colours and pattern, told apart from the lower one's."""
    colour = colour_word(rng, words["top_color"], words["bottom_color"])
    second, pattern = words["top_second_color"], words["top_pattern"]
    marked = words["top_mark"] != "none"
    if known(second) and second != words["top_color"] and not marked and rng.random() < 0.65:
        colour = f"{colour} and {colour_word(rng, second)}"
    if pattern in PATTERNS and pattern not in _SAYS_PATTERN and rng.random() < 0.75:
        colour = f"{colour} {one_of(rng, PATTERNS[pattern])}"
    elif pattern == "quilted" and words["top_kind"] == "jacket":
        colour = f"{colour} quilted"
    return colour


def top_noun(rng: Draw, words: Attributes) -> str:
    """The upper garment's name with its length or sleeves."""
    kind = words["top_kind"]
    noun = one_of(rng, TOPS[kind])
    if rng.random() < 0.1 and kind not in ("dress", "overalls", "hi-vis jacket", *_LONG_KINDS):
        noun = "top"
    if words["outfit"] == "uniform" and rng.random() < 0.3:
        noun = one_of(rng, ("uniform", f"uniform {noun}", f"security {noun}", "police-style uniform"))
    if words["sleeves"] == "short" and noun in ("shirt", "top", "dress") and rng.random() < 0.4:
        noun = f"short-sleeved {noun}"
    elif words["sleeves"] == "long" and noun == "shirt" and rng.random() < 0.15:
        noun = f"long-sleeved {noun}"
    if kind in _LONG_KINDS and words["top_length"] in LENGTHS and rng.random() < 0.55:
        return joined(one_of(rng, LENGTHS[words["top_length"]]), noun)
    return noun


def top_phrase(rng: Draw, words: Attributes) -> str:
    """The upper garment with colours, pattern, hood, marks, tie and what shows under it."""
    if not known(words["top_kind"]):
        return ""
    noun, colour = top_noun(rng, words), top_colours(rng, words)
    length, _, rest = noun.partition(" ")
    if rest and length in ("long", "short") and rng.random() < 0.6:
        phrase = with_article(f"{length} {colour} {rest}")
    else:
        phrase = with_article(f"{colour} {noun}")
    if words["top_open"] == "open" and words["outfit"] != "suit" and rng.random() < 0.25:
        phrase = with_article(f"{one_of(rng, ('open', 'unzipped', 'unbuttoned'))} {colour} {noun}")
    return phrase + _additions(rng, words, noun)


def _additions(rng: Draw, words: Attributes, noun: str) -> str:
    """At most two of hood, marks, what is beneath and a tie."""
    options = [_hood(rng, words, noun), _mark(rng, words), _beneath(rng, words)]
    said = [text for text in options if text and rng.random() < 0.6]
    return "".join(said[-2:])


def _hood(rng: Draw, words: Attributes, noun: str) -> str:
    if known(words["fur"]):
        colour = colour_word(rng, words["fur"])
        return one_of(
            rng,
            (
                " with a fur-trimmed hood",
                " with a fur hood",
                f" with {colour} fur on the hood",
                " with a furry hood",
                f" with a hood trimmed with {colour} fur",
                " with a fur collar",
            ),
        )
    if words["hood"] == "down" and not noun.startswith(("hood", "parka")) and words["hat"] in ("none", UNKNOWN):
        return one_of(rng, (" with a hood", " with the hood down", ""))
    if words["hood"] == "up":
        return one_of(rng, (" with the hood up", " with its hood up", " with the hood pulled up"))
    return ""


def _mark(rng: Draw, words: Attributes) -> str:
    mark, colour = words["top_mark"], words["top_second_color"]
    tone = f"{colour_word(rng, colour)} " if known(colour) and rng.random() < 0.6 else ""
    if mark == "band":
        return one_of(
            rng, (" with a reflective band", " with a reflective stripe", f" with a {tone}stripe around it")
        )
    if mark == "back lettering":
        return one_of(rng, (f" with {tone}lettering on the back", f" with {tone}writing on the back",
                            f" with a {tone}print on the back"))  # fmt: skip
    if mark == "chest lettering":
        return one_of(
            rng,
            (
                f" with {tone}lettering on the chest",
                f" with {tone}writing on the front",
                " with a slogan",
                f" with a {tone}logo",
            ),
        )
    if mark in ("badge", "epaulettes"):
        return one_of(rng, (" with a badge", " with a badge on the chest", "") if mark == "badge" else
                      (" with epaulettes", " with shoulder patches", " with a badge and epaulettes"))  # fmt: skip
    return ""


def _beneath(rng: Draw, words: Attributes) -> str:
    """A shirt and tie, or what shows under what is open."""
    inner, tie = words["inner_color"], words["tie"]
    if known(tie):
        worn = with_article(f"{colour_word(rng, tie)} tie") if rng.random() < 0.7 else "a tie"
        if known(inner) and rng.random() < 0.7:
            return f", {with_article(colour_word(rng, inner) + ' shirt')} and {worn}"
        return f" {one_of(rng, ('with', 'and'))} {worn}"
    if not known(inner):
        return ""
    noun = one_of(rng, INNERS.get(words["inner_kind"], ("shirt", "t-shirt", "top")))
    shown = with_article(f"{colour_word(rng, inner, words['top_color'])} {noun}")
    if words["outfit"] == "suit":
        return f" {one_of(rng, ('with', 'and', 'over'))} {shown}"
    if words["top_open"] == "open" and rng.random() < 0.3:
        return f" with {shown} {one_of(rng, ('underneath', 'under it', 'beneath'))}"
    return f" {one_of(rng, ('over', 'open over', 'on top of'))} {shown}"


def bottom_phrase(rng: Draw, words: Attributes) -> str:
    """The lower garment; nothing where it is one piece with the upper."""
    kind, pattern = words["bottom_kind"], words["bottom_pattern"]
    if not known(kind) or not known(words["bottom_color"]) or words["top_kind"] == kind == "overalls":
        return ""
    noun = one_of(rng, BOTTOMS[kind])
    colour = colour_word(rng, words["bottom_color"], words["top_color"])
    if pattern in ("checked", "spotted", "printed", "ripped", "camouflage") and rng.random() < 0.7:
        colour = f"{colour} {one_of(rng, PATTERNS[pattern])}"
    elif kind == "jeans" and words["bottom_color"] in ("light blue", "light grey") and rng.random() < 0.5:
        colour = one_of(rng, ("pale", "light", "light blue", "faded", "stonewashed"))
    if pattern == "side stripe" and rng.random() < 0.5:
        return f"{colour} {noun} with side stripes"
    return with_article(f"{colour} {noun}")


def shoe_phrase(rng: Draw, words: Attributes) -> str:
    """The footwear."""
    if not known(words["shoe_color"]):
        return ""
    return f"{colour_word(rng, words['shoe_color'])} {one_of(rng, SHOES[words['shoe_kind']])}"
