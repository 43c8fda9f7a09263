"""Footage for tests in many shapes: every frame shows its own number, so that a test knows which one it sees."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

BITS = 9
WIDTH, HEIGHT = 18 * 12, 96


def picture(number: int, width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    """H×W×3 RGB: a band that is red left and blue right, one of noise, and the number as black and white blocks."""
    image = np.full((height, width, 3), 90, np.uint8)
    middle = image[height // 3 : height // 2]
    middle[:] = np.random.default_rng(number).integers(0, 256, middle.shape[:2], np.uint8)[..., None]
    for bit in range(BITS):
        x0, x1 = bit * width // BITS, (bit + 1) * width // BITS
        image[height // 2 :, x0:x1] = 235 if number >> bit & 1 else 20
    image[: height // 3, : width // 2] = (200, 40, 40)
    image[: height // 3, width // 2 :] = (40, 40, 200)
    return image


def number_shown(image: np.ndarray) -> int:
    """The number in a picture, upright."""
    height, width = image.shape[:2]
    row = image[height * 5 // 8 : height * 7 // 8].mean(axis=(0, 2))
    centres = [(2 * bit + 1) * width // (2 * BITS) for bit in range(BITS)]
    return sum(1 << bit for bit, x in enumerate(centres) if row[x - 2 : x + 3].mean() > 128)


def write(
    path: Path,
    count: int = 75,
    *,
    fps: int = 25,
    codec: str = "libx264",
    pix_fmt: str = "yuv420p",
    size: tuple[int, int] = (WIDTH, HEIGHT),
    stamps: Callable[[int], int] | None = None,
    options: dict[str, str] | None = None,
    container: dict[str, str] | None = None,
    set_up: Callable[[Any], None] | None = None,
    format: str | None = None,
    metadata: dict[str, str] | None = None,
) -> Path:
    """Frames 0 to `count`; `stamps` gives the presentation time of each in milliseconds."""
    given = options if options is not None else {"g": "25", "bf": "2", "preset": "veryfast"}
    with av.open(str(path), "w", format=format, options=container or {}) as output:
        output.metadata.update(metadata or {})
        stream = output.add_stream(codec, rate=fps, options=given)
        stream.width, stream.height = size
        stream.pix_fmt = pix_fmt
        stream.codec_context.thread_count = 1
        if stamps is not None:
            stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        if set_up is not None:
            set_up(stream)
        for number in range(count):
            frame = av.VideoFrame.from_ndarray(picture(number, *size), format="rgb24").reformat(format=pix_fmt)
            if stamps is not None:
                frame.pts, frame.time_base = stamps(number), Fraction(1, 1000)
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return path


def write_streams(path: Path, *streams: tuple[tuple[int, int], Sequence[int], float]) -> Path:
    """A file of several picture streams: each a size, the numbers that its pictures show, its first second."""
    with av.open(str(path), "w") as output:
        made = []
        for size, _, _ in streams:
            stream = output.add_stream("libx264", rate=25, options={"g": "25", "bf": "0", "preset": "veryfast"})
            stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
            made.append(stream)
        packets = []
        for stream, (size, numbers, start_s) in zip(made, streams, strict=True):
            for at, number in enumerate(numbers):
                frame = av.VideoFrame.from_ndarray(picture(number, *size), format="rgb24").reformat(
                    format="yuv420p"
                )
                frame.pts, frame.time_base = at + round(start_s * 25), Fraction(1, 25)
                packets += stream.encode(frame)
            packets += stream.encode(None)
        for packet in sorted(packets, key=lambda packet: packet.dts * packet.time_base):
            output.mux(packet)
    return path


def damage(source: Path, target: Path, start: float, length: int, fill: bytes | None) -> Path:
    """A copy with `length` bytes from `start` (0..1 of the file) replaced by `fill` repeated, or cut out."""
    data = source.read_bytes()
    at = int(len(data) * start)
    instead = b"" if fill is None else (fill * (length // len(fill) + 1))[:length]
    target.write_bytes(data[:at] + instead + data[at + length :])
    return target
