"""Decisions of a case → a data set in the CUHK-PEDES form, to train a model on.

Each group of passages (`pair_groups`) is one person of the set, with all its pictures; the captions are what was
written of them and the descriptions they were decided by: those of the decisions, else the text of the search that
had brought the passage up. Beside them lie what was decided to be no match and some passages of which nobody
decided anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cpcl_desktop import __version__
from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import Cancelled, MachineError, UsageError
from cpcl_desktop.engine.evidence.outputs import check_output
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.report.folder import clear_up, is_free, put_in_place, sha256_of, unfinished
from cpcl_desktop.engine.report.pair_groups import Decided, Group, Passage, decided_of

ANNOTATIONS: Final = "reid_raw.json"
BESIDE: Final = "pairs.json"
PICTURES: Final = "imgs"
OTHERS: Final = "others"
FORMAT: Final = 1
"""Of `pairs.json`."""
_SET = worded("data set")
_NAME_LENGTH = 60  # characters of the case's name in those of the pictures


@dataclass(frozen=True, slots=True)
class PairsWritten:
    """What was written, and how many confirmed passages had no words to train with."""

    folder: Path
    passages: int
    groups: int
    pictures: int
    captions: int
    wrong: int
    others: int
    undescribed: int
    annotations_sha256: str
    pairs_sha256: str


def write_pairs(case: Case, folder: Path, test: float, report: Report, others: int = 0) -> PairsWritten:
    """Write what was decided in a case into a new folder, which appears whole or not at all.

    `test` is the share of groups, from 0 to below 1, set aside as a test split;
    `others` the most passages that go with them undecided. The case's log notes the export: where to, which
    passages, how many pictures, and the hashes of both files.

    Raises:
        UsageError: nothing to train on, the folder is in use, or no purpose is given in a case where others were.
        Cancelled, MachineError: nothing of the set is left.
    """
    folder = folder.absolute()
    if not 0 <= test < 1:
        raise UsageError("The test share is {test:g}; give a number from 0 to below 1.", test=test)
    check_output(case, folder)
    clear_up(folder)
    _check_place(folder)
    _check_purpose(case)
    try:
        decided = decided_of(case, others, report)
        if not decided.groups:
            raise UsageError(
                "The case {path} has no confirmed passage with a description ({confirmed} confirmed). Decide "
                "some first: cpcl decide CASE TRACK match --description TEXT. Nothing was written.",
                path=case.path,
                confirmed=decided.undescribed,
            )
        return _write_folder(case, decided, folder, test, report)
    except OSError as error:
        raise MachineError(
            "The {what} could not be written to {path} ({why}); nothing of it was left.",
            what=_SET,
            path=folder,
            why=error.strerror or error,
        ) from error
    except Cancelled as error:
        raise Cancelled("Stopped. No {what} was written; the case is as it was.", what=_SET) from error


def _check_place(folder: Path) -> None:
    if not is_free(folder, _SET):
        raise UsageError(
            "The folder {path} is not empty; nothing in it was changed. Name another folder.", path=folder
        )


def _check_purpose(case: Case) -> None:
    """Where others said why they used the case, pictures of people do not leave it without a why."""
    if case.log.purpose:
        return
    stated = [entry.purpose for entry in case.log.entries() if entry.purpose]
    if stated:
        raise UsageError(
            "The case's log gives a purpose for what was done with it (last: “{text}”), and pictures of people "
            "would leave it without one. Say why: --purpose TEXT. Nothing was written.",
            text=stated[-1],
        )


def _write_folder(case: Case, decided: Decided, folder: Path, test: float, report: Report) -> PairsWritten:
    """Write the set, note it and put it in its place."""
    records: list[dict[str, Any]] = []
    groups = {passage.track: group for group in decided.groups for passage in group.passages}
    passages = decided.passages
    with unfinished(folder, _SET) as work:
        (work / PICTURES).mkdir()
        for done, passage in enumerate(passages):
            report(Progress("passages", done, len(passages), "passages"))
            records += _write_pictures(case, passage, groups[passage.track], work / PICTURES, test)
        annotations = work / ANNOTATIONS
        annotations.write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")
        beside = _write_beside(case, decided, work, sha256_of(annotations))
        written = PairsWritten(
            folder, len(passages), len(decided.groups), len(records), sum(len(r["captions"]) for r in records),
            len(decided.wrong), len(decided.others), decided.undescribed,
            sha256_of(annotations), sha256_of(beside),
        )  # fmt: skip
        _note_export(case, passages, written)
        put_in_place(work, folder)
    return written


def _write_pictures(
    case: Case, passage: Passage, group: Group, folder: Path, test: float
) -> Iterator[dict[str, Any]]:
    for crop in passage.crops:
        yield {
            "split": group.split(test),
            "captions": list(passage.captions),
            "file_path": _write_picture(case, passage.track, crop, folder),
            "id": group.number,
            "camera": passage.source,
            "passage": passage.track,
            "group": group.key,
        }


def _write_beside(case: Case, decided: Decided, work: Path, annotations_sha256: str) -> Path:
    """Write what the CUHK-PEDES form has no place for: pairs that are wrong, undecided passages, where from."""
    (work / OTHERS).mkdir()
    wrong = [
        {
            "caption": one.caption,
            "passage": one.track,
            "camera": one.source,
            "files": [_write_picture(case, one.track, crop, work / OTHERS) for crop in one.crops],
        }
        for one in decided.wrong
    ]
    others = [
        {"passage": track, "camera": source, "files": [_write_picture(case, track, crop, work / OTHERS)]}
        for track, source, crop in decided.others
    ]
    model = case.models.current()
    table = {
        "format": FORMAT,
        "program": __version__,
        "case": _plain_name(case.path),
        "model": None if model is None else {"name": model.name, "sha256": model.sha256},
        "annotations_sha256": annotations_sha256,
        "wrong": wrong,
        "others": others,
    }
    file = work / BESIDE
    file.write_text(json.dumps(table, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def _write_picture(case: Case, track: int, crop: int, folder: Path) -> str:
    """Write a crop's picture; the name of its file."""
    file = f"{_plain_name(case.path)}-{track}-{crop}.jpg"
    (folder / file).write_bytes(case.gallery.crop_jpeg(crop))
    return file


def _plain_name(case: Path) -> str:
    """The case's name as every file system takes it, so that the sets of several cases can be put together."""
    return "".join(c if c.isalnum() or c in "-_." else "_" for c in case.stem)[:_NAME_LENGTH]


def _note_export(case: Case, passages: Sequence[Passage], written: PairsWritten) -> None:
    case.log.record(
        "export",
        {
            "what": _SET,
            "to": str(written.folder),
            "program": __version__,
            "passages": [passage.track for passage in passages],
            "pictures": written.pictures,
            "wrong": written.wrong,
            "others": written.others,
            "annotations_sha256": written.annotations_sha256,
            "pairs_sha256": written.pairs_sha256,
        },
    )
