"""Long jobs of every lane keep the machine awake, and their end is shown where nobody looks at the window."""

import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from cpcl_desktop.engine.report.records import ReportOptions
from cpcl_desktop.gui import lasting as module
from cpcl_desktop.gui.awake import Awake
from cpcl_desktop.gui.lanes.report import ReportOrder
from cpcl_desktop.gui.lasting import call_attention, keep_awake

from .hands import TIMEOUT, open_case
from .test_awake import awake  # noqa: F401 - a fixture


@pytest.fixture
def ready(qtbot, window, ingested, tmp_path):
    open_case(qtbot, window, Path(shutil.copy(ingested, tmp_path / "ready.cpcl")))
    return window


def test_the_machine_is_awake_while_a_long_job_of_any_lane_runs(qtbot, ready, awake: Awake):  # noqa: F811
    keep_awake(ready.lasting, awake)
    desk, may_end = ready.desk, threading.Event()
    for lane in (*desk.workspace.lasting_lanes, desk.machine.lane, desk.machine.network, desk.doctor.lane):
        may_end.clear()
        jobs = [lane.job(title, lambda _: may_end.wait(20), is_long=True) for title in ("one", "two")]
        for job in jobs:
            job.start()
        assert awake.is_held, lane.name
        may_end.set()
        qtbot.waitUntil(lambda: not awake.is_held, timeout=TIMEOUT)
    short = desk.workspace.query.job("short", lambda _: may_end.wait(20))
    with qtbot.waitSignal(short.ended, timeout=TIMEOUT):
        short.start()
        assert not awake.is_held


def test_closing_the_case_lets_the_machine_sleep(qtbot, ready, awake: Awake):  # noqa: F811
    keep_awake(ready.lasting, awake)
    ready.desk.workspace.study.verify_job(with_footage=True).start()
    assert awake.is_held
    ready.desk.close()
    qtbot.waitUntil(lambda: not awake.is_held, timeout=TIMEOUT)


def test_reading_training_merging_checking_and_reports_are_long(ready, tmp_path):
    workspace, choices = ready.desk.workspace, ready.desk.choices()
    study, here = workspace.study, tmp_path
    long = [
        workspace.ingest_job("clip", [], choices),
        workspace.merge_job([here / "part.cpcl"]),
        workspace.report_job(ReportOrder(here / "report", ReportOptions())),
        study.reindex_job("change", here / "model", "cpu"),
        study.verify_job(with_footage=True),
        study.train_job(here / "cpcl-train", here / "model", here / "pairs", here / "out"),
        study.pairs_job(here / "pairs"),
        ready.desk.machine.verify_job([here]),
        ready.desk.doctor.golden_job("cpu"),
    ]
    assert all(job.is_long for job in long)
    assert not any(job.is_long for job in (workspace.survey_job(choices), workspace.decisions_job()))


def test_the_end_of_a_long_job_is_shown_where_no_window_is_in_front(qtbot, ready, monkeypatch):
    alerted = []
    call_attention(ready.lasting, ready, alerted.append)
    writer = ready.desk.workspace.writer

    def run(work, worth_s):
        monkeypatch.setattr(module, "WORTH_S", worth_s)
        job = writer.job("work", work, is_long=True)
        with qtbot.waitSignal(job.ended, timeout=TIMEOUT):
            job.start()
        return len(alerted)

    def fail(_):
        raise OSError("the disk is full")

    monkeypatch.setattr(QApplication, "activeWindow", lambda: ready)
    assert run(fail, 0.0) == 0 and run(lambda _: None, 0.0) == 0
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    assert run(lambda _: None, 60.0) == 0  # over before anybody went away
    assert run(lambda _: None, 0.0) == 1 and run(fail, 60.0) == 2
    stopped = writer.job("work", lambda _: None, is_long=True)
    with qtbot.waitSignal(stopped.ended, timeout=TIMEOUT):
        stopped.start()
        stopped.cancel()
    assert alerted == [ready, ready]
