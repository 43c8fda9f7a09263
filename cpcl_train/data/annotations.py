"""Annotation files of captioned person sets, read into one list of records.

A record's position in that list is its image index for everything that follows: features, pseudo labels
and memories are keyed by it, never by the order of a shuffled pass.

CUHK-PEDES `reid_raw.json`, ICFG-PEDES `ICFG-PEDES.json` and RSTPReid `data_captions.json` are JSON lists
with the images under `imgs/`; any folder may use the CUHK-PEDES form, with the extra keys `camera` and
`attributes`. A folder with a `captions.jsonl` (image, person_id, captions) is read as a test split.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, Final

import numpy as np

from cpcl_desktop.bundle.errors import MediaError, UsageError

SPLITS: Final = ("train", "val", "test")
NO_CAMERA: Final = -1


@dataclass(frozen=True, slots=True)
class AnnotatedImage:
    """One image of one person with its captions; `camera` is -1 where the set does not name it.

    `person` is the file's own number (identities named by text are numbered by first appearance); it is
    for evaluation and analysis only, training never reads it.
    """

    path: Path
    person: int
    captions: tuple[str, ...]
    split: str
    camera: int = NO_CAMERA
    attributes: Mapping[str, str] = field(default_factory=dict)
    contradictions: tuple[str, ...] = ()
    """Sentences that are certainly wrong for this image, such as its own with two garments' colours swapped."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a kind of set keeps its annotations and images, and how it names the fields."""

    name: str
    folder: str
    """The set's customary folder name, looked for below the given root."""
    files: tuple[str, ...]
    images: str = "imgs"
    image_key: str = "file_path"
    person_key: str = "id"
    default_split: str | None = None


LAYOUTS: Final = (
    Layout("cuhk-pedes", "CUHK-PEDES", ("reid_raw.json",)),
    # The set's own instructions name the file with an underscore, its archive holds a hyphen.
    Layout("icfg-pedes", "ICFG-PEDES", ("ICFG-PEDES.json", "ICFG_PEDES.json")),
    Layout("rstpreid", "RSTPReid", ("data_captions.json",), image_key="img_path"),
    Layout(
        "jsonl", "", ("captions.jsonl",), images="", image_key="image", person_key="person_id",
        default_split="test",
    ),
)  # fmt: skip


# Files of sets as their makers and others send them, and what there is to do with each.
_OTHERS: Final = {
    "**/caption_all.json": " There is a caption_all.json, as CUHK-PEDES is sent: it says not who trains and who "
    "tests. Add “split” (train, val, test) to each record by the set's published split, and save it as "
    "reid_raw.json; images go under imgs/.",
    "**/annotations/train.json": " There is an annotations/train.json, as TextReID makes it, with one sentence a "
    "record. Use the set's own reid_raw.json from which it was made.",
    "**/*.csv": " There is a CSV file. Write each row as a line of captions.jsonl: image, person_id, captions (a "
    "list); to train, in the form of reid_raw.json.",
    "**/*.tsv": " There is a table. Write each row as a line of captions.jsonl: image, person_id, "
    "captions (a list).",
}


@dataclass(frozen=True, slots=True)
class AnnotationFile:
    """An annotation file that was found: its layout, the folder of its images, its undecoded records."""

    layout: Layout
    path: Path
    images: Path
    records: tuple[Any, ...]


def read_annotations(root: Path, layout: str = "auto") -> list[AnnotatedImage]:
    """Every annotated image below `root`, in the file's order; images are not opened here.

    `layout` is one of `cuhk-pedes` (also for any folder in that form), `icfg-pedes`, `rstpreid`, `jsonl`,
    or `auto`, which goes by the annotation file's name. Raises UsageError if no such file is found or a
    record cannot be used, MediaError if the file cannot be read; the message names file and record.
    """
    source = load_records(root, layout)
    numbers = number_identities([identity_of(record, source.layout) for record in source.records])
    images, faults = [], []
    for position, record in enumerate(source.records):
        fault = fault_of(record, source.layout)
        if fault is None:
            images.append(_decode(record, source, numbers[position]))
        else:
            faults.append(f"record {position}: {fault}")
    if faults:
        more = f" ({len(faults)} records are affected)" if len(faults) > 1 else ""
        raise UsageError(
            f"{source.path} cannot be used: {faults[0]}{more}. "
            "Run cpcl-train check-data on the folder for the full list, correct the file and try again."
        )
    return images


def hold_out_identities(images: Sequence[AnnotatedImage], share: float, seed: int) -> list[AnnotatedImage]:
    """Move about `share` of the training identities, whole, to `val`, for sets that come without one.

    The choice depends on the identities and `seed` only, not on the order of `images`; order is kept.
    Raises UsageError if fewer than two training identities are there or `share` is outside (0, 1).
    """
    people = np.unique([image.person for image in images if image.split == "train"])
    if len(people) < 2 or not 0 < share < 1:
        raise UsageError(
            f"Cannot hold out {share:.0%} of {len(people)} training identities for validation; "
            "give a share between 0 and 1 and at least two identities."
        )
    count = min(max(1, round(share * len(people))), len(people) - 1)
    chosen = set(np.random.default_rng(seed).choice(people, size=count, replace=False).tolist())
    return [
        replace(image, split="val") if image.split == "train" and image.person in chosen else image
        for image in images
    ]


def load_records(root: Path, layout: str = "auto") -> AnnotationFile:
    """Find and parse the annotation file without judging its records; raises as `read_annotations`."""
    kind, path = _find(root, layout)
    try:
        text = path.read_text(encoding="utf-8-sig")
        records = _parse_lines(text) if path.suffix == ".jsonl" else json.loads(text)
    except OSError as error:
        raise MediaError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise MediaError(f"{path} is not valid JSON ({error}); fetch or export it again.") from error
    if not isinstance(records, list) or not records:
        raise UsageError(f"{path} holds no list of annotated images; it is empty or another kind of file.")
    images = path.parent / kind.images
    # Some copies of the sets are unpacked without the imgs folder.
    return AnnotationFile(kind, path, images if images.is_dir() else path.parent, tuple(records))


def fault_of(record: object, layout: Layout) -> str | None:
    """Why a record cannot be used, as the end of a sentence, or None if it is sound."""
    if not isinstance(record, dict):
        return "it is not an object with fields"
    if (fault := _path_fault(record.get(layout.image_key), layout.image_key)) is not None:
        return fault
    if identity_of(record, layout) is None:
        return f"`{layout.person_key}` is missing or neither a whole number nor text"
    if record.get("split", layout.default_split) not in SPLITS:
        return f"`split` is {record.get('split')!r}, not one of train, val, test"
    if type(record.get("camera", NO_CAMERA)) is not int:
        return "`camera` is not a whole number"
    if not _is_text_map(record.get("attributes", {})):
        return "`attributes` is not an object of texts"
    if not _is_text_list(record.get("contradictions", [])):
        return "`contradictions` is not a list of texts"
    return _captions_fault(record.get("captions"))


def identity_of(record: object, layout: Layout) -> int | str | None:
    """The identity as the file names it, or None if it has none that can be used."""
    value = record.get(layout.person_key) if isinstance(record, dict) else None
    return value if type(value) is int or (isinstance(value, str) and value.strip()) else None


def number_identities(names: Sequence[int | str | None]) -> list[int]:
    """Whole numbers for identities: kept if all are numbers, else numbered by first appearance."""
    numbers = [name for name in names if isinstance(name, int)]
    if len(numbers) == len(names):
        return numbers
    order = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return [order[name] for name in names]


def image_path(record: Mapping[str, Any], source: AnnotationFile) -> Path:
    """The image file of a sound record."""
    return source.images / PurePosixPath(record[source.layout.image_key].replace("\\", "/"))


def _decode(record: Mapping[str, Any], source: AnnotationFile, person: int) -> AnnotatedImage:
    return AnnotatedImage(
        path=image_path(record, source),
        person=person,
        captions=tuple(caption.strip() for caption in record["captions"]),
        split=record.get("split", source.layout.default_split),
        camera=record.get("camera", NO_CAMERA),
        attributes=dict(record.get("attributes", {})),
        contradictions=tuple(record.get("contradictions", ())),
    )


def _find(root: Path, name: str) -> tuple[Layout, Path]:
    """The layout and file to read; a file directly in `root` wins over a customary folder below it."""
    known = [layout for layout in LAYOUTS if name in ("auto", layout.name)]
    if not known:
        raise UsageError(f"There is no layout {name!r}; use auto, {', '.join(kind.name for kind in LAYOUTS)}.")
    if not root.is_dir():
        raise UsageError(f"The data folder {root} does not exist.")
    found = _present(root, known) or [
        hit for kind in known if kind.folder for hit in _present(root / kind.folder, [kind])
    ]
    if not found:
        wanted = ", ".join(file for kind in known for file in kind.files)
        other = next((words for name, words in _OTHERS.items() if any(root.glob(name))), "")
        raise UsageError(f"No annotation file found in {root}; looked for {wanted}.{other}")
    if len({kind.name for kind, _ in found}) > 1:
        names = ", ".join(kind.name for kind, _ in found)
        raise UsageError(f"{root} holds more than one set ({names}); name one of them as the layout.")
    return found[0]


def _present(folder: Path, layouts: Sequence[Layout]) -> list[tuple[Layout, Path]]:
    return [(kind, folder / file) for kind in layouts for file in kind.files if (folder / file).is_file()]


def _parse_lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _path_fault(value: object, key: str) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return f"`{key}` is missing or not text"
    path = PurePosixPath(value.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts:
        return f"`{key}` {value!r} leads out of the data folder"
    return None


def _captions_fault(captions: object) -> str | None:
    if not isinstance(captions, list) or not captions:
        return "it has no captions"
    if not all(isinstance(caption, str) for caption in captions):
        return "a caption is not text"
    if not all(caption.strip() for caption in captions):
        return "a caption is empty"
    return None


def _is_text_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)


def _is_text_map(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())
