from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters
from cpcl_desktop.engine.coverage.coverage import Coverage, SourceCoverage, coverage_of
from cpcl_desktop.engine.coverage.picture import DARK, HEAD, NAME, READ, ROW, WIDTH, coverage_picture
from cpcl_desktop.engine.coverage.sentences import coverage_sentences
from cpcl_desktop.engine.coverage.source_keys import described_coverage, described_source
from cpcl_desktop.engine.coverage.spans import seconds
from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.ingest import reading as module
from cpcl_desktop.engine.ingest.conditions import LEAST_PERSON_PX
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.people.motion import MotionDetector
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Gap, Query, Source, Stretch
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.sources.walk import find_sources
from tests import footage
from tests import street as scene

OPTIONS = IngestOptions(sample_fps=5.0)

pytestmark = pytest.mark.usefixtures("small_batches")
DIM, PALE = range(8, 28), range(40, 60)  # frames of the evening street that are dark, and without colour


def evening(path: Path, frames: int = scene.FRAMES) -> Path:
    """The street before a coloured wall, with an interval in the dark and one without colour."""
    wall = np.linspace(20, 90, scene.WIDTH).astype(np.uint8)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=Fraction(scene.FPS), options={"g": "10", "crf": "12"})
        stream.width, stream.height, stream.pix_fmt = scene.WIDTH, scene.HEIGHT, "yuv444p"
        for index in range(frames):
            image = scene.frame(index)
            image[200:, :, 2] = wall
            if index in DIM:
                image //= 14
            if index in PALE:
                image[:] = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[..., None]
            container.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")))
        container.mux(stream.encode(None))
    return path


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return evening(tmp_path_factory.mktemp("clips") / "evening.mp4")


def _of(source: Source, **more: object) -> SourceCoverage:
    return SourceCoverage(source, 5.0, "yolox", **more)


def _source(state: str = "done", **more: object) -> Source:
    counted = {"declared_s": 10.0, "decoded_s": 10.0, "frames_decoded": 100, "frames_sampled": 50}
    measured = {"frames_measured": 50, "reached_us": 9_800_000}
    return Source(1, Path("/a/b.mp4"), "video", "", 1, "door", state, **counted | measured | more)


def test_what_was_read_and_under_which_conditions(case: Case, clip: Path, stages: Stages) -> None:
    ingest(case, find_sources([clip])[0], stages, OPTIONS, silent)
    (one,) = coverage_of(case).sources
    assert (one.source.frames_decoded, one.source.frames_sampled, one.source.frames_measured) == (80, 40, 40)
    assert one.spans("dark") == ((800_000, 2_800_000),) and one.frames("dark") == 10
    assert one.spans("grey") == ((4_000_000, 6_000_000),) and one.frames("grey") == 10
    assert (one.sample_fps, one.detector) == (5.0, "colour")
    assert one.is_measured and not one.is_whole and one.unread == ()


def _figures(case: Case) -> dict:
    covered = coverage_of(case)
    one = described_coverage(covered)
    figures = {name: one[name] for name in ("read_s", "dark_s", "grey_s", "small_s")}
    return figures | described_source(covered.sources[0]) | {"wall_s": None}  # which no two readings share


@pytest.mark.parametrize(
    "stops", [(5, 2), *(pytest.param(stops, marks=pytest.mark.exhaustive) for stops in ((0,), (3,), (8, 9)))]
)
def test_stopped_and_resumed_gives_the_undisturbed_figures(
    tmp_path: Path, clip: Path, stages: Stages, monkeypatch: pytest.MonkeyPatch, stops: tuple[int, ...]
) -> None:
    monkeypatch.setattr(module, "REPORT_EVERY_S", 0.0)
    monkeypatch.setattr(module, "COMMIT_EVERY_S", 0.0)
    (found,) = find_sources([clip])
    with Case.open(tmp_path / "whole.cpcl", create=True) as whole:
        ingest(whole, found, stages, OPTIONS, silent)
        expected = _figures(whole)
    with Case.open(tmp_path / "cut.cpcl", create=True) as cut:
        for stop in stops:
            with pytest.raises(Cancelled):
                ingest(cut, found, stages, OPTIONS, scene.stop_after(stop))
        (one,) = coverage_of(cut).sources
        reached = one.source.reached_us or 0
        assert one.unread == ((reached, one.end_us),) and one.end_us == 8_000_000
        assert all(end <= reached for _, end in one.spans("dark"))
        ingest(cut, found, stages, OPTIONS, silent)
        assert _figures(cut) == expected


@pytest.mark.parametrize("stop", [2, 6])
def test_a_detector_that_learns_goes_on_where_it_was(
    tmp_path: Path, street: Path, stages: Stages, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    monkeypatch.setattr(module, "REPORT_EVERY_S", 0.0)
    monkeypatch.setattr(module, "COMMIT_EVERY_S", 0.0)
    (found,) = find_sources([street])
    results = []
    for stops in ((), (stop,)):
        with Case.open(tmp_path / f"{len(stops)}.cpcl", create=True) as case:
            for reports in stops:
                with pytest.raises(Cancelled):
                    moving = Stages(MotionDetector(), stages.embedder)
                    ingest(case, found, moving, OPTIONS, scene.stop_after(reports))
                assert 0 < len(case.tracks.journal(1)) < 40
            source = ingest(case, found, Stages(MotionDetector(), stages.embedder), OPTIONS, silent)
            results.append((source.tracks, case.tracks.content_hash(1)))
    assert results[0] == results[1] and results[0][0] > 0


def test_ready_made_crops_are_measured(case: Case, stages: Stages, tmp_path: Path) -> None:
    for name, image in (("a.png", np.full((60, 30, 3), 200)), ("b.png", np.full((30, 15, 3), (200, 20, 20)))):
        (tmp_path / "crops").mkdir(exist_ok=True)
        cv2.imwrite(str(tmp_path / "crops" / name), image.astype(np.uint8))
    (found,) = find_sources([tmp_path / "crops"], already_cropped=True)
    ingest(case, found, stages, OPTIONS, silent)
    (one,) = coverage_of(case).sources
    assert (one.frames("grey"), one.frames("small"), one.small_passages, one.sample_fps) == (1, 1, 1, None)


def test_gaps_and_what_was_not_read_are_taken_out_of_the_conditions() -> None:
    dark = (Stretch("dark", 1_000_000, 9_000_000, 40),)
    one = _of(_source("partial", stretches=dark, gaps=(Gap(2_000_000, 3_000_000, "x"),), reached_us=8_000_000))
    assert one.unread == ((8_000_000, 10_000_000),)
    assert one.spans("dark") == ((1_000_000, 2_000_000), (3_000_000, 8_000_000))
    whole = Coverage([one])
    assert (whole.declared_s, whole.read_s, whole.missing_s, whole.unread_s) == (10, 7, 1, 2)
    assert whole.condition_s("dark") == 6


def test_overlapping_gaps_count_once() -> None:
    gaps = (Gap(0, 2_000_000, "x"), Gap(1_000_000, 3_000_000, "y"), Gap(3_000_000, 4_000_000, "x"))
    one = _of(_source(gaps=gaps))
    assert one.gaps == ((0, 4_000_000),) and seconds(one.gaps) == 4


def test_source_of_which_nothing_could_be_read_is_all_missing() -> None:
    failed = _of(_source("failed", decoded_s=0.0, frames_decoded=0, frames_measured=0, reached_us=None))
    assert failed.gaps == ((0, 10_000_000),) and failed.unread == ()


def test_sentences_name_every_limit_and_what_not_found_means() -> None:
    stretches = (
        Stretch("dark", 0, 2_500_000, 12),
        Stretch("grey", 6_000_000, 7_000_000, 5),
        Stretch("small", 0, 9, 3),
    )
    read = _of(
        _source(stretches=stretches, gaps=(Gap(4_000_000, 4_040_000, "the data is damaged"),)), small_passages=1
    )
    stopped = _of(_source("partial", decoded_s=4.0, reached_us=3_800_000))
    old = _of(_source(frames_measured=0))
    said = coverage_sentences(Coverage([read, stopped, old]))
    text = "\n".join(said)
    assert said[0] == "3 sources: 2 read to the end, 1 not read to the end yet."
    assert said[1].startswith(
        "Of 30.0 s of footage, 23.8 s (79.2 %) was read; 0.04 s (0.1 %) could not be read and 6.2 s"
    )
    assert "b.mp4: could not be read: 0:00:04.000 to 0:00:04.040: the data is damaged." in text
    assert "b.mp4: not read yet: 0:00:03.800 to 0:00:10.000." in text
    assert "b.mp4: too dark: 0:00:00.000 to 0:00:02.500." in text
    assert "grey or infrared, words for colours say nothing there: 0:00:06.000 to 0:00:07.000." in text
    assert f"less than {LEAST_PERSON_PX} pixels tall; passages that show nobody taller: 1." in text
    assert "read by an older version" in text
    assert said[-1].startswith("“Not found” means: nobody that the detector (yolox) found")


def test_many_intervals_are_summed_up() -> None:
    gaps = tuple(Gap(n * 1_000_000, n * 1_000_000 + 100_000, "damaged") for n in range(9))
    text = "\n".join(coverage_sentences(Coverage([_of(_source(gaps=gaps))])))
    assert "and 5 more intervals, 0.9 s in all: damaged." in text


def test_whole_footage_is_said_to_be_whole() -> None:
    said = coverage_sentences(Coverage([_of(_source())]))
    assert said[1] == "Of 10.0 s of footage, 10.0 s (100 %) was read." and len(said) == 4
    assert Coverage([_of(_source())]).is_whole
    assert coverage_sentences(Coverage([])) == ("The case holds no footage: a search covers nothing.",)


def test_damaged_footage_is_covered_up_to_its_gaps(case: Case, stages: Stages, tmp_path: Path) -> None:
    whole = footage.write(tmp_path / "whole.mkv", 150)
    torn = footage.damage(whole, tmp_path / "torn.mkv", 0.4, 4000, b"\xff\x00\x37")
    source = ingest(case, find_sources([torn])[0], stages, OPTIONS, silent)
    covered = coverage_of(case)
    assert source.gaps and covered.missing_s > 0
    assert covered.read_s + covered.missing_s == pytest.approx(covered.declared_s)
    assert covered.declared_s == pytest.approx(6.0, abs=0.1)


def test_hits_in_grey_and_dark_stretches_say_so(case: Case, clip: Path, stages: Stages) -> None:
    ingest(case, find_sources([clip])[0], stages, OPTIONS, silent)
    hits = Searcher(case, stages.embedder).search(Query(text="red", limit=9)).hits
    assert len(hits) >= 2
    for hit in hits:
        frame = hit.time_us * scene.FPS // 1_000_000
        assert hit.without_colour is (frame in DIM or frame in PALE)
    assert any(hit.without_colour for hit in hits) and not all(hit.without_colour for hit in hits)


def test_picture_shows_each_interval_in_its_place() -> None:
    dark = _of(_source(stretches=(Stretch("dark", 5_000_000, 10_000_000, 25),)))
    half = _of(_source("partial", declared_s=5.0, decoded_s=2.5, reached_us=2_500_000))
    image = coverage_picture(Coverage([dark, half]))
    bar = [image[HEAD + row * ROW + 10, NAME + 16 :] for row in (0, 1)]
    room = WIDTH - NAME - 32
    assert tuple(bar[0][room // 4]) == READ and tuple(bar[0][room * 3 // 4]) == DARK
    assert tuple(bar[1][room // 8]) == READ
    unread = bar[1][room * 9 // 32 : room * 15 // 32]
    assert (unread == 255).all(axis=1).mean() > 0.5  # white with a cross-hatching
    assert (bar[1][room * 5 // 8] == 255).all()  # beyond the shorter source's end


def test_picture_of_many_sources_shows_first_where_something_is_missing() -> None:
    whole, torn = _of(_source()), _of(_source(gaps=(Gap(0, 10_000_000, "x"),)))
    image = coverage_picture(Coverage([whole] * 300 + [torn]))
    assert image.shape[0] < HEAD + 61 * ROW
    first, second = (image[HEAD + row * ROW + 10, NAME + 16 + 100] for row in (0, 1))
    assert tuple(first) != READ and tuple(second) == READ


def test_stopped_with_counters_alone_is_unread_from_there(case: Case) -> None:
    source = case.sources.add(Path("/a/b.mp4"), "video", "a" * 64, 9, "door", {"sample_fps": 2.0, "detector": "d"})
    case.models.use("m", "f" * 64, Path("/m"), 2)
    case.tracks.commit_batch(source.id, 1, {}, [], Counters(10.0, 4.0, 40, 20, 1.0, 0, 20, 3_900_000))
    (one,) = coverage_of(case).sources
    assert one.unread == ((3_900_000, 10_000_000),) and one.sample_fps == 2.0
