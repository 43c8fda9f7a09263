"""What keeping the groups of `cpcl persons` beside the case saves; run from the top of the checkout as

    python -m tests.benchmarks.persons_cache --passages 1000 3000 10000

A case is drawn of so many passages, three pictures each, by twenty cameras with stated clocks: vectors of 384
numbers as in grouping_speed.py. Its persons are made once without what is kept, and then, in the same process and
with the case opened anew, with it. What is timed is `persons_of` alone. Beside it stand its parts: reading the
passages, where and when they were, grouping, and how firmly each belongs. Processor seconds, one thread:

    passages   reading  grouping  first  again
    3,000      0.13     0.92      1.08   0.17
    10,000     0.33     3.3       3.94   0.69
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters, EmbeddedCrop, EmbeddedTrack
from cpcl_desktop.engine.persons.grouping import group, scale_of
from cpcl_desktop.engine.persons.passages import passages_of
from cpcl_desktop.engine.persons.persons import persons_of
from cpcl_desktop.engine.persons.presence import Presence
from cpcl_desktop.engine.persons.rulings import Rulings
from cpcl_desktop.engine.persons.standing import standing_of
from cpcl_desktop.engine.progress import silent
from tests.benchmarks.grouping_speed import DIM, made

PICTURES = 3
SPREAD = 0.2  # of one passage's pictures around it
T = TypeVar("T")


def write_case(path: Path, count: int) -> None:
    """A case of drawn passages, source by source."""
    passages, _ = made(count)
    draw = np.random.default_rng(count)
    with Case.open(path, create=True) as case:
        model = case.models.use("looks", "f" * 64, Path("/models/looks"), DIM)
        for number, drawn in passages.by_source.items():
            source = case.sources.add(Path(f"/{number}.mp4"), "video", f"{number:064x}", 99, drawn.camera, {})
            case.sources.set_clock(source.id, drawn.clock)
            here = np.flatnonzero(passages.sources == number)
            tracks = [
                _track(at, int(passages.begins_us[one]), int(passages.ends_us[one]), passages.vectors[one], draw)
                for at, one in enumerate(here)
            ]
            counters = Counters(86_400.0, 86_400.0, 1000, 200, 1.0)
            case.tracks.commit_batch(source.id, model.id, {}, tracks, counters)
            case.tracks.finish_source(source.id, "done", "", [], counters)
        case.models.settle_centre(model.id)


def _track(number: int, begin_us: int, end_us: int, vector: np.ndarray, draw: np.random.Generator) -> EmbeddedTrack:
    seen = vector + SPREAD / DIM**0.5 * draw.standard_normal((PICTURES, DIM), np.float32)
    seen /= np.linalg.norm(seen, axis=1, keepdims=True)
    pictures = [EmbeddedCrop(begin_us, (0, 0, 10, 20), 0.9, 0.5, None, b"", one) for one in seen]
    return EmbeddedTrack(number, begin_us, end_us, 5, pictures)


def timed(make: Callable[[], T]) -> tuple[T, float]:
    """What is made, and the processor's seconds that it took."""
    begun = time.process_time()
    result = make()
    return result, round(time.process_time() - begun, 2)


def measure(path: Path, count: int) -> dict[str, float]:
    """Processor seconds of the parts, of the first time and of the second."""
    write_case(path, count)
    told: dict[str, float] = {"passages": count}
    with Case.open(path) as case:
        passages, told["reading"] = timed(lambda: passages_of(case))
        presence, told["presence"] = timed(lambda: Presence(passages))
        found, told["grouping"] = timed(lambda: group(passages, presence, Rulings(), silent))
        scale = scale_of(passages.vectors)
        _, told["standing"] = timed(lambda: standing_of(passages.vectors, found.labels, scale, silent))
        first, told["first"] = timed(lambda: persons_of(case, silent))
    with Case.open(path) as case:
        again, told["again"] = timed(lambda: persons_of(case, silent))
    assert np.array_equal(first.labels, again.labels)
    assert first.repeated() == again.repeated()
    return told | {"persons": len(first), "load": round(os.getloadavg()[0], 2)}


def main() -> None:
    """Measure every size asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--passages", type=int, nargs="+", default=[1000, 3000, 10_000])
    options = parser.parse_args()
    for count in options.passages:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measure(Path(folder) / "drawn.cpcl", count)), flush=True)


if __name__ == "__main__":
    main()
