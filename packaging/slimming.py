"""What libraries bring that the programs never use, taken out of the frozen folder; on Linux.

Wheels bring each what they need, so that a folder of many holds the same library several times, debugging symbols,
and encoders that nobody calls. The tables are in `contents.py`; that all still works is what the smoke test tries.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from pathlib import Path

from contents import LOADED_BY_NAME, SAME, STAND_INS, NotAsExpected
from elf import imports, is_elf, linking_of, stand_in, strip


def slim(folder: Path) -> dict[str, int]:
    """Make a frozen folder smaller in place; bytes saved by each step, in order.

    Elsewhere than on Linux nothing is done. Raises NotAsExpected, OSError and CalledProcessError.
    """
    if sys.platform != "linux":
        return {}
    inside = folder / "_internal"
    saved = {}
    for name, step in STEPS.items():
        before = size(folder)
        step(inside)
        saved[name] = before - size(folder)
    return saved


def size(folder: Path) -> int:
    """Bytes of all files; links count nothing."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def keep_one_of_each(inside: Path) -> None:
    """Libraries that are there twice become links to one of the two."""
    for pattern, other in SAME.items():
        path, kept = _one(inside, pattern), _one(inside, other)
        if _interface(path) == _interface(kept):  # else both stay: their names say that they cannot be exchanged
            path.unlink()
            path.symlink_to(os.path.relpath(kept, path.parent))


def put_stand_ins(inside: Path) -> None:
    """Libraries of which nothing is ever called are replaced by ones that only have the same names."""
    needed = {path: linking_of(path).needed for path in _files(inside)}
    for pattern in STAND_INS:
        library = _one(inside, pattern)
        stand_in(library, {name for path in needed if library.name in needed[path] for name in imports(path)})


def drop_unneeded(inside: Path) -> None:
    """Libraries that no program, module or plugin needs any more, and links to nothing, are removed."""
    needed = {path: linking_of(path).needed for path in _files(inside)}
    places: dict[str, list[Path]] = {}  # a name may be that of several files, and links lead to them
    for path in inside.rglob("*.so*"):
        places.setdefault(path.name, []).append(path.resolve())
    reached = [path for path in needed if not _is_linked_only(path.relative_to(inside).as_posix())]
    kept: set[Path] = set()
    while reached:
        path = reached.pop()
        if path in needed and path not in kept:
            kept.add(path)
            reached += [place for name in needed[path] for place in places.get(name, ())]
    for path in needed.keys() - kept:
        path.unlink()
    for path in list(inside.rglob("*")):
        if path.is_symlink() and not path.exists():
            path.unlink()


def strip_all(inside: Path) -> None:
    """No file keeps what only debuggers and linkers read."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(strip, _files(inside)))


STEPS: dict[str, Callable[[Path], None]] = {
    "one of each library": keep_one_of_each,
    "stand-ins for what is never called": put_stand_ins,
    "what nobody needs": drop_unneeded,
    "debugging symbols": strip_all,
}


def _files(inside: Path) -> list[Path]:
    return [path for path in sorted(inside.rglob("*.so*")) if is_elf(path)]


def _is_linked_only(name: str) -> bool:
    """Whether a file, by its path, is there only because others are linked against it."""
    folder, _, own = name.rpartition("/")
    return (not folder or folder.endswith((".libs", "Qt/lib"))) and not any(
        fnmatch(own, pattern) for pattern in LOADED_BY_NAME
    )


def _interface(path: Path) -> str:
    """The number by which a library's name says which others it can stand for: 62 of libavcodec-….so.62.28.102.

    Where nothing follows ".so", it is all that stands before it: 3.15 of libopenblasp-r0-….3.15.so.
    """
    found = re.search(r"\.so\.(\d+)|\.(\d[\d.]*)\.so$", path.name)
    return next(filter(None, found.groups())) if found else path.name


def _one(inside: Path, pattern: str) -> Path:
    found = [path for path in sorted(inside.glob(pattern)) if is_elf(path)]
    if len(found) != 1:
        raise NotAsExpected(
            f"{pattern} of packaging/contents.py is {len(found) or 'no'} files; libraries have changed, look again."
        )
    return found[0]
