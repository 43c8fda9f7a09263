"""How long verifying a large case takes, and what its digests cost while footage is added.

    python -m tests.benchmarks.verify_speed [--crops 100000]

Makes a case of so many crops in a temporary folder: tracks of four, JPEGs of
6 kB at random, vectors of 512 numbers, in commits of 200 crops as an ingest
makes them. Prints the time that the commits took, with and without digests (the
same program with its triggers taken away), a crop; the share of that in an
ingest which reads, finds and embeds at `--ingest` crops a second; and the time
of `verify_case` without footage.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters, EmbeddedCrop, EmbeddedTrack
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.progress import silent

DIM, CROPS_OF_TRACK, BATCH = 512, 4, 50  # BATCH: tracks
JPEG_BYTES = 6000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crops", type=int, default=100_000)
    parser.add_argument("--ingest", type=float, default=40.0, help="crops a second of a whole ingest")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        few = min(options.crops, 10_000)
        bare = filled(Path(folder) / "bare.cpcl", few, digests=False) / few
        guarded = filled(Path(folder) / "some.cpcl", few) / few
        print(f"storing a crop: {bare * 1e6:.0f} µs, with digests {guarded * 1e6:.0f} µs")
        print(f"share of an ingest at {options.ingest:g} crops/s: {(guarded - bare) * options.ingest:.2%}")
        filled(case := Path(folder) / "large.cpcl", options.crops)
        print(f"verify, {options.crops} crops, {case.stat().st_size / 1e6:.0f} MB: {verified(case):.1f} s")


def filled(path: Path, crops: int, digests: bool = True) -> float:
    """Make a case of so many crops; seconds that the commits took."""
    rng = np.random.default_rng(1)
    counters = Counters(10.0, 4.0, 40, 20, 1.5)
    with Case.open(path, create=True) as case:
        if not digests:
            case._store.state.begin = case._store.begun  # type: ignore[method-assign]
        model = case.models.use("m", "f" * 64, Path("/m"), DIM)
        source = case.sources.add(Path("/a/b.mp4"), "video", "a" * 64, 99, "door", {})
        spent = 0.0
        for first in range(0, crops // CROPS_OF_TRACK, BATCH):
            tracks = [_track(rng, number) for number in range(first, first + BATCH)]
            began = time.perf_counter()
            case.tracks.commit_batch(source.id, model.id, {}, tracks, counters)
            spent += time.perf_counter() - began
        case.tracks.finish_source(source.id, "done", "", (), counters)
    return spent


def _track(rng: np.random.Generator, number: int) -> EmbeddedTrack:
    vectors = rng.standard_normal((CROPS_OF_TRACK, DIM)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    crops = [
        EmbeddedCrop(number * 1_000_000 + n, (1.0, 2.0, 33.0, 94.5), 0.9, 0.5, None, rng.bytes(JPEG_BYTES), vector)
        for n, vector in enumerate(vectors)
    ]
    return EmbeddedTrack(number, number * 1_000_000, number * 1_000_000 + 5, 7, crops)


def verified(path: Path) -> float:
    """Seconds that verifying the case takes, its footage left alone."""
    with Case.read(path) as case:
        began = time.perf_counter()
        faults = verify_case(case, silent, footage=False).faults
        assert faults == [], faults
        return time.perf_counter() - began


if __name__ == "__main__":
    main()
