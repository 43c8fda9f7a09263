"""The machine is kept awake for as long as it is asked to, and no longer, however the program ends."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence

import pytest

from cpcl_desktop.gui import awake as module
from cpcl_desktop.gui.awake import Awake

HELD: Sequence[str] = ("cat",)  # as the system's own program runs it


@pytest.fixture
def awake(monkeypatch):
    if sys.platform == "win32":
        pytest.skip("Windows has a call in place of a program")
    monkeypatch.setitem(module.PROGRAMS, "linux", HELD)
    made = Awake("linux")
    yield made
    made.release()


def test_it_is_held_until_it_is_released_however_often_it_is_asked_for(awake):
    assert not awake.is_held
    for _ in range(2):
        awake.hold()
        awake.hold()
        assert awake.is_held
        awake.release()
        assert not awake.is_held


def test_releasing_waits_for_no_system_that_answers_late(monkeypatch, tmp_path):
    if sys.platform == "win32":
        pytest.skip("Windows has a call in place of a program")
    ended = tmp_path / "ended"
    monkeypatch.setitem(module.PROGRAMS, "linux", ("sh", "-c", f"cat; sleep 1; echo > '{ended}'"))
    made = Awake("linux")
    made.hold()
    begun = time.monotonic()
    made.release()
    assert time.monotonic() - begun < 0.9 and not ended.exists() and not made.is_held
    for _ in range(200):
        if ended.exists():
            return
        time.sleep(0.05)
    pytest.fail("the program that holds the machine awake was not let go")


def test_where_the_system_has_no_such_program_it_sleeps_as_it_did():
    for made in (Awake("linux", lambda _: None), Awake("freebsd")):
        made.hold()
        assert not made.is_held
        made.release()


def test_a_program_that_ends_suddenly_holds_nothing_any_more(tmp_path):
    if sys.platform == "win32":
        pytest.skip("Windows has a call in place of a program")
    script = (
        "import os\nfrom cpcl_desktop.gui import awake\n"
        "awake.PROGRAMS['linux'] = ('sh', '-c', 'cat; echo $$ > \"$ENDED\"')\n"
        "held = awake.Awake('linux'); held.hold(); assert held.is_held; os._exit(9)"
    )
    ended = tmp_path / "ended"
    environment = {**os.environ, "ENDED": str(ended)}
    assert subprocess.run([sys.executable, "-c", script], env=environment, check=False).returncode == 9
    for _ in range(200):
        if ended.exists():
            return
        time.sleep(0.05)
    pytest.fail("the program that holds the machine awake outlived ours")
