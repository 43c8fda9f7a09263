"""Fixtures for the window: a clip of moving figures, settings of its own, and someone who answers its questions."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.ingest.ingest import ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import open_stages
from cpcl_desktop.engine.progress import Progress, Report, silent
from cpcl_desktop.engine.sources.walk import find_sources
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.dialogs.choosers import Choosers
from cpcl_desktop.gui.look.theme import apply_theme
from cpcl_desktop.gui.settings import DETECTOR, MODEL, SAMPLE_FPS, Settings
from cpcl_desktop.gui.window import MainWindow
from cpcl_desktop.gui.worker.worker import MakeWorker, ThreadWorker
from tests.probe import write_probe

from .hands import TIMEOUT

OFTEN = "read on"  # outcome of an entry every other second: how many there are depends on the machine
FPS, SECONDS, SIZE = 10, 9, (240, 320)
RED, BLUE, BLACK, WHITE = (220, 20, 20), (20, 20, 220), (10, 10, 10), (240, 240, 240)


def _draw(frame: np.ndarray, left: int, top_colour: tuple, bottom_colour: tuple) -> None:
    frame[60:120, left : left + 44] = top_colour
    frame[120:190, left : left + 44] = bottom_colour


Walk = tuple[range, int, int, tuple, tuple]  # frames, left side in the first, pixels a frame, colours
ONE_BY_ONE: Sequence[Walk] = ((range(20, 45), 10, 10, RED, BLACK), (range(55, 80), 10, 10, BLUE, WHITE))


def write_clip(path: Path, seconds: int = SECONDS, walks: Sequence[Walk] = ONE_BY_ONE, ground: int = 7) -> Path:
    """Two figures cross one after the other: red over black from 2 s, blue over white from 5.5 s."""
    background = np.random.default_rng(ground).integers(90, 150, (SIZE[0] // 8, SIZE[1] // 8, 3), np.uint8)
    background = np.kron(background, np.ones((8, 8, 1), np.uint8))
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=FPS, options={"crf": "16"})
        stream.height, stream.width = SIZE
        stream.pix_fmt = "yuv420p"
        stream.time_base = Fraction(1, FPS)
        for number in range(seconds * FPS):
            picture = background.copy()
            for frames, left, step, *colours in walks:
                if number in frames:
                    _draw(picture, left + (number - frames.start) * step, *colours)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    return path


@pytest.fixture(autouse=True)
def let_go() -> Iterator[None]:
    """Windows that a test closed are gone before the next: else each theme dresses all that were ever made."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def clip(tmp_path_factory) -> Path:
    return write_clip(tmp_path_factory.mktemp("footage") / "crossing.mp4")


@pytest.fixture(scope="session")
def probe_model(tmp_path_factory) -> Path:
    return write_probe(tmp_path_factory.mktemp("model") / "probe").path


@pytest.fixture
def settings(tmp_path, probe_model, monkeypatch) -> Settings:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    return settings_in(tmp_path, probe_model)


def settings_in(folder: Path, model: Path) -> Settings:
    """Settings by which the clip is read, in a file `settings.ini`."""
    made = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    made.set(MODEL, str(model))
    made.set(DETECTOR, "motion")
    made.set(SAMPLE_FPS, 10.0)
    return made


class Answers(Choosers):
    """Answers what the window asks, in place of a person."""

    def __init__(self, settings: Settings, case: Path) -> None:
        super().__init__(settings)
        self.case, self.stop, self.asked = case, True, []
        self.order, self.written_note, self.note_goes_with = None, None, "unsure"

    def new_case(self, parent):
        self.asked.append("new_case")
        return self.case

    def report(self, parent, there, occasion):
        self.asked.append(("report", there.matches, there.query.text if there.query else None))
        self.reportable = there
        return self.order

    def note(self, parent, before, verdict):
        self.asked.append(("note", before, verdict))
        return None if self.written_note is None else (self.written_note, verdict or self.note_goes_with)

    def confirm_stop(self, parent, what):
        self.asked.append(f"stop {what}?")
        return self.stop


@pytest.fixture
def make_worker() -> MakeWorker:
    """Who does the window's long work: threads; a process takes a second to start, and test_beside.py has them."""
    return ThreadWorker


@pytest.fixture
def window(qtbot, qapp, settings, make_worker, tmp_path):
    apply_theme(qapp, "light")
    desk = Desk(settings, make_worker=make_worker)
    made = MainWindow(settings, desk, Answers(settings, tmp_path / "found.cpcl"))
    made.resize(1200, 800)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.desk.stop_ingest()
    qtbot.waitUntil(lambda: not made.desk.is_ingesting, timeout=TIMEOUT)
    made.desk.shut()


@pytest.fixture
def answers(window) -> Answers:
    return window.asking.choosers


@pytest.fixture(scope="session")
def ingested(tmp_path_factory, clip, probe_model) -> Path:
    """A case that holds the clip, to be copied."""
    return ingest_clip(tmp_path_factory.mktemp("case") / "ready.cpcl", clip, probe_model)


@pytest.fixture
def unfinished(tmp_path, clip, probe_model, monkeypatch) -> Path:
    """A case whose one source was stopped as soon as reading began."""

    def stop_while_reading(progress: Progress) -> None:
        if progress.stage.startswith("Reading"):
            raise Cancelled

    monkeypatch.setattr("cpcl_desktop.engine.ingest.reading.REPORT_EVERY_S", 0)
    path = tmp_path / "unfinished.cpcl"
    with pytest.raises(Cancelled):
        ingest_clip(path, clip, probe_model, stop_while_reading)
    return path


def ingest_clip(case_file: Path, clip: Path, model: Path, report: Report = silent) -> Path:
    """Bring a clip, or a folder of clips, into a new case by the engine alone."""
    with Case.open(case_file, create=True) as case, case.writer():
        stages = open_stages(case, str(model), "motion", "cpu")
        ingest_all(case, find_sources([clip]), stages, IngestOptions(10.0), report)
    return case_file


@pytest.fixture
def case_file(ingested, tmp_path) -> Path:
    copy = tmp_path / "ready.cpcl"
    copy.write_bytes(ingested.read_bytes())
    return copy
