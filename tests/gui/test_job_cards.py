"""The list of jobs: however many wait, the window need not grow for them; what ended stays until it is cleared."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.progress import Progress
from cpcl_desktop.gui.jobs import Lane
from cpcl_desktop.gui.panels.ended_jobs import MOST, Ended, EndedJobs, EndedRow
from cpcl_desktop.gui.panels.job_card import CHECKING, REPORTING, JobCard, Listed
from cpcl_desktop.gui.panels.job_cards import JobCards

from .hands import TIMEOUT, drop, open_case


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
        (more,) = [one for one in panel.jobs.findChildren(QPushButton) if one.isCheckable() and one.isVisible()]
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
    qtbot.waitUntil(lambda: not _cards(panel), timeout=TIMEOUT)
    assert panel.jobs.ended.more.text() == "1 job ended" and not any(row.isVisible() for row in _rows(panel))
    panel.jobs.ended.more.click()
    assert _rows(panel)[0].isVisible() and _rows(panel)[0].words.text().startswith("Done, ")


def _rows(panel) -> list[EndedRow]:
    return panel.jobs.ended.rows


def _run(qtbot, lane, listed: Listed | None, work, show) -> None:
    job = lane.job("the thing", work)
    job.listed = listed
    show(job)
    with qtbot.waitSignal(job.ended, timeout=TIMEOUT):
        job.start()


def _fail(_) -> None:
    raise MediaError("The disk {name} is full.", name="A")


def test_what_failed_stays_with_its_reason_is_tried_again_and_cleared(qtbot, lane):
    jobs, tried = JobCards(), []
    qtbot.addWidget(jobs)
    listed = Listed(CHECKING, tried.append)
    _run(qtbot, lane, listed, _fail, jobs.follow_listed)
    (row,) = jobs.ended.rows
    assert row.ended.what == "Checking the thing" and "The disk A is full." in row.words.text()
    assert (
        row.isVisibleTo(jobs) and row.retry.isVisibleTo(jobs) and jobs.ended.more.text() == "1 job ended, 1 failed"
    )
    row.retry.click()
    assert tried == [None] and jobs.ended.rows == [] and jobs.isHidden()

    _run(
        qtbot,
        lane,
        Listed(CHECKING, tried.append, lambda result: f"{result} of 9 were changed."),
        lambda _: 2,
        jobs.follow_listed,
    )
    (row,) = jobs.ended.rows
    assert "2 of 9 were changed." in row.words.text()  # it ended, and not all of it worked
    row.retry.click()
    assert tried == [None, 2]

    _run(qtbot, lane, Listed(CHECKING, tried.append), lambda _: None, jobs.follow_listed)
    (row,) = jobs.ended.rows
    assert row.ended.outcome == "done" and not row.retry.isVisibleTo(jobs) and not row.isVisibleTo(jobs)
    jobs.ended.clear()
    assert jobs.ended.rows == []


def test_a_step_of_another_job_and_jobs_of_a_case_that_was_closed_leave_no_line(qtbot, lane):
    jobs = JobCards()
    qtbot.addWidget(jobs)
    _run(qtbot, lane, Listed(CHECKING, is_part=True), lambda _: None, jobs.follow_listed)
    assert jobs.ended.rows == []
    _run(qtbot, lane, None, _fail, jobs.follow_listed)  # nobody follows it: no card, no line
    assert jobs.ended.rows == []
    job = lane.job("a clip", _fail)
    job.listed = Listed(CHECKING)
    jobs.follow_listed(job)
    jobs.forget()
    with qtbot.waitSignal(job.ended, timeout=TIMEOUT):
        job.start()
    assert jobs.ended.rows == []


def test_of_very_many_the_failures_stay(qtbot):
    ended = EndedJobs()
    qtbot.addWidget(ended)
    ended.add(Ended("the first", "failed", "why"))
    for number in range(MOST + 5):
        ended.add(Ended(f"{number}", "done"))
    assert len(ended.rows) == MOST and ended.rows[-1].ended.what == "the first"


def test_jobs_of_other_pages_are_seen_beside_the_footage_and_stopped_from_there(qtbot, window, case_file):
    open_case(qtbot, window, case_file)
    panel, log = window.sources_panel, window.views.log
    may_go_on, workspace = threading.Event(), window.desk.workspace
    held = workspace.study.proof.job("before it", lambda _: may_go_on.wait(20))
    held.start()
    try:
        log.on_verify()
        (card,) = _cards(panel)
        assert card.isVisible() and log.under_way.jobs
        card.stop_asked.emit()
        (page_card,) = log.under_way.findChildren(JobCard)
        assert not page_card._stop.isEnabled()  # both say that it was asked to stop
    finally:
        may_go_on.set()
    qtbot.waitUntil(lambda: [row.ended.outcome for row in _rows(panel)] == ["stopped"], timeout=TIMEOUT)
    panel.jobs.ended.more.click()
    with qtbot.waitSignal(log.changed, timeout=TIMEOUT):
        _rows(panel)[0].retry.click()
    qtbot.waitUntil(lambda: [row.ended.outcome for row in _rows(panel)] == ["done"], timeout=TIMEOUT)
    assert _rows(panel)[0].ended.what == "Checking the case"
    window.desk.close()
    assert _rows(panel) == [] and panel.jobs.isHidden()


def test_footage_that_could_not_be_read_is_named_and_tried_again_from_the_list(qtbot, window, case_file, tmp_path):
    open_case(qtbot, window, case_file)
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(b"no film" * 1000)
    with qtbot.waitSignal(window.desk.added, timeout=TIMEOUT):
        drop(window, bad)
    qtbot.waitUntil(
        lambda: [row.ended.outcome for row in _rows(window.sources_panel)] == ["failed"], timeout=TIMEOUT
    )
    (row,) = _rows(window.sources_panel)
    assert "could not be read" in row.words.text() and row.isVisible()
    with qtbot.waitSignal(window.desk.added, timeout=TIMEOUT) as read:
        row.retry.click()
    assert [source.path for source in read.args[0].sources] == [bad]
