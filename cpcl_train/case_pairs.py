"""Confirmed matches of a case → a training set in the CUHK-PEDES format.

Each passage that people decided to be a match is one person of the set, with all its crops; the captions are
the descriptions they decided by: that of the decision, else the text of the search that had brought the
passage up. The case is opened read-only.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cpcl_desktop.bundle.errors import CaseError, MachineError, UsageError

ANNOTATIONS: Final = "reid_raw.json"
_APPLICATION_ID: Final = 0x4350434C  # of a case file
_DECISIONS_SINCE: Final = 4  # the schema version that brought the table `decision`


@dataclass(frozen=True, slots=True)
class Passage:
    """A confirmed passage: `crops` are (number, JPEG), `captions` the words it was confirmed by."""

    track: int
    camera: int
    captions: tuple[str, ...]
    crops: tuple[tuple[int, bytes], ...]

    def split(self, test: float) -> str:
        """`test` for about that share of all descriptions, always the same ones; else `train`.

        It goes by the description, so that passages with the same words are never on both sides, and
        further decisions never move a passage to the other side.
        """
        digest = hashlib.sha256(self.captions[0].casefold().encode()).digest()
        return "test" if int.from_bytes(digest[:4], "big") < test * 2**32 else "train"


@dataclass(frozen=True, slots=True)
class PairsWritten:
    """What was written, and how many confirmed passages had no words to train with."""

    path: Path
    people: int
    images: int
    captions: int
    undescribed: int

    def __str__(self) -> str:
        lines = [f"{self.path}: {self.images} crops of {self.people} confirmed passages, {self.captions} captions."]
        if self.undescribed:
            lines.append(
                f"{self.undescribed} confirmed passages were left out: neither the decision nor a search before "
                "it says in words what the person looks like."
            )
        lines.append(
            "The folder holds pictures of people out of the case: keep it as you keep the case. The case was "
            "opened read-only, so its log has no entry of this."
        )
        return "\n".join(lines)


def write_pairs(case: Path, out: Path, test: float = 0.0) -> PairsWritten:
    """Write the training set of `case` to the folder `out`, which appears whole or not at all.

    `test` is the share of descriptions set aside as a test split. Raises `CaseError` where the file is no
    case that can be read, `UsageError` where it holds nothing to train on or `out` is in use,
    `MachineError` where the folder cannot be written.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out} exists and is not an empty folder; it was left as it is. Give another folder.")
    if not 0 <= test < 1:
        raise UsageError(f"The test share is {test:g}; give a number from 0 to below 1.")
    with _open(case) as connection:
        confirmed = list(_confirmed(connection))
    passages = [passage for passage in confirmed if passage.captions and passage.crops]
    if not passages:
        raise UsageError(
            f"The case {case} has no confirmed passage with a description ({len(confirmed)} confirmed). Decide "
            "some first: cpcl decide CASE TRACK match --description TEXT. Nothing was written."
        )
    try:
        _write(passages, case.stem, out, test)
    except OSError as error:
        raise MachineError(f"{out} could not be written ({error.strerror}); nothing was kept of it.") from error
    images = sum(len(passage.crops) for passage in passages)
    captions = sum(len(passage.crops) * len(passage.captions) for passage in passages)
    return PairsWritten(out / ANNOTATIONS, len(passages), images, captions, len(confirmed) - len(passages))


@contextlib.contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    """The case read-only; what SQLite says on the way becomes a `CaseError`."""
    if not path.is_file():
        raise CaseError(f"There is no case {path}.")
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            _check(connection, path)
            yield connection
    except sqlite3.Error as error:
        raise CaseError(f"{path} is not a CPCL case, or it is damaged ({error}); it was not changed.") from error


def _check(connection: sqlite3.Connection, path: Path) -> None:
    if _number(connection, "application_id") != _APPLICATION_ID:
        raise CaseError(f"{path} is a database, but not a CPCL case.")
    if _number(connection, "user_version") < _DECISIONS_SINCE:
        raise CaseError(
            f"The case {path} was last opened by an older version, which knew no decisions; open it once with "
            "`cpcl info` and decide about passages."
        )


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _confirmed(connection: sqlite3.Connection) -> Iterator[Passage]:
    """Passages whose last decision is a match, in track order."""
    rows = connection.execute(
        "SELECT d.id, t.id, t.source FROM decision d JOIN track t ON t.id = d.track WHERE d.verdict = 'match' "
        "AND d.id = (SELECT max(id) FROM decision WHERE track = d.track) ORDER BY t.id"
    )
    searches = _searches(connection)
    for decision, track, source in rows.fetchall():
        crops = connection.execute("SELECT id, jpeg FROM crop WHERE track = ? ORDER BY id", (track,)).fetchall()
        captions = _captions(connection, decision, track, searches)
        yield Passage(track, source, captions, tuple((number, bytes(jpeg)) for number, jpeg in crops))


def _captions(
    connection: sqlite3.Connection, decision: int, track: int, searches: Sequence[tuple[int, str, frozenset[int]]]
) -> tuple[str, ...]:
    """The descriptions of all matches decided on the track, else of the last search before that found it."""
    rows = connection.execute(
        "SELECT description FROM decision WHERE track = ? AND verdict = 'match' ORDER BY id DESC", (track,)
    )
    said = [text.strip() for (text,) in rows if text and text.strip()]
    if not said:
        said = [text for number, text, found in searches if number < decision and track in found][-1:]
    return tuple(dict.fromkeys(said))


def _searches(connection: sqlite3.Connection) -> list[tuple[int, str, frozenset[int]]]:
    """The log's searches with words, in order: entry number, text, tracks found."""
    rows = connection.execute("SELECT number, details FROM log WHERE action = 'search' ORDER BY number")
    found = ((number, json.loads(details)) for number, details in rows)
    return [(number, text, _tracks(details)) for number, details in found if (text := _text(details))]


def _text(details: dict[str, Any]) -> str:
    return str(details.get("query", {}).get("text") or "").strip()


def _tracks(details: dict[str, Any]) -> frozenset[int]:
    return frozenset(int(hit[0]) for hit in details.get("hits", ()))  # track, crop, score


def _write(passages: Sequence[Passage], name: str, out: Path, test: float) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        (work / "imgs").mkdir()
        records = [record for passage in passages for record in _write_crops(passage, name, work / "imgs", test)]
        text = json.dumps(records, ensure_ascii=False, indent=1)
        (work / ANNOTATIONS).write_text(text, encoding="utf-8")
        work.replace(out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write_crops(passage: Passage, name: str, folder: Path, test: float) -> Iterator[dict[str, Any]]:
    for number, jpeg in passage.crops:
        file = f"{name}-{passage.track}-{number}.jpg"
        (folder / file).write_bytes(jpeg)
        yield {
            "split": passage.split(test), "captions": list(passage.captions), "file_path": file,
            "id": passage.track, "camera": passage.camera,
        }  # fmt: skip
