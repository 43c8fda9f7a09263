"""How quick the window's page of the log is on a long log, and the longest stall of its event loop meanwhile.

    QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.log_page [--entries 100000]

A case without footage whose log has that many searches of some 300 bytes each: opened in the real window, the page
shown, scrolled to its end and back by pages, and narrowed by words that one entry has. A stall is the time between
two ticks of a timer of 5 ms, less those 5 ms.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.gui.application import application, make_window
from cpcl_desktop.gui.settings import Settings
from tests.passage_cases import add_footage

TICK_MS = 5
JUMPS = 40


class Stalls:
    """The longest time in which the event loop did nothing, in milliseconds."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, 1000 * (now - self._last) - TICK_MS)
        self._last = now


def long_log(path: Path, entries: int) -> None:
    with Case.open(path, create=True) as case:
        add_footage(case, "gate", [(1, 0, 2)])
        with case._store.transaction():
            for number in range(entries):
                query = {"text": f"a man in a coat, number {number}", "cameras": [], "limit": 60}
                case.log.append("search", {"query": query, "hits": [[at, at, 0.25] for at in range(12)]})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=100_000)
    request = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.cpcl"
        long_log(path, request.entries)
        measure(path, Path(folder) / "settings.ini")


def measure(path: Path, settings: Path) -> None:
    running = application()
    window = make_window(Settings(QSettings(str(settings), QSettings.Format.IniFormat)))
    window.show()
    view = window.views.log

    def until(done: Callable[[], bool]) -> float:
        start = time.perf_counter()
        while not done():
            running.processEvents()
            time.sleep(0.001)
        return 1000 * (time.perf_counter() - start)

    answered: list[object] = []
    window.desk.answered.connect(answered.append)
    window.asking.open_case(path)
    until(lambda: bool(answered))
    stalls = Stalls()
    window.actions_by_id["view_log"].trigger()
    shown = until(lambda: view.model.entry(0) is not None)
    rows = view.model.rowCount()
    jumps = []
    for jump in range(JUMPS):
        row = (rows - 1) * (jump + 1) // JUMPS
        view.table.scrollTo(view.model.index(row, 0))
        jumps.append(until(lambda row=row: view.model.entry(row) is not None))  # type: ignore[misc]
    view.words.setText('coat, number 4711"')
    narrowed = until(lambda: view.model.rowCount() == 1 and view.model.entry(0) is not None)
    jumps.sort()
    print(f"{rows:,} entries: first page after {shown:.0f} ms; a jump to any place {jumps[len(jumps) // 2]:.0f} ms "
          f"(slowest {jumps[-1]:.0f}); narrowed by words after {narrowed:.0f} ms, 250 of them waiting for more "
          f"letters; longest stall {stalls.longest:.0f} ms")  # fmt: skip
    window.close()


if __name__ == "__main__":
    main()
