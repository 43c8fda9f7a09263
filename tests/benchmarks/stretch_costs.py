"""What reading in stretches costs the machine that gives out work and joins, beside merging (`joining_speed`).

    python -m tests.benchmarks.stretch_costs [--clip FILE] [--films 20] [--stretches 4] [--crops 100 800]
                                             [--picture 1000]

Looks so many times at a film of a quarter of an hour, a clip repeated, as is done with each long one before any is
read.
Then puts a film of so many stretches together as often, each time from the check of its parts to the film's own in
its folder; these parts are made up, of passages evenly over a stretch, of four pictures each. Prints the median of
both, and what two sizes of stretches come to: seconds a stretch and a crop, by the clock and by the processors of
all processes. `footage_sizes` says how a clip like a recorder's of today is made.
"""

from __future__ import annotations

import argparse
import math
import statistics
import tempfile
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from cpcl_desktop.engine.bench.footage import write_repeated
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters, EmbeddedTrack
from cpcl_desktop.engine.cluster.cutting import Cut, cut_film
from cpcl_desktop.engine.cluster.jobs import Job, Model, Order
from cpcl_desktop.engine.cluster.part_check import READ_BY, is_part_of, told_of
from cpcl_desktop.engine.cluster.parts import put, token_of
from cpcl_desktop.engine.cluster.uniting import fit_together, unite
from cpcl_desktop.engine.ingest.options import STRETCH_S, IngestOptions
from cpcl_desktop.engine.ingest.seams import Span
from cpcl_desktop.engine.ingest.stretches import STRETCH_READ
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.routes import Route
from cpcl_desktop.engine.runtime.machine import load, this_machine
from cpcl_desktop.engine.runtime.places import resource
from cpcl_desktop.engine.sources.identity import standing_now
from cpcl_desktop.engine.sources.walk import find_sources
from tests.benchmarks.footage_sizes import length_s as clip_s
from tests.benchmarks.merge_speed import CROPS_OF_TRACK, Clock, made_up_track

MODEL = Model("m", "f" * 64, "/m")
VECTOR, ATTRIBUTES = 783, 399  # numbers of a row, and those of them that are not the vector's
PASSAGE_S = 3.0
LARGE = 10**9  # bytes, as it is said: by these alone it might be a long one
FILM_S = 900.0  # of one that is looked at
LOOKED_AT = IngestOptions(stretch_s=FILM_S / 3)  # by which it is to be cut; shorter ones are not opened


def order() -> Order:
    return Order(uuid.uuid4().hex, IngestOptions(), MODEL, None, "cpu", "", "", "", 60.0)


def looking(film: Path, times: int) -> list[tuple[float, float]]:
    """Seconds of each look at a film, by the clock and of processor."""
    (found,) = find_sources([film])
    job, spent = Job(str(film), str(film), "video", LARGE, (), (), "film.cpcl"), []
    for _ in range(times):
        clock = Clock()
        assert cut_film(found, job, LOOKED_AT) is not None
        spent.append(clock.spent())
    return spent


def made_cut(folder: Path, stretches: int, crops: int, picture: int) -> Cut:
    """A film that is cut into so many stretches, and their parts in the folder."""
    film = folder / "film.mp4"
    film.write_bytes(b"film")
    (found,) = find_sources([film])
    whole = Job(str(film), str(film), "video", 4, (), (), "film.cpcl")
    times = [round(number * STRETCH_S * 1e6) for number in range(stretches)]
    spans = [Span(*ends) for ends in zip(times, [*times[1:], None], strict=True)]
    jobs = [replace(whole, file=f"film.{n}-of-{stretches}.cpcl", span=span) for n, span in enumerate(spans)]
    for job in jobs:
        write_part(folder / job.file, job, stretches * STRETCH_S, crops, picture)
    return Cut(whole, jobs, times[1:], (1920, 1080), 0, found, standing_now(found))


def write_part(path: Path, job: Job, declared_s: float, crops: int, picture: int) -> None:
    """A stretch's part as a worker makes it."""
    rng, start_us, end_us = np.random.default_rng(job.span.start_us), job.span.start_us, job.span.end_us
    last_us, count = start_us + round(STRETCH_S * 1e6), crops // CROPS_OF_TRACK
    read = Counters(declared_s, STRETCH_S, 45_000, 9_000, 60.0, reached_us=last_us)
    begins = np.linspace(start_us, last_us - PASSAGE_S * 1e6, count).astype(int)
    tracks = [_passage(made_up_track(rng, n, picture, VECTOR), int(at)) for n, at in enumerate(begins)]
    with Case.open(path, create=True) as case, case.writer():
        case.log.record("ingest", {"outcome": READ_BY, **told_of(job, order())})
        model = case.models.use(MODEL.name, MODEL.sha256, Path(MODEL.path), VECTOR, ATTRIBUTES)
        source = case.sources.add(Path(job.path), "video", "0" * 64, 4, "door", {})
        case.tracks.commit_batch(source.id, model.id, {}, tracks, read)
        ends = {"start_us": start_us, "end_us": end_us, "first_us": start_us, "next_us": end_us}
        case.log.record("ingest", {"outcome": STRETCH_READ, "path": job.path, **ends})
        case.tracks.finish_source(source.id, "done", "", (), read)
        case.models.settle_centre(model.id)


def _passage(track: EmbeddedTrack, start_us: int) -> EmbeddedTrack:
    """It at another time, and somebody who walks."""
    way = Route(np.array([(0.0, 100.0, 500.0, 200.0), (PASSAGE_S, 700.0, 500.0, 200.0)], np.float32))
    step_us = round(PASSAGE_S * 1e6) // CROPS_OF_TRACK
    crops = [replace(crop, time_us=start_us + n * step_us) for n, crop in enumerate(track.crops)]
    end_us = start_us + round(PASSAGE_S * 1e6)
    return replace(track, start_us=start_us, end_us=end_us, crops=crops, route=way)


def uniting(folder: Path, cut: Cut, times: int) -> list[tuple[float, float]]:
    """Seconds in which a film is put together as `engine/cluster/run.py` does, by the clock and of processor."""
    spent = []
    for _ in range(times):
        run, clock = order(), Clock()
        (folder / token_of(run.run)).mkdir()
        assert all(is_part_of(folder / job.file, job, run, silent) for job in cut.stretches)
        assert fit_together(cut, folder)
        with tempfile.TemporaryDirectory(dir=folder) as name:
            made = Path(name) / cut.whole.file
            unite(cut, folder, made, run, silent)
            put(made, folder, run.run, made.name, lambda: None)
        spent.append(clock.spent())
    return spent


def medians(measure: Callable[[], list[tuple[float, float]]]) -> Sequence[float]:
    """By the clock, and of processor."""
    return [statistics.median(kind) for kind in zip(*measure(), strict=True)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clip", type=Path, default=resource("demo/demo.mp4"))
    parser.add_argument("--films", type=int, default=20)
    parser.add_argument("--stretches", type=int, default=4)
    parser.add_argument("--crops", type=int, nargs=2, default=[100, 800], help="of a stretch")
    parser.add_argument("--picture", type=int, default=1000, help="bytes")
    parser.add_argument("--folder", type=Path, help="where the parts are made (default: a temporary folder)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        film = Path(name) / "looked-at.mp4"
        length_s = write_repeated(options.clip, math.ceil(FILM_S / clip_s(options.clip)), film)
        looked = medians(lambda: looking(film, options.films))
    print(f"a look at a film of {length_s} s: {looked[0]:.3f} s by the clock, {looked[1]:.3f} s of processor")
    spent = []
    for crops in options.crops:
        with tempfile.TemporaryDirectory(dir=options.folder) as name:
            cut = made_cut(Path(name), options.stretches, crops, options.picture)
            spent.append(medians(lambda: uniting(Path(name), cut, options.films)))  # noqa: B023 (called at once)
        print(
            f"{options.stretches} stretches of {crops} crops put together: {spent[-1][0]:.3f} s by the clock, "
            f"{spent[-1][1]:.3f} s of processor",
            flush=True,
        )
    few, many = options.crops
    for kind, (less, more) in zip(("clock", "processor"), zip(*spent, strict=True), strict=True):
        each = (more - less) / options.stretches / (many - few)
        print(f"{kind}: {less / options.stretches - each * few:.3f} s a stretch, {each * 1e6:.0f} µs a crop")
    print(f"{this_machine()}; load a core {load()}")


if __name__ == "__main__":
    main()
