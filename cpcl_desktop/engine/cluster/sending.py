"""Footage to a worker that shares no folder with the user, and its part back: piece by piece, in bounded memory.

A source lies on the worker below the whole of its path here, since folders' names say when and where it was taken.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Final

from cpcl_desktop.bundle.regular_file import open_regular
from cpcl_desktop.engine.cluster.dask import Client
from cpcl_desktop.engine.cluster.jobs import Job, Order, Read
from cpcl_desktop.engine.cluster.working import is_over, lease
from cpcl_desktop.engine.errors import MachineError, MediaError
from cpcl_desktop.engine.sources.recorder_names import names_that_decide
from cpcl_desktop.engine.sources.walk import found_at

PIECE: Final = 8 << 20  # bytes
_LOOK_EVERY_S: Final = 1.0  # whether anybody follows the run for which a source was sent


def send(client: Client, worker: str, order: Order, job: Job, errand: str, hear: Callable[[], None]) -> Job:
    """Send a job's files to a worker; the job as it is there. MediaError where a file cannot be read.

    `hear` is called whenever the worker has taken a piece, and may raise to end it. Raises OSError where the worker
    cannot be reached.
    """
    here = Path(job.path)
    beside = names_that_decide(here)
    path = here.relative_to(here.anchor).as_posix()
    room, there = _on(client, worker, make_room, order.run, order.lease_s, errand, path, beside)
    for file in found_at(here, job.kind).files:
        place = there if file == here else f"{there}/{file.relative_to(here).as_posix()}"
        with _opened(file) as stream:
            _on(client, worker, take_piece, room, place, 0, stream.read(PIECE))
            hear()
            while piece := stream.read(PIECE):
                _on(client, worker, take_piece, room, place, stream.tell() - len(piece), piece)
                hear()
            _on(client, worker, set_time, place, os.fstat(stream.fileno()).st_mtime_ns)
    if here.is_dir():
        _on(client, worker, set_time, there, here.stat().st_mtime_ns)
    above = there.rpartition("/")[0]
    cameras = tuple((there if folder == job.path else above, name) for folder, name in job.cameras)
    return replace(job, there=there, cameras=cameras, room=room)


def fetch(
    client: Client, worker: str, job: Job, read: Read, parts: Path, arrived: Path, hear: Callable[[], None]
) -> Read:
    """Fetch the part that a worker wrote, and put it where it belongs.

    It arrives as the file `arrived`, on the disk of `parts` and nobody else's. `hear` is called with each piece,
    and may raise to end it.
    """
    if read.what != "part" or not read.place:
        return read
    size, sha256 = _on(client, worker, describe, read.place)
    try:
        with arrived.open("w+b") as target:
            while target.tell() < size:
                target.write(_on(client, worker, give_piece, read.place, target.tell()))
                hear()
            target.flush()
            os.fsync(target.fileno())
            target.seek(0)
            if hashlib.file_digest(target, "sha256").hexdigest() != sha256:
                raise MachineError("the part of {name} did not arrive as it was sent", name=job.name)
        arrived.replace(parts / job.file)
    finally:
        arrived.unlink(missing_ok=True)
    return replace(read, place="")


def forget(client: Client, worker: str, errand: str) -> None:
    """Let a worker remove what it was sent on an errand, and its part; one that is gone has nothing any more."""
    with suppress(OSError, TimeoutError, ValueError, KeyError):
        _on(client, worker, clear_room, errand)


def _opened(file: Path) -> BinaryIO:
    try:
        return open_regular(file)
    except OSError as error:
        raise MediaError("{path} cannot be read: {why}.", path=file, why=error.strerror) from error


def _on(client: Client, worker: str, do: object, *given: object) -> Any:  # noqa: ANN401 (what it answers)
    """Have a worker do something at once, beside what it reads."""
    return client.run(do, *given, workers=[worker])[worker]


# --- on the worker, which Dask gives as `dask_worker`


def make_room(
    run: str,
    lease_s: float,
    errand: str,
    path: str,
    beside: Sequence[str],
    dask_worker: Any,  # noqa: ANN401 (Dask's)
) -> tuple[str, str]:
    """A folder for a source of this path and its part, and the place of the source in it.

    Names `beside` it say how its recorder writes dates; they are files without content. All of it goes when nobody
    follows the run any more.
    """
    room = _room(errand, dask_worker)
    place = room / path
    place.parent.mkdir(parents=True)
    for name in beside:
        (place.parent / name).touch()
    lease(run, lease_s)
    threading.Thread(target=_clear_when_over, args=(run, room), name="cpcl-room", daemon=True).start()
    return room.as_posix(), place.as_posix()


def _clear_when_over(run: str, room: Path) -> None:
    while room.exists():
        if is_over(run):
            shutil.rmtree(room, ignore_errors=True)
        time.sleep(_LOOK_EVERY_S)


def take_piece(room: str, place: str, offset: int, piece: bytes) -> None:
    """Write a piece of a file; FileNotFoundError where the room is gone meanwhile."""
    path = Path(place)
    if not Path(room).is_dir():
        raise FileNotFoundError(room)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("r+b" if offset else "wb") as file:
        file.seek(offset)
        file.write(piece)


def set_time(place: str, mtime_ns: int) -> None:
    """Let a file be as old as it is where it came from: by that some names of recorders are understood."""
    os.utime(place, ns=(mtime_ns, mtime_ns))


def describe(place: str) -> tuple[int, str]:
    """Size and SHA-256 of a part."""
    with Path(place).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return file.tell(), digest.hexdigest()


def give_piece(place: str, offset: int) -> bytes:
    """A piece of a part."""
    with Path(place).open("rb") as file:
        file.seek(offset)
        return file.read(PIECE)


def clear_room(errand: str, dask_worker: Any) -> None:  # noqa: ANN401 (Dask's)
    """Remove a source that was sent, and its part."""
    shutil.rmtree(_room(errand, dask_worker), ignore_errors=True)


def _room(errand: str, worker: Any) -> Path:  # noqa: ANN401 (Dask's)
    return Path(worker.local_directory) / f"sent-{errand}"
