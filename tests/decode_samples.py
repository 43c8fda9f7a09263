"""Makes the small files by which `cpcl doctor` tries decoding: one for each coding, all of the same picture.

    python -m tests.decode_samples resources/samples

Coded by PyAV's encoders (FFmpeg's libx264, libx265, libvpx, SVT-AV1 and its own), HEIC put together by
`heif_files.py`. They are kept, not made on the spot, since a machine may have a decoder without the encoder, and
since what must come out of them is known: see `cpcl_desktop/engine/doctor/decoding.py`.
"""

import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from tests.heif_files import coded, write_heif

SIZE = (96, 128)  # height, width
COLOURS = ((200, 40, 40), (40, 160, 40), (40, 40, 200), (220, 220, 220))  # of the quarters, as they are read
FRAMES, RATE = 5, 5

# By file name: the encoder, its format of pixels, and its options.
FILMS: dict[str, tuple[str, str, dict[str, str]]] = {
    "h264.mp4": ("libx264", "yuv420p", {"crf": "20"}),
    "hevc.mp4": ("libx265", "yuv420p", {"crf": "20", "x265-params": "log-level=none", "tag": "hvc1"}),
    "mpeg4.mp4": ("mpeg4", "yuv420p", {"b": "200k"}),
    "mpeg2.mpg": ("mpeg2video", "yuv420p", {"qscale": "3"}),
    "mjpeg.avi": ("mjpeg", "yuvj420p", {"qscale": "4"}),
    "vp8.webm": ("libvpx", "yuv420p", {"crf": "20"}),
    "vp9.webm": ("libvpx-vp9", "yuv420p", {"crf": "30"}),
    "av1.mp4": ("libsvtav1", "yuv420p", {"crf": "30"}),
    "wmv2.wmv": ("wmv2", "yuv420p", {"qscale": "3"}),
}
PICTURES: dict[str, tuple[str, str, dict[str, str]]] = {
    "jpeg.jpg": ("mjpeg", "yuvj420p", {"qscale": "4"}),
    "png.png": ("png", "rgb24", {}),
    "webp.webp": ("libwebp", "yuv420p", {"quality": "80"}),
    "tiff.tif": ("tiff", "rgb24", {"compression_algo": "deflate"}),
}


def picture() -> np.ndarray:
    """The quarters, H×W×3."""
    height, width = SIZE
    made = np.empty((*SIZE, 3), np.uint8)
    for number, colour in enumerate(COLOURS):
        top, left = number // 2 * height // 2, number % 2 * width // 2
        made[top : top + height // 2, left : left + width // 2] = colour
    return made


def write_film(path: Path, encoder: str, pixels: str, options: dict[str, str], frames: int) -> None:
    with av.open(str(path), "w") as output:
        frame_rate = 25 if encoder == "mpeg2video" else RATE  # MPEG-2 has a list of rates
        stream = output.add_stream(encoder, rate=frame_rate, options=options)
        stream.height, stream.width = SIZE
        stream.pix_fmt = pixels
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(picture(), format="rgb24").reformat(format=pixels)
            frame.pts = number
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))


def write_picture(path: Path, encoder: str, pixels: str, options: dict[str, str]) -> None:
    context = av.CodecContext.create(encoder, "w")
    context.height, context.width = SIZE
    context.pix_fmt, context.options, context.time_base = pixels, options, Fraction(1, RATE)
    frame = av.VideoFrame.from_ndarray(picture(), format="rgb24").reformat(format=pixels)
    frame.pts = 0
    path.write_bytes(b"".join(bytes(packet) for packet in (*context.encode(frame), *context.encode(None))))


def main() -> None:
    films, pictures = Path(sys.argv[1]) / "films", Path(sys.argv[1]) / "pictures"
    for folder in (films, pictures):
        folder.mkdir(parents=True, exist_ok=True)
    for name, (encoder, pixels, options) in FILMS.items():
        write_film(films / name, encoder, pixels, options, FRAMES)
    write_film(pictures / "avif.avif", "libsvtav1", "yuv420p", {"crf": "30"}, 1)
    write_heif(pictures / "heic.heic", [coded(picture())])
    for name, (encoder, pixels, options) in PICTURES.items():
        write_picture(pictures / name, encoder, pixels, options)
    for path in (*sorted(films.iterdir()), *sorted(pictures.iterdir())):
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
