"""What stopped runs left in a folder for parts and no later one took: read with other settings, or another version.

Pictures of people are in it, so it does not stay there unsaid.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Final

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.cluster.part_check import source_of

_NAMED: Final = 5  # of what stays
_UNFIT: Final = ".unfit"  # what stood under a part's name and was not it


def put_aside(part: Path) -> Path:
    """Rename what stands under a part's name and is not it; where it is now. Raises OSError."""
    return part.replace(part.with_name(f"{part.name}{_UNFIT}"))


def remove_superseded(folder: Path, sources: Collection[str]) -> None:
    """Remove parts of these sources, which the case has, however they were read; no run may be on its way there."""
    for part in folder.glob("*.cpcl"):
        if source_of(part) in sources:
            with suppress(OSError):  # it is named then
                part.unlink()


def left_in_words(folder: Path) -> str:
    """What still lies there, in a sentence; empty where nothing does."""
    left = sorted(part.name for part in (*folder.glob("*.cpcl"), *folder.glob(f"*{_UNFIT}")))
    if not left:
        return ""
    return worded(
        "{path} still holds parts that this run did not take, with pictures of people: {names}. A run of the same "
        "footage, read as it was then, goes on from them; where there will be none, delete them.",
        path=folder,
        names=", ".join(left if len(left) <= _NAMED else [*left[:_NAMED], "…"]),
    )
