"""What searching several cases as one costs beside one case that holds as much.

    python -m tests.benchmarks.federated_search [--cases 10] [--crops 30000] [--runs 15] [--folder FOLDER]

Made-up cases of so many crops each, and one with the crops of all, which are the same to the byte: both must give
the same scores. They are kept in the folder. Each is measured in a process of its own: until it can be searched for
the first time ever, then with the caches that this left, then whole answers with 200 hits, medians; and the memory
held. For the index to be cached at all a case needs 20,000 crops. A crop takes about 9 kB of disk in each of both.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from cpcl_desktop.engine.bench.made_case import CROPS_PER_SOURCE, _add_source, _people
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.people.embed import Embedder
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


def measured(paths: Sequence[Path], runs: int) -> dict[str, Any]:
    """Seconds until the first search, MiB held, milliseconds of each answer, and the scores of the first."""
    embedder = starter()
    embedder.text("a man")  # the encoder is the same for both
    with ExitStack() as opened:
        cases = Federation([opened.enter_context(Case.open(path)) for path in paths])
        before, start = _resident_mib(), time.perf_counter()
        searcher = Searcher(cases, embedder)
        searcher.prepare()
        ready, held = time.perf_counter() - start, _resident_mib() - before
        times: dict[str, list[float]] = {}
        for name, query in QUERIES:
            for _ in range(runs):
                start = time.perf_counter()
                searcher.rank(query)
                times.setdefault(name, []).append((time.perf_counter() - start) * 1000)
        scores = [round(hit.score, 9) for name, query in QUERIES for hit in searcher.rank(query).hits]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"ready_s": ready, "held_mib": held, "peak_mib": peak, "ms": times, "scores": scores}


def _resident_mib() -> float:
    """Resident memory at this moment (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def beside(paths: Sequence[Path], runs: int) -> dict[str, Any]:
    """As `measured`, in a process of its own."""
    asked = [sys.executable, "-m", "tests.benchmarks.federated_search", "--runs", str(runs), "--measure"]
    told = subprocess.run([*asked, *map(str, paths)], check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return found


def compared(one: list[dict[str, Any]], several: list[dict[str, Any]], cases: int) -> None:
    """Print both beside each other: rounds of `beside`, the first of which left the caches."""
    assert one[0]["scores"] == several[0]["scores"], "the two do not give the same scores"
    print(f"the same {len(one[0]['scores'])} scores by one case and by {cases}")
    for name, at in (("first search ever, until ready", 0), ("ready with the caches", 1)):
        first, other = one[at]["ready_s"], several[at]["ready_s"]
        print(f"{name}: one case {first:.2f} s, {cases} cases {other:.2f} s, ratio {other / first:.2f}")
    for name, key in (("memory held", "held_mib"), ("peak", "peak_mib")):
        first, other = one[1][key], several[1][key]
        print(f"{name}: one case {first:.0f} MiB, {cases} cases {other:.0f} MiB, ratio {other / first:.2f}")
    for name, _ in QUERIES:
        first, other = (
            statistics.median([ms for r in rounds for ms in r["ms"][name]]) for rounds in (one, several)
        )
        says = "" if other <= GOAL * first else f" (over the goal of {GOAL})"
        print(f"{name}: one case {first:.1f} ms, {cases} cases {other:.1f} ms, ratio {other / first:.2f}{says}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=10)
    parser.add_argument("--crops", type=int, default=30_000, help="in each, a multiple of 10,000")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "cpcl-benchmarks")
    parser.add_argument("--measure", type=Path, nargs="+", help=argparse.SUPPRESS)
    request = parser.parse_args()
    if request.measure:
        print(json.dumps(measured(request.measure, request.runs)))
        return
    each = request.crops // CROPS_PER_SOURCE
    folder, embedder = request.folder / f"together-{request.cases}x{request.crops}", starter()
    whole = made(folder, embedder, range(each * request.cases), "whole")
    parts = [
        made(folder, embedder, range(at * each, (at + 1) * each), f"part-{at:02}") for at in range(request.cases)
    ]
    for cache in folder.glob("*-cache/*.npz"):
        cache.unlink()
    one, several = list[dict[str, Any]](), list[dict[str, Any]]()
    for _ in range(3):  # by turns, so that a busy moment of the machine is in both
        one.append(beside([whole], request.runs))
        several.append(beside(parts, request.runs))
    compared(one, several, request.cases)


if __name__ == "__main__":
    main()
