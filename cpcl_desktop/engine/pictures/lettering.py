"""Text in pictures, in every script that OpenCV's built-in fonts have (Latin, Greek, Cyrillic, East Asian)."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import Any

import cv2

from cpcl_desktop.engine.records import Image

_WEIGHT = 400  # regular
_CUT = "…"


def write(picture: Image, text: str, at: tuple[int, int], size: int, grey: int, room: int | None = None) -> None:
    """Draw one line with its baseline's left end `at` (x, y); `size` and `room` in pixels, `grey` 0..255.

    Text wider than `room` (default: to the picture's edge) is cut, and shows that it was.
    """
    room = picture.shape[1] - at[0] if room is None else room
    cv2.putText(picture, fitted(drawable(text), size, room), at, (grey, grey, grey), _font(), size, weight=_WEIGHT)


def drawable(text: str) -> str:
    """The text with ? for what is no letter: control and direction marks, and bytes that are no Unicode.

    The last, which file names can hold, crash OpenCV.
    """
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def fitted(text: str, size: int, room: int) -> str:
    """The text, or as much of its beginning as fits into `room` pixels with the mark that it was cut."""
    if width(text, size) <= room:
        return text
    first = text[:room]  # no letter is narrower than a pixel
    over = bisect_left(range(len(first)), True, key=lambda n: width(first[:n].rstrip() + _CUT, size) > room)
    return first[: max(0, over - 1)].rstrip() + _CUT


def width(text: str, size: int) -> int:
    """Pixels that a line of text takes."""
    left, _, across, _ = cv2.getTextSize((0, 0), drawable(text), (0, 0), _font(), size, weight=_WEIGHT)
    return int(left + across)


@cache
def _font() -> Any:  # noqa: ANN401 - OpenCV's stubs have no name for it
    return cv2.FontFace("sans")
