"""`cpcl-train bench`: which parts of the method help, and how certain that is."""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cpcl_desktop.bundle.arguments import path, text, whole
from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.cli.arguments import add_assets, add_json
from cpcl_train.cli.terminal import DONE, FAILED, answer, answer_json, counter, fail, say

if TYPE_CHECKING:
    from cpcl_train.bench.street.bench import Outcome

_MOST_SEEDS = 1000
_QUICK_SEEDS = 2
_MARGIN = 0.5
"""Points of mAP above which the lower end of the interval must lie: exchanged labels come out below InfoNCE."""


def add(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.epilog = (
        "What is rendered, encoded and trained is kept in the folder, by the hash of what it follows from: a run "
        "that was stopped goes on, and another row or more seeds cost only themselves. The whole is beside the "
        "tables there: bench.json, bench.md and bench.svg."
    )
    parser.add_argument("--out", type=path, required=True, metavar="FOLDER", help="folder for all that is made")
    parser.add_argument("--seeds", type=whole(1, _MOST_SEEDS), help="runs of each row (default 8; quick: 2)")
    parser.add_argument("--only", type=text, nargs="+", metavar="ROW", help="these rows (default: the main eight)")
    parser.add_argument(
        "--quick", action="store_true",
        help="a minute on a small street: InfoNCE and true identities; exit status 1 if they are not told apart",
    )  # fmt: skip
    parser.add_argument("--processes", type=whole(1, 4096), default=2, help="runs at a time (default 2)")
    add_assets(parser)
    add_json(parser, "tables")


def run(request: argparse.Namespace) -> int:
    """1 where the quick form does not tell true identities from InfoNCE."""
    from cpcl_train.bench.street.bench import SEEDS, Asked, bench
    from cpcl_train.bench.street.report import as_json, record, table
    from cpcl_train.bench.street.report import text as as_text
    from cpcl_train.bench.street.rows import IDENTITIES, INFONCE, MAIN

    rows = tuple(dict.fromkeys(request.only or ((INFONCE, IDENTITIES) if request.quick else MAIN)))
    seeds = request.seeds or (_QUICK_SEEDS if request.quick else SEEDS)
    out: Path = request.out
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; --out takes a folder. Nothing was changed.")
    found = bench(Asked(out, rows, seeds, request.quick, request.processes, request.assets), _stage)
    _write(out, found, as_json(record(found, _command(), _commit())))
    if request.json:
        answer_json(table(found))
    else:
        answer(as_text(found))
    say(f"{out / 'bench.json'}, bench.md, bench.svg ({found.seconds / 60:.0f} minutes)")
    return _judged(found) if request.quick and {IDENTITIES, INFONCE} <= set(rows) else DONE


def _judged(found: Outcome) -> int:
    from cpcl_train.bench.street.report import differences
    from cpcl_train.bench.street.rows import IDENTITIES, INFONCE

    by = differences(found)[IDENTITIES, INFONCE]  # mAP has the narrower interval: R@1 counts one place of a ranking
    if by["mAP"].low > _MARGIN and by["R@1"].mean > 0:
        return DONE
    fail("The benchmark does not tell true identities from InfoNCE here: data, towers or the loop are at fault.")
    return FAILED


def _write(out: Path, found: Outcome, whole_record: str) -> None:
    from cpcl_train.bench.street.plot import drawing
    from cpcl_train.bench.street.report import text as as_text

    (out / "bench.json").write_text(whole_record, encoding="utf-8")
    (out / "bench.md").write_text(as_text(found) + "\n", encoding="utf-8")
    (out / "bench.svg").write_text(drawing(found), encoding="utf-8")


def _stage(name: str) -> Callable[[int, int], None]:
    """Counts of a stage with the time left, by what was done since it began here."""
    began, first = time.monotonic(), -1
    verb, things = {"runs": ("trained", "rows' runs"), "base": ("trained", "bases")}.get(name, ("made", name))

    def report(done: int, total: int) -> None:
        nonlocal first
        first = done if first < 0 else first
        left = (time.monotonic() - began) / max(1, done - first) * (total - done)
        rest = " " * 14 if done in (first, total) else f", {_clock(left):>7} left"  # as long, to write over it
        counter(verb, things + rest)(done, total)

    return report


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def _command() -> str:
    return shlex.join(["cpcl-train", *sys.argv[1:]])


def _commit() -> str:
    """The commit of the program, as far as it can be told; empty where it does not run from a checkout."""
    here = Path(__file__).resolve().parent
    asked = ["git", "-C", str(here), "describe", "--always", "--dirty", "--abbrev=12"]
    try:
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
