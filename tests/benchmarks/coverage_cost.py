"""What judging light, colour and size of every frame looked at adds to an ingest.

    python tests/benchmarks/coverage_cost.py CLIP DETECTOR.onnx [--pairs 5]

Runs in turn with and without it, in one process; prints the medians and the
ratio of each pair, by wall time and by processor time.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.ingest.conditions import ConditionLog
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import open_stages
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.sources.walk import find_sources

_ADD = ConditionLog.add


def one_run(clip: Path, measured: bool) -> tuple[float, float]:
    """Wall and processor seconds of one ingest."""
    ConditionLog.add = _ADD if measured else lambda *_: None
    with tempfile.TemporaryDirectory() as folder, Case.open(Path(folder) / "b.cpcl", create=True) as case:
        stages = open_stages(case, None, None, "cpu")
        (found,) = find_sources([clip])
        wall, cpu = time.perf_counter(), time.process_time()
        ingest(case, found, stages, IngestOptions(), silent)
        return time.perf_counter() - wall, time.process_time() - cpu


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("clip", type=Path)
    parser.add_argument("detector", type=Path)
    parser.add_argument("--pairs", type=int, default=5)
    request = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CPCL_HOME"] = folder
        installed.add_model(request.detector)
        one_run(request.clip, True)  # caches warm
        pairs = [(one_run(request.clip, True), one_run(request.clip, False)) for _ in range(request.pairs)]
    for index, name in enumerate(("wall", "processor")):
        with_it, without = ([pair[side][index] for pair in pairs] for side in (0, 1))
        ratios = sorted(a / b for a, b in zip(with_it, without, strict=True))
        print(
            f"{name}: with {statistics.median(with_it):.2f} s, without {statistics.median(without):.2f} s; "
            f"ratio of pairs: median {statistics.median(ratios):.3f}, from {ratios[0]:.3f} to {ratios[-1]:.3f}"
        )


if __name__ == "__main__":
    main()
