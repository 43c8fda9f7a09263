"""A folder that leaves the case: made beside its place, moved there when it is whole; a report's manifest."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from cpcl_desktop.bundle.regular_file import open_regular, read_regular
from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import CaseError, MachineError, UsageError
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.report.records import FORMAT
from cpcl_desktop.engine.runtime.exchange import exchanged
from cpcl_desktop.engine.runtime.folder_lock import FolderLock

MANIFEST = "manifest.json"
_CHUNK = 1 << 20
_UNFINISHED = ".report-unfinished-"  # how the names of folders begin that are being written
_NO_LOCKS_AFTER = 20  # times that a new folder could not be held, a file system is taken to have no locks
_MOST_BYTES = 64 << 20  # of a manifest; a larger one is none of ours


@dataclass(frozen=True, slots=True)
class Manifest:
    """The SHA-256 (hex) of a report's files by their path within it, and that of the manifest itself."""

    files: dict[str, str]
    sha256: str


@contextlib.contextmanager
def unfinished(folder: Path, what: str = "report") -> Iterator[Path]:
    """A folder to build it in, on the same disk as its place; gone afterwards unless it was moved there."""
    try:
        work, lock = _new_work(folder)
    except OSError as error:
        raise MachineError(
            "The {what} cannot be written in {path} ({why}).", what=what, path=folder.parent, why=error.strerror
        ) from error
    with lock:
        try:
            yield work
        finally:
            _delete(work)


def clear_up(folder: Path) -> None:
    """See to what a program that was killed left beside a place: put back what was moved away, delete the rest.

    What a program that runs is writing is held by it, and stays.
    """
    for left in folder.parent.glob(f"{_replaced_from(folder)}*"):
        with _held(left) as is_held:
            if is_held and not folder.exists():
                left.replace(folder)
            elif is_held:
                _delete(left)
    for left in folder.parent.glob(f"{_UNFINISHED}*"):
        with _held(left) as is_held:
            if is_held:
                _delete(left)


def check_place(folder: Path) -> None:
    """`UsageError` unless the report may be put there: nothing is there, an empty folder, or a report of ours."""
    if is_free(folder, "report"):
        return
    there = sorted(_files_in(folder))
    try:
        known = {*read_manifest(folder).files, MANIFEST}
    except CaseError as error:
        raise UsageError(
            "The folder {path} is not empty and holds no report of this program; nothing in it was changed. Name "
            "another folder.",
            path=folder,
        ) from error
    foreign = [name for name in there if name not in known]
    if foreign:
        raise UsageError(
            "The folder {path} holds a report, but other files, too ({names}); replacing it would delete them. "
            "Nothing was changed; name another folder.",
            path=folder,
            names=", ".join(foreign[:3]),
        )


def is_free(folder: Path, what: str) -> bool:
    """Whether nothing is there, or an empty folder; `UsageError` when no folder could be there."""
    if not folder.parent.is_dir():
        raise UsageError(
            "The folder {path} does not exist; the {what} was not written.", path=folder.parent, what=what
        )
    if not folder.exists() and not folder.is_symlink():
        return True
    if not folder.is_dir():
        raise UsageError(
            "{path} is a file; name a folder for the {what}. Nothing was changed.", path=folder, what=what
        )
    return not any(folder.iterdir())


def put_in_place(work: Path, folder: Path) -> None:
    """Move what is finished to its place; an older one there is replaced only now.

    Where the system can let two folders change places, one of them is there
    whole at every moment. Elsewhere the older one is away for a moment, and
    `clear_up` puts it back where the program is killed in that.
    """
    if not folder.exists():
        work.replace(folder)
    elif not exchanged(work, folder):  # else the older one is at `work` now, and goes with that
        _replace(work, folder)


def _replace(work: Path, folder: Path) -> None:
    old = _beside(folder, _replaced_from(folder))
    with FolderLock(folder):
        folder.replace(old)
        try:
            work.replace(folder)
        except OSError:
            old.replace(folder)
            raise
        _delete(old)


def _delete(folder: Path) -> None:
    """Delete a folder, of a link to one the link; what cannot be is left for the next time."""
    if folder.is_symlink():
        folder.unlink(missing_ok=True)
    else:
        shutil.rmtree(folder, ignore_errors=True)


def _new_work(folder: Path) -> tuple[Path, FolderLock]:
    """A new folder beside a place, held so that nobody takes it for one that was left."""
    unheld = 0
    while True:
        work = _beside(folder, _UNFINISHED)
        work.mkdir()
        with contextlib.suppress(FileNotFoundError):  # somebody cleared it up before it was held
            lock = FolderLock(work)
            if work.is_dir() and (lock.is_held or unheld == _NO_LOCKS_AFTER):
                return work, lock
            lock.close()
            unheld += 1  # somebody is about to clear it up, or nothing can be held here, by nobody
            _delete(work)


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[bool]:
    try:
        lock = FolderLock(folder)
    except OSError:  # it is gone, or not ours
        yield False
        return
    with lock:
        yield lock.is_held


def _replaced_from(folder: Path) -> str:
    """How the names begin of what was moved away from a place, short whatever the place's own name is."""
    return f".report-replaced-{hashlib.sha256(os.fsencode(folder.name)).hexdigest()[:8]}-"


def _beside(folder: Path, begin: str) -> Path:
    """A new name beside a folder."""
    return folder.with_name(f"{begin}{uuid.uuid4().hex[:12]}")


def write_manifest(work: Path, report: Report) -> Manifest:
    """Hash every file of a finished report, and see it onto the disk. Raises Cancelled."""
    names = sorted(_files_in(work))
    files: dict[str, str] = {}
    for number, name in enumerate(names):
        report(Progress("manifest", number, len(names), "files"))
        files[name] = sha256_of(work / name)
        with (work / name).open("r+b") as stream:
            os.fsync(stream.fileno())
    described = {"kind": "CPCL report", "format": FORMAT, "files": files}
    content = (json.dumps(described, indent=1, sort_keys=True) + "\n").encode()
    with (work / MANIFEST).open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    return Manifest(files, hashlib.sha256(content).hexdigest())


def read_manifest(folder: Path) -> Manifest:
    """A report's manifest; `CaseError` when there is none that can be one of ours."""
    path = folder / MANIFEST
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise CaseError("{path} is too large to be a report's manifest.", path=path)
        content = read_regular(path)
        described: Any = json.loads(content)
    except FileNotFoundError as error:
        raise CaseError("{path} holds no report: it has no {manifest}.", path=folder, manifest=MANIFEST) from error
    except (OSError, ValueError, RecursionError) as error:
        raise CaseError("{path} cannot be read as a report's manifest ({why}).", path=path, why=error) from error
    files = described.get("files") if isinstance(described, dict) else None
    if not isinstance(files, dict) or described.get("kind") != "CPCL report":
        raise CaseError("{path} is not the manifest of a report of this program.", path=path)
    if described.get("format") != FORMAT:
        raise CaseError(
            "The report in {path} was made by another version of this program; update it to read it.", path=folder
        )
    if not all(isinstance(digest, str) and _stays_inside(name) for name, digest in files.items()):
        raise CaseError("{path} names files outside of the report; it was not written by this program.", path=path)
    return Manifest(files, hashlib.sha256(content).hexdigest())


def file_faults(folder: Path, manifest: Manifest, report: Report) -> list[str]:
    """Files that were changed, are missing or were added, in sentences. Raises Cancelled."""
    faults = []
    there = set(_files_in(folder))
    for number, (name, digest) in enumerate(sorted(manifest.files.items())):
        report(Progress("files", number, len(manifest.files), "files"))
        if name not in there:
            faults.append(worded("{name} is missing.", name=name))
            continue
        try:
            if sha256_of(folder / name) != digest:
                faults.append(
                    worded("{name} was changed: it does not have the hash that the manifest gives.", name=name)
                )
        except OSError as error:
            faults.append(worded("{name} cannot be read ({why}).", name=name, why=error.strerror))
    added = sorted(there - set(manifest.files) - {MANIFEST})
    return [*faults, *(worded("{name} does not belong to the report.", name=name) for name in added)]


def sha256_of(path: Path) -> str:
    """SHA-256 (hex) of a file."""
    digest = hashlib.sha256()
    with open_regular(path) as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _files_in(folder: Path) -> Iterator[str]:
    """Every file under a folder by its path within it; a link to a folder counts as a file."""
    for directory, subfolders, names in os.walk(folder):
        links = [name for name in subfolders if (Path(directory) / name).is_symlink()]
        for name in (*names, *links):
            yield (Path(directory) / name).relative_to(folder).as_posix()


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        bool(path.parts)
        and not path.is_absolute()
        and ".." not in path.parts
        and "\\" not in name
        and ":" not in name
    )
