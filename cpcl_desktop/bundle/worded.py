"""Sentences that are kept or printed in English and that a window may show in another language."""

from __future__ import annotations


def worded(text: str, /, **values: object) -> str:
    """`text` in English, with `{name}` filled in from `values`; without any, braces stay.

    Literal texts only: `pyside6-lupdate` finds them so, and a window that shows the sentence, when it is made or
    years later out of a case, knows it again by its text (`engine/runtime/translated.py`). What somebody else wrote
    (a path, a name, what was typed) goes in under a name that ends in `name`, `names`, `path` or `text`, and is
    never translated; any other value may be such a sentence itself.
    """
    return text.format_map(values) if values else text
