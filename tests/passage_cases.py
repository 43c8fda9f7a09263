"""Cases of passages without footage: people are directions, what a camera sees of them is near these."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters, EmbeddedCrop, EmbeddedTrack
from cpcl_desktop.engine.recorder_time import NO_CLOCK, RecorderClock
from cpcl_desktop.engine.records import Source

DIM = 32
NOON = datetime(2026, 3, 12, 12)
Seen = tuple[int, float, float]  # a person, and from when to when in seconds of the file


def noon(**more: object) -> RecorderClock:
    """A clock that somebody stated: the file begins at noon."""
    return RecorderClock(NOON, "user", **more)


def look(person: int, draw: np.random.Generator, noise: float = 0.08) -> np.ndarray:
    """What a picture of a person gives, float32[DIM] at unit norm."""
    vector = np.random.default_rng([17, person]).standard_normal(DIM) / np.sqrt(DIM)
    vector = vector / np.linalg.norm(vector) + noise * draw.standard_normal(DIM)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def add_footage(
    case: Case,
    camera: str,
    seen: Sequence[Seen],
    clock: RecorderClock = NO_CLOCK,
    crops: int = 2,
    content: int | None = None,
    folder: str = "/footage",
    settings: Mapping[str, object] | None = None,
    picture: bytes = b"",
) -> Source:
    """A source of a camera in which these people were seen, in this order; read to its end.

    `content` makes it the same or another than a source of another case; `picture` is a JPEG of each.
    """
    number = len(case.sources.all()) + 1 if content is None else content
    model = case.models.use("looks", "f" * 64, Path("/models/looks"), DIM)
    path, how = Path(f"{folder}/{camera}-{number}.mp4"), settings or {}
    source = case.sources.add(path, "video", f"{number:064x}", 99, camera, how)
    if clock != NO_CLOCK:
        case.sources.set_clock(source.id, clock)
    draw = np.random.default_rng(number)
    tracks = [_track(at, *one, draw, [picture] * crops) for at, one in enumerate(seen)]
    counters = Counters(100.0, 100.0, 1000, 200, 1.0)
    case.tracks.commit_batch(source.id, model.id, {}, tracks, counters)
    case.tracks.finish_source(source.id, "done", "", [], counters)
    return source


def _track(
    number: int, person: int, begin_s: float, end_s: float, draw: np.random.Generator, jpegs: Sequence[bytes]
) -> EmbeddedTrack:
    begin_us, end_us = round(begin_s * 1e6), round(end_s * 1e6)
    pictures = [EmbeddedCrop(begin_us, (0, 0, 10, 20), 0.9, 0.5, None, jpeg, look(person, draw)) for jpeg in jpegs]
    return EmbeddedTrack(number, begin_us, end_us, 5, pictures)


def case_of_people(path: Path, people: int) -> Path:
    """A case of so many people who pass one after the other, the first of whom comes twice more."""
    with Case.open(path, create=True) as case:
        seen = [(number, number * 3, number * 3 + 2) for number in range(people)]
        add_footage(case, "gate", [*seen, (0, 95, 96), (0, 98, 99)])
    return path
