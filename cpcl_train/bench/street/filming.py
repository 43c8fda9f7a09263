"""Renders the people of the street as cut-outs with the words for what each shows, kept by the settings' hash.

A person depends on the settings and their number only, so that processes share the work freely and a run that was
stopped goes on where it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from cpcl_desktop.bundle.errors import MachineError
from cpcl_train.bench.street.settings import USES, Filmed, Group, digest
from cpcl_train.bench.street.site import CAMERAS, StreetCamera, mounted, site
from cpcl_train.synthetic.assets import default_root
from cpcl_train.synthetic.cast import cast_person
from cpcl_train.synthetic.describe import Attributes
from cpcl_train.synthetic.person import Person
from cpcl_train.synthetic.studio import Model, Studio
from cpcl_train.synthetic.studios import open_studio, shared_out

Report = Callable[[int, int], None]
_VERSION: Final = 1
_CHUNK: Final = 20
_FIRST: Final = {"base": 0, "train": 1_000_000, "val": 2_000_000, "test": 3_000_000}
_ONE_PIECE: Final = ("dress", "overalls")


@dataclass(frozen=True, slots=True)
class Cutout:
    """One render: whose, by which camera of the use's site, and what it shows."""

    use: str
    person: int
    camera: int
    file: str
    words: Attributes


@dataclass(frozen=True, slots=True)
class _Chunk:
    folder: str
    assets: str
    filmed: Filmed
    use: str
    first: int
    count: int

    @property
    def record(self) -> Path:
        return Path(self.folder) / f"{self.use}-{self.first:07d}.json"


def film(folder: Path, filmed: Filmed, assets: Path | None, processes: int, report: Report) -> list[Cutout]:
    """All cut-outs below `folder`, in a folder named by the settings' hash; those that are not there are rendered.

    `report(done, all)` is called with counts of pictures. Raises `AssetError` where the assets are missing,
    `MachineError` where EGL is or the disk is full.
    """
    place = renders_of(folder, filmed)
    place.mkdir(parents=True, exist_ok=True)
    chunks = list(_chunks(place, str(assets or default_root()), filmed))
    left = [chunk for chunk in chunks if not chunk.record.is_file()]
    total = sum(_pictures(chunk) for chunk in chunks)
    done = total - sum(_pictures(chunk) for chunk in left)
    report(done, total)
    for count in shared_out(_shoot_chunk, left, processes):
        done += count
        report(done, total)
    entries = [entry for chunk in chunks for entry in json.loads(chunk.record.read_text(encoding="utf-8"))]
    return [Cutout(**entry) for entry in entries]


def renders_of(folder: Path, filmed: Filmed) -> Path:
    """Where the renders of these settings lie."""
    return folder / f"renders-{digest({**asdict(filmed), 'version': _VERSION})}"


def cast(filmed: Filmed, use: str, number: int) -> Person:
    """Person `number` (from 0) of a use; the first of them come in pairs who share an upper garment."""
    person = _drawn(filmed, use, number)
    pairs = round(getattr(filmed, use).people * filmed.look_alikes)
    if number >= pairs or number % 2 == 0:
        return person
    other = _drawn(filmed, use, number - 1)
    if any(one.top.kind in _ONE_PIECE or one.top.hood == "up" for one in (person, other)):
        return person
    return replace(person, top=other.top, vest=other.vest, outfit=person.outfit, tie=other.tie)


def _drawn(filmed: Filmed, use: str, number: int) -> Person:
    return cast_person(np.random.default_rng([filmed.seed, _FIRST[use] + number]))


def _chunks(place: Path, assets: str, filmed: Filmed) -> Iterator[_Chunk]:
    for use in USES:
        people = getattr(filmed, use).people
        for first in range(0, people, _CHUNK):
            yield _Chunk(str(place), assets, filmed, use, first, min(_CHUNK, people - first))


def _pictures(chunk: _Chunk) -> int:
    return chunk.count * int(getattr(chunk.filmed, chunk.use).pictures)


def _shoot_chunk(chunk: _Chunk) -> int:
    studio, group = open_studio(chunk.assets), getattr(chunk.filmed, chunk.use)
    cameras = site(chunk.filmed.seed + group.site, chunk.filmed.gain, chunk.filmed.tint, 0.0)
    numbers = range(chunk.first, chunk.first + chunk.count)
    found = [asdict(one) for number in numbers for one in _shoot_person(studio, chunk, group, cameras, number)]
    part = chunk.record.with_suffix(".part")
    part.write_text(json.dumps(found), encoding="utf-8")
    part.replace(chunk.record)
    return len(found)


def _shoot_person(
    studio: Studio, chunk: _Chunk, group: Group, cameras: Sequence[StreetCamera], number: int
) -> list[Cutout]:
    model = studio.prepare(cast(chunk.filmed, chunk.use, number))
    rng = np.random.default_rng([chunk.filmed.seed, _FIRST[chunk.use] + number, 1])
    seen_by = rng.permutation(CAMERAS)[: group.pictures]
    turns = _turns(rng, group.pictures, chunk.filmed.apart)
    try:
        return [
            _shoot(rng, studio, model, cameras[camera], chunk, number, view, float(turns[view]))
            for view, camera in enumerate(seen_by)
        ]
    finally:
        model.dressed.release()


def _turns(rng: np.random.Generator, count: int, apart: float) -> NDArray[np.float64]:
    """Degrees from which a person is seen, any two at least `apart` from each other where a circle has the room."""
    room = max(360 / count - apart, 0.0)
    steps = np.arange(count) * (360 / count) + rng.uniform(-room / 2, room / 2, count)
    return np.asarray(rng.permutation(steps + rng.uniform(0, 360)) % 360)


def _shoot(
    rng: np.random.Generator, studio: Studio, model: Model, camera: StreetCamera, chunk: _Chunk,
    number: int, view: int, azimuth: float,
) -> Cutout:  # fmt: skip
    shot = studio.shoot(rng, model, mounted(rng, camera, azimuth), azimuth)
    name = f"{chunk.use}-{number:05d}-{view}.png"
    content: Any = cv2.cvtColor(shot.rgba, cv2.COLOR_RGBA2BGRA)
    if not cv2.imwrite(str(Path(chunk.folder) / name), content, [cv2.IMWRITE_PNG_COMPRESSION, 1]):
        raise MachineError(
            f"The picture {name} could not be written into {chunk.folder}. What was rendered before is kept; free "
            "some space."
        )
    return Cutout(chunk.use, _FIRST[chunk.use] + number, camera.number, name, shot.words)
