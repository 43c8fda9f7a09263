"""Folders that `cpcl pairs` wrote, read together: groups, pairs that are wrong, and undecided passages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cpcl_desktop.bundle.descent import PairsUsed
from cpcl_desktop.bundle.errors import MediaError, UsageError
from cpcl_train.data.annotations import AnnotationFile, fault_of, image_path, load_records

BESIDE: Final = "pairs.json"
_PICTURES: Final = "others"
_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage: its pictures, and the words it was decided by (none: nobody decided)."""

    pictures: tuple[Path, ...]
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CasePairs:
    """What people decided, of one or several cases.

    `groups` by their key are passages of one description or one person; `test` are the keys that were set aside.
    Of `wrong` each passage was decided not to show its caption; of `others` nobody decided.
    """

    groups: Mapping[str, tuple[Passage, ...]]
    test: frozenset[str]
    wrong: tuple[Passage, ...]
    others: tuple[Passage, ...]
    used: tuple[PairsUsed, ...]


def read_pairs(folders: Sequence[Path]) -> CasePairs:
    """Read the folders; `UsageError` or `MediaError` says what is wrong with one, and that nothing was written."""
    groups: dict[str, list[Passage]] = {}
    test: set[str] = set()
    wrong, others, used = [], [], []
    for folder in folders:
        beside, digest = _beside(folder)
        source = load_records(folder)
        found = _groups(source)
        for key, (split, passages) in found.items():
            groups.setdefault(key, []).extend(passages)
            test |= {key} if split == "test" else set()
        wrong += [_passage(folder, entry, (entry["caption"],)) for entry in beside["wrong"]]
        others += [_passage(folder, entry) for entry in beside["others"]]
        counted = sum(len(passages) for _, passages in found.values())
        used.append(PairsUsed(str(beside["case"]), digest, len(found), counted, len(beside["wrong"])))
    whole = {key: tuple(groups[key]) for key in sorted(groups)}
    return CasePairs(whole, frozenset(test), tuple(wrong), tuple(others), tuple(used))


def _beside(folder: Path) -> tuple[dict[str, Any], str]:
    """A folder's `pairs.json` and its SHA-256."""
    path = folder / BESIDE
    if not path.is_file():
        raise UsageError(
            f"{folder} has no {BESIDE}: it was not written by `cpcl pairs`, or by an older one. Write it anew with "
            "`cpcl pairs CASE --out FOLDER`. Nothing was written."
        )
    try:
        content = path.read_bytes()
        table = json.loads(content)
        wrong = [(one["caption"], one["files"]) for one in table["wrong"]]
        files = [name for _, names in wrong for name in names]
        files += [name for one in table["others"] for name in one["files"]]
    except OSError as error:
        raise MediaError(f"{path} cannot be read ({error.strerror}). Nothing was written.") from error
    except (ValueError, TypeError, KeyError) as error:
        raise UsageError(f"{path} is not what `cpcl pairs` writes ({error!r}). Nothing was written.") from error
    if table.get("format") != _FORMAT or not all(_is_plain(name) for name in files):
        raise UsageError(f"{path} is of another form than this program reads. Nothing was written.")
    return table, hashlib.sha256(content).hexdigest()


def _is_plain(name: object) -> bool:
    """Whether a name stays in its folder."""
    return isinstance(name, str) and Path(name).name == name and "\\" not in name


def _groups(source: AnnotationFile) -> dict[str, tuple[str, list[Passage]]]:
    """Split and passages by the key of their group."""
    passages: dict[tuple[str, str, int], list[Mapping[str, Any]]] = {}
    for position, record in enumerate(source.records):
        fault = fault_of(record, source.layout)
        if fault is None and not (isinstance(record.get("group"), str) and isinstance(record.get("passage"), int)):
            fault = "it does not say of which group and passage it is; write the pairs anew with `cpcl pairs`"
        if fault is not None:
            raise UsageError(f"{source.path} cannot be used: record {position}: {fault}. Nothing was written.")
        passages.setdefault((record["group"], record["split"], record["passage"]), []).append(record)
    groups: dict[str, tuple[str, list[Passage]]] = {}
    for (key, split, _), records in passages.items():
        pictures = tuple(image_path(record, source) for record in records)
        captions = tuple(caption.strip() for caption in records[0]["captions"])
        groups.setdefault(key, (split, []))[1].append(Passage(pictures, captions))
    return groups


def _passage(folder: Path, entry: Mapping[str, Any], captions: tuple[str, ...] = ()) -> Passage:
    return Passage(tuple(folder / _PICTURES / name for name in entry["files"]), captions)
