"""Words that rule something out: an image–text model hardly reads them, and finds what they rule out."""

from __future__ import annotations

import re

from cpcl_desktop.engine.runtime.language import tr

_NEGATIONS = "no not non none never nor neither without lacking except isn't doesn't hasn't"
NEGATIONS = frozenset(_NEGATIONS.split())
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def negations(text: str) -> list[str]:
    """The words of a description that rule something out, each once, in their order."""
    found = [word for word in _WORD.findall(text.casefold().replace("’", "'")) if word in NEGATIONS]
    return list(dict.fromkeys(found))


def negation_line(text: str) -> str:
    """What such words in a description do not do, in a sentence; empty when there are none."""
    words = negations(text)
    if not words:
        return ""
    named = tr(" and ").join(f"“{word}”" for word in words)
    return tr(
        "{words} rule(s) nothing out: the model looks for what is named, after such a word, too. "
        "Describe what the person does have.",
        None,
        len(words),
        words=named,
    )
