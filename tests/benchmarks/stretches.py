"""Whether a film could be detected in stretches: how many frames show other boxes when it is begun in the middle.

    python -m tests.benchmarks.stretches VIDEO…

Frames are those that an ingest looks at. A detector that has seen all before is compared with one that begins at a
third of the film, from so many frames after that on: those would be the overlap of two stretches.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.pipeline import batches
from cpcl_desktop.engine.models.installed import find_detector
from cpcl_desktop.engine.people.detect import adjusted, open_detector
from cpcl_desktop.engine.people.tiles import NO_TILES
from cpcl_desktop.engine.records import Detections, Frame

OVERLAPS = (0, 25, 50, 100)  # frames
BATCH = 8


def detected(frames: Sequence[Frame]) -> list[Detections]:
    detector = adjusted(open_detector(find_detector(None), "cpu"), None, NO_TILES)
    return [one for batch in batches(frames, BATCH) for one in detector.detect(batch)]


def main() -> None:
    for video in map(Path, sys.argv[1:]):
        frames = list(open_media(video).frames(IngestOptions().sample_fps))
        seam = len(frames) // 3
        whole, begun = detected(frames)[seam:], detected(frames[seam:])
        for overlap in OVERLAPS:
            pairs = list(zip(whole[overlap:], begun[overlap:], strict=True))
            unlike = sum(not np.array_equal(one.boxes, other.boxes) for one, other in pairs)
            print(f"{video.name}: after {overlap} frames, other boxes in {unlike} of {len(pairs)} frames")


if __name__ == "__main__":
    main()
