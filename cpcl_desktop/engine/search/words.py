"""A sentence → words with their places, and what the lexicon says of them: longest entry first, slips forgiven."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from cpcl_desktop.engine.search import lexicon

Role = Literal[
    "colour", "shade", "hair colour", "pattern", "length", "detail", "thing", "person", "age", "build", "facing",
    "motion", "negator", "denial", "barred", "and", "or", "plain", "cut", "stop", "word",
]  # fmt: skip

LEAST_SLIP = 5  # letters of an entry; shorter ones are too near to too many other words
_TWO_SLIPS = 9  # letters from which a second slip is forgiven
MINUS = "-"  # at the beginning of a word, as search engines have it: "-bag"
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W\d_]+)*|[,;:.!?()\n]|&|\+|(?<![^\s,;(])[-−](?=[^\W\d_])")
_JOINS: Mapping[str, Role] = {"and": "and", "&": "and", "+": "and", "or": "or", "nor": "or"}
_PLURALS = (("ies", "y"), ("ves", "f"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"))
_PUNCTUATION = frozenset(",;:.!?()\n")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an entry of the lexicon means: its role, for a thing its kind, and the table's name for it."""

    role: Role
    value: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry found in a sentence, over characters `start` to `end`; `role` "word" for what is in no table.

    `meant` is the text, but for a slip the word that it stands for.
    """

    meaning: Meaning
    text: str
    start: int
    end: int
    meant: str = ""

    @property
    def role(self) -> Role:
        """What it does in a sentence."""
        return self.meaning.role

    @property
    def value(self) -> str:
        """What it stands for."""
        return self.meaning.value


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int


_UNKNOWN = Meaning("word")
_STOP = Meaning("stop")


def items_of(sentence: str) -> list[Item]:
    """The sentence's entries, words and stops in their order; every word is in exactly one."""
    tokens = _tokens(sentence)
    found, at = [], 0
    while at < len(tokens):
        taken, meaning = _longest(tokens, at)
        meant = ""
        if meaning is _UNKNOWN and (slip := _slip(tokens[at].word)):
            meant, meaning = slip
        start, end = tokens[at].start, tokens[at + taken - 1].end
        found.append(Item(meaning, sentence[start:end], start, end, meant or sentence[start:end]))
        at += taken
    return found


def _tokens(sentence: str) -> list[_Token]:
    plain = sentence.casefold().replace("’", "'")
    if len(plain) != len(sentence):  # a letter that becomes two when folded, which would move every place
        plain = sentence.lower() if len(sentence.lower()) == len(sentence) else sentence
    return [_Token(match.group().replace("−", MINUS), *match.span()) for match in _TOKEN.finditer(plain)]


def _longest(tokens: Sequence[_Token], at: int) -> tuple[int, Meaning]:
    """How many words from here the longest entry has, and its meaning; one word where there is none."""
    index, longest = _index()
    word = tokens[at].word
    if word in _PUNCTUATION:
        return 1, _STOP
    for count in range(min(longest, len(tokens) - at), 0, -1):
        words = tuple(token.word for token in tokens[at : at + count])
        if meaning := index.get(words) or index.get((*words[:-1], singular(words[-1]))):
            return count, meaning
    return 1, _UNKNOWN


def singular(word: str) -> str:
    """A plural's singular by the rules of spelling, the word itself where none holds."""
    for ending, instead in _PLURALS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    plain = word.removesuffix("'s")
    return plain[:-1] if plain.endswith("s") and not plain.endswith("ss") and len(plain) > 3 else plain


def is_known(word: str) -> bool:
    """Whether a single word is an entry, or part of one."""
    return word in _parts() or singular(word) in _parts()


@cache
def _slip(word: str) -> tuple[str, Meaning] | None:
    """The one entry that a misspelt word can stand for, with its meaning; None where there is none, or several."""
    if len(word) < LEAST_SLIP - 1 or not word.isalpha() or {word, singular(word)} & _real_words():
        return None
    index, _ = _index()
    for allowed in range(1, 3 if len(word) >= _TWO_SLIPS else 2):
        near = {
            meaning: other
            for (other, *more), meaning in index.items()
            if not more and len(other) >= LEAST_SLIP and other[0] == word[0] and slips(word, other, allowed)
        }
        if near:
            meaning, other = next(iter(near.items()))
            return (other, meaning) if len(near) == 1 else None
    return None


def slips(word: str, other: str, allowed: int) -> bool:
    """Whether at most so many letters are wrong, missing, added or exchanged with their neighbour."""
    if abs(len(word) - len(other)) > allowed:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(word, start=1):
        last, row = row, [i]
        for j, b in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and word[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = last
    return row[-1] <= allowed


# --- the lexicon as one index


@cache
def _index() -> tuple[Mapping[tuple[str, ...], Meaning], int]:
    """Every entry's words → its meaning, and how many words the longest has."""
    found: dict[tuple[str, ...], Meaning] = {}
    for words, meaning in _entries():
        found.setdefault(words, meaning)
    return found, max(map(len, found))


@cache
def _parts() -> frozenset[str]:
    return frozenset(word for words in _index()[0] for word in words)


@cache
def _real_words() -> frozenset[str]:
    return frozenset(listed(lexicon.NO_SLIPS)) | _parts()


def listed(words: str) -> list[str]:
    """A cell of a table as its words."""
    return [word.strip() for word in words.split(",")]


def _entries() -> Iterator[tuple[tuple[str, ...], Meaning]]:
    """All entries; of two with the same words the first counts."""
    for word, role in _JOINS.items():
        yield (word,), Meaning(role, word)
    yield (MINUS,), Meaning("negator", MINUS)
    roles: tuple[tuple[Role, lexicon.Table], ...] = (
        ("colour", lexicon.COLOURS),
        ("shade", lexicon.SHADES),
        ("hair colour", lexicon.HAIR_COLOURS),
        ("pattern", lexicon.PATTERNS),
        ("length", lexicon.LENGTHS),
        ("facing", lexicon.FACINGS),
        ("motion", lexicon.MOTIONS),
        ("age", lexicon.AGES),
        ("build", lexicon.BUILDS),
        ("detail", lexicon.DETAILS),
    )
    for kind, table in lexicon.GARMENTS.items():
        yield from _of_table(table, "thing", kind)
    for role, table in roles:
        yield from _of_table(table, role)
    people: Mapping[str, str] = {"men": "man", "women": "woman", "children": "child", "ladies": "lady"}
    for word in (*lexicon.PEOPLE, *people):
        yield _words(word), Meaning("person", people.get(word, word))
    for word, (kind, thing) in lexicon.DENIALS.items():
        yield _words(word), Meaning("denial", thing, kind)
    yield from _of_list(lexicon.NEGATORS, "negator")
    yield from _of_list(lexicon.BARRED, "barred")
    yield from _of_list(lexicon.CUTS, "cut")
    yield from _of_list(lexicon.PLAIN, "plain")


def _of_table(table: lexicon.Table, role: Role, kind: str = "") -> Iterator[tuple[tuple[str, ...], Meaning]]:
    for value, words in table.items():
        for word in listed(words):
            yield _words(word), Meaning(role, value, kind)


def _of_list(words: str, role: Role) -> Iterator[tuple[tuple[str, ...], Meaning]]:
    for word in listed(words):
        yield _words(word), Meaning(role, word)


def _words(entry: str) -> tuple[str, ...]:
    return tuple(token.word for token in _tokens(entry))


def joined(parts: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c", each in quotation marks."""
    quoted = [f"“{part}”" for part in parts]
    return " and ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1] if quoted else ""]))
