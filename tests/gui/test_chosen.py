"""What keys are about: the hits that the view on the screen shows as chosen, in each of the views."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.gui.dialogs.asking import NOTE_FOR_ONE
from cpcl_desktop.gui.panels import search_page
from tests.passage_cases import add_footage

from .hands import TIMEOUT, open_case, search

PEOPLE = 35  # at each of two cameras: more than the hits that are loaded at first
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def case_of_many(tmp_path):
    """Two cameras between which people come in turn, so that the order by time is not that of the hits."""
    path = tmp_path / "many.cpcl"
    with Case.open(path, create=True) as case:
        for at, camera in enumerate(("gate", "yard")):
            begins = [20 * number + 10 * at for number in range(PEOPLE)]
            add_footage(case, camera, [(number, begin, begin + 2) for number, begin in enumerate(begins)])
    return path


@pytest.fixture
def ready(qtbot, window, case_of_many):
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        open_case(qtbot, window, case_of_many)
    window.page.results.focus_view()
    return window


def settle(qtbot, window) -> None:
    qtbot.waitUntil(lambda: not window.desk.deciding.is_busy, timeout=TIMEOUT)


def decided(window) -> dict:
    """Verdicts by the rank of the hit."""
    decisions = window.desk.deciding.decisions
    return {
        hit.rank: decisions[hit.track].verdict for hit in window.page.results.model.hits if hit.track in decisions
    }


def compare(window, count: int) -> None:
    grid = window.page.results.grid
    grid.select_row(0)
    for _ in range(count - 1):
        QTest.keyClick(grid, Key.Key_Right, SHIFT)
    QTest.keyClick(grid, Key.Key_C)


def test_side_by_side_keys_are_about_the_hits_that_stand_there_and_no_other(qtbot, ready):
    view = ready.page.results.compare
    compare(ready, 4)
    for key, verdict in ((Key.Key_1, "match"), (Key.Key_2, "no match")):
        QTest.keyClick(view, key)
        settle(qtbot, ready)
        assert decided(ready) == dict.fromkeys(range(1, 5), verdict)
    assert [card.picture.verdict for card in view.cards] == ["no match"] * 4
    QTest.keyClick(view, Key.Key_B)
    settle(qtbot, ready)
    assert [list(card.picture.marks) for card in view.cards] == [["bookmark"]] * 4
    assert view.cards[3].accessibleName().endswith(", no match, bookmark")
    assert ready.actions_by_id["bookmark"].isChecked()
    QTest.keyClick(view, Key.Key_Z, CONTROL)
    QTest.keyClick(view, Key.Key_0)
    settle(qtbot, ready)
    assert decided(ready) == {} and ready.desk.deciding.marks == {}
    assert [card.picture.verdict for card in view.cards] == [None] * 4
    assert ready.pages.chosen_hits == view.hits and len(view.hits) == 4  # of which more or less like them is asked


def test_side_by_side_a_verdict_is_drawn_on_the_picture(qtbot, ready):
    compare(ready, 2)
    picture = ready.page.results.compare.cards[0].picture
    before = picture.grab().toImage()
    QTest.keyClick(ready.page.results.compare, Key.Key_1)
    settle(qtbot, ready)
    assert picture.grab().toImage() != before


def test_side_by_side_a_note_is_about_the_hit_that_the_keyboard_is_at(qtbot, ready, answers):
    view = ready.page.results.compare
    ready.activateWindow()
    qtbot.waitUntil(ready.isActiveWindow, timeout=TIMEOUT)
    answers.written_note = "the bag fits"
    compare(ready, 2)
    QTest.keyClick(view, Key.Key_N)
    assert not answers.asked and ready.status.currentMessage() == NOTE_FOR_ONE
    view.cards[1].open.setFocus()
    QTest.keyClick(view.cards[1].open, Key.Key_N)
    settle(qtbot, ready)
    assert decided(ready) == {2: "unsure"}


def test_on_the_timeline_a_decision_goes_on_by_time_and_pans_to_the_mark(qtbot, ready):
    results = ready.page.results
    with qtbot.waitSignal(results.timeline_wanted, timeout=TIMEOUT):
        ready.actions_by_id["view_timeline"].trigger()
    timeline, hits = results.timeline, results.model.hits
    qtbot.waitUntil(lambda: len(timeline.timeline.hits) == len(hits), timeout=TIMEOUT)
    results.grid.select_row(0)
    timeline.zoom(0.01, at=0.0)
    for _ in range(3):
        QTest.keyClick(timeline, Key.Key_1)
    settle(qtbot, ready)
    by_time = [hit.rank for hit in sorted(hits, key=lambda hit: hit.time_us)]
    assert list(decided(ready)) == sorted(by_time[:3]) and by_time[:2] == [1, PEOPLE + 1]
    current = timeline.timeline.hits[timeline.current]
    assert hits[current].rank == by_time[3]
    begin, end = timeline.shown
    assert end - begin < 20 and begin <= timeline.timeline.marks.begins[timeline.current] <= end


def test_while_the_timeline_is_laid_out_anew_keys_are_about_no_hit(qtbot, window, case_of_many):
    """Its marks have the places of hits as they stood before."""
    with Case.open(case_of_many) as case:
        for source in case.sources.all():
            case.sources.set_clock(source.id, RecorderClock(datetime(2026, 3, 12, 10), "user"))
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        open_case(qtbot, window, case_of_many)
    ready, results = window, window.page.results
    with qtbot.waitSignal(results.timeline_wanted, timeout=TIMEOUT):
        ready.actions_by_id["view_timeline"].trigger()
    timeline = results.timeline
    qtbot.waitUntil(lambda: len(timeline.timeline.hits) == 60, timeout=TIMEOUT)
    results.grid.select_row(5)
    names = timeline.timeline.names
    with qtbot.waitSignal(results.timeline_wanted, timeout=TIMEOUT):
        results.bar.orders.setCurrentIndex(results.bar.orders.findData("time"))
        assert len(timeline.timeline.hits) == 0 and timeline.timeline.names == names
        assert ready.triage.chosen == [] and not ready.actions_by_id["decide_match"].isEnabled()
        QTest.keyClick(timeline, Key.Key_Right)
        QTest.keyClick(timeline, Key.Key_1)
    qtbot.waitUntil(lambda: len(timeline.timeline.hits) == 60, timeout=TIMEOUT)
    settle(qtbot, ready)
    assert decided(ready) == {}
    QTest.keyClick(timeline, Key.Key_1)
    settle(qtbot, ready)
    assert list(decided(ready)) == [6]  # the hit that was selected, wherever it stands now


def test_by_time_no_further_hits_are_loaded_while_one_waits(qtbot, ready):
    """They come between those that are there, not behind the last."""
    results, asked = ready.page.results, []
    results.more_asked.connect(lambda *_: asked.append(None))
    results.bar.orders.setCurrentIndex(results.bar.orders.findData("time"))
    results.grid.select_row(59)
    asked.clear()
    QTest.keyClick(results.grid, Key.Key_1)
    settle(qtbot, ready)
    assert not asked and results.grid.currentIndex().row() == 0


def test_where_all_that_is_loaded_is_decided_the_next_is_loaded(qtbot, ready):
    results = ready.page.results
    said = []
    results.said.connect(said.append)
    assert results.progress == "0 of the 60 shown decided, 70 found"
    QTest.keyClick(results.grid, Key.Key_A, CONTROL)
    assert said == ["60 of 70 hits selected: those shown here."]
    QTest.keyClick(results.grid, Key.Key_1)
    assert ready.triage.chosen == [] and not ready.actions_by_id["decide_match"].isEnabled()  # not those before
    QTest.keyClick(results.grid, Key.Key_2)
    qtbot.waitUntil(lambda: len(results.model.hits) == 70, timeout=TIMEOUT)
    settle(qtbot, ready)
    assert results.grid.currentIndex().row() == 60 and results.progress == "60 of 70 decided"
    QTest.keyClick(results.grid, Key.Key_2)
    settle(qtbot, ready)
    assert decided(ready) == {**dict.fromkeys(range(1, 61), "match"), 61: "no match"}


def test_the_review_goes_through_all_that_was_found(qtbot, window, case_file, monkeypatch):
    monkeypatch.setattr(search_page, "PAGE", 1)
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        open_case(qtbot, window, case_file)
    said = []
    window.triage.said.connect(said.append)
    (first,) = search(qtbot, window, "red")
    window.actions_by_id["review"].trigger()
    assert window.player.hit == first
    QTest.keyClick(window.player, Key.Key_1)
    qtbot.waitUntil(lambda: window.player.hit != first, timeout=TIMEOUT)
    assert window.triage.is_review and window.player.decision.progress == "Review: 1 of 2 decided"
    QTest.keyClick(window.player, Key.Key_2)
    settle(qtbot, window)
    assert decided(window) == {1: "match", 2: "no match"} and not window.triage.is_review
    assert said == ["Every hit that was found is decided or reviewed."]


def test_a_click_selects_and_a_double_click_opens(qtbot, ready):
    results, opened = ready.page.results, []
    results.opened.disconnect(ready.pages.show_hit)  # there is no footage to be played
    results.opened.connect(opened.append)
    for name in ("view_cards", "view_list"):
        ready.actions_by_id[name].trigger()
        for row in (2, 1):
            place = results.grid.visualRect(results.model.index(row)).center()
            QTest.mouseClick(results.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert opened == [] and [hit.rank for hit in results.chosen.hits] == [2]
        QTest.mouseDClick(results.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert [hit.rank for hit in opened] == [2]
        opened.clear()
    ready.actions_by_id["open_hit"].trigger()
    assert [hit.rank for hit in opened] == [2]


def test_a_hit_has_a_menu_of_the_table_s_commands(ready):
    grid, offered = ready.page.results.grid, [one for one in ready.page.results.grid.actions() if one.text()]
    assert grid.contextMenuPolicy() == Qt.ContextMenuPolicy.ActionsContextMenu
    act = ready.actions_by_id
    assert offered[0] is act["open_hit"] and {act[name] for name in ("decide_match", "note", "compare")} < set(
        offered
    )
    assert not act["open_hit"].isEnabled()
    grid.select_row(0)
    assert act["open_hit"].isEnabled() and act["decide_match"].isEnabled()
    place = grid.visualRect(grid.model().index(2)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.RightButton, pos=place)
    assert [hit.rank for hit in ready.page.results.chosen.hits] == [3]  # it is about what is under the pointer


def test_the_cell_that_the_keyboard_is_at_has_a_ring_in_cards_and_list(qtbot, ready):
    grid = ready.page.results.grid
    ready.activateWindow()
    qtbot.waitUntil(ready.isActiveWindow, timeout=TIMEOUT)
    for name in ("view_cards", "view_list"):
        ready.actions_by_id[name].trigger()
        grid.setFocus()
        grid.selectAll()
        grid.selectionModel().setCurrentIndex(grid.model().index(1), grid.selectionModel().SelectionFlag.NoUpdate)
        with_ring = [_seen(grid, row) for row in (0, 1)]
        ready.page.panel.box.line.setFocus()
        assert _seen(grid, 0) == with_ring[0] and _seen(grid, 1) != with_ring[1]


def _seen(grid, row: int):
    return grid.viewport().grab(grid.visualRect(grid.model().index(row))).toImage()


@pytest.fixture
def clocked(qtbot, window, case_of_many):
    """By time, people at both cameras come in turn."""
    with Case.open(case_of_many) as case:
        for source in case.sources.all():
            case.sources.set_clock(source.id, RecorderClock(datetime(2026, 3, 12, 10, 0), "user"))
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        open_case(qtbot, window, case_of_many)
    window.page.results.focus_view()
    return window


def test_by_time_further_hits_come_between_and_what_is_selected_stays_so(qtbot, clocked):
    results = clocked.page.results
    results.bar.orders.setCurrentIndex(results.bar.orders.findData("time"))
    results.grid.select_row(56)
    for _ in range(3):
        QTest.keyClick(results.grid, Key.Key_Right, SHIFT)
    before, at = [hit.track for hit in results.chosen.hits], results.grid.current_hit().track
    results.more.click()
    qtbot.waitUntil(lambda: len(results.model.hits) == 70, timeout=TIMEOUT)
    assert [hit.track for hit in results.chosen.hits] == before and len(before) == 4
    assert results.grid.current_hit().track == at and results.grid.currentIndex().row() > 59  # others came between
    results.bar.orders.setCurrentIndex(0)
    assert sorted(hit.track for hit in results.chosen.hits) == sorted(before)  # in whichever order


def test_what_is_selected_in_too_many_places_is_let_go_and_that_is_said(clocked, monkeypatch):
    monkeypatch.setattr("cpcl_desktop.gui.panels.selected.MOST_RUNS", 2)
    results, said = clocked.page.results, []
    results.said.connect(said.append)
    results.grid.select_row(25)
    for _ in range(14):
        QTest.keyClick(results.grid, Key.Key_Right, SHIFT)
    results.bar.orders.setCurrentIndex(results.bar.orders.findData("time"))
    assert said[-1].startswith("15 hits were selected") and len(results.chosen.hits) == 1


def _decide_all_loaded(ready) -> None:
    QTest.keyClick(ready.page.results.grid, Key.Key_A, CONTROL)
    QTest.keyClick(ready.page.results.grid, Key.Key_1)
    assert ready.triage.chosen == []


def test_who_goes_to_another_hit_while_further_ones_are_fetched_stays_there(qtbot, ready):
    results = ready.page.results
    _decide_all_loaded(ready)
    results.grid.select_row(7)
    assert [hit.rank for hit in ready.triage.chosen] == [8]  # keys are about it
    qtbot.waitUntil(lambda: len(results.model.hits) == 70, timeout=TIMEOUT)
    settle(qtbot, ready)
    assert results.grid.currentIndex().row() == 7


def test_hits_put_in_another_order_while_further_ones_are_fetched_are_gone_through_from_there(qtbot, clocked):
    ready, results = clocked, clocked.page.results
    _decide_all_loaded(ready)
    at = results.grid.current_hit().track
    results.bar.orders.setCurrentIndex(results.bar.orders.findData("time"))
    assert results.grid.current_hit().track == at and ready.triage.is_any_chosen
    qtbot.waitUntil(lambda: len(results.model.hits) == 70, timeout=TIMEOUT)
    settle(qtbot, ready)
    assert results.grid.current_hit().track == at


def test_an_answer_of_as_many_hits_is_not_the_one_that_is_waited_for(qtbot, ready):
    results = ready.page.results
    _decide_all_loaded(ready)
    results.show_answer(results.answer)  # as where the case was looked at meanwhile
    assert ready.triage.chosen == [] and results.grid.currentIndex().row() != 60
    qtbot.waitUntil(lambda: len(results.model.hits) == 70, timeout=TIMEOUT)
    settle(qtbot, ready)
    assert results.grid.currentIndex().row() == 60
