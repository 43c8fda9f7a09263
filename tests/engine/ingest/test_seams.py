"""Long films are read in stretches that owe nothing to each other; passages go on over their seams."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import av
import numpy as np
import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import EmbeddedCrop, EmbeddedTrack, PassageRow
from cpcl_desktop.engine.coverage.coverage import coverage_of
from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.ingest import reading as module
from cpcl_desktop.engine.ingest.conditions import ConditionLog, over_seams
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import NO_SEAMS, STRETCH_S, IngestOptions
from cpcl_desktop.engine.ingest.particulars import settings_of
from cpcl_desktop.engine.ingest.seams import SeamJoining, seams_of
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.detect import open_detector
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Detections, Frame, Stretch
from cpcl_desktop.engine.routes import Route
from cpcl_desktop.engine.sources.walk import find_sources
from tests import street as scene

OPTIONS = IngestOptions(stretch_s=2.0)
WHOLE = IngestOptions(stretch_s=NO_SEAMS)


def _media(declared_s: float | None, begins_us: int = 0, kind: str = "video") -> SimpleNamespace:
    return SimpleNamespace(declared_s=declared_s, begins_us=begins_us, kind=kind)


@pytest.mark.parametrize(
    ("media", "stretch_s", "seams"),
    [
        (_media(14.9), 10.0, []),
        (_media(15.0), 10.0, [10]),
        (_media(34.9), 10.0, [10, 20]),
        (_media(35.0), 10.0, [10, 20, 30]),
        (_media(35.0, 2_000_000), 10.0, [12, 22]),
        (_media(None), 10.0, []),
        (_media(99.0, kind="crops"), 10.0, []),
        (_media(99.0), NO_SEAMS, []),
    ],
)
def test_seams_lie_evenly_and_no_stretch_is_short(
    media: SimpleNamespace, stretch_s: float, seams: Sequence[int]
) -> None:
    assert [time_us / 1e6 for time_us in seams_of(media, stretch_s)] == seams


def test_a_source_of_before_has_no_seams_and_one_that_was_begun_keeps_its_own() -> None:
    assert settings_of(IngestOptions(), "colour")["stretch_s"] == STRETCH_S
    assert IngestOptions().as_begun({}).between_seams_s == NO_SEAMS
    assert IngestOptions().as_begun({"stretch_s": 7.0}).between_seams_s == 7.0
    assert OPTIONS.as_begun({"stretch_s": 7.0}).between_seams_s == 2.0


def _read(case: Case, clip: Path, stages: Stages, options: IngestOptions = OPTIONS) -> list[PassageRow]:
    source = ingest(case, find_sources([clip])[0], stages, options, silent)
    assert source.state == "done"
    return case.passages.all([source.id])


def _spans(passages: Sequence[PassageRow]) -> list[tuple[int, int, int]]:
    return [(one.start_us, one.end_us, one.observations) for one in passages]


def test_everybody_is_one_passage_over_a_seam_and_a_join_can_be_taken_back(
    case: Case, street: Path, stages: Stages, tmp_path: Path
) -> None:
    passages = _read(case, street, stages)
    with Case.open(tmp_path / "whole.cpcl", create=True) as whole:
        assert _spans(_read(whole, street, stages, WHOLE)) == _spans(passages)
    joins = [[(join.start_us, join.end_us) for join in one.joins] for one in passages]
    assert joins == [[(1_800_000, 2_000_000)], [(3_800_000, 4_000_000)], [(5_800_000, 6_000_000)]]
    first = passages[0]
    change = case.passages.split(first.track)
    parts = [case.passages.get(track) for track in (first.track, change.after)]
    assert [(part.start_us, part.end_us) for part in parts] == [
        (first.start_us, 1_800_000),
        (2_000_000, first.end_us),
    ]
    assert all(case.gallery.track_crops(part.track) for part in parts)
    case.passages.join(*(part.track for part in parts))
    assert _spans(case.passages.all([1])) == _spans(passages)
    assert list(verify_case(case, silent).faults) == []


@pytest.fixture(scope="module")
def stroll(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody crosses the picture in eight seconds."""
    path = tmp_path_factory.mktemp("stroll") / "stroll.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=Fraction(scene.FPS), options={"g": "10", "crf": "12"})
        stream.width, stream.height, stream.pix_fmt = scene.WIDTH, scene.HEIGHT, "yuv444p"
        for index in range(80):
            image = np.full((scene.HEIGHT, scene.WIDTH, 3), scene.GREY, np.uint8)
            image[80:116, 20 + 3 * index : 44 + 3 * index] = scene.RED
            image[116:152, 20 + 3 * index : 44 + 3 * index] = scene.BLUE
            container.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")))
        container.mux(stream.encode(None))
    return path


def test_somebody_in_sight_over_four_stretches_is_one_passage(case: Case, stroll: Path, stages: Stages) -> None:
    (passage,) = _read(case, stroll, stages)
    assert (passage.start_us, passage.end_us, passage.observations) == (0, 7_800_000, 40)
    assert [join.observations for join in passage.joins] == [10, 20, 30]
    assert passage.route is not None and passage.route.direction == "left to right"
    assert passage.route.duration_s == pytest.approx(7.8, abs=1e-3)
    times = [crop.time_us for crop in case.gallery.track_crops(passage.track)]
    assert times == sorted(times) and {time_us // 2_000_000 for time_us in times} == {0, 1, 2, 3}


def _content(path: Path) -> list[list[tuple]]:
    """All that must not depend on interruptions."""
    tables = (
        "SELECT number, start_us, end_us, observations, route FROM track ORDER BY number",
        "SELECT t.number, c.time_us, c.x1, c.y1, c.x2, c.y2, c.quality, c.jpeg, v.data FROM crop c "
        "JOIN track t ON t.id = c.track JOIN vector v ON v.crop = c.id ORDER BY c.id",
        "SELECT t.number, j.start_us, j.end_us, j.distance, j.likeness, j.observations FROM joins j "
        "JOIN track t ON t.id = j.track ORDER BY j.id",
        "SELECT * FROM stretch ORDER BY condition, start_us",
        "SELECT state, message, decoded_s, frames_decoded, frames_sampled, frames_measured, reached_us FROM source",
        "SELECT vectors, vector_sum FROM model",
    )
    with closing(sqlite3.connect(path)) as connection:
        return [connection.execute(sql).fetchall() for sql in tables]


@pytest.fixture(scope="module")
def undisturbed(street: Path, probe: Bundle, tmp_path_factory: pytest.TempPathFactory) -> list[list[tuple]]:
    path = tmp_path_factory.mktemp("whole") / "whole.cpcl"
    with Case.open(path, create=True) as case:
        _read(case, street, Stages(scene.ColourDetector(), Embedder(probe, "cpu", 1)))
    return _content(path)


@pytest.mark.exhaustive
@pytest.mark.parametrize("reports", [3, 5, 6, 9])
def test_a_reading_that_is_stopped_near_a_seam_goes_on_to_the_same_case(
    case: Case, street: Path, stages: Stages, undisturbed: list[list[tuple]], monkeypatch: pytest.MonkeyPatch,
    small_batches: None, reports: int,
) -> None:  # fmt: skip
    monkeypatch.setattr(module, "REPORT_EVERY_S", 0.0)
    monkeypatch.setattr(module, "COMMIT_EVERY_S", 0.0)
    (found,) = find_sources([street])
    with pytest.raises(Cancelled):
        ingest(case, found, stages, OPTIONS, scene.stop_after(reports))
    assert case.sources.get(1).state == "partial"
    ingest(case, found, stages, IngestOptions(), silent)  # as it was begun
    assert _content(case.path) == undisturbed


def test_whoever_waits_at_a_seam_is_told_as_not_read_yet_also_after_a_stop(
    case: Case, street: Path, stages: Stages, monkeypatch: pytest.MonkeyPatch, small_batches: None
) -> None:
    monkeypatch.setattr(module, "REPORT_EVERY_S", 0.0)
    monkeypatch.setattr(module, "COMMIT_EVERY_S", 0.0)
    (found,) = find_sources([street])
    with pytest.raises(Cancelled):
        ingest(case, found, stages, OPTIONS, scene.stop_after(9))
    assert _journalled_us(case.path) > 4_000_000 and case.passages.all([1]) == []
    (stopped,) = coverage_of(case).sources
    assert stopped.unread == ((600_000, stopped.end_us),)  # since when the first walks there

    reached = list[int]()
    ingest(case, found, stages, OPTIONS, lambda _: reached.append(case.sources.get(1).reached_us or 0))
    assert reached[0] == 600_000 and reached == sorted(reached)  # never less while it is gone through again
    assert coverage_of(case).sources[0].unread == () and len(case.passages.all([1])) == 3


_SLOWLY = """
import sys, time
from cpcl_desktop.cli import main
from cpcl_desktop.engine.ingest import options, reading
from cpcl_desktop.engine.people.motion import MotionDetector
options.STRETCH_S, reading.COMMIT_EVERY_S, reading.DETECT_BATCH = 2.0, 0.0, (4, 4)
detect = MotionDetector.detect
def slow(self, frames):
    time.sleep(float(sys.argv[1]))
    return detect(self, frames)
MotionDetector.detect = slow
sys.exit(main.main(sys.argv[2:]))
"""


@pytest.mark.exhaustive
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills as POSIX does")
def test_a_reading_that_is_killed_behind_a_seam_goes_on_to_the_same_case(
    street: Path, probe: Bundle, tmp_path: Path
) -> None:
    environment = {**os.environ, "CPCL_HOME": str(tmp_path / "home")}

    def command(case: Path, delay_s: float) -> list[str]:
        given = ["ingest", str(case), str(street), "--model", str(probe.path), "--detector", "motion"]
        return [sys.executable, "-c", _SLOWLY, str(delay_s), *given]

    cut, whole = tmp_path / "cut.cpcl", tmp_path / "whole.cpcl"
    running = subprocess.Popen(command(cut, 0.3), env=environment, stdout=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while _journalled_us(cut) < 2_400_000:
        assert time.monotonic() < end
        time.sleep(0.02)
    running.kill()
    running.wait()
    assert 2_400_000 <= _journalled_us(cut) < 7_800_000
    for path in (cut, whole):
        subprocess.run(command(path, 0.0), env=environment, check=True, stdout=subprocess.DEVNULL)
    assert _content(cut) == _content(whole)
    with Case.read(cut) as case:
        assert list(verify_case(case, silent).faults) == []


def _journalled_us(path: Path) -> int:
    """Up to which frame people were looked for."""
    if not path.exists():
        return 0
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        try:
            return connection.execute("SELECT ifnull(max(time_us), 0) FROM detection").fetchone()[0]
        except sqlite3.OperationalError:  # it has no tables yet
            return 0


# --- what waits at a seam


def _track(begin_s: float, end_s: float, x: float, look: Sequence[float]) -> EmbeddedTrack:
    points = np.array([[0, x, 100, 80], [end_s - begin_s, x, 100, 80]], np.float32)
    begin_us, end_us = round(begin_s * 1e6), round(end_s * 1e6)
    crop = EmbeddedCrop(begin_us, (x - 15, 60, x + 15, 140), 0.9, 0.5, None, b"", np.array(look, np.float32))
    return EmbeddedTrack(0, begin_us, end_us, 9, [crop], Route(points))


def test_who_is_far_from_seams_does_not_wait_and_all_come_out_at_the_end() -> None:
    joining = SeamJoining((30_000_000, 60_000_000), (640, 480), 2)
    assert not joining.holds(0, 15_000_000) and joining.holds(0, 25_000_000)
    joining.hold(_track(20, 29.8, 300, [1, 0]))
    joining.hold(_track(20, 25.0, 100, [0, 1]))
    assert joining.pass_seam() == []
    assert joining.holds(35_000_000, 36_000_000) and not joining.holds(45_000_000, 46_000_000)
    joining.hold(_track(30, 45, 300, [1, 0]))
    joining.hold(_track(32, 59, 500, [1, 0]))
    out = joining.pass_seam()
    assert [(one.start_us, one.end_us, len(one.joins)) for one in out] == [
        (20_000_000, 25_000_000, 0),
        (20_000_000, 45_000_000, 1),
    ]
    assert [(one.start_us, one.end_us) for one in joining.finish()] == [(32_000_000, 59_000_000)]


def test_a_film_that_ends_before_its_last_seam_loses_nobody() -> None:
    joining = SeamJoining((30_000_000, 60_000_000), (640, 480), 2)
    joining.pass_seam()
    joining.hold(_track(40, 55, 300, [1, 0]))
    assert len(joining.finish()) == 1


@pytest.mark.parametrize(
    "film",
    [
        pytest.param("ddcdd|ddcccccccgg|ggggdcccccccd|d", id="evenly"),
        pytest.param("d_d_d____d_|d_cd__g________g|_dcdd_____d_|_ddc____g_g__|g", id="with pauses"),
    ],
)
def test_conditions_are_the_same_whoever_reads_the_stretches_and_whenever_they_are_stored(film: str) -> None:
    """A letter is a frame of 0.2 s, `_` a second without one, `|` a seam."""
    whole, parts, time_us = ConditionLog(), [ConditionLog()], 0
    colours = {"c": np.random.default_rng(1).integers(0, 255, (90, 160, 3)).astype(np.uint8)}
    colours |= {"d": np.zeros((90, 160, 3), np.uint8), "g": np.full((90, 160, 3), 128, np.uint8)}
    told = dict[tuple[str, int], Stretch]()
    for number, letter in enumerate(film):
        if letter == "|":
            whole.pass_seam(time_us)
            parts[-1].finish(time_us)
            parts.append(ConditionLog())
        elif letter == "_":
            time_us += 1_000_000
        else:
            for log in (whole, parts[-1]):
                log.add(Frame(number, time_us, colours[letter]), Detections.none())
            time_us += 200_000
        for one in whole.take_changed():  # as if stored after each frame, where nothing gets shorter
            before = told.get((one.condition, one.start_us), one)
            assert (one.end_us, one.frames) >= (before.end_us, before.frames)
            told[one.condition, one.start_us] = one
    for log in (whole, parts[-1]):
        log.finish()
    told |= {(one.condition, one.start_us): one for one in whole.take_changed()}
    read = [part.take_changed() for part in parts]
    assert sorted(over_seams(read), key=str) == sorted(told.values(), key=str)
    assert len(told) < sum(map(len, read))


# --- real footage


@pytest.mark.exhaustive
def test_real_people_are_one_passage_each_with_a_seam_every_five_seconds(
    shared_data: Path, probe: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    people = open_detector(installed.add_model(shared_data / "models" / "yolox_nano.onnx"), "cpu")
    stages = Stages(people, Embedder(probe, "cpu", 1))
    clip = shared_data / "videos" / "people-walking.mp4"
    with Case.open(tmp_path / "seams.cpcl", create=True) as case:
        passages = _read(case, clip, stages, IngestOptions(stretch_s=5.0))
    over = [any(j.start_us // 5_000_000 != j.end_us // 5_000_000 for j in one.joins) for one in passages]
    assert abs(len(passages) - 7) <= 1 and sum(over) >= 5  # seven people walk through
