"""How long the commands take to start: `cpcl --help`, and `cpcl search` on a small case; the window: `window`.

    python tests/benchmarks/startup.py CASE ["DESCRIPTION"] [--runs 7]

Whole processes, started one after the other; the first is not counted.
"""

import argparse
import statistics
import subprocess
import sys
import time


def seconds(command: list[str], runs: int) -> list[float]:
    """Wall time of each run after a warm-up."""
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return times[1:]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("case")
    parser.add_argument("description", nargs="?", default="man in a black jacket")
    parser.add_argument("--runs", type=int, default=7)
    request = parser.parse_args()
    cpcl = [sys.executable, "-m", "cpcl_desktop.cli"]
    for name, command in (
        ("python, doing nothing (baseline)", [sys.executable, "-c", "pass"]),
        ("cpcl --help", [*cpcl, "--help"]),
        ("cpcl search", [*cpcl, "search", request.case, request.description]),
    ):
        times = seconds(command, request.runs)
        print(f"{name}: median {statistics.median(times):.2f} s (min {min(times):.2f}, max {max(times):.2f})")


if __name__ == "__main__":
    main()
