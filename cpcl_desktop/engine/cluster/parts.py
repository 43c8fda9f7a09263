"""The folder in which part cases wait to be merged: a part is in it whole, or not at all.

A part's name says of what it is: the source as it stood, how it was read and by what. So the same command finds
what was done before it, and never takes what was read otherwise.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.sources.walk import Found

_LONGEST = 40  # characters of a source's name in a part's


def part_name(found: Found, deciding: Mapping[str, Any]) -> str:
    """What the part of a source is called; `deciding` is all that decides its result beside the source, as JSON."""
    stands = [(file.name, *_stand(file)) for file in found.files]
    told = {"path": str(found.path.absolute()), "kind": found.kind, "stands": stands, **deciding}
    digest = hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode("utf-8", "surrogateescape"))
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in found.path.name)
    # In letters: it may stand in a path in which dates are looked for.
    letters = "".join(chr(ord("a") + int(digit, 16)) for digit in digest.hexdigest()[:16])
    return f"{plain[:_LONGEST]}-{letters}.cpcl"


def begun_name(name: str) -> str:
    """What a part is called whose reading was stopped; another worker goes on with it."""
    return f"{name.removesuffix('.cpcl')}.begun.cpcl"


def digest_of(name: str) -> str:
    """What of a part's name tells it from all others."""
    return name.removesuffix(".cpcl").rpartition("-")[2]


def size_of(files: Sequence[Path]) -> int:
    """Bytes of all these files; what cannot be looked at counts none."""
    return sum(_stand(file)[0] for file in files)


def _stand(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError:  # whoever reads it says so
        return 0, 0
    return status.st_size, status.st_mtime_ns


def put(file: Path, folder: Path, name: str) -> None:
    """Copy a file into a folder so that it is there whole under its name or not at all, whatever stops this.

    Raises OSError.
    """
    arriving = folder / f".{uuid.uuid4().hex}"
    try:
        with file.open("rb") as source, arriving.open("xb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
            target.flush()
            os.fsync(target.fileno())
        arriving.replace(folder / name)
    finally:
        arriving.unlink(missing_ok=True)


@contextlib.contextmanager
def token_in(folder: Path, run: str) -> Iterator[str]:
    """A file by which a worker knows that a folder is the one meant, and not another of that name; its name.

    Makes the folder; `MachineError` where it cannot be made or written to.
    """
    token = folder / f".run-{run}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        token.write_bytes(b"")
    except OSError as error:
        raise MachineError(
            "The folder for parts {path} cannot be written to ({why}); nothing was read. Name another with "
            "--parts.",
            path=folder,
            why=error.strerror or error,
        ) from error
    try:
        yield token.name
    finally:
        with contextlib.suppress(OSError):
            token.unlink()


def clear(folder: Path, names: Sequence[str], is_ours: bool) -> None:
    """Remove parts that are merged, and a folder of ours where nothing else is in it; what cannot go stays."""
    for name in names:
        with contextlib.suppress(OSError):
            (folder / name).unlink(missing_ok=True)
            (folder / begun_name(name)).unlink(missing_ok=True)
    if is_ours:
        with contextlib.suppress(OSError):
            folder.rmdir()
