"""A desk of a team that decides, over and over, and says on standard output what was stored: to be killed at it.

python -m tests.faults.desk CASE FIRST HOW_MANY
"""

import sys
from pathlib import Path

from cpcl_desktop.engine.case.case import Case

VERDICTS = ("match", "no match", "unsure")


def main() -> None:
    path, first, many = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    with Case.open(path) as case:
        tracks = sorted({int(track) for track in case.gallery.places()[0]})
        print("ready", flush=True)
        sys.stdin.readline()  # all begin at once
        for number in range(first, first + many):
            track = tracks[number % len(tracks)]
            made = case.decisions.decide(track, VERDICTS[number % 3], note=f"number {number}")
            print(made.id, track, made.verdict, number, flush=True)


if __name__ == "__main__":
    main()
