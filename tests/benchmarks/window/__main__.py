"""How quick the window is with a million crops and a hundred thousand hits, and how long it ever stands still.

    python -m tests.benchmarks.window [--crops 1000000] [--hits 100000] [--runs 3] [--folder FOLDER] [--json FILE]
    python -m tests.benchmarks.window --cases 5 --crops 300000 --only search many scroll views choose

The case is made once (minutes, and 9 GB) and kept in the folder; a copy of it is worked in. All is measured on the
real window off screen, with the starter's encoder and the case's own lanes: a cold start in a process of its own,
opening, Enter to the first hits on the screen, an answer of as many hits as asked for, every view and way to group,
scrolling frame by frame, the page of a log of 100,000 entries, and reading a real clip. With `--cases` the crops
lie in as many cases, which are open as one: nothing is read into those then. Beside wall time stands the
processor time of the GUI thread alone, which other work on the machine hardly changes; `stall` is the longest time
in which the event loop did not turn, see `watch.py`. Goals stand at the end of a line.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings

from cpcl_desktop.gui.application import application, make_window
from cpcl_desktop.gui.responsive import Responsive
from cpcl_desktop.gui.settings import Settings
from tests.benchmarks.federated_search import CROPS_PER_SOURCE, made
from tests.benchmarks.large_case import kept_case, starter
from tests.benchmarks.window.steps import Steps
from tests.benchmarks.window.watch import HEAD, Watch, load_line

CLIP = "../shared/data/videos/people-walking.mp4"
PARTS = ("search", "many", "scroll", "views", "choose", "log", "ingest")


def cold_starts(runs: int, folder: Path) -> tuple[list[float], list[float]]:
    """Milliseconds from the start of the process to the window's first picture, and its processor time."""
    walls, own = [], []
    home = {"XDG_CONFIG_HOME": str(folder), "CPCL_HOME": str(folder)}  # settings of nobody
    for _ in range(runs + 1):  # the first one reads the files
        before, begun = os.times(), time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.window.cold_start"],
            capture_output=True, text=True, check=True, env=os.environ | home,
        )  # fmt: skip
        after = os.times()
        walls.append(1000 * (float(done.stdout) - begun))
        own.append(
            1000 * (after.children_user + after.children_system - before.children_user - before.children_system)
        )
    return walls[1:], own[1:]


def kept_cases(folder: Path, crops: int, number: int) -> list[Path]:
    """A case with so many crops, or several that have so many between them."""
    if number == 1:
        return [kept_case(folder, crops)]
    each, place = crops // number // CROPS_PER_SOURCE, folder / f"together-{number}x{crops // number}"
    parts = [range(at * each, (at + 1) * each) for at in range(number)]
    return [made(place, starter(), numbers, f"part-{at:02}") for at, numbers in enumerate(parts)]


def copied(case: Path, folder: Path) -> Path:
    """A copy to work in, with its search cache."""
    target = folder / ("work.cpcl" if case.stem.startswith("made") else case.name)
    shutil.copyfile(case, target)
    if Path(f"{case}-cache").is_dir():
        shutil.copytree(f"{case}-cache", f"{target}-cache")
    return target


def tell(steps: Steps) -> None:
    """Print what was measured."""
    figures, vectors = steps.watch.figures, steps.vectors_mib()
    print(HEAD, *(one.line(name) for name, one in figures.items()), sep="\n")
    for name, one in figures.items():
        if "a frame" in name:
            wall, busy = (statistics.quantiles(kept, n=20)[-1] for kept in (one.wall, one.busy))
            print(f"{name}: p95 {wall:.1f} ms, busy {busy:.1f} ms  ≤ 16")
    for what, of in (
        ("stall", lambda one: max(one.stall)),
        ("work of the window's own", lambda one: max(one.stall_busy)),
    ):
        name = max(figures, key=lambda name: of(figures[name]))
        print(f"longest {what}: {of(figures[name]):.0f} ms, {name}  ≤ 50")
    for name, held in steps.memory_mib.items():
        print(f"memory, {name}: {held:.0f} MiB, beyond the vectors {held - vectors:.0f}  ≤ 400")
    print(f"the vectors: {vectors:.0f} MiB; {load_line()}")


def kept(steps: Steps) -> dict[str, object]:
    """What was measured, for comparing."""
    return {
        "load": load_line(),
        "steps": {name: figures.as_json() for name, figures in steps.watch.figures.items()},
        "memory_mib": steps.memory_mib,
        "vectors_mib": steps.vectors_mib(),
    }


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crops", type=int, default=1_000_000)
    parser.add_argument("--cases", type=int, default=1, help="in so many cases that are open as one")
    parser.add_argument("--hits", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "cpcl-benchmarks")
    parser.add_argument("--clip", type=Path, default=Path(os.environ.get("CPCL_BENCH_CLIP", CLIP)))
    parser.add_argument("--only", nargs="*", choices=PARTS, default=PARTS, help="after opening, only these")
    parser.add_argument("--in-place", action="store_true", help="work in the kept case itself, not in a copy")
    parser.add_argument("--json", type=Path, help="where the figures are kept")
    request = parser.parse_args()
    cases = kept_cases(request.folder, request.crops, request.cases)
    print(f"{request.crops:,} crops, {request.hits:,} hits, {request.runs} runs; {load_line()}")
    with tempfile.TemporaryDirectory(dir=request.folder) as place:
        folder = Path(place)
        walls, own = cold_starts(request.runs, folder)
        print(
            f"cold start to the first picture: median {statistics.median(walls):.0f} ms ({min(walls):.0f}–"
            f"{max(walls):.0f}), of which on the processor {statistics.median(own):.0f}  ≤ 1000"
        )
        running = application()
        watch = Watch(running)
        window = make_window(Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)))
        window.resize(1280, 860)
        window.show()
        responsive = Responsive()
        steps = Steps(window, watch, request.runs)
        steps.open(*(cases if request.in_place else [copied(case, folder) for case in cases]))
        parts = {
            "search": steps.search,
            "many": lambda: steps.many(request.hits),
            "scroll": lambda: steps.scroll("cards"),
            "views": steps.views,
            "choose": steps.choose,
            "log": steps.log,
            "ingest": lambda: steps.ingest(request.clip.absolute()),
        }
        try:
            for part in request.only:
                parts[part]()
        finally:  # what was measured before something failed is told all the same
            tell(steps)
            if request.json:
                told = {name: str(value) for name, value in vars(request).items()}
                cold = {"cold_start_ms": walls, "cold_start_busy_ms": own}
                request.json.write_text(json.dumps({"request": told} | cold | kept(steps), indent=1))
        window.desk.stop_ingest()
        window.desk.shut()
        responsive.end()
        sys.stdout.flush()


if __name__ == "__main__":
    main()
