"""How long the window stands still for many hits: showing, scrolling, grouping them, and each view of them.

    python -m tests.benchmarks.results_views [--hits 100000]

Prints milliseconds of the GUI thread for each step, off screen, on hits that are made up; pictures are not loaded.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPointF, QSettings, Qt
from PySide6.QtTest import QTest

from cpcl_desktop.engine.recorder_time import RecorderClock, time_at
from cpcl_desktop.engine.records import Answer, Hit, Query, Source
from cpcl_desktop.engine.routes import Route
from cpcl_desktop.gui.application import application, make_window
from cpcl_desktop.gui.lanes.timeline import timeline_of
from cpcl_desktop.gui.settings import Settings

CAMERAS, SOURCES, HOUR_US = 12, 60, 3_590_000_000
CLOCK = RecorderClock(datetime(2026, 3, 12, 8, 0), "user")


def footage() -> list[Source]:
    """An hour of each."""
    return [
        Source(
            n, Path(f"/f/{n}.mp4"), "video", "", 0, f"camera {n % CAMERAS}", "done", decoded_s=3600.0, clock=CLOCK
        )
        for n in range(1, SOURCES + 1)
    ]


def made_up(count: int) -> tuple[Hit, ...]:
    """Hits all over the footage, each with a way through the picture."""
    generator, hits = np.random.default_rng(1), []
    for n in range(count):
        source, at = 1 + n % SOURCES, int(generator.integers(0, HOUR_US))
        points = np.array([[0, 10, 10, 50], [2, 200 + n % 50, 100, 60], [4, 400, n % 300, 70]], np.float32)
        path, camera, box = Path(f"/f/{source}.mp4"), f"camera {source % CAMERAS}", (0, 0, 1, 1)
        times = (at, at, at + 4_000_000)
        hit = Hit(n + 1, 1 - n / count, n + 1, n + 1, source, path, camera, *times, box, None, time_at(CLOCK, at))
        hits.append(replace(hit, route=Route(points)))
    return tuple(hits)


def main() -> None:
    """Print a line for each step."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--hits", type=int, default=100_000)
    count = parser.parse_args().hits
    running = application()
    with tempfile.TemporaryDirectory() as folder:
        window = make_window(Settings(QSettings(f"{folder}/s.ini", QSettings.Format.IniFormat)))
        window.resize(1280, 820)
        window.show()
        results = window.page.results
        grid, sources, hits = results.grid, footage(), made_up(count)
        answer = Answer(Query("red", limit=count), "m", "h", count, count, hits)

        def timed(name: str, do: Callable[[], object]) -> None:
            begun = time.perf_counter()
            do()
            running.processEvents()
            print(f"{name:32} {1e3 * (time.perf_counter() - begun):8.1f} ms")

        timed("show the answer", lambda: results.show_answer(answer))
        timed("draw cards", grid.viewport().repaint)
        timed("scroll cards", lambda: grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum() // 2))
        timed("to the list", lambda: results.show_view("list"))
        timed("scroll the list", lambda: grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum() // 2))
        timed("group by camera", lambda: results.group("camera"))
        timed("back to passages", lambda: results.group("passage"))
        begun = time.perf_counter()
        timeline = timeline_of(hits, sources)
        print(f"{'lay out the timeline (lane)':32} {1e3 * (time.perf_counter() - begun):8.1f} ms")
        timed("to the timeline", lambda: results.show_view("timeline"))
        timed("show the timeline", lambda: results.show_timeline(timeline))
        timed("zoom the timeline", lambda: results.timeline.zoom(0.05))
        timed("next mark", lambda: QTest.keyClick(results.timeline, Qt.Key.Key_Right))
        timed("to the map", lambda: results.show_view("map"))
        timed("point at the map", lambda: results.map.canvas.way_at(QPointF(300, 200)))
    os._exit(0)  # nothing is stored, and lanes of no case need no end


if __name__ == "__main__":
    main()
