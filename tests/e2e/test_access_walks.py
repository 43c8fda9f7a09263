"""Further windows in which nothing is without a name or out of the keyboard's reach, several in one start."""

import pytest

from cpcl_desktop.engine.case.case import Case
from tests.e2e.desktop import Desktop
from tests.e2e.test_access import faults_in
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
    found = [tmp_path / "north.cpcl", tmp_path / "south.cpcl"]
    for path, cameras in zip(found, (("gate", "yard"), ("door",)), strict=True):
        with Case.open(path, create=True) as case:
            for camera in cameras:
                add_footage(case, camera, [(number, 4 * number, 4 * number + 2) for number in range(2)], noon())
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
