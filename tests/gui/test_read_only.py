"""A case that cannot be written to is marked, searched and checked; what would write to it is off and says why."""

import hashlib
import os
import shutil
import stat

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.gui.commands import COMMANDS
from cpcl_desktop.gui.query_wording import DELETE, RENAME, SAVE
from cpcl_desktop.gui.writing import WHY_NOT, WRITES
from tests.gui.hands import TIMEOUT, drop, open_case, open_first, search

CONTROL = Qt.KeyboardModifier.ControlModifier


def may_write(path) -> bool:
    """As its mode says, which holds for everybody but the administrator."""
    return bool(path.stat().st_mode & stat.S_IWUSR)


@pytest.fixture
def read_only(case_file, monkeypatch):
    """The case's file without the right to write, which tests run by the administrator take as anybody would."""
    case_file.chmod(0o444)
    if os.access(case_file, os.W_OK):
        access = os.access
        asks = lambda path, mode: access(path, mode) and (path != case_file or may_write(case_file))  # noqa: E731
        monkeypatch.setattr(os, "access", asks)
    yield case_file
    case_file.chmod(0o644)


def test_it_is_marked_in_the_title_and_a_notice(qtbot, window, read_only):
    open_case(qtbot, window, read_only)
    assert window.windowTitle() == "ready (read only) — CPCL Desktop"
    assert window.page.place.isVisible() and "The case ready.cpcl can only be read" in window.page.place.text
    window.desk.refresh()
    qtbot.waitUntil(lambda: not window.desk.surveying.is_busy, timeout=TIMEOUT)
    assert window.desk.survey.is_read_only
    window.desk.close()
    assert window.windowTitle() == "CPCL Desktop" and not window.page.place.isVisible()


def test_what_would_write_is_off_and_says_why_on_every_page(qtbot, window, read_only):
    before = hashlib.sha256(read_only.read_bytes()).hexdigest()
    open_case(qtbot, window, read_only)
    search(qtbot, window, "red")
    open_first(qtbot, window)
    act, pages = window.actions_by_id, ("view_persons", "view_models", "view_describe", "view_search")
    for page in pages:
        act[page].trigger()
        assert not any(act[name].isEnabled() for name in WRITES)
    assert all(act[name].toolTip().endswith(WHY_NOT) for name in WRITES)
    assert all(WHY_NOT not in act[name].toolTip() for name in act.keys() - WRITES)
    assert act["view_coverage"].isEnabled() and act["find"].isEnabled() and act["copy_time"].isEnabled()
    assert window.views.persons.sheet.name.isReadOnly()
    describing = window.views.describe_page
    assert describing.line.isReadOnly() and describing.hint.text() == WHY_NOT
    window.desk.close()
    assert hashlib.sha256(read_only.read_bytes()).hexdigest() == before
    assert [one.name for one in read_only.parent.glob("ready.cpcl*")] == ["ready.cpcl"]


def test_saved_searches_can_be_asked_but_not_changed(qtbot, window, read_only):
    read_only.chmod(0o644)
    with Case.open(read_only) as case:
        case.searches.save("red coat", '{"text": "red"}')
    read_only.chmod(0o444)
    open_case(qtbot, window, read_only)
    button = window.page.panel.box.searches
    qtbot.waitUntil(lambda: bool(button.saved), timeout=TIMEOUT)
    button.menu().aboutToShow.emit()
    can = {action.text(): action.isEnabled() for action in button.menu().actions()}
    assert can["red coat"] and not any(can[text] for text in (SAVE, RENAME, DELETE))
    with qtbot.waitSignal(window.desk.answered, timeout=TIMEOUT):
        next(action for action in button.menu().actions() if action.text() == "red coat").trigger()


def test_footage_cannot_be_dropped_but_another_case_can(qtbot, window, read_only, clip, tmp_path):
    open_case(qtbot, window, read_only)
    begun = []
    window.desk.ingesting.connect(begun.append)
    drop(window, clip)
    assert begun == [] and window.status.currentMessage() == WHY_NOT
    other = tmp_path / "other.cpcl"
    shutil.copy(read_only, other)
    other.chmod(0o644)
    with qtbot.waitSignal(window.desk.opened, timeout=TIMEOUT):
        drop(window, other)
    assert not window.desk.survey.is_read_only


def test_no_folder_is_watched_and_nothing_is_offered_to_be_found(qtbot, window, read_only, settings):
    settings.set_watched(read_only, {str(read_only.parent): []})
    open_case(qtbot, window, read_only)
    assert window.caring.watching.folders == ()
    assert not window.actions_by_id["watch_folder"].isEnabled()


def test_it_can_be_checked(qtbot, window, read_only):
    open_case(qtbot, window, read_only)
    QTest.keyClick(window, Qt.Key.Key_4, CONTROL)
    window.actions_by_id["verify"].trigger()
    view = window.views.log
    qtbot.waitUntil(lambda: view.verdict is not None, timeout=TIMEOUT)
    assert view.verdict.faults == []


def test_once_it_may_be_written_to_everything_is_there_again(qtbot, window, read_only):
    open_case(qtbot, window, read_only)
    read_only.chmod(0o644)
    open_case(qtbot, window, read_only)
    search(qtbot, window, "red")
    open_first(qtbot, window)
    decide = window.actions_by_id["decide_match"]
    assert window.windowTitle() == "ready — CPCL Desktop" and not window.page.place.isVisible()
    assert decide.isEnabled() and WHY_NOT not in decide.toolTip()
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        decide.trigger()
    with Case.read(read_only) as case:
        assert len(case.decisions.history()) == 1


def test_nothing_is_put_back_or_removed_where_the_case_can_only_be_read(qtbot, window, read_only):
    read_only.chmod(0o644)
    with Case.open(read_only) as case:
        case.bin.take_out([1])
    read_only.chmod(0o444)
    open_case(qtbot, window, read_only)
    qtbot.waitUntil(lambda: window.sources_panel.model.rowCount() == 1, timeout=TIMEOUT)
    panel = window.sources_panel
    panel.list.setCurrentIndex(panel.model.index(0))
    act = window.actions_by_id
    off = ("put_back", "empty_bin", "read_again", "relink_selected", "watch_folder")
    assert not any(act[name].isEnabled() for name in off)
    assert all(act[name].toolTip().endswith(WHY_NOT) for name in off)


def test_commands_that_write_are_commands_of_the_table():
    assert {command.id for command in COMMANDS} >= WRITES
