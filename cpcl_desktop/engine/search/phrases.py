"""Phrases: what a description asks for of one thing, or rules out, and how words become what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cpcl_desktop.engine.search.words import Item


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that satisfies a phrase: `words` are the user's own, `thing` the lexicon's name for it."""

    thing: str
    words: str
    colours: tuple[str, ...] = ()
    pattern: str = ""
    length: str = ""
    details: tuple[str, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether nothing is said of the thing but its name."""
        return not (self.colours or self.pattern or self.length or self.details)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is asked for of one thing, in the user's words, at characters `start` to `end`; any option will do.

    A phrase that is not `positive` rules its options out.
    """

    text: str
    start: int
    end: int
    kind: str
    options: tuple[Option, ...]
    positive: bool = True


def options_of(thing: str, groups: Sequence[Sequence[Item]], head: Item | None) -> tuple[Option, ...]:
    """One option for each group of what is said; what is no colour is said of all of them."""
    shared = [item for group in groups for item in group if item.role in ("pattern", "length", "detail")]
    noun = [head.meant] if head is not None else []
    found = []
    for group in groups:
        own = [item.meant for item in group]
        others = [] if len(groups) == 1 else [item.meant for item in shared if item not in group]
        found.append(_option(thing, " ".join([*others, *own, *noun]), [*shared, *group]))
    return tuple(found)


def _option(thing: str, words: str, said: Sequence[Item]) -> Option:
    by_role = {role: [item.value for item in said if item.role == role] for role in ("pattern", "length", "detail")}
    details = tuple(dict.fromkeys(by_role["detail"]))
    pattern, length = (next(iter(by_role[role]), "") for role in ("pattern", "length"))
    return Option(thing, words, _colours(said), pattern, length, details)


def _colours(said: Sequence[Item]) -> tuple[str, ...]:
    """Colours with their shades: "light grey", "dark blue"; a shade alone stands for one where it can."""
    found: list[str] = []
    shade = ""
    for item in said:
        if item.role == "shade" or (item.role == "colour" and item.value == "dark"):
            shade = item.value
        elif item.role in ("colour", "hair colour"):
            found.append(f"{shade} {item.value}" if shade in ("light", "dark") else item.value)
            shade = ""
    if shade in ("light", "dark"):
        found.append(shade)
    return tuple(dict.fromkeys(found))


def merged(noun: Option, said: Option, words: str) -> Option:
    """A thing with what was said of it afterwards."""
    details = tuple(dict.fromkeys([*noun.details, *said.details]))
    colours = noun.colours or said.colours
    return Option(noun.thing, words, colours, noun.pattern or said.pattern, noun.length or said.length, details)
