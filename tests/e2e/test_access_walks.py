"""Further windows in which nothing is without a name or out of the keyboard's reach, several in one start."""

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from tests.e2e.desktop import Desktop
from tests.e2e.screen import as_anybody
from tests.e2e.test_access import faults_in
from tests.e2e.test_afternoon import PASSERS, name_file, write_street
from tests.passage_cases import add_footage, noon
from tests.probe import write_probe

VIEWS = {"list": ("F7",), "timeline": ("F8",), "map": ("F9",), "side by side": ("F6", "Tab", "ctrl+a", "c")}
PAGES = {page: (f"ctrl+{key}",) for key, page in enumerate(("persons", "coverage", "log", "models", "describe"), 2)}
SOURCE = ("shift+Tab", "End")  # from the query box to the last of the footage
DIALOGS = {
    "this machine": ("alt+h", "m"),
    "several cases": ("ctrl+shift+o",),
    "a recorder's clock": (*SOURCE, "alt+f", "l"),
    "a camera's name": (*SOURCE, "alt+f", "a"),
}


@pytest.fixture
def cases(tmp_path):
    """Two cases; the first has four people before two cameras whose clocks are known, so that they go in step."""
    write_probe(tmp_path / "probe")
    picture = cv2.imencode(".jpg", np.full((40, 20, 3), 120, np.uint8))[1].tobytes()
    found = [tmp_path / "north.cpcl", tmp_path / "south.cpcl"]
    for path, cameras in zip(found, (("gate", "yard"), ("door",)), strict=True):
        with Case.open(path, create=True) as case:
            for camera in cameras:
                add_footage(
                    case,
                    camera,
                    [(number, 4 * number, 4 * number + 2) for number in range(2)],
                    noon(),
                    picture=picture,
                )
    return found


def walk(desktop: Desktop, steps: dict[str, tuple[str, ...]], back: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """What is wrong with each of these, come to by keys from the query box."""
    found = {}
    for name, keys in steps.items():
        desktop.hands.press("ctrl+f", *keys)
        desktop.settle()
        found[name] = faults_in(desktop)
        if back:
            desktop.hands.press(*back)
            desktop.settle()
    return {name: faults for name, faults in found.items() if faults}


@contextlib.contextmanager
def standing_still(desktop: Desktop) -> Iterator[None]:
    """All that works beside the window does nothing meanwhile."""
    stopped = desktop.processes()
    try:
        for process in stopped:
            os.kill(process, signal.SIGSTOP)
        yield
    finally:
        for process in stopped:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGCONT)


def merge(desktop: Desktop, part: Path) -> None:
    """Merge a case into the open one."""
    desktop.hands.press("alt+c", "g")
    name_file(desktop, part)


def test_ways_to_show_hits_and_the_pages(start, cases):
    desktop = start(cases[0])
    desktop.see("list item", "^Person 1,")
    assert walk(desktop, VIEWS | PAGES) == {}


def test_dialogs_and_what_filters_open(start, cases):
    desktop = start(cases[0])
    desktop.see("list item", "^Person 1,")
    assert walk(desktop, DIALOGS, ("Escape",)) == {}
    desktop.hands.click(desktop.see("push button", "^All filters"))
    for name in ("Pixels high: all", "Time of day: all", "Date and time: all"):
        chip = desktop.see("push button|button menu", f"^{name}")
        desktop.hands.click(chip)
        desktop.see("check box", "^All but this")
        desktop.settle()
        assert faults_in(desktop) == [], name
        desktop.hands.press("Escape")
        desktop.settle()


def test_several_cases_and_a_review(start, cases):
    desktop = start(*cases)
    desktop.see("list item", "^Person 1,")
    assert walk(desktop, {"several cases": ("Tab",), "a review": ("Tab", "ctrl+r")}) == {}


def test_a_merge_what_came_of_it_and_the_question_before_it_is_stopped(start, cases):
    """The second time what merges stands still, so that it lasts as long as one looks."""
    desktop = start(cases[0])
    desktop.see("list item", "^Person 1,")
    merge(desktop, cases[1])
    desktop.see("dialog|frame", "^The cases are merged")
    desktop.settle()
    assert faults_in(desktop) == []
    desktop.hands.press("Escape")
    with standing_still(desktop):
        merge(desktop, cases[1])
        desktop.see("push button", "^Stop merging")
        desktop.settle()
        assert walk(desktop, {"merging cases": (), "before that is stopped": ("ctrl+w",)}) == {}
        desktop.see("push button", "^Keep running")
        desktop.hands.press("Escape")
    desktop.see("dialog|frame", "^The cases are merged")


def test_footage_that_is_added_the_question_before_that_is_stopped_and_jobs_that_ended(start, by_motion, tmp_path):
    """It is paused, so that it lasts as long as one looks."""
    case_file = tmp_path / "new.cpcl"
    with Case.open(case_file, create=True):
        pass
    desktop = start(case_file)
    desktop.hands.press("ctrl+shift+a")
    name_file(desktop, write_street(tmp_path / "street.mp4", 10 * PASSERS))
    desktop.hands.click(desktop.see("check box", "^Pause adding"))
    desktop.settle()
    assert walk(desktop, {"adding footage": (), "before that is stopped": ("ctrl+w",)}) == {}
    desktop.see("push button", "^Keep running")
    desktop.hands.press("Escape")
    desktop.hands.click(desktop.see("push button", "^Stop adding"))
    desktop.hands.click(desktop.see("check box|push button", "jobs? ended"))
    desktop.settle()
    assert walk(desktop, {"jobs that ended": ()}) == {}


def test_a_case_that_can_only_be_read(start, cases):
    cases[0].chmod(0o444)
    desktop = start(cases[0], before=as_anybody())
    desktop.see("frame", r"read only")
    desktop.see("list item", "^Person 1,")
    assert walk(desktop, {"hits": ("Tab",)} | PAGES | {"the player": ("ctrl+1", "Tab", "Return")}) == {}
