"""What the window says of coverage files, of the log, and of what a check found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from cpcl_desktop.engine.case.log import LogEntry
from cpcl_desktop.engine.clock import length
from cpcl_desktop.engine.evidence.verify import Verdict
from cpcl_desktop.gui.lanes.covering import CoveredSource
from cpcl_desktop.gui.lanes.logbook import LogState
from cpcl_desktop.gui.wording import count

SOUND = "Nothing speaks against the case, its log and what was checked of its footage."
NOT_YET = "Not checked in this session. Checking reads everything and writes nothing; you can go on working."


def bar_lines(one: CoveredSource) -> list[str]:
    """A source on the page of coverage: its name, camera and length, then what is to be said of it."""
    source, known = one.coverage.source, one.coverage.end_us
    lasts = length(known / 1e6) if known else "length not known"
    camera = "" if source.camera == source.name else f" · {source.camera}"
    return [f"{source.id}. {source.name}{camera} · {lasts}", *one.limits]


def log_line(state: LogState) -> str:
    """How much of the log is shown."""
    if state.passing == state.entries:
        return f"{_entries(state.entries)}, the newest first."
    return f"{_entries(state.passing)} of {state.entries:,}, the newest first."


def _entries(number: int) -> str:
    return f"{number:,} {'entry' if number == 1 else 'entries'}"


def entry_text(entry: LogEntry) -> str:
    """All fields of an entry, as they stand in the chain."""
    fields = asdict(entry)
    long = {name: fields.pop(name) for name in ("details", "state")}
    lines = [f"{name}: {value}" for name, value in fields.items() if value != ""]
    lines += [f"{name}:\n{_indented(value)}" for name, value in long.items() if value]
    return "\n".join(lines)


def _indented(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def verdict_line(verdict: Verdict) -> str:
    """What a check came to, in a line."""
    faults = count(len(verdict.faults), "fault") if verdict.faults else "No faults"
    footage = f"; {count(verdict.sources_checked, 'source')} checked by content" if verdict.footage else ""
    left = f"; {len(verdict.unchecked)} not checked" if verdict.unchecked else ""
    return f"{faults}{footage}{left}."


def verdict_lines(verdict: Verdict) -> Sequence[str]:
    """What a check found, in sentences."""
    found = [*verdict.faults, *(f"Not checked: {sentence}" for sentence in verdict.unchecked)]
    return found or [SOUND]
