"""The truth of a recording as a file: `truth.json` beside the MP4s, written and read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cpcl_train.synthetic.town.truth import Sighting

NAME = "truth.json"
Numbers = Sequence[float]


@dataclass(frozen=True)
class Moment:
    """A frame without its picture: its time in seconds and who is in it."""

    time: float
    people: tuple[Sighting, ...]


@dataclass(frozen=True)
class CameraTruth:
    """One camera: what it is called, its MP4, its kind of place, its pictures' size, every frame's truth."""

    name: str
    file: Path
    place: str
    size: tuple[int, int]
    moments: tuple[Moment, ...]


@dataclass(frozen=True)
class Truth:
    """A recording: `people` by number, with their words and (as `alike`) the number of those dressed the same."""

    kind: str
    seed: int
    fps: float
    people: Mapping[int, Mapping[str, Any]]
    cameras: tuple[CameraTruth, ...]


def write_truth(truth: Truth, folder: Path) -> Path:
    """Write `truth.json`: people, and for each camera its file and frames.

    A frame has its number, its time and for each person in it `id`, `full`, `visible`, `share` and `head`, as
    `Sighting` says.
    """
    people = [{"id": number, **words} for number, words in truth.people.items()]
    record = {"kind": truth.kind, "seed": truth.seed, "fps": truth.fps, "people": people,
              "cameras": [_camera(camera) for camera in truth.cameras]}  # fmt: skip
    path = folder / NAME
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def read_truth(folder: Path) -> Truth:
    """Read what `write_truth` wrote; OSError or ValueError where there is nothing like that."""
    record = json.loads((folder / NAME).read_text(encoding="utf-8"))
    people = {int(each["id"]): {k: v for k, v in each.items() if k != "id"} for each in record["people"]}
    cameras = tuple(_read_camera(camera, folder) for camera in record["cameras"])
    return Truth(record["kind"], record["seed"], record["fps"], people, cameras)


def _camera(camera: CameraTruth) -> dict[str, object]:
    height, width = camera.size
    frames = [
        {"n": number, "time_s": round(moment.time, 3), "people": [_note(each) for each in moment.people]}
        for number, moment in enumerate(camera.moments)
    ]
    return {"name": camera.name, "file": camera.file.name, "place": camera.place, "width": width, "height": height,
            "frames": frames}  # fmt: skip


def _note(seen: Sighting) -> dict[str, object]:
    head = [round(v, 1) for v in seen.head]
    return {"id": seen.person, "full": seen.full, "visible": seen.visible, "share": seen.share, "head": head}


def _read_camera(camera: Mapping[str, Any], folder: Path) -> CameraTruth:
    moments = tuple(
        Moment(frame["time_s"], tuple(_sighting(each) for each in frame["people"])) for frame in camera["frames"]
    )
    size = (camera["height"], camera["width"])
    return CameraTruth(camera["name"], folder / camera["file"], camera["place"], size, moments)


def _sighting(each: Mapping[str, Any]) -> Sighting:
    visible = each["visible"] and _four(each["visible"])
    x, y = each["head"]
    return Sighting(each["id"], _four(each["full"]), visible, each["share"], (x, y))


def _four(box: Numbers) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = box
    return x1, y1, x2, y2
