"""Time and memory of clustering against the number of rows; run from the top of the checkout as

    python tests/benchmarks/clustering.py --rows 10000 30000 68126 200000 --plot clustering.png

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
from PIL import Image, ImageDraw, ImageFont

from cpcl_train.method.cluster import cluster, statistics
from cpcl_train.method.options import ClusterConfig

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


SERIES = (
    ("seconds", "seconds", "#1b6ca8"),
    ("cpu_seconds", "CPU seconds", "#6fb1dd"),
    ("peak_gb", "GB, peak", "#c1440e"),
    ("dense_gb", "GB, dense", "#999999"),
)
WIDTH, HEIGHT, LEFT, RIGHT, BOTTOM, TOP = 1280, 840, 120, 220, 100, 40


def plot(results: list[dict[str, float]], path: Path) -> None:
    """Time and memory over rows on logarithmic axes, as a PNG."""
    values = [result[key] for result in results for key, _, _ in SERIES]
    low, high = np.floor(np.log10(np.min(values))), np.ceil(np.log10(np.max(values)))
    first, last = (np.log10(results[at]["rows"]) for at in (0, -1))
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(22)

    def at(rows: float, value: float) -> tuple[float, float]:
        across = (np.log10(rows) - first) / max(last - first, 0.01)
        up = (high - np.log10(value)) / (high - low)
        return LEFT + across * (WIDTH - LEFT - RIGHT), TOP + up * (HEIGHT - BOTTOM - TOP)

    for power in np.arange(low, high + 1):
        level = at(results[0]["rows"], 10**power)[1]
        draw.line([(LEFT, level), (WIDTH - RIGHT, level)], "#dddddd", 2)
        draw.text((LEFT - 12, level), f"{10**power:g}", "black", font, anchor="rm")
    for result in results:
        across = at(result["rows"], 10**low)[0]
        draw.text((across, HEIGHT - BOTTOM + 16), f"{result['rows']:,}", "black", font, anchor="mt")
    draw.text(((WIDTH - RIGHT + LEFT) / 2, HEIGHT - 20), "rows of 512 values", "black", font, anchor="mb")
    for key, label, colour in SERIES:
        points = [at(result["rows"], result[key]) for result in results]
        draw.line(points, colour, 4)
        for across, up in points:
            draw.ellipse([across - 6, up - 6, across + 6, up + 6], colour)
        draw.text((points[-1][0] + 16, points[-1][1]), label, colour, font, anchor="lm")
    image.save(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 30_000, 68_126, 200_000])
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--plot", type=Path, help="PNG to draw")
    parser.add_argument("--measured", type=Path, help="draw what an earlier run printed instead of measuring")
    parser.add_argument("--alone", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        print(json.dumps(measure(options.alone, options.device)))
        return
    results = [json.loads(line) for line in options.measured.read_text().splitlines()] if options.measured else []
    for count in () if options.measured else options.rows:
        results.append(apart(count, options.device))
        print(json.dumps(results[-1]), flush=True)
    if options.plot:
        plot(results, options.plot)


if __name__ == "__main__":
    main()
