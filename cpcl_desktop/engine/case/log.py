"""The case's log: a chain of entries in which each carries the hash of the one before it.

Changing, removing or moving an entry breaks the chain at that place; the case
keeps the number of entries and the last hash apart, so that cutting off the
end shows as well. What a chain inside the file cannot show is that somebody
wrote all of it anew: for that, keep the head (number and hash) somewhere else
and give it to `check_chain`.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from typing import Any, Literal

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.cut_end import hashes_cut
from cpcl_desktop.engine.case.log_words import SUMMARIES

Action = Literal[
    "log begun",
    "migrated",
    "model",
    "ingest",
    "search",
    "list",
    "view",
    "decision",
    "mark",
    "label",
    "caption",
    "saved search",
    "person",
    "clock",
    "camera",
    "relink",
    "bin",
    "passages",
    "merge",
    "export",
    "verify",
    "kept",
    "cut",
]
_NONE: tuple[tuple[str, Any], ...] = (("authority", ""), ("state", {}))
BEFORE_FIRST = "0" * 64  # what the first entry carries as the hash before it


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One thing that was done: when (UTC, ISO 8601), by which user of the machine, why, and what exactly.

    `authority` is by whose order, if that was given. `state` is there where the
    entry's transaction changed the case: the state root after it, and the
    digests of the tables it changed, see `state`. Both count in the hash only
    where they are, since entries of older cases have none.
    """

    number: int
    time: str
    user: str
    purpose: str
    action: str
    details: Mapping[str, Any]
    previous: str
    hash: str
    authority: str = ""
    state: Mapping[str, Any] = field(default_factory=dict)

    @property
    def said(self) -> dict[str, Any]:
        """What its hash is taken over."""
        told = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {name: value for name, value in told if name != "hash" and (name, value) not in _NONE}

    def sealed(self, previous: str, state: Mapping[str, Any]) -> LogEntry:
        """This entry as it goes into the chain: after the entry with that hash, with the state that it left."""
        chained = replace(self, previous=previous, state=dict(state))
        return replace(chained, hash=hash_of(chained.said))


@dataclass(frozen=True, slots=True)
class LogHead:
    """How many entries a log has and the hash of the last; written down elsewhere, it fixes all before it."""

    entries: int = 0
    hash: str = BEFORE_FIRST

    def __str__(self) -> str:
        return f"{self.entries}:{self.hash}"


def next_entry(
    head: LogHead,
    action: Action,
    purpose: str,
    details: Mapping[str, Any],
    authority: str = "",
    state: Mapping[str, Any] | None = None,
    author: str = "",
) -> LogEntry:
    """The entry that follows `head`, made now by this user, or by the name that somebody has in a team."""
    drawn_up = drafted(head.entries + 1, action, purpose, details, authority, author)
    return drawn_up.sealed(head.hash, state or {})


def drafted(
    number: int, action: Action, purpose: str, details: Mapping[str, Any], authority: str = "", author: str = ""
) -> LogEntry:
    """An entry made now by this user, or the `author`, which is not in the chain yet."""
    return LogEntry(
        number=number,
        time=datetime.now(UTC).isoformat(timespec="milliseconds"),
        user=author or user(),
        purpose=purpose,
        action=action,
        details=json.loads(canonical(details)),  # as it will be read back
        previous="",
        hash="",
        authority=authority,
    )


def hash_of(said: Mapping[str, Any]) -> str:
    """SHA-256 (hex) over the canonical JSON of everything in an entry but its own hash."""
    return hashlib.sha256(canonical(said).encode("ascii")).hexdigest()


def canonical(value: Mapping[str, Any]) -> str:
    """JSON with sorted keys, no spaces and only ASCII: the same bytes for the same value everywhere."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def check_chain(entries: Iterable[LogEntry], head: LogHead, noted: LogHead | None = None) -> list[str]:
    """What is wrong with a log, in sentences; none when it is whole.

    `head` is what the case says of its end, `noted` a head that was written
    down elsewhere at some time and must still be part of the chain.
    """
    faults: list[str] = []
    last = LogHead()
    noted_hash, cut_by = "", 0
    for entry in entries:
        faults += _entry_faults(entry, last)
        if noted is not None and entry.number == noted.entries:
            noted_hash = entry.hash
        if (
            noted is not None
            and entry.action == "cut"
            and hashes_cut(entry.details).get(noted.entries) == noted.hash
        ):
            cut_by = entry.number
        last = LogHead(entry.number, entry.hash)
    if last.entries < head.entries:
        faults.append(
            worded(
                "The log ends at entry {entries}; it had {other_entries}. The last were removed.",
                entries=last.entries,
                other_entries=head.entries,
            )
        )
    elif last != head:
        faults.append(
            worded(
                "The log's last entry {entries} is not the one that the case noted as its last.",
                entries=last.entries,
            )
        )
    if noted is not None and noted_hash != noted.hash and cut_by:
        faults.append(
            worded(
                "Entry {entries}, whose hash was noted, was cut off by the team's administrator, as entry {entry} "
                "says.",
                entries=noted.entries,
                entry=cut_by,
            )
        )
    elif noted is not None and noted_hash != noted.hash:
        faults.append(
            worded(
                "Entry {entries} is not the one whose hash was noted; the log was written anew.",
                entries=noted.entries,
            )
        )
    return faults


def _entry_faults(entry: LogEntry, last: LogHead) -> list[str]:
    if entry.number != last.entries + 1:
        return [
            worded(
                "Entry {entry} follows entry {entries}: entries were removed or moved.",
                entry=entry.number,
                entries=last.entries,
            )
        ]
    if hash_of(entry.said) != entry.hash:
        return [
            worded("Entry {entry} was altered: it does not have the hash it was written with.", entry=entry.number)
        ]
    if entry.previous != last.hash:
        return [
            worded(
                "Entry {entry} does not continue entry {entries}: one was replaced or moved.",
                entry=entry.number,
                entries=last.entries,
            )
        ]
    return []


def user() -> str:
    """The name under which this program runs."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name for this user id, as in some containers
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "unknown"


def summary(entry: LogEntry) -> str:
    """An entry in a few words; one that was tampered with may lack anything."""
    try:
        return SUMMARIES[entry.action](entry.details)
    except (KeyError, TypeError):
        text = json.dumps(entry.details, ensure_ascii=False)
        return text if len(text) <= 60 else text[:57] + "…"
