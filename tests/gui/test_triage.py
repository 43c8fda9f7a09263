"""Going through hits by keys: real key events in the real window, on real cases."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.gui.panels.results_model import MARKS_ROLE
from cpcl_desktop.gui.triage_wording import decided_line, group_line, selected_line
from tests.passage_cases import case_of_people

from .hands import TIMEOUT, open_case, search

PEOPLE = 30
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def many(tmp_path):
    return case_of_people(tmp_path / "many.cpcl", PEOPLE)


@pytest.fixture
def ready(qtbot, window, many):
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        open_case(qtbot, window, many)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=TIMEOUT)
    return window


@pytest.fixture
def press(window):
    """Presses a key where the focus is, as a keyboard does; counts."""
    pressed = []

    def press_key(key, modifiers=Qt.KeyboardModifier.NoModifier) -> int:
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)
        pressed.append(key)
        return len(pressed)

    return press_key


def settle(qtbot, window) -> None:
    qtbot.waitUntil(lambda: not window.desk.deciding.is_busy, timeout=TIMEOUT)


def verdicts(case_file) -> list:
    with Case.open(case_file) as case:
        return [(one.track, one.verdict) for one in case.decisions.history()]


def row(window) -> int:
    return window.page.results.grid.currentIndex().row()


def test_thirty_hits_are_decided_with_at_most_thirty_five_keys(qtbot, ready, press, many):
    grid, keys = ready.page.results.grid, [Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3]
    hits = ready.page.results.model.hits
    count = press(Qt.Key.Key_Tab)  # from the query to the hits
    assert QApplication.focusWidget() is grid
    for number in range(PEOPLE):
        count = press(keys[number % 3])
    settle(qtbot, ready)
    assert count <= 35
    names = ("match", "no match", "unsure")
    assert verdicts(many) == [(hit.track, names[at % 3]) for at, hit in enumerate(hits[:PEOPLE])]
    assert ready.page.results.progress == "30 of 32 decided" and row(ready) == PEOPLE


def test_a_decision_moves_on_to_the_next_hit_that_is_not_decided(qtbot, ready, press):
    press(Qt.Key.Key_Tab)
    ready.page.results.grid.select_row(1)
    press(Qt.Key.Key_2)
    ready.page.results.grid.select_row(0)
    press(Qt.Key.Key_1)
    assert row(ready) == 2
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_3)  # the last: what was left out before comes next
    assert row(ready) == 2
    ready.page.results.grid.select_row(0)
    press(Qt.Key.Key_0)  # withdrawing stays
    settle(qtbot, ready)
    assert row(ready) == 0 and ready.page.results.progress == "2 of 32 decided"


def test_several_are_selected_decided_and_taken_back_at_once(qtbot, ready, press, many):
    press(Qt.Key.Key_Tab)
    for _ in range(4):
        press(Qt.Key.Key_Right, SHIFT)
    press(Qt.Key.Key_2)
    settle(qtbot, ready)
    tracks = [hit.track for hit in ready.page.results.model.hits[:5]]
    assert verdicts(many) == [(track, "no match") for track in tracks] and row(ready) == 5
    press(Qt.Key.Key_Z, CONTROL)
    settle(qtbot, ready)
    assert ready.desk.deciding.decisions == {} and row(ready) == 0
    press(Qt.Key.Key_Z, CONTROL | SHIFT)
    settle(qtbot, ready)
    assert sorted(ready.desk.deciding.decisions) == sorted(tracks)
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_1)
    settle(qtbot, ready)
    assert ready.page.results.progress == "32 of 32 decided"
    for _ in range(2):
        press(Qt.Key.Key_Z, CONTROL)
    settle(qtbot, ready)
    assert ready.desk.deciding.decisions == {} and not ready.desk.deciding.steps.can_undo


def test_figures_typed_into_the_query_or_the_list_of_footage_decide_nothing(qtbot, ready, press):
    ready.page.results.grid.select_row(0)
    ready.page.panel.box.line.setFocus()
    press(Qt.Key.Key_1)
    assert ready.page.panel.box.line.text() == "1"
    ready.sources_panel.list.setFocus()
    press(Qt.Key.Key_1)
    settle(qtbot, ready)
    assert ready.desk.deciding.decisions == {}


def test_the_whole_group_that_is_proposed_is_decided_at_once(qtbot, ready, press, many):
    said = []
    ready.triage.said.connect(said.append)
    press(Qt.Key.Key_Tab)
    with qtbot.waitSignal(ready.triage.said, timeout=TIMEOUT):
        press(Qt.Key.Key_1, ALT)
    settle(qtbot, ready)
    hits = ready.page.results.model.hits
    first = [hit.track for hit in hits if hit.time_us in (0, 95_000_000, 98_000_000)]
    assert verdicts(many) == [(track, "match") for track in first]
    assert said[0] == "Match: 3 hits proposed to show one person. A proposal, never an identification."
    press(Qt.Key.Key_Z, CONTROL)
    settle(qtbot, ready)
    assert ready.desk.deciding.decisions == {}


def test_the_review_shows_what_is_undecided_until_all_is(qtbot, window, case_file, press):
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        open_case(qtbot, window, case_file)
    window.activateWindow()
    hits = search(qtbot, window, "red")
    with qtbot.waitSignal(window.player.feed.arrived, timeout=TIMEOUT):
        press(Qt.Key.Key_R, CONTROL)
    player = window.player
    assert player.hit == hits[0] and player.shown.time_us == hits[0].time_us
    assert window.actions_by_id["review"].isChecked() and player.decision.progress == "Review: 0 of 2 decided"
    press(Qt.Key.Key_1)
    assert player.hit == hits[1] and player.decision.progress == "Review: 1 of 2 decided"
    press(Qt.Key.Key_Z, CONTROL)  # shows again whose decision it was
    assert player.hit == hits[0]
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_2)
    assert not window.pages.is_in_player and not window.triage.is_review
    settle(qtbot, window)
    assert window.page.results.progress == "2 of 2 decided"
    assert [window.desk.deciding.decisions[hit.track].verdict for hit in hits] == ["unsure", "no match"]


def test_leaving_the_player_ends_the_review_and_alone_it_stays_on_its_hit(qtbot, window, case_file, press):
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        open_case(qtbot, window, case_file)
    window.activateWindow()
    hits = search(qtbot, window, "red")
    press(Qt.Key.Key_R, CONTROL)
    press(Qt.Key.Key_Escape)
    assert not window.triage.is_review and not window.actions_by_id["review"].isChecked()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_1)
    settle(qtbot, window)
    assert window.player.hit == hits[0] and window.player.decision.progress == "1 of 2 decided"


def test_a_note_is_written_in_the_grid_too(qtbot, ready, press, answers, many):
    answers.written_note, answers.note_goes_with = "the bag fits", "match"
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_N)
    settle(qtbot, ready)
    first = ready.desk.deciding.decisions[ready.page.results.model.hits[0].track]
    assert (first.note, first.verdict) == ("the bag fits", "match")
    assert answers.asked == [("note", "", None)]  # that nothing is decided is for the dialog to say


def test_bookmarks_and_what_was_reviewed_are_a_key_and_undone_like_decisions(qtbot, ready, press, many):
    model, act = ready.page.results.model, ready.actions_by_id
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_B)
    assert row(ready) == 0 and act["bookmark"].isChecked()
    press(Qt.Key.Key_R)  # looked at: the next one comes
    settle(qtbot, ready)
    assert row(ready) == 1 and not act["bookmark"].isChecked()
    assert model.index(0).data(MARKS_ROLE) == ["bookmark", "reviewed"]
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).endswith(", not decided, bookmark, reviewed")
    for _ in range(2):
        press(Qt.Key.Key_Right, SHIFT)
    press(Qt.Key.Key_B)
    settle(qtbot, ready)
    assert [bool(model.index(at).data(MARKS_ROLE)) for at in range(5)] == [True, True, True, True, False]
    press(Qt.Key.Key_Z, CONTROL)  # the three of one key
    settle(qtbot, ready)
    assert ready.desk.deciding.marks == {model.hits[0].track: {"bookmark", "reviewed"}}
    press(Qt.Key.Key_Z, CONTROL | SHIFT)
    settle(qtbot, ready)
    assert len(ready.desk.deciding.marks) == 4 and ready.desk.deciding.decisions == {}
    with Case.open(many) as case:
        assert [one.is_set for one in case.marks.history()] == [1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1]
        assert not case.decisions.history()


def test_a_mark_is_taken_off_by_the_same_key_and_drawn_on_the_card(qtbot, ready, press):
    grid = ready.page.results.grid
    press(Qt.Key.Key_Tab)
    area = grid.visualRect(ready.page.results.model.index(0))
    corner = area.adjusted(area.width() // 2, 0, 0, 50 - area.height())
    before = grid.viewport().grab(corner).toImage()
    press(Qt.Key.Key_B)
    settle(qtbot, ready)
    assert grid.viewport().grab(corner).toImage() != before
    press(Qt.Key.Key_B)
    settle(qtbot, ready)
    assert grid.viewport().grab(corner).toImage() == before and ready.desk.deciding.marks == {}


def test_the_review_passes_over_what_was_reviewed(qtbot, window, case_file, press):
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        open_case(qtbot, window, case_file)
    window.activateWindow()
    hits = search(qtbot, window, "red")
    press(Qt.Key.Key_R, CONTROL)
    press(Qt.Key.Key_R)
    assert window.player.hit == hits[1]
    press(Qt.Key.Key_1)
    assert not window.pages.is_in_player and window.page.results.progress == "1 of 2 decided"
    settle(qtbot, window)


def test_a_click_with_control_selects_and_opens_nothing(qtbot, ready):
    grid = ready.page.results.grid
    for at in (0, 2):
        place = grid.visualRect(ready.page.results.model.index(at)).center()
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, CONTROL, place)
    assert not ready.pages.is_in_player
    assert [hit.rank for hit in grid.selected_hits()] == [1, 3]


def test_progress_and_groups_in_words():
    assert decided_line(41, 120, 120) == "41 of 120 decided" and decided_line(0, 0, 0) == ""
    assert decided_line(41, 60, 3000) == "41 of the 60 shown decided, 3,000 found"
    assert selected_line(60, 3000) == "60 of 3,000 hits selected: those shown here."
    assert selected_line(60, 60) == "All 60 hits selected."
    assert group_line(None, 1, 4).startswith(
        "Withdrawn: 1 hit proposed to show one person. 3 more of the group are not"
    )
