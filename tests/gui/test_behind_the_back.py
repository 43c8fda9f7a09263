"""What changes while nobody looks: footage that is moved away, decisions of another window, files of a batch."""

import shutil

import pytest
from PySide6.QtWidgets import QProgressBar, QWidget

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Answer, Query
from cpcl_desktop.gui.lanes.decision import Decisions
from cpcl_desktop.gui.lanes.group import Groups
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.person import PersonDesk, naming
from cpcl_desktop.gui.lanes.place import Places
from cpcl_desktop.gui.panels.results_model import VERDICT_ROLE
from cpcl_desktop.gui.panels.search_page import PAGE
from cpcl_desktop.gui.panels.sources_model import STATE_ROLE
from cpcl_desktop.gui.triage_wording import more_below, more_choice
from cpcl_desktop.gui.worker.course import Course
from cpcl_desktop.gui.worker.worker import ThreadWorker
from tests.passage_cases import add_footage, noon

from .conftest import ingest_clip, write_clip
from .hands import TIMEOUT, drop, open_case, search


@pytest.fixture
def ready(qtbot, window, case_file):
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        open_case(qtbot, window, case_file)
    return window


def state(window):
    return window.sources_panel.model.index(0).data(STATE_ROLE)


def leave_and_come_back(qtbot, window) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow, timeout=TIMEOUT)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=TIMEOUT)


def test_missing_footage_loses_its_tick_on_opening_and_when_one_comes_back(
    qtbot, window, clip, probe_model, tmp_path
):
    place = tmp_path / "here.mp4"
    shutil.copy(clip, place)
    case_file = ingest_clip(tmp_path / "a.cpcl", place, probe_model)
    open_case(qtbot, window, case_file)
    assert state(window).icon == "done"
    place.rename(tmp_path / "there.mp4")
    leave_and_come_back(qtbot, window)
    qtbot.waitUntil(lambda: state(window).icon == "missing", timeout=TIMEOUT)
    assert state(window).text == "Not where it was · 2 passages kept" and state(window).colour == "warning"
    assert "1 source is not where it was" in window.page.place.text
    window.desk.refresh()  # what the case holds says nothing of places
    qtbot.waitUntil(lambda: not window.desk.surveying.is_busy, timeout=TIMEOUT)
    assert state(window).icon == "missing"
    (tmp_path / "there.mp4").rename(place)
    leave_and_come_back(qtbot, window)
    qtbot.waitUntil(lambda: state(window).icon == "done", timeout=TIMEOUT)
    assert not window.page.place.isVisible()
    window.actions_by_id["close_case"].trigger()
    place.unlink()
    open_case(qtbot, window, case_file)
    assert state(window).icon == "missing"


def test_a_decision_made_elsewhere_shows_by_itself(qtbot, ready, case_file):
    search(qtbot, ready, "red")
    hit = ready.page.results.model.hits[0]
    with Case.open(case_file) as other:
        other.decisions.decide(hit.track, "no match", note="seen in another window")
    qtbot.waitUntil(lambda: ready.page.results.model.index(0).data(VERDICT_ROLE) == "no match", timeout=TIMEOUT)


def test_what_another_window_puts_into_the_bin_leaves_list_and_hits_by_itself(qtbot, ready, case_file):
    search(qtbot, ready, "red")
    with Case.open(case_file) as other:
        other.bin.take_out([1])
    qtbot.waitUntil(lambda: state(ready).icon == "bin" and not ready.page.results.model.hits, timeout=TIMEOUT)
    with Case.open(case_file) as other:
        other.bin.put_back([1])
    qtbot.waitUntil(lambda: state(ready).icon == "done" and bool(ready.page.results.model.hits), timeout=TIMEOUT)


def test_while_nothing_goes_into_the_log_decisions_are_not_read_again(qtbot, ready):
    workspace, told = ready.desk.workspace, []
    for _ in range(2):
        job = workspace.news_job()
        job.succeeded.connect(told.append)
        with qtbot.waitSignal(job.ended, timeout=TIMEOUT):
            job.start()
    assert told[-1] is None


def test_the_bar_of_a_batch_counts_files(qtbot, window, tmp_path):
    many = tmp_path / "many"
    many.mkdir()
    first = write_clip(many / "0.mp4", seconds=3)
    for number in range(1, 6):
        (many / f"{number}.mp4").write_bytes(first.read_bytes() + bytes(number))
    seen = []

    def note(progress) -> None:
        (bar,) = window.sources_panel.findChildren(QProgressBar)[-1:]
        seen.append((progress.message, bar.value() / max(bar.maximum(), 1)))

    window.desk.ingesting.connect(lambda job: job.progressed.connect(note))
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        drop(window, many)
    shares = {int(place.split(" of ")[0]): share for place, share in seen if place}
    assert len(shares) >= 4
    for number, share in shares.items():
        assert (number - 1) / 6 <= share + 0.001 and share <= number / 6 + 0.001


@pytest.fixture
def long(tmp_path, probe_model):
    """A case of 300 passages, without footage."""
    path = tmp_path / "long.cpcl"
    with Case.open(path, create=True) as case:
        add_footage(case, "gate", [(number, number / 4, number / 4 + 0.2) for number in range(300)], crops=1)
    return path


def test_scrolling_to_the_end_shows_more_until_all_are_there(qtbot, window, long):
    open_case(qtbot, window, long)
    results, bar = window.page.results, window.page.results.grid.verticalScrollBar()
    assert len(results.model.hits) == PAGE and results.more.text() == f"Show more: {300 - PAGE} below these"
    first = results.model.hits[:PAGE]
    for expected in (120, 240, 300):
        bar.setValue(bar.maximum())
        qtbot.waitUntil(lambda expected=expected: len(results.model.hits) == expected, timeout=TIMEOUT)
    assert results.model.hits[:PAGE] == first and not results.more.isVisible()
    with Case.open(long) as case:
        assert not case.log.entries("list")


def test_how_much_comes_below_in_words():
    hits = tuple(range(60))
    answer = Answer(Query(limit=60), "m", "00", 1200, 0, hits)
    assert more_choice(answer) == "Show more: 1,140 below these"
    assert more_below(Answer(Query(limit=90), "m", "00", 60, 0, hits)) == 0 and more_choice(None) == ""


def test_what_cannot_be_looked_at_is_told_once(qtbot, ready, monkeypatch):
    told = []
    monkeypatch.setattr("cpcl_desktop.gui.window.show_error", lambda *said: told.append(said[1]))
    qtbot.waitUntil(lambda: not ready.desk.deciding._news.busy, timeout=TIMEOUT)

    def fail(self):
        raise CaseError("The case cannot be read.")

    monkeypatch.setattr(Decisions, "news", fail)
    monkeypatch.setattr(Places, "missing", fail)
    for _ in range(3):
        ready.desk.look()
        qtbot.waitUntil(
            lambda: not ready.desk.surveying.is_busy and not ready.desk.deciding._news.busy, timeout=TIMEOUT
        )
    assert told.count("The footage could not be looked for") == 1
    assert told.count("The decisions could not be read") == 1


def test_a_decision_on_a_person_is_taken_back_though_its_footage_went_into_the_bin(tmp_path):
    with Case.open(tmp_path / "a.cpcl", create=True) as case:
        add_footage(case, "gate", [(1, 0, 2)], noon())
        add_footage(case, "door", [(2, 5, 7)], noon())
        desk, course = PersonDesk(Groups(Occasion(case.path), ThreadWorker())), Course(silent, silent)
        step = naming(1, "Ann")
        assert desk.decide(step, course).about == 1
        case.bin.take_out([1])
        taken_back = desk.take_back(step, course)
        assert taken_back.persons == [] and case.persons.current() == []
        desk._groups.close()
