"""Reading intact footage of every shape: all frames, at the right times, upright, from any start."""

# Holds SECURITY.md: lists that lead to other files are no footage

import gc
import shutil
import sys
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.filter import Graph

from cpcl_desktop.engine.decoder.opening import INSIDE, frame_at, open_media
from cpcl_desktop.engine.errors import MediaError
from tests.footage import HEIGHT, WIDTH, number_shown, write
from tests.odd_files import ffprobe_times

INTACT = {  # in the shared data's folder odd: frames, width, height
    "av1.mp4": (120, 768, 432),
    "avi_without_idx1.avi": (240, 768, 432),
    "dark_night.mp4": (120, 768, 432),
    "h264_cfr_moov_at_end.mp4": (240, 768, 432),
    "h264_faststart.mp4": (240, 768, 432),
    "h264_start_pts_26h.ts": (240, 768, 432),
    "h264_vfr_irregular.mp4": (240, 768, 432),
    "hevc_10bit.mkv": (240, 768, 432),
    "mjpeg.avi": (120, 768, 432),
    "mkv_live_no_duration_no_cues.mkv": (240, 768, 432),
    "mpeg2_interlaced_pal_sar.ts": (240, 1024, 576),
    "rotation_metadata_90.mp4": (240, 432, 768),
    "single_frame.mp4": (1, 768, 432),
    "spaces and ünïcödé 监控.mp4": (50, 768, 432),
    "vp9.webm": (120, 768, 432),
}
VIDEOS = {"people-walking.mp4": 596, "people-walking.264": 596, "store-aisle.mp4": 67, "corridor.mp4": 35}
UNREADABLE = {
    "audio_only.mp4": "sound only",
    "text_renamed.mp4": "not a video",
    "zero_length.mp4": "empty",
    "trunc_no_moov.mp4": "no index",
}
SHAPES = {  # what tests.footage.write makes: name, then how
    "plain.mp4": {},
    "grey.mp4": {"pix_fmt": "gray"},
    "10bit.mp4": {"pix_fmt": "yuv420p10le"},
    "444.mkv": {"pix_fmt": "yuv444p"},
    "intra.avi": {"codec": "mjpeg", "pix_fmt": "yuvj420p", "options": {}},
    "b-frames.avi": {},
    "mpeg4.avi": {"codec": "mpeg4", "options": {"g": "25", "bf": "2", "b": "2000000"}},
    "programme.mpg": {"codec": "mpeg2video", "options": {"g": "12", "b": "2000000"}},
    "transport.ts": {},
    "flash.flv": {},
    "vp8.webm": {"codec": "libvpx", "options": {"g": "25", "deadline": "realtime", "b": "2000000"}},
    "fragments.mp4": {"container": {"movflags": "frag_keyframe+empty_moov"}},
    "live.mkv": {"container": {"live": "1"}},
    "raw.264": {},
    "raw.m2v": {"codec": "mpeg2video", "options": {"b": "2000000"}},
}


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """How media is read is tested here; test_isolated says that a process of its own reads the same."""
    monkeypatch.setenv(INSIDE, "1")


def times_of(path: Path) -> list[int]:
    return [shot.time_us for shot in open_media(path).shots()]


@pytest.mark.parametrize("name", INTACT)
def test_odd_files_are_read_whole(shared_data: Path, name: str) -> None:
    count, width, height = INTACT[name]
    media = open_media(shared_data / "odd" / name)
    frames = media.frames(5)
    first = next(frames)
    assert first.image.shape == (height, width, 3)
    assert (media.width, media.height) == (width, height)
    times = [first.time_us, *(frame.time_us for frame in frames)]
    assert times[0] == 0
    assert media.frames_decoded == count
    assert media.frames_sampled == len(times)
    assert media.gaps == []
    if media.declared_s is not None:
        assert media.decoded_s == pytest.approx(media.declared_s, abs=0.2)


@pytest.mark.parametrize("name", [*INTACT, "trunc_moov_first_60pct.mp4", "bitflips_in_middle.mp4"])
def test_times_agree_with_ffprobe(shared_data: Path, name: str) -> None:
    """To the millisecond; within a frame where damage makes versions of the decoder differ."""
    path = shared_data / "odd" / name
    if shutil.which("ffprobe") is None:
        pytest.skip("ffprobe is not installed")
    theirs, ours = ffprobe_times(path), times_of(path)
    assert len(ours) >= len(theirs)
    for time_s in theirs:
        assert min(abs(time_us / 1e6 - time_s) for time_us in ours) < (0.041 if "bitflips" in name else 0.002)


@pytest.mark.parametrize("name", VIDEOS)
def test_real_videos_are_read_whole(shared_data: Path, name: str) -> None:
    media = open_media(shared_data / "videos" / name)
    times = [shot.time_us for shot in media.shots()]
    assert len(times) == media.frames_decoded == VIDEOS[name]
    assert media.gaps == []
    interval = 1e6 / {"people": 12, "store-": 16.667, "corrid": 12.5}[name[:6]]
    assert times[-1] == pytest.approx((len(times) - 1) * interval, abs=2)


@pytest.mark.parametrize("name", UNREADABLE)
def test_unreadable_files_say_why(shared_data: Path, name: str) -> None:
    with pytest.raises(MediaError, match=UNREADABLE[name]) as caught:
        open_media(shared_data / "odd" / name)
    assert name in str(caught.value)


@pytest.mark.parametrize("name", SHAPES)
def test_every_frame_comes_once_at_its_time(tmp_path: Path, name: str) -> None:
    media = open_media(write(tmp_path / name, **SHAPES[name]))
    frames = list(media.frames(None))
    assert [number_shown(frame.image) for frame in frames] == list(range(75))
    assert [frame.index for frame in frames] == list(range(75))
    assert [frame.time_us for frame in frames] == pytest.approx([n * 40_000 for n in range(75)], abs=1000)
    assert media.gaps == []
    assert media.decoded_s == pytest.approx(3.0, abs=0.01)


@pytest.mark.parametrize("name", SHAPES)
def test_a_later_start_gives_exactly_the_tail(tmp_path: Path, name: str) -> None:
    media = open_media(write(tmp_path / name, **SHAPES[name]))
    whole = list(media.frames(5))
    for start_us in (1, whole[4].time_us, whole[4].time_us + 1, 1_999_999, whole[-1].time_us):
        tail = list(media.frames(5, start_us))
        expected = [frame for frame in whole if frame.time_us >= start_us]
        assert [frame.time_us for frame in tail] == [frame.time_us for frame in expected]
        assert all(np.array_equal(a.image, b.image) for a, b in zip(tail, expected, strict=True))


@pytest.mark.parametrize("name", SHAPES)
def test_frame_at_shows_the_exact_frame(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, **SHAPES[name])
    shown = frame_at(path, 1_500_000, 2, 3)
    assert [number_shown(frame.image) for frame in shown] == [35, 36, 37, 38, 39, 40]
    assert shown[2].time_us == pytest.approx(1_480_000, abs=1000)
    assert [number_shown(frame.image) for frame in frame_at(path, 0, 2, 1)] == [0, 1]
    assert [number_shown(frame.image) for frame in frame_at(path, 99_000_000, 1, 5)] == [73, 74]


def test_variable_frame_rate_keeps_each_frames_own_time(tmp_path: Path) -> None:
    def stamp(number: int) -> int:
        return number * 40 + 900 * (number // 20) + 7 * (number % 3)

    frames = list(open_media(write(tmp_path / "vfr.mp4", stamps=stamp)).frames(None))
    assert [(number_shown(f.image), f.time_us) for f in frames] == [(n, stamp(n) * 1000) for n in range(75)]


def test_a_pause_in_the_recording_is_no_gap(tmp_path: Path) -> None:
    media = open_media(write(tmp_path / "pause.mkv", stamps=lambda n: n * 40 + (5000 if n >= 40 else 0)))
    assert len(list(media.frames(None))) == 75
    assert media.gaps == []


def test_sampling_takes_the_first_frame_of_each_slot(tmp_path: Path) -> None:
    media = open_media(write(tmp_path / "clip.mp4"))
    assert [number_shown(frame.image) for frame in media.frames(5)] == list(range(0, 75, 5))
    assert [number_shown(frame.image) for frame in media.frames(10)] == [0, 3, 5, 8] + [
        n + m for n in range(10, 75, 10) for m in (0, 3, 5, 8) if n + m < 75
    ]
    assert media.frames_decoded == 75


def test_a_slow_recording_is_sampled_whole(tmp_path: Path) -> None:
    jitter = [0, 9, -11, 4, 12]
    path = write(tmp_path / "slow.mp4", 30, fps=5, stamps=lambda n: n * 200 + jitter[n % 5])
    assert len(list(open_media(path).frames(5))) == 30


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("mirrored", [False, True])
def test_the_picture_is_turned_as_the_file_says(tmp_path: Path, degrees: int, mirrored: bool) -> None:
    """The file stores the picture turned; its display matrix turns it back."""
    path = write(
        tmp_path / "turned.mp4", 5, set_up=lambda stream: stream.set_display_rotation(degrees, hflip=mirrored)
    )
    frame = next(iter(open_media(path).frames(None)))
    stored = next(iter(open_media(write(tmp_path / "plain.mp4", 5)).frames(None)))
    expected = np.rot90(stored.image, degrees // 90)
    expected = expected[:, ::-1] if mirrored else expected
    assert frame.image.shape == expected.shape
    assert np.abs(frame.image.astype(int) - expected).mean() < 3


@pytest.mark.parametrize(("aspect", "size"), [("2", (2 * WIDTH, HEIGHT)), ("1/2", (WIDTH, 2 * HEIGHT))])
def test_pixels_become_square_without_losing_any(tmp_path: Path, aspect: str, size: tuple[int, int]) -> None:
    def squeeze(stream: av.VideoStream) -> None:
        stream.codec_context.sample_aspect_ratio = Fraction(aspect)

    media = open_media(write(tmp_path / "wide.mkv", 10, set_up=squeeze))
    assert (media.width, media.height) == size
    assert [number_shown(frame.image) for frame in media.frames(None)] == list(range(10))


def test_interlaced_footage_has_no_combs(tmp_path: Path) -> None:
    """Fields of two moments, woven: adjacent lines of a moving edge must not alternate."""
    weave = Graph()
    source = weave.add_buffer(width=160, height=96, format=av.VideoFormat("yuv420p"), time_base=Fraction(1, 25))
    weave.link_nodes(source, weave.add("setfield", "tff"), weave.add("buffersink")).configure()
    path = tmp_path / "fields.ts"
    with av.open(str(path), "w") as output:
        stream = output.add_stream("mpeg2video", rate=25, options={"flags": "+ilme+ildct", "b": "4000000"})
        stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv420p"
        for number in range(20):
            image = np.full((96, 160, 3), 30, np.uint8)
            image[0::2, 6 * number : 6 * number + 30] = 220
            image[1::2, 6 * number + 12 : 6 * number + 42] = 220
            frame = av.VideoFrame.from_ndarray(image, format="rgb24").reformat(format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 25)
            weave.push(frame)
            output.mux(stream.encode(weave.pull()))
        output.mux(stream.encode(None))

    def combing(image: np.ndarray) -> float:
        lines = image[20:70, :, 0].astype(int)
        return float(np.abs(lines[1:-1] * 2 - lines[:-2] - lines[2:]).mean())

    with av.open(str(path)) as stored:
        woven = [frame.to_ndarray(format="rgb24") for frame in stored.decode(video=0)]
    frames = list(open_media(path).frames(None))
    assert [frame.time_us for frame in frames] == [n * 40_000 for n in range(20)]
    assert combing(woven[10]) > 20
    assert combing(frames[10].image) < combing(woven[10]) / 3


def test_of_several_streams_the_largest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "two.mkv"
    with av.open(str(path), "w") as output:
        streams = [output.add_stream("libx264", rate=25) for _ in range(2)]
        for stream, (width, height) in zip(streams, [(96, 64), (192, 128)], strict=True):
            stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for _ in range(10):
            for stream in streams:
                output.mux(stream.encode(av.VideoFrame(stream.width, stream.height, "yuv420p")))
        for stream in streams:
            output.mux(stream.encode(None))
    media = open_media(path)
    assert (media.width, media.height) == (192, 128)
    assert len(list(media.shots())) == 10
    assert "2 video streams" in " ".join(media.notes)


def test_a_recording_whose_clock_starts_again_runs_on(tmp_path: Path) -> None:
    part = write(tmp_path / "part.ts").read_bytes()
    path = tmp_path / "joined.ts"
    path.write_bytes(part + part)
    media = open_media(path)
    frames = list(media.frames(None))
    assert [number_shown(frame.image) for frame in frames] == [*range(75), *range(75)]
    assert [frame.time_us for frame in frames] == pytest.approx([n * 40_000 for n in range(150)], abs=80_000)
    assert "starts again" in " ".join(media.notes)
    tail = list(media.frames(5, 4_000_000))
    assert tail[0].time_us >= 4_000_000
    assert number_shown(tail[0].image) == number_shown(
        next(f for f in frames if f.time_us == tail[0].time_us).image
    )


def test_a_change_of_picture_size_is_followed_and_said(tmp_path: Path) -> None:
    path = tmp_path / "grows.264"
    small, large = write(tmp_path / "a.264", 20), write(tmp_path / "b.264", 20, size=(360, 160))
    path.write_bytes(small.read_bytes() + large.read_bytes())
    media = open_media(path)
    sizes = [frame.image.shape[1::-1] for frame in media.frames(None)]
    assert sizes == [(WIDTH, HEIGHT)] * 20 + [(360, 160)] * 20
    assert "360×160" in " ".join(media.notes)


def test_a_raw_stream_says_that_its_times_are_assumed(tmp_path: Path) -> None:
    media = open_media(write(tmp_path / "raw.264"))
    assert media.declared_s is None
    assert "no timestamps" in media.notes[0]


def test_the_recorders_time_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "dated.mp4", 5, metadata={"creation_time": "2024-03-31T01:30:00.000000Z"})
    assert open_media(path).start_time == datetime(2024, 3, 31, 1, 30, tzinfo=UTC)
    assert open_media(write(tmp_path / "undated.mp4", 5)).start_time is None


@pytest.mark.parametrize(
    ("name", "tags", "start"),
    [
        ("a.mkv", {"creation_time": "2024-01-31T14:03:22Z"}, "2024-01-31T14:03:22+00:00"),
        ("a.avi", {"date": "2024-01-31T14:03:22"}, "2024-01-31T14:03:22"),  # a wall clock
        ("a.avi", {"date": "2024-01-31"}, None),  # a day is no start
        ("a.mkv", {"date_recorded": "1970-01-01 00:00:00"}, None),
        (
            "a.mov",
            {
                "creation_time": "2024-01-31T13:03:22Z",
                "com.apple.quicktime.creationdate": "2024-01-31T14:03:22+0100",
            },
            "2024-01-31T14:03:22+01:00",
        ),
    ],
)
def test_start_of_the_recording_from_the_container(
    tmp_path: Path, name: str, tags: dict[str, str], start: str | None
) -> None:
    options = {"movflags": "use_metadata_tags"} if name.endswith("mov") else None
    found = open_media(write(tmp_path / name, 5, metadata=tags, container=options)).start_time
    assert (None if found is None else found.isoformat()) == start


@pytest.mark.parametrize(
    "name", ["-dash.mp4", "[R][0@0].mp4", "🎥 监控.mp4", "%03d.mp4", "a'b\"c.mp4", "x" * 200 + ".mp4", "no suffix"]
)
def test_any_file_name_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    write(tmp_path / "clip.mp4", 5).rename(tmp_path / name)
    assert len(times_of(tmp_path / name)) == 5
    monkeypatch.chdir(tmp_path)
    assert len(times_of(Path(name))) == 5


@pytest.mark.skipif(sys.platform != "linux", reason="looks at the process's open files in /proc")
def test_no_file_stays_open(tmp_path: Path) -> None:
    path = write(tmp_path / "clip.mp4")

    def open_now() -> int:
        gc.collect()
        return sum(fd.resolve() == path.resolve() for fd in Path("/proc/self/fd").iterdir() if fd.exists())

    media = open_media(path)
    assert open_now() == 0
    frames = media.frames(None)
    next(frames)
    assert open_now() == 1
    frames.close()
    assert open_now() == 0
    list(media.frames(5))
    frame_at(path, 1_000_000)
    assert open_now() == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", b"a page of text\n" * 200),
        ("list.m3u8", b"#EXTM3U\n#EXTINF:10,\nother.ts\n#EXT-X-ENDLIST\n"),
        ("list.ffconcat", b"ffconcat version 1.0\nfile other.mp4\n"),
    ],
)
def test_texts_and_lists_are_no_footage(tmp_path: Path, name: str, content: bytes) -> None:
    write(tmp_path / "other.mp4", 5)
    write(tmp_path / "other.ts", 5)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(MediaError, match=name):
        open_media(tmp_path / name)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="does not exist"):
        open_media(tmp_path / "none.mp4")
