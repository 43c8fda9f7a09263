"""Annotators: forty people who each tell what a picture shows in words, at a length and with mistakes of their own.

An annotator says one thing always by the same word, notices some things more often than others, and is coarse or
fine. What they have not seen they do not say: captions are written from the words for one picture.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from cpcl_train.bench.street.settings import Told
from cpcl_train.synthetic.describe import Attributes
from cpcl_train.synthetic.vocabulary import ALIKE, BAGS, BOTTOMS, CARRIED, COLOURS, HATS, PATTERNS, SHOES, TOPS
from cpcl_train.synthetic.wording import joined, known, with_article

Draw = np.random.Generator
_SPREAD: Final = 4.0
"""Beta(mean · spread, (1 − mean) · spread): how much annotators differ in what they notice."""
_COARSE: Final = 0.3
"""Share of annotators who name colours and clothes by their plainest word."""
_SUBJECTS: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("male", "adult"): ("man", "man", "guy", "male", "gentleman", "person"),
    ("female", "adult"): ("woman", "woman", "lady", "female", "girl", "person"),
    ("male", "child"): ("boy", "child", "kid", "young boy"),
    ("female", "child"): ("girl", "child", "kid", "young girl"),
    ("male", "old"): ("elderly man", "old man", "older man", "man"),
    ("female", "old"): ("elderly woman", "old woman", "older lady", "woman"),
}
_BUILDS: Final = {"heavy": ("heavyset", "large", "stocky", ""), "slim": ("slim", "thin", "slender", "")}
_GLASSES: Final = {"glasses": ("glasses", "spectacles"), "sunglasses": ("sunglasses", "dark glasses", "shades")}
_PLAIN_TOPS: Final = {
    "parka": "coat", "puffer coat": "coat", "puffer jacket": "jacket", "hoodie": "top", "sweater": "top",
    "long-sleeved top": "top", "cardigan": "top", "suit jacket": "jacket", "hi-vis jacket": "jacket",
    "t-shirt": "top", "tank top": "top", "overalls": "overalls",
}  # fmt: skip
_PLAIN_BOTTOMS: Final = {"joggers": "trousers", "leggings": "trousers", "jeans": "trousers"}
_PLAIN_COLOURS: Final = {
    "dark red": "red", "dark green": "green", "olive": "green", "navy": "blue", "light blue": "blue",
    "teal": "green", "dark grey": "grey", "light grey": "grey", "beige": "brown",
}  # fmt: skip
_WEARS: Final = ("wearing", "in", "dressed in", "who wears", "who is wearing", "has on")
_WITH: Final = ("with", "carrying", "and", "also with")


class Annotator:
    """One of them: number `number` of the settings' seed."""

    def __init__(self, seed: int, number: int, told: Told) -> None:
        self.told = told
        self._seed = [seed, 0xA770, number]
        rng = np.random.default_rng(self._seed)
        self.coarse = bool(rng.random() < _COARSE)
        self.wears, self.has = (str(rng.choice(words)) for words in (_WEARS, _WITH))
        self.hair_first = bool(rng.random() < 0.5)
        self._words: dict[tuple[str, str], str] = {}
        self._chances: dict[str, float] = {}

    def write(self, rng: Draw, words: Attributes) -> str:
        """A caption of what `words` hold."""
        worn = [part for part in (self._top(rng, words), self._bottom(rng, words), self._shoes(rng, words)) if part]
        things = [*self._head(rng, words), *self._belongings(rng, words)]
        hair = self._hair(rng, words)
        who = with_article(self._subject(rng, words))
        begin = f"{who} with {hair}" if hair and self.hair_first else who
        clothes = f" {self.wears} {_listed(worn)}" if worn else ""
        more = f", {self.has} {_listed(things)}" if things else ""
        late = f", with {hair}" if hair and not self.hair_first else ""
        return f"{begin}{clothes}{late}{more}."

    def says(self, rng: Draw, thing: str) -> bool:
        """Whether a thing is mentioned this time."""
        return bool(rng.random() < self._mentions(thing))

    def word(self, table: str, key: str, options: Sequence[str], weights: Sequence[float] = ()) -> str:
        """The annotator's own word for a thing: one of the options, always the same."""
        if (table, key) not in self._words:
            rng = np.random.default_rng([*self._seed, zlib.crc32(f"{table}/{key}".encode())])
            shares = np.asarray(weights) / np.sum(weights) if weights else None
            self._words[table, key] = str(rng.choice(options, p=shares))
        return self._words[table, key]

    def _mentions(self, thing: str) -> float:
        if thing not in self._chances:
            rng = np.random.default_rng([*self._seed, zlib.crc32(thing.encode()), 1])
            mean = self.told.worn if thing in ("top", "bottom") else self.told.mention
            self._chances[thing] = float(rng.beta(mean * _SPREAD, (1 - mean) * _SPREAD))
        return self._chances[thing]

    def _colour(self, rng: Draw, name: str) -> str:
        if rng.random() < self.told.wrong:
            name = str(rng.choice(list(ALIKE.get(name, COLOURS))))
        if self.coarse:
            return _PLAIN_COLOURS.get(name, name)
        words, shares = zip(*COLOURS[name], strict=True)
        return self.word("colours", name, words, shares)

    def _kind(self, rng: Draw, table: Mapping[str, Sequence[str]], kind: str, plain: Mapping[str, str]) -> str:
        if rng.random() < self.told.wrong:
            kind = str(rng.choice(list(table)))
        return plain.get(kind, kind) if self.coarse else self.word("kinds", kind, table[kind])

    def _subject(self, rng: Draw, words: Attributes) -> str:
        age = words["age"] if self.says(rng, "age") else "adult"
        noun = self.word("subjects", f"{words['sex']} {age}", _SUBJECTS[words["sex"], age])
        build = _BUILDS.get(words["build"])
        if not build or not self.says(rng, "build"):
            return noun
        return joined(self.word("builds", words["build"], build), noun)

    def _hair(self, rng: Draw, words: Attributes) -> str:
        if not known(words["hair_length"]) or not self.says(rng, "hair"):
            return ""
        length, colour = words["hair_length"], words["hair_color"]
        if length in ("bald", "balding") or not known(colour):
            return "a bald head" if length in ("bald", "balding") else ""
        noun = {"ponytail": "ponytail", "braid": "braid", "bun": "bun"}.get(length, "hair")
        shape = length if noun == "hair" and length != "afro" and self.says(rng, "hair length") else ""
        phrase = joined(shape, colour, noun)
        return phrase if noun == "hair" else with_article(phrase)

    def _top(self, rng: Draw, words: Attributes) -> str:
        if not known(words["top_kind"]) or not known(words["top_color"]) or not self.says(rng, "top"):
            return ""
        colour = self._colour(rng, words["top_color"])
        if known(words["top_second_color"]) and self.says(rng, "second colour"):
            colour = f"{colour} and {self._colour(rng, words['top_second_color'])}"
        pattern = words["top_pattern"]
        said = self.word("patterns", pattern, PATTERNS[pattern]) if self._patterned(rng, pattern) else ""
        noun = self._kind(rng, TOPS, words["top_kind"], _PLAIN_TOPS)
        phrase = with_article(joined(colour, said, noun))
        if known(words["inner_color"]) and self.says(rng, "inner"):
            phrase += f" over {with_article(self._colour(rng, words['inner_color']) + ' shirt')}"
        return phrase

    def _patterned(self, rng: Draw, pattern: str) -> bool:
        return pattern in PATTERNS and pattern not in ("quilted", "reflective") and self.says(rng, "pattern")

    def _bottom(self, rng: Draw, words: Attributes) -> str:
        kind, colour = words["bottom_kind"], words["bottom_color"]
        if not known(kind) or not known(colour) or words["top_kind"] == kind or not self.says(rng, "bottom"):
            return ""
        return with_article(joined(self._colour(rng, colour), self._kind(rng, BOTTOMS, kind, _PLAIN_BOTTOMS)))

    def _shoes(self, rng: Draw, words: Attributes) -> str:
        if not known(words["shoe_color"]) or not known(words["shoe_kind"]) or not self.says(rng, "shoes"):
            return ""
        return joined(self._colour(rng, words["shoe_color"]), self._kind(rng, SHOES, words["shoe_kind"], {}))

    def _head(self, rng: Draw, words: Attributes) -> list[str]:
        """Hat, glasses, beard, mask and scarf, each if it shows and is mentioned."""
        found = []
        if known(words["hat"]) and words["hat"] != "hood" and self.says(rng, "hat"):
            noun = self.word("hats", words["hat"], HATS[words["hat"]])
            found.append(with_article(joined(self._colour(rng, words["hat_color"]), noun)))
        if words["glasses"] in _GLASSES and self.says(rng, "glasses"):
            found.append(self.word("glasses", words["glasses"], _GLASSES[words["glasses"]]))
        if known(words["beard"]) and self.says(rng, "beard"):
            found.append("a beard")
        if known(words["mask"]) and self.says(rng, "mask"):
            found.append(with_article(f"{self._colour(rng, words['mask'])} mask"))
        if known(words["scarf"]) and self.says(rng, "scarf"):
            found.append(with_article(f"{self._colour(rng, words['scarf'])} scarf"))
        return found

    def _belongings(self, rng: Draw, words: Attributes) -> list[str]:
        found = []
        if known(words["bag"]) and self.says(rng, "bag"):
            noun = self.word("bags", words["bag"], BAGS[words["bag"]]).removeprefix("two ")
            found.append(with_article(joined(self._colour(rng, words["bag_color"]), noun)))
        if known(words["carried"]) and self.says(rng, "carried"):
            found.append(with_article(self.word("carried", words["carried"], CARRIED[words["carried"]][1])))
        return found


def caption_all(told: Told, seed: int, seen: Sequence[Attributes]) -> list[list[str]]:
    """Captions of pictures in order, as many each as the settings say, each by another annotator.

    A few are exchanged between pictures, as where an annotator described the wrong one.
    """
    people = [Annotator(seed, number, told) for number in range(told.annotators)]
    draws = [np.random.default_rng([seed, 0xCA97, number]) for number in range(len(seen))]
    texts = [_captions(told, rng, people, words) for rng, words in zip(draws, seen, strict=True)]
    rng = np.random.default_rng([seed, 0x53A9])
    swapped = np.flatnonzero(rng.random(len(texts)) < told.swapped * told.captions)
    first = [texts[place][0] for place in swapped]
    for place, text in zip(np.roll(swapped, 1), first, strict=True):
        texts[place][0] = text
    return texts


def _captions(told: Told, rng: Draw, people: Sequence[Annotator], words: Attributes) -> list[str]:
    chosen = rng.choice(len(people), told.captions, replace=False)
    return [people[number].write(rng, words) for number in chosen]


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]
