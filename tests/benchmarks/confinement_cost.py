"""What confining decoders costs: until a source is open, and of an ingest.

    python tests/benchmarks/confinement_cost.py CLIP [--opened 25] [--ingested 5]

Does each with and without confinement in turn, the order changing from pair to pair, so that a busy machine slows
both; the processors' time is the steadier figure there. People are found by motion, so that no model is needed.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.decoder.confinement import UNCONFINED
from cpcl_desktop.engine.decoder.isolated import IsolatedMedia
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import open_stages
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.sources.identity import content_hash
from cpcl_desktop.engine.sources.walk import find_sources


def compare(what: str, action: Callable[[], object], pairs: int) -> None:
    """Print the medians of an action with and without confinement, and what it costs pair by pair."""
    if pairs == 0:
        return
    walls: dict[bool, list[float]] = {True: [], False: []}
    cores: dict[bool, list[float]] = {True: [], False: []}
    action()  # what is read for the first time lies in memory afterwards
    for pair in range(pairs):
        for confined in (True, False) if pair % 2 else (False, True):
            os.environ[UNCONFINED] = "0" if confined else "1"
            wall, core = time.perf_counter(), worked_s()
            action()
            walls[confined].append(time.perf_counter() - wall)
            cores[confined].append(worked_s() - core)
    for kind, times in (("wall clock", walls), ("processors", cores)):
        differences = [1000 * (on - off) for on, off in zip(times[True], times[False], strict=True)]
        print(
            f"{what}, {kind}: {1000 * statistics.median(times[True]):.0f} ms confined, "
            f"{1000 * statistics.median(times[False]):.0f} ms not (medians of {pairs}); pair by pair "
            f"{statistics.median(differences):+.1f} ms (from {min(differences):+.1f} to {max(differences):+.1f}).",
            flush=True,
        )


def worked_s() -> float:
    """Processor time of this process and of those that it started and that have ended, in seconds."""
    return sum(os.times()[:4])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("clip", type=Path)
    parser.add_argument("--opened", type=int, default=25)
    parser.add_argument("--ingested", type=int, default=5)
    request = parser.parse_args()
    compare("Opening", lambda: IsolatedMedia(request.clip), request.opened)
    (found,) = find_sources([request.clip])
    with tempfile.TemporaryDirectory() as name:
        folder, numbers = Path(name), count()
        os.environ["CPCL_HOME"] = name
        with Case.open(folder / "first.cpcl", create=True) as case:
            stages = open_stages(case, None, None, "cpu")
        identity = content_hash(found, silent)

        def read() -> None:
            with Case.open(folder / f"{next(numbers)}.cpcl", create=True) as case:
                source = ingest(case, found, stages, IngestOptions(), silent, identity)
            assert source.state == "done" and not source.gaps

        compare("Ingesting", read, request.ingested)


if __name__ == "__main__":
    main()
