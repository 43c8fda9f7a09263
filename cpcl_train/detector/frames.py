"""Frames of real footage with boxes of people, as annotation tools write them (YOLO, COCO), and pieces of them.

YOLO: beside each picture (or in `labels` beside `images`) a text file of its name, each line
`class centre-x centre-y width height [score]` in shares of the picture. COCO: a JSON file with `images` and
`annotations`. Which classes are people: `classes`; others are things that are not. A picture without
a text file, or that the JSON file does not name, was not looked at and is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.detector.classes import coco_people, yolo_people
from cpcl_train.detector.cutouts import Draw
from cpcl_train.detector.scenes import SMALLEST, Boxes, Sample
from cpcl_train.synthetic.backgrounds import degrade

_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp"})
_SEEN = 0.4
"""Least share of a box that must be in a piece of the frame."""
_AT_EDGE = 0.5
"""Share of pieces, along each side, that begin or end where the frame does."""
_ZOOM = (0.75, 2.2)
"""Longer side of the frame, in sides of the piece."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture's file, `boxes` (N, 4) x1, y1, x2, y2 of people in shares of its sides, how sure they are (N,)."""

    path: Path
    boxes: Boxes
    scores: Boxes

    def read(self, trust: float) -> Sample:
        """The whole picture; boxes scored below `trust` are unsure. `UsageError` where it cannot be read."""
        stored = cv2.imread(str(self.path), cv2.IMREAD_COLOR)
        if stored is None:
            raise UsageError(f"The picture {self.path} cannot be read. Take it out of the folder, or mend it.")
        image = np.asarray(cv2.cvtColor(stored, cv2.COLOR_BGR2RGB), np.uint8)
        height, width = image.shape[:2]
        boxes = self.boxes * np.array([width, height, width, height], np.float32)
        sure = self.scores >= trust
        return Sample(image, boxes[sure], boxes[~sure])


def read_frames(folder: Path) -> list[Frame]:
    """Every frame with boxes, or with none in it, under a folder, by path; `UsageError` where there is none."""
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder} with frames.")
    found = {frame.path: frame for source in _coco_files(folder) for frame in _read_coco(source)}
    people: frozenset[int] | None = None
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _PICTURES and path not in found and (label := _label_of(path)):
            people = yolo_people(folder) if people is None else people
            found[path] = _read_yolo(path, label, people)
    if not found:
        raise UsageError(
            f"{folder} holds no pictures with boxes: no text files as YOLO has them, no JSON file as COCO has."
        )
    return [found[path] for path in sorted(found)]


def yolo_line(box: Sequence[float] | Boxes, score: float, size: Sequence[int]) -> str:
    """Somebody's box (x1, y1, x2, y2 in pixels) in a picture of `size` (height, width), for `read_frames`."""
    height, width = size
    x1, y1, x2, y2 = (float(one) for one in box)
    middle, sides = ((x1 + x2) / 2 / width, (y1 + y2) / 2 / height), ((x2 - x1) / width, (y2 - y1) / height)
    return f"0 {middle[0]:.5f} {middle[1]:.5f} {sides[0]:.5f} {sides[1]:.5f} {score:.3f}\n"


def piece(rng: Draw, whole: Sample, side: int) -> Sample:
    """A piece of a frame at some size, `side` × `side`, half of the time mirrored; beyond the frame is grey."""
    height, width = whole.image.shape[:2]
    factor = side / max(height, width) * float(np.exp(rng.uniform(*np.log(_ZOOM))))
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    small = cv2.resize(whole.image, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
    left, top = (_start(rng, length, side) for length in size)
    canvas = np.full((side, side, 3), 114, np.uint8)
    part = small[max(top, 0) : top + side, max(left, 0) : left + side]
    y, x = max(-top, 0), max(-left, 0)
    canvas[y : y + part.shape[0], x : x + part.shape[1]] = part
    shift = np.array([left, top, left, top], np.float32)
    boxes, cut = _inside(whole.boxes * factor - shift, side)
    unsure = np.concatenate([_inside(whole.unsure * factor - shift, side, 0.0)[0], cut])
    if rng.random() < 0.5:
        canvas, boxes, unsure = canvas[:, ::-1], _mirrored(boxes, side), _mirrored(unsure, side)
    image = degrade(rng, np.ascontiguousarray(canvas)) if rng.random() < 0.5 else np.ascontiguousarray(canvas)
    return Sample(image, boxes, unsure)


def _start(rng: Draw, length: int, side: int) -> int:
    """Where a piece begins; what is smaller than it lies anywhere within.

    Half of the time an edge of the frame is one of the piece: the network looks at frames without margins, and what
    the edge cuts off, as a car that drives in, looks otherwise there.
    """
    low, high = sorted((0, length - side))
    if rng.random() < _AT_EDGE:
        return high if rng.random() < 0.5 else low
    return int(rng.integers(low, high + 1))


def _inside(boxes: Boxes, side: int, least: float = _SEEN) -> tuple[Boxes, Boxes]:
    """Boxes cut to the piece: those of which enough is left, and the rest."""
    cut = np.clip(boxes, 0, side)
    area, left = ((some[:, 2:] - some[:, :2]).prod(1) for some in (boxes, cut))
    there, enough = left > 0, (left >= least * area) & (cut[:, 3] - cut[:, 1] >= SMALLEST)
    return cut[there & enough], cut[there & ~enough]


def _mirrored(boxes: Boxes, side: int) -> Boxes:
    return np.stack([side - boxes[:, 2], boxes[:, 1], side - boxes[:, 0], boxes[:, 3]], axis=1)


# --- files


def _label_of(picture: Path) -> Path | None:
    """The text file with a picture's boxes."""
    parts = list(picture.parent.parts)
    places = [picture.parent]
    if "images" in parts:
        last = len(parts) - 1 - parts[::-1].index("images")
        places.append(Path(*parts[:last], "labels", *parts[last + 1 :]))
    return next((path for place in places if (path := place / f"{picture.stem}.txt").is_file()), None)


def _read_yolo(picture: Path, label: Path, people: frozenset[int]) -> Frame:
    rows = []
    for number, line in enumerate(label.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        values = _numbers(line)
        if values is None or len(values) not in (5, 6) or not all(-0.5 <= value <= 1.5 for value in values[1:]):
            raise UsageError(
                f"{label}, line {number}: {line.strip()[:60]!r} is not 'class x y width height' in shares of the "
                "picture, as YOLO has it."
            )
        if values[0] in people:
            rows.append((*values[1:5], values[5] if len(values) == 6 else 1.0))
    table = np.array(rows, np.float32).reshape(-1, 5)
    half = table[:, 2:4] / 2
    return Frame(picture, np.concatenate([table[:, :2] - half, table[:, :2] + half], axis=1), table[:, 4])


def _numbers(line: str) -> list[float] | None:
    try:
        return [float(word) for word in line.split()]
    except ValueError:
        return None


def _coco_files(folder: Path) -> Iterator[Path]:
    """JSON files that are lists of pictures with boxes."""
    for path in sorted(folder.rglob("*.json")):
        try:
            table = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):  # somebody else's file
            continue
        if isinstance(table, dict) and {"images", "annotations"} <= set(table):
            yield path


def _read_coco(source: Path) -> list[Frame]:
    table = json.loads(source.read_text(encoding="utf-8"))
    try:
        people = coco_people(table, source)
        pictures = {image["id"]: image for image in table["images"]}
        boxes: dict[Any, list[Sequence[float]]] = {number: [] for number in pictures}
        crowds: dict[Any, list[Sequence[float]]] = {number: [] for number in pictures}
        for one in table["annotations"]:
            if one["category_id"] in people:
                (crowds if one.get("iscrowd") else boxes)[one["image_id"]].append(one["bbox"])
        return [
            _coco_frame(_picture_of(source, image["file_name"]), image, boxes[number], crowds[number])
            for number, image in pictures.items()
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{source} is not laid out as COCO's annotations are ({error!r}).") from error


def _picture_of(source: Path, name: str) -> Path:
    """Where a picture lies that a JSON file names; `UsageError` where it does not."""
    for place in (source.parent, source.parent / "images", source.parent.parent, source.parent.parent / "images"):
        if (path := place / name).is_file():
            return path
    raise UsageError(f"{source} names the picture {name}, which is neither beside it nor in a folder images.")


def _coco_frame(
    path: Path, image: Mapping[str, Any], boxes: list[Sequence[float]], crowds: list[Sequence[float]]
) -> Frame:
    table = np.array([*boxes, *crowds], np.float32).reshape(-1, 4)
    table[:, 2:] += table[:, :2]
    sides = np.array([image["width"], image["height"]] * 2, np.float32)
    scores = np.concatenate([np.ones(len(boxes)), np.zeros(len(crowds))]).astype(np.float32)
    return Frame(path, table / sides, scores)
