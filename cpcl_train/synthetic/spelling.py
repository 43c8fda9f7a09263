"""Spelling errors as people make them when they type a description in a hurry."""

from __future__ import annotations

import re

from cpcl_train.synthetic.vocabulary import MISSPELT
from cpcl_train.synthetic.wording import Draw, one_of


def misspelt(rng: Draw, text: str) -> str:
    """The text with one word spelt wrongly, where it has one that people spell wrongly."""
    there = [word for word in MISSPELT if re.search(rf"\b{word}\b", text)]
    if not there:
        return text
    word = one_of(rng, there)
    return re.sub(rf"\b{word}\b", one_of(rng, MISSPELT[word]), text, count=1)
