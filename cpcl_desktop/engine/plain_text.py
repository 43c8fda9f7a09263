"""Text that leaves the program: without what a reader, a spreadsheet or a terminal would take for a command."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from cpcl_desktop.bundle.plain_text import in_encoding, line, printable, shortened

__all__ = ["SCHEMA", "cell", "in_encoding", "json_text", "line", "printable", "shortened"]

SCHEMA: Final = 2  # of every JSON object that the program prints; grows when a key changes its name or meaning

# What a spreadsheet takes for the start of a formula, full-width forms included.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def json_text(value: Mapping[str, Any]) -> str:
    """An object as JSON, its schema first: only ASCII, so that any terminal and any reader takes it."""
    return json.dumps({"schema": SCHEMA, **value}, indent=1)


def cell(value: object) -> object:
    """A value as a cell; text that a spreadsheet would run as a formula gets a leading apostrophe."""
    if not isinstance(value, str):
        return "" if value is None else value
    text = printable(value)
    return f"'{text}" if value.lstrip().startswith(_FORMULA) else text
