"""Texts that others wrote, as the window shows them: names, notes and messages neither format nor turn a line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from cpcl_desktop.engine.plain_text import line


def tip(lines: Iterable[str]) -> str:
    """Lines for a tool tip, which Qt would take for HTML where they look like it."""
    plain = "\n".join(map(line, lines))
    return f"<p style='white-space: pre-wrap'>{html.escape(plain)}</p>" if "<" in plain else plain


def entry(name: str) -> str:
    """A name as a menu or a button shows it, where & would underline what follows."""
    return line(name).replace("&", "&&")


def plain(label: str) -> str:
    """A menu's or button's text without the mark of its key: "Case" of "&Case", "案件" of "案件(&C)"."""
    return re.sub(r"\(&\w\)", "", label).replace("&", "")
