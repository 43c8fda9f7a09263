"""A folder as one archive: its hashes, and a tar that is the same bytes whenever it is made."""

from __future__ import annotations

import gzip
import hashlib
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import release
from archive import add_settled

SUMS: Final = "SHA256SUMS"


def sha256(path: Path) -> str:
    """Of a file's bytes, in hexadecimal."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def write_sums(folder: Path) -> Path:
    """Write SHA256SUMS over every file in a folder, as `sha256sum -c` reads it; its path."""
    lines = [f"{sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in _files(folder)]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
    return folder / SUMS


def pack(folder: Path, out: Path) -> Path:
    """Pack a folder, by its own name, into a .tar or .tar.gz; the path."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("wb") as raw:
        if out.suffix == ".gz":
            with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=6) as compressed:
                _write(folder, compressed)
        else:
            _write(folder, raw)
    return out


def _write(folder: Path, stream: BinaryIO | gzip.GzipFile) -> None:
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        add_settled(archive, folder, release.seconds())


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != SUMS)
