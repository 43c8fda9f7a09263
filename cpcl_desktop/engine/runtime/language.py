"""Texts in the reader's language.

A text stands in English where it is said, as `tr("Add {name}", name=…)`; translations are Qt Linguist files in
`resources/translations`, which `pyside6-lupdate` fills from the code and Linguist edits. They are read as they are,
so nothing has to be compiled. What is kept (the log, a case, a report) and what commands print stays English: only
the window chooses a language, before it makes any text, and what writes something to keep says it `in_english`.
The engine's sentences are made when they are asked for, never at import, so that both can be said in one process.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Final

from cpcl_desktop.engine.runtime.places import resource

ENGLISH: Final = "en"
LANGUAGES: Final[Mapping[str, str]] = {ENGLISH: "English", "zh_CN": "简体中文"}
"""Each language's own name, by the name of its locale."""

_Catalogue = Mapping[tuple[str, str], tuple[str, ...]]  # (text, comment): its forms, one or by number


class _Chosen:
    language = ENGLISH


def choose(language: str) -> None:
    """Say everything from now on in one of `LANGUAGES`; what was made before stays as it is."""
    if language not in LANGUAGES:
        raise ValueError(f"There is no translation into {language!r}.")
    _Chosen.language = language


_is_kept: ContextVar[bool] = ContextVar("_is_kept", default=False)  # of this thread alone


@contextmanager
def in_english() -> Iterator[None]:
    """What is said within, in this thread, is English, since it is kept; a decorator of what writes, too."""
    before = _is_kept.set(True)
    try:
        yield
    finally:
        _is_kept.reset(before)


def chosen() -> str:
    """The language that texts are made in."""
    return ENGLISH if _is_kept.get() else _Chosen.language


def tr(text: str, comment: str | None = None, n: int | None = None, /, **values: object) -> str:
    """`text` in the chosen language, with `{name}` filled in from `values` and %n by the number `n`.

    Literal texts only, and in this order: `pyside6-lupdate` finds them so. `comment` tells equal texts apart. A
    text with `n` has a form for one and a form for many in the files, in English too. Without `values` braces stay.
    """
    forms = _catalogue(chosen()).get((text, comment or ""))
    said = text if forms is None else forms[0] if n == 1 else forms[-1]
    if n is not None:
        said = said.replace("%n", f"{n:,}")
    return said.format_map(values) if values else said


def texts(language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each text that a language translates, as English has it for one and for many, and its translation's forms."""
    english = _catalogue(ENGLISH)
    for (text, comment), forms in _catalogue(language).items():
        for said in dict.fromkeys(english.get((text, comment), (text,))):
            yield said, forms


@cache
def _catalogue(language: str) -> _Catalogue:
    """What a file translates. Both languages that there are have at most two forms: for one, for many."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for message in ElementTree.parse(resource(f"translations/cpcl_{language}.ts")).iter("message"):
        translation = message.find("translation")
        if translation is None or translation.get("type"):  # unfinished, vanished, obsolete
            continue
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        found[message.findtext("source", ""), message.findtext("comment", "")] = tuple(forms)
    return found
