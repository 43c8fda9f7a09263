"""The log as it is disclosed: a JSON file that can be checked by itself, or a table for reading."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from cpcl_desktop.bundle.regular_file import read_regular
from cpcl_desktop.engine.case.log import LogEntry, LogHead, canonical, check_chain
from cpcl_desktop.engine.errors import MachineError, UsageError
from cpcl_desktop.engine.plain_text import cell, json_text

_COLUMNS = ("number", "time", "user", "purpose", "authority", "action", "details", "previous", "hash")


def described_log(case: Path, entries: Sequence[LogEntry], head: LogHead) -> dict[str, Any]:
    """A log as JSON."""
    return {"case": str(case), "head": asdict(head), "entries": [asdict(entry) for entry in entries]}


def write_log(path: Path, case: Path, entries: Sequence[LogEntry], head: LogHead) -> None:
    """Write a log: as a table where the name ends in .csv, else as JSON; MachineError when it cannot be."""
    if path.suffix.lower() == ".csv":
        text = _table(entries)
    else:
        text = json_text(described_log(case, entries, head)) + "\n"
    try:
        path.write_text(text, encoding="utf-8-sig" if path.suffix.lower() == ".csv" else "utf-8", newline="")
    except OSError as error:
        raise MachineError(
            "The log could not be written to {path} ({why}).", path=path, why=error.strerror
        ) from error


def check_log_file(path: Path, noted: LogHead | None = None) -> tuple[list[str], LogHead]:
    """What is wrong with a disclosed log (JSON), in sentences, and its head; UsageError when it is none."""
    entries, head = read_log(path)
    return check_chain(entries, head, noted), head


def read_log(path: Path) -> tuple[list[LogEntry], LogHead]:
    """The entries and the head of a disclosed log (JSON), unchecked; UsageError when it is none."""
    try:
        read = json.loads(read_regular(path))
        names = {field.name for field in fields(LogEntry)}
        entries = [LogEntry(**{name: entry[name] for name in names & entry.keys()}) for entry in read["entries"]]
        head = LogHead(**read["head"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            "{path} is no log that `cpcl log --out` wrote as JSON ({why}).", path=path, why=error
        ) from error
    return entries, head


def _table(entries: Sequence[LogEntry]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(_COLUMNS)
    for entry in entries:
        row = asdict(entry) | {"details": canonical(entry.details)}
        writer.writerow([cell(row[name]) for name in _COLUMNS])
    return stream.getvalue()
