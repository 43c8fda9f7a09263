"""Words for colours in a description: what they ask for cannot be told in pictures without colour."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cpcl_desktop.engine.records import Answer
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.hits import column

# Black, white and grey are left out: those can be seen without colour.
_NAMES = """
    amber aqua aquamarine auburn azure beige blond blonde blue bluish bronze brown brownish brunette burgundy camel
    caramel carmine chestnut chocolate copper coral cream crimson cyan denim emerald fawn fuchsia ginger gold golden
    green greenish hazel indigo jade khaki lavender lemon lilac lime magenta maroon mauve mint mustard navy ochre
    olive orange orangish peach petrol pink pinkish plum purple purplish red reddish rose ruby russet rust
    salmon sand scarlet tan taupe teal terracotta turquoise ultramarine vermilion violet wine yellow yellowish
"""
COLOUR_WORDS = frozenset(_NAMES.split())
_WORD = re.compile(r"[^\W\d_]+")


def colour_words(text: str) -> list[str]:
    """The words of a description that ask for a colour, each once, in their order."""
    found = [word for word in _WORD.findall(text.casefold()) if word in COLOUR_WORDS]
    return list(dict.fromkeys(found))


def colour_line(answer: Answer) -> str:
    """Which hits the query's words for colours say nothing about, in a sentence; empty when there are none."""
    words = colour_words(answer.query.text)
    ranks = column(answer.hits, "rank")[column(answer.hits, "without_colour")].tolist()
    if not words or not ranks:
        return ""
    named, hits = _enumerated(words), _enumerated(list(map(str, ranks)))
    return tr("From grey or dark footage, where {colours} cannot be told: hits {hits}.", colours=named, hits=hits)


def _enumerated(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"; of more than eight the first seven."""
    if len(parts) > 8:
        parts = [*parts[:7], tr("%n more", None, len(parts) - 7)]
    return tr(" and ").join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
