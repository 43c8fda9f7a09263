"""What searching several cases as one costs beside one case that holds as much.

    python -m tests.benchmarks.federated_search [--cases 10] [--crops 30000] [--runs 15] [--folder FOLDER]
                                                [--small] [--numbers 128]

Made-up cases of so many crops each, and one with the crops of all, which are the same to the byte: both must give
the same hits in the same order with the same scores. They are made by two processes and kept in the folder. In a
process for each is measured, the first time ever and with the caches that this left, how long it takes until they
can be searched, the memory held then (of which rows alone take `rows_mib`), and the most until every query was
answered once. Whole answers with 200 hits are timed in one process, by turns, as medians of wall and of processor
time, the second of which a busy machine spoils less; first as a ranking alone, last as a user asks, with its entry
in the log of each case. For the index to be cached at all a case needs 20,000 crops.

A crop takes about 9 kB of disk in each of both, with pictures as small as can be (`--small`) 6, and with those and
rows of 128 numbers (`--numbers 128`: the starter's vectors cut short, without attributes) 1. So ten cases of a
million crops and one of ten million (`--crops 1000000 --small --numbers 128`) take 20 GB of disk and 8 of memory.
"""

import argparse
import json
import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import cv2
import numpy as np

from cpcl_desktop.engine.bench.made_case import CROPS_PER_SOURCE, _add_source, _people, _pictures
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.searcher import Searcher
from tests.benchmarks.large_case import starter
from tests.benchmarks.narrowed import Narrowed

QUERIES = (
    ("all crops, as it stands", Query(text="a man in a blue hoodie", literal=True, limit=200)),
    ("one camera, as it stands", Query(text="a man", literal=True, limit=200, cameras=["camera 03"])),
    ("five phrases", Query(text="woman in a red coat, blue jeans, black boots and blonde hair", limit=200)),
    ("an alternative", Query(text="woman in a red or blue coat", limit=200)),
    ("one ruled out", Query(text="woman in a coat, no blue jeans", limit=200)),
)
GOAL = 1.15  # of the median over one case


def model_of(numbers: int | None) -> Embedder:
    """The starter, or what is left of it with vectors of so many numbers."""
    return starter() if numbers is None else Narrowed(numbers)


def smallest_pictures() -> list[bytes]:
    """A picture of a few bytes: what is searched are vectors."""
    grey = np.full((8, 4), 128, np.uint8)
    return [cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_OPTIMIZE, 1])[1].tobytes()]


def made(path: Path, numbers: int | None, sources: Sequence[int], is_small: bool) -> None:
    """Make a case with the made-up sources of these numbers where it is not there."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    work = path.with_name(f"making-{path.name}")
    for left in path.parent.glob(f"{work.name}*"):
        left.unlink()
    embedder = model_of(numbers)
    people, pictures, layout = _people(embedder), smallest_pictures() if is_small else _pictures(), embedder.layout
    with Case.open(work, create=True) as case:
        bundle = embedder.bundle.path
        model = case.models.use(embedder.name, embedder.sha256, bundle, layout.length, layout.values)
        with case.writer():
            for number in sources:
                _add_source(case, model, people, number, pictures)
            case.models.settle_centre(model.id)
    work.rename(path)


def cases_of(request: argparse.Namespace) -> tuple[Path, list[Path]]:
    """The one case and the several, of which those that are not there are made now, two at a time."""
    each, numbers = request.crops // CROPS_PER_SOURCE, request.numbers
    kind = ("-small" if request.small else "") + ("" if numbers is None else f"-{numbers}")
    folder = request.folder / f"together-{request.cases}x{request.crops}{kind}"
    whole = folder / "whole.cpcl"
    parts = [folder / f"part-{at:02}.cpcl" for at in range(request.cases)]
    of = [range(each * request.cases), *(range(at * each, (at + 1) * each) for at in range(request.cases))]
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as processes:
        making = [
            processes.submit(made, path, numbers, sources, request.small)
            for path, sources in zip([whole, *parts], of, strict=True)
        ]
        for one in making:
            one.result()
    return whole, parts


def ready(paths: Sequence[Path], embedder: Embedder) -> dict[str, float]:
    """Seconds until the first search; MiB held by then, and at most with every query answered."""
    embedder.text("a man")  # the encoder is the same for both
    with opened(paths) as cases:
        before, start = _resident_mib(), time.perf_counter()
        searcher = Searcher(cases, embedder)
        searcher.prepare()
        seconds, held = time.perf_counter() - start, _resident_mib() - before
        index, length = searcher.indexes.kept(), embedder.layout.length
        assert index is not None
        rows = (len(index) * length + len(index.starts) * (length + 1)) * np.dtype(np.float16).itemsize / 2**20
        for _, query in QUERIES:
            searcher.rank(query)
    return {"ready_s": seconds, "rows_mib": rows, "held_mib": held, "peak_mib": _peak_mib(resource.RUSAGE_SELF)}


@contextmanager
def opened(paths: Sequence[Path]) -> Iterator[Federation]:
    """The cases together."""
    with ExitStack() as stack:
        yield Federation([stack.enter_context(Case.open(path)) for path in paths])


def _resident_mib() -> float:
    """Resident memory at this moment (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def _peak_mib(whose: int) -> float:
    """The most resident memory of this process, or of any that it started (Linux)."""
    return resource.getrusage(whose).ru_maxrss / 1024


def beside(paths: Sequence[Path], numbers: int | None) -> dict[str, float]:
    """As `ready`, in a process of its own."""
    narrowed = [] if numbers is None else ["--numbers", str(numbers)]
    asked = [sys.executable, "-m", "tests.benchmarks.federated_search", *narrowed, "--ready", *map(str, paths)]
    told = subprocess.run(asked, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    return found


def told(whole: Path, parts: Sequence[Path], numbers: int | None) -> None:
    """Print what both take until they can be searched: the first time, and with the caches."""
    for name in ("first search ever", "with the caches"):
        one, several = beside([whole], numbers), beside(parts, numbers)
        print(name)
        for what in one:
            ratio = several[what] / one[what]
            print(f"  {what}: one {one[what]:.2f}, several {several[what]:.2f}, {ratio:.2f} ×", flush=True)


def searched(whole: Path, parts: Sequence[Path], embedder: Embedder, runs: int) -> None:
    """Print what answers take, by turns."""
    with opened([whole]) as one, opened(parts) as several:
        searchers = [Searcher(cases, embedder) for cases in (one, several)]
        for name, query in QUERIES:
            first = [[(hit.path, hit.start_us, hit.score) for hit in each.rank(query).hits] for each in searchers]
            assert first[0] == first[1], "the two do not find the same"
            times = [[timed(each, query) for each in searchers] for _ in range(runs)]
            compared(name, times)
        name, query = QUERIES[0]
        compared(
            f"{name}, with the log",
            [[timed(each, query, is_logged=True) for each in searchers] for _ in range(runs)],
        )


def compared(name: str, times: Sequence[Sequence[tuple[float, float]]]) -> None:
    """Print the medians of both, by turns."""
    print(name)
    for at, what in enumerate(("wall", "processor")):
        a, b = (statistics.median(turn[which][at] for turn in times) for which in (0, 1))
        more = statistics.median(turn[1][at] - turn[0][at] for turn in times)
        ratio = f"{b / a:.2f} × (goal {GOAL})"
        print(f"  {what}: one {a:.1f} ms, several {b:.1f} ms, {more:+.1f} ms, {ratio}", flush=True)


def timed(searcher: Searcher, query: Query, is_logged: bool = False) -> tuple[float, float]:
    """Milliseconds of an answer, of the clock and of the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    (searcher.search if is_logged else searcher.rank)(query)
    return (time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=10)
    parser.add_argument("--crops", type=int, default=30_000, help="in each, a multiple of 10,000")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "cpcl-benchmarks")
    parser.add_argument("--small", action="store_true", help="pictures as small as can be, to save disk")
    parser.add_argument("--numbers", type=int, help="of a row, at most 384; those of the starter if not given")
    parser.add_argument("--ready", type=Path, nargs="+", help=argparse.SUPPRESS)
    request = parser.parse_args()
    if request.ready:
        print(json.dumps(ready(request.ready, model_of(request.numbers))))
        return
    whole, parts = cases_of(request)
    for cache in whole.parent.glob("*-cache/*.npz"):
        cache.unlink()
    told(whole, parts, request.numbers)
    searched(whole, parts, model_of(request.numbers), request.runs)
    most = max(map(_peak_mib, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))
    print(f"most memory of one process: {most:.0f} MiB")


if __name__ == "__main__":
    main()
