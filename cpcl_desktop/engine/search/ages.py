"""Ages in figures or decades ("in his thirties", "about 40 years old") among the words of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cpcl_desktop.engine.search.words import Item, Meaning

_TENS = "twenties|thirties|forties|fifties|sixties|seventies|eighties|teens"
_AGE = re.compile(
    rf"\b(?:(?:in|of)\s+)?(?:(?:his|her|their|the)\s+)?(?:(?:early|mid|middle|late)[\s-]+)?([2-8]0)s\b"
    rf"|\b(?:in\s+)?(?:(?:his|her|their)\s+)?(?:(?:early|mid|late)[\s-]+)?({_TENS})\b"
    r"|\b(?:about\s+|around\s+|aged\s+)?(\d{1,2})(?:\s*(?:-|–|to)\s*\d{1,2})?[\s-]*(?:years?(?:[\s-]+old)?|yrs?|yo)\b"
    r"|\baged?\s+(?:about\s+|around\s+)?(\d{1,2})(?:\s*(?:-|–|to)\s*\d{1,2})?\b",
    re.IGNORECASE,
)
_DECADES = {name: 10 * n for n, name in enumerate(_TENS.split("|")[:-1], start=2)} | {"teens": 15}
_AGES = ((13, "child"), (20, "teenage"), (35, "young"), (55, "middle-aged"), (200, "old"))  # below so many years


def with_ages(sentence: str, items: Sequence[Item]) -> list[Item]:
    """The items, with ages in figures or decades as one item each."""
    whole = list(items)
    for match in _AGE.finditer(sentence):
        figure = next(group for group in match.groups() if group).casefold()
        years = _DECADES.get(figure) or int(figure)
        value = next(name for below, name in _AGES if years < below)
        age = Item(Meaning("age", value), match.group(), *match.span(), match.group())
        before = [item for item in whole if item.end <= age.start]
        whole = [*before, age, *(item for item in whole if item.start >= age.end)]
    return whole
