"""How long a search over a million crops takes, and what memory it needs.

    python -m tests.benchmarks.search_million [--crops 1000000] [--runs 15] [--folder FOLDER]

Over the case of `large_case.py`, which is made once and kept in the folder: whole answers of `Searcher.rank` with
the metadata of 200 hits, unfiltered and filtered to one camera of twelve. What the window makes of it: `window`.
"""

import argparse
import resource
import statistics
import tempfile
import time
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.searcher import Searcher
from tests.benchmarks.large_case import kept_case, starter

QUERIES = (
    ("all crops, as it stands", Query(text="a man in a blue hoodie", literal=True, limit=200)),
    ("one camera, as it stands", Query(text="a man", literal=True, limit=200, cameras=["camera 03"])),
    ("five phrases", Query(text="woman in a red coat, blue jeans, black boots and blonde hair", limit=200)),
    ("an alternative", Query(text="woman in a red or blue coat", limit=200)),
    ("one ruled out", Query(text="woman in a coat, no blue jeans", limit=200)),
)


def now_mib() -> float:
    """Resident memory at this moment (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def timed(searcher: Searcher, query: Query, runs: int) -> list[float]:
    """Milliseconds of each whole answer."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        answer = searcher.rank(query)
        times.append((time.perf_counter() - start) * 1000)
        assert len(answer.hits) == query.limit
    return times


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--crops", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "cpcl-benchmarks")
    request = parser.parse_args()
    embedder = starter()
    with Case.open(kept_case(request.folder, request.crops)) as case:
        before, start = now_mib(), time.perf_counter()
        searcher = Searcher(case, embedder)
        searcher.prepare()
        print(f"ready to search, the index from its cache: {time.perf_counter() - start:.1f} s")
        vectors, held = request.crops * embedder.layout.length * 2 / 2**20, now_mib() - before
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"memory held: {held:.0f} MiB, of vectors {vectors:.0f} = {held / vectors:.2f} ×; peak {peak:.0f} MiB"
        )
        for name, query in QUERIES:
            times = timed(searcher, query, request.runs)
            print(
                f"search, {name}, 200 hits with metadata: median {statistics.median(times):.1f} ms "
                f"(min {min(times):.1f}, max {max(times):.1f}, {request.runs} runs)"
            )


if __name__ == "__main__":
    main()
