from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.errors import Cancelled, MachineError, MediaError
from cpcl_desktop.engine.progress import Progress, silent
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Frame
from cpcl_desktop.engine.report import clip as clips
from cpcl_desktop.engine.report.burn import burnt_lines, with_box, with_times
from cpcl_desktop.engine.report.clip import cut_clip, times_within
from tests.footage import damage, number_shown, write


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """75 frames at 25 a second, a key frame each second, B-frames between."""
    options = {"bf": "2", "preset": "veryfast", "x264-params": "keyint=25:min-keyint=25:scenecut=0"}
    return write(tmp_path_factory.mktemp("clips") / "a.mp4", options=options)


@pytest.fixture(params=["libx264", "libvpx-vp9"])
def encoder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """What encodes: as where Python packages are installed, and as in the built program."""
    names = clips._ENCODERS
    monkeypatch.setattr(clips, "_ENCODERS", names[names.index(request.param) :])
    clips._encoder.cache_clear()
    yield request.param
    clips._encoder.cache_clear()


def _numbers(clip: Path) -> list[int]:
    return [number_shown(frame.image) for frame in open_media(clip).frames(None)]


def _pictures(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray() for frame in container.decode(video=0)]


def test_from_a_key_frame_the_footage_itself_is_copied(footage: Path, tmp_path: Path) -> None:
    clip = cut_clip(open_media(footage), footage, (1_000_000, 1_960_000), tmp_path / "c", None, silent)
    assert clip.copied and clip.path.name == "c.mp4"
    assert _numbers(clip.path) == list(range(25, 50))
    for copied, original in zip(_pictures(clip.path), _pictures(footage)[25:50], strict=True):
        np.testing.assert_array_equal(copied, original)  # bit for bit


@pytest.mark.usefixtures("encoder")
@pytest.mark.parametrize(
    "span", [(1_040_000, 1_960_000), (1_000_000, 1_480_000), (0, 40_000), (2_900_000, 9_000_000)]
)
def test_elsewhere_exactly_the_frames_within_are_shown(
    footage: Path, tmp_path: Path, span: tuple[int, int]
) -> None:
    media = open_media(footage)
    wanted = times_within(media, span)
    clip = cut_clip(media, footage, span, tmp_path / "c", None, silent)
    shown = list(open_media(clip.path).frames(None))
    assert [frame.time_us for frame in shown] == [time_us - wanted[0] for time_us in wanted]
    assert [number_shown(frame.image) for frame in shown] == [time_us // 40_000 for time_us in wanted]
    assert (clip.span_us, clip.frames) == ((wanted[0], wanted[-1]), len(wanted))


@pytest.mark.usefixtures("encoder")
def test_variable_frame_rate_keeps_every_frame_at_its_time(tmp_path: Path) -> None:
    stamps = [0, 40, 50, 300, 310, 900, 1500, 1533, 1577, 2400]
    source = write(tmp_path / "v.mp4", 10, stamps=lambda number: stamps[number])
    clip = cut_clip(open_media(source), source, (45_000, 1_577_000), tmp_path / "c", None, silent)
    frames = list(open_media(clip.path).frames(None))
    assert [frame.time_us for frame in frames] == [(stamp - 50) * 1000 for stamp in stamps[2:9]]
    assert [number_shown(frame.image) for frame in frames] == list(range(2, 9))


def test_all_key_frames_are_copied_from_anywhere(tmp_path: Path) -> None:
    source = write(tmp_path / "m.avi", codec="mjpeg", pix_fmt="yuvj420p", options={})
    clip = cut_clip(open_media(source), source, (1_040_000, 1_480_000), tmp_path / "c", None, silent)
    assert clip.copied and clip.path.suffix == ".mkv"
    assert _numbers(clip.path) == list(range(26, 38))


@pytest.mark.usefixtures("encoder")
def test_a_clip_made_anew_says_what_its_colours_are_coded_in(tmp_path: Path) -> None:
    """Players take an untagged clip of this size for something else than one of half the size."""
    source = write(
        tmp_path / "hd.mp4", 3, size=(1280, 720), codec="mjpeg", pix_fmt="yuvj420p", options={"qscale": "2"}
    )
    before = next(open_media(source).frames(None)).image
    clip = cut_clip(open_media(source), source, (0, 80_000), tmp_path / "c", lambda frame: frame.image, silent)
    with av.open(str(clip.path)) as container:
        frame = next(container.decode(video=0))
    assert (frame.colorspace, frame.color_primaries, frame.color_trc, frame.color_range) == (1, 1, 1, 1)
    after = next(open_media(clip.path).frames(None)).image
    for x in (100, -100):  # red and blue
        np.testing.assert_allclose(after[60, x].astype(int), before[60, x].astype(int), atol=5)


def test_damaged_footage_gives_what_can_be_decoded(footage: Path, tmp_path: Path) -> None:
    broken = damage(footage, tmp_path / "d.mp4", 0.5, 2000, b"\xff\x00")
    media = open_media(broken)
    wanted = times_within(media, (0, 3_000_000))
    clip = cut_clip(media, broken, (0, 3_000_000), tmp_path / "c", None, silent)
    assert not clip.copied and clip.frames == len(wanted) < 75
    assert len(_numbers(clip.path)) == len(wanted)


@pytest.mark.usefixtures("encoder")
def test_frames_of_a_folder_become_a_clip(tmp_path: Path) -> None:
    import cv2

    from tests.footage import picture

    for number in range(6):
        cv2.imwrite(str(tmp_path / f"f{number}.png"), picture(number, 217, 95))  # odd sides
    media = open_media(tmp_path, folder_fps=2.0)
    clip = cut_clip(media, tmp_path, (500_000, 1_500_000), tmp_path / "c", None, silent)
    shown = open_media(clip.path)
    assert (shown.width, shown.height) == (218, 96) and _numbers(clip.path) == [1, 2, 3]


@pytest.mark.usefixtures("encoder")
def test_drawing_is_burnt_in_and_nothing_is_covered(footage: Path, tmp_path: Path) -> None:
    def draw(frame: Frame) -> np.ndarray:
        return with_times(frame.image, burnt_lines(7, RecorderClock(), frame.time_us))

    clip = cut_clip(open_media(footage), footage, (1_000_000, 1_960_000), tmp_path / "c", draw, silent)
    assert not clip.copied
    first = next(open_media(clip.path).frames(None))
    assert first.image.shape[0] > 96 and number_shown(first.image[:96]) == 25
    assert first.image[98:].max() > 200  # the writing


def test_box_is_drawn_around_the_person_not_over_them() -> None:
    image = np.full((100, 100, 3), 77, np.uint8)
    drawn = with_box(image, (30.5, 20.2, 60.0, 80.0))
    assert (drawn[20:80, 30:60] == 77).all() and (drawn != 77).any()
    at_the_edge = with_box(image, (0.0, 0.0, 100.0, 100.0))
    assert (at_the_edge == 77).all()


def test_nothing_is_left_of_a_clip_that_fails(footage: Path, tmp_path: Path) -> None:
    def stop(_: Progress) -> None:
        raise Cancelled

    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Cancelled):
        cut_clip(open_media(footage), footage, (40_000, 1_000_000), folder / "c", None, stop)
    with pytest.raises(MediaError, match="Not one frame"):
        cut_clip(open_media(footage), footage, (50_000_000, 60_000_000), folder / "c", None, silent)
    with pytest.raises(MachineError, match="could not be written"):
        cut_clip(open_media(footage), footage, (40_000, 1_000_000), folder / "none" / "c", None, silent)
    assert list(folder.iterdir()) == []
