"""The page of likely persons: the engine's proposal, deciding about it by keys, and taking that back."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.persons.persons import CAVEAT
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.recorder_time import RecorderClock
from tests.gui.hands import TIMEOUT, open_case
from tests.passage_cases import NOON, add_footage, noon

SELECT = QItemSelectionModel.SelectionFlag.Select
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def town(tmp_path):
    """Two cameras: five people pass the gate, of whom three come to the yard, the first of them twice."""
    path = tmp_path / "town.cpcl"
    with Case.open(path, create=True) as case:
        add_footage(case, "gate", [(number, number * 3, number * 3 + 2) for number in range(5)], noon())
        seen = [(0, 4, 6), (1, 8, 9), (2, 12, 14), (0, 40, 44)]
        add_footage(case, "yard", seen, RecorderClock(NOON + timedelta(seconds=100), "user"))
    return path


@pytest.fixture
def page(qtbot, window, town):
    open_case(qtbot, window, town)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=TIMEOUT)
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)
    persons = window.views.persons
    settle(qtbot, persons)
    return persons


def settle(qtbot, persons) -> None:
    qtbot.waitUntil(lambda: not persons.under_way.jobs and persons.proposal.passages > 0, timeout=TIMEOUT)


def press(qtbot, page, widget, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key, modifiers)
    settle(qtbot, page)


def groups(page) -> list:
    return [sorted(one.track for one in person.appearances) for person in page.proposal.persons]


def select(page, *rows) -> None:
    page.list.clearSelection()
    for row in rows:
        page.list.selectionModel().setCurrentIndex(page.model.index(row), SELECT)


def test_the_proposal_is_the_engines_and_says_that_it_is_one(page, town):
    assert groups(page) == [[1, 6, 9], [2, 7], [3, 8]]
    assert CAVEAT in [label.text() for label in page.findChildren(type(page.line))]
    assert page.line.text() == "9 passages: 3 likely persons seen again or named, 2 passages like no other."
    assert "Proposal" in page.model.data(page.model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    with Case.read(town) as case:
        assert [entry.details["persons"] for entry in case.log.entries("list") if "persons" in entry.details] == [
            [1, 2, 3]
        ]


def test_a_row_tells_gaps_strength_and_times(page):
    said = page.sheet.model.data(page.sheet.model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert said == (
        "yard · yard-2.mp4, 0:00:04.000 – 0:00:06.000 in the file, 2026-03-12 12:01:44 corrected, "
        "passage 6 · 1:42 ± 0:10 since the last · belongs: strong"
    )


def test_merging_by_a_key_is_a_logged_decision_that_undo_takes_back(qtbot, page, window, town):
    select(page, 1, 2)
    press(qtbot, page, page.list, Qt.Key.Key_M)
    assert groups(page) == [[2, 3, 7, 8], [1, 6, 9]] and page.sheet.person.number == 2
    press(qtbot, page, page.list, Qt.Key.Key_Z, CONTROL)
    assert groups(page) == [[1, 6, 9], [2, 7], [3, 8]]
    press(qtbot, page, page.list, Qt.Key.Key_Y, CONTROL)
    assert groups(page) == [[2, 3, 7, 8], [1, 6, 9]]
    with Case.read(town) as case:
        assert [one.kind for one in case.persons.history()] == ["merge", "undo", "merge"]
        assert verify_case(case, silent, footage=False).faults == []


def test_a_passage_is_taken_out_of_a_person_by_a_key(qtbot, page, window):
    assert not window.actions_by_id["split_person"].isEnabled()
    page.sheet.list.setCurrentIndex(page.sheet.model.index(2))
    assert window.actions_by_id["split_person"].isEnabled()
    press(qtbot, page, page.sheet.list, Qt.Key.Key_T)
    assert groups(page) == [[1, 6], [2, 7], [3, 8], [9]]  # who it was about stays in view


def test_a_name_is_typed_and_stays(qtbot, page, town):
    press(qtbot, page, page.list, Qt.Key.Key_F2)
    assert QApplication.focusWidget() is page.sheet.name
    QTest.keyClicks(page.sheet.name, "the tall one, m 1 /")  # keys of commands are letters here
    press(qtbot, page, page.sheet.name, Qt.Key.Key_Return)
    assert page.proposal.persons[0].name == "the tall one, m 1 /"
    with Case.read(town) as case:
        assert [(one.kind, one.name) for one in case.persons.current()] == [("name", "the tall one, m 1 /")]
        assert not case.decisions.history()


def test_an_appearance_opens_in_the_player_and_escape_comes_back(qtbot, page, window):
    page.sheet.list.setCurrentIndex(page.sheet.model.index(1))
    page.sheet.list.setFocus()
    QTest.keyClick(page.sheet.list, Qt.Key.Key_Return)
    assert window.views.is_at_search and window.pages.is_in_player and window.player.hit.track == 6
    QTest.keyClick(window.player, Qt.Key.Key_Escape)
    assert window.views.view is page
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert window.views.is_at_search and not window.pages.is_in_player


def test_the_timeline_has_a_row_for_each_camera_by_true_time_and_opens_by_a_click(qtbot, page, window):
    timeline = page.sheet.timeline
    assert [(block.row, round(block.begin_s), round(block.end_s)) for block in timeline.blocks] == [
        (0, 0, 2),
        (1, 104, 106),
        (1, 140, 144),
    ]
    QTest.keyClick(timeline, Qt.Key.Key_Right)
    assert page.sheet.list.currentIndex().row() == 1
    QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=timeline.place_of(2).center().toPoint())
    assert window.player.hit.track == 9


def test_undo_here_takes_back_no_decision_that_somebody_else_made_since(qtbot, page, window, town):
    told = []
    page.failed.connect(lambda _, error: told.append(str(error)))
    select(page, 1, 2)
    press(qtbot, page, page.list, Qt.Key.Key_M)
    with Case.open(town) as case:
        case.persons.name([1, 6, 9], "by another")
    press(qtbot, page, page.list, Qt.Key.Key_Z, CONTROL)
    assert "Somebody decided about persons since" in told[0]
    with Case.read(town) as case:
        assert [one.kind for one in case.persons.current()] == ["merge", "name"]


def test_keys_about_hits_do_nothing_here(page, window):
    window.page.results.grid.select_row(0)
    assert not window.actions_by_id["decide_match"].isEnabled() and not window.actions_by_id["review"].isEnabled()
    QTest.keyClick(page, Qt.Key.Key_1, CONTROL)
    assert window.views.is_at_search and window.actions_by_id["decide_match"].isEnabled()


def test_closing_the_case_forgets_its_persons(page, window):
    window.desk.close()
    assert page.proposal.persons == () and page.model.rowCount() == 0 and page.workspace is None


def test_a_report_can_be_of_the_person_that_is_selected(page, window, answers):
    select(page, 1)
    window.actions_by_id["report"].trigger()
    assert answers.reportable.of_person == page.chosen[0].number == 2 and answers.reportable.selected == []
    select(page, 0, 1)
    window.actions_by_id["report"].trigger()
    assert answers.reportable.of_person is None
