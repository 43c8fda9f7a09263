"""A small model of reading on a cluster: a table, the README's picture, and what is past it.

    python -m tests.benchmarks.cluster_model [--out resources/pictures/cluster.svg] [--paper]

Prints what it goes by, how it compares with what was measured, and × real time of 1 → 64 workers at stores of
1 Gb/s, 10 Gb/s and without a limit, and with footage sent by one machine. `--paper` prints the figures for 100
million pictures instead.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.cluster_model import paper
from tests.benchmarks.cluster_model.figures import ARCHIVE, GIGABIT, READING, Figure
from tests.benchmarks.cluster_model.plot import STORES, WORKERS, drawn, limits
from tests.benchmarks.cluster_model.points import FITTED, points
from tests.benchmarks.cluster_model.schedule import archive, measured, simulate


def main() -> None:
    """Print, and draw where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, help="write the picture")
    parser.add_argument("--paper", action="store_true", help="100 million pictures")
    request = parser.parse_args()
    if request.paper:
        print_figures(paper.SEARCHING | paper.PRICES)
        print(paper.table())
        return
    print_figures(READING | ARCHIVE | {"1 Gb/s": GIGABIT})
    print_points()
    print_runs()
    if request.out:
        request.out.write_text(drawn(), encoding="utf-8")


def print_figures(table: Mapping[str, Figure]) -> None:
    """What the model goes by."""
    for name, figure in table.items():
        print(f"{name}: {figure.value:g} {figure.unit}; {figure.source}")


def print_points() -> None:
    """The model beside what was measured."""
    begin_s = READING["begin_s"].value
    for point in points().values():
        said = "fitted" if point.name == FITTED else "not fitted"
        ratios = [plain / cluster for plain, cluster in point.pairs]
        spread = f"{len(ratios)} pairs of runs, {min(ratios):.2f} to {max(ratios):.2f}"
        print(
            f"{point.name}: two workers / two plain ingests {point.ratio:.2f} measured ({spread}), "
            f"{point.predicted(begin_s):.2f} by the model, {said}"
        )


def print_runs() -> None:
    """× real time by workers and store."""
    films = archive()
    sent = measured(store_mb_s=GIGABIT.value, sends=True)
    jobs = sum(len(measured().jobs(film)) for film in films)
    stores = {**STORES, "1 Gb/s, --send": sent}
    print(f"{len(films)} sources, {sum(films) / 3600:,.0f} hours in {jobs:,} jobs; × real time (one machine alone)")
    print("workers", "ideal", *stores, sep="\t")
    for count in WORKERS:
        runs = [simulate(one, films, count) for one in stores.values()]
        told = [f"{run.realtime:,.0f} ({(run.begin_s + run.join_s) / run.wall_s:.0%})" for run in runs]
        print(count, f"{measured().rate * count:,.0f}", *told, sep="\t")
    for limit in limits():
        print(f"{limit.name}: {limit.realtime:,.0f} × real time, which {limit.workers:,.0f} workers come to")


if __name__ == "__main__":
    main()
