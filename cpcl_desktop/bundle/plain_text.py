"""Text of others as it may be printed: no byte that is no text, no control character, nothing that turns a line."""

from __future__ import annotations

_PLAIN = str.maketrans(  # for terminals without the signs of our own sentences
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "×": "x", "·": "-"}
)
_KEPT = "\n\u200c\u200d"  # line ends of our own texts, and the joiners that some scripts are written with


def printable(text: str) -> str:
    """The text with bytes that are no Unicode, control and direction characters written as \\uXXXX."""
    return "".join(c if c.isprintable() or c in _KEPT else _escaped(c) for c in text)


def line(text: str) -> str:
    """As `printable`, and on one line: for a name in a table, or a sentence with names in it."""
    return printable(text).replace("\n", "\\u000a")


def in_encoding(text: str, encoding: str | None) -> str:
    """The text as an encoding has it: what that lacks is written plainly, else as a question mark."""
    encoding = encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    return text


def shortened(text: str, most: int = 200) -> str:
    """The text or, of a longer one, its beginning with how long it is."""
    return text if len(text) <= most else f"{text[:most]}… ({len(text):,} characters)"


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
