"""Whole `cpcl ingest` of a clip against DVR-Scan's motion scan, and against the time of its own stages.

    python tests/benchmarks/ingest_speed.py CLIP DETECTOR.onnx [--dvr-scan PATH] [--runs 3]

DVR-Scan (1.8.2.1, motion only) is a program of its own: install it into an
environment of its own and name its command. The programs run in turn, A B A B.
Stages by themselves, each given the whole machine: decoding with sampling,
detecting and following the decoded frames, embedding and encoding the crops.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.ingest.embedding import embed_track
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.pipeline import batches
from cpcl_desktop.engine.ingest.reading import detect_batch
from cpcl_desktop.engine.ingest.stages import open_stages
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.following.builder import TrackBuilder
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.sources.walk import find_sources


def wall(action) -> float:
    """Seconds that calling `action` takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def stage_times(clip: Path) -> dict[str, float]:
    """Seconds that each stage takes by itself, and the whole pipeline in the same process."""
    times = {}
    with tempfile.TemporaryDirectory() as folder, Case.open(Path(folder) / "b.cpcl", create=True) as case:
        stages = open_stages(case, None, None, "auto")
        media = open_media(clip)
        frames: list = []
        times["decode"] = wall(lambda: frames.extend(media.frames(5.0)))
        people: list = []
        times["detect"] = wall(
            lambda: [people.extend(stages.detector.detect(b)) for b in batches(frames, detect_batch(media))]
        )
        tracks: list = []

        def follow() -> None:
            builder = TrackBuilder(embed=stages.embedder.images)
            for frame, found in zip(frames, people, strict=True):
                tracks.extend(builder.follow(frame, found))
            tracks.extend(builder.finish())

        times["follow"] = wall(follow)
        times["embed"] = wall(lambda: [embed_track(i, t, stages.embedder) for i, t in enumerate(tracks)])
        times["stages"] = sum(times.values())
        (found,) = find_sources([clip])
        times["pipeline"] = wall(lambda: ingest(case, found, stages, IngestOptions(), silent))
    return times


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("clip", type=Path)
    parser.add_argument("detector", type=Path)
    parser.add_argument("--dvr-scan", default="dvr-scan")
    parser.add_argument("--runs", type=int, default=3)
    request = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CPCL_HOME"] = folder
        installed.add_model(request.detector)
        ours, theirs, inside = [], [], []
        for run in range(request.runs):
            case = str(Path(folder) / f"{run}.cpcl")
            cpcl = [sys.executable, "-m", "cpcl_desktop.cli", "ingest", case, str(request.clip)]
            ours.append(wall(lambda: subprocess.run(cpcl, check=True, capture_output=True)))  # noqa: B023
            dvr = [request.dvr_scan, "-i", str(request.clip), "-so"]
            theirs.append(wall(lambda: subprocess.run(dvr, check=True, capture_output=True, cwd=folder)))  # noqa: B023
            inside.append(stage_times(request.clip))
    for name, times in (("cpcl ingest", ours), ("dvr-scan -so", theirs)):
        print(f"{name}: median {statistics.median(times):.2f} s (all: {', '.join(f'{t:.2f}' for t in times)})")
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    print(f"cpcl / dvr-scan, pair by pair: median {statistics.median(ratios):.2f}")
    for name in inside[0]:
        print(f"  {name}: median {statistics.median(t[name] for t in inside):.2f} s")
    shares = [t["pipeline"] / t["stages"] for t in inside]
    print(f"pipeline / sum of its stages by themselves: median {statistics.median(shares):.2f}")


if __name__ == "__main__":
    main()
