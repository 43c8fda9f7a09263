"""Writes a set of rendered, captioned people in the CUHK-PEDES format, with attributes added.

`reid_raw.json` lists every image, with captions and with `contradictions`, sentences that are wrong for it;
`imgs/train` holds RGBA PNGs (colour not multiplied by alpha), which the trainer composites over new backgrounds in
every epoch (`backgrounds.composite`); `imgs/val` and `imgs/test` hold finished JPEGs. A person depends on the
seed and their number only, so workers may split the work freely, and a run that was stopped goes on where it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from cpcl_desktop.bundle.errors import MachineError
from cpcl_train.synthetic.assets import default_root
from cpcl_train.synthetic.backgrounds import composite, degrade
from cpcl_train.synthetic.captions import captions
from cpcl_train.synthetic.cast import cast_person
from cpcl_train.synthetic.contradict import contradictions
from cpcl_train.synthetic.scene import Camera, Cameras, sample_camera
from cpcl_train.synthetic.studio import Model, Shot, Studio
from cpcl_train.synthetic.studios import open_studio, shared_out

Entry = dict[str, Any]
Report = Callable[[int, int], None]
VERSION = 3
_CHUNK = 20
_CAMERAS = 4
_SPLITS = ("train", "val", "test")
_FIRST = {"train": 0, "val": 1_000_000, "test": 2_000_000}


@dataclass(frozen=True)
class Chunk:
    """People `first` … `first + count - 1` of a split: one piece of work."""

    out: str
    assets: str
    seed: int
    views: int
    split: str
    first: int
    count: int
    cameras: Cameras = "mounted"

    @property
    def record(self) -> Path:
        """Where the chunk's entries are written when it is done."""
        return Path(self.out) / "parts" / f"{self.split}-{self.first:07d}.json"

    @property
    def recipe(self) -> Entry:
        """What must be the same for a finished chunk to be used again."""
        recipe = {key: value for key, value in asdict(self).items() if key not in ("out", "assets")}
        if self.cameras == "mounted":  # as sets say that were made before there was another kind
            del recipe["cameras"]
        return {**recipe, "version": VERSION}


def render_dataset(
    out: Path,
    people: int,
    seed: int,
    assets: Path | None = None,
    views_per_person: int = 8,
    workers: int = 2,
    report: Report | None = None,
    val_people: int = 60,
    test_people: int = 150,
    cameras: Cameras = "mounted",
) -> Path:
    """Render `people` training people, and the val and test people, into `out`; returns `reid_raw.json`.

    `report(done, all)` is called with counts of people as they finish; what it raises stops the run, and a
    later call goes on from there. Raises `AssetError` where the assets are missing
    and `MachineError` where EGL is, or the disk is full.
    """
    root = assets or default_root()
    counts = {"train": people, "val": val_people, "test": test_people}
    chunks = [
        replace(chunk, cameras=cameras)
        for split in _SPLITS
        for chunk in _chunks(out, root, seed, views_per_person, split, counts[split])
    ]
    for split in _SPLITS:
        (out / "imgs" / split).mkdir(parents=True, exist_ok=True)
    (out / "parts").mkdir(exist_ok=True)
    total, done = sum(counts.values()), 0
    for finished in _run([c for c in chunks if not _is_done(c)], workers, chunks):
        done += finished
        if report:
            report(done, total)
    entries = [entry for chunk in chunks for entry in json.loads(chunk.record.read_text())["entries"]]
    annotations = out / "reid_raw.json"
    _write_json(annotations, entries)
    return annotations


def _chunks(out: Path, root: Path, seed: int, views: int, split: str, people: int) -> list[Chunk]:
    starts = range(0, people, _CHUNK)
    return [
        Chunk(str(out), str(root), seed, views, split, _FIRST[split] + s, min(_CHUNK, people - s)) for s in starts
    ]  # fmt: skip


def _is_done(chunk: Chunk) -> bool:
    if not chunk.record.exists():
        return False
    return bool(json.loads(chunk.record.read_text())["recipe"] == chunk.recipe)


def _run(left: list[Chunk], workers: int, chunks: list[Chunk]) -> Iterator[int]:
    yield sum(c.count for c in chunks) - sum(c.count for c in left)
    yield from shared_out(_render_chunk, left, workers)


def _render_chunk(chunk: Chunk) -> int:
    studio = open_studio(chunk.assets)
    entries = [
        entry
        for number in range(chunk.first, chunk.first + chunk.count)
        for entry in _person(studio, chunk, number)
    ]
    _write_json(chunk.record, {"recipe": chunk.recipe, "entries": entries})
    return chunk.count


def _write_json(path: Path, value: Entry | list[Entry]) -> None:
    """Whole or not at all."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(value))
    part.replace(path)


def _person(studio: Studio, chunk: Chunk, number: int) -> list[Entry]:
    rng = np.random.default_rng([chunk.seed, number])
    model = studio.prepare(cast_person(rng))
    cameras = [sample_camera(rng, chunk.cameras) for _ in range(_CAMERAS)]
    try:
        return [_view(rng, studio, model, cameras[v % _CAMERAS], chunk, number, v) for v in range(chunk.views)]
    finally:
        model.dressed.release()


def _view(
    rng: np.random.Generator, studio: Studio, model: Model, camera: Camera, chunk: Chunk, number: int, view: int
) -> Entry:
    shot = studio.shoot(rng, model, camera)
    name = f"{chunk.split}/{number:07d}_{view:02d}.{'png' if chunk.split == 'train' else 'jpg'}"
    _write_image(rng, shot, Path(chunk.out) / "imgs" / name, finished=chunk.split != "train")
    return {
        "split": chunk.split,
        "captions": captions(rng, shot.words),
        "file_path": name,
        "id": number + 1,
        "contradictions": contradictions(rng, model.person, shot.words),
        "attributes": shot.words,
        "camera": view % _CAMERAS,
    }


def _write_image(rng: np.random.Generator, shot: Shot, path: Path, finished: bool) -> None:
    if finished:
        image = cv2.cvtColor(degrade(rng, composite(rng, shot.rgba)), cv2.COLOR_RGB2BGR)
        written = cv2.imwrite(str(path), image, [cv2.IMWRITE_JPEG_QUALITY, 90])
    else:
        image = cv2.cvtColor(shot.rgba, cv2.COLOR_RGBA2BGRA)
        written = cv2.imwrite(str(path), image, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    if not written:
        raise MachineError(
            f"The image {path} could not be written. What was rendered before is kept; free some space."
        )
