"""What a source is by its content: the hash and size under which a case knows it, whatever it is called.

That the bytes which were hashed are those which were decoded is shown by how
its files stood when they were opened to be hashed, and how they stand when
they were read: size, times, number and device, and of a folder the list of
its files.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.bundle.regular_file import open_regular
from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.sources.walk import Found, found_at

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file stands: what changes when it is written to, cut, touched or replaced."""

    device: int
    number: int
    size: int
    modified_ns: int
    changed_ns: int  # on Windows: when it was made


Standing = tuple[tuple[Path, Stamp], ...]  # of every file of a source, in order


class Content(tuple[str, int]):
    """SHA-256 of the full content (hex) and its size in bytes; `standing`: of its files as they were opened."""

    standing: Standing

    def __new__(cls, sha256: str, size: int, standing: Standing = ()) -> Content:
        """It compares as the pair of hash and size."""
        content = super().__new__(cls, (sha256, size))
        content.standing = standing
        return content


def content_hash(found: Found, report: Report) -> Content:
    """What a source is by its content.

    A folder's hash is taken over the sorted lines "relative name, tab, file's
    SHA-256". Reports bytes; raises MediaError when a file cannot be read.
    """
    total = sum(_size(file) for file in found.files)
    done = 0

    def advanced(count: int) -> None:
        nonlocal done
        done += count
        report(Progress(worded("hash"), done, total, "B"))

    hashes, stamps = [], []
    for file in found.files if found.kind != "video" else (found.path,):
        digest, stamp = _sha256(file, advanced)
        hashes.append((file, digest))
        stamps.append((file, stamp))
    if found.kind == "video":
        return Content(hashes[0][1], done, tuple(stamps))
    lines = sorted(f"{_name_in(file, found.path)}\t{digest}\n" for file, digest in hashes)
    return Content(_digest_of("".join(lines)), done, tuple(stamps))


def standing_now(found: Found) -> Standing:
    """How a source's files stand, those that lie there now; nothing where one cannot be looked at."""
    try:
        files = found_at(found.path, found.kind).files
        return tuple((file, _stamp(file.stat())) for file in files)
    except (MediaError, OSError):
        return ()


def _digest_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def _name_in(file: Path, folder: Path) -> str:
    return file.name if file == folder else file.relative_to(folder).as_posix()


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError as error:
        raise MediaError("{path} cannot be read: {why}.", path=file, why=error.strerror) from error


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _sha256(file: Path, advanced: Callable[[int], None]) -> tuple[str, Stamp]:
    digest = hashlib.sha256()
    try:
        with open_regular(file) as stream:
            stamp = _stamp(os.fstat(stream.fileno()))
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                advanced(len(chunk))
    except OSError as error:
        raise MediaError("{path} cannot be read: {why}.", path=file, why=error.strerror) from error
    return digest.hexdigest(), stamp
