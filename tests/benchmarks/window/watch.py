"""What is measured of a window: wall time, the GUI thread's own time, and the longest stall of its event loop.

A stall is the time between two beats of a timer of 5 ms, less those 5 ms. On a machine that has other work the GUI
thread waits for its turn in it too, so its own processor time within the stall (`busy`) is noted beside it, and on
Linux the longest stall without the time in which that thread could have run and no processor was free (`held`): at
work, or waiting for another thread, which may have waited itself. `own` is the most that all threads of the window
worked between two beats: however they wait for each other, on a free machine no stall is longer for that.
Collections of Python's memory stop all threads; the longest is noted as well, by the processor time of the thread
that it ran in.
"""

import gc
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

BEAT_MS = 5
PATIENCE_S = 900.0  # a machine that has other work takes long to open the large case


@dataclass(slots=True)
class Figures:
    """Milliseconds of each run of a step."""

    goal_ms: float | None = None
    wall: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)  # of the GUI thread alone
    stall: list[float] = field(default_factory=list)  # the longest of each run
    stall_busy: list[float] = field(default_factory=list)
    held: list[float] = field(default_factory=list)  # the longest stall of each run but for waiting for a processor
    own: list[float] = field(default_factory=list)  # the most that all threads worked between two beats of each run
    collected: list[float] = field(default_factory=list)  # the longest collection of each run

    def as_json(self) -> dict[str, object]:
        """As kept for comparing."""
        return asdict(self)

    def line(self, name: str) -> str:
        """A row of the table: medians with their spread; stalls: the longest of all runs."""
        wall = f"{statistics.median(self.wall):9.1f} ({min(self.wall):.1f}–{max(self.wall):.1f})"
        goal = "" if self.goal_ms is None else f"≤ {self.goal_ms:.0f}"
        return (
            f"{name:34} {wall:26} {statistics.median(self.busy):9.1f} {max(self.stall, default=0):9.1f} "
            f"{max(self.stall_busy, default=0):9.1f} {max(self.held, default=0):9.1f} "
            f"{max(self.own, default=0):9.1f} {max(self.collected, default=0):9.1f}  {goal}"
        )


HEAD = (
    f"{'milliseconds':34} {'median (least–most)':26} "
    f"{'GUI busy':>9} {'stall':>9} {'its busy':>9} {'held':>9} {'own':>9} {'gc':>9}  goal"
)


class Watch(QObject):
    """Beats while the event loop turns; `step` gathers what happens in a block under its name."""

    def __init__(self, running: QApplication) -> None:
        super().__init__()
        self._running, self.figures = running, dict[str, Figures]()
        self._stall = self._stall_busy = self._held = self._own = self._collected = self._collecting = 0.0
        self._queue = _Queue()
        self._last = self._now()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        gc.callbacks.append(self._on_collecting)

    @contextmanager
    def step(self, name: str, goal_ms: float | None = None) -> Iterator[None]:
        """One run of a step, up to the first turn of the event loop in which nothing is left to do."""
        self.rest()
        self._stall = self._stall_busy = self._held = self._own = self._collected = 0.0
        begun, begun_busy = time.perf_counter(), time.thread_time()
        yield
        self._running.processEvents()
        wall, busy = time.perf_counter() - begun, time.thread_time() - begun_busy
        self._beat()  # a stall that the step ended with
        self.add(name, wall, busy, goal_ms)
        if len(self.figures[name].wall) == 1:
            print(f"… {name}", file=sys.stderr)

    def add(self, name: str, wall_s: float, busy_s: float, goal_ms: float | None = None) -> None:
        """Note a run that was measured already, with the stalls since the last step began."""
        known = self.figures.setdefault(name, Figures(goal_ms))
        told = (
            (known.wall, wall_s), (known.busy, busy_s), (known.stall, self._stall),
            (known.stall_busy, self._stall_busy), (known.held, self._held), (known.own, self._own),
            (known.collected, self._collected),
        )  # fmt: skip
        for kept, seconds in told:
            kept.append(1000 * seconds)

    def until(self, done: Callable[[], bool]) -> None:
        """Let the event loop turn until something is so."""
        last = time.monotonic() + PATIENCE_S
        while not done():
            self._running.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.monotonic() > last:
                raise TimeoutError(f"not done after {PATIENCE_S:.0f} s")

    def rest(self, seconds: float = 0.05) -> None:
        """Let the event loop turn for a while."""
        last = time.monotonic() + seconds
        self.until(lambda: time.monotonic() >= last)

    def _beat(self) -> None:
        before, self._last = self._last, self._now()
        lasted, busy, queued, own = (now - then for now, then in zip(self._last, before, strict=True))
        stall = lasted - BEAT_MS / 1000
        self._stall = max(self._stall, stall)
        self._stall_busy = max(self._stall_busy, busy)
        self._held = max(self._held, stall - queued)
        self._own = max(self._own, own)

    def _now(self) -> tuple[float, float, float, float]:
        """Seconds: of the clock, that this thread worked, that it waited to run, that all threads worked."""
        return time.perf_counter(), time.thread_time(), self._queue.waited_s(), time.process_time()

    def _on_collecting(self, phase: str, _: object) -> None:
        if phase == "start":
            self._collecting = time.thread_time()
        else:
            self._collected = max(self._collected, time.thread_time() - self._collecting)


class _Queue:
    """How long this thread could have run and waited for a processor; not known elsewhere than on Linux."""

    def __init__(self) -> None:
        told = Path("/proc/thread-self/schedstat")
        self._told = os.open(told, os.O_RDONLY) if told.exists() else None

    def waited_s(self) -> float:
        """Seconds until now."""
        if self._told is None:
            return 0.0
        return int(os.pread(self._told, 100, 0).split()[1]) / 1e9


class Painted(QObject):
    """Whether a widget was painted since `again` was called."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.seen = False
        widget.installEventFilter(self)

    def again(self) -> None:
        """From now on."""
        self.seen = False

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Sees the event before the widget; whoever waits for it looks when the event loop comes back."""
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False


def resident_mib() -> float:
    """Memory that this process has in use now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def load_line() -> str:
    """How busy the machine is beside this."""
    one, five, _ = os.getloadavg()
    return f"{os.cpu_count()} cores, load {one:.1f} (1 min), {five:.1f} (5 min)"
