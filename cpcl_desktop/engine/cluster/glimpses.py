"""Whether what a worker sees under a path is what the user named: pieces of it are compared.

Names of recorders repeat, and so do sizes: under a folder that is mapped to another, or in a copy that is still
being made, a file of that name may be something else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cpcl_desktop.bundle.regular_file import open_regular
from cpcl_desktop.engine.sources.walk import Found

_PIECE: Final = 1 << 16  # bytes


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A piece of a source as the user has it: of a `file` in its folder, empty for the source itself.

    `offset` and `length` in bytes.
    """

    file: str
    offset: int
    length: int
    sha256: str


def glimpses_of(found: Found) -> tuple[Glimpse, ...]:
    """Pieces of a source that lies here: none of one that is empty, or cannot be read here either."""
    try:
        return tuple(_taken(found))
    except OSError:  # whoever reads it says so
        return ()


def is_seen(place: Path, glimpses: tuple[Glimpse, ...]) -> bool:
    """Whether all these pieces are in what lies at a place; OSError where it cannot be read."""
    try:
        return all(
            _digest(place / one.file if one.file else place, one.offset, one.length) == one.sha256
            for one in glimpses
        )
    except FileNotFoundError:
        return False


def _taken(found: Found) -> Iterator[Glimpse]:
    for file, offset in _places(found):
        length = min(_PIECE, file.stat().st_size - offset)
        if length > 0:
            name = "" if file == found.path else file.relative_to(found.path).as_posix()
            yield Glimpse(name, offset, length, _digest(file, offset, length))


def _places(found: Found) -> Iterator[tuple[Path, int]]:
    """Where to look: in a file past its head, which recorders write anew when it is complete."""
    files = found.files
    if len(files) == 1:
        size = files[0].stat().st_size
        yield from ((files[0], size // 4), (files[0], 3 * size // 4))
    elif files:
        yield from ((files[number], 0) for number in sorted({0, len(files) // 2, len(files) - 1}))


def _digest(file: Path, offset: int, length: int) -> str:
    with open_regular(file) as stream:
        stream.seek(offset)
        return hashlib.sha256(stream.read(length)).hexdigest()
