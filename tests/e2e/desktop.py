"""The program as a person has it before them: started as they start it, driven by keys and mouse, read as shown."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from tests.e2e.accessible import GoneError, Part, State, programs

TITLE = "CPCL Desktop"
PATIENCE_S = 120.0
LOOK_EVERY_S = 0.05
MOVE_ON_S = 10.0  # a busy machine takes its time; only where there is nothing to move to is it waited out
ITEMS = {
    "list item",
    "menu item",
    "page tab",
    "cell",
    "table cell",
    "tree item",
}  # reached by arrows from what they are in

Found = TypeVar("Found")


class Hands:
    """Keyboard and mouse of a screen, through its X server; counts what is pressed."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.presses = 0

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as `ctrl+n`, `Return` or `1`."""
        self.presses += len(keys)
        self._do("key", "--delay", "20", *keys)

    def write(self, text: str) -> None:
        """Type a text."""
        self.presses += len(text)
        self._do("type", "--delay", "5", text)

    def click(self, part: Part, times: int = 1) -> None:
        """Click into the middle of a part."""
        left, top, width, height = part.place
        self._do("mousemove", str(left + width // 2), str(top + height // 2))
        self._do("click", "--repeat", str(times), "--delay", "60", "1")

    def _do(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=dict(self._environment), check=True)


class Desktop:
    """A running program. A case is opened at once, where one is given, or several as one.

    Its command begins with `before`.
    """

    def __init__(self, environment: Mapping[str, str], *cases: Path, before: Sequence[str] = ()) -> None:
        self.hands = Hands(environment)
        self._said = Path(environment["XDG_CACHE_HOME"]) / "said.txt"
        command = [*before, sys.executable, "-m", "cpcl_desktop", *map(str, cases)]
        with self._said.open("ab") as said:
            self.process = subprocess.Popen(
                command, env=dict(environment), stdout=said, stderr=said, start_new_session=True
            )
        self._connection, self._all = programs(environment["DBUS_SESSION_BUS_ADDRESS"])
        self.program = self.wait_for(self._started, "the program")
        self.wait_for(lambda: self.windows(), "a window")

    def _started(self) -> Part | None:
        return next((part for part in self._all.children if part.name == TITLE), None)

    @property
    def said(self) -> str:
        """What it wrote beside its window."""
        return self._said.read_text()

    def windows(self) -> list[Part]:
        """What it shows; the one opened last stands last."""
        return [part for part in self.program.children if State.SHOWING in part.states]

    def find(self, role: str, name: str = "") -> Part | None:
        """The first part that is shown, whose role and name fit a pattern, of the window in front first."""
        return next(iter(self.all(role, name)), None)

    def all(self, role: str, name: str = "") -> list[Part]:
        """All of them."""
        shown = [part for window in reversed(self.windows()) for part in window.showing()]
        return [part for part in shown if re.fullmatch(role, part.role) and re.search(name, part.name)]

    def see(self, role: str, name: str = "", patience_s: float = PATIENCE_S) -> Part:
        """Wait until such a part is shown."""
        return self.wait_for(lambda: self.find(role, name), f"{role} “{name}”", patience_s)

    def focused(self) -> Part | None:
        """What has the keyboard; of a list the list, since Qt calls its current item focused for good."""
        shown = [part for window in reversed(self.windows()) for part in window.showing()]
        return next((part for part in shown if State.FOCUSED in part.states and part.role not in ITEMS), None)

    def settled_focus(self, before: Part) -> Part:
        """What has the keyboard once it has moved on; the same where there is nothing to move to."""
        until = time.monotonic() + MOVE_ON_S
        while time.monotonic() < until:
            if (focused := self.focused()) is not None and focused.path != before.path:
                return focused
            time.sleep(LOOK_EVERY_S)
        return before

    def wait_for(self, look: Callable[[], Found | None], what: str, patience_s: float = PATIENCE_S) -> Found:
        """Wait until `look` finds something."""
        until = time.monotonic() + patience_s
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError(f"The program ended with {self.process.returncode}: {self.said}")
            try:
                if found := look():
                    return found
            except GoneError:
                pass
            time.sleep(LOOK_EVERY_S)
        raise AssertionError(f"Waited {patience_s:.0f} s in vain for {what}. Shown: {self.described()}")

    def settle(self, still_s: float = 0.5) -> None:
        """Wait until nothing comes or goes for a while."""

        def is_still() -> bool:
            before = self._shown()
            time.sleep(still_s)
            return before == self._shown()

        self.wait_for(is_still, "nothing to move")

    def _shown(self) -> list[str]:
        return [part.path for window in self.windows() for part in window.showing()]

    def described(self) -> str:
        """All that is shown, a line each."""
        lines = [f"{part.role} {part.name!r}" for window in self.windows() for part in window.showing()]
        return "\n".join(["", *lines, self.said])

    def quit(self) -> int:
        """Leave it as a person does once nothing is under way; what it returned."""
        self.wait_for(lambda: self.find("progress bar") is None, "what is under way to end")
        self.hands.press("ctrl+q")
        return self.process.wait(PATIENCE_S)

    def processes(self) -> list[int]:
        """What it has running beside it, and what that has."""
        found, left = [], [self.process.pid]
        while left:
            lists = Path(f"/proc/{left.pop()}/task").glob("*/children")
            left += (children := [int(child) for one in lists for child in one.read_text().split()])
            found += children
        return found

    def kill(self) -> None:
        """End it as a power cut would; what it had beside it ends by itself, soon."""
        beside, until = self.processes(), time.monotonic() + PATIENCE_S
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        while any(_runs(process) for process in beside):
            assert time.monotonic() < until, "a process outlived its window"
            time.sleep(LOOK_EVERY_S)

    def close(self) -> None:
        """End it, however the test ended."""
        if self.process.poll() is None:
            self.kill()
        self._connection.close()


def _runs(process: int) -> bool:
    """Whether a process is there; one that ended, and that nobody has asked for yet, is not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
