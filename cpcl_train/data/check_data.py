"""What is missing or odd in a data set, in plain sentences, and its counts beside the published ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np

from cpcl_desktop.bundle.plain_text import shortened
from cpcl_train.data.annotations import (
    SPLITS,
    AnnotationFile,
    fault_of,
    identity_of,
    image_path,
    load_records,
)

_JPEG_START, _JPEG_END = b"\xff\xd8", b"\xff\xd9"
_NAMED: Final = 3
"""How many culprits a sentence names; the rest is counted."""
_FEW: Final = 2
"""People who may share a sentence by chance."""
_EVERY: Final = 500
"""Images between two reports of progress."""

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Counts:
    """Size of one split."""

    identities: int
    images: int
    captions: int


PUBLISHED: Final[Mapping[str, Mapping[str, Counts]]] = {
    "cuhk-pedes": {
        "train": Counts(11_003, 34_054, 68_126),
        "val": Counts(1_000, 3_078, 6_158),
        "test": Counts(1_000, 3_074, 6_156),
    },
    "icfg-pedes": {"train": Counts(3_102, 34_674, 34_674), "test": Counts(1_000, 19_848, 19_848)},
    "rstpreid": {
        "train": Counts(3_701, 18_505, 37_010),
        "val": Counts(200, 1_000, 2_000),
        "test": Counts(200, 1_000, 2_000),
    },
}


@dataclass(frozen=True, slots=True)
class DataReport:
    """The outcome of a check.

    `problems` keep the set from being trained on as it is; `remarks` are odd but harmless.
    """

    layout: str
    path: Path
    counts: Mapping[str, Counts]
    problems: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def usable(self) -> bool:
        """Whether training can start."""
        return not self.problems

    def to_table(self) -> dict[str, Any]:
        """Plain values for JSON, with the published counts of the layout beside those found."""
        return {
            "layout": self.layout, "annotations": str(self.path), "usable": self.usable,
            "counts": {split: asdict(found) for split, found in self.counts.items()},
            "published": {split: asdict(count) for split, count in PUBLISHED.get(self.layout, {}).items()},
            "problems": list(self.problems), "remarks": list(self.remarks),
        }  # fmt: skip

    def __str__(self) -> str:
        head = f"{self.path} (layout {self.layout})"
        verdict = "The set can be used." if self.usable else "The set cannot be used until this is put right:"
        problems = [f"  - {sentence}" for sentence in self.problems]
        remarks = ["Worth knowing:", *(f"  - {sentence}" for sentence in self.remarks)] if self.remarks else []
        return "\n".join([head, *self._table(), verdict, *problems, *remarks])

    def _table(self) -> list[str]:
        published = PUBLISHED.get(self.layout, {})
        lines = [f"{'split':<6} {'identities':>18} {'images':>18} {'captions':>18}"]
        for split in SPLITS:
            here, there = self.counts.get(split), published.get(split)
            if here or there:
                cells = (_cell(here, there, name) for name in ("identities", "images", "captions"))
                lines.append(f"{split:<6} " + " ".join(f"{cell:>18}" for cell in cells))
        return [*lines, "(published counts in parentheses)"] if published else lines


def check_data(
    root: Path, layout: str = "auto", open_images: bool = True, report: Report | None = None
) -> DataReport:
    """Look at every record and image of a set; `open_images` false only looks whether files are there.

    `report(done, all)` is called now and then with counts of opened images. Raises UsageError or MediaError,
    as `read_annotations` does, only where there is nothing to look at.
    """
    source = load_records(root, layout)
    faults = [fault_of(record, source.layout) for record in source.records]
    sound = [record for record, fault in zip(source.records, faults, strict=True) if fault is None]
    counts = _count(sound, source)
    problems = [
        *_record_problems(faults),
        *_image_problems(sound, source, open_images, report),
        *_identity_problems(sound, source),
    ]
    remarks = [
        *_identity_remarks(sound, source),
        *_caption_remarks(sound, source),
        *_split_remarks(counts, source.layout.name),
    ]
    return DataReport(source.layout.name, source.path, counts, tuple(problems), tuple(remarks))


def _count(records: Iterable[Mapping[str, Any]], source: AnnotationFile) -> dict[str, Counts]:
    people: dict[str, set[int | str | None]] = defaultdict(set)
    images: Counter[str] = Counter()
    captions: Counter[str] = Counter()
    for record in records:
        split = _split(record, source)
        people[split].add(identity_of(record, source.layout))
        images[split] += 1
        captions[split] += len(record["captions"])
    return {name: Counts(len(people[name]), images[name], captions[name]) for name in SPLITS if images[name]}


def _record_problems(faults: Sequence[str | None]) -> Iterable[str]:
    """One sentence per kind of fault, so that a thousand alike make one line."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for position, fault in enumerate(faults):
        if fault is not None:
            kinds[fault].append(str(position))
    for fault, positions in kinds.items():
        yield f"{_count_of(positions, 'record')} cannot be read: {fault} (record {_named(positions)})."


def _image_problems(
    records: Sequence[Any], source: AnnotationFile, open_images: bool, report: Report | None
) -> Iterable[str]:
    paths = list(dict.fromkeys(image_path(record, source) for record in records))
    missing = [path for path in paths if not path.is_file()]
    if missing:
        yield (
            f"{_count_of(missing, 'image')} of {len(paths)} not found, e.g. {_named(missing)}; "
            "check that the image archives are unpacked where the annotation file expects them."
        )
    corrupt = _corrupt([path for path in paths if path.is_file()], report) if open_images else []
    if corrupt:
        yield f"{_count_of(corrupt, 'image')} cannot be decoded, e.g. {_named(corrupt)}; fetch them again."


def _corrupt(paths: Sequence[Path], report: Report | None) -> list[Path]:
    """Those that do not decode, in order; several are opened at a time."""
    found = []
    with ThreadPoolExecutor() as pool:
        for done, (path, decodes) in enumerate(zip(paths, pool.map(_decodes, paths), strict=True), 1):
            if not decodes:
                found.append(path)
            if report and (done % _EVERY == 0 or done == len(paths)):
                report(done, len(paths))
    return found


def _identity_problems(records: Sequence[Any], source: AnnotationFile) -> Iterable[str]:
    owners: dict[Path, set[int | str | None]] = defaultdict(set)
    splits: dict[int | str | None, set[str]] = defaultdict(set)
    for record in records:
        person = identity_of(record, source.layout)
        owners[image_path(record, source)].add(person)
        splits[person].add(_split(record, source))
    disputed = [path for path, people in owners.items() if len(people) > 1]
    if disputed:
        yield f"{_count_of(disputed, 'image')} listed under more than one identity, e.g. {_named(disputed)}."
    leaking = [person for person, where in splits.items() if "train" in where and len(where) > 1]
    if leaking:
        yield (
            f"{_count_of(leaking, 'identity')} in train and in another split, e.g. {_named(leaking)}; "
            "figures on that split would be too good."
        )


def _identity_remarks(records: Sequence[Any], source: AnnotationFile) -> Iterable[str]:
    times = Counter(image_path(record, source) for record in records)
    repeated = [path for path, count in times.items() if count > 1]
    if repeated:
        yield f"{_count_of(repeated, 'image')} listed more than once, e.g. {_named(repeated)}."
    images = Counter(identity_of(record, source.layout) for record in records)
    single = [person for person, count in images.items() if count == 1]
    if single:
        yield f"{_count_of(single, 'identity')} with one image only, e.g. {_named(single)}."
    usual = Counter(len(record["captions"]) for record in records)
    if len(usual) > 1:
        spread = ", ".join(f"{count} with {number}" for number, count in sorted(usual.items()))
        yield f"The number of captions varies: images {spread}."


def _caption_remarks(records: Sequence[Any], source: AnnotationFile) -> Iterable[str]:
    """Sentences that cannot tell people apart, since many have them."""
    owners: dict[str, set[int | str | None]] = defaultdict(set)
    for record in records:
        for caption in record["captions"]:
            owners[" ".join(caption.lower().split())].add(identity_of(record, source.layout))
    shared = sorted(
        (caption for caption, people in owners.items() if len(people) > _FEW), key=lambda c: -len(owners[c])
    )
    if shared:
        named = "; ".join(f"“{shortened(caption, 60)}” of {len(owners[caption])}" for caption in shared[:_NAMED])
        yield (
            f"{_count_of(shared, 'sentence')} the same for more than {_FEW} people, e.g. {named}; a search by it "
            "cannot find the one it was written for."
        )


def _split_remarks(counts: Mapping[str, Counts], layout: str) -> Iterable[str]:
    if "train" not in counts:
        yield "There is no train split: the set can be evaluated on, not trained on."
    elif "val" not in counts:
        yield "There is no val split: training holds out identities of its own to choose the checkpoint."
    if "test" not in counts:
        yield "There is no test split: nothing here can score the trained model on people it never saw."
    differing = [
        split for split, there in PUBLISHED.get(layout, {}).items() if counts.get(split) not in (None, there)
    ]
    if differing:
        yield (
            f"The counts of {', '.join(differing)} differ from the published ones: if this is meant to be the "
            "published set, the copy is incomplete or another version."
        )


def _split(record: Mapping[str, Any], source: AnnotationFile) -> str:
    return str(record.get("split", source.layout.default_split))


def _decodes(path: Path) -> bool:
    try:
        content = path.read_bytes()
    except OSError:
        return False
    # The decoder fills the missing part of a JPEG that was cut short with grey and says nothing.
    if not content or (content.startswith(_JPEG_START) and _JPEG_END not in content):
        return False
    try:
        picture = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_REDUCED_COLOR_8)
    except cv2.error:  # smaller than the eight pixels that become one, or broken in a way of its own
        return False
    return picture is not None


def _cell(here: Counts | None, there: Counts | None, name: str) -> str:
    count = f"{getattr(here, name):,}" if here else "none"
    return f"{count} ({getattr(there, name):,})" if there else count


def _count_of(items: Sequence[object], noun: str) -> str:
    if len(items) == 1:
        return f"1 {noun}"
    return f"{len(items):,} {'identities' if noun == 'identity' else noun + 's'}"


def _named(items: Sequence[object]) -> str:
    return ", ".join(str(item) for item in items[:_NAMED]) + (" …" if len(items) > _NAMED else "")
