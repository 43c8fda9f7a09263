"""What the last step of a clustered ingest takes: parts merged one after the other into a case that grows.

    python -m tests.benchmarks.joining_speed [--parts 60] [--crops 200 2000] [--picture 1000] [--vector 783]

Makes so many parts of one source as `merge_speed` does, and merges them as `engine/cluster/joining.py` does, each
by a merge of its own. Prints the median of one merge for both sizes, of the first and of the last quarter of them,
and what both sizes come to: seconds a part and seconds a crop, by the clock and by the processors of all processes.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.merge.merge import merge
from cpcl_desktop.engine.progress import silent
from tests.benchmarks.merge_speed import Clock, made_parts


def merges(folder: Path, parts: Sequence[Path]) -> list[tuple[float, float]]:
    """Seconds of each merge, by the clock and of processor."""
    whole, times = folder / "whole.cpcl", []
    for part in parts:
        clock = Clock()
        if times:  # who joins looks each time whether the case has its model
            with Case.open(whole, False, "", "") as case:
                case.models.current()
        merge(whole, [part], silent, "", "")
        times.append(clock.spent())
    return times


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", type=int, default=60)
    parser.add_argument("--crops", type=int, nargs=2, default=[200, 2000], help="of a part")
    parser.add_argument("--picture", type=int, default=1000, help="bytes")
    parser.add_argument("--vector", type=int, default=783, help="numbers")
    parser.add_argument("--folder", type=Path, help="where the parts are made (default: a temporary folder)")
    options = parser.parse_args()
    medians, quarter = [], max(1, options.parts // 4)
    for crops in options.crops:
        with tempfile.TemporaryDirectory(dir=options.folder) as name:
            parts = made_parts(Path(name), options.parts, crops, 1, options.picture, options.vector)
            times = merges(Path(name), parts)
        medians.append([statistics.median(kind) for kind in zip(*times, strict=True)])
        first, last = (
            [statistics.median(kind) for kind in zip(*some, strict=True)]
            for some in (times[:quarter], times[-quarter:])
        )
        print(
            f"{options.parts} parts of {crops} crops: {medians[-1][0]:.3f} s by the clock (first quarter "
            f"{first[0]:.3f}, last {last[0]:.3f}), {medians[-1][1]:.3f} s of processor ({first[1]:.3f}, "
            f"{last[1]:.3f})",
            flush=True,
        )
    few, many = options.crops
    for kind, (less, more) in zip(("clock", "processor"), zip(*medians, strict=True), strict=True):
        each = (more - less) / (many - few)
        print(f"{kind}: {less - each * few:.3f} s a part, {each * 1e6:.0f} µs a crop")


if __name__ == "__main__":
    main()
