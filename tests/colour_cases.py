"""Cases that the probe model searches, without footage: who passes wears one colour above and one below."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters, EmbeddedCrop, EmbeddedTrack
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.recorder_time import NO_CLOCK, RecorderClock
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.routes import Route
from tests.probe import COLOURS

CROPS = 3  # of each passage
Worn = tuple[str, str, float]  # above, below, and when in seconds of the file


def add_worn(
    case: Case,
    embedder: Embedder,
    camera: str,
    worn: Sequence[Worn],
    content: int,
    clock: RecorderClock = NO_CLOCK,
    state: str = "done",
) -> Source:
    """A source of a camera in which these people were seen, in this order; the same for the same content."""
    layout = embedder.layout
    model = case.models.use(embedder.name, embedder.sha256, embedder.bundle.path, layout.length, layout.values)
    path = Path(f"/footage/{camera}-{content}.mp4")
    source = case.sources.add(path, "video", f"{content:064x}", 99, camera, {})
    if clock.start is not None:
        case.sources.set_clock(source.id, clock)
    draw = np.random.default_rng(content)
    counters = Counters(100.0, 100.0, 1000, 200, 1.0, frames_measured=200, reached_us=100_000_000)
    case.tracks.commit_batch(
        source.id, model.id, {}, [_track(at, one, draw) for at, one in enumerate(worn)], counters
    )
    if state == "done":
        case.tracks.finish_source(source.id, "done", "", [], counters)
    case.models.settle_centre(model.id)
    return case.sources.get(source.id)


def _track(number: int, worn: Worn, draw: np.random.Generator) -> EmbeddedTrack:
    above, below, begin_s = worn
    begin_us = round(begin_s * 1e6)
    look = np.array([2.0 * part - 1.0 for name in (above, below) for part in COLOURS[name]])
    step = 1 if number % 2 else -1
    crops = []
    for at in range(CROPS):
        vector = look + 0.35 * draw.standard_normal(len(look))
        left, picture = 200.0 + 60 * step * at, (vector / np.linalg.norm(vector)).astype(np.float32)
        box = (left, 40.0, left + 40, 140.0 + number)
        crops.append(EmbeddedCrop(begin_us + at * 1_000_000, box, 0.9, 0.5 + at / 10, None, b"", picture))
    points = np.array([[0, 220, 90, 100], [2, 220 + 120 * step, 90, 100 + number]], np.float32)
    return EmbeddedTrack(number, begin_us, begin_us + 2_000_000, 5, crops, Route(points))
