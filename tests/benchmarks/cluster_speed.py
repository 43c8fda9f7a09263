"""Two workers of a cluster on this machine against two plain ingests side by side, on the same sources.

    python -m tests.benchmarks.cluster_speed VIDEO… [--copies 6] [--runs 3] [--out FILE]

Throughput is seconds of footage by seconds of wall time. The plain ingests take every other source each, which
gives two cases; the cluster's time is that of the whole command, from its start to the merged case, with workers
that run already, as they do. Both run in turn, A B A B; who is still reading alone at the end counts in both. On a
machine that others use as well, only the seconds of processor that the same footage takes can be compared; those of
the command by itself are what comes before and after reading.
"""

import argparse
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.runtime.machine import load, this_machine

CPCL = [sys.executable, "-m", "cpcl_desktop.cli"]


def copies(videos: list[Path], folder: Path, often: int) -> list[Path]:
    """The sources: every video so many times over, each with a content of its own, the longest first."""
    made = []
    for number in range(often):
        for video in sorted(videos, key=lambda path: -path.stat().st_size):
            made.append(folder / f"{number}-{video.name}")
            made[-1].write_bytes(video.read_bytes() + bytes(number))
    return made


def side_by_side(sources: list[Path], folder: Path) -> tuple[float, float]:
    """Seconds of footage and of wall time of two plain ingests."""
    cases = [folder / "one.cpcl", folder / "other.cpcl"]
    began = time.perf_counter()
    running = [
        subprocess.Popen([*CPCL, "ingest", str(case), *map(str, sources[number::2])], stdout=subprocess.DEVNULL)
        for number, case in enumerate(cases)
    ]
    assert [process.wait() for process in running] == [0, 0]
    return sum(footage_s(case) for case in cases), time.perf_counter() - began


def on_cluster(sources: list[Path], folder: Path, address: str) -> tuple[float, float, float]:
    """The same of one ingest on the workers, with its merge, and seconds of processor of that command by itself."""
    case = folder / "whole.cpcl"
    began, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [*CPCL, "ingest", str(case), *map(str, sources), "--cluster", address],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return footage_s(case), wall, after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime


def processor_s() -> float:
    """Seconds of processor that this process and all that it started have used."""
    own = psutil.Process()
    return sum(sum(one.cpu_times()[:4]) for one in (own, *own.children(recursive=True)))


def footage_s(path: Path) -> float:
    with Case.read(path) as case:
        return sum(source.decoded_s for source in case.sources.all())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("videos", type=Path, nargs="+")
    parser.add_argument("--copies", type=int, default=6)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--out", type=Path)
    request = parser.parse_args()
    start = [*CPCL, "cluster", "start", "--workers", "2", "--port", "0"]
    plain, clustered, loads, costs = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CPCL_HOME"] = folder
        sources = copies(request.videos, Path(folder), request.copies)
        with subprocess.Popen(start, stdout=subprocess.PIPE, text=True) as cluster:
            assert cluster.stdout is not None
            said = re.search(r"--cluster (tcp://[\d.:]+)", cluster.stdout.readline())
            assert said is not None
            try:
                on_cluster(sources[:2], Path(folder), said[1])  # its workers have their networks open from then on
                for number in range(request.runs):
                    place = Path(folder) / f"run-{number}"
                    place.mkdir()
                    loads.append(load())
                    used = [processor_s()]
                    plain.append(side_by_side(sources, place))
                    used.append(processor_s())
                    clustered.append(on_cluster(sources, place, said[1]))
                    used.append(processor_s())
                    costs.append((used[1] - used[0], used[2] - used[1]))
            finally:
                cluster.terminate()
    rates = {
        "two plain ingests": [footage / wall for footage, wall in plain],
        "two workers": [footage / wall for footage, wall, _ in clustered],
    }
    for name, each in rates.items():
        print(
            f"{name}: median {statistics.median(each):.2f} × real time ({', '.join(f'{one:.2f}' for one in each)})"
        )
    ratios = [a / b for a, b in zip(rates["two workers"], rates["two plain ingests"], strict=True)]
    print(f"two workers / two plain ingests, pair by pair: median {statistics.median(ratios):.2f} ({ratios})")
    whole = sum(wall for _, wall in plain) / sum(wall for _, wall, _ in clustered)
    print(f"two workers / two plain ingests, all runs together: {whole:.2f}")
    more = [two / one for one, two in costs]
    print(f"seconds of processor, two workers / two plain ingests: median {statistics.median(more):.2f} ({more})")
    own = [used for _, _, used in clustered]
    print(f"of that the command which gives workers their work: median {statistics.median(own):.1f} s ({own})")
    print(f"{this_machine()}; load a core before each pair: {loads}")
    if request.out:
        told = {"machine": str(this_machine()), "sources": len(sources), "load": loads}
        told |= {"plain": plain, "cluster": clustered, "ratios": ratios, "processor_s": costs}
        request.out.write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
