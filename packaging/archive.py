"""The frozen folder as one file, the same bytes for the same folder: names in order, one time, nobody's names."""

from __future__ import annotations

import lzma
import os
import subprocess
import tarfile
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_FIRST = 315_532_800  # 1980, before which some formats have no times


def moment() -> int:
    """The second (Unix) that a build says it was made at: SOURCE_DATE_EPOCH, else the commit's, else 1980."""
    if said := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(said)
    command = ["git", "-C", str(_ROOT), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return _FIRST
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else _FIRST


def pack(folder: Path, target: Path, epoch: int) -> None:
    """Write a folder with its links as .tar.xz, all of it dated `epoch` (seconds since 1970).

    Whoever unpacks it owns it; what may be run can be run by everybody.
    """

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = epoch
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    with lzma.open(target, "wb", preset=6) as packed, tarfile.open(fileobj=packed, mode="w") as tar:
        for path in [folder, *sorted(folder.rglob("*"))]:
            tar.add(path, path.relative_to(folder.parent).as_posix(), recursive=False, filter=plain)
