"""Time and memory of grouping a case's passages against their number; run from the top of the checkout as

    python tests/benchmarks/grouping_speed.py --passages 1000 10000 50000

Passages are of people seen six times each by one of twenty cameras with stated clocks, as vectors of 384 numbers
whose spread is that of rendered people by the starter. Every size runs in a process of its own, whose peak memory
is the figure; the pairwise F1 beside it says that what was timed does its work. Making the vectors is not timed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import numpy as np

from cpcl_desktop.engine.persons.grouping import group, scale_of
from cpcl_desktop.engine.persons.passages import Passages
from cpcl_desktop.engine.persons.presence import Presence
from cpcl_desktop.engine.persons.rulings import Rulings
from cpcl_desktop.engine.persons.standing import standing_of
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Source

PER_PERSON, CAMERAS, DIM = 6, 20, 384
SHARED, OWN = 24, 0.45  # directions in which people differ, and what each passage adds


def made(count: int) -> tuple[Passages, np.ndarray]:
    """Passages, and whom each shows."""
    draw = np.random.default_rng(count)
    people = np.arange(count) // PER_PERSON
    basis = draw.standard_normal((SHARED, DIM)).astype(np.float32) / DIM**0.5
    looks = draw.standard_normal((people.max() + 1, SHARED), np.float32) / SHARED**0.5
    vectors = looks[people] @ basis + OWN / DIM**0.5 * draw.standard_normal((count, DIM), np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    clock = RecorderClock(datetime(2026, 3, 12), "user")
    sources = {
        number: Source(number, Path(f"/{number}.mp4"), "video", "", 0, f"camera {number}", "done", clock=clock)
        for number in range(1, CAMERAS + 1)
    }
    begins = draw.integers(0, 24 * 3600, count) * 1_000_000
    of = draw.integers(1, CAMERAS + 1, count)
    return Passages(np.arange(1, count + 1), of, begins, begins + 15_000_000, vectors, sources), people


def pairwise_f1(labels: np.ndarray, people: np.ndarray) -> float:
    """Of pairs in one group those of one person, and the other way round, as their harmonic mean."""

    def pairs(*parts: np.ndarray) -> float:
        counts = np.unique(np.stack(parts), axis=1, return_counts=True)[1].astype(float)
        return float((counts * (counts - 1) / 2).sum())

    return 2 * pairs(labels, people) / (pairs(labels) + pairs(people))


def measure(count: int) -> dict[str, float]:
    """Group so many passages, in this process."""
    passages, people = made(count)
    before, wall, cpu = _peak_gb(), time.perf_counter(), time.process_time()
    presence = Presence(passages)
    found = group(passages, presence, Rulings(), silent)
    standing_of(passages.vectors, found.labels, scale_of(passages.vectors), silent)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return {
        "passages": count,
        "seconds": round(wall, 1),
        "cpu_seconds": round(cpu, 1),
        "peak_gb": round(_peak_gb(), 2),
        "peak_before_gb": round(before, 2),
        "groups": int(found.labels.max()) + 1,
        "refused": len(found.refused),
        "f1": round(pairwise_f1(found.labels, people), 3),
        "load": round(os.getloadavg()[0], 2),
    }


def _peak_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9


def main() -> None:
    """Measure every size asked for, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--passages", type=int, nargs="+", default=[1000, 10_000, 50_000])
    parser.add_argument("--alone", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        print(json.dumps(measure(options.alone)))
        return
    for count in options.passages:
        command = [sys.executable, __file__, "--alone", str(count)]
        print(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip(), flush=True)


if __name__ == "__main__":
    main()
