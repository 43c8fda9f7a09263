"""Heads of a log that were kept elsewhere, and whether a chain still has them.

A head is a number of entries and the hash of the last. Whoever has one outside the case can show later that all
entries up to it are as they were; what was written anew has other hashes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cpcl_desktop.engine.case.log import LogEntry, LogHead
from cpcl_desktop.engine.errors import UsageError

_WRITTEN = re.compile(r"(?:(\d{1,12}):)?([0-9a-fA-F]{64})")


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of checking something kept elsewhere, in sentences: what holds, what does not, what is open."""

    holds: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()

    def __add__(self, other: Proof) -> Proof:
        return Proof(self.holds + other.holds, self.faults + other.faults, self.unchecked + other.unchecked)


def case_id(entries: Sequence[LogEntry]) -> str:
    """The name that the log's first entry gave the case, which no other has; empty where there is none."""
    return str(entries[0].details.get("case", "")) if entries else ""


def check_noted(text: str, entries: Sequence[LogEntry]) -> Proof:
    """Whether a head as it was noted, NUMBER:HASH or HASH, is part of the chain; UsageError if it is none."""
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        raise UsageError(
            "{text!r} is not a head of a log; write it as `cpcl log` printed it, NUMBER:HASH, or HASH.", text=text
        )
    digest = match[2].lower()
    found = next((entry.number for entry in entries if entry.hash == digest), None)
    number = found if match[1] is None else int(match[1])
    if number is None:
        return Proof(
            faults=("No entry has the hash that was noted; the log was written anew, or is another case's.",)
        )
    return check_head(LogHead(number, digest), entries, "The head that was noted")


def check_head(head: LogHead, entries: Sequence[LogEntry], what: str) -> Proof:
    """Whether a head is part of the chain; `what` begins the sentence."""
    if any((entry.number, entry.hash) == (head.entries, head.hash) for entry in entries):
        newer = len(entries) - head.entries
        since = f"; {newer} entries are newer, and what they changed it does not vouch for" if newer > 0 else ""
        return Proof(holds=(f"{what} is that of entry {head.entries} of this log{since}.",))
    return Proof(
        faults=(f"{what} is not one of this log: entry {head.entries} has another hash; it was written anew.",)
    )
