"""However many additions wait, the window need not grow for them, and each can be seen."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from cpcl_desktop.engine.progress import Progress
from cpcl_desktop.gui.jobs import Lane
from cpcl_desktop.gui.panels.job_card import REPORTING, JobCard

from .hands import TIMEOUT


@pytest.fixture
def lane():
    made = Lane("additions")
    yield made
    made.close()


def _cards(panel) -> list[JobCard]:
    return [card for card in panel.findChildren(JobCard) if card.isVisible()]


def _add(window, lane, count: int, may_go_on: threading.Event) -> list:
    def read(report):
        report(Progress("Reading"))
        may_go_on.wait(20)

    jobs = [lane.job(f"arrived {number}.mp4", read) for number in range(count)]
    for job in jobs:
        window.sources_panel.follow(job)
        job.start()
    return jobs


def test_twenty_additions_take_a_card_and_a_line_and_the_window_need_not_grow(qtbot, window, lane):
    panel, may_go_on = window.sources_panel, threading.Event()
    least = window.minimumSizeHint().height(), window.minimumHeight()
    height = window.height()
    jobs = _add(window, lane, 20, may_go_on)
    try:
        qtbot.waitUntil(lambda: panel.jobs.text == "18 more additions wait.", timeout=TIMEOUT)
        assert len(_cards(panel)) == 2  # the one that is read, and the next
        assert (window.minimumSizeHint().height(), window.minimumHeight()) == least and window.height() == height
        assert panel.jobs.height() < height / 2
        (more,) = [one for one in panel.jobs.findChildren(QPushButton) if one.isCheckable() and one.text()]
        more.setFocus()
        QTest.keyClick(more, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: len(_cards(panel)) == 20, timeout=TIMEOUT)
        qtbot.waitUntil(lambda: panel.jobs.verticalScrollBar().maximum() > 0, timeout=TIMEOUT)
        assert panel.jobs.height() < height / 2
        assert window.minimumSizeHint().height() == least[0] and window.height() == height
        for job in jobs[2:]:
            job.cancel()
        jobs[1].cancel()
    finally:
        may_go_on.set()
    qtbot.waitUntil(lambda: panel.jobs.isHidden(), timeout=TIMEOUT)


def test_other_jobs_always_have_their_card(qtbot, window, lane):
    panel, may_go_on = window.sources_panel, threading.Event()
    _add(window, lane, 3, may_go_on)
    report = lane.job("the report", lambda _: None)
    panel.follow_other(report, REPORTING)
    report.start()
    try:
        qtbot.waitUntil(lambda: panel.jobs.text == "1 more addition waits.", timeout=TIMEOUT)
        assert len(_cards(panel)) == 3
    finally:
        may_go_on.set()
    qtbot.waitUntil(lambda: panel.jobs.isHidden(), timeout=TIMEOUT)
