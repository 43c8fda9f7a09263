"""What keeps Python from holding up the window, and that it leaves everything as it was."""

import gc
import sys
import weakref

import pytest
from PySide6.QtCore import Qt

from cpcl_desktop.gui.responsive import MANY, TURN_S, Responsive


class Circle:
    """Something that counting alone does not free."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def responsive(qapp):
    made = Responsive()
    yield made
    made.end()


def test_threads_take_short_turns_and_only_the_window_collects(responsive):
    assert sys.getswitchinterval() == pytest.approx(TURN_S)
    assert not gc.isenabled()


def test_what_fell_out_of_use_is_freed_on_the_windows_thread(responsive):
    responsive.collect()
    gone = weakref.ref(Circle())
    assert gone() is not None
    responsive.collect()
    assert gone() is None


def test_the_many_objects_of_an_answer_are_not_looked_through(responsive):
    responsive.collect()
    before = gc.get_freeze_count()
    answer = [[number] for number in range(MANY + 1000)]
    responsive.collect()
    assert gc.get_freeze_count() >= before + len(answer)
    hit = weakref.ref(gone := Circle.__new__(Circle))
    del gone
    assert hit() is None  # what holds no circle goes by itself, also of these


def test_what_falls_out_of_use_uncounted_keeps_no_answer_from_being_set_aside(qapp):
    older = [[number] for number in range(3000)]
    responsive = Responsive()
    try:
        circles = [Circle() for _ in range(1500)]
        del circles, older  # what Python frees by itself hides that so many came
        responsive.collect()
        before, answer = gc.get_freeze_count(), [[number] for number in range(MANY + 1000)]
        responsive.collect()
        assert gc.get_freeze_count() >= before + len(answer)
    finally:
        responsive.end()


def test_it_looks_by_itself_whether_much_came(qtbot, responsive):
    responsive.collect()
    gc.unfreeze()  # of what other tests left aside, some may go by itself meanwhile
    answer = [[number] for number in range(3 * MANY)]  # windows of other tests that go now hide some of it
    qtbot.waitUntil(lambda: gc.get_freeze_count() >= len(answer))


def test_circles_that_were_set_aside_with_an_answer_are_freed_when_nobody_waits(responsive):
    responsive.collect()
    gone, answer = weakref.ref(Circle()), [[number] for number in range(MANY + 1000)]
    responsive.collect()
    del answer
    responsive.on_state(Qt.ApplicationState.ApplicationActive)
    assert gone() is not None
    responsive.on_state(Qt.ApplicationState.ApplicationInactive)
    assert gone() is None and not gc.isenabled()


def test_at_its_end_python_is_as_it_was(qapp):
    turn, was_enabled = sys.getswitchinterval(), gc.isenabled()
    Responsive().end()
    assert sys.getswitchinterval() == pytest.approx(turn)
    assert gc.isenabled() and was_enabled and gc.get_freeze_count() == 0
