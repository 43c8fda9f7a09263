"""How workers see the folders of this machine: under the same paths, or under others that the user names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cpcl_desktop.engine.errors import UsageError

Way = tuple[Path, str]  # a folder here, and what it is called on the workers


def way(stated: str) -> Way:
    """FROM=TO as a way; `UsageError` where it is none."""
    here, sign, there = stated.partition("=")
    if not (here and sign and there):
        raise UsageError("{text} is not FROM=TO, a folder here and the same folder as workers see it", text=stated)
    return Path(here).absolute(), there


def seen_there(path: Path, ways: Sequence[Way]) -> str:
    """Where workers see a path of this machine: by the way whose folder is the nearest above it, else as it is."""
    above = [one for one in ways if path.is_relative_to(one[0])]
    if not above:
        return str(path)
    here, there = max(above, key=lambda one: len(one[0].parts))
    rest = path.relative_to(here).as_posix()
    return there if rest == "." else f"{there.rstrip('/')}/{rest}"
