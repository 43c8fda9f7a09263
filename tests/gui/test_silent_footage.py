"""Footage that does not answer: it is said, asked for anew, keeps no other footage waiting, and holds up no end."""

import contextlib
import os
import signal
import sys
import threading
import time

import pytest
from PySide6.QtTest import QTest

from cpcl_desktop.engine.decoder import handle
from cpcl_desktop.gui import footage_thread
from cpcl_desktop.gui.footage_thread import FootageThread
from cpcl_desktop.gui.jobs import Lane
from cpcl_desktop.gui.player import player as player_module
from cpcl_desktop.gui.player.tile import SILENT

from .hands import TIMEOUT, open_case, open_first, search

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a decoder is made to stand still by its process")


@pytest.fixture
def player(qtbot, window, case_file):
    """A hit is shown; from then on a frame may take half a second."""
    open_case(qtbot, window, case_file)
    search(qtbot, window, "red")
    open_first(qtbot, window)
    window.player.feed._patience.setInterval(500)
    return window.player


@pytest.fixture
def hung(qtbot, window, player, monkeypatch):
    """Its decoder stands still, as one does that reads from a share which hangs; another frame is asked for."""
    monkeypatch.setattr(handle, "_STOP_WITHIN_S", 300.0)  # nor is it ended: the lane waits for it
    media = window.desk.workspace._frames._cursor._media
    process = (media._live or media._idle)._process.pid
    os.kill(process, signal.SIGSTOP)
    player.feed.go(0 if player.feed.position > 3_000_000 else 8_000_000)
    qtbot.waitUntil(lambda: player.feed.is_silent, timeout=TIMEOUT)
    lane = window.desk.workspace.frame
    yield player, process
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGCONT)
    qtbot.waitUntil(lambda: not lane.jobs, timeout=TIMEOUT)  # its thread goes with what it has open


def test_it_is_said_and_asked_for_anew(qtbot, hung):
    player, _ = hung
    assert player.silence.isVisible() and player.silence.text == SILENT
    with qtbot.waitSignal(player.feed.arrived, timeout=TIMEOUT):
        player.silence.press()
    assert not player.silence.isVisible() and not player.feed.is_silent


def test_footage_that_answers_after_all_ends_it(qtbot, hung):
    player, process = hung
    with qtbot.waitSignal(player.feed.arrived, timeout=TIMEOUT):
        os.kill(process, signal.SIGCONT)
    assert not player.silence.isVisible()


def test_another_hit_is_shown_meanwhile(qtbot, window, hung):
    player, _ = hung
    with qtbot.waitSignals([player.feed.arrived, player.shown_moments], timeout=TIMEOUT):
        window.pages.turn_to(1)
    assert not player.silence.isVisible() and player.hit.rank == 2


def test_the_case_is_closed_without_waiting_for_it(window, hung):
    lane = window.desk.workspace.frame
    window.desk.close()
    assert window.desk.workspace is None and lane.jobs  # it waits still


def test_another_hit_waits_for_none_of_which_nothing_is_said_yet(qtbot, window, hung, monkeypatch):
    """One goes on before the footage is said not to answer."""
    player, _ = hung
    player.feed._patience.setInterval(60_000)
    player.feed._be_silent(False)
    monkeypatch.setattr(player_module, "LEFT_AFTER_S", 0.0)
    with qtbot.waitSignals([player.feed.arrived, player.shown_moments], timeout=TIMEOUT):
        window.pages.turn_to(1)
    assert player.hit.rank == 2 and player.feed.waits_s == 0.0


def test_a_thread_that_waits_for_ever_is_left_to_itself(monkeypatch):
    monkeypatch.setattr(footage_thread, "LONGEST_S", 0.2)
    begun, answers, done = threading.Event(), threading.Event(), []
    lane = Lane("hung", FootageThread("hung"))
    lane.job("reading", lambda _: begun.set() or answers.wait(60)).start()
    assert begun.wait(60)
    lane.close(lambda: done.append("closed"))
    assert done == []  # and yet this goes on
    answers.set()
    until = time.monotonic() + 60
    while not done:
        assert time.monotonic() < until
        QTest.qWait(5)


def test_a_footage_thread_does_what_it_is_given_in_order_and_passes_on_what_is_raised():
    thread, done = FootageThread("some"), []
    results = [thread.submit(done.append, number) for number in range(3)]
    failed = thread.submit(int, "no number")
    thread.shutdown()
    assert done == [0, 1, 2] and all(one.done() for one in results)
    assert isinstance(failed.exception(), ValueError)
