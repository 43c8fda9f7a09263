"""The next question to the witness: the one whose answer would part the present hits best.

What the model says of each hit's attributes gives the chance that a yes would fit it. The gain of a question is
the information, in bits, that its answer is expected to give about which of the hits is meant:
H(Σ w·p) − Σ w·H(p), with w the hits' weights by their scores. Nothing is asked where one hit stands alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.manifest import Attribute
from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.records import Ask
from cpcl_desktop.engine.search.phrases import Phrase

Floats = npt.NDArray[np.float32]

MOST = 3  # questions of one answer
_CLOSENESS = 0.05  # of scores: a hit that far behind another counts for a third of it
_ALONE = 1.5  # hits, by the weights' perplexity, up to which no question is worth asking
_LEAST_GAIN = 0.05  # bits

_LIGHT = ("white", "beige", "light grey", "light blue", "pink", "yellow")
_DARK = ("black", "navy", "dark grey", "brown", "dark green", "dark red")


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one attribute: which of its values a yes and a no mean, and how each is then described.

    `about` is what a description has answered it by already, see `answered`. Values in neither count as half.
    """

    text: str
    about: str
    attribute: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    said: tuple[str, str]


QUESTIONS = (
    Question(worded("Was it a woman?"), "sex", "sex", ("female",), ("male",), ("a woman", "a man")),
    Question(worded("Was there a bag?"), "bag", "bag", (), ("none",), ("with a bag", "without a bag")),
    Question(
        worded("Was there a backpack?"), "bag", "bag", ("backpack",), (),
        ("with a backpack", "without a backpack"),
    ),
    Question(
        worded("Was the top light?"), "top colour", "top_color", _LIGHT, _DARK,
        ("in a light top", "in a dark top"),
    ),
    Question(
        worded("Was the top black?"), "top colour", "top_color", ("black",), (),
        ("in a black top", "not in a black top"),
    ),
    Question(
        worded("Was the top patterned?"), "top pattern", "top_pattern", (), ("plain",),
        ("in a patterned top", "in a plain top"),
    ),
    Question(
        worded("Did it have short sleeves?"), "top sleeves", "sleeves", ("short", "none"), ("long",),
        ("in a short-sleeved top", "in a long-sleeved top"),
    ),
    Question(
        worded("Were the trousers or skirt light?"), "bottom colour", "bottom_color", _LIGHT, _DARK,
        ("with light trousers", "with dark trousers"),
    ),
    Question(worded("Were they jeans?"), "bottom", "bottom_kind", ("jeans",), (), ("in jeans", "not in jeans")),
    Question(worded("Were they shorts?"), "bottom", "bottom_kind", ("shorts",), (), ("in shorts", "not in shorts")),
    Question(
        worded("Was it a skirt or a dress?"), "bottom", "bottom_kind", ("skirt", "none"), (),
        ("in a skirt or dress", "in trousers"),
    ),
    Question(
        worded("Was anything on the head?"), "headwear", "hat", (), ("none",),
        ("with a hat", "without a hat"),
    ),
    Question(
        worded("Was the hair long?"), "hair length", "hair_length",
        ("long", "braid", "ponytail", "shoulder-length"),
        ("short", "bald", "balding", "none"), ("with long hair", "with short hair"),
    ),
    Question(
        worded("Was the hair fair?"), "hair colour", "hair_color", ("blonde", "grey", "white"),
        ("black", "dark brown", "brown"), ("with fair hair", "with dark hair"),
    ),
    Question(worded("Did he have a beard?"), "beard", "beard", (), ("none",), ("with a beard", "without a beard")),
    Question(
        worded("Were there glasses?"), "eyewear", "glasses", (), ("none",),
        ("with glasses", "without glasses"),
    ),
    Question(
        worded("Was there a bicycle?"), "object", "carried", ("bicycle",), (),
        ("with a bicycle", "without a bicycle"),
    ),
    Question(
        worded("Was there an umbrella?"), "object", "carried", ("umbrella",), (),
        ("with an umbrella", "without an umbrella"),
    ),
    Question(
        worded("Were the shoes light?"), "shoes colour", "shoe_color", _LIGHT, _DARK,
        ("with light shoes", "with dark shoes"),
    ),
)  # fmt: skip


def answered(phrases: Sequence[Phrase]) -> frozenset[str]:
    """What a description says something of already: a thing, and its colour, pattern, length or sleeves."""
    found: set[str] = set()
    for phrase in phrases:
        found.add(phrase.kind)
        for option in phrase.options:
            has = {"colour": option.colours, "pattern": option.pattern, "length": option.length}
            has["sleeves"] = [detail for detail in option.details if "sleeve" in detail]
            found |= {f"{phrase.kind} {name}" for name, value in has.items() if value}
    return frozenset(found)


def next_questions(
    scores: Floats, said: Floats, attributes: Sequence[Attribute], known: Collection[str]
) -> tuple[Ask, ...]:
    """The most telling questions about hits with these scores (N), best first.

    `said` N×values are log-probabilities of `attributes`, means over each passage; `known` is what `answered`
    gives.
    """
    weights = _weights(scores)
    if np.exp(_entropy_of(weights)) <= _ALONE:
        return ()
    places, shares = _places(attributes), np.exp(said)
    asks = []
    for question in QUESTIONS:
        if question.attribute in places and question.about not in known:
            chance = _chance(question, shares, places[question.attribute])
            gain = float(_bits(weights @ chance) - weights @ _bits(chance))
            if gain >= _LEAST_GAIN:
                asks.append(Ask(question.text, question.said, round(gain, 3)))
    return tuple(sorted(asks, key=lambda ask: -ask.gain)[:MOST])


def _weights(scores: Floats) -> Floats:
    raised = np.exp((scores - scores.max(initial=-np.inf)) / _CLOSENESS)
    return np.asarray(raised / raised.sum(), np.float32)


def _places(attributes: Sequence[Attribute]) -> dict[str, dict[str, int]]:
    """For each attribute the column of each value."""
    places: dict[str, dict[str, int]] = {}
    column = 0
    for attribute in attributes:
        places[attribute.name] = {value: column + at for at, value in enumerate(attribute.values)}
        column += len(attribute.values)
    return places


def _chance(question: Question, shares: Floats, places: dict[str, int]) -> Floats:
    """How probable a yes is for each hit (N); an empty side means all values that the other does not name."""
    yes = question.yes or [value for value in places if value not in question.no]
    no = question.no or [value for value in places if value not in question.yes]
    sure_yes, sure_no = (shares[:, [places[v] for v in side if v in places]].sum(axis=1) for side in (yes, no))
    return np.asarray(np.clip(sure_yes + (1 - sure_yes - sure_no) / 2, 0.0, 1.0), np.float32)


def _bits(chance: Floats) -> Floats:
    """Entropy of a yes or no, in bits."""
    sure = np.clip(chance, 1e-6, 1 - 1e-6)
    return np.asarray(-(sure * np.log2(sure) + (1 - sure) * np.log2(1 - sure)), np.float32)


def _entropy_of(weights: Floats) -> float:
    return float(-(weights * np.log(np.maximum(weights, 1e-12))).sum())
