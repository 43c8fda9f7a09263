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
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal

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
    "caption",
    "saved search",
    "person",
    "clock",
    "relink",
    "bin",
    "passages",
    "merge",
    "export",
    "verify",
    "kept",
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
        told = asdict(self).items()
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
) -> LogEntry:
    """The entry that follows `head`, made now by this user."""
    entry = LogEntry(
        number=head.entries + 1,
        time=datetime.now(UTC).isoformat(timespec="milliseconds"),
        user=user(),
        purpose=purpose,
        action=action,
        details=json.loads(canonical(details)),  # as it will be read back
        previous=head.hash,
        hash="",
        authority=authority,
    )
    return entry.sealed(head.hash, state or {})


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
    noted_hash = ""
    for entry in entries:
        faults += _entry_faults(entry, last)
        if noted is not None and entry.number == noted.entries:
            noted_hash = entry.hash
        last = LogHead(entry.number, entry.hash)
    if last.entries < head.entries:
        faults.append(f"The log ends at entry {last.entries}; it had {head.entries}. The last were removed.")
    elif last != head:
        faults.append(f"The log's last entry {last.entries} is not the one that the case noted as its last.")
    if noted is not None and noted_hash != noted.hash:
        faults.append(f"Entry {noted.entries} is not the one whose hash was noted; the log was written anew.")
    return faults


def _entry_faults(entry: LogEntry, last: LogHead) -> list[str]:
    if entry.number != last.entries + 1:
        return [f"Entry {entry.number} follows entry {last.entries}: entries were removed or moved."]
    if hash_of(entry.said) != entry.hash:
        return [f"Entry {entry.number} was altered: it does not have the hash it was written with."]
    if entry.previous != last.hash:
        return [f"Entry {entry.number} does not continue entry {last.entries}: one was replaced or moved."]
    return []


def user() -> str:
    """The name under which this program runs."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name for this user id, as in some containers
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "unknown"


_MODEL_SUMMARIES = {
    "chosen": "model {}",
    "change begun": "change to the model {} begun",
    "built": "vectors of the model {} built",
    "changed to": "changed to the model {}",
    "change given up": "change to the model {} given up",
    "dropped": "vectors of the model {} dropped",
}  # what happened to a model, by the key that has its name


def _model_summary(details: Mapping[str, Any]) -> str:
    told = (words.format(details[key]) for key, words in _MODEL_SUMMARIES.items() if key in details)
    return next(told, "mean of the case settled")


def _ingested(details: Mapping[str, Any]) -> str:
    """Which footage an entry is about: its path, the folder that was walked, or the source's number."""
    return str(details.get("path") or details.get("root") or f"source {details['source']}")


def _ruled(details: Mapping[str, Any]) -> str:
    """What was decided about a group of passages."""
    taken = ", ".join(str(track) for track, side, _ in details["members"] if side == 1)
    return {
        "merge": f"passages {taken}: one person",
        "split": f"passages {taken}: taken out of a person",
        "name": f"person of passages {taken}: “{details['name']}”",
        "undo": f"decision {details['undoes']} on a person undone",
    }[details["kind"]]


def _captioned(details: Mapping[str, Any]) -> str:
    return f"“{details['text']}”" if details["text"] else "description withdrawn"


def _merged(details: Mapping[str, Any]) -> str:
    """What a merge of cases did."""
    if details["outcome"] == "begun":
        return f"merging of {details['name']} begun, whose log ends at {details['head']}"
    if details["outcome"] == "whole":
        return f"cases merged: {len(details['parts'])}, said of their passages: {details['said']}"
    return f"{details['outcome']}: {details['source']}, from part {details['from']['part']}"


def _listed(details: Mapping[str, Any]) -> str:
    """What somebody had listed."""
    if "persons" in details:
        return f"likely persons shown: {len(details['persons'])}"
    return f"passages shown: {details['shown']}"


def _cut_or_joined(details: Mapping[str, Any]) -> str:
    if "joined" in details:
        earlier, later = details["joined"]
        return f"passage {later} joined to passage {earlier}"
    return f"passage {details['split']} divided"


def _viewed(details: Mapping[str, Any]) -> str:
    if "beside" in details:
        return f"source {details['source']} looked at beside passage {details['beside']}"
    return f"passage {details['track']} looked at"


_KEPT = {
    "waiting": "the list of footage that waits to be read",
    "search_cache": "which files beside the case searches may trust",
}  # what the program keeps for itself, by the table that has it


def summary(entry: LogEntry) -> str:
    """An entry in a few words; one that was tampered with may lack anything."""
    details: Any = entry.details
    said = {
        "log begun": lambda: f"case {details['case']}",
        "ingest": lambda: f"{details['outcome']}: {_ingested(details)}",
        "search": lambda: f"“{details['query']['text']}”: {len(details['hits'])} hits",
        "list": lambda: _listed(details),
        "view": lambda: _viewed(details),
        "relink": lambda: f"source {details['source']} found again: {details['after']}",
        "passages": lambda: _cut_or_joined(details),
        "decision": lambda: f"passage {details['track']}: {details['verdict'] or 'withdrawn'}",
        "mark": lambda: f"passage {details['track']}: {details['kind']}{'' if details['is_set'] else ' taken off'}",
        "caption": lambda: f"passage {details['track']}: {_captioned(details)}",
        "saved search": lambda: f"“{details['name']}” {'kept' if details['is_kept'] else 'deleted'}",
        "person": lambda: _ruled(details),
        "bin": lambda: f"{details['outcome']}: {details['path']}",
        "merge": lambda: _merged(details),
        "clock": lambda: f"clock of source {details['source']} stated",
        "model": lambda: _model_summary(details),
        "export": lambda: f"{details['what']} to {details['to']}",
        "verify": lambda: f"{details.get('report', 'case')} checked",
        "kept": lambda: f"updated: {', '.join(_KEPT.get(table, table) for table in details['tables'])}",
    }
    try:
        return said[entry.action]()
    except (KeyError, TypeError):
        text = json.dumps(details, ensure_ascii=False)
        return text if len(text) <= 60 else text[:57] + "…"
