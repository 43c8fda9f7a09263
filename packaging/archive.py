"""The frozen folder as one file, the same bytes for the same folder: names in order, one time, nobody's names."""

from __future__ import annotations

import lzma
import tarfile
from pathlib import Path


def pack(folder: Path, target: Path, epoch: int) -> None:
    """Write a folder with its links as .tar.xz, all of it dated `epoch` (seconds since 1970).

    Whoever unpacks it owns it; what may be run can be run by everybody.
    """
    with lzma.open(target, "wb", preset=6) as packed, tarfile.open(fileobj=packed, mode="w") as tar:
        add_settled(tar, folder, epoch)


def add_settled(tar: tarfile.TarFile, folder: Path, epoch: int) -> None:
    """Add a folder by its own name: in order, nobody's, dated `epoch`, with the rights of programs and of files."""

    def settled(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = epoch
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    for path in [folder, *sorted(folder.rglob("*"))]:
        tar.add(path, path.relative_to(folder.parent).as_posix(), recursive=False, filter=settled)
