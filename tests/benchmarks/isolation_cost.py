"""What decoding in a process of its own, and hashing, cost of an ingest.

    python tests/benchmarks/isolation_cost.py CLIP DETECTOR.onnx [--pairs 5]

Ingests the clip into a new case with and without them in turn, the order
changing from pair to pair, so that a busy machine slows both. Without means:
decoded in the program's own process, and the hash known beforehand.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.decoder.opening import INSIDE
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages, open_stages
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.sources.identity import content_hash
from cpcl_desktop.engine.sources.walk import Found, find_sources


def seconds(found: Found, stages: Stages, path: Path, protected: bool) -> float:
    """Wall time of one ingest into a new case, with or without what is measured."""
    os.environ[INSIDE] = "0" if protected else "1"
    identity = None if protected else content_hash(found, silent)
    with Case.open(path, create=True) as case:
        start = time.perf_counter()
        source = ingest(case, found, stages, IngestOptions(), silent, identity)
        took = time.perf_counter() - start
    assert source.state == "done" and not source.gaps
    return took


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("clip", type=Path)
    parser.add_argument("detector", type=Path)
    parser.add_argument("--pairs", type=int, default=5)
    request = parser.parse_args()
    (found,) = find_sources([request.clip])
    times: dict[bool, list[float]] = {True: [], False: []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["CPCL_HOME"] = name
        installed.add_model(request.detector)
        with Case.open(folder / "first.cpcl", create=True) as case:
            stages = open_stages(case, None, None, "cpu")
        seconds(found, stages, folder / "warm-up.cpcl", True)
        for pair in range(request.pairs):
            for protected in (True, False) if pair % 2 else (False, True):
                times[protected].append(seconds(found, stages, folder / f"{pair}{protected}.cpcl", protected))
    shares = [on / off - 1 for on, off in zip(times[True], times[False], strict=True)]
    with_them, without = statistics.median(times[True]), statistics.median(times[False])
    print(
        f"Ingesting {request.clip.name} takes {with_them:.2f} s decoded in a process of its own and hashed, "
        f"{without:.2f} s without (medians of {request.pairs}); pair by pair that costs "
        f"{100 * statistics.median(shares):+.1f} % (from {100 * min(shares):+.1f} to {100 * max(shares):+.1f} %)."
    )


if __name__ == "__main__":
    main()
