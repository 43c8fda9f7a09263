"""Footage to a worker that shares no folder with the user, and its part back: piece by piece, in bounded memory.

A source lies on the worker below the whole of its path here, since folders' names say when and where it was taken.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Final

from cpcl_desktop.bundle.regular_file import open_regular
from cpcl_desktop.engine.cluster.dask import Client
from cpcl_desktop.engine.cluster.jobs import Job, Read
from cpcl_desktop.engine.cluster.parts import digest_of, put
from cpcl_desktop.engine.errors import MachineError, MediaError
from cpcl_desktop.engine.sources.walk import found_at

PIECE: Final = 8 << 20  # bytes


def send(client: Client, worker: str, job: Job, hear: Callable[[], None]) -> Job:
    """Send a job's files to a worker; the job as it is there. MediaError where a file cannot be read.

    `hear` is called whenever the worker has taken a piece. Raises OSError where it cannot be reached.
    """
    here = Path(job.path)
    there: str = _on(client, worker, make_room, job.file, here.relative_to(here.anchor).as_posix())
    for file in found_at(here, job.kind).files:
        place = there if file == here else f"{there}/{file.relative_to(here).as_posix()}"
        with _opened(file) as stream:
            _on(client, worker, take_piece, place, 0, stream.read(PIECE))
            while piece := stream.read(PIECE):
                _on(client, worker, take_piece, place, stream.tell() - len(piece), piece)
                hear()
    above = there.rpartition("/")[0]
    cameras = tuple((there if folder == job.path else above, name) for folder, name in job.cameras)
    return replace(job, there=there, cameras=cameras)


def fetch(
    client: Client, worker: str, job: Job, read: Read, parts: Path, scratch: Path, hear: Callable[[], None]
) -> Read:
    """Fetch the part that a worker wrote, put it where it belongs, and let the worker forget the source.

    `hear` is called with each piece.
    """
    if read.what == "part" and read.place:
        arrived = scratch / job.file
        size, sha256 = _on(client, worker, describe, read.place)
        digest = hashlib.sha256()
        with arrived.open("wb") as target:
            while target.tell() < size:
                piece = _on(client, worker, give_piece, read.place, target.tell())
                digest.update(piece)
                target.write(piece)
                hear()
        if digest.hexdigest() != sha256:
            raise MachineError("the part of {name} did not arrive as it was sent", name=job.name)
        put(arrived, parts, job.file)
        arrived.unlink()
    _on(client, worker, forget, job.file, read.place)
    return replace(read, place="")


def _opened(file: Path) -> BinaryIO:
    try:
        return open_regular(file)
    except OSError as error:
        raise MediaError("{path} cannot be read: {why}.", path=file, why=error.strerror) from error


def _on(client: Client, worker: str, do: object, *given: object) -> Any:  # noqa: ANN401 (what it answers)
    """Have a worker do something at once, beside what it reads."""
    return client.run(do, *given, workers=[worker])[worker]


# --- on the worker, which Dask gives as `dask_worker`


def make_room(file: str, path: str, dask_worker: Any) -> str:  # noqa: ANN401 (Dask's)
    """A place for a source of this path; where it is."""
    room = _room(file, dask_worker)
    shutil.rmtree(room, ignore_errors=True)
    place = room / path
    place.parent.mkdir(parents=True)
    return place.as_posix()


def take_piece(place: str, offset: int, piece: bytes) -> None:
    """Write a piece of a file."""
    path = Path(place)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("r+b" if offset else "wb") as file:
        file.seek(offset)
        file.write(piece)


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


def forget(file: str, part: str, dask_worker: Any) -> None:  # noqa: ANN401 (Dask's)
    """Remove a source that was sent, and its part."""
    shutil.rmtree(_room(file, dask_worker), ignore_errors=True)
    if part:
        Path(part).unlink(missing_ok=True)


def _room(file: str, worker: Any) -> Path:  # noqa: ANN401 (Dask's)
    return Path(worker.local_directory) / f"sent-{digest_of(file)}"
