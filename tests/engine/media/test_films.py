"""Files with several picture streams, and pictures with a film behind them: every film is read, none twice."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import pytest

from cpcl_desktop.engine.decoder.opening import INSIDE, Media, open_media
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.motion_photo import holds_film
from tests.footage import HEIGHT, WIDTH, number_shown, picture, write, write_streams

COUNT = 60
SMALL = (WIDTH // 2, HEIGHT // 2)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read is tested here; test_isolated says that a process of its own reads the same."""
    monkeypatch.setenv(INSIDE, "1")


def shown(media: Media) -> list[tuple[int, int]]:
    """The number that each frame shows, and its time in whole frames."""
    return [(number_shown(frame.image), round(frame.time_us / 40_000)) for frame in media.frames(None)]


def even(numbers: Sequence[int], start: int = 0) -> list[tuple[int, int]]:
    return [(number, start + at) for at, number in enumerate(numbers)]


@pytest.mark.parametrize("name", ["two.mp4", "two.mkv", "two.ts"])
def test_streams_beside_each_other_are_a_film_each(tmp_path: Path, name: str) -> None:
    path = write_streams(tmp_path / name, (SMALL, range(COUNT), 0.0), ((WIDTH, HEIGHT), range(100, 120), 0.0))
    front, rear = open_media(path), open_media(path, part=2)
    assert front.parts == rear.parts == 2
    assert (front.width, rear.width) == (WIDTH, SMALL[0])  # what was read before there were parts stays the first
    assert shown(front) == even(range(100, 120))
    assert shown(rear) == even(range(COUNT))
    assert front.gaps == rear.gaps == []
    assert "2 video streams" in " ".join(rear.notes)
    with pytest.raises(MediaError):
        open_media(path, part=3)


@pytest.mark.parametrize("name", ["follow.mp4", "follow.mkv"])
def test_streams_that_follow_each_other_are_one_film(tmp_path: Path, name: str) -> None:
    size = (WIDTH, HEIGHT)
    path = write_streams(tmp_path / name, (size, range(50), 0.0), (size, range(50, 100), 2.0))
    media = open_media(path)
    assert media.parts == 1
    assert shown(media) == even(range(100))
    assert media.gaps == []


@pytest.mark.parametrize("seconds", [2, 12], ids=["seen at once", "seen late"])
def test_a_transport_stream_whose_numbers_change_is_one_film(tmp_path: Path, seconds: int) -> None:
    """FFmpeg looks at the first seconds only for what streams there are."""
    count = 25 * seconds
    first = write(tmp_path / "a.ts", count).read_bytes()
    second = write(tmp_path / "b.ts", count, container={"mpegts_start_pid": "512"}).read_bytes()
    path = tmp_path / "changed.ts"
    path.write_bytes(first + second)
    media = open_media(path)
    numbers = [number_shown(frame.image) for frame in media.frames(None)]
    assert numbers == [*range(count), *range(count)]
    assert media.gaps == []
    assert media.decoded_s == pytest.approx(2 * seconds, abs=0.2)


@pytest.mark.parametrize("name", ["preview.mp4", "preview.mkv"])
@pytest.mark.parametrize("first", [True, False], ids=["first", "last"])
def test_a_single_picture_beside_a_film_is_none(tmp_path: Path, name: str, first: bool) -> None:
    preview, film = ((960, 480), [200], 0.0), ((WIDTH, HEIGHT), range(COUNT), 0.0)
    path = write_streams(tmp_path / name, *((preview, film) if first else (film, preview)))
    media = open_media(path)
    assert media.parts == 1
    assert shown(media) == even(range(COUNT))


def jpeg(number: int) -> bytes:
    return cv2.imencode(".jpg", picture(number)[:, :, ::-1])[1].tobytes()


TAILS = {"Google": b"", "Samsung": b"\0\0\x30\x0a" + b"SEFH" + bytes(20) + b"SEFT"}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
@pytest.mark.parametrize("before", [b"", b"\0\0\x30\x0a\x10\0\0\0MotionPhoto_Data"], ids=["", "named"])
def test_a_motion_photo_is_a_picture_and_a_film(tmp_path: Path, tail: bytes, before: bytes) -> None:
    film = write(tmp_path / "film.mp4", COUNT).read_bytes()
    photo = tmp_path / "PXL_20240131_140322123.MP.jpg"
    photo.write_bytes(jpeg(300) + before + film + tail)
    (tmp_path / "film.mp4").unlink()
    still = open_media(photo)
    assert [number_shown(frame.image) for frame in still.frames(None)] == [300]
    assert still.films == [photo]
    behind = open_media(photo, kind="video")
    assert shown(behind) == even(range(COUNT))
    assert behind.gaps == []


def test_a_film_in_a_box_behind_a_heif_still_is_read(tmp_path: Path) -> None:
    """As Google and Samsung store it: a whole MP4 inside a box of the picture's own file."""
    film = write(tmp_path / "film.mp4", COUNT).read_bytes()
    still = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0\0\0\x10mdat12345678"
    photo = tmp_path / "IMG_0001.heic"
    photo.write_bytes(still + (len(film) + 8).to_bytes(4, "big") + b"mpvd" + film)
    assert shown(open_media(photo, kind="video")) == even(range(COUNT))
    assert holds_film(photo)


def test_a_plain_picture_has_no_film(tmp_path: Path) -> None:
    photo = tmp_path / "plain.jpg"
    photo.write_bytes(jpeg(7))
    still = open_media(photo)
    assert [number_shown(frame.image) for frame in still.frames(None)] == [7]
    assert still.films == []
    with pytest.raises(MediaError, match=r"plain\.jpg"):
        open_media(photo, kind="video")
