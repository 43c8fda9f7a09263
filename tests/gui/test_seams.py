"""Passages that were cut or put together wrongly, mended in the player: joined, divided, undone, shown so."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.gui.dialogs.follower_dialog import FollowerDialog
from cpcl_desktop.gui.player.moments_strip import SEAM_ROLE
from cpcl_desktop.gui.writing import hindrance

from .hands import TIMEOUT, open_case, open_first

CONTROL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def ready(qtbot, window, case_file, answers, monkeypatch):
    """A case of two passages, the first of which is open in the player; of later ones the first is chosen."""
    monkeypatch.setattr(answers, "follower", lambda parent, hit, followers: followers[0])
    open_case(qtbot, window, case_file)
    open_first(qtbot, window)
    qtbot.waitUntil(lambda: window.player.strip.joins is not None, timeout=TIMEOUT)
    return window


def tracks(window) -> list[int]:
    return sorted(hit.track for hit in window.page.results.model.hits)


def seams(window) -> int:
    return len(window.player.strip.joins or ())


def press(window, key, modifier=NONE) -> None:
    QTest.keyClick(window.player, key, modifier)


@contextmanager
def looked_at_anew(qtbot, window):
    """What follows from a change has come: the hits, and the passage in the player."""
    with qtbot.waitSignals([window.desk.answered, window.player.shown_moments], timeout=TIMEOUT):
        yield
    qtbot.waitUntil(lambda: window.player.strip.joins is not None, timeout=TIMEOUT)


def join(qtbot, window) -> None:
    with looked_at_anew(qtbot, window):
        press(window, Qt.Key.Key_D, SHIFT)


def go(qtbot, window, time_us: int) -> None:
    window.player.cameras.go(time_us)
    qtbot.waitUntil(lambda: not window.player.feed.busy, timeout=TIMEOUT)


def test_a_passage_is_joined_with_the_next_and_undo_and_redo_are_shown_at_once(qtbot, ready):
    said, here = [], ready.player.shuttle.position_us
    ready.caring.said.connect(said.append)
    join(qtbot, ready)
    assert tracks(ready) == [1] and seams(ready) == 1
    assert ready.player.hit.track == 1 and ready.player.hit.end_us > 7_000_000
    assert ready.player.shuttle.position_us == here
    with looked_at_anew(qtbot, ready):
        press(ready, Qt.Key.Key_Z, CONTROL)
    assert tracks(ready) == [1, 2] and seams(ready) == 0
    with looked_at_anew(qtbot, ready):
        press(ready, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert tracks(ready) == [1] and seams(ready) == 1
    assert "undo takes that back" in said[0] and said[1].endswith("again a passage of its own.")
    with Case.read(ready.desk.workspace.path) as case:
        told = [set(entry.details) & {"joined", "split"} for entry in case.log.entries("passages")]
    assert told == [{"joined"}, {"split"}, {"joined"}]


def test_somebody_else_divides_at_the_seam_before_the_frame_and_shows_who_that_is(qtbot, ready):
    join(qtbot, ready)
    (seam,) = ready.player.strip.joins
    go(qtbot, ready, seam.end_us + 500_000)
    with looked_at_anew(qtbot, ready):
        press(ready, Qt.Key.Key_D)
        press(ready, Qt.Key.Key_D)  # too soon, which divides nothing a second time
        press(ready, Qt.Key.Key_2)  # nor is anything decided of who is not shown yet
        assert list(ready.pages.chosen_hits) == []
    assert tracks(ready) == [1, 2] and len(ready.desk.undoing.mending.steps.made) == 2
    assert ready.player.hit.track == 2 and ready.player.hit.start_us == seam.end_us
    assert abs(ready.player.shuttle.position_us - seam.end_us - 500_000) < 100_000
    assert not ready.desk.deciding.outlook.decided().any() and list(ready.pages.chosen_hits) == [ready.player.hit]
    press(ready, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: ready.player.shuttle.position_us == ready.player.hit.time_us, timeout=TIMEOUT)
    with looked_at_anew(qtbot, ready):
        press(ready, Qt.Key.Key_Z, CONTROL)
    assert tracks(ready) == [1] and ready.player.hit.track == 1 and seams(ready) == 1


def test_who_has_gone_on_to_something_else_is_not_taken_back_to_the_passage(qtbot, ready):
    join(qtbot, ready)
    (seam,) = ready.player.strip.joins
    go(qtbot, ready, seam.end_us + 500_000)
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        press(ready, Qt.Key.Key_D)
        ready.pages.show_footage(ready.desk.survey.sources[0], 0)
    qtbot.waitUntil(lambda: not ready.pages.is_changing, timeout=TIMEOUT)
    assert tracks(ready) == [1, 2] and ready.player.hit is None and ready.pages.is_in_player
    assert not any(ready.actions_by_id[name].isEnabled() for name in ("somebody_else", "same_as_next"))


def test_where_nothing_can_be_mended_it_is_said_why_and_nothing_is_done(qtbot, ready):
    said, surveying = [], ready.desk.surveying
    ready.seams.said.connect(said.append)
    press(ready, Qt.Key.Key_D)
    assert "followed without a break" in said.pop()
    known = surveying.survey
    surveying.survey = replace(known, sources=[replace(one, state="partial") for one in known.sources])
    for modifier in (NONE, SHIFT):
        press(ready, Qt.Key.Key_D, modifier)
        assert "once their footage is read to its end" in said.pop()
    surveying.survey = known
    with qtbot.waitSignal(ready.player.shown_moments, timeout=TIMEOUT):
        ready.pages.turn_to(1)
    press(ready, Qt.Key.Key_D, SHIFT)
    qtbot.waitUntil(lambda: bool(said), timeout=TIMEOUT)
    assert said.pop().startswith("No passage begins after this one")
    for name in ("somebody_else", "same_as_next"):
        assert ready.actions_by_id[name].isEnabled()
        assert hindrance(name, True, False) and hindrance(name, False, True, True)  # its case can only be read
    ready.actions_by_id["back_to_hits"].trigger()
    assert not ready.actions_by_id["somebody_else"].isEnabled()
    assert not ready.desk.is_ingesting and not ready.desk.undoing.can_undo


def test_seams_stand_on_the_bar_and_in_the_strip_and_say_how_alike_both_parts_are(qtbot, ready):
    join(qtbot, ready)
    bar, strip = ready.player.seek, ready.player.strip
    (seam,) = bar.joins
    assert "Joined at" in bar.accessibleDescription()
    middle = (bar.x_of(seam.start_us) + bar.x_of(seam.end_us)) / 2
    where = QPointF(middle, bar.height() / 2)
    move = QMouseEvent(QEvent.Type.MouseMove, where, where, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, NONE)
    QApplication.sendEvent(bar, move)
    assert bar.toolTip().startswith("Joined at") and bar.seam_at(bar.x_of(0)) is None
    marked = [row for row in range(strip.model().rowCount()) if strip.model().index(row, 0).data(SEAM_ROLE)]
    assert len(marked) == 1 and strip.moments[marked[0]].time_us >= seam.end_us
    assert strip.moments[marked[0] - 1].time_us <= seam.start_us
    tip = strip.model().index(marked[0], 0).data(int(Qt.ItemDataRole.ToolTipRole))
    assert "Joined at" in tip
    said = []
    ready.seams.said.connect(said.append)
    press(ready, Qt.Key.Key_D)  # the frame shown lies before the seam
    assert "Go to a moment behind the seam" in said[-1] and not ready.desk.is_ingesting


def test_what_somebody_else_joined_meanwhile_is_shown_and_my_undo_says_that_it_cannot(qtbot, ready, monkeypatch):
    told = []
    monkeypatch.setattr("cpcl_desktop.gui.window.show_error", lambda parent, title, error: told.append(title))
    join(qtbot, ready)
    with Case.open(ready.desk.workspace.path) as other:
        other.passages.split(1)
    ready.pages.leave_player()
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        ready.desk.refresh()
    assert tracks(ready) == [1, 2]
    ready.actions_by_id["undo"].trigger()
    qtbot.waitUntil(lambda: bool(told), timeout=TIMEOUT)
    assert told == ["The passage was not divided"] and not ready.desk.undoing.can_undo
    with Case.read(ready.desk.workspace.path) as case:
        assert len(case.passages.all([1])) == 2


def test_the_dialog_shows_later_passages_with_pictures_and_the_next_one_is_chosen(qtbot, ready):
    job, found = ready.desk.workspace.followers_job(ready.player.hit.track, 9), []
    job.succeeded.connect(found.extend)
    job.start()
    qtbot.waitUntil(lambda: bool(found), timeout=TIMEOUT)
    dialog = FollowerDialog(ready.player.hit, found)
    qtbot.addWidget(dialog)
    assert dialog.list.count() == 1 and dialog.chosen.hit.track == 2 and not dialog.list.item(0).icon().isNull()
    icon, size = dialog.list.item(0).icon(), found[0].picture.size()
    pictures = [icon.pixmap(size, mode).toImage() for mode in (icon.Mode.Normal, icon.Mode.Selected)]
    assert pictures[0] == pictures[1]  # its colours are what they are, chosen or not
    assert "later" in dialog.list.item(0).text() and dialog.chosen.after_us > 500_000
    assert dialog.findChild(QDialogButtonBox).buttons()
