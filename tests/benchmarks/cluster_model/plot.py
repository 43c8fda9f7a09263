"""The README's picture: × real time of 1 → 64 workers, what store and joining machine hold it to."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cpcl_desktop.engine.ingest.options import NO_SEAMS, STRETCH_S
from tests.benchmarks.cluster_model.figures import GIGABIT
from tests.benchmarks.cluster_model.schedule import HOUR_S, Cluster, archive, measured, simulate
from tests.benchmarks.plot_bench import COLOURS, FAINT, HEIGHT, INK, TOP, WIDTH, Drawing

WORKERS = (1, 2, 4, 8, 16, 32, 64)
STORES: Mapping[str, Cluster] = {
    "a store without a limit": measured(),
    "a store of 10 Gb/s": measured(store_mb_s=10 * GIGABIT.value),
    "a store of 1 Gb/s": measured(store_mb_s=GIGABIT.value),
}
LEFT, RIGHT, BOTTOM = 70, 620, 350  # pixels
KEY = 650


@dataclass(frozen=True)
class Limit:
    """× real time that no number of workers passes, and how many would come to it if nothing else held them."""

    name: str
    realtime: float
    workers: float


@dataclass(frozen=True)
class Scale:
    """From one number to another by powers of two, in pixels."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = math.log2(value / self.low) / math.log2(self.high / self.low)
        return self.start + (self.end - self.start) * share

    def marks(self) -> list[float]:
        """The powers of two in it."""
        return [2.0**power for power in range(math.ceil(math.log2(self.low)), math.floor(math.log2(self.high)) + 1)]


@cache
def curves() -> Mapping[str, Sequence[float]]:
    """× real time at each number of workers, by the store."""
    films = archive()
    return {name: [simulate(one, films, count).realtime for count in WORKERS] for name, one in STORES.items()}


def limits() -> list[Limit]:
    """What holds a run up in the end."""
    films = archive()
    found = [("storage 1 Gb/s", "a store of 1 Gb/s", "store"), ("storage 10 Gb/s", "a store of 10 Gb/s", "store")]
    found.append(("one machine alone", "a store without a limit", "one machine"))
    rate = measured().rate
    values = [(name, STORES[store].limits(films)[kind]) for name, store, kind in found]
    return [Limit(name, value, value / rate) for name, value in values]


def shares() -> list[float]:
    """Of what one machine does alone: to look at films, to put stretches together, to merge."""
    cluster, films = measured(), archive()
    seconds = [cluster.looks_s(films), cluster.unite_s(films), cluster.join_s(films)]
    return [one / sum(seconds) for one in seconds]


def day(workers: int, stretch_s: float = STRETCH_S) -> float:
    """× real time of a day of one camera in files of an hour."""
    return simulate(measured(stretch_s=stretch_s), [HOUR_S] * 24, workers).realtime


def long_day(store_mb_s: float) -> float:
    """× real time of a day of one camera in one file, from such a store."""
    return simulate(measured(store_mb_s=store_mb_s), [24 * HOUR_S], WORKERS[-1]).realtime


def sentence() -> str:
    """What the README says of it."""
    free, wide, narrow = (f"{values[-1]:,.0f}" for values in curves().values())
    one, ten, alone = (f"{limit.workers:,.0f}" for limit in limits())
    cut, whole = (f"{day(WORKERS[-1], stretch_s):,.0f}" for stretch_s in (STRETCH_S, NO_SEAMS))
    looks, unites, joins = (f"{share:.0%}".replace("%", " %") for share in shares())
    return (
        f"By a model, 64 workers of two cores read at {free} × real time where the store has no limit, at {wide} "
        f"from one of 10 Gb/s and at {narrow} from one of 1 Gb/s: {one} workers use that up, {ten} one of 10 "
        f"Gb/s. Without that limit they read a day of one camera, in files of an hour, at {cut} × real time; "
        f"uncut it would be {whole}. In one file it is {long_day(math.inf):,.0f}, and "
        f"{long_day(GIGABIT.value):,.0f} from a store of 1 Gb/s, since each worker hashes all of a film that it "
        f"reads of. What one machine does alone takes as long as reading by {alone}: {looks} of it is to look at "
        f"long films, {unites} to put stretches together, {joins} to merge."
    )


def drawn() -> str:
    """The picture as SVG."""
    drawing, rate, held = Drawing(), measured().rate, limits()
    across = Scale(WORKERS[0], WORKERS[-1], LEFT, RIGHT)
    up = Scale(4, 2 ** math.ceil(math.log2(max(limit.realtime for limit in held))), BOTTOM, TOP)
    for count in WORKERS:
        drawing.line(across.at(count), TOP, across.at(count), BOTTOM, FAINT)
        drawing.write(across.at(count), BOTTOM + 18, str(count))
    for value in up.marks():
        drawing.line(LEFT, up.at(value), RIGHT, up.at(value), FAINT)
        drawing.write(LEFT - 8, up.at(value) + 4, f"{value:,.0f}", "end")
    drawing.write((LEFT + RIGHT) / 2, TOP - 18, "Reading on a cluster, by a model", font_weight="bold")
    drawing.write(LEFT - 40, TOP - 18, "× real time", "start")
    drawing.write((LEFT + RIGHT) / 2, BOTTOM + 40, "workers of two cores")
    for limit in held:
        draw_dashed(drawing, [(LEFT, up.at(limit.realtime)), (RIGHT, up.at(limit.realtime))], INK, "2 4")
        drawing.write(
            RIGHT + 8, up.at(limit.realtime) + 4, f"{limit.name}: from {limit.workers:,.0f} workers", "start"
        )
    draw_dashed(
        drawing, [(across.at(count), up.at(rate * count)) for count in (WORKERS[0], WORKERS[-1])], INK, "8 5"
    )
    key = TOP + (BOTTOM - TOP) * 0.68
    draw_dashed(drawing, [(KEY, key - 4), (KEY + 24, key - 4)], INK, "8 5")
    drawing.write(KEY + 32, key, "each as fast as one alone", "start")
    for number, (name, realtime) in enumerate(curves().items()):
        way = [(across.at(count), up.at(value)) for count, value in zip(WORKERS, realtime, strict=True)]
        drawing.add("polyline", points=_way(way), fill="none", stroke=COLOURS[number], stroke_width=2)
        for x, y in way:
            drawing.add("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=4, fill=COLOURS[number])
        drawing.add("circle", cx=KEY + 12, cy=key + 18 + 18 * number, r=4, fill=COLOURS[number])
        drawing.write(KEY + 32, key + 22 + 18 * number, name, "start")
    said = "Made by python -m tests.benchmarks.cluster_model, which says which of its figures were measured."
    drawing.write(WIDTH / 2, HEIGHT - 10, said, font_size=11)
    ElementTree.indent(drawing.root)
    return ElementTree.tostring(drawing.root, encoding="unicode") + "\n"


def draw_dashed(drawing: Drawing, way: Sequence[tuple[float, float]], colour: str, dashes: str) -> None:
    """A line of dashes."""
    drawing.add("polyline", points=_way(way), fill="none", stroke=colour, stroke_width=1, stroke_dasharray=dashes)


def _way(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
