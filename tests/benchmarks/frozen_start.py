"""How long a built program takes from its start to the first picture of its window on a screen.

    python -m tests.benchmarks.frozen_start FOLDER [--runs 5] [--case CASE]

FOLDER is what `packaging/build.py` made, with `cpcl-desktop` in it. The screen is one of Xvfb whose pixels lie in a
file, which is looked at every five milliseconds: the picture counts as there once the window covers a quarter of
the screen and is not all of one colour, as an empty window is. Each run has a home of its own, so none finds what
an earlier one kept; the first, which reads the files from the disk, is told apart. Linux only.
"""

import argparse
import mmap
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

LOOK_S, PATIENCE_S = 0.005, 60.0
WIDTH, HEIGHT, DEPTH_BYTES = 1920, 1080, 4
HOMES = ("HOME", "CPCL_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
LEAST_COLOURS = 8  # text, icons and their smooth edges; a window that is mapped and not painted has one


@contextmanager
def screen(folder: Path) -> Iterator[tuple[str, np.ndarray]]:
    """A display, and its pixels (HEIGHT, WIDTH) as they are at any moment."""
    reads, writes = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", str(folder)],
        pass_fds=[writes],
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    try:
        with os.fdopen(reads) as said:
            display = f":{said.readline().strip()}"
        with (folder / "Xvfb_screen0").open("rb") as file:
            shown = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        size = WIDTH * HEIGHT * DEPTH_BYTES
        pixels = np.frombuffer(shown, np.uint32, WIDTH * HEIGHT, len(shown) - size).reshape(HEIGHT, WIDTH)
        yield display, pixels
    finally:
        server.terminate()
        server.wait()


def is_painted(pixels: np.ndarray, empty: int) -> bool:
    """Whether a window with something in it is on the screen."""
    seen = pixels[::8, ::8]
    return bool((seen != empty).mean() > 0.25) and len(np.unique(seen)) >= LEAST_COLOURS


def first_picture_ms(command: Sequence[str], display: str, pixels: np.ndarray) -> float:
    """Milliseconds from the start of the process until its window is painted."""
    with tempfile.TemporaryDirectory() as home:
        places = dict.fromkeys(HOMES, home)
        inherited = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG")}
        empty = int(pixels[0, 0])
        begun = time.perf_counter()
        program = subprocess.Popen(
            command,
            env=inherited | places | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            while not is_painted(pixels, empty):
                if program.poll() is not None or time.perf_counter() - begun > PATIENCE_S:
                    raise SystemExit(f"no window: {program.stderr and program.stderr.read()!r}")
                time.sleep(LOOK_S)
            return 1000 * (time.perf_counter() - begun)
        finally:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()
            while is_painted(pixels, empty):
                time.sleep(LOOK_S)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--case", type=Path)
    request = parser.parse_args()
    if sys.platform != "linux" or shutil.which("Xvfb") is None:
        raise SystemExit("needs Linux and Xvfb")
    command = [str(next(request.folder.rglob("cpcl-desktop*/cpcl-desktop")).absolute())]
    command += [] if request.case is None else [str(request.case.absolute())]
    with tempfile.TemporaryDirectory() as folder, screen(Path(folder)) as (display, pixels):
        first, *walls = (first_picture_ms(command, display, pixels) for _ in range(1 + request.runs))
    print(
        f"start to the first picture on the screen: median {statistics.median(walls):.0f} ms "
        f"({min(walls):.0f}–{max(walls):.0f}), the first run {first:.0f} ms; goal ≤ 1500"
    )
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} (1 min)")


if __name__ == "__main__":
    main()
