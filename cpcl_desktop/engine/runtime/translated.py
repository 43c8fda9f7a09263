"""The engine's sentences in the window's language: known again by their text, when they are made or out of a case.

What is kept and what commands print is English (`bundle/worded.py`), so a window has the English sentence, whoever
made it and when. The translations' files hold the texts that sentences are made from; the one that a sentence fits
best, by how much of it stands in the text itself, gives its translation, with what was filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from cpcl_desktop.engine.runtime.language import ENGLISH, chosen, texts

_BLANK = re.compile(r"\{(\w+)(?:![rsa])?(?::([^{}]*))?\}|(%n)")  # its name, its format, or the number
_OTHERS = ("name", "names", "path", "text")  # ends of the names of what others wrote, see `worded`
_LEAST_LETTERS = 4  # of a text beside its blanks; less fits anything
_LONGEST = 4000  # characters of what is looked at; no sentence of ours is longer
_MOST_IN_ONE = 6  # sentences of one text, unless it begins what is read
_MOST_BEHIND = 12  # sentences that are told apart
_REMEMBERED = 4096  # sentences
_NUMBER_FORMAT = re.compile(r"[^%]*[dfg,]|[^%]*%")
_NUMBER = re.compile(r"[-+]?\d[\d,.e+%-]*")
_BOUNDARY = re.compile(r"(?<=[.!?”):]) |; ")  # behind a colon, too: what is before it may be a name
# What stands in a list, between half sentences, between sentences, and at the end of one.
_JOINED = {"zh_CN": ("、", "；", "", "。")}


def shown(sentence: object) -> str:
    """A sentence of the engine, or an error that says it, in the chosen language; as it is where not known."""
    language, text = chosen(), str(sentence)
    if language == ENGLISH or not text or len(text) > _LONGEST:
        return text
    return _shown(language, text)


@lru_cache(_REMEMBERED)
def _shown(language: str, text: str) -> str:
    return _Reader(language, text).read(text).said


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with its blanks: what stands between them, what each is called, and the forms of its translation."""

    literals: tuple[str, ...]
    blanks: tuple[str, ...]
    numbers: frozenset[str]  # blanks that only hold a number
    forms: tuple[str, ...]
    longest: str  # of the literals: a sentence from this text holds it
    known: int  # characters of all of them

    def values(self, sentence: str) -> Mapping[str, str] | None:
        """What stands in a sentence's blanks, from the left each as short as can be; None where it does not fit.

        No regular expression: names in a sentence may be of any length and kind.
        """
        first, *middle, last = self.literals
        at, end = len(first), len(sentence) - len(last)
        if end < at or not sentence.startswith(first) or not sentence.endswith(last):
            return None
        found: dict[str, str] = {}
        for blank, literal in zip(self.blanks, (*middle, None), strict=True):
            until = end if literal is None else sentence.find(literal, at, end)
            if until < 0 or found.setdefault(blank, sentence[at:until]) != sentence[at:until]:
                return None
            at = until + len(literal or "")
        return found if all(_NUMBER.fullmatch(found[number]) for number in self.numbers) else None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sentence in the language, and how many of its characters stand in the texts it was known by."""

    said: str
    known: int = 0


class _Reader:
    """Reads one sentence, and the parts of it, by the texts that can be in it."""

    def __init__(self, language: str, sentence: str) -> None:
        self._whole, blanked = _texts(language)
        self._blanked = [text for text in blanked if text.longest in sentence]
        self._comma, self._semicolon, self._space, self._stop = _JOINED[language]
        self._parts: dict[str, _Reading] = {}
        self.read = cache(self._several)

    def _several(self, sentence: str) -> _Reading:
        """One text or several behind each other: so that as much as can be is known."""
        bounds = list(_BOUNDARY.finditer(sentence))[:_MOST_BEHIND]
        begins, ends = [0, *(one.end() for one in bounds)], [*(one.start() for one in bounds), len(sentence)]
        best = [_Reading("")]  # of what stands before each begin, and of all
        for number, end in enumerate(ends):
            readings = [self._single(sentence[begins[0] : end])]
            for first in range(max(1, number + 1 - _MOST_IN_ONE), number + 1):
                last = self._single(sentence[begins[first] : end])
                mark = self._mark(bounds[first - 1].group(), bool(best[first].known and last.known))
                readings.append(_Reading(f"{best[first].said}{mark}{last.said}", best[first].known + last.known))
            best.append(max(readings, key=lambda one: one.known))
        return best[-1]

    def _mark(self, english: str, is_known: bool) -> str:
        if not is_known:
            return english
        return self._semicolon if english.startswith(";") else self._space

    def _single(self, part: str) -> _Reading:
        """A part of the sentence as one text, as a list of texts, or as it is."""
        if part not in self._parts:
            self._parts[part] = _Reading(part)  # what is left where it is a part of itself
            self._parts[part] = max(self._readings(part), key=lambda one: one.known)
        return self._parts[part]

    def _readings(self, part: str) -> Iterator[_Reading]:
        yield _Reading(part)
        plain = part.strip()
        if plain in self._whole:
            yield _Reading(self._whole[plain], len(plain))
        for text in self._blanked:
            if (values := text.values(plain)) is not None:
                yield self._filled(text, values)
        if plain.endswith(".") and not plain.endswith("..") and (ended := self._single(plain[:-1])).known:
            yield _Reading(ended.said + self._stop, ended.known)
        listed = [self._single(one) for one in plain.split(", ")]
        if len(listed) > 1 and all(one.known for one in listed):
            yield _Reading(self._comma.join(one.said for one in listed), sum(one.known for one in listed))

    def _filled(self, text: _Text, values: Mapping[str, str]) -> _Reading:
        kept = {blank for blank in values if blank in text.numbers or blank.rsplit("_", 1)[-1] in _OTHERS}
        read = {blank: _Reading(value) if blank in kept else self.read(value) for blank, value in values.items()}
        form = text.forms[0 if values.get("%n") == "1" else -1]
        said = _BLANK.sub(lambda blank: read[blank[1] or blank[3]].said, form)
        return _Reading(said, text.known + sum(one.known for one in read.values()))


@cache
def _texts(language: str) -> tuple[Mapping[str, str], list[_Text]]:
    """What a language's file translates: whole texts, and those with blanks."""
    whole: dict[str, str] = {}
    blanked: list[_Text] = []
    for english, forms in texts(language):
        pieces = _BLANK.split(english.strip())  # text, a blank's name, its format, or %n, text, …
        literals = tuple(pieces[::4])
        if len(literals) == 1:
            whole.setdefault(literals[0], forms[-1].strip())
        elif sum(map(str.isalpha, "".join(literals))) >= _LEAST_LETTERS:
            blanked.append(_text(pieces, tuple(form.strip() for form in forms)))
    return whole, sorted(blanked, key=lambda text: -text.known)  # of two readings that know as much, the plainer


def _text(pieces: Sequence[str | None], forms: tuple[str, ...]) -> _Text:
    literals = tuple(literal or "" for literal in pieces[::4])
    blanks = [(name or "%n", form) for name, form in zip(pieces[1::4], pieces[2::4], strict=True)]
    numbers = {name for name, form in blanks if name == "%n" or (form and _NUMBER_FORMAT.fullmatch(form))}
    names, longest = tuple(name for name, _ in blanks), max(literals, key=len)
    return _Text(literals, names, frozenset(numbers), forms, longest, sum(map(len, literals)))
