"""The page of the log: entries by page, filter and fields; the check that writes nothing."""

import hashlib
import sqlite3
import threading

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.waiting import Waiting
from cpcl_desktop.engine.progress import Progress
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.proving import Proofs
from cpcl_desktop.gui.proof_wording import SOUND
from cpcl_desktop.gui.views.log_model import PAGE, WHAT
from tests.gui.hands import TIMEOUT, open_case

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MANY = 3 * PAGE


@pytest.fixture(scope="module")
def prepared(ingested, tmp_path_factory):
    path = tmp_path_factory.mktemp("log") / "long.cpcl"
    path.write_bytes(ingested.read_bytes())
    with Case.open(path) as case:
        for number in range(MANY):
            case.log.record("search", {"query": {"text": f"coat {number} für 100 %"}, "hits": []})
        case.waiting.add([Waiting(path.with_name("later.mp4"), "video", {}, RecorderClock())])
    return path


@pytest.fixture
def long_log(prepared, tmp_path):
    copy = tmp_path / "long.cpcl"
    copy.write_bytes(prepared.read_bytes())
    return copy


@pytest.fixture
def page(qtbot, window, long_log):
    open_case(qtbot, window, long_log)
    QTest.keyClick(window, Qt.Key.Key_4, CONTROL)
    settle(qtbot, window.views.log)
    return window.views.log


def settle(qtbot, view) -> None:
    arrived = lambda: view.model.entry(view.table.currentIndex().row()) is not None  # noqa: E731
    qtbot.waitUntil(lambda: view.model.state.entries > 0 and arrived(), timeout=TIMEOUT)


def look_for(qtbot, view, words) -> None:
    before = view.model.state
    view.words.setText(words)
    qtbot.waitUntil(lambda: view.model.state is not before and view.model.state.of.words == words, timeout=TIMEOUT)


def test_entries_come_by_page_the_newest_first(qtbot, page, long_log):
    with Case.read(long_log) as case:
        every = case.log.entries()
    entries = [entry for entry in every if entry.action != "kept"]
    assert page.model.rowCount() == len(entries) > MANY
    assert page.model.entry(0) == entries[-1]
    assert page.model.entry(len(entries) - 1) is None  # nobody looked there yet
    with qtbot.waitSignal(page.model.arrived, timeout=TIMEOUT):
        page.table.scrollToBottom()
        page.grab()
    assert page.model.entry(len(entries) - 1) == entries[0]
    own = len(every) - len(entries)
    assert own > 1 and page.line.text() == (
        f"{len(entries):,} entries of {len(every):,}, the newest first. Left out: {own} notes of the program's own."
    )


def test_the_programs_own_notes_are_shown_in_words_where_that_is_wished(qtbot, page, long_log):
    QTest.mouseClick(page.own, Qt.MouseButton.LeftButton, pos=QPoint(8, page.own.height() // 2))
    qtbot.waitUntil(lambda: page.model.state.of.own, timeout=TIMEOUT)
    settle(qtbot, page)
    assert page.model.index(0, WHAT).data() == "updated: the list of footage that waits to be read"
    with Case.read(long_log) as case:
        assert page.line.text() == f"{case.log.head().entries:,} entries, the newest first."


def test_the_fields_of_an_entry_are_shown_as_they_stand_in_the_chain(qtbot, page):
    entry = page.model.entry(0)
    qtbot.waitUntil(lambda: entry.hash in page.fields.toPlainText(), timeout=TIMEOUT)
    shown = page.fields.toPlainText()
    assert entry.previous in shown and f"number: {entry.number}" in shown and f"action: {entry.action}" in shown


def test_words_and_an_action_narrow_the_log(qtbot, page):
    look_for(qtbot, page, "coat 7 für 100 %")
    settle(qtbot, page)
    assert page.model.rowCount() == 1 and page.model.entry(0).details["query"]["text"] == "coat 7 für 100 %"
    look_for(qtbot, page, "coat_7")  # a character that a database would take for any
    assert page.model.rowCount() == 0 and "0 entries of" in page.line.text()
    look_for(qtbot, page, "")
    page.actions_box.setCurrentIndex(page.actions_box.findData("ingest"))
    page.actions_box.activated.emit(0)
    qtbot.waitUntil(lambda: page.model.state.of.action == "ingest", timeout=TIMEOUT)
    settle(qtbot, page)
    assert page.model.entry(0).action == "ingest" and page.model.rowCount() < 20


def test_the_head_can_be_copied(page, window, long_log):
    window.actions_by_id["copy_head"].trigger()
    with Case.read(long_log) as case:
        assert QGuiApplication.clipboard().text() == str(case.log.head())


def test_a_check_finds_nothing_in_a_whole_case_and_writes_nothing(qtbot, page, window, long_log):
    before = hashlib.sha256(long_log.read_bytes()).hexdigest()
    page.footage.setChecked(True)
    QTest.keyClick(page, Qt.Key.Key_V, CONTROL | SHIFT)
    assert not window.actions_by_id["verify"].isEnabled() and page.under_way.isVisible()
    qtbot.waitUntil(lambda: page.verdict is not None, timeout=TIMEOUT)
    assert page.findings.toPlainText() == SOUND and page.verdict.sources_checked == 1
    with Case.read(long_log) as case:
        assert str(case.log.head()) in page.found.text() and not case.log.entries("verify")
    qtbot.waitUntil(window.actions_by_id["verify"].isEnabled, timeout=TIMEOUT)
    window.desk.close()
    assert hashlib.sha256(long_log.read_bytes()).hexdigest() == before


def test_what_was_tampered_with_is_told(qtbot, window, long_log):
    with sqlite3.connect(long_log) as stranger:
        stranger.execute("UPDATE source SET camera = 'elsewhere'")
    open_case(qtbot, window, long_log)
    window.actions_by_id["view_log"].trigger()
    window.actions_by_id["verify"].trigger()
    view = window.views.log
    qtbot.waitUntil(lambda: view.verdict is not None, timeout=TIMEOUT)
    assert "Row 1 of the table source was changed." in view.findings.toPlainText()
    assert "fault" in view.found.text() and SOUND not in view.findings.toPlainText()


def test_what_is_decided_while_it_is_checked_is_no_fault(long_log):
    """Another connection commits after the log was read and before the rows are."""
    done = threading.Event()

    def decide(progress: Progress) -> None:
        if progress.stage == "Checking source" and not done.is_set():
            done.set()
            with Case.open(long_log) as case:
                case.decisions.decide(1, "match")

    with Case.open(long_log):  # as the window has it open
        assert Proofs(Occasion(long_log)).verify(False, decide).faults == [] and done.is_set()


def test_a_check_can_be_stopped(qtbot, page, window):
    window.actions_by_id["verify"].trigger()
    (job,) = page.under_way.jobs
    with qtbot.waitSignal(job.ended, timeout=TIMEOUT):
        job.cancel()
    assert page.verdict is None and page.is_free
