"""Reading damaged footage: as much as any reader gives, the right frame at the right time, every hole listed."""

import errno
import random
import re
import shutil
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import av
import pytest

from cpcl_desktop.engine.decoder.opening import INSIDE, Media, open_media
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.file_view import Patch, PatchedFile
from cpcl_desktop.engine.media.video import Video
from cpcl_desktop.engine.records import Frame, Gap
from tests.footage import damage, number_shown, write
from tests.odd_files import counted_by_ffmpeg, counted_by_opencv, counted_by_pyav

COUNT = 250
NOISE = random.Random(5).randbytes(4096)
DAMAGES = {"zeros": b"\0", "noise": NOISE}
TIMED = {  # formats whose frames carry their own time: what is lost must show
    "clip.mp4": {},
    "clip.mkv": {"container": {"cluster_time_limit": "1000"}},
    "clip.ts": {},
    "clip.flv": {},
    "clip.avi": {"codec": "mpeg4", "options": {"g": "25", "b": "3000000"}},
    "clip.webm": {"codec": "libvpx", "options": {"g": "25", "deadline": "realtime", "b": "2000000"}},
    "clip.mov": {"codec": "mjpeg", "pix_fmt": "yuvj420p", "options": {}},
}
READ_AT_ONCE = 1 << 15  # FFmpeg's buffer: what one failed read costs
READABLE_ODD = ["bitflips_in_middle.mp4", "trunc_moov_first_60pct.mp4"]


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """How media is read is tested here; test_isolated says that a process of its own reads the same."""
    monkeypatch.setenv(INSIDE, "1")


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clips")
    for name, how in TIMED.items():
        write(folder / name, COUNT, **how)
    return folder


def read(path: Path) -> tuple[Media, list[Frame]]:
    media = open_media(path)
    return media, list(media.frames(None))


def covered(time_us: int, gaps: Sequence[Gap]) -> bool:
    return any(gap.start_us - 1000 <= time_us <= gap.end_us + 1000 for gap in gaps)


def built_on_damage(whole: Path, at: int, gaps: Sequence[Gap]) -> range:
    """Times whose pictures are made from damaged data: from the packet with byte `at` to a key frame behind all.

    How far that is depends on where the encoder put key frames, which differs between machines.
    """
    with av.open(str(whole)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    stamps = [packet.dts if packet.pts is None else packet.pts for packet in packets]
    times = [round((stamp - min(stamps)) * packets[0].time_base * 1_000_000) for stamp in stamps]
    hit = max(n for n, packet in enumerate(packets) if packet.pos is not None and packet.pos <= at)
    keys = [time_us for time_us, packet in zip(times, packets, strict=True) if packet.is_keyframe]
    behind = min((key for key in keys if key + 1000 >= gaps[-1].end_us), default=COUNT * 40_000)
    return range(min(times[hit:]) - 1000, behind - 1000)


@pytest.mark.parametrize("start", [0.3, 0.5, 0.65])
@pytest.mark.parametrize("kind", DAMAGES)
@pytest.mark.parametrize("name", TIMED)
def test_frames_keep_their_times_and_holes_are_gaps(
    clips: Path, tmp_path: Path, name: str, kind: str, start: float
) -> None:
    size = (clips / name).stat().st_size
    media, frames = read(damage(clips / name, tmp_path / name, start, max(4096, size // 20), DAMAGES[kind]))
    assert COUNT * 0.6 < len(frames) < COUNT
    # A picture that damage has smeared may show no readable number; whole ones must be at their time.
    smeared = built_on_damage(clips / name, int(size * start), media.gaps)
    for frame in frames:
        assert frame.time_us in smeared or abs(frame.time_us - number_shown(frame.image) * 40_000) <= 1000
    assert frames[-1].time_us == pytest.approx((COUNT - 1) * 40_000, abs=1000)
    seen = [frame.time_us for frame in frames]
    for number in range(COUNT):
        if min(abs(time_us - number * 40_000) for time_us in seen) > 20_000:
            assert covered(number * 40_000, media.gaps)
    assert "damaged" in media.gaps[0].reason or "could not be decoded" in media.gaps[0].reason
    assert media.decoded_s < media.declared_s - 0.05 if media.declared_s else True


@pytest.mark.parametrize("name", TIMED)
def test_times_rise_strictly(clips: Path, tmp_path: Path, name: str) -> None:
    _, frames = read(damage(clips / name, tmp_path / name, 0.3, 3000, NOISE))
    times = [frame.time_us for frame in frames]
    assert all(a < b for a, b in pairwise(times))


@pytest.mark.parametrize("name", ["clip.mp4", "clip.mkv", "clip.ts", "clip.flv"])
def test_threads_change_nothing(clips: Path, tmp_path: Path, name: str) -> None:
    path = damage(clips / name, tmp_path / name, 0.4, 5000, NOISE)
    one, four = Video(path, 1), Video(path, 4)
    assert [shot.time_us for shot in one.shots()] == [shot.time_us for shot in four.shots()]
    assert one.gaps == four.gaps
    assert one.decoded_s == pytest.approx(four.decoded_s)


@pytest.mark.parametrize("name", ["clip.mkv", "clip.flv", "clip.avi", "clip.webm"])
def test_a_file_cut_off_has_a_gap_to_its_declared_end(clips: Path, tmp_path: Path, name: str) -> None:
    data = (clips / name).read_bytes()
    (tmp_path / name).write_bytes(data[: len(data) * 6 // 10])
    media, frames = read(tmp_path / name)
    last = media.gaps[-1]
    assert last.start_us == pytest.approx(frames[-1].time_us + 40_000, abs=1000)
    assert last.end_us == pytest.approx(COUNT * 40_000, abs=100_000)
    assert "declared" in last.reason


@pytest.mark.parametrize("name", TIMED)
def test_appended_rubbish_costs_no_frame_and_is_named(clips: Path, tmp_path: Path, name: str) -> None:
    """Formats without an index are read through it; in the others it might have been footage."""
    (tmp_path / name).write_bytes((clips / name).read_bytes() + NOISE * 8)
    media, frames = read(tmp_path / name)
    assert [number_shown(frame.image) for frame in frames] == list(range(COUNT))
    for gap in media.gaps:
        assert gap.start_us == COUNT * 40_000
        assert re.match(r"3\d{4} bytes of the file, from byte \d+ on, could not be read", gap.reason)
    assert len(media.gaps) == (Path(name).suffix in (".mp4", ".mov", ".mkv", ".webm", ".flv", ".avi"))


def test_a_recording_that_begins_in_the_middle_has_a_gap_first(clips: Path, tmp_path: Path) -> None:
    """Cut from a longer stream: nothing can be shown before the first key frame."""
    data = (clips / "clip.ts").read_bytes()
    at = len(data) // 3 // 188 * 188
    (tmp_path / "cut.ts").write_bytes(data[at:])
    media, frames = read(tmp_path / "cut.ts")
    assert media.gaps[0].start_us == 0
    assert media.gaps[0].end_us == frames[0].time_us
    numbers = [number_shown(frame.image) for frame in frames]
    assert numbers == list(range(numbers[0], COUNT))


@pytest.mark.parametrize("name", ["raw.264", "raw.m2v"])
def test_damage_without_timestamps_is_still_a_gap(tmp_path: Path, name: str) -> None:
    how = {} if name == "raw.264" else {"codec": "mpeg2video", "options": {"b": "2000000"}}
    whole = write(tmp_path / name, COUNT, **how)
    media, frames = read(damage(whole, tmp_path / f"damaged{whole.suffix}", 0.5, 20_000, NOISE))
    assert COUNT * 0.6 < len(frames) < COUNT
    assert "without timestamps" in media.gaps[0].reason


@pytest.mark.parametrize("indexed", ["+global_sidx", ""])
def test_a_broken_fragment_costs_that_fragment(tmp_path: Path, indexed: str) -> None:
    """FFmpeg alone stops at it, or goes on without a word."""
    flags = f"frag_keyframe+empty_moov+default_base_moof{indexed}"
    data = bytearray(write(tmp_path / "whole.mp4", COUNT, container={"movflags": flags}).read_bytes())
    at = [match.start() for match in re.finditer(b"moof", bytes(data))][4]
    data[at - 4 : at + 60] = bytes(64)
    (tmp_path / "broken.mp4").write_bytes(data)
    media, frames = read(tmp_path / "broken.mp4")
    numbers = [number_shown(frame.image) for frame in frames]
    assert numbers[-1] == COUNT - 1
    assert len(numbers) >= COUNT - 26
    assert [frame.time_us for frame in frames] == [number * 40_000 for number in numbers]
    assert all(covered(number * 40_000, media.gaps) for number in set(range(COUNT)) - set(numbers))
    assert "structure is broken" in " ".join(media.notes)


def test_an_index_behind_lost_bytes_is_found(clips: Path, tmp_path: Path) -> None:
    """With bytes gone from its middle, an MP4's first part leads past the index at its end."""
    media, frames = read(damage(clips / "clip.mp4", tmp_path / "cut.mp4", 0.6, 5000, None))
    numbers = [number_shown(frame.image) for frame in frames[: int(COUNT * 0.55)]]
    assert numbers == list(range(len(numbers)))
    assert media.gaps[-1].end_us == pytest.approx(COUNT * 40_000, abs=50_000)


@pytest.mark.parametrize("start", [0.2, 0.35, 0.5, 0.65])
@pytest.mark.parametrize("name", ["clip.mkv", "clip.mp4", "clip.avi"])
def test_bad_sectors_cost_what_lies_on_them(
    clips: Path, monkeypatch: pytest.MonkeyPatch, name: str, start: float
) -> None:
    """Where the disk fails to give a stretch of the file, a later key frame is sought."""
    path = clips / name
    first = int(path.stat().st_size * start)
    bad = range(first, first + 4096)
    given = PatchedFile.read

    def read_or_fail(self: PatchedFile, count: int = -1) -> bytes:
        if self.tell() < bad.stop and self.tell() + count > bad.start:
            raise OSError(errno.EIO, "Input/output error")
        return given(self, count)

    monkeypatch.setattr(PatchedFile, "read", read_or_fail)
    monkeypatch.setattr(
        "cpcl_desktop.engine.media.recording.patches_for", lambda path, extent: (Patch(0, path.read_bytes()[:4]),)
    )
    media, frames = read(path)
    assert number_shown(frames[-1].image) == COUNT - 1
    assert len(frames) > COUNT * 0.6
    made_up = built_on_damage(path, first - READ_AT_ONCE, media.gaps)
    wrong = [frame for frame in frames if frame.time_us != number_shown(frame.image) * 40_000]
    assert all(frame.time_us in made_up for frame in wrong)
    seen = {frame.time_us for frame in frames}
    assert all(covered(time_us, media.gaps) for time_us in range(0, COUNT * 40_000, 40_000) if time_us not in seen)


def assert_at_least_as_many(path: Path) -> None:
    mine = len(list(open_media(path).shots()))
    assert mine >= max(counted_by_pyav(path), counted_by_opencv(path), counted_by_ffmpeg(path))


@pytest.mark.parametrize("name", READABLE_ODD)
def test_odd_files_give_at_least_what_other_readers_give(shared_data: Path, name: str) -> None:
    assert_at_least_as_many(shared_data / "odd" / name)


@pytest.mark.parametrize("name", TIMED)
def test_damaged_clips_give_at_least_what_other_readers_give(clips: Path, tmp_path: Path, name: str) -> None:
    for start in (0.2, 0.8):
        assert_at_least_as_many(damage(clips / name, tmp_path / name, start, 4000, NOISE))


def test_odd_files_list_what_is_missing(shared_data: Path) -> None:
    media, frames = read(shared_data / "odd" / "bitflips_in_middle.mp4")
    assert len(frames) == 227
    seen = [frame.time_us for frame in frames]
    for number in range(240):
        assert min(abs(t - number * 40_000) for t in seen) <= 20_000 or covered(number * 40_000, media.gaps)
    media, frames = read(shared_data / "odd" / "trunc_moov_first_60pct.mp4")
    assert len(frames) == 177
    assert media.gaps == [Gap(7_080_000, 9_600_000, "the file ends before its declared duration")]


def test_mutated_files_are_read_or_refused(clips: Path, tmp_path: Path) -> None:
    rng = random.Random(11)
    whole = {name: (clips / name).read_bytes() for name in TIMED}
    for trial in range(60):
        name = rng.choice(sorted(whole))
        data = bytearray(whole[name])
        for _ in range(rng.choice([1, 10, 200])):
            data[rng.randrange(len(data))] = rng.randrange(256)
        path = tmp_path / f"{trial}-{name}"
        path.write_bytes(data[: rng.randrange(len(data) // 2, len(data) + 1)])
        try:
            media = open_media(path)
            times = [shot.time_us for shot in media.shots()]
        except MediaError as error:
            assert path.name in str(error)
            continue
        assert all(a < b for a, b in pairwise(times))
        assert times[-1] < 10 * COUNT * 40_000
        assert all(gap.start_us < gap.end_us for gap in media.gaps)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be taken away there")
def test_a_source_that_goes_away_is_an_error_not_an_end(clips: Path, tmp_path: Path) -> None:
    path = tmp_path / "clip.ts"
    shutil.copy(clips / "clip.ts", path)
    frames = open_media(path).frames(None)
    next(frames)
    path.unlink()
    with pytest.raises(MediaError, match="can no longer be read"):
        list(frames)
