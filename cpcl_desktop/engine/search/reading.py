"""How a description is read: its filters, its phrases, and what the model is asked in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.records import Query, Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.asked import NO_FILTERS, Filtered, filters_in
from cpcl_desktop.engine.search.grammar import Parsed, parse
from cpcl_desktop.engine.search.phrases import Phrase
from cpcl_desktop.engine.search.spelling import foreign_words, makes_sense
from cpcl_desktop.engine.search.words import Item, joined

ANYBODY = "person"  # what is looked for where a description says only what to leave out
MOST_VARIANTS = 8  # sentences that "or" makes of one
_FILLERS = frozenset({"plain", "cut", "and", "or", "stop", "negator"})  # nothing by themselves
BY_PATH = frozenset({"motion"})
_SPACES = re.compile(r"\s+([,;:.!?])|\s{2,}")

_NOT_ENGLISH = worded(
    "The description is not in English ({text}), and descriptions are read in English only. Describe the person "
    "in English, or search for the sentence as it stands (--literal)."
)
_NOT_UNDERSTOOD = worded(
    "The program knows none of these words; describe clothes, colours, hair or bags in English. Nothing was "
    "searched."
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A description taken apart.

    `texts` are what the model is asked; a passage is as good as the best of
    them. `unread` are words that are in no phrase and no filter.
    """

    texts: tuple[str, ...]
    phrases: tuple[Phrase, ...] = ()
    filtered: Filtered = NO_FILTERS
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def denied(self) -> tuple[Phrase, ...]:
        """The phrases that rule something out."""
        return tuple(phrase for phrase in self.phrases if not phrase.positive)


def read(query: Query, sources: Sequence[Source], taught: Callable[[str], bool]) -> Reading:
    """Read a query's text; `taught` says whether the model was taught a word.

    `UsageError` where nothing in it can be understood, it is in another
    language, or a filter in it cannot be one.
    """
    if query.literal or not query.text.strip():
        return Reading((query.text,))
    filtered = filters_in(query.text, sources, query.taken_back)
    parsed = parse(_without_filters(query.text, filtered))
    _refuse_nonsense(query, parsed, filtered, taught)
    return Reading(
        texts=_texts(query, parsed, filtered),
        phrases=parsed.phrases,
        filtered=filtered,
        unread=tuple(dict.fromkeys(item.text for item in parsed.unread)),
        notes=(*(reason for *_, reason in filtered.unread), *_notes(parsed)),
    )


def _without_filters(text: str, filtered: Filtered) -> str:
    """The text with a comma and blanks in the place of each filter, so that all else keeps its place."""
    spans = [(one.start, one.end) for one in filtered.asked] + [(start, end) for start, end, _ in filtered.unread]
    for start, end in spans:
        text = text[:start] + ",".ljust(end - start) + text[end:]
    return text


def _refuse_nonsense(query: Query, parsed: Parsed, filtered: Filtered, taught: Callable[[str], bool]) -> None:
    foreign = foreign_words(parsed.sentence)
    if foreign and len(foreign) > len(parsed.phrases) and (len(foreign) > 1 or not parsed.phrases):
        raise UsageError(_NOT_ENGLISH, text=joined(foreign[:4]))
    if parsed.phrases or filtered.asked or query.has_example:
        return
    if any(item.role not in _FILLERS and item.role != "word" for item in parsed.items):
        return
    if not makes_sense((item.text for item in parsed.items if item.role == "word"), taught):
        raise UsageError(_NOT_UNDERSTOOD)


# --- what the model is asked


def _texts(query: Query, parsed: Parsed, filtered: Filtered) -> tuple[str, ...]:
    """The sentences to embed: without filters and what is ruled out, one for each choice of alternatives.

    None where nothing is left to look for beside an example image.
    """
    cut = [(phrase.start, phrase.end) for phrase in parsed.phrases if not phrase.positive]
    cut += [(item.start, item.end) for item in parsed.barred]
    paths = [(phrase.start, phrase.end) for phrase in parsed.phrases if phrase.kind in BY_PATH]
    kept = _remaining(parsed, cut + paths) or _remaining(parsed, cut)
    choices = [phrase for phrase in parsed.phrases if phrase.positive and len(phrase.options) > 1]
    if not kept:
        return () if query.has_example else (ANYBODY,)
    slips = any(item.meant != item.text for item in kept)
    if not (cut or paths or choices or slips or filtered.asked or filtered.unread):
        return (query.text,)
    while prod(len(phrase.options) for phrase in choices) > MOST_VARIANTS:
        choices.pop()
    variants = product(*([(phrase, option.words) for option in phrase.options] for phrase in choices))
    return tuple(dict.fromkeys(_sentence(parsed.sentence, kept, chosen) for chosen in variants))


def _remaining(parsed: Parsed, cut: Sequence[tuple[int, int]]) -> list[Item]:
    """The items outside of what is cut out, without words that led to it only; none where they are all of those."""
    inside = [item for item in parsed.items if not any(item.start < end and item.end > start for start, end in cut)]
    kept: list[Item] = []
    for item in inside:
        if item.role == "stop":
            kept = _trimmed(kept)
        kept.append(item)
    kept = _trimmed(kept)
    while kept and kept[0].role in ("stop", "and", "or"):
        kept.pop(0)
    return kept if any(item.role not in _FILLERS for item in kept) else []


def _trimmed(items: list[Item]) -> list[Item]:
    """Without a last part that names nothing: "…, who is"."""
    end = len(items)
    while end and items[end - 1].role in _FILLERS:
        end -= 1
    return items[:end]


def _sentence(whole: str, kept: Sequence[Item], chosen: Sequence[tuple[Phrase, str]]) -> str:
    parts: list[str] = []
    done: set[int] = set()
    for item in kept:
        found = next(((p, words) for p, words in chosen if p.start <= item.start and item.end <= p.end), None)
        if found is None:
            parts.append(item.meant)
        elif found[0].start not in done:
            done.add(found[0].start)
            parts.append(found[1])
    return _SPACES.sub(lambda match: match.group(1) or " ", " ".join(parts)).strip()


# --- what is to be said of it


def _notes(parsed: Parsed) -> list[str]:
    found = []
    if paths := [phrase.text for phrase in parsed.phrases if phrase.kind in BY_PATH]:
        found.append(
            tr(
                "{words}: answered for each hit from the passage's path; it does not change the order.",
                words=joined(paths),
            )
        )
    if parsed.barred:
        words = joined(item.text for item in parsed.barred)
        found.append(
            tr(
                "{words} did not count: people are not searched for by skin or origin. Say what has the colour.",
                words=words,
            )
        )
    if parsed.loose:
        words = joined(item.text for item in parsed.loose)
        found.append(tr("{words} ruled nothing out: no thing follows to be denied.", words=words))
    slips = [item for item in parsed.items if item.meant != item.text]
    if slips:
        said = [tr("“{text}” as {word}", text=item.text, word=item.meant) for item in slips]
        found.append(tr("Read {words}.", words=tr(", ", "in a list").join(said)))
    if parsed.unread:
        words = joined(item.text for item in parsed.unread)
        found.append(tr("In no phrase, so read by the model only: {words}.", words=words))
    return found
