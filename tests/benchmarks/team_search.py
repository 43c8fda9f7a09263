"""How long a search takes in a team's case: on a desk's mirror and by a scan inside the server, beside a file.

    python -m tests.benchmarks.team_search [--crops 1000000] [--runs 9] [--log 1000] [--folder FOLDER]

Over the case of `large_case.py`, with a log of so many entries. A server of its own is brought up
(`tests/team_server.py`, which does not wait for its disk), the case is put there and taken by a desk; both are
timed. Then whole answers of `Searcher.rank` with 200 hits: over the file, over the mirror, in turns. The scan is
what pgvector can do with the case's rows as they lie there: the inner product of the same query with every crop
relative to the centre, its mean over each passage, the best 200; without the metadata of hits. Processor time is
told beside that of the clock, which a busy machine spoils more.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from cpcl_desktop.engine.case import whole
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.state import stored_digests
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.search.vectors import centre_of, open_index
from cpcl_desktop.engine.team.link import open_link
from tests.benchmarks.large_case import kept_case, starter
from tests.team_server import TestServer, running_server

QUERY = Query(text="a man in a blue hoodie", literal=True, limit=200)
SCAN = """
    SELECT c.track, avg(
        -(l2_normalize(subvector(v.data::public.vector, 1, {dim}) - asked.centre) <#> asked.looks)
        + {weight} * -(subvector(v.data::public.vector, {first}, {values}) <#> asked.said)) AS score
    FROM cpcl.vector v JOIN cpcl.crop c ON c.id = v.crop, (SELECT '{centre}'::public.vector AS centre,
        '{looks}'::public.vector AS looks, '{said}'::public.vector AS said) asked
    WHERE v.model = {model}
    GROUP BY c.track ORDER BY score DESC LIMIT {limit}
"""


Clock = Callable[[], float]  # seconds


def timed(what: Callable[[], object], runs: int, clock: Clock = time.perf_counter) -> list[float]:
    """Milliseconds of each."""
    times = []
    for _ in range(runs):
        start = clock()
        what()
        times.append((clock() - start) * 1000)
    return times


def told(name: str, times: list[float]) -> float:
    middle = statistics.median(times)
    print(f"{name}: median {middle:.1f} ms (min {min(times):.1f}, max {max(times):.1f}, {len(times)} runs)")
    return middle


def processor_of(process: int) -> float:
    """Seconds that another process took of a processor (Linux)."""
    ticks = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def compared(one: Searcher, other: Searcher, name: str, clock: Clock, runs: int) -> float:
    """Print what answers over file and mirror take, by turns; the median over the file, in ms."""
    of_file, of_desk = [], []
    for _ in range(runs):
        of_file += timed(lambda: one.rank(QUERY), 1, clock)
        of_desk += timed(lambda: other.rank(QUERY), 1, clock)
    alone = told(f"the case as a file, {name}", of_file)
    print(f"= {told(f'a desk of the team, over its mirror, {name}', of_desk) / alone:.2f} × the file")
    return alone


def scan_of(case: Case, searcher: Searcher) -> str:
    """The SQL of the scan, of the same query."""
    model, layout = case.models.current(), searcher.embedder.layout
    assert model is not None
    asked = searcher._asked(QUERY, None, case.sources.with_bin())
    (query,) = searcher._query_vectors(asked, centre_of(model), searcher.indexes.kept())
    looks, said = query[: layout.dim], query[layout.dim : layout.length]
    numbers = {"centre": centre_of(model)[: layout.dim], "looks": looks, "said": said}
    given = {name: np.array2string(one, separator=",", threshold=10**6, max_line_width=10**6)
             .replace(" ", "") for name, one in numbers.items()}  # fmt: skip
    places = {"dim": layout.dim, "first": layout.dim + 1, "values": layout.values, "weight": layout.weight}
    return SCAN.format(**given, **places, model=model.id, limit=QUERY.limit)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--crops", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--log", type=int, default=1000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "cpcl-benchmarks")
    request = parser.parse_args()
    file = kept_case(request.folder, request.crops, request.log)
    with running_server() as server:
        measure(server, file, request.folder / f"mirror-{request.crops}.cpcl", request.runs)


def measure(server: TestServer, file: Path, mirror: Path, runs: int) -> None:
    """Put the case there, take it, and search both."""
    url = server.new_database("searched")
    whole.prepare(url)
    mirror.unlink(missing_ok=True)
    with Case.open(file) as case:
        size = file.stat().st_size / 2**20
        (sent,) = timed(lambda: whole.push(case, url, silent), 1)
    (taken,) = timed(lambda: whole.pull(url, mirror, silent), 1)
    print(
        f"{size:.0f} MiB sent (checked first) in {sent / 1000:.1f} s, taken (and checked) in {taken / 1000:.1f} s"
    )
    embedder = starter()
    with Case.open(file) as case, Case.open(mirror) as desk:
        assert stored_digests(case._store.connection) == stored_digests(desk._store.connection)
        model = desk.models.current()
        assert model is not None
        open_index(desk, model, embedder.layout)  # makes the desk's cache
        one, other = Searcher(case, embedder), Searcher(desk, embedder)
        for searcher in (one, other):
            searcher.prepare()
        alone = {
            name: compared(one, other, name, clock, runs)
            for name, clock in (("wall", time.perf_counter), ("processor", time.process_time))
        }
        assert desk.team is not None
        told("asking the server whether there is anything new", timed(desk.team.bring_up_to_date, runs))
        told("a decision, to the server and back", timed(lambda: desk.decisions.decide(1, "unsure"), runs))
        scan, best = scan_of(case, one), [hit.track for hit in one.rank(QUERY).hits]
    with open_link(url) as link:
        rows = link.execute(scan).fetchall()
        whole_of_it = told("a scan inside the server, wall", timed(lambda: link.execute(scan), 5))
        print(f"= {whole_of_it / alone['wall']:.2f} × the file")
        link.execute("SET max_parallel_workers_per_gather TO 0")  # its own process does all of it
        spent = timed(lambda: link.execute(scan), 5, partial(processor_of, link.info.backend_pid))
        print(f"= {told('a scan inside the server, processor', spent) / alone['processor']:.2f} × the file")
    same = len({track for track, _ in rows} & set(best)) / len(best)
    print(f"of its best {len(best)} passages, {same:.0%} are those of the file's answer")


if __name__ == "__main__":
    main()
