"""How long a search over a million crops takes, and what memory it needs.

    python tests/benchmarks/search_million.py [--crops 1000000] [--dim 512] [--runs 15]

Makes a real case file with that many crops (random unit vectors, four to a
track, empty pictures), then measures whole answers of `Searcher.search` with
the metadata of 200 hits, unfiltered and filtered to a tenth of the sources.
The query vector is made by a stand-in for the text encoder, whose own time
(about a millisecond) is reported by startup.py.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.searcher import Searcher

CROPS_PER_TRACK = 4
SOURCES = 10


class RandomQueries:
    """Stands in for an embedder: a fresh unit vector per description."""

    name, sha256 = "random", "0" * 64

    def __init__(self, dim: int) -> None:
        self._dim, self._random = dim, np.random.default_rng(7)

    def text(self, text: str) -> np.ndarray:
        vector = self._random.standard_normal(self._dim).astype(np.float32)
        return vector / np.linalg.norm(vector)

    def prompts(self, texts: Sequence[str]) -> np.ndarray:
        return np.stack([self.text(text) for text in texts])

    def was_taught(self, word: str) -> bool:
        return True

    def unknown_words(self, text: str) -> list[str]:
        return []

    untaught_words = unknown_words


def fill(path: Path, crops: int, dim: int) -> None:
    """Fill a case by plain SQL: the write path is not what is measured here."""
    random = np.random.default_rng(1)
    with Case.open(path, create=True) as case:
        case.models.use("random", "0" * 64, path, dim)
        for s in range(SOURCES):
            case.sources.add(Path(f"/footage/{s}.mp4"), "video", f"{s:064}", 1, f"camera {s}", {})
        sql = case._store.connection
        sql.execute("PRAGMA synchronous = OFF")
        sql.execute("BEGIN")
        tracks = crops // CROPS_PER_TRACK
        sql.executemany(
            "INSERT INTO track VALUES (?, ?, ?, ?, ?, 9)",
            ((t + 1, t * SOURCES // tracks + 1, t, t * 1000, t * 1000 + 5000) for t in range(tracks)),
        )
        for start in range(0, crops, 50_000):
            count = min(50_000, crops - start)
            vectors = random.standard_normal((count, dim)).astype(np.float32)
            vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16)
            ids = range(start + 1, start + count + 1)
            sql.executemany(
                "INSERT INTO crop VALUES (?, ?, ?, 1, 2, 3, 4, 0.9, 0.5, NULL, x'')",
                ((i, (i - 1) // CROPS_PER_TRACK + 1, i * 1000) for i in ids),
            )
            sql.executemany("INSERT INTO vector VALUES (1, ?, ?)", zip(ids, map(bytes, vectors), strict=True))
        sql.execute("UPDATE model SET vectors = ?", (crops,))
        sql.execute("COMMIT")


def resident_mib() -> float:
    """Peak resident memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def now_mib() -> float:
    """Resident memory at this moment (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def timed(searcher: Searcher, query: Query, runs: int) -> list[float]:
    """Milliseconds of each whole answer."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        answer = searcher.search(query)
        times.append((time.perf_counter() - start) * 1000)
        assert len(answer.hits) == query.limit
    return times


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--crops", type=int, default=1_000_000)
    parser.add_argument("--dim", type=int, default=512)
    parser.add_argument("--runs", type=int, default=15)
    request = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "million.cpcl"
        start = time.perf_counter()
        fill(path, request.crops, request.dim)
        print(
            f"case of {request.crops:,} crops × {request.dim}: {path.stat().st_size / 2**20:.0f} MiB, "
            f"made in {time.perf_counter() - start:.0f} s"
        )
        with Case.open(path) as case:
            before = now_mib()
            searcher = Searcher(case, RandomQueries(request.dim))  # type: ignore[arg-type]
            for name in ("first search, index built from the case", "first search, index from its cache"):
                start = time.perf_counter()
                searcher = Searcher(case, RandomQueries(request.dim))  # type: ignore[arg-type]
                searcher.search(Query(text="woman", limit=200))
                print(f"{name}: {time.perf_counter() - start:.1f} s")
            vectors = request.crops * request.dim * 2 / 2**20
            held = now_mib() - before
            print(
                f"memory held: {held:.0f} MiB for {vectors:.0f} MiB of vectors = {held / vectors:.2f} ×; "
                f"peak of the process {resident_mib():.0f} MiB"
            )
            for name, query in (
                ("all crops, as it stands", Query(text="x", literal=True, limit=200)),
                ("one camera of ten, as it stands", Query(text="x", literal=True, limit=200, cameras=["camera 3"])),
                (
                    "five phrases",
                    Query(text="woman in a red coat, blue jeans, black boots and blonde hair", limit=200),
                ),
                ("an alternative", Query(text="woman in a red or blue coat", limit=200)),
                ("one ruled out", Query(text="woman in a coat, no blue jeans", limit=200)),
            ):
                times = timed(searcher, query, request.runs)
                print(
                    f"search, {name}, 200 hits with metadata: median {statistics.median(times):.1f} ms "
                    f"(min {min(times):.1f}, max {max(times):.1f}, {request.runs} runs)"
                )


if __name__ == "__main__":
    main()
