"""Folders that must be written to, and the disk that the case lies on: room, speed, network."""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Final

from cpcl_desktop.engine.case.network_drive import network_kind
from cpcl_desktop.engine.doctor.findings import Asked, Found, Sentence, State
from cpcl_desktop.engine.doctor.installation import gibibytes
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.places import home

NO_ROOM, LITTLE_ROOM = 256 << 20, 4 << 30  # bytes
SLOW_WRITING, SLOW_COMMIT_MS = 20.0, 200.0  # MB a second; an ingest commits every two seconds
_FIRST, _BLOCK, _MOST = 256 << 10, 4 << 20, 64 << 20  # bytes; a slow disk is given little at a time
_WRITING_S: Final = 1.0
_COMMITS, _COMMITTING_S = 20, 0.5


@dataclass(frozen=True, slots=True)
class Speed:
    """MB a second that are written and really on the disk, and milliseconds (median) for a small write to be so."""

    written: float
    commit_ms: float


def folders(asked: Asked, _: Report) -> Found:
    """Whether they can be written to, by writing."""
    kept = home()
    if kept is None:
        yield "models", "note", lambda: tr("This user has no home folder; set CPCL_HOME to keep added models.")
    else:
        yield "models", *_writable(kept, lambda: tr("The folder of added models"))
    for number, folder in asked.folders:
        yield _item("case", number), *_writable(folder, partial(_called, number))


def disk(asked: Asked, _: Report) -> Found:
    """Of the folders of the cases, or, without any, of that for temporary files."""
    if not asked.cases:
        yield "place", "good", lambda: tr("Looked at: the folder for temporary files. Name a case to look at its.")
        yield from _disk_of(there(Path(tempfile.gettempdir())), holds_case=False)
    for number, folder in asked.folders:
        if number:
            yield _item("place", number), "good", partial(_looked_at, number)
        for item, state, sentence in _disk_of(there(folder), holds_case=True):
            yield _item(item, number), state, sentence


def _item(name: str, number: int) -> str:
    """What is looked at, of several folders with a number."""
    return f"{name} {number}" if number else name


def _called(number: int) -> str:
    """The folder of a case, of several in the order in which they were named."""
    return tr("The folder of case {number}", number=number) if number else tr("The folder of the case")


def _looked_at(number: int) -> str:
    return tr("Looked at: the folder of case {number}.", number=number)


def _disk_of(folder: Path, holds_case: bool) -> Found:
    try:
        free = shutil.disk_usage(folder).free
        yield "room", *_room(free)
        if free > NO_ROOM:
            yield "speed", *_speed(speed_of(folder))
    except OSError as error:
        told = error.strerror or str(error)
        yield "speed", "note", lambda: tr("How quick it is could not be tried ({why}).", why=told)
    kind = network_kind(folder.absolute())
    if kind and holds_case:
        yield (
            "network",
            "note",
            lambda: tr(
                "It is a network drive ({kind}): a broken connection can damage a case there, and a second program "
                "is not kept from writing to it. Keep the case on a disk of this machine; footage may stay.",
                kind=kind,
            ),
        )
    elif not kind:
        yield "network", "good", lambda: tr("It is no network drive, as far as can be told.")


def there(folder: Path) -> Path:
    """The folder, or the first above it that is there."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def speed_of(folder: Path) -> Speed:
    """Tried by writing at most 64 MB for at most a second and a half, into a file without a name.

    Nothing is left there, even if the program is ended meanwhile (on Windows the system removes the file then).
    """
    block, written, size = os.urandom(_BLOCK), 0, _FIRST
    times: list[float] = []
    with tempfile.TemporaryFile(dir=folder) as file:
        began = time.perf_counter()
        while written < _MOST and time.perf_counter() - began < _WRITING_S:
            file.write(block[:size])
            _settle(file)
            written += size
            size = min(2 * size, _BLOCK)
        took = time.perf_counter() - began
        until = time.perf_counter() + _COMMITTING_S
        while len(times) < _COMMITS and (not times or time.perf_counter() < until):
            start = time.perf_counter()
            file.write(block[:4096])
            _settle(file)
            times.append(time.perf_counter() - start)
    return Speed(written / took / 1e6, 1000 * statistics.median(times))


def _settle(file: IO[bytes]) -> None:
    """Until what was written is on the disk."""
    file.flush()
    os.fsync(file.fileno())


def _speed(found: Speed) -> tuple[State, Sentence]:
    written, commit = f"{found.written:.0f}", f"{found.commit_ms:.1f}"
    if found.written < SLOW_WRITING or found.commit_ms > SLOW_COMMIT_MS:
        return "note", lambda: tr(
            "It writes {written} MB a second and takes {commit} ms to keep a small change, which is slow: adding "
            "footage and deciding will wait for it.",
            written=written, commit=commit,
        )  # fmt: skip
    return "good", lambda: tr(
        "It writes {written} MB a second and takes {commit} ms to keep a small change.",
        written=written, commit=commit,
    )  # fmt: skip


def _room(free: int) -> tuple[State, Sentence]:
    if free < NO_ROOM:
        return "fault", lambda: tr(
            "{size} are free, too little for a case. Free some, or keep the case elsewhere.", size=gibibytes(free)
        )
    if free < LITTLE_ROOM:
        return "note", lambda: tr("{size} are free; a case of much footage may fill that.", size=gibibytes(free))
    return "good", lambda: tr("{size} are free.", size=gibibytes(free))


def _writable(folder: Path, name: Sentence) -> tuple[State, Sentence]:
    """By writing, in the folder or the first above it that is there."""
    try:
        with tempfile.TemporaryFile(dir=there(folder)) as file:
            file.write(os.urandom(1))
    except OSError as error:
        why = error.strerror or str(error)
        return "fault", lambda: tr("{folder} cannot be written to ({why}).", folder=name(), why=why)
    return "good", lambda: tr("{folder} can be written to.", folder=name())
