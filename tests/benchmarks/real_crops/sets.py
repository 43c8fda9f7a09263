"""The sets of real people: the development set, and the same widened by crops cut out of its clips."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2

from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.errors import MediaError, UsageError
from cpcl_desktop.engine.records import Image

WIDENED = Path(__file__).with_name("crops.jsonl")
Box = tuple[int, int, int, int]  # x1 y1 x2 y2, pixels


@dataclass(frozen=True, slots=True)
class Place:
    """Where a crop is cut: a frame of a clip, counted from 0, and the box of one person in it."""

    person: str
    video: str
    frame: int
    box: Box


@dataclass(frozen=True, slots=True)
class PeopleSet:
    """Crops (RGB, of any sizes), whose each is, and what a witness says of each person."""

    name: str
    images: tuple[Image, ...]
    people: tuple[str, ...]
    captions: dict[str, tuple[str, ...]]


def data_folder() -> Path:
    """The test data: where CPCL_TEST_DATA says, else beside the checkout; `UsageError` when there is none."""
    given = os.environ.get("CPCL_TEST_DATA")
    folder = Path(given) if given else Path(__file__).resolve().parents[4] / "shared" / "data"
    if not (folder / "retrieval_dev").is_dir():
        raise UsageError(
            f"There is no test data at {folder}; set CPCL_TEST_DATA to its folder. Nothing was measured."
        )
    return folder


def read_rows(path: Path) -> list[dict[str, Any]]:
    """One record a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def places(rows: Iterable[dict[str, Any]]) -> list[Place]:
    """Where the crops of `rows` are cut."""
    return [Place(row["person_id"], row["video"], row["frame"], tuple(row["box_xyxy"])) for row in rows]


def captions(rows: Iterable[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    """By person, from the rows that have captions."""
    return {row["person_id"]: tuple(row["captions"]) for row in rows if "captions" in row}


def load_dev(data: Path) -> PeopleSet:
    """The development set as it lies in the test data."""
    folder = data / "retrieval_dev"
    rows = read_rows(folder / "captions.jsonl")
    images = tuple(_picture(folder / row["image"]) for row in rows)
    return PeopleSet("dev", images, tuple(row["person_id"] for row in rows), captions(rows))


def load_widened(data: Path) -> PeopleSet:
    """The development set with further crops of its people, and people that it does not have."""
    dev, rows = load_dev(data), read_rows(WIDENED)
    cut_at = places(rows)
    return PeopleSet(
        "dev+",
        (*dev.images, *cut(data / "videos", cut_at)),
        (*dev.people, *(place.person for place in cut_at)),
        dev.captions | captions(rows),
    )


def cut(videos: Path, cut_at: Sequence[Place]) -> list[Image]:
    """The crops in the order of their places; `MediaError` when a clip has no such frame."""
    wanted = defaultdict(set)
    for place in cut_at:
        wanted[place.video].add(place.frame)
    frames = {name: _frames(videos / name, numbers) for name, numbers in wanted.items()}
    return [_inside(frames[place.video][place.frame], place.box) for place in cut_at]


def _frames(video: Path, numbers: set[int]) -> dict[int, Image]:
    found = {}
    with closing(open_media(video).frames(None)) as frames:
        for frame in frames:
            if frame.index in numbers:
                found[frame.index] = frame.image
            if len(found) == len(numbers):
                return found
    raise MediaError(f"{video.name} has no frame {max(numbers - found.keys())}; the crops were not cut.")


def _inside(image: Image, box: Box) -> Image:
    x1, y1, x2, y2 = box
    return image[y1:y2, x1:x2].copy()


def _picture(path: Path) -> Image:
    image = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if image is None:
        raise MediaError(f"{path} cannot be read as a picture.")
    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB)
