"""What seams do to passages, and what reading one film in stretches by two workers brings.

    python -m tests.benchmarks.stretches VIDEO… [--stretch 5] [--sheets FOLDER] [--workers]
    python -m tests.benchmarks.stretches --streets STREET… [--stretch 10]

Each video is read whole and with a seam every so many seconds, by the detector and the model that are installed:
passages both ways, and in how many a seam was joined over. `--sheets` writes a row of pictures for each of these,
to be looked at, the seams as gaps.

`--workers` has two workers read it, which share this machine's cores evenly: in one go, which leaves one of them
idle, and in stretches. That is seconds of footage by seconds of wall time, from the start of the command to the
case; the workers run and have their networks open before.

`--streets` follows people through rendered streets, both ways, with boxes as `tracking_street` makes them of the
truth, where it is said what IDF1 and transfers are. Three streets of 20 people: IDF1 0.915 on the average without
seams, 0.914 with one every ten seconds.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import PassageRow
from cpcl_desktop.engine.ingest.embedding import embed_track
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import NO_SEAMS, IngestOptions
from cpcl_desktop.engine.ingest.seams import SeamJoining, seams_of
from cpcl_desktop.engine.ingest.stages import open_stages
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.following.builder import TrackBuilder
from cpcl_desktop.engine.people.stored_picture import decode_jpeg
from cpcl_desktop.engine.pictures.png import write_png
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.runtime.machine import load, this_machine
from cpcl_desktop.engine.sources.walk import find_sources
from cpcl_train.judge.following import FollowingScores, following_scores
from cpcl_train.synthetic.town.records import read_truth
from tests.benchmarks.town_films import frames_of, seen_at, true_boxes
from tests.benchmarks.tracking_street import boxes_on_routes, detections_of

CELL = (80, 160)  # pixels
# `cpcl` with seams so many seconds apart, which is no option: what a source was begun with decides.
CPCL = "import sys; from cpcl_desktop.cli import main; from cpcl_desktop.engine.ingest import options; \
options.STRETCH_S = float(sys.argv.pop(1)); sys.exit(main.main())"


def passages_of(video: Path, path: Path, stretch_s: float) -> list[PassageRow]:
    with Case.open(path, create=True) as case:
        options = IngestOptions(stretch_s=stretch_s)
        source = ingest(case, find_sources([video])[0], open_stages(case, None, None, "cpu"), options, silent)
        return case.passages.all([source.id])


def over_seams(passages: Sequence[PassageRow], stretch_s: float) -> list[PassageRow]:
    """Those with a join between two stretches."""
    step_us = stretch_s * 1e6
    return [one for one in passages if any(j.start_us // step_us != j.end_us // step_us for j in one.joins)]


def write_pictures(path: Path, passages: Sequence[PassageRow], stretch_s: float, sheet: Path) -> None:
    """A row of pictures for each passage, with a gap wherever a seam lies between two."""
    rows = []
    with Case.read(path) as case:
        for passage in passages:
            crops = case.gallery.track_crops(passage.track)
            cells, before = [], None
            for crop in crops:
                stretch = crop.time_us // (stretch_s * 1e6)
                if before is not None and stretch != before:
                    cells.append(np.zeros((CELL[1], 12, 3), np.uint8))
                before = stretch
                cells.append(cv2.resize(decode_jpeg(case.gallery.crop_jpeg(crop.crop)), CELL))
            rows.append(np.concatenate(cells, axis=1))
    width = max(row.shape[1] for row in rows)
    padded = [cv2.copyMakeBorder(row, 0, 6, 0, width - row.shape[1], cv2.BORDER_CONSTANT) for row in rows]
    write_png(np.concatenate(padded), sheet, "The pictures")


def followed(street: Path, stretch_s: float, embedder: Embedder) -> FollowingScores:
    """How well people are followed through a rendered street that has a seam every so many seconds, 0 for none."""
    truth = read_truth(street)
    (camera,) = truth.cameras
    frames = list(frames_of(camera.file, IngestOptions().sample_fps))
    found = detections_of(truth, frames, None)
    media = SimpleNamespace(kind="video", begins_us=0, declared_s=frames[-1].time_us / 1e6)
    seams, (height, width) = seams_of(media, stretch_s), frames[0].image.shape[:2]
    joining, tracks = SeamJoining(seams, (width, height), embedder.dim), []
    pairs = zip(frames, found, strict=True)
    for passed, stretch in groupby(pairs, lambda pair: bisect_right(seams, pair[0].time_us)):
        builder = TrackBuilder(embed=embedder.images)
        ended = [track for frame, people in stretch for track in builder.follow(frame, people)]
        for track in (*ended, *builder.finish()):
            if joining.holds(track.start_us, track.end_us):
                joining.hold(embed_track(0, track, embedder))
            else:
                tracks.append(track)
        tracks += joining.pass_seam() if passed < len(seams) else joining.finish()
    true = [true_boxes(seen_at(camera, truth.fps, frame)) for frame in frames]
    return following_scores(true, boxes_on_routes(tracks, [frame.time_us for frame in frames], found))


def by_workers(video: Path, folder: Path, stretch_s: float) -> float:
    """Seconds of footage by seconds of wall time."""
    command = [sys.executable, "-c", CPCL, str(stretch_s)]
    start = [*command, "cluster", "start", "--workers", "2", "--port", "0"]
    with subprocess.Popen(start, stdout=subprocess.PIPE, text=True) as cluster:
        assert cluster.stdout is not None
        try:
            said = re.search(r"--cluster (tcp://[\d.:]+)", cluster.stdout.readline())
            assert said is not None
            for name in ("opened", "read"):
                case, given = folder / f"{name}-{stretch_s}.cpcl", folder / f"{name}-{stretch_s}.mp4"
                given.write_bytes(video.read_bytes())
                began = time.perf_counter()
                subprocess.run(
                    [*command, "ingest", str(case), str(given), "--cluster", said[1], "--provider", "cpu"],
                    check=True,
                    stdout=subprocess.DEVNULL,
                )
                wall_s = time.perf_counter() - began
        finally:
            cluster.send_signal(signal.SIGINT)
    with Case.read(case) as read:
        return sum(source.decoded_s for source in read.sources.all()) / wall_s


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("videos", type=Path, nargs="*")
    parser.add_argument("--streets", type=Path, nargs="*", default=[])
    parser.add_argument("--stretch", type=float, default=5.0)
    parser.add_argument("--sheets", type=Path)
    parser.add_argument("--workers", action="store_true")
    request = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ.setdefault("CPCL_HOME", name)
        for video in request.videos:
            folder = Path(name) / video.stem
            folder.mkdir()
            whole = passages_of(video, folder / "whole.cpcl", NO_SEAMS)
            seams = passages_of(video, folder / "seams.cpcl", request.stretch)
            over = over_seams(seams, request.stretch)
            print(
                f"{video.name}: {len(whole)} passages read whole, {len(seams)} with a seam every "
                f"{request.stretch:g} s, of which {len(over)} go on over one or more"
            )
            if request.sheets and over:
                write_pictures(folder / "seams.cpcl", over, request.stretch, request.sheets / f"{video.stem}.png")
            if request.workers:
                rates = [by_workers(video, folder, stretch_s) for stretch_s in (NO_SEAMS, request.stretch)]
                print(
                    f"{video.name}: two workers read it in one go at {rates[0]:.2f} × real time, in stretches at "
                    f"{rates[1]:.2f} ×; load a core {load()}"
                )
    for street in request.streets:
        embedder = Embedder(installed.find_model(None, "image-text"), "cpu")
        for stretch_s in (NO_SEAMS, request.stretch):
            scores = followed(street, stretch_s, embedder)
            print(
                f"{street.name}, a seam every {stretch_s:g} s: IDF1 {scores.idf1:.3f}, transfers per 50 "
                f"{scores.transfers_per_50:.1f}, tracks per person {scores.tracks_per_person:.2f}"
            )
    print(this_machine())


if __name__ == "__main__":
    main()
