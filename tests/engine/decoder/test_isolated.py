"""Decoding in a process of its own: the same as in this one, and no fault of a file reaches the program."""

# Holds SECURITY.md: a decoder that crashes, hangs or takes too much memory costs its footage only

import gc
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.decoder.entry import decoder_command
from cpcl_desktop.engine.decoder.errands import read_still
from cpcl_desktop.engine.decoder.frame_cursor import FrameCursor
from cpcl_desktop.engine.decoder.isolated import IsolatedMedia
from cpcl_desktop.engine.decoder.limits import OUT_OF_MEMORY, Limits, peak_bytes, watch_memory
from cpcl_desktop.engine.decoder.opening import frames_around, open_media
from cpcl_desktop.engine.decoder.shared_memory import RingShape
from cpcl_desktop.engine.errors import MachineError, MediaError, UsageError
from cpcl_desktop.engine.ingest.ingest import ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.media.reading import open_here
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Gap
from cpcl_desktop.engine.sources.walk import find_sources
from tests.footage import damage, number_shown, write

FAULTY = Path(__file__).parents[2] / "faults" / "faulty_decoder.py"
SOON_S = 5.0  # a silence that a decoder which works never keeps
COUNT = 250  # frames of the clip, at 25 a second, a key frame every second
Fault = Callable[[str], None]
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="faults are made with signals")


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("clip") / "clip.mp4", COUNT)


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> Fault:
    """Have decoders fail at a place, for which see `faulty_decoder`."""

    def put(where: str) -> None:
        monkeypatch.setenv("CPCL_FAULT", where)
        monkeypatch.setattr(
            "cpcl_desktop.engine.decoder.handle.decoder_command", lambda: [sys.executable, "-P", str(FAULTY)]
        )

    return put


def images(folder: Path, count: int = 6) -> Path:
    folder.mkdir()
    for number in range(count):
        picture = np.full((40 + number, 30, 3), 20 * number, np.uint8)
        cv2.imwrite(str(folder / f"image{number:02}.png"), picture)
    return folder


def told(media) -> dict:
    names = "kind declared_s width height codec notes frames_decoded frames_sampled decoded_s gaps"
    names += " start_time start_origin"
    return {name: getattr(media, name) for name in names.split()}


# --- the same as in this process


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: write(folder / "plain.mp4"),
        lambda folder: write(folder / "raw.264"),
        lambda folder: write(folder / "turned.mp4", 20, set_up=lambda s: s.set_display_rotation(90)),
        lambda folder: damage(write(folder / "a.ts", 120), folder / "damaged.ts", 0.5, 4096, b"\0"),
        lambda folder: images(folder / "images"),
    ],
    ids=["plain", "raw", "turned", "damaged", "folder"],
)
def test_everything_is_as_in_this_process(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    path = make(tmp_path)
    inside, isolated = open_here(path), IsolatedMedia(path)
    for sample_fps, start_us in [(None, 0), (5.0, 0), (5.0, 900_000), (None, 99_000_000)]:
        expected = list(inside.frames(sample_fps, start_us))
        frames = list(isolated.frames(sample_fps, start_us))
        assert [(f.index, f.time_us, f.name) for f in frames] == [(f.index, f.time_us, f.name) for f in expected]
        assert all(np.array_equal(a.image, b.image) for a, b in zip(frames, expected, strict=True))
        assert told(isolated) == told(inside)


def test_shots_are_developed_when_asked_for_in_any_order(clip: Path) -> None:
    media = IsolatedMedia(clip)
    shots = list(media.shots(8_000_000))
    assert [number_shown(shot.develop()) for shot in shots[::-7]] == list(range(COUNT - 1, 199, -7))
    assert [number_shown(f.image) for f in frames_around(media, 4_000_000, 2, 2)] == [98, 99, 100, 101, 102]


def test_a_cursor_moves_both_ways(clip: Path) -> None:
    cursor = FrameCursor(IsolatedMedia(clip))
    assert number_shown(cursor.at(5_000_000).frame.image) == 125
    assert number_shown(cursor.step(-30).frame.image) == 95
    assert number_shown(cursor.step(31).frame.image) == 126
    cursor.close()


def test_pictures_that_are_kept_stay_as_they_are(clip: Path) -> None:
    """There are more of them than the shared memory has places for."""
    frames = list(IsolatedMedia(clip).frames(None))
    assert len(frames) > RingShape.for_picture(216, 96).slots
    assert [number_shown(frame.image) for frame in frames] == list(range(COUNT))


def test_pictures_larger_than_the_first_come_whole(tmp_path: Path) -> None:
    folder = images(tmp_path / "images")
    large = np.random.default_rng(1).integers(0, 256, (700, 900, 3), np.uint8)
    cv2.imwrite(str(folder / "image99.png"), large[..., ::-1])
    assert np.array_equal(list(open_media(folder).frames(None))[-1].image, large)


def test_two_readings_of_one_source_do_not_disturb_each_other(clip: Path) -> None:
    media = IsolatedMedia(clip)
    one, two = media.frames(None), media.frames(None, 2_000_000)
    assert [number_shown(next(reading).image) for reading in (one, two, one, two)] == [0, 50, 1, 51]
    one.close()
    assert number_shown(next(two).image) == 52


def test_errors_are_those_of_the_reader(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("not a video\n" * 100)
    with pytest.raises(MediaError, match=r"text\.mp4 is not a video"):
        open_media(tmp_path / "text.mp4")
    with pytest.raises(UsageError, match="no rate"):
        open_media(images(tmp_path / "images"), folder_fps=-1)
    with pytest.raises(MediaError, match=r"text\.mp4 is not an image"):
        read_still(tmp_path / "text.mp4")


def test_a_still_is_read(tmp_path: Path) -> None:
    path = images(tmp_path / "images") / "image03.png"
    assert np.array_equal(read_still(path), np.full((43, 30, 3), 60, np.uint8))


def test_modules_beside_the_footage_are_not_run(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("av", "cv2", "cpcl_desktop", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    assert open_media(clip).width == 216


@pytest.mark.parametrize("program", ["cpcl_desktop", "cpcl_desktop.cli"])
def test_a_program_in_one_file_decodes_in_a_copy_of_itself(
    clip: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert decoder_command() == [sys.executable, "--decode"]
    monkeypatch.setattr(
        "cpcl_desktop.engine.decoder.handle.decoder_command", lambda: [sys.executable, "-m", program, "--decode"]
    )
    assert len(list(open_media(clip).shots())) == COUNT


@pytest.mark.parametrize(
    ("module", "content", "why"),
    [
        ("av", "import gone_with_an_update", "ModuleNotFoundError: No module named 'gone_with_an_update'"),
        ("cv2", "import ctypes; ctypes.CDLL('libgone.so.1')", "OSError: .*libgone.so.1"),
        ("numpy", "import os; os._exit(3)", "its decoder crashed[)]"),
    ],
)
def test_a_decoder_that_cannot_start_says_why(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, content: str, why: str
) -> None:
    (tmp_path / f"{module}.py").write_text(content)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(MachineError, match=f"cannot be started. What was read before is kept; .*{why}"):
        open_media(clip)


# --- faults


@posix_only
@pytest.mark.parametrize(
    ("kind", "reason"),
    [("crash", "crashed"), ("hang", "hung"), ("memory", "more than 0.5 GB"), ("nonsense", "crashed")],
)
def test_a_fault_costs_the_stretch_it_is_in(clip: Path, fault: Fault, kind: str, reason: str) -> None:
    fault(f"{kind}:4.1-4.3")
    media = IsolatedMedia(clip, limits=Limits(1 << 29, SOON_S if kind == "hang" else 600.0))
    frames = list(media.frames(None))
    numbers = [number_shown(frame.image) for frame in frames]
    assert [frame.time_us for frame in frames] == [number * 40_000 for number in numbers]
    assert [frame.index for frame in frames] == list(range(len(frames)))
    (gap,) = media.gaps
    assert reason in gap.reason
    # Frames in flight inside the decoder are lost with it; behind, a key frame after the fault is found.
    assert 3_800_000 <= gap.start_us <= 4_120_000 and 5_000_000 <= gap.end_us <= 6_200_000
    lost = range(gap.start_us // 40_000, gap.end_us // 40_000)
    assert numbers == [number for number in range(COUNT) if number not in lost]
    assert media.frames_decoded == len(frames)
    assert media.decoded_s == pytest.approx((COUNT - len(lost)) / 25, abs=0.05)
    assert "started again" in " ".join(media.notes)


@posix_only
def test_sampling_behind_a_fault_takes_what_it_would_have(clip: Path, fault: Fault) -> None:
    undisturbed = {frame.time_us for frame in IsolatedMedia(clip).frames(5)}
    fault("crash:4.1-4.3")
    media = IsolatedMedia(clip)
    times = {frame.time_us for frame in media.frames(5)}
    assert times == {t for t in undisturbed if not media.gaps[0].start_us <= t < media.gaps[0].end_us}
    assert media.frames_sampled == len(times)


@posix_only
def test_faults_up_to_the_end_leave_a_gap_to_the_end(clip: Path, fault: Fault) -> None:
    fault("crash:7.1-99")
    media = IsolatedMedia(clip)
    frames = list(media.frames(None))
    assert media.gaps == [Gap(frames[-1].time_us + 40_000, COUNT * 40_000, "its decoder crashed")]


@posix_only
def test_where_nothing_leads_behind_the_fault_the_rest_is_a_gap(tmp_path: Path, fault: Fault) -> None:
    """A raw stream has no timestamps to look for, and its end is not known."""
    path = write(tmp_path / "raw.264")
    fault("crash:packet#45")
    media = IsolatedMedia(path)
    frames = list(media.frames(None))
    assert [number_shown(frame.image) for frame in frames] == list(range(len(frames)))
    assert 30 <= len(frames) <= 45
    end_us = frames[-1].time_us + 40_000
    assert media.gaps == [Gap(end_us, end_us + 40_000, "its decoder crashed")]


@posix_only
def test_a_file_that_crashes_on_opening_is_refused_with_a_sentence(clip: Path, fault: Fault) -> None:
    fault("crash:0-1")
    with pytest.raises(MediaError, match=r"clip\.mp4 cannot be opened: its decoder crashed"):
        open_media(clip)


@posix_only
@pytest.mark.parametrize(("kind", "bad"), [("crash", "image00"), ("crash", "image03"), ("hang", "image03")])
def test_an_image_that_fails_costs_that_image(tmp_path: Path, fault: Fault, kind: str, bad: str) -> None:
    fault(f"{kind}:{bad}")
    media = IsolatedMedia(images(tmp_path / "images"), limits=Limits(silence_s=SOON_S))
    names = [frame.name for frame in media.frames(None)]
    number = int(bad[-2:])
    assert names == [f"image{n:02}.png" for n in range(6) if n != number]
    (gap,) = media.gaps
    assert (gap.start_us, gap.end_us) == (number * 1_000_000, (number + 1) * 1_000_000)
    assert gap.reason.startswith(f"{bad}.png: its decoder")
    with pytest.raises(MediaError, match=rf"{bad}\.png cannot be read: its decoder"):
        read_still(tmp_path / "images" / f"{bad}.png", Limits(silence_s=SOON_S))


@posix_only
def test_an_image_of_too_much_memory_is_refused(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "vast.png"), np.zeros((14_000, 14_000), np.uint8))
    with pytest.raises(MediaError, match=r"vast\.png cannot be read: its decoder needed more than 0\.5 GB"):
        read_still(tmp_path / "vast.png", Limits(memory_bytes=1 << 29))


@posix_only
def test_a_fault_costs_one_source_and_the_others_go_on(
    case: Case, clip: Path, street: Path, stages: Stages, fault: Fault, tmp_path: Path
) -> None:
    folder = images(tmp_path / "folder")
    fault("crash:0-0.2")
    sources = ingest_all(case, find_sources([clip, folder, street]), stages, IngestOptions(), silent)
    assert [source.state for source in sources] == ["failed", "done", "failed"]
    assert "decoder crashed" in sources[0].message


@posix_only
def test_a_shot_whose_decoder_is_gone_is_read_again(clip: Path, fault: Fault) -> None:
    fault("crash:4.1-4.3")
    media = IsolatedMedia(clip)
    shots = [shot for shot in media.shots(2_000_000) if shot.time_us < 3_000_000]
    assert [number_shown(shot.develop()) for shot in shots[::12]] == [50, 62, 74]


# --- processes and memory


@posix_only
def test_a_reading_that_hangs_can_be_stopped_at_once(clip: Path, fault: Fault) -> None:
    fault("hang:4-99")
    media = IsolatedMedia(clip, limits=Limits(silence_s=10_000))
    seen: list = []
    reader = threading.Thread(target=lambda: seen.extend(media.frames(None)))
    reader.start()
    media.stop()
    reader.join(timeout=60)
    assert not reader.is_alive()


def decoder_files() -> int:
    gc.collect()
    return sum("cpcl-decoder" in fd.resolve().name for fd in Path("/proc/self/fd").iterdir())


@linux_only
def test_nothing_stays_behind(clip: Path) -> None:
    before = decoder_files()
    media = IsolatedMedia(clip)
    frames = media.frames(None)
    kept = next(frames).image
    (process,) = [decoder._process for decoder in media._decoders]
    frames.close()
    assert process.poll() is None  # it waits for the next reading
    del frames, media
    gc.collect()
    assert process.returncode == -signal.SIGKILL
    assert number_shown(kept) == 0
    del kept
    assert decoder_files() == before


@linux_only
def test_the_decoder_dies_with_the_program(clip: Path) -> None:
    script = (
        "import sys, time\nfrom pathlib import Path\n"
        "from cpcl_desktop.engine.decoder.isolated import IsolatedMedia\n"
        "media = IsolatedMedia(Path(sys.argv[1])); frames = media.frames(None); next(frames)\n"
        "print(next(iter(media._decoders))._process.pid, flush=True); time.sleep(600)"
    )
    program = subprocess.Popen([sys.executable, "-c", script, str(clip)], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    decoder = os.pidfd_open(int(program.stdout.readline()))
    program.kill()
    program.wait()
    program.stdout.close()
    assert select.select([decoder], [], [], 60)[0]  # readable once the process has ended
    os.close(decoder)


@linux_only
def test_the_file_is_open_only_while_it_is_read(clip: Path) -> None:
    media = IsolatedMedia(clip)
    (process,) = [decoder._process for decoder in media._decoders]

    def is_open() -> bool:
        files = Path(f"/proc/{process.pid}/fd")
        return any(file.resolve() == clip.resolve() for file in files.iterdir())

    assert not is_open()
    frames = media.frames(None)
    next(frames)
    assert is_open()
    frames.close()
    assert not is_open()


def test_memory_is_watched_where_the_system_sets_no_limit() -> None:
    ended: list[int] = []
    used = iter([10, 20, 31])
    watch_memory(lambda: next(used), 30, ended.append)
    assert ended == [OUT_OF_MEMORY]
    assert peak_bytes() > 10 << 20
