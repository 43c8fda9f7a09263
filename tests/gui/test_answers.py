"""What stands in the grid belongs to the last question, goes into the log once, and moves when the user lets it."""

from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.gui.lanes.query import Queries
from cpcl_desktop.gui.triage_wording import new_line

from .conftest import write_clip
from .hands import TIMEOUT, drop, open_case, search


@pytest.fixture
def ready(qtbot, window, case_file):
    open_case(qtbot, window, case_file)
    return window


def ask(qtbot, window, text, signal) -> None:
    line = window.page.panel.box.line
    line.setText(text)
    with qtbot.waitSignal(signal, timeout=TIMEOUT):
        QTest.keyClick(line, Qt.Key.Key_Return)


def asked(case_file) -> list[tuple[str, str]]:
    with Case.open(case_file) as case:
        entries = case.log.entries()
    return [(one.action, one.details["query"]["text"]) for one in entries if one.action in ("search", "list")]


def tracks(window) -> list[int]:
    return [hit.track for hit in window.page.results.model.hits]


@pytest.mark.parametrize("text", ["flumph", "flumph grault"])
def test_hits_of_the_search_before_do_not_stay_under_one_that_has_no_answer(qtbot, ready, text):
    assert search(qtbot, ready, "red")
    ask(qtbot, ready, text, ready.desk.search_failed)
    results = ready.page.results
    assert not results.model.hits and results.empty.isVisible() and not results.grid.isVisible()
    assert results.empty.heading == "There is no answer to this search"
    assert "none of these words" in ready.page.panel.notice.text
    assert not ready.actions_by_id["more_like_this"].isEnabled()


def test_nor_under_one_whose_filters_no_footage_passes(qtbot, ready):
    assert search(qtbot, ready, "red")
    ask(qtbot, ready, "red on 1 January 1970", ready.desk.search_failed)
    assert not ready.page.results.model.hits and "clock is not known" in ready.page.panel.notice.text


def test_nor_while_an_answer_takes_its_time(qtbot, ready, monkeypatch):
    assert search(qtbot, ready, "red")
    monkeypatch.setattr(ready.desk, "search", lambda query, is_asked: None)  # an answer that never comes
    ready.page.panel.box.line.setText("blue")
    QTest.keyClick(ready.page.panel.box.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ready.page.results.empty.heading == "Searching…", timeout=TIMEOUT)
    assert not ready.page.results.model.hits


def test_after_a_search_without_an_answer_an_empty_description_shows_everything(qtbot, ready):
    ask(qtbot, ready, "flumph", ready.desk.search_failed)
    ask(qtbot, ready, "  ", ready.desk.answered)
    assert len(ready.page.results.model.hits) == 2 and ready.page.results.grid.isVisible()


def test_an_unforeseen_failure_leaves_no_old_hits_either(qtbot, ready, monkeypatch):
    assert search(qtbot, ready, "red")
    told = []
    monkeypatch.setattr("cpcl_desktop.gui.window.show_error", lambda *said: told.append(said[1:]))
    ready.desk.search_failed.emit(KeyError("index"))
    assert not ready.page.results.model.hits and told[0][0] == "The search failed"


def test_only_what_the_user_asked_is_logged_and_once(qtbot, ready, case_file, tmp_path):
    search(qtbot, ready, "red")
    search(qtbot, ready, "blue")
    refreshes = []
    ready.desk.refreshed.connect(refreshes.append)
    with qtbot.waitSignal(ready.desk.idle, timeout=TIMEOUT):
        drop(ready, write_clip(tmp_path / "other.mp4", seconds=6), write_clip(tmp_path / "third.mp4", seconds=5))
    qtbot.waitUntil(lambda: bool(refreshes), timeout=TIMEOUT)
    ready.desk.refresh()
    ready.desk.deciding.judge(ready.page.results.model.hits[0], "match")
    qtbot.waitUntil(lambda: not ready.desk.deciding.is_busy, timeout=TIMEOUT)
    ready.actions_by_id["take_new"].trigger()
    field = ready.page.panel.filters.within.first
    for _ in range(2):  # leaving a field that says nothing new asks nothing
        field.setFocus()
        ready.page.panel.box.line.setFocus()
    assert asked(case_file) == [("search", "red"), ("search", "blue")]


def test_while_footage_is_read_the_grid_stays_and_says_what_is_new(qtbot, ready, tmp_path):
    search(qtbot, ready, "red")
    before, kept = tracks(ready), ready.page.results.model.hits[1].track
    ready.page.results.select(kept)
    with qtbot.waitSignal(ready.desk.idle, timeout=TIMEOUT):
        drop(ready, write_clip(tmp_path / "other.mp4", seconds=8))  # its red figure ranks beside the first
    new = ready.page.new
    qtbot.waitUntil(lambda: new.isVisible() and "2 new passages" in new.text, timeout=TIMEOUT)
    assert tracks(ready) == before
    new.button.click()
    assert len(tracks(ready)) == 4 and tracks(ready) != before + sorted(set(tracks(ready)) - set(before))
    assert ready.page.results.grid.current_hit().track == kept
    assert not new.isVisible() and not ready.actions_by_id["take_new"].isEnabled()


def test_a_list_in_the_order_of_the_footage_grows_at_its_end_by_itself(qtbot, ready, tmp_path):
    before = tracks(ready)
    resets = []
    ready.page.results.model.modelReset.connect(lambda: resets.append(1))
    with qtbot.waitSignal(ready.desk.idle, timeout=TIMEOUT):
        drop(ready, write_clip(tmp_path / "other.mp4", seconds=6))
    qtbot.waitUntil(lambda: len(tracks(ready)) > 2, timeout=TIMEOUT)
    assert tracks(ready)[:2] == before and not resets and not ready.page.new.isVisible()


def test_a_new_search_forgets_what_waited(qtbot, ready):
    search(qtbot, ready, "red")
    shown = ready.page.results.answer
    fresh = replace(shown, hits=tuple(reversed(shown.hits)), tracks_searched=shown.tracks_searched + 12)
    ready.desk.refreshed.emit(fresh)
    assert ready.page.new.text.startswith("12 new passages were read since")
    qtbot.waitUntil(ready.page.new.isVisible, timeout=TIMEOUT)
    search(qtbot, ready, "blue")
    assert not ready.page.new.isVisible() and ready.page.new.take() is None


def test_counts_go_by_what_the_first_search_needs_and_keep_nothing_of_it_twice(qtbot, ready, tmp_path):
    queries, facets = ready.desk.workspace._queries, ready.desk.workspace._facets
    places = lambda: facets._facets._places if facets._facets else ()  # noqa: E731
    qtbot.waitUntil(lambda: queries.indexed is not None, timeout=TIMEOUT)
    qtbot.waitUntil(lambda: [id(part) for part in places()] == [id(queries.indexed)], timeout=TIMEOUT)
    before = queries.indexed
    with qtbot.waitSignal(ready.desk.idle, timeout=TIMEOUT):
        drop(ready, write_clip(tmp_path / "other.mp4", seconds=6))
    qtbot.waitUntil(lambda: len(places()) == 2, timeout=TIMEOUT)
    assert places()[0] is before and 0 < len(places()[1].tracks) < 99  # what came is kept beside it
    search(qtbot, ready, "red")  # by then the index has what came
    qtbot.waitUntil(lambda: [id(part) for part in places()] == [id(queries.indexed)], timeout=TIMEOUT)


def test_counts_do_not_wait_for_long(qtbot, window, case_file, monkeypatch):
    done = Event()
    monkeypatch.setattr(Queries, "prepare", lambda self, choices: done.wait(60) and None)
    window.desk.answering._patience.setInterval(50)
    try:
        with qtbot.waitSignal(window.desk.answering.counted, timeout=TIMEOUT):
            open_case(qtbot, window, case_file)
    finally:
        done.set()


def test_what_is_new_in_words():
    assert new_line(1, 1) == "1 new passage was read since and would stand among these hits."
    assert new_line(12, 0) == "12 new passages were read since; none of them stands among these hits."
    assert new_line(12, 3) == "12 new passages were read since; 3 of them would stand among these hits."
