"""`cpcl bench`: how fast the program is on this machine, and whether that changed."""

from __future__ import annotations

import argparse
from typing import Any

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE, FAILED
from cpcl_desktop.engine.bench import comparison, records
from cpcl_desktop.engine.bench.performing import MEASURES, Bench
from cpcl_desktop.engine.bench.records import Benchmark
from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.evidence.outputs import write_json

BUSY = (
    "Other programs were at work meanwhile: figures are too high, and not by the same for all. Measure again on a "
    "quiet machine before relying on them."
)
STOPPED = "Stopped; what was measured so far is kept and shown."


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl bench`."""
    parser.add_argument("--quick", action="store_true", help="short films and small cases only: a minute or two")
    parser.add_argument("--only", choices=list(MEASURES), action="append", default=[], help="measure this alone")
    parser.add_argument(
        "--folder", type=common.path, help="where films and cases are made meanwhile (default: for temporary files)"
    )
    parser.add_argument("--out", type=common.path, metavar="FILE", help="write all of it to this file as JSON")
    parser.add_argument("--against", type=common.path, metavar="FILE", help="compare with an earlier --out")
    common.add_provider(parser)
    common.add_json(parser)


def run(request: argparse.Namespace) -> int:
    """Measure, show and keep; failed where it was stopped, but what was measured is shown and kept all the same."""
    earlier = records.read(request.against) if request.against else None
    bench = Bench(request.provider, request.quick, request.only, request.folder)
    with terminal.TerminalReport() as report:
        try:
            for _ in bench.run(report):
                pass
        except Cancelled:
            terminal.complain(STOPPED)
    result = bench.result
    told = result.described() | {"comparison": _compared(result, earlier)}
    if request.out:
        write_json(request.out, told)
    if request.json:
        terminal.say_json(told)
    else:
        _say(result)
        _say_comparison(result, earlier)
    return DONE if result.is_complete else FAILED


def _compared(result: Benchmark, earlier: Benchmark | None) -> list[dict[str, Any]]:
    ratios = [] if earlier is None else comparison.compared(result, earlier)
    return [
        {
            "name": one.name,
            "size": one.size,
            "ratio": round(one.ratio, 3),
            "low": round(one.low, 3),
            "high": round(one.high, 3),
            "verdict": one.verdict,
        }
        for one in ratios
    ]


def _say(result: Benchmark) -> None:
    terminal.say(f"{result.machine}; networks ran on: {result.provider}")
    rows = [
        (one.name, _size(one.size), f"{one.median:.4g}", f"{one.spread:.2g}", len(one.runs), one.unit)
        for one in result.series
    ]
    terminal.say_table(("what", "size", "median", "spread", "runs", "unit"), rows)
    reasons: dict[str, list[str]] = {}
    for one in result.left_out:
        reasons.setdefault(one.why, []).append(one.name)
    for why, names in reasons.items():
        terminal.say(f"Not measured: {', '.join(names)}. {why}")
    if result.is_busy:
        terminal.say(BUSY)


def _say_comparison(result: Benchmark, earlier: Benchmark | None) -> None:
    if earlier is None:
        return
    rows = [
        (one.name, _size(one.size), f"{one.ratio:.2f}", f"{one.low:.2f} – {one.high:.2f}", one.verdict)
        for one in comparison.compared(result, earlier)
    ]
    terminal.say()
    terminal.say_table(("compared with before", "size", "ratio", "interval", "which is"), rows)
    for sentence in comparison.differences(result, earlier):
        terminal.say(sentence)


def _size(size: int | None) -> str:
    return "" if size is None else f"{size:,}"
