"""When pictures are shown: from the file's start, by edit lists and stated lengths; time without any is a gap."""

import struct
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from cpcl_desktop.engine.decoder.opening import INSIDE, Media, open_media
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.gaps import NO_PICTURES
from tests.footage import HEIGHT, WIDTH, number_shown, picture, write

COUNT = 75
PLAIN = {"g": "25", "bf": "0", "preset": "veryfast"}


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read is tested here; test_isolated says that a process of its own reads the same."""
    monkeypatch.setenv(INSIDE, "1")


def shown(media: Media, sample_fps: float | None = None) -> list[tuple[int, int]]:
    """The number that each frame shows, and its time in milliseconds."""
    return [(number_shown(frame.image), round(frame.time_us / 1000)) for frame in media.frames(sample_fps)]


def even(numbers: Sequence[int], start_ms: int = 0) -> list[tuple[int, int]]:
    return [(number, start_ms + 40 * at) for at, number in enumerate(numbers)]


def write_with_sound(path: Path, late_s: float) -> Path:
    """Sound from the start on, pictures `late_s` behind it."""
    with av.open(str(path), "w") as output:
        film = output.add_stream("libx264", rate=25, options=PLAIN)
        film.width, film.height, film.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        sound = output.add_stream("aac", rate=8000)
        packets = []
        for at in range(round((3 + late_s) * 8000) // 1024):
            frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = 8000, at * 1024, Fraction(1, 8000)
            packets += sound.encode(frame)
        for number in range(COUNT):
            image = av.VideoFrame.from_ndarray(picture(number), format="rgb24").reformat(format="yuv420p")
            image.pts, image.time_base = number + round(late_s * 25), Fraction(1, 25)
            packets += film.encode(image)
        packets += [*film.encode(None), *sound.encode(None)]
        for packet in sorted(packets, key=lambda packet: packet.dts * packet.time_base):
            output.mux(packet)
    return path


@pytest.mark.parametrize("name", ["late.mp4", "late.mkv", "late.ts", "late.flv"])
def test_times_count_from_the_files_start(tmp_path: Path, name: str) -> None:
    path = write_with_sound(tmp_path / name, 3.0)
    media = open_media(path)
    frames = shown(media)
    assert [number for number, _ in frames] == list(range(COUNT))
    assert frames[0][1] == pytest.approx(3000, abs=150)  # encoders of sound begin a little before
    assert media.gaps == []
    assert media.begins_us == pytest.approx(3_000_000, abs=150_000)
    assert media.decoded_s == pytest.approx(3.0, abs=0.05)
    assert "after the file's start" in " ".join(media.notes)
    old = open_media(path, from_first=True)
    assert shown(old)[0] == (0, 0)


def test_a_late_film_is_the_same_from_anywhere(tmp_path: Path) -> None:
    media = open_media(write_with_sound(tmp_path / "late.mp4", 3.0))
    whole = shown(media)
    for start_ms in (1000, 3001, 4500):
        tail = [(number_shown(f.image), round(f.time_us / 1000)) for f in media.frames(None, start_ms * 1000)]
        assert tail == [frame for frame in whole if frame[1] >= start_ms]


# --- what an MP4's index states


def boxes(data: bytes, start: int, end: int) -> list[tuple[bytes, int, int]]:
    found = []
    while start + 8 <= end:
        length, kind = struct.unpack_from(">I4s", data, start)
        found.append((kind, start, start + length))
        start += length
    return found


def replaced(data: bytes, path: Sequence[bytes], change: Callable[[bytes], bytes]) -> bytes:
    """An MP4 with the content of one nested box changed, and the lengths of those around it; its index is last."""
    kind, *deeper = path
    at, end = next((at, end) for name, at, end in boxes(data, 0, len(data)) if name == kind)
    content = data[at + 8 : end]
    content = replaced(content, deeper, change) if deeper else change(content)
    return data[:at] + struct.pack(">I4s", len(content) + 8, kind) + content + data[end:]


MEDIA = (b"moov", b"trak", b"mdia")


def with_lengths(data: bytes, runs: Sequence[tuple[int, float]]) -> bytes:
    """With these lengths of pictures (how many, seconds) in the index, and no edit list."""
    header = next(data[at + 8 : end] for name, at, end in boxes(data, 0, len(data)) if name == b"moov")
    for kind in (b"trak", b"mdia", b"mdhd"):
        header = next(header[at + 8 : end] for name, at, end in boxes(header, 0, len(header)) if name == kind)
    scale = struct.unpack_from(">I", header, 12)[0]
    entries = b"".join(struct.pack(">II", count, round(length * scale)) for count, length in runs)
    total = sum(count * round(length * scale) for count, length in runs)
    table = struct.pack(">II", 0, len(runs)) + entries
    data = replaced(data, (*MEDIA, b"minf", b"stbl", b"stts"), lambda _: table)
    data = replaced(data, (*MEDIA, b"mdhd"), lambda old: old[:16] + struct.pack(">I", total) + old[20:])
    return replaced(data, (b"moov", b"trak", b"edts"), lambda _: b"")


def with_edits(data: bytes, edits: Sequence[tuple[float, float]]) -> bytes:
    """With an edit list: seconds shown, and from which second on. Both clocks of the writer are known."""
    entries = b"".join(struct.pack(">IiI", round(s * 1000), round(at * 12800), 1 << 16) for s, at in edits)
    listed = struct.pack(">II", 0, len(edits)) + entries
    return replaced(data, (b"moov", b"trak", b"edts", b"elst"), lambda _: listed)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write(tmp_path_factory.mktemp("film") / "film.mp4", COUNT, options=PLAIN).read_bytes()


def test_a_long_last_picture_is_complete(film: bytes, tmp_path: Path) -> None:
    path = tmp_path / "motion.mp4"
    path.write_bytes(with_lengths(film, [(COUNT - 1, 0.04), (1, 30.0)]))
    media = open_media(path)
    assert shown(media) == even(range(COUNT))
    assert media.gaps == []
    assert media.decoded_s == pytest.approx(32.96, abs=0.05)


@pytest.mark.parametrize(("hole_s", "is_gap"), [(20.0, False), (7200.0, True), (3 * 86400.0, True)])
def test_a_far_hole_in_the_index_is_a_gap(film: bytes, tmp_path: Path, hole_s: float, is_gap: bool) -> None:
    """Pictures behind it are looked at, after days, too; a picture that is held for a while is none."""
    path = tmp_path / "motion.mp4"
    path.write_bytes(with_lengths(film, [(39, 0.04), (1, hole_s), (COUNT - 40, 0.04)]))
    media = open_media(path)
    later = round(1560 + hole_s * 1000)
    assert shown(media) == [*even(range(40)), *even(range(40, COUNT), later)]
    assert [(gap.start_us, gap.reason) for gap in media.gaps] == ([(1_600_000, NO_PICTURES)] if is_gap else [])
    assert media.decoded_s == pytest.approx(3.0 if is_gap else 2.96 + hole_s, abs=0.05)
    assert any(time_ms >= later for _, time_ms in shown(media, 5))


@pytest.mark.parametrize("name", ["hole.mkv", "hole.flv", "hole.ts"])
@pytest.mark.parametrize("hole_ms", [15_000, 7_200_000])
def test_a_hole_in_the_stamps_is_a_gap(tmp_path: Path, name: str, hole_ms: int) -> None:
    path = write(tmp_path / name, options=PLAIN, stamps=lambda n: n * 40 + (hole_ms if n >= 40 else 0))
    media = open_media(path)
    frames = shown(media)
    assert [number for number, _ in frames] == list(range(COUNT))
    assert frames[-1][1] == pytest.approx(74 * 40 + hole_ms, abs=2)
    missing = sum(gap.end_us - gap.start_us for gap in media.gaps)
    assert missing == pytest.approx(hole_ms * 1000, abs=50_000)
    assert media.decoded_s == pytest.approx(3.0, abs=0.1)


def test_a_lossless_cut_is_complete(film: bytes, tmp_path: Path) -> None:
    path = tmp_path / "cut.mp4"
    path.write_bytes(with_edits(film, [(1.8, 1.2)]))
    media = open_media(path)
    assert shown(media) == even(range(30, COUNT))
    assert media.gaps == []
    assert "1.2 s before the cut are stored and not shown." in media.notes
    assert "did not come out" not in " ".join(media.notes)
    assert not media.seeks_surely  # of what is left out only a reading of all of it tells


def test_a_cut_of_two_pieces_is_complete(film: bytes, tmp_path: Path) -> None:
    path = tmp_path / "pieces.mp4"
    path.write_bytes(with_edits(film, [(1.0, 0.0), (1.0, 2.0)]))
    media = open_media(path)
    assert shown(media) == [*even(range(25)), *even(range(50, COUNT), 1000)]
    assert media.gaps == []
    assert "did not come out" not in " ".join(media.notes)


# --- stamps that repeat


def test_frames_of_one_time_share_the_interval_to_the_next(tmp_path: Path) -> None:
    path = write_repeating(tmp_path / "burst.mkv", 5)
    media = open_media(path)
    assert shown(media) == even(range(COUNT))
    assert media.gaps == []
    assert len(shown(media, 5)) == pytest.approx(3 * 5, abs=1)


def write_repeating(path: Path, run: int) -> Path:
    """Frames at 25 a second whose stamps are those of the first of each `run`."""
    whole = write(path.with_name("whole.mkv"), COUNT, options=PLAIN)
    with av.open(str(whole)) as given, av.open(str(path), "w") as output:
        stream = output.add_stream_from_template(given.streams.video[0])
        packets = [packet for packet in given.demux(given.streams.video[0]) if packet.size]
        for number, packet in enumerate(packets):
            packet.pts = packet.dts = number // run * run * 40
            packet.stream = stream
            output.mux(packet)
    return path


# --- what nobody can show


def test_an_encrypted_film_is_told_as_such(tmp_path: Path) -> None:
    keys = {"encryption_scheme": "cenc-aes-ctr", "encryption_key": "01" * 16, "encryption_kid": "02" * 16}
    path = write(tmp_path / "locked.mp4", COUNT, options=PLAIN, container=keys)
    with pytest.raises(MediaError, match=r"locked\.mp4 is encrypted"):
        open_media(path)


def test_an_encrypted_matroska_track_is_told_as_such(tmp_path: Path) -> None:
    """The track's entry gets an encoding that encrypts."""
    data = write(tmp_path / "plain.mkv", COUNT, options=PLAIN).read_bytes()
    lock = bytes.fromhex("6d80 8a 6240 87 5035 84 47e1 81 05".replace(" ", ""))
    tracks = data.index(bytes.fromhex("1654ae6b"), data.index(bytes.fromhex("1654ae6b")) + 4)  # behind its mention
    entry = data.index(b"\xae\x01\0\0", tracks)
    lengths = [(tracks + 4, data[tracks + 4]), (entry + 1, data[entry + 1])]
    path = tmp_path / "locked.mkv"
    path.write_bytes(grown(data, lengths, entry, lock))
    with pytest.raises(MediaError, match=r"locked\.mkv is encrypted"):
        open_media(path)


def grown(data: bytes, lengths: Sequence[tuple[int, int]], entry: int, inside: bytes) -> bytes:
    """Matroska with more at the end of its first track's entry; the segment's length is given up."""
    made = bytearray(data)
    end = 0
    for at, first in lengths:
        width = 9 - first.bit_length()
        value = int.from_bytes(made[at : at + width], "big") & ((1 << 7 * width) - 1)
        end = at + width + value
        made[at : at + width] = ((1 << 7 * width) | (value + len(inside))).to_bytes(width, "big")
    segment = made.index(bytes.fromhex("18538067"))
    made[segment + 4 : segment + 12] = b"\x01" + b"\xff" * 7
    return bytes(made[:end] + inside + made[end:])
