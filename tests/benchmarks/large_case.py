"""A case of a million crops that the starter searches, made once and kept: see `kept_case`.

People are clusters of random directions, a passage is a few noisy looks at one of them, and each says of every
attribute what that person wears. Rows are written in bulk, through the case's own transactions, so that the case's
digests and its log are as after an ingest; `cpcl verify` finds nothing but that the footage is not there.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import cv2
import numpy as np

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters, StoredModel
from cpcl_desktop.engine.models.installed import find_model
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.rows import RowLayout
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.search.vectors import open_index

CROPS_PER_PASSAGE = 4
CAMERAS, SOURCES, HOUR_US = 12, 60, 3_590_000_000
PEOPLE = 2000
LOG_ENTRIES = 100_000
BEGIN = datetime(2026, 3, 12, 8, 0)
_BATCH = 10_000  # passages in a transaction


def kept_case(folder: Path, crops: int, log_entries: int = LOG_ENTRIES) -> Path:
    """The case with so many crops in this folder, made now if it is not there; its search cache lies beside it."""
    path = folder / f"crops-{crops}.cpcl"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        work = folder / "making.cpcl"
        for left in folder.glob("making.cpcl*"):
            left.unlink()
        make_case(work, crops, log_entries)
        work.rename(path)
    with Case.open(path) as case:
        model = case.models.current()
        assert model is not None
        open_index(case, model, starter().layout)  # makes and notes the cache, where there is none
    return path


def starter() -> Embedder:
    """The model of such a case."""
    return Embedder(find_model(None, "image-text"), "cpu")


def make_case(path: Path, crops: int, log_entries: int) -> None:
    """Make it; a few minutes for a million crops."""
    embedder, generator = starter(), np.random.default_rng(1)
    with Case.open(path, create=True) as case:
        case._store.connection.execute("PRAGMA synchronous = OFF")
        bundle = embedder.bundle
        model = case.models.use(
            embedder.name, embedder.sha256, bundle.path, embedder.layout.length, embedder.layout.values
        )
        sizes = [len(attribute.values) for attribute in embedder.attributes]
        people = _people(embedder.layout, sizes, generator)
        passages = crops // CROPS_PER_PASSAGE
        for first in range(0, passages, _BATCH):
            _add_passages(case, model, people, range(first, min(first + _BATCH, passages)), passages, generator)
        for source in case.sources.all():
            case.tracks.finish_source(source.id, "done", "", [], Counters(3600.0, 3600.0, 90_000, 18_000, 60.0))
        case.models.settle_centre(model.id)
        with case._store.transaction():
            for number in range(log_entries):
                query = {"text": f"a man in a coat, number {number}", "cameras": [], "limit": 60}
                case.log.append("search", {"query": query, "hits": [[at, at, 0.25] for at in range(12)]})


def _people(layout: RowLayout, sizes: list[int], generator: np.random.Generator) -> np.ndarray:
    """A row for each person, float32[PEOPLE, length]: a direction, and one value of each attribute as certain."""
    vectors = generator.standard_normal((PEOPLE, layout.dim)).astype(np.float32)
    said = [np.log(0.05 / size + 0.95 * np.eye(size)[generator.integers(0, size, PEOPLE)]) for size in sizes]
    return layout.row(_unit(vectors), np.hstack([np.empty((PEOPLE, 0)), *said]).astype(np.float32))


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def _add_passages(
    case: Case, model: StoredModel, people: np.ndarray, numbers: range, of: int, generator: np.random.Generator
) -> None:
    """A batch of passages, spread evenly over the sources in order; one transaction."""
    dim, sql = model.dim - model.attributes, case._store.connection
    known = {source.id for source in case.sources.all()}
    source_of = [1 + number * SOURCES // of for number in numbers]
    for source in sorted(set(source_of) - known):
        camera = f"camera {source % CAMERAS:02}"
        path = Path(f"/footage/{camera}-{source:02}.mp4")
        added = case.sources.add(path, "video", f"{source:064x}", 99, camera, {})
        case.sources.set_clock(added.id, RecorderClock(BEGIN + timedelta(hours=source // CAMERAS), "user"))
    looks = np.repeat(people[generator.integers(0, PEOPLE, len(numbers))], CROPS_PER_PASSAGE, axis=0)
    looks[:, :dim] = _unit(looks[:, :dim] + 0.7 * generator.standard_normal((len(looks), dim)) / np.sqrt(dim))
    rows = looks.astype(np.float16)
    starts = np.sort(generator.integers(0, HOUR_US, len(numbers))).tolist()
    first = numbers.start * CROPS_PER_PASSAGE + 1
    with case._store.transaction():
        sql.executemany(
            "INSERT INTO track VALUES (?, ?, ?, ?, ?, 12, ?, NULL)",
            (
                (number + 1, source, number, start, start + 4_000_000, route)
                for number, source, start, route in zip(
                    numbers, source_of, starts, _routes(len(numbers), generator), strict=True
                )
            ),
        )
        sql.executemany(
            "INSERT INTO crop VALUES (?, ?, ?, ?, 40, ?, 160, 0.9, ?, NULL, ?)", _crops(numbers, starts)
        )
        sql.executemany(
            "INSERT INTO vector VALUES (?, ?, ?)",
            ((model.id, first + at, row.tobytes()) for at, row in enumerate(rows)),
        )
        case.models.count_vectors(model.id, rows.astype(np.float64).sum(axis=0), len(rows))


def _routes(count: int, generator: np.random.Generator) -> Iterator[bytes]:
    """Ways through a picture of 640×360, from one side to the other."""
    ends = generator.uniform((20, 60), (620, 330), (count, 3, 2))
    for way in ends:
        points = np.column_stack(((0, 2, 4), way, generator.uniform(50, 130, 3)))
        yield points.astype("<f4").tobytes()


def _crops(numbers: range, starts: list[int]) -> Iterator[tuple]:
    pictures = _pictures()
    for number, start in zip(numbers, starts, strict=True):
        for at in range(CROPS_PER_PASSAGE):
            left = 40.0 + (number * 7 + at * 90) % 500
            crop = number * CROPS_PER_PASSAGE + at + 1
            picture = pictures[crop % len(pictures)]
            yield crop, number + 1, start + at * 1_000_000, left, left + 48, 0.5 + 0.1 * at, picture


def _pictures() -> list[bytes]:
    """A few small pictures as JPEG, of figures in two colours."""
    generator, made = np.random.default_rng(3), []
    for _ in range(32):
        picture = np.full((120, 48, 3), generator.integers(90, 150, 3), np.uint8)
        picture[20:70, 10:38], picture[70:112, 12:36] = generator.integers(0, 255, (2, 1, 1, 3))
        cv2.circle(picture, (24, 12), 8, (120, 150, 190), -1)
        made.append(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 80])[1].tobytes())
    return made
