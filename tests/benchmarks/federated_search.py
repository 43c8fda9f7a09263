"""What searching several cases as one costs beside one case that holds as much.

    python -m tests.benchmarks.federated_search [--cases 10] [--crops 30000] [--runs 15] [--folder FOLDER] [--small]

Made-up cases of so many crops each, and one with the crops of all, which are the same to the byte: both must give
the same scores. They are kept in the folder. Until it can be searched, the first time ever and with the caches that
this left, and the memory held are measured in a process for each; whole answers with 200 hits in one process, by
turns, as medians of wall and of processor time, the second of which a busy machine spoils less; first as a ranking
alone, last as a user asks, with its entry in the log of each case. For the index to be cached at all a case needs
20,000 crops. A crop takes about 9 kB of disk in each of both, with pictures as small as can be (`--small`) 6.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np

from cpcl_desktop.engine.bench import made_case
from cpcl_desktop.engine.bench.made_case import CROPS_PER_SOURCE, _add_source, _people
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.stored_picture import encode_jpeg
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.searcher import Searcher
from tests.benchmarks.large_case import starter

QUERIES = (
    ("all crops, as it stands", Query(text="a man in a blue hoodie", literal=True, limit=200)),
    ("one camera, as it stands", Query(text="a man", literal=True, limit=200, cameras=["camera 03"])),
    ("five phrases", Query(text="woman in a red coat, blue jeans, black boots and blonde hair", limit=200)),
    ("an alternative", Query(text="woman in a red or blue coat", limit=200)),
    ("one ruled out", Query(text="woman in a coat, no blue jeans", limit=200)),
)
GOAL = 1.15  # of the median over one case


def smallest_pictures() -> list[bytes]:
    """A picture of a few bytes: what is searched are vectors."""
    return [encode_jpeg(np.full((8, 4, 3), 128, np.uint8))]


def made(folder: Path, embedder: Embedder, numbers: Sequence[int], name: str) -> Path:
    """A case with the made-up sources of these numbers, made now where it is not there."""
    path, layout = folder / f"{name}.cpcl", embedder.layout
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        work = folder / "making.cpcl"
        for left in folder.glob("making.cpcl*"):
            left.unlink()
        people = _people(embedder)
        with Case.open(work, create=True) as case:
            length, values = layout.length, layout.values
            model = case.models.use(embedder.name, embedder.sha256, embedder.bundle.path, length, values)
            with case.writer():
                for number in numbers:
                    _add_source(case, model, people, number)
                case.models.settle_centre(model.id)
        work.rename(path)
    return path


def ready(paths: Sequence[Path]) -> dict[str, float]:
    """Seconds until the first search, and MiB held and at most."""
    embedder = starter()
    embedder.text("a man")  # the encoder is the same for both
    with opened(paths) as cases:
        before, start = _resident_mib(), time.perf_counter()
        searcher = Searcher(cases, embedder)
        searcher.prepare()
        seconds, held = time.perf_counter() - start, _resident_mib() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"ready_s": seconds, "held_mib": held, "peak_mib": peak}


@contextmanager
def opened(paths: Sequence[Path]) -> Iterator[Federation]:
    """The cases together."""
    with ExitStack() as stack:
        yield Federation([stack.enter_context(Case.open(path)) for path in paths])


def _resident_mib() -> float:
    """Resident memory at this moment (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def beside(paths: Sequence[Path]) -> dict[str, float]:
    """As `ready`, in a process of its own."""
    asked = [sys.executable, "-m", "tests.benchmarks.federated_search", "--ready"]
    told = subprocess.run([*asked, *map(str, paths)], check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    return found


def told(whole: Path, parts: Sequence[Path]) -> None:
    """Print what both take until they can be searched: the first time, and with the caches."""
    for name, is_first in (("first search ever, until ready", True), ("ready with the caches", False)):
        one, several = beside([whole]), beside(parts)
        print(name)
        for what in one if not is_first else ("ready_s",):
            print(f"  {what}: one {one[what]:.2f}, several {several[what]:.2f}, {several[what] / one[what]:.2f} ×")


def searched(whole: Path, parts: Sequence[Path], runs: int) -> None:
    """Print what answers take, by turns."""
    embedder = starter()
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
        print(f"  {what}: one {a:.1f} ms, several {b:.1f} ms, {more:+.1f} ms, {b / a:.2f} × (goal {GOAL})")


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
    parser.add_argument("--ready", type=Path, nargs="+", help=argparse.SUPPRESS)
    request = parser.parse_args()
    if request.ready:
        print(json.dumps(ready(request.ready)))
        return
    each = request.crops // CROPS_PER_SOURCE
    if request.small:
        made_case._pictures = smallest_pictures
    size = f"{request.cases}x{request.crops}{'-small' if request.small else ''}"
    folder, embedder = request.folder / f"together-{size}", starter()
    whole = made(folder, embedder, range(each * request.cases), "whole")
    parts = [
        made(folder, embedder, range(at * each, (at + 1) * each), f"part-{at:02}") for at in range(request.cases)
    ]
    for cache in folder.glob("*-cache/*.npz"):
        cache.unlink()
    told(whole, parts)
    searched(whole, parts, request.runs)


if __name__ == "__main__":
    main()
