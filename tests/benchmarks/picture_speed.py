"""What making a frame's picture costs, against FFmpeg's bare conversion to RGB that knows nothing of colours.

    python -m tests.benchmarks.picture_speed [--size 1920x1080] [--runs 7]

Frames of one kind after the other are made by both in turn, A B A B; the ratio
is that of the medians.
"""

import argparse
import statistics
import time
from collections.abc import Callable

import numpy as np
from av import VideoFrame
from av.video.reformatter import VideoReformatter

from cpcl_desktop.engine.media.picture import Developer

KINDS = {  # pixel format, then matrix, primaries and transfer function as FFmpeg numbers them (2: not stated)
    "8 bit, tagged BT.709": ("yuv420p", 1, 1, 1),
    "8 bit, untagged": ("yuv420p", 2, 2, 2),
    "10 bit, untagged": ("yuv420p10le", 2, 2, 2),
    "10 bit, HLG": ("yuv420p10le", 9, 9, 18),
    "10 bit, PQ": ("yuv420p10le", 9, 9, 16),
}
PICTURES = 10  # of each run


def frame_of(kind: str, width: int, height: int) -> VideoFrame:
    pix_fmt, matrix, primaries, transfer = KINDS[kind]
    noise = np.random.default_rng(1).integers(0, 256, (height, width, 3), np.uint8)
    frame = VideoFrame.from_ndarray(noise, format="rgb24").reformat(format=pix_fmt)
    frame.colorspace, frame.color_primaries, frame.color_trc = matrix, primaries, transfer
    return frame


def seconds(make: Callable[[], object]) -> float:
    start = time.perf_counter()
    for _ in range(PICTURES):
        make()
    return (time.perf_counter() - start) / PICTURES


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--runs", type=int, default=7)
    request = parser.parse_args()
    width, height = map(int, request.size.split("x"))
    for kind in KINDS:
        frame, develop, bare = frame_of(kind, width, height), Developer(None), VideoReformatter()

        def plain(frame: VideoFrame = frame, bare: VideoReformatter = bare) -> object:
            return bare.reformat(frame, format="rgb24", interpolation="BILINEAR", threads=1).to_ndarray()

        def whole(frame: VideoFrame = frame, develop: Developer = develop) -> object:
            return develop(frame)

        whole(), plain()
        ours, theirs = zip(*[(seconds(whole), seconds(plain)) for _ in range(request.runs)], strict=True)
        mine, others = statistics.median(ours), statistics.median(theirs)
        print(f"{kind:22} {mine * 1e3:7.2f} ms, bare {others * 1e3:7.2f} ms: {mine / others:.2f} times", flush=True)


if __name__ == "__main__":
    main()
