"""What the window says of coverage files, of the log, and of what a check found."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from cpcl_desktop.engine.case.log import LogEntry
from cpcl_desktop.engine.clock import length
from cpcl_desktop.engine.numbering import own
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.gui.lanes.covering import CoveredSource
from cpcl_desktop.gui.lanes.logbook import LogState

if TYPE_CHECKING:
    from cpcl_desktop.engine.evidence.verify import Verdict

SOUND = tr("Nothing speaks against the case, its log and what was checked of its footage.")
NOT_YET = tr("Not checked in this session. Checking reads everything and writes nothing; you can go on working.")

ACTIONS: Mapping[str, str] = {
    "log begun": tr("log begun", "an action in the log"),
    "migrated": tr("migrated", "an action in the log"),
    "model": tr("model", "an action in the log"),
    "ingest": tr("ingest", "an action in the log"),
    "search": tr("search", "an action in the log"),
    "list": tr("list", "an action in the log"),
    "view": tr("view", "an action in the log"),
    "decision": tr("decision", "an action in the log"),
    "mark": tr("mark", "an action in the log"),
    "label": tr("label", "an action in the log"),
    "caption": tr("caption", "an action in the log"),
    "saved search": tr("saved search", "an action in the log"),
    "person": tr("person", "an action in the log"),
    "clock": tr("clock", "an action in the log"),
    "camera": tr("camera", "an action in the log"),
    "relink": tr("relink", "an action in the log"),
    "bin": tr("bin", "an action in the log"),
    "passages": tr("passages", "an action in the log"),
    "merge": tr("merge", "an action in the log"),
    "export": tr("export", "an action in the log"),
    "verify": tr("verify", "an action in the log"),
    "kept": tr("kept", "an action in the log"),
    "cut": tr("cut", "an action in the log"),
}


def action_name(action: str) -> str:
    """What the window calls an action of the log; one of another version as it stands there."""
    return ACTIONS.get(action, action)


def bar_lines(one: CoveredSource) -> list[str]:
    """A source on the page of coverage: its name, camera and length, then what is to be said of it."""
    source, known = one.coverage.source, one.coverage.end_us
    lasts = length(known / 1e6) if known else tr("length not known")
    camera = "" if source.camera == source.name else f" · {source.camera}"
    return [f"{own(source.id)}. {source.name}{camera} · {lasts}", *one.limits]


def log_line(state: LogState) -> str:
    """How much of the log is shown."""
    if state.passing == state.entries:
        return tr("%n entries, the newest first.", None, state.entries)
    shown = tr("%n entries of {all:,}, the newest first.", None, state.passing, all=state.entries)
    own = tr("Left out: %n note(s) of the program's own.", None, state.own) if state.own else ""
    return " ".join(filter(None, (shown, own)))


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
    parts = [
        tr("%n fault(s)", None, len(verdict.faults)) if verdict.faults else tr("No faults"),
        tr("%n source(s) checked by content", None, verdict.sources_checked) if verdict.footage else "",
        tr("%n source(s) in the bin not read", None, verdict.in_bin) if verdict.in_bin else "",
        tr("%n not checked", None, len(verdict.unchecked)) if verdict.unchecked else "",
    ]
    return tr("{findings}.", findings=tr("; ", "between findings").join(filter(None, parts)))


def verdict_lines(verdict: Verdict) -> Sequence[str]:
    """What a check found, in sentences."""
    unchecked = [tr("Not checked: {sentence}", sentence=shown(sentence)) for sentence in verdict.unchecked]
    return [*map(shown, verdict.faults), *unchecked] or [SOUND]
