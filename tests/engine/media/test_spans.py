"""A film read in spans by readings that know nothing of each other: each frame once, and counts that add up."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.media.video import Video
from tests.footage import picture, write

SPANS = ((0, 1_000_000), (1_000_000, 2_010_000), (2_010_000, None))  # a seam on a key frame, and one between frames
UNEVEN = [40 * n + (700 if n >= 30 else 0) for n in range(75)]  # milliseconds
INTERLACED = {"options": {"g": "25", "flags": "+ildct+ilme", "preset": "veryfast"}}


@pytest.mark.parametrize("fps", [None, 5.0])
@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("film.mp4", {}),
        ("film.mkv", {}),
        ("film.mov", {"options": {"g": "250", "bf": "3", "preset": "veryfast"}}),  # one key frame
        ("uneven.mp4", {"stamps": UNEVEN.__getitem__}),
        ("interlaced.mp4", INTERLACED),
    ],
)
def test_spans_give_what_one_reading_gives(tmp_path: Path, name: str, given: dict, fps: float | None) -> None:
    path = write(tmp_path / name, **given)
    whole = Video(path)
    assert whole.seeks_surely and whole.listed in (0, 75)
    expected = list(whole.frames(fps))
    assert whole.span_us == (0, None)
    found, count, decoded_us, behind = [], 0, 0, 0
    for start_us, end_us in SPANS:
        media = Video(path, until_us=end_us)
        found += media.frames(fps, start_us)
        count, decoded_us = count + media.frames_decoded, decoded_us + round(media.decoded_s * 1e6)
        assert media.gaps == [] and media.notes == whole.notes
        assert media.span_us[0] == behind
        behind = media.span_us[1]
    assert [frame.time_us for frame in found] == [frame.time_us for frame in expected] and behind is None
    assert all(np.array_equal(one.image, other.image) for one, other in zip(found, expected, strict=True))
    assert (count, decoded_us / 1e6) == (whole.frames_decoded, whole.decoded_s)


def test_a_decoder_process_reads_a_span_as_well(tmp_path: Path) -> None:
    media = open_media(write(tmp_path / "film.mp4"), until_us=2_010_000)
    times = [frame.time_us for frame in media.frames(None, 1_000_000)]
    assert times == list(range(1_000_000, 2_010_000, 40_000)) and media.frames_decoded == len(times)
    assert (media.span_us, media.listed, media.seeks_surely) == ((1_000_000, 2_040_000), 75, True)
    assert media.decoded_s == pytest.approx(1.04)


def test_a_long_pause_over_a_seam_is_told_by_both_sides(tmp_path: Path) -> None:
    late = [40 * n + (20_000 if n >= 30 else 0) for n in range(75)]
    path = write(tmp_path / "pause.mp4", stamps=late.__getitem__)
    (gap,) = _gaps(Video(path))
    assert gap.start_us < 10_000_000 < gap.end_us
    assert _gaps(Video(path, until_us=10_000_000)) == _gaps(Video(path), 10_000_000) == [gap]


def test_pictures_of_another_size_behind_a_seam_are_told_by_who_reads_up_to_it(tmp_path: Path) -> None:
    film = write_growing(tmp_path / "film.mkv", 50, 25)
    whole = Video(film)
    assert list(whole.frames(5.0)) and len(whole.notes) == 1 and "changes from" in whole.notes[0]
    for until_us, notes in ((1_000_000, whole.notes), (900_000, [])):
        media = Video(film, until_us=until_us)
        assert list(media.frames(5.0)) and media.notes == notes


def write_growing(path: Path, count: int, grown: int) -> Path:
    """A film whose pictures are twice as wide and high from number `grown` on."""
    with av.open(str(path), "w") as output:
        stream = output.add_stream("mjpeg", rate=25)
        stream.width, stream.height, stream.pix_fmt = 216, 96, "yuvj420p"
        for number in range(count):
            width, height = (216, 96) if number < grown else (432, 192)
            encoder = av.CodecContext.create("mjpeg", "w")
            encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuvj420p"
            encoder.time_base = Fraction(1, 25)
            frame = av.VideoFrame.from_ndarray(picture(number, width, height), format="rgb24")
            for packet in encoder.encode(frame.reformat(format="yuvj420p")) + encoder.encode(None):
                packet.pts = packet.dts = number
                packet.time_base, packet.stream = Fraction(1, 25), stream
                output.mux(packet)
    return path


def _gaps(media: Video, start_us: int = 0) -> list:
    assert list(media.frames(None, start_us))
    return media.gaps


@pytest.mark.parametrize("name", ["film.ts", "film.avi"])
def test_films_without_an_index_of_times_are_not_read_so(tmp_path: Path, name: str) -> None:
    assert not Video(write(tmp_path / name)).seeks_surely


def test_a_film_of_several_recordings_is_not_read_so(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.mp4"), write(tmp_path / "b.mp4", 30)
    both = tmp_path / "both.mp4"
    both.write_bytes(first.read_bytes() + second.read_bytes())
    assert not Video(both).seeks_surely
