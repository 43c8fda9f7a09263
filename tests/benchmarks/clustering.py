"""Time and memory of clustering against the number of rows; run from the top of the checkout as

    python tests/benchmarks/clustering.py --rows 10000 30000 68126 200000 --plot clustering.svg

Rows are people with six 512-d samples each, spread so that a good part are outliers. Every size runs in a
process of its own, whose peak memory is the figure. A dense distance matrix of float32 is drawn beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from cpcl_train.cluster import cluster, statistics
from cpcl_train.method import ClusterConfig

PER_PERSON = 6


def people(count: int, dims: int = 512, noise: float = 2.0) -> np.ndarray:
    rng = np.random.default_rng(0)
    features = noise * rng.standard_normal((count, dims), dtype=np.float32)
    for start in range(0, count, PER_PERSON):
        features[start : start + PER_PERSON] += rng.standard_normal(dims, dtype=np.float32)
    return features


def measure(count: int, device: str) -> dict[str, float]:
    features = people(count)
    cluster(features[:500], ClusterConfig(), device)  # libraries loaded, GPU awake
    before, wall, cpu = peak_gigabytes(), time.perf_counter(), time.process_time()
    labels = cluster(features, ClusterConfig(), device)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    found = statistics(labels, np.arange(count) // PER_PERSON)
    return {
        "rows": count,
        "seconds": round(wall, 1),
        "cpu_seconds": round(cpu, 1),
        "peak_gb": round(peak_gigabytes(), 2),
        "peak_before_gb": round(before, 2),
        "dense_gb": round(count * count * 4 / 1e9, 1),
        "clusters": found.clusters,
        "outlier_share": round(found.outlier_share, 3),
        "load": round(os.getloadavg()[0], 2),
    }


def peak_gigabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9


def apart(count: int, device: str) -> dict[str, float]:
    command = [sys.executable, __file__, "--alone", str(count), "--device", device]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


SERIES = (("seconds", "seconds", "#1b6ca8"), ("peak_gb", "GB, peak", "#c1440e"), ("dense_gb", "GB, dense", "#999"))
WIDTH, HEIGHT, LEFT, BOTTOM = 640, 420, 60, 50


def plot(results: list[dict[str, float]]) -> str:
    """A log-log SVG of time and memory over rows."""
    values = [result[key] for result in results for key, _, _ in SERIES]
    low, high = (f(np.log10(values)) for f in (np.min, np.max))
    low, high = np.floor(low), np.ceil(high)
    first, last = (np.log10(results[at]["rows"]) for at in (0, -1))

    def x(rows: float) -> float:
        return LEFT + (np.log10(rows) - first) / max(last - first, 0.01) * (WIDTH - LEFT - 90)

    def y(value: float) -> float:
        return 20 + (high - np.log10(value)) / (high - low) * (HEIGHT - BOTTOM - 20)

    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']
    for power in np.arange(low, high + 1):
        level = y(10**power)
        parts.append(f'<path d="M{LEFT} {level:.1f}H{WIDTH - 90}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{level + 4:.1f}" text-anchor="end">{10**power:g}</text>')
    for result in results:
        across = f'x="{x(result["rows"]):.1f}" y="{HEIGHT - BOTTOM + 18}"'
        parts.append(f'<text {across} text-anchor="middle">{result["rows"]:,}</text>')
    parts.append(f'<text x="{WIDTH / 2 - 40}" y="{HEIGHT - 10}" text-anchor="middle">rows of 512 values</text>')
    for key, label, colour in SERIES:
        points = [(x(result["rows"]), y(result[key])) for result in results]
        line = " ".join(f"{across:.1f},{up:.1f}" for across, up in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{colour}"/>' for a, b in points]
        across, up = points[-1]
        parts.append(f'<text x="{across + 8:.1f}" y="{up + 4:.1f}" fill="{colour}">{label}</text>')
    size = f'width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="12"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>\n'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 30_000, 68_126, 200_000])
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--alone", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        print(json.dumps(measure(options.alone, options.device)))
        return
    results = []
    for count in options.rows:
        results.append(apart(count, options.device))
        print(json.dumps(results[-1]), flush=True)
    if options.plot:
        options.plot.write_text(plot(results), encoding="utf-8")


if __name__ == "__main__":
    main()
