"""What stopped runs left in a folder for parts and no later one took: read with other settings, or another version.

Pictures of people are in it, so it does not stay there unsaid.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.cluster.part_check import contents_of
from cpcl_desktop.engine.cluster.parts import is_part_name

_NAMED: Final = 5  # of what stays
_UNFIT: Final = ".unfit"  # what stood under a part's name and was not it


def put_aside(part: Path) -> Path:
    """Rename what stands under a part's name and is not it; where it is now. Raises OSError."""
    return part.replace(part.with_name(f"{part.name}{_UNFIT}"))


def remove_superseded(folder: Path, case: Path) -> None:
    """Remove parts whose content a case has read whole, however they were read; no run may be on its way there.

    By content, not by path: of footage that was written over since, a part may be all that is left.
    """
    with Case.read(case) as opened:
        whole = {one.id for one in opened.sources.with_bin() if one.state == "done"}
        held = {content for content, number in opened.sources.contents().items() if number in whole}
    for part in folder.glob("*.cpcl"):
        contents = contents_of(part)
        if contents is not None and contents <= held:
            with suppress(OSError):  # it is named then
                part.unlink()


def left_in_words(folder: Path, is_ours: bool) -> str:
    """What still lies there, in a sentence; empty where nothing does.

    In a folder that is not ours, but was named by somebody, cases may lie as well: only what is called as parts are
    is one there.
    """
    there = (*folder.glob("*.cpcl"), *folder.glob(f"*{_UNFIT}"))
    left = sorted(part.name for part in there if is_ours or is_part_name(part.name.removesuffix(_UNFIT)))
    if not left:
        return ""
    return worded(
        "{path} still holds parts that this run did not take, with pictures of people: {names}. A run of the same "
        "footage, read as it was then, goes on from them; where there will be none, delete them.",
        path=folder,
        names=", ".join(left if len(left) <= _NAMED else [*left[:_NAMED], "…"]),
    )
