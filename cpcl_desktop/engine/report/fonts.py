"""Fonts for the PDF, from what is installed: the program ships none.

A font with Latin, Greek and Cyrillic is the text's; where file names or notes
hold characters that it lacks, other installed fonts are added for them (East
Asian, Arabic, Hebrew, Thai, Indic, symbols). A character that no font here has
is written as its code point, so that no name becomes ambiguous.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.engine.runtime.places import user_folder

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
        return Typefaces(None, None, ())
    missing = needed - regular.characters
    others = []
    for name in OTHER_FONTS:
        face = _face(installed, name) if missing else None
        if face is not None and missing & face.characters:
            others.append(face)
            missing -= face.characters
    return Typefaces(regular, bold, tuple(others))


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
            return Face(path, frozenset(font.getBestCmap() or ()))
    except (TTLibError, OSError, KeyError, ValueError):
        return None
