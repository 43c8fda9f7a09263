"""How many frames of odd files this program reads, and how many PyAV, OpenCV and ffmpeg alone.

    python -m tests.benchmarks.odd_files [FOLDER]

FOLDER holds odd files of one's own; others are made. The time error is the
largest distance from a frame's time by ffprobe to the nearest of ours.
"""

import argparse
import tempfile
from pathlib import Path

from tests.odd_files import Row, rows

LINE = "{:42} {:>5} {:>5} {:>6} {:>6}  {:>9}  {}"


def said(row: Row) -> str:
    """Our gaps, or our error."""
    gaps = (f"{g.start_us / 1e6:.2f}–{g.end_us / 1e6:.2f} s: {g.reason}" for g in row.gaps)
    return row.error.replace(row.name, "…") or "; ".join(gaps)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    request = parser.parse_args()
    print(LINE.format("file", "ours", "PyAV", "OpenCV", "ffmpeg", "time err.", "gaps, or error"))
    fewer = late = count = 0
    with tempfile.TemporaryDirectory() as name:
        for row in rows(request.folder, Path(name)):
            error = "—" if row.time_error_s is None else f"{1000 * row.time_error_s:.1f} ms"
            print(
                LINE.format(row.name[:42], row.ours, row.pyav, row.opencv, row.ffmpeg, error, said(row)), flush=True
            )
            count += 1
            fewer += row.ours < row.most_of_others
            late += row.late
    print(f"{count} files: fewer frames than another reader in {fewer}, times off by more than a frame in {late}.")


if __name__ == "__main__":
    main()
