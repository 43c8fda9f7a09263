"""What a source is by its content: the hash and size under which a case knows it, whatever it is called."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from cpcl_desktop.bundle.regular_file import open_regular
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.sources.walk import Found

_CHUNK = 1 << 20


def content_hash(found: Found, report: Report) -> tuple[str, int]:
    """SHA-256 of the full content (hex) and its size in bytes.

    A folder's is taken over the sorted lines "relative name, tab, file's
    SHA-256". Reports bytes; raises MediaError when a file cannot be read.
    """
    total = sum(_size(file) for file in found.files)
    done = 0

    def advanced(count: int) -> None:
        nonlocal done
        done += count
        report(Progress("hash", done, total, "B"))

    if found.kind == "video":
        return _sha256(found.path, advanced), done
    lines = [f"{_name_in(file, found.path)}\t{_sha256(file, advanced)}\n" for file in found.files]
    return hashlib.sha256("".join(sorted(lines)).encode("utf-8", "surrogateescape")).hexdigest(), done


def _name_in(file: Path, folder: Path) -> str:
    return file.name if file == folder else file.relative_to(folder).as_posix()


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError as error:
        raise MediaError(f"{file} cannot be read: {error.strerror}.") from error


def _sha256(file: Path, advanced: Callable[[int], None]) -> str:
    digest = hashlib.sha256()
    try:
        with open_regular(file) as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                advanced(len(chunk))
    except OSError as error:
        raise MediaError(f"{file} cannot be read: {error.strerror}.") from error
    return digest.hexdigest()
