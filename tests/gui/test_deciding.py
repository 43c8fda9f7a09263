"""Decisions and undo, at any pace: what the case holds is what a simple model of the keys says."""

import random
import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.gui import deciding
from cpcl_desktop.gui.panels.job_card import DECIDING, JobCard

from .hands import TIMEOUT, open_case, open_first, search

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEYS = {
    "1": (Qt.Key.Key_1,),
    "2": (Qt.Key.Key_2,),
    "3": (Qt.Key.Key_3,),
    "0": (Qt.Key.Key_0,),
    "N": (Qt.Key.Key_N,),
    "undo": (Qt.Key.Key_Z, CONTROL),
    "redo": (Qt.Key.Key_Z, CONTROL | SHIFT),
    "redo too": (Qt.Key.Key_Y, CONTROL),
    "next": (Qt.Key.Key_PageDown,),
    "previous": (Qt.Key.Key_PageUp,),
}
VERDICTS = {"1": "match", "2": "no match", "3": "unsure"}
NOTHING = (None, "")


class Model:
    """What the keys mean: a state for each passage, and a list of steps of which the last that stands is undone."""

    def __init__(self, tracks) -> None:
        self.tracks, self.at = list(tracks), 0
        self.now = dict.fromkeys(self.tracks, NOTHING)
        self.steps, self.standing, self.written = [], 0, []

    def press(self, key: str, note: str = "") -> None:
        verdict, written = self.now[self.tracks[self.at]]
        if key in VERDICTS and VERDICTS[key] != verdict:
            self._decide((VERDICTS[key], written))
        elif key == "0" and verdict:
            self._decide(NOTHING)
        elif key == "N" and note != written:
            self._decide((verdict or "unsure", note))
        elif key == "undo" and self.standing:
            self.standing -= 1
            track, before, _ = self.steps[self.standing]
            self._write(track, before)
        elif key.startswith("redo") and self.standing < len(self.steps):
            track, _, after = self.steps[self.standing]
            self.standing += 1
            self._write(track, after)
        elif key in ("next", "previous"):
            self.at = min(max(self.at + (1 if key == "next" else -1), 0), len(self.tracks) - 1)

    def _decide(self, after) -> None:
        track = self.tracks[self.at]
        self.steps[self.standing :] = [(track, self.now[track], after)]
        self.standing += 1
        self._write(track, after)

    def _write(self, track, said) -> None:
        self.now[track] = said
        self.written.append((track, *said))


@pytest.fixture
def ready(qtbot, window, case_file):
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        open_case(qtbot, window, case_file)
    search(qtbot, window, "red")
    open_first(qtbot, window)
    return window


@pytest.fixture
def told(window, monkeypatch) -> list:
    said = []
    monkeypatch.setattr("cpcl_desktop.gui.window.show_error", lambda *args: said.append(args[1:]))
    return said


def press(window, key: str) -> None:
    QTest.keyClick(window.player, *KEYS[key])


def settle(qtbot, window) -> None:
    qtbot.waitUntil(lambda: not window.desk.deciding.is_busy, timeout=TIMEOUT)


def history(case_file) -> list:
    with Case.open(case_file) as case:
        return [(one.track, one.verdict, one.note) for one in case.decisions.history()]


@pytest.mark.parametrize("keys", ["1 0", "1 2 0", "1 1 undo", "1 undo redo", "1 N undo", "N undo", "1 2 undo undo"])
def test_keys_pressed_quickly_do_what_they_do_slowly(qtbot, ready, answers, case_file, keys):
    model = Model(hit.track for hit in ready.page.results.model.hits)
    answers.written_note = "the bag fits"
    for key in keys.split():
        press(ready, key)
        model.press(key, "the bag fits")
    settle(qtbot, ready)
    assert history(case_file) == model.written


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.exhaustive) for seed in (1, 2, 3))])
@pytest.mark.parametrize(("pace", "length"), [("fast", 120), ("slow", 60), ("mixed", 90)])
def test_any_keys_at_any_pace_leave_what_the_model_says(qtbot, ready, answers, case_file, seed, pace, length):
    model = Model(hit.track for hit in ready.page.results.model.hits)
    dice = random.Random(f"{seed} {pace}")
    keys = [*KEYS, "undo", "redo"]
    for number in range(length):
        key = dice.choice(keys)
        answers.written_note = dice.choice(("", "a", f"note {number}"))
        press(ready, key)
        model.press(key, answers.written_note)
        if pace == "slow" or (pace == "mixed" and dice.random() < 0.4):
            settle(qtbot, ready)
            decided = ready.desk.deciding.decisions
            shown = {track: (one.verdict, one.note) for track, one in decided.items()}
            assert shown == {track: said for track, said in model.now.items() if said != NOTHING}
    settle(qtbot, ready)
    assert history(case_file) == model.written
    assert ready.actions_by_id["undo"].isEnabled() == (model.standing > 0)
    assert ready.actions_by_id["redo"].isEnabled() == (model.standing < len(model.steps))


def test_a_decision_that_fails_is_told_and_cannot_be_undone(qtbot, ready, told, case_file):
    press(ready, "1")
    settle(qtbot, ready)
    with held(ready, case_file):
        press(ready, "2")
        settle(qtbot, ready)
    assert [title for title, _ in told] == ["The decision was not stored"]
    assert "being written to by another program" in str(told[0][1])
    assert (
        ready.actions_by_id["decide_match"].isChecked() and not ready.actions_by_id["decide_no_match"].isChecked()
    )
    press(ready, "undo")
    settle(qtbot, ready)
    track = ready.player.hit.track
    assert history(case_file) == [(track, "match", ""), (track, None, "")]
    assert not ready.actions_by_id["undo"].isEnabled()


def test_what_follows_a_failed_decision_starts_from_what_the_case_says(qtbot, ready, told, case_file):
    with held(ready, case_file):
        press(ready, "1")
        press(ready, "undo")  # of what fails: nothing is taken back, and nothing earlier
        settle(qtbot, ready)
    press(ready, "2")
    settle(qtbot, ready)
    press(ready, "undo")
    settle(qtbot, ready)
    track = ready.player.hit.track
    assert history(case_file) == [(track, "no match", ""), (track, None, "")]
    assert len(told) == 1


def test_an_undo_that_fails_can_be_tried_again(qtbot, ready, told, case_file):
    press(ready, "1")
    settle(qtbot, ready)
    with held(ready, case_file):
        press(ready, "undo")
        settle(qtbot, ready)
    assert len(told) == 1
    assert ready.actions_by_id["undo"].isEnabled() and not ready.actions_by_id["redo"].isEnabled()
    press(ready, "undo")
    settle(qtbot, ready)
    assert [verdict for _, verdict, _ in history(case_file)] == ["match", None]


def test_a_passage_that_is_gone_is_told_and_what_is_shown_is_what_the_case_holds(qtbot, ready, told, case_file):
    track = ready.player.hit.track
    press(ready, "1")
    settle(qtbot, ready)
    with closing(sqlite3.connect(case_file)) as other:
        other.execute("PRAGMA foreign_keys = ON")
        other.execute("DELETE FROM track WHERE id = ?", (track,))
        other.commit()
    press(ready, "2")
    settle(qtbot, ready)
    assert "has no passage" in str(told[0][1])
    qtbot.waitUntil(lambda: ready.desk.deciding.decisions == {}, timeout=TIMEOUT)
    assert ready.player.decision.text == "Not decided yet"


def test_decisions_under_way_are_stored_before_the_case_is_closed(qtbot, ready, case_file):
    for key in ["1", "2", "3"]:
        press(ready, key)
    ready.actions_by_id["close_case"].trigger()
    qtbot.waitUntil(lambda: ready.desk.workspace is None, timeout=TIMEOUT)
    assert [verdict for _, verdict, _ in history(case_file)] == ["match", "no match", "unsure"]


def test_a_decision_that_fails_keeps_the_window_open(qtbot, ready, told, case_file):
    with held(ready, case_file):
        press(ready, "1")
        ready.close()
        settle(qtbot, ready)
    assert ready.isVisible() and ready.desk.workspace is not None and len(told) == 1


class held:  # noqa: N801 - reads as a word
    """Another program writes to the case for as long as this lasts; the window does not wait for it for long."""

    def __init__(self, window, case_file) -> None:
        connection = window.desk.workspace._decisions.case._store.connection
        connection.execute("PRAGMA busy_timeout = 50")
        self._other = sqlite3.connect(case_file, isolation_level=None)

    def __enter__(self) -> None:
        self._other.execute("BEGIN IMMEDIATE")

    def __exit__(self, *_: object) -> None:
        self._other.close()


def test_a_decision_that_waits_for_what_is_being_written_is_shown_and_then_stored(
    qtbot, ready, case_file, monkeypatch
):
    monkeypatch.setattr(deciding, "HELD_MS", 50)

    def waiting() -> list[JobCard]:
        cards = ready.sources_panel.findChildren(JobCard)
        return [card for card in cards if DECIDING.waiting in [label.text() for label in card.findChildren(QLabel)]]

    with Case.open(case_file) as other, other.writer():  # as a merge of a large source does
        with other.parts.transaction():
            press(ready, "1")
            press(ready, "N")
            qtbot.waitUntil(lambda: len(waiting()) == 1, timeout=TIMEOUT)
            assert history(case_file) == []
        settle(qtbot, ready)
    assert history(case_file)[0][1] == "match"
    qtbot.waitUntil(lambda: not waiting(), timeout=TIMEOUT)
