"""Fonts for the PDF, from what is installed: the program ships none.

A font with Latin, Greek and Cyrillic is the text's; where file names or notes
hold characters that it lacks, other installed fonts are added for them (East
Asian, Arabic, Hebrew, Thai, Indic, symbols). A character that no font here has
is written as its code point, so that no name becomes ambiguous; so is one that
is wider than a column of a table may be.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cpcl_desktop.engine.runtime.places import user_folder

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

TEXT_FONTS = (  # regular, bold; the first pair that is installed
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("segoeui.ttf", "segoeuib.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
)
OTHER_FONTS = (  # asked in this order for what the text's font lacks
    *("NotoSansCJK-Regular.ttc", "msyh.ttc", "meiryo.ttc", "malgun.ttf", "simsun.ttc", "msgothic.ttc"),
    *("wqy-microhei.ttc", "DroidSansFallbackFull.ttf", "Hiragino Sans GB.ttc", "AppleSDGothicNeo.ttc"),
    *("Arial Unicode.ttf", "tahoma.ttf", "Nirmala.ttf", "LeelawUI.ttf", "seguisym.ttf", "Apple Symbols.ttf"),
    *("NotoSansArabic-Regular.ttf", "NotoSansHebrew-Regular.ttf", "NotoSansThai-Regular.ttf"),
    *("NotoSansDevanagari-Regular.ttf", "NotoSansSymbols2-Regular.ttf", "FreeSans.ttf", "DejaVuSans.ttf"),
)
_RESTRICTED = 0x2  # of a font's embedding permissions: it may not be put into documents
_WIDEST = 2.0  # of a character, in heights of the letters; some fonts have whole sentences as one


@dataclass(frozen=True, slots=True)
class Face:
    """One installed font file and the characters that it has."""

    path: Path
    characters: frozenset[int]


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The text's font (None: only the PDF's built-in one, which is Latin-1), and fonts to fall back on."""

    regular: Face | None
    bold: Face | None
    others: tuple[Face, ...]
    is_shaped: bool = False
    """Whether letters are to be joined, marks placed or lines written from right to left."""
    has_all: bool = True
    """Whether nothing is written as its code point."""

    def written(self, text: str) -> str:
        """The text with every character that no font has as [U+code point]."""
        return "".join(c if self._has(ord(c)) else _instead(c, self.regular is None) for c in text)

    def _has(self, code: int) -> bool:
        if code == 0x0A or 0x20 <= code < 0x7F:
            return True
        if self.regular is None:
            return 0xA0 <= code < 0x100
        return any(code in face.characters for face in (self.regular, *self.others))


def typefaces_for(texts: Iterator[str]) -> Typefaces:
    """The installed fonts that these texts need."""
    installed = _installed()
    needed = {ord(c) for text in texts for c in text if ord(c) >= 0x7F}
    regular = bold = None
    for names in TEXT_FONTS:
        regular, bold = (_face(installed, name) for name in names)
        if regular is not None and bold is not None:
            break
    else:
        plain = Typefaces(None, None, ())
        return replace(plain, has_all=not any(plain.written(chr(code)).startswith("[") for code in needed))
    missing = needed - regular.characters
    is_shaped = any(map(_needs_shaping, needed))
    others = []
    for name in OTHER_FONTS:
        face = _face(installed, name) if missing else None
        if face is not None and missing & face.characters:
            others.append(face)
            missing -= face.characters
    return Typefaces(regular, bold, tuple(others), is_shaped, not missing)


def _needs_shaping(code: int) -> bool:
    """Whether a character is written from right to left, or has a form or place that depends on those beside it."""
    character = chr(code)
    return unicodedata.bidirectional(character) in ("R", "AL") or unicodedata.category(character).startswith("M")


def _instead(character: str, is_plain: bool) -> str:
    if is_plain and character in _PLAIN:
        return _PLAIN[character]
    return f"[U+{ord(character):04X}]"


_PLAIN = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "•": "·"}


def _installed() -> dict[str, Path]:
    """Font files of this machine by name."""
    return {
        name: Path(folder) / name
        for root in _folders()
        for folder, _, names in os.walk(root)
        for name in names
        if name.lower().endswith((".ttf", ".ttc", ".otf"))
    }


def _folders() -> list[Path]:
    own: tuple[str, ...]
    machine: tuple[str, ...]
    if sys.platform == "win32":
        own, machine = (
            ("AppData/Local/Microsoft/Windows/Fonts",),
            (os.environ.get("WINDIR", "C:/Windows") + "/Fonts",),
        )
    elif sys.platform == "darwin":
        own, machine = ("Library/Fonts",), ("/Library/Fonts", "/System/Library/Fonts")
    else:
        own, machine = (".local/share/fonts", ".fonts"), ("/usr/local/share/fonts", "/usr/share/fonts")
    home = user_folder()
    return [*(home / folder for folder in own if home), *map(Path, machine)]


def _face(installed: dict[str, Path], name: str) -> Face | None:
    """An installed font that may be embedded and can be read."""
    from fontTools.ttLib import TTFont, TTLibError

    path = installed.get(name)
    if path is None:
        return None
    try:
        with TTFont(path, fontNumber=0, lazy=True) as font:
            if font["OS/2"].fsType & _RESTRICTED:
                return None
            return Face(path, frozenset(_characters(font)))
    except (TTLibError, OSError, KeyError, ValueError):
        return None


def _characters(font: TTFont) -> Iterator[int]:
    """What a font has that a line has room for."""
    widths, most = font["hmtx"], _WIDEST * font["head"].unitsPerEm
    return (code for code, glyph in (font.getBestCmap() or {}).items() if widths[glyph][0] <= most)
