"""Nothing in any window is without a name, and nothing is out of the keyboard's reach, as the platform tells it."""

import contextlib
from collections.abc import Callable, Iterator

import pytest

from cpcl_desktop.engine.case.case import Case
from tests.e2e.accessible import GoneError, Part, State
from tests.e2e.desktop import ITEMS, Desktop
from tests.passage_cases import add_footage
from tests.probe import write_probe

CONTROLS = {
    "push button", "toggle button", "button menu", "check box", "radio button", "text", "password text",
    "combo box", "spin button", "slider", "list", "list item", "table", "tree", "menu item", "page tab", "link",
}  # fmt: skip
RADIO = "radio button"  # Tab reaches the chosen one of a group
COMBO = "combo box"  # which has the keyboard for the line in it, where that can be written in
MOST_TABS = 80
TRIES = 3


def parts(window: Part, roles: set[str]) -> list[Part]:
    return [part for part in window.showing() if part.role in roles]


def reached_by_tab(desktop: Desktop) -> set[str]:
    """Paths of all that has the keyboard at some time while Tab is pressed, with what they are in."""
    focused = desktop.wait_for(desktop.focused, "something that has the keyboard")
    reached: set[str] = set()
    been: set[str] = set()
    while focused.path not in been and len(been) < MOST_TABS:
        been.add(focused.path)
        reached |= {part.path for part in within(focused)}
        desktop.hands.press("Tab")
        focused = desktop.settled_focus(focused)
    assert focused.path in been, f"{MOST_TABS} Tabs lead round nowhere: {desktop.described()}"
    return reached


def within(part: Part) -> Iterator[Part]:
    """A part and all that it is in, up to its window."""
    while part.role not in ("application", "frame", "dialog"):
        yield part
        part = part.parent


def is_reachable(part: Part) -> bool:
    return {State.FOCUSABLE, State.ENABLED, State.SENSITIVE} <= part.states and part.role not in ITEMS


def faults_in(desktop: Desktop) -> list[str]:
    """What of the window in front is without a name, or not reached; looked for anew where some of it goes."""
    for _ in range(TRIES - 1):
        with contextlib.suppress(GoneError):
            return _faults_in(desktop)
        desktop.settle()
    return _faults_in(desktop)


def _faults_in(desktop: Desktop) -> list[str]:
    window = desktop.windows()[-1]
    nameless = [f"{part.role} without a name at {part.place}" for part in parts(window, CONTROLS) if not part.name]
    wanted = [part for part in parts(window, CONTROLS) if is_reachable(part)]
    reached = reached_by_tab(desktop)
    groups = {part.parent.path for part in wanted if part.role == RADIO and part.path in reached}
    combos = {part.path for part in wanted if part.role == COMBO and part.path in reached}
    missed = [part for part in wanted if part.path not in reached and part.parent.path not in combos]
    by_arrows = [part for part in missed if part.role == RADIO and part.parent.path in groups]
    return nameless + [f"{part.role} “{part.name}” is not reached" for part in missed if part not in by_arrows]


@pytest.fixture
def case_file(tmp_path):
    write_probe(tmp_path / "probe")
    path = tmp_path / "access.cpcl"
    with Case.open(path, create=True) as case:
        add_footage(case, "gate", [(number, 4 * number, 4 * number + 2) for number in range(5)])
    return path


def by_keys(*keys: str) -> Callable[[Desktop], None]:
    return lambda desktop: desktop.hands.press(*keys)


WINDOWS = {
    "hits": by_keys("Tab"),
    "settings": by_keys("ctrl+comma"),
    "shortcuts": by_keys("question"),
    "guide": by_keys("F1"),
    "report": by_keys("Tab", "1", "ctrl+e"),
    "note": by_keys("Tab", "n"),
    "player": by_keys("Tab", "Return"),
    "new case": by_keys("ctrl+n"),
    "purpose": by_keys("alt+c", "p"),
    "about": by_keys("alt+h", "a"),
}


@pytest.mark.parametrize("shown", WINDOWS)
def test_everything_has_a_name_and_is_reached_by_tab(start, case_file, shown):
    desktop = start(case_file)
    desktop.see("list item", "^Person 1,")
    desktop.hands.press("ctrl+f")
    WINDOWS[shown](desktop)
    desktop.settle()
    assert faults_in(desktop) == []


def test_a_window_without_a_case_too(start):
    desktop = start()
    desktop.see("push button", "Add videos")
    assert faults_in(desktop) == []
