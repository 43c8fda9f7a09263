"""Confirmed matches of a case → a data set in the CUHK-PEDES form, to train a model on.

Each passage that people decided to be a match is one person of the set, with
all its pictures; the captions are the descriptions they decided by: those of
the decisions, else the text of the search that had brought the passage up.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cpcl_desktop import __version__
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import LogEntry
from cpcl_desktop.engine.case.records import Decision
from cpcl_desktop.engine.errors import Cancelled, MachineError, UsageError
from cpcl_desktop.engine.evidence.outputs import check_output
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.report.folder import clear_up, is_free, put_in_place, sha256_of, unfinished

ANNOTATIONS: Final = "reid_raw.json"
PICTURES: Final = "imgs"
_SET = "data set"
_NAME_LENGTH = 60  # characters of the case's name in those of the pictures


@dataclass(frozen=True, slots=True)
class Passage:
    """A confirmed passage: `crops` by their numbers, `captions` the words it was confirmed by, newest first."""

    track: int
    source: int
    captions: tuple[str, ...]
    crops: tuple[int, ...]

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

    folder: Path
    passages: int
    pictures: int
    captions: int
    undescribed: int
    annotations_sha256: str


def write_pairs(case: Case, folder: Path, test: float, report: Report) -> PairsWritten:
    """Write the confirmed matches of a case into a new folder, which appears whole or not at all.

    `test` is the share of descriptions, from 0 to below 1, set aside as a test
    split. The case's log notes the export: where to, which passages, how many
    pictures, and the hash of the annotations.

    Raises:
        UsageError: nothing to train on, the folder is in use, or no purpose is given in a case where others were.
        Cancelled, MachineError: nothing of the set is left.
    """
    folder = folder.absolute()
    if not 0 <= test < 1:
        raise UsageError(f"The test share is {test:g}; give a number from 0 to below 1.")
    check_output(case, folder)
    clear_up(folder)
    _check_place(folder)
    _check_purpose(case)
    confirmed = list(_confirmed(case))
    passages = [passage for passage in confirmed if passage.captions]
    if not passages:
        raise UsageError(
            f"The case {case.path} has no confirmed passage with a description ({len(confirmed)} confirmed). "
            "Decide some first: cpcl decide CASE TRACK match --description TEXT. Nothing was written."
        )
    try:
        digest = _write_folder(case, passages, folder, test, report)
    except OSError as error:
        raise MachineError(
            f"The {_SET} could not be written to {folder} ({error.strerror or error}); nothing of it was left."
        ) from error
    except Cancelled as error:
        raise Cancelled(f"Stopped. No {_SET} was written; the case is as it was.") from error
    return _counted(folder, passages, len(confirmed), digest)


def _check_place(folder: Path) -> None:
    if not is_free(folder, _SET):
        raise UsageError(f"The folder {folder} is not empty; nothing in it was changed. Name another folder.")


def _check_purpose(case: Case) -> None:
    """Where others said why they used the case, pictures of people do not leave it without a why."""
    if case.log.purpose:
        return
    stated = [entry.purpose for entry in case.log.entries() if entry.purpose]
    if stated:
        raise UsageError(
            f"The case's log gives a purpose for what was done with it (last: “{stated[-1]}”), and pictures of "
            "people would leave it without one. Say why: --purpose TEXT. Nothing was written."
        )


def _confirmed(case: Case) -> Iterator[Passage]:
    """Passages whose last decision is a match, in the order of their numbers."""
    searches = [entry for entry in case.log.entries("search") if _words(entry)]
    for track, decision in sorted(case.decisions.current().items()):
        if decision.verdict == "match":
            rows = case.gallery.track_crops(track)
            crops = tuple(sorted(row.crop for row in rows))
            yield Passage(track, rows[0].source, _captions(case, decision, searches), crops)


def _captions(case: Case, last: Decision, searches: Sequence[LogEntry]) -> tuple[str, ...]:
    """The descriptions of all matches decided on the track, else of the last search before that found it."""
    decided = reversed(case.decisions.history(last.track))
    said = [made.description.strip() for made in decided if made.verdict == "match"]
    if not any(said):
        found = [entry for entry in searches if entry.number < last.id and last.track in _tracks(entry)]
        said = [_words(entry) for entry in found[-1:]]
    return tuple(dict.fromkeys(filter(None, said)))


def _words(entry: LogEntry) -> str:
    return str(entry.details.get("query", {}).get("text") or "").strip()


def _tracks(entry: LogEntry) -> frozenset[int]:
    return frozenset(int(hit[0]) for hit in entry.details.get("hits", ()))  # track, crop, score


def _write_folder(case: Case, passages: Sequence[Passage], folder: Path, test: float, report: Report) -> str:
    """Write the set, note it and put it in its place; returns the SHA-256 (hex) of its annotations."""
    records: list[dict[str, Any]] = []
    with unfinished(folder, _SET) as work:
        (work / PICTURES).mkdir()
        for done, passage in enumerate(passages):
            report(Progress("passages", done, len(passages), "passages"))
            records += _write_pictures(case, passage, work / PICTURES, test)
        annotations = work / ANNOTATIONS
        annotations.write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")
        digest = sha256_of(annotations)
        _note_export(case, passages, folder, digest)
        put_in_place(work, folder)
    return digest


def _write_pictures(case: Case, passage: Passage, folder: Path, test: float) -> Iterator[dict[str, Any]]:
    for crop in passage.crops:
        file = f"{_plain_name(case.path)}-{passage.track}-{crop}.jpg"
        (folder / file).write_bytes(case.gallery.crop_jpeg(crop))
        yield {
            "split": passage.split(test),
            "captions": list(passage.captions),
            "file_path": file,
            "id": passage.track,
            "camera": passage.source,
        }


def _plain_name(case: Path) -> str:
    """The case's name as every file system takes it, so that the sets of several cases can be put together."""
    return "".join(c if c.isalnum() or c in "-_." else "_" for c in case.stem)[:_NAME_LENGTH]


def _counted(folder: Path, passages: Sequence[Passage], confirmed: int, sha256: str) -> PairsWritten:
    pictures = sum(len(passage.crops) for passage in passages)
    captions = sum(len(passage.crops) * len(passage.captions) for passage in passages)
    return PairsWritten(folder, len(passages), pictures, captions, confirmed - len(passages), sha256)


def _note_export(case: Case, passages: Sequence[Passage], folder: Path, annotations_sha256: str) -> None:
    case.log.record(
        "export",
        {
            "what": _SET,
            "to": str(folder),
            "program": __version__,
            "passages": [passage.track for passage in passages],
            "pictures": sum(len(passage.crops) for passage in passages),
            "annotations_sha256": annotations_sha256,
        },
    )
