"""Words for colours in a description: what they ask for cannot be told in pictures without colour."""

from __future__ import annotations

import re

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
