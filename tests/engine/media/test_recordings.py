"""Files that hold more than one recording: every one is read, their times run on, what cannot be read is named."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cpcl_desktop.engine.decoder.opening import INSIDE, Media, open_media
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.records import Frame
from tests.footage import number_shown, write

COUNT = 50
FRAGMENTS = {"container": {"movflags": "frag_keyframe+empty_moov+default_base_moof"}, "options": {"g": "10"}}
FORMATS: dict[str, dict[str, Any]] = {
    "plain.mp4": {},
    "fast.mov": {"container": {"movflags": "+faststart"}},
    "fragments.mp4": FRAGMENTS,
    "film.mkv": {},
    "live.mkv": {"container": {"live": "1"}},
    "film.flv": {},
    "film.avi": {"codec": "mpeg4", "options": {"g": "25"}},
    "film.asf": {"codec": "wmv2", "options": {"g": "25"}},
    "film.ts": {},
    "film.mpg": {"codec": "mpeg2video", "options": {"g": "12"}},
}


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read is tested here; test_isolated says that a process of its own reads the same."""
    monkeypatch.setenv(INSIDE, "1")


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("films")
    return {name: write(folder / name, COUNT, **how).read_bytes() for name, how in FORMATS.items()}


def read(path: Path) -> tuple[Media, list[Frame]]:
    media = open_media(path)
    return media, list(media.frames(None))


def shown(frames: list[Frame]) -> list[int]:
    return [number_shown(frame.image) for frame in frames]


TWICE = [*range(COUNT), *range(COUNT)]


@pytest.mark.parametrize("between", [b"", bytes(70_000)], ids=["", "zeros"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_file_put_together_of_two_is_read_whole(
    films: dict[str, bytes], tmp_path: Path, name: str, between: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(films[name] + between + films[name])
    media, frames = read(path)
    assert shown(frames) == TWICE
    assert media.gaps == []
    steps = [later.time_us - earlier.time_us for earlier, later in pairwise(frames)]
    assert steps == pytest.approx([40_000] * len(steps), abs=40_001)
    assert media.decoded_s == pytest.approx(2 * COUNT / 25, abs=0.1)


@pytest.mark.parametrize(("first", "second"), list(pairwise(FORMATS)))
def test_the_second_recording_may_be_of_another_format(
    films: dict[str, bytes], tmp_path: Path, first: str, second: str
) -> None:
    path = tmp_path / first
    path.write_bytes(films[first] + films[second])
    media, frames = read(path)
    assert shown(frames) == TWICE
    assert media.gaps == []
    assert "2 recordings" in " ".join(media.notes)


def test_reading_from_anywhere_gives_the_same_tail(films: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "joined.mp4"
    path.write_bytes(films["plain.mp4"] + films["fast.mov"])
    whole = read(path)[1]
    for start_us in (400_001, 2_000_000, 3_100_000, 3_959_999):
        tail = list(open_media(path).frames(None, start_us))
        expected = [frame for frame in whole if frame.time_us >= start_us]
        assert [(f.time_us, number_shown(f.image)) for f in tail] == [
            (f.time_us, number_shown(f.image)) for f in expected
        ]


@pytest.mark.parametrize("name", ["plain.mp4", "film.mkv", "film.flv", "film.avi", "film.asf"])
def test_bytes_that_nobody_reads_are_named(films: dict[str, bytes], tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(films[name] + b"vendor's own recording " * 9000)
    media, frames = read(path)
    assert shown(frames) == list(range(COUNT))
    (gap,) = media.gaps
    assert "bytes of the file" in gap.reason
    assert gap.start_us >= frames[-1].time_us + 39_000


def test_a_recording_without_an_index_behind_a_whole_one_is_named(films: dict[str, bytes], tmp_path: Path) -> None:
    whole = films["plain.mp4"]
    path = tmp_path / "cut.mp4"
    path.write_bytes(films["fast.mov"] + whole[: whole.rindex(b"moov") - 4])
    media, frames = read(path)
    assert shown(frames) == list(range(COUNT))
    (gap,) = media.gaps
    assert f"from byte {len(films['fast.mov'])} on" in gap.reason


def test_a_whole_recording_behind_one_without_an_index_is_read(films: dict[str, bytes], tmp_path: Path) -> None:
    whole = films["plain.mp4"]
    path = tmp_path / "cut.mp4"
    cut = whole[: whole.rindex(b"moov") - 4]
    path.write_bytes(cut + films["fast.mov"])
    media, frames = read(path)
    assert shown(frames) == list(range(COUNT))
    assert [gap.start_us for gap in media.gaps] == [0]
    assert f"{len(cut)} bytes of the file, from byte 0 on" in media.gaps[0].reason


TAILS = {
    "zeros": bytes(200_000),
    "free boxes": b"\0\0\0\x10free12345678" * 300,
    "ID3": b"TAG" + b"\x20" * 125,
    "uuid box": b"\0\0\x80\x08uuid" + bytes(range(1, 129)) * 256,
}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
def test_what_writers_leave_behind_a_recording_is_no_gap(
    films: dict[str, bytes], tmp_path: Path, tail: bytes
) -> None:
    path = tmp_path / "tail.mp4"
    path.write_bytes(films["plain.mp4"] + tail)
    media, frames = read(path)
    assert shown(frames) == list(range(COUNT))
    assert media.gaps == []


def test_fragments_whose_clock_starts_again_are_all_shown(films: dict[str, bytes], tmp_path: Path) -> None:
    """A recorder that goes on in the same file without a new header: FFmpeg marks what comes again as hidden."""
    film = films["fragments.mp4"]
    fragments = film[film.index(b"moof") - 4 : film.rindex(b"mfra") - 4]
    path = tmp_path / "again.mp4"
    path.write_bytes(film[: film.rindex(b"mfra") - 4] + fragments)
    media, frames = read(path)
    assert shown(frames) == TWICE
    assert media.gaps == []


def test_a_file_of_zeros_is_no_video(tmp_path: Path) -> None:
    path = tmp_path / "zeros.mp4"
    path.write_bytes(bytes(100_000))
    with pytest.raises(MediaError, match=r"zeros\.mp4"):
        open_media(path)
