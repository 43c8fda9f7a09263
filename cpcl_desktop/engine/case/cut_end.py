"""What the log keeps of an end of it that the administrator of a team's server cut off, see `team.preparing`.

The entry stands where the first of those stood that went, and names them all: whoever noted the hash of one of
these learns what became of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CutEntry:
    """An entry that was cut off: when and by whom it was written, as it said, and its hash."""

    number: int
    time: str
    user: str
    action: str
    hash: str


def cut_told(keep: int, gone: Sequence[CutEntry], tables: Sequence[str]) -> dict[str, Any]:
    """The details of such an entry: after which entry the end was cut off, what went, of which tables rows went."""
    return {"kept": keep, "entries": [asdict(one) for one in gone], "tables": list(tables)}


def hashes_cut(told: Mapping[str, Any]) -> dict[int, str]:
    """The hashes of the entries that went, by their numbers; of what is no such list, none."""
    entries = told.get("entries")
    known = (one for one in (entries if isinstance(entries, list) else ()) if isinstance(one, dict))
    return {one["number"]: str(one.get("hash")) for one in known if isinstance(one.get("number"), int)}


def is_in_its_place(number: int, told: Mapping[str, Any]) -> bool:
    """Whether an entry of this number says that it was cut off what once stood from its own place on."""
    gone = list(hashes_cut(told))
    return told.get("kept") == number - 1 and gone == list(range(number, number + len(gone))) and bool(gone)
