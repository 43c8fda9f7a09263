r"""What footage comes to: its megabytes an hour, pictures an hour, and how large a case of it is.

    python -m tests.benchmarks.footage_sizes CLIP… [--least 300]

Each clip is repeated until it is so many seconds long, without encoding it anew, and read into a case of its own.
What is printed does not depend on how busy the machine is; seconds of processor a second of footage little. What a
recorder's picture of today comes to, where there is no such clip, is seen by one that is made so:

    ffmpeg -i people-walking.mp4 -t 30 -vf scale=1920:1080,fps=25 -c:v libx264 -preset veryfast \
        -b:v 4M -maxrate 4M -bufsize 8M hd-walking.mp4
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import av

from cpcl_desktop.engine.bench.footage import write_repeated
from cpcl_desktop.engine.case.case import Case

CPCL = [sys.executable, "-m", "cpcl_desktop.cli"]


def length_s(clip: Path) -> float:
    """How long it is."""
    with av.open(str(clip)) as opened:
        return (opened.duration or 0) / av.time_base


def main() -> None:
    """Read and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clips", type=Path, nargs="+")
    parser.add_argument("--least", type=float, default=300.0, help="seconds")
    options = parser.parse_args()
    for clip in options.clips:
        with tempfile.TemporaryDirectory() as name:
            os.environ["CPCL_HOME"] = name
            print(f"{clip.name}: {sizes(clip, Path(name), options.least)}", flush=True)


def sizes(clip: Path, folder: Path, least_s: float) -> str:
    """What one clip comes to, in words."""
    film, case, empty = folder / "film.mp4", folder / "case.cpcl", folder / "empty.cpcl"
    write_repeated(clip, math.ceil(least_s / length_s(clip)), film)
    Case.open(empty, create=True).close()
    before = processor_s()
    subprocess.run([*CPCL, "ingest", str(case), str(film)], check=True, stdout=subprocess.DEVNULL)
    used = processor_s() - before
    with Case.read(case) as opened:
        (source,) = opened.sources.all()
    hours = source.decoded_s / 3600
    with closing(sqlite3.connect(case)) as connection:
        ((pictures, picture_b),) = connection.execute("SELECT count(*), avg(length(jpeg)) FROM crop")
    case_b = case.stat().st_size - empty.stat().st_size
    return (
        f"{source.decoded_s:.0f} s, {film.stat().st_size / 1e6 / hours:,.0f} MB an hour; an hour has "
        f"{source.tracks / hours:,.0f} passages, {pictures / hours:,.0f} pictures, "
        f"{case_b / 1e6 / hours:,.1f} MB of case; a picture {picture_b / 1000:.2f} kB, with its row and share of "
        f"the rest {case_b / 1000 / pictures:.2f} kB; {used / source.decoded_s:.3f} s of processor a second"
    )


def processor_s() -> float:
    """Seconds of processor of the programs that were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
