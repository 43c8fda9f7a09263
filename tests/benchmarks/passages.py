"""Passages found in real clips against the people who are in them, and a detector against another's boxes.

    python -m tests.benchmarks.passages DATA [--detector NAME] [--clips NAME ...] [--score 0.35]

DATA is the folder of test data, or another with `videos/` and `models/yolox_nano.onnx`; the detector in the box
was taught on all clips of the former, and on none of OpenCV's vtest.avi (in Debian's package opencv-doc). Each
clip is ingested into a case of its own with the detector in the box or the one that is named (installed, or a
YOLOX .onnx; "motion"). Then the detector looks at every 8th frame; its boxes are held against yolox_nano's at a
score of 0.35 and more (IoU over 0.5, one to one): recall and precision. `--score` is that from which its own
count.
"""

import argparse
import os
import tempfile
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import open_stages
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.detect import Detector, open_detector
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Detections, Frame
from cpcl_desktop.engine.sources.walk import find_sources
from cpcl_train.judge.boxes import pairs
from tests.benchmarks.town_films import detector_in, frames_of

PEOPLE = {
    "one-by-one.mp4": "6", "people-walking.mp4": "7 to 8", "store-aisle.mp4": "3", "corridor.mp4": "2",
    "worker-zone.mp4": "1", "car-park-no-people.mp4": "0",
}  # fmt: skip
EVERY, SCORE = 8, 0.35
REFERENCE = Path("models") / "yolox_nano.onnx"


def passages_in(clip: Path, detector: str | None) -> int:
    """How many tracks an ingest finds."""
    with tempfile.TemporaryDirectory() as folder, Case.open(Path(folder) / "p.cpcl", create=True) as case:
        stages = open_stages(case, None, detector, "auto")
        (found,) = find_sources([clip])
        ingest(case, found, stages, IngestOptions(), silent)
        return sum(source.tracks for source in case.sources.all())


def agreement(
    frames: list[Frame], detector: Detector, reference: Detector, score: float = SCORE
) -> tuple[int, int, int]:
    """Boxes of the reference, of the detector from a score on, and of both, in frames looked at one by one."""
    ours = theirs = both = 0
    for frame in frames:
        mine = _confident(detector.detect([frame])[0], score)
        other = _confident(reference.detect([frame])[0], SCORE)
        ours, theirs = ours + len(mine), theirs + len(other)
        both += len(pairs(mine, other))
    return theirs, ours, both


def _confident(found: Detections, score: float):
    return found.boxes[found.scores >= score]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--detector", help="default: the one in the box")
    parser.add_argument("--clips", nargs="+", default=list(PEOPLE))
    parser.add_argument("--score", type=float, default=SCORE, help="from which a box of the detector counts")
    request = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        # A folder of its own, so that what the user has installed does not answer for the box.
        os.environ["CPCL_HOME"] = home
        reference = detector_in(request.data / REFERENCE)
        name = request.detector
        if name is not None and name.endswith(".onnx"):
            name = installed.add_model(Path(name)).manifest.name
        report(request.data, name or installed.default_detector(), reference, request.clips, request.score)


def report(data: Path, name: str, reference: Detector, clips: list[str], score: float) -> None:
    """Print a row for each clip, then all of them."""
    total = [0, 0, 0]
    for clip in clips:
        path = data / "videos" / clip
        tracks = passages_in(path, name)
        frames = [frame for frame in frames_of(path, None) if frame.index % EVERY == 0]
        detector = open_detector(installed.find_detector(name))
        counts = agreement(frames, detector, reference, score)
        total = [a + b for a, b in zip(total, counts, strict=True)]
        print(f"{clip:24} passages {tracks:3} of {PEOPLE.get(clip, '?'):6} {_said(counts)}", flush=True)
    print(f"{name:24} {'all clips':21} {_said(total)}")


def _said(counts) -> str:
    theirs, ours, both = counts
    recall = f"{both / theirs:.3f}" if theirs else "  -  "
    precision = f"{both / ours:.3f}" if ours else "  -  "
    return f"boxes {ours:4} against {theirs:4}  recall {recall}  precision {precision}"


if __name__ == "__main__":
    main()
