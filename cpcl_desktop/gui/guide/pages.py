"""The guide's pages, as they lie in `resources/guide`: which there are, in which order, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from cpcl_desktop.engine.runtime.language import ENGLISH, chosen
from cpcl_desktop.engine.runtime.places import resource
from cpcl_desktop.gui.guide.tables import filled

INDEX: Final = "index"
_LINK: Final = re.compile(r"\[([^\]]+)\]\(([\w-]+)\.md\)")
_FENCE: Final = "```"
_HAN: Final = "\u3001-\u9fff\uff00-\uffef“”"
_WITHIN_CHINESE: Final = re.compile(
    rf"(?<=[{_HAN}])\n(?=[{_HAN}])"
)  # ends of lines, which would be shown as spaces


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its name, its title (the first heading), and its Markdown with all tables in place."""

    name: str
    title: str
    text: str

    def has(self, words: str) -> bool:
        """Whether every word of these stands on the page, in any case of letters."""
        text = self.text.casefold()
        return all(word in text for word in words.casefold().split())


def folder_for(language: str) -> Path:
    """Where the pages of a language lie; the English ones where it has none."""
    own = resource(f"guide/{language}")
    return own if own.is_dir() else resource(f"guide/{ENGLISH}")


def pages(language: str | None = None) -> Mapping[str, Page]:
    """All pages of a language (None: that of the window) by their names, the index first and then in its order."""
    return _pages(language or chosen())


@cache
def _pages(language: str) -> Mapping[str, Page]:
    folder = folder_for(language)
    index = _read(folder, INDEX)
    names = dict.fromkeys(name for _, name in _LINK.findall(index.text))
    return {INDEX: index} | {name: _read(folder, name) for name in names}


def _read(folder: Path, name: str) -> Page:
    text = _WITHIN_CHINESE.sub("", filled((folder / f"{name}.md").read_text(encoding="utf-8")))
    return Page(name, next((title for _, title in headings(text)), name), text)


def headings(text: str) -> Iterator[tuple[int, str]]:
    """Level and words of every heading of a Markdown text; what looks like one in a block of code is none."""
    is_code = False
    for line in text.splitlines():
        if line.startswith(_FENCE):
            is_code = not is_code
        elif not is_code and (found := re.match(r"(#{1,4}) (.+)", line)):
            yield len(found[1]), plain(found[2])


def plain(heading: str) -> str:
    """A heading's words without marks of code."""
    return heading.replace("`", "").strip()


def slug(heading: str) -> str:
    """What a link to a heading is called: `#what-a-score-means`."""
    return re.sub(r"[^\w]+", "-", plain(heading).casefold()).strip("-")
