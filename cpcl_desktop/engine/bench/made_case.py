"""A case of made-up people that the model in the box searches, of any size and with room to grow.

People are clusters of random directions, a passage is a few noisy looks at one of them, and each says of every
attribute what that person wears. It is written as an ingest writes it, so that digests and log are as after one;
`cpcl verify` finds nothing but that the footage is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters, EmbeddedCrop, EmbeddedTrack, StoredModel
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.stored_picture import encode_jpeg
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.routes import Route

CROPS_PER_PASSAGE, PASSAGES_PER_SOURCE = 4, 2500
CROPS_PER_SOURCE = CROPS_PER_PASSAGE * PASSAGES_PER_SOURCE
CAMERAS, HOUR_US = 12, 3_590_000_000
PEOPLE = 2000
BEGIN = datetime(2026, 3, 12, 8, 0)

_Rows = npt.NDArray[np.float32]
_READ = Counters(3600.0, 3600.0, 90_000, 18_000, 60.0)


def grow(case: Case, embedder: Embedder, crops: int, report: Report) -> None:
    """Add made-up sources, an hour each, until the case holds so many crops; `Cancelled` as the report says.

    `crops` is a multiple of `CROPS_PER_SOURCE`.
    """
    layout = embedder.layout
    model = case.models.use(embedder.name, embedder.sha256, embedder.bundle.path, layout.length, layout.values)
    people, pictures = _people(embedder), _pictures()
    first = len(case.sources.all())
    with case.writer():
        for number in range(first, crops // CROPS_PER_SOURCE):
            report(Progress("Making a case to search", number * CROPS_PER_SOURCE, crops, "crops"))
            _add_source(case, model, people, number, pictures)
        case.models.settle_centre(model.id)


def _people(embedder: Embedder) -> _Rows:
    """A row for each person, float32[PEOPLE, length]: a direction, and one value of each attribute as certain."""
    generator, layout = np.random.default_rng(1), embedder.layout
    vectors = generator.standard_normal((PEOPLE, layout.dim)).astype(np.float32)
    sizes = [len(attribute.values) for attribute in embedder.attributes]
    said = [np.log(0.05 / size + 0.95 * np.eye(size)[generator.integers(0, size, PEOPLE)]) for size in sizes]
    return layout.row(_unit(vectors), np.hstack([np.empty((PEOPLE, 0)), *said]).astype(np.float32))


def _unit(vectors: _Rows) -> _Rows:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True), np.float32)


def _add_source(case: Case, model: StoredModel, people: _Rows, number: int, pictures: Sequence[bytes]) -> None:
    """One hour of one of the cameras, in one transaction; the same for the same number and pictures."""
    generator = np.random.default_rng(number)
    camera = f"camera {number % CAMERAS:02}"
    path = Path(f"/footage/{camera}-{number:03}.mp4")
    source = case.sources.add(path, "video", f"{number:064x}", 99, camera, {})
    case.sources.set_clock(source.id, RecorderClock(BEGIN + timedelta(hours=number // CAMERAS), "user"))
    dim = model.dim - model.attributes
    looks = np.repeat(people[generator.integers(0, PEOPLE, PASSAGES_PER_SOURCE)], CROPS_PER_PASSAGE, axis=0)
    looks[:, :dim] = _unit(looks[:, :dim] + 0.7 * generator.standard_normal((len(looks), dim)) / np.sqrt(dim))
    case.tracks.commit_batch(source.id, model.id, {}, list(_passages(looks, generator, pictures)), _READ)
    case.tracks.finish_source(source.id, "done", "", [], _READ)


def _passages(looks: _Rows, generator: np.random.Generator, pictures: Sequence[bytes]) -> Iterator[EmbeddedTrack]:
    """Four seconds each, across a picture of 640×360 from one side to the other."""
    starts = np.sort(generator.integers(0, HOUR_US, PASSAGES_PER_SOURCE)).tolist()
    ways = generator.uniform((20, 60), (620, 330), (PASSAGES_PER_SOURCE, 3, 2))
    heights = generator.uniform(50, 130, (PASSAGES_PER_SOURCE, 3))
    for number, start in enumerate(starts):
        route = Route(np.column_stack(((0, 2, 4), ways[number], heights[number])).astype(np.float32))
        crops = [
            _crop(number, at, start, looks[number * CROPS_PER_PASSAGE + at], pictures)
            for at in range(CROPS_PER_PASSAGE)
        ]
        yield EmbeddedTrack(number, start, start + 4_000_000, 12, crops, route)


def _crop(number: int, at: int, start_us: int, vector: _Rows, pictures: Sequence[bytes]) -> EmbeddedCrop:
    left = 40.0 + (number * 7 + at * 90) % 500
    picture = pictures[(number * CROPS_PER_PASSAGE + at) % len(pictures)]
    box = (left, 40.0, left + 48, 160.0)
    return EmbeddedCrop(start_us + at * 1_000_000, box, 0.9, 0.5 + 0.1 * at, None, picture, vector)


def _pictures() -> list[bytes]:
    """A few small pictures as JPEG, of figures in two colours."""
    generator, made = np.random.default_rng(3), []
    for _ in range(32):
        picture = np.full((120, 48, 3), generator.integers(90, 150, 3), np.uint8)
        picture[20:70, 10:38], picture[70:112, 12:36] = generator.integers(0, 255, (2, 1, 1, 3))
        cv2.circle(picture, (24, 12), 8, (190, 150, 120), -1)
        made.append(encode_jpeg(picture))
    return made
