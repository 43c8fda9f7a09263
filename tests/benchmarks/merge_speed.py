"""How fast cases are merged, and in how much memory, beside a plain copy of the same bytes.

    python -m tests.benchmarks.merge_speed [--parts 2 20] [--crops 50000] [--sources 5] [--picture 1000]

Makes one part of so many crops (passages of four, in `--sources` sources; pictures of `--picture` bytes at random,
vectors of `--vector` numbers) as an ingest makes it, and copies it; each copy is then of other footage. Merges the
first so many into a new case, for each number of `--parts`. Prints for each: crops a second by the clock and by the
processors of all processes, the share of both that checking the parts took, the memory of all processes together at
its peak (proportional set size, Linux), how long somebody else who wrote to the case every half second waited at
most, and how long a copy of the parts' bytes takes, written through to the disk. Before that, what SQLite alone
takes to store one part's crops and vectors, without digests, log or checks: what no merge can be faster than in one
process.
With `--profile` also where the time of this process goes.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import os
import pstats
import resource
import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters, EmbeddedCrop, EmbeddedTrack
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.merge.merge import merge
from cpcl_desktop.engine.progress import Progress, silent

CROPS_OF_TRACK, BATCH = 4, 250  # BATCH: tracks
READ = Counters(3600.0, 3600.0, 90_000, 18_000, 60.0)
LOOK_S, TRY_S = 0.2, 0.5
MOST_BARE = 20_000  # rows of each table that are in memory at once


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", type=int, nargs="+", default=[2, 20])
    parser.add_argument("--crops", type=int, default=50_000, help="of a part")
    parser.add_argument("--sources", type=int, default=5, help="of a part")
    parser.add_argument("--picture", type=int, default=1000, help="bytes")
    parser.add_argument("--vector", type=int, default=600, help="numbers")
    parser.add_argument("--folder", type=Path, help="where the parts are made (default: a temporary folder)")
    parser.add_argument("--verify", action="store_true", help="check the merged cases, which takes as long")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name).resolve()
        parts = made_parts(
            folder, max(options.parts), options.crops, options.sources, options.picture, options.vector
        )
        print(
            f"SQLite alone: {bare_us(folder / 'bare.cpcl', parts[0]):.1f} µs of processor time a crop", flush=True
        )
        for number in options.parts:
            measure(folder, parts[:number], number * options.crops, options.profile)
            if options.verify:
                with Case.read(folder / "whole.cpcl") as case:
                    assert (faults := verify_case(case, silent, footage=False).faults) == [], faults
            for left in folder.glob("whole.cpcl*"):
                left.unlink()


def measure(folder: Path, parts: Sequence[Path], crops: int, with_profile: bool) -> None:
    """Copy the parts, then merge them, and print how both went."""
    size = sum(part.stat().st_size for part in parts)
    copied = copying_s(folder, parts)
    clock = Clock()
    whole = folder / "whole.cpcl"
    with peak_memory() as peak, longest_wait(whole) as waited, profiled(with_profile):
        merged = merge(whole, parts, clock.hear)
    wall, processor = clock.spent()
    assert merged.counts["crop"] == crops, merged.counts
    checked = clock.checked
    print(
        f"{len(parts)} parts, {crops} crops, {size / 1e6:.0f} MB: {crops / wall:.0f} crops/s by the clock "
        f"({wall:.1f} s, {checked[0]:.1f} s of it checking), {crops / processor:.0f} crops/s of processor time "
        f"({processor:.1f} s, {checked[1]:.1f} s of it checking), peak {peak[0] / 1e6:.0f} MB; "
        f"others waited {waited[0]:.1f} s at most; plain copy {copied:.1f} s",
        flush=True,
    )


def bare_us(path: Path, part: Path) -> float:
    """Microseconds of processor time in which the rows of a part's crops and vectors are stored, a crop."""
    with contextlib.closing(sqlite3.connect(part)) as connection:
        rows = {
            table: connection.execute(f"SELECT * FROM {table} LIMIT {MOST_BARE}").fetchall()
            for table in ("model", "source", "track", "crop", "vector")
        }
    with Case.open(path, create=True) as case:  # its triggers come with the first transaction, which there is not
        connection = case._store.connection
        began = time.process_time()
        connection.execute("BEGIN IMMEDIATE")
        for table, some in rows.items():
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(some[0]))})", some)
        connection.execute("COMMIT")
        spent = time.process_time() - began
    path.unlink()
    return spent / len(rows["crop"]) * 1e6


class Clock:
    """Time by the clock and of the processors since it was made, and what of it went by before merging began."""

    def __init__(self) -> None:
        self._began = self._now()
        self.checked = (0.0, 0.0)

    def hear(self, progress: Progress) -> None:
        """The first word of merging ends checking."""
        if not any(self.checked) and progress.stage.startswith("Merging"):
            self.checked = self.spent()

    def spent(self) -> tuple[float, float]:
        """Both; of other processes once they have ended."""
        wall, processor = self._now()
        return wall - self._began[0], processor - self._began[1]

    @staticmethod
    def _now() -> tuple[float, float]:
        used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return time.perf_counter(), sum(one.ru_utime + one.ru_stime for one in used)


@contextlib.contextmanager
def peak_memory() -> Iterator[list[float]]:
    """Bytes that this process and its children take together at most, looked at now and then."""
    peak, is_over = [0.0], threading.Event()

    def look() -> None:
        while not is_over.wait(LOOK_S):
            peak[0] = max(peak[0], sum(map(proportional_bytes, [os.getpid(), *children_of(os.getpid())])))

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield peak
    finally:
        is_over.set()
        looking.join()


@contextlib.contextmanager
def longest_wait(case: Path) -> Iterator[list[float]]:
    """Seconds for which somebody else who writes to a case as this program does had to wait, the longest."""
    longest, is_over = [0.0], threading.Event()

    def write() -> None:
        while not is_over.wait(TRY_S):
            if not case.with_name(case.name + "-writer").exists():  # it is not merged into, or not yet there
                continue
            with Case.open(case) as one:
                began = time.perf_counter()
                with one._store.aside():
                    longest[0] = max(longest[0], time.perf_counter() - began)

    writing = threading.Thread(target=write)
    writing.start()
    try:
        yield longest
    finally:
        is_over.set()
        writing.join()


def children_of(process: int) -> list[int]:
    """Processes that it started."""
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(child) for child in task.read_text().split()]
    return found


def proportional_bytes(process: int) -> float:
    """Its memory, what it shares counted in part; 0 where it has ended."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) * 1024 for line in told.splitlines() if line.startswith("Pss:")), 0.0)


@contextlib.contextmanager
def profiled(is_wanted: bool) -> Iterator[None]:
    """Print where this process's time goes."""
    profile = cProfile.Profile()
    if is_wanted:
        profile.enable()
    yield
    if is_wanted:
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def copying_s(folder: Path, parts: Sequence[Path]) -> float:
    """Seconds that a copy of the parts takes, written through."""
    began, target = time.perf_counter(), folder / "copied"
    for part in parts:
        shutil.copyfile(part, target)
        with target.open("rb") as written:
            os.fsync(written.fileno())
    spent = time.perf_counter() - began
    target.unlink()
    return spent


def made_parts(folder: Path, number: int, crops: int, sources: int, picture: int, vector: int) -> list[Path]:
    """So many cases of different footage and otherwise alike."""
    first = folder / "part-000.cpcl"
    make_part(first, crops, sources, picture, vector)
    parts = [first]
    for at in range(1, number):
        part = Path(shutil.copyfile(first, folder / f"part-{at:03}.cpcl"))
        with Case.open(part) as case:
            for source in case.sources.all():
                case.sources.take_content(source.id, f"{at:032x}{source.id:032x}", 99)
        parts.append(part)
    return parts


def make_part(path: Path, crops: int, sources: int, picture: int, vector: int) -> None:
    """A case of so many sources."""
    rng = np.random.default_rng(1)
    with Case.open(path, create=True) as case:
        model = case.models.use("m", "f" * 64, Path("/m"), vector)
        for number in range(sources):
            source = case.sources.add(Path(f"/a/{number}.mp4"), "video", f"{number:064x}", 99, "door", {})
            tracks = crops // sources // CROPS_OF_TRACK
            for first in range(0, tracks, BATCH):
                batch = [made_up_track(rng, at, picture, vector) for at in range(first, min(tracks, first + BATCH))]
                case.tracks.commit_batch(source.id, model.id, {}, batch, READ)
            case.tracks.finish_source(source.id, "done", "", (), READ)
        case.models.settle_centre(model.id)


def made_up_track(rng: np.random.Generator, number: int, picture: int, vector: int) -> EmbeddedTrack:
    """A passage of four pictures, all of it at random."""
    vectors = rng.standard_normal((CROPS_OF_TRACK, vector)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    crops = [
        EmbeddedCrop(number * 1_000_000 + n, (1.0, 2.0, 33.0, 94.5), 0.9, 0.5, None, rng.bytes(picture), one)
        for n, one in enumerate(vectors)
    ]
    return EmbeddedTrack(number, number * 1_000_000, number * 1_000_000 + 5, 7, crops)


if __name__ == "__main__":
    main()
