"""Colours as players show them, whatever the footage is coded in: known colours in, the same colours out."""

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace

from cpcl_desktop.engine.decoder.opening import INSIDE, open_media
from tests.footage import write

COLOURS = np.array(
    [
        (222, 28, 32), (28, 158, 44), (30, 52, 205), (232, 204, 40), (122, 72, 40), (196, 196, 196), (34, 34, 34),
        (238, 142, 168),
    ]
)  # fmt: skip
HD, SD, WIDE = (1280, 720), (640, 480), (1280, 536)
BT709, BT601, BT2020, UNSPECIFIED = 1, 6, 9, 2
PQ, HLG = 16, 18
BT2020_OF_BT709 = np.array([(0.6274, 0.3293, 0.0433), (0.0691, 0.9195, 0.0114), (0.0164, 0.0880, 0.8956)])
MATRICES = {BT709: Colorspace.ITU709, BT601: Colorspace.ITU601, BT2020: Colorspace.BT2020}


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(INSIDE, "1")


def stripes(colours: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """H×W×3: the colours beside each other, of their own type."""
    width, height = size
    return np.repeat(colours[np.arange(width) * len(colours) // width][None], height, axis=0)


def colours_of(image: np.ndarray) -> np.ndarray:
    """The colours of stripes, in their middles, 8×3."""
    height, width = image.shape[:2]
    centres = (2 * np.arange(len(COLOURS)) + 1) * width // (2 * len(COLOURS))
    return image[height // 2, centres].astype(int)


def film(
    path: Path,
    matrix: int,
    size: tuple[int, int] = HD,
    tags: tuple[int, int, int] | None = None,
    pix_fmt: str = "yuv420p",
    codec: str = "libx264",
    full_range: bool = False,
    signal: np.ndarray = COLOURS * 257,
    interlaced: bool = False,
) -> Path:
    """Three frames of stripes, coded by `matrix`; `tags` are matrix, primaries and transfer function as stated."""
    wide = av.VideoFrame.from_ndarray(stripes(signal.astype(np.uint16), size), format="rgb48le")
    colour_range = ColorRange.JPEG if full_range else ColorRange.MPEG
    with av.open(str(path), "w") as output:
        stream = output.add_stream(codec, rate=25, options=_options(codec, interlaced))
        stream.width, stream.height, stream.pix_fmt = *size, pix_fmt
        context = stream.codec_context
        context.colorspace, context.color_primaries, context.color_trc = tags or (UNSPECIFIED,) * 3
        context.color_range = colour_range
        for number in range(3):
            frame = wide.reformat(
                format=pix_fmt,
                src_color_range=ColorRange.JPEG,
                dst_colorspace=MATRICES[matrix],
                dst_color_range=colour_range,
            )
            frame.colorspace, frame.color_primaries, frame.color_trc = tags or (UNSPECIFIED,) * 3
            frame.pts = number
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return path


def _options(codec: str, interlaced: bool) -> dict[str, str]:
    if codec == "libx265":
        return {"x265-params": "log-level=none", "crf": "8", "preset": "ultrafast"}
    return {"crf": "8", "preset": "ultrafast", **({"flags": "+ildct+ilme"} if interlaced else {})}


def shown(path: Path) -> np.ndarray:
    """The colours of the pictures, which must be about the same in all."""
    frames = [colours_of(frame.image) for frame in open_media(path).frames(None)]
    assert len(frames) == 3
    assert np.ptp(frames, axis=0).max() <= 4
    return np.median(frames, axis=0)


@pytest.mark.parametrize(
    ("matrix", "size", "tags"),
    [
        (BT709, HD, None),
        (BT709, WIDE, None),
        (BT709, (720, 1280), None),
        (BT601, SD, None),
        (BT601, (720, 576), None),
        (BT709, HD, (BT709, BT709, BT709)),
        (BT601, SD, (BT601, BT601, BT601)),
        (BT601, HD, (BT601, BT601, BT601)),
        (BT709, SD, (BT709, BT709, BT709)),
        (BT709, HD, (3, 3, 3)),  # reserved values, as some recorders write them
        (BT601, SD, (14, UNSPECIFIED, UNSPECIFIED)),  # a matrix that no converter here knows
    ],
)
@pytest.mark.parametrize("full_range", [False, True])
def test_the_matrix_is_the_stated_one_or_goes_by_size(
    tmp_path: Path, matrix: int, size: tuple[int, int], tags: tuple[int, int, int] | None, full_range: bool
) -> None:
    path = film(tmp_path / "film.mp4", matrix, size, tags, full_range=full_range)
    assert np.abs(shown(path) - COLOURS).max() <= 5


@pytest.mark.parametrize(
    ("pix_fmt", "codec", "name"),
    [
        ("yuv422p10le", "prores_ks", "film.mov"),
        ("yuv420p10le", "libx265", "film.mp4"),
        ("yuv444p", "libx264", "a.mkv"),
    ],
)
def test_deeper_pictures_follow_the_same_rule(tmp_path: Path, pix_fmt: str, codec: str, name: str) -> None:
    path = film(tmp_path / name, BT709, pix_fmt=pix_fmt, codec=codec)
    assert np.abs(shown(path) - COLOURS).max() <= 6


@pytest.mark.parametrize("tags", [None, (BT709, BT709, BT709)])
def test_weaving_away_combs_keeps_colours(tmp_path: Path, tags: tuple[int, int, int] | None) -> None:
    path = film(tmp_path / "interlaced.ts", BT709, (1920, 1080), tags, full_range=True, interlaced=True)
    with av.open(str(path)) as container:
        assert next(container.decode(video=0)).interlaced_frame
    assert np.abs(shown(path) - COLOURS).max() <= 5


def test_m_jpeg_keeps_its_own_matrix_at_any_size(tmp_path: Path) -> None:
    path = write(tmp_path / "film.avi", 3, codec="mjpeg", pix_fmt="yuvj420p", size=HD, options={"qscale": "2"})
    image = next(open_media(path).frames(None)).image
    assert np.abs(image[60, 100].astype(int) - (200, 40, 40)).max() <= 6
    assert np.abs(image[60, -100].astype(int) - (40, 40, 200)).max() <= 6


def light_of(colours: np.ndarray) -> np.ndarray:
    """Linear BT.709 light of 8-bit colours on a BT.1886 screen, 1 being white."""
    return (colours / 255) ** 2.4


def pq_signal(nits: np.ndarray) -> np.ndarray:
    """SMPTE ST 2084, nits to signal."""
    power = (nits / 10_000) ** 0.1593017578125
    return ((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375


def hlg_signal(nits: np.ndarray) -> np.ndarray:
    """ITU-R BT.2100: the inverse OOTF of a screen of 1000 nits, then the OETF."""
    luma = (nits / 1000) @ (0.2627, 0.6780, 0.0593)
    scene = nits / 1000 * np.maximum(luma, 1e-9)[:, None] ** (1 / 1.2 - 1)
    bright = 0.17883277 * np.log(np.maximum(12 * scene - 0.28466892, 1e-9)) + 0.55991073
    return np.where(scene <= 1 / 12, np.sqrt(3 * scene), bright)


@pytest.mark.parametrize(("transfer", "coded"), [(PQ, pq_signal), (HLG, hlg_signal)])
def test_hdr_shows_the_colours_of_what_was_filmed(
    tmp_path: Path, transfer: int, coded: Callable[[np.ndarray], np.ndarray]
) -> None:
    """White clothes at the reference white of 203 nits, the rest below it."""
    nits = 203 * light_of(COLOURS) @ BT2020_OF_BT709.T
    path = film(
        tmp_path / "hdr.mp4",
        BT2020,
        tags=(BT2020, BT2020, transfer),
        pix_fmt="yuv420p10le",
        codec="libx265",
        signal=np.rint(coded(nits) * 65535),
    )
    off = np.abs(shown(path) - COLOURS)
    assert np.abs(off[COLOURS > 60]).max() <= 14
    assert off.max() <= 30  # ten bits of HDR hold few steps for the dark parts of saturated colours


def test_what_is_brighter_than_white_keeps_its_hue_and_its_order(tmp_path: Path) -> None:
    greys = np.array([100, 203, 300, 400, 600, 800, 1000, 1000])[:, None] * np.ones(3)
    path = film(
        tmp_path / "bright.mp4",
        BT2020,
        tags=(BT2020, BT2020, PQ),
        pix_fmt="yuv420p10le",
        codec="libx265",
        signal=np.rint(pq_signal(greys) * 65535),
    )
    levels = shown(path)
    assert np.ptp(levels, axis=1).max() <= 3
    assert 180 <= levels[0].mean() <= 200 and 228 <= levels[1].mean() <= 240 and levels[6].mean() >= 252
    assert (np.diff(levels[:7].mean(axis=1)) > 0.5).all()


def test_a_wide_gamut_without_hdr_is_mapped_too(tmp_path: Path) -> None:
    signal = (light_of(COLOURS) @ BT2020_OF_BT709.T) ** (1 / 2.4)
    path = film(
        tmp_path / "wide.mp4",
        BT2020,
        tags=(BT2020, BT2020, 14),
        pix_fmt="yuv420p10le",
        codec="libx265",
        signal=np.rint(signal * 65535),
    )
    assert np.abs(shown(path) - COLOURS).max() <= 14
