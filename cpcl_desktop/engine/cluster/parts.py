"""The folder in which part cases wait to be merged: a part is in it whole, or not at all.

A part's name says of what it is: the source as it stood, how it was read and by what. So the same command finds
what was done before it, and never takes what was read otherwise.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import json
import os
import re
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.runtime.folder_lock import FolderLock
from cpcl_desktop.engine.sources.walk import Found

_LONGEST = 40  # characters of a source's name in a part's
_TOKEN = ".run-"
_NAMES = "parts"  # a file in a run's folder
_PIECE = 1 << 20  # bytes


def part_name(found: Found, deciding: Mapping[str, Any]) -> str:
    """What the part of a source is called; `deciding` is all that decides its result beside the source, as JSON."""
    stands = [(file.name, *_stand(file)) for file in found.files]
    told = {"path": str(found.path.absolute()), "kind": found.kind, "stands": stands, **deciding}
    digest = hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode("utf-8", "surrogateescape"))
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in found.path.name)
    return f"{plain[:_LONGEST]}-{in_letters(digest.hexdigest()[:16])}.cpcl"


def in_letters(digits: str) -> str:
    """Hexadecimal digits as letters, for what may stand in a path in which dates are looked for."""
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digits)


def is_part_name(name: str) -> bool:
    """Whether a file is called as a part is, as one that was begun, or as a stretch of one."""
    return re.fullmatch(r".+-[a-p]{16}(\.begun|\.\d+-of-\d+)*\.cpcl", name) is not None


def begun_name(name: str) -> str:
    """What a part is called whose reading was stopped; another worker goes on with it."""
    return f"{name.removesuffix('.cpcl')}.begun.cpcl"


def size_of(files: Sequence[Path]) -> int:
    """Bytes of all these files; what cannot be looked at counts none."""
    return sum(_stand(file)[0] for file in files)


def _stand(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError:  # whoever reads it says so
        return 0, 0
    return status.st_size, status.st_mtime_ns


def token_of(run: str) -> str:
    """What the folder of a run is called, in the folder for parts."""
    return f"{_TOKEN}{run}"


def put(file: Path, folder: Path, run: str, name: str, live: Callable[[], None]) -> None:
    """Copy a file into a folder so that it is there whole under its name or not at all, whatever stops this.

    `live` is called with each piece. Raises OSError, also where the run is over and its folder is gone.
    """
    arriving = folder / token_of(run) / uuid.uuid4().hex
    try:
        copy(file, arriving, live)
        arriving.replace(folder / name)
    finally:
        arriving.unlink(missing_ok=True)


def copy(file: Path, target: Path, live: Callable[[], None]) -> None:
    """Copy a file, down to the disk; `live` is called with each piece. Raises OSError."""
    with file.open("rb") as source, target.open("wb") as written:
        while piece := source.read(_PIECE):
            written.write(piece)
            live()
        written.flush()
        os.fsync(written.fileno())


@contextlib.contextmanager
def token_in(folder: Path, run: str) -> Iterator[str]:
    """A run's own folder in the one for parts; its name.

    By it a worker knows that the folder for parts is the one meant, and not another of that name; what is not whole
    yet lies in it. It is held until the run ends. After a `MachineError` it stays, since workers may still put into
    it what they have; `clear` removes it. Makes both; `MachineError` where one cannot be made or written to.
    """
    token = folder / token_of(run)
    try:
        token.mkdir(parents=True)
        shutil.copymode(folder, token)  # who may put parts there may be others than its owner
        lock = FolderLock(token)
    except OSError as error:
        raise _unwritable(folder, error) from error
    stays = False
    with lock:
        try:
            yield token.name
        except MachineError:
            stays = True
            raise
        finally:
            if not stays:
                shutil.rmtree(token, ignore_errors=True)


def _unwritable(folder: Path, error: OSError) -> MachineError:
    return MachineError(
        "The folder for parts {path} cannot be written to ({why}); nothing was read. Name another with --parts.",
        path=folder,
        why=error.strerror or error,
    )


@contextlib.contextmanager
def bench_beside(case: Path) -> Iterator[Path]:
    """A hidden folder beside a case in which a film's part is made; it goes with this, or by `clear_benches`.

    There is a disk of this machine; the folder for parts may lie on a network.
    """
    clear_benches(case)
    with (
        tempfile.TemporaryDirectory(prefix=_bench(case), dir=case.parent) as folder,
        FolderLock(Path(folder)),
    ):
        yield Path(folder)


def clear_benches(case: Path) -> None:
    """Remove what killed runs left beside a case of what they put together: pictures are in it."""
    _sweep(case.parent.glob(f"{glob.escape(_bench(case))}*"))


def _bench(case: Path) -> str:
    return f".{case.name}.making-"


def note_names(token: Path, names: Iterable[str]) -> None:
    """Note in a run's own folder on which parts it counts, so that no other run removes them; `MachineError`."""
    begun = token / f"{_NAMES}.new"
    try:
        begun.write_text("\n".join(names), encoding="utf-8")
        begun.replace(token / _NAMES)
    except OSError as error:
        raise _unwritable(token.parent, error) from error


def clear(folder: Path, names: Sequence[str], is_ours: bool) -> None:
    """Remove parts that are merged, with those of their stretches; what killed runs left; and a folder of ours.

    What another run on its way counts on stays, for that to remove; so does all while one has not yet said on what.
    A folder goes where nothing else is in it. What cannot go stays.
    """
    _sweep(folder.glob(f"{_TOKEN}*"))
    wanted = [_noted(token) for token in _running(folder)]
    if None not in wanted:
        others = {name for some in wanted if some is not None for name in some}
        for name in (one for one in names if one not in others):
            _remove(folder, name)
    if is_ours:
        with contextlib.suppress(OSError):
            folder.rmdir()


def is_alone(folder: Path) -> bool:
    """Whether surely no run is on its way in a folder for parts; what killed runs left is removed."""
    _sweep(folder.glob(f"{_TOKEN}*"))
    return not list(folder.glob(f"{_TOKEN}*"))


def _remove(folder: Path, name: str) -> None:
    stretches = folder.glob(f"{glob.escape(name.removesuffix('.cpcl'))}.*-of-*.cpcl")  # and those that were begun
    for part in (folder / name, folder / begun_name(name), *stretches):
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _running(folder: Path) -> list[Path]:
    """The folders of runs on their way, of those that nobody holds being gone; none where locks do not tell."""
    return list(folder.glob(f"{_TOKEN}*")) if _has_locks(folder) else []


def _noted(token: Path) -> set[str] | None:
    try:
        return set((token / _NAMES).read_text(encoding="utf-8").splitlines())
    except OSError:
        return None


def _has_locks(folder: Path) -> bool:
    """Whether there are locks where a folder lies: on Windows and some file systems there are none."""
    with (
        contextlib.suppress(OSError),
        tempfile.TemporaryDirectory(prefix=".locks-", dir=folder) as tried,
        FolderLock(Path(tried)) as lock,
    ):
        return lock.is_held
    return False


def _sweep(folders: Iterable[Path]) -> None:
    """Remove those that nobody holds."""
    for folder in folders:
        with contextlib.suppress(OSError), FolderLock(folder) as lock:
            if lock.is_held:  # else its run is on its way
                shutil.rmtree(folder, ignore_errors=True)
