"""Draws how cost grows, for the README: reading over hours of footage, searching over crops, axes by powers of 10.

    cpcl bench --folder FOLDER --out tests/benchmarks/baseline.json
    python -m tests.benchmarks.plot_bench tests/benchmarks/baseline.json resources/pictures/cost.svg

A point is the median of the runs, its bar goes from the least to the most. Nothing is drawn that was not measured.
"""

import argparse
import math
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.engine.bench.records import Benchmark, Series, read

WIDTH, HEIGHT = 960, 420
PANEL = (380, 260)  # pixels of a panel's inside
TOP, LEFTS = 50, (70, 520)
INK, FAINT, PAPER = "#24292f", "#d8dee4", "#ffffff"
COLOURS = ("#0969da", "#bc4c00", "#8250df")


@dataclass(frozen=True)
class Panel:
    """A plot: its words, the series in it as they are called there, and how size and figure become x and y."""

    title: str
    across: str
    up: str
    series: Mapping[str, str]
    x: Callable[[float], float] = float
    y: Callable[[float], float] = float


PANELS = (
    Panel(
        "Adding footage", "hours of footage", "minutes", {"ingest": "read, find, follow, embed"},
        lambda seconds: seconds / 3600, lambda seconds: seconds / 60,
    ),
    Panel(
        "A search with 200 hits", "crops in the case", "milliseconds",
        {"search": "one sentence", "search in one camera": "in one camera", "search with phrases": "three phrases"},
    ),
)  # fmt: skip


class Drawing:
    """An SVG that grows."""

    def __init__(self) -> None:
        box = f"0 0 {WIDTH} {HEIGHT}"
        font = {"font-family": "system-ui, sans-serif", "font-size": "13"}
        self.root = ElementTree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": box, **font})
        self.add("rect", width=WIDTH, height=HEIGHT, fill=PAPER)

    def add(self, kind: str, text: str = "", **of: object) -> None:
        drawn = ElementTree.SubElement(self.root, kind, {name.replace("_", "-"): str(v) for name, v in of.items()})
        drawn.text = text or None

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1) -> None:
        self.add("line", x1=f"{x1:.1f}", y1=f"{y1:.1f}", x2=f"{x2:.1f}", y2=f"{y2:.1f}", stroke=colour,
                 stroke_width=width)  # fmt: skip

    def write(self, x: float, y: float, text: str, anchor: str = "middle", **of: object) -> None:
        self.add("text", text, x=f"{x:.1f}", y=f"{y:.1f}", fill=INK, text_anchor=anchor, **of)


@dataclass(frozen=True)
class Axis:
    """From one power of 10 to another, in pixels."""

    low: int
    high: int
    start: float
    length: float

    def at(self, value: float) -> float:
        return self.start + self.length * (math.log10(value) - self.low) / (self.high - self.low)


def axis(values: Sequence[float], start: float, length: float) -> Axis:
    """Whole powers of 10 around all of them."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return Axis(low, max(high, low + 1), start, length)


def draw_panel(drawing: Drawing, panel: Panel, shown: Mapping[str, Sequence[Series]], left: float) -> None:
    width, height = PANEL
    every = [one for series in shown.values() for one in series]
    across = axis([panel.x(one.size or 1) for one in every], left, width)
    up = axis([panel.y(run) for one in every for run in one.runs], TOP + height, -height)
    for power in range(across.low, across.high + 1):
        x = across.at(10.0**power)
        drawing.line(x, TOP, x, TOP + height, FAINT)
        drawing.write(x, TOP + height + 18, f"{10.0**power:,.10g}")
    for power in range(up.low, up.high + 1):
        y = up.at(10.0**power)
        drawing.line(left, y, left + width, y, FAINT)
        drawing.write(left - 8, y + 4, f"{10.0**power:,.10g}", "end")
    drawing.write(left + width / 2, TOP - 18, panel.title, font_weight="bold")
    drawing.write(left + width / 2, TOP + height + 40, panel.across)
    drawing.write(left - 40, TOP - 18, panel.up, "start")
    for number, (name, series) in enumerate(shown.items()):
        draw_series(drawing, panel, series, (across, up), COLOURS[number])
        y = TOP + 18 + 18 * number
        drawing.add("circle", cx=left + 14, cy=y - 4, r=4, fill=COLOURS[number])
        drawing.write(left + 24, y, panel.series[name], "start")


def draw_series(
    drawing: Drawing, panel: Panel, series: Sequence[Series], axes: tuple[Axis, Axis], colour: str
) -> None:
    across, up = axes
    points = [(across.at(panel.x(one.size or 1)), up.at(panel.y(one.median))) for one in series]
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    drawing.add("polyline", points=way, fill="none", stroke=colour, stroke_width=2)
    for (x, y), one in zip(points, series, strict=True):
        drawing.line(x, up.at(panel.y(min(one.runs))), x, up.at(panel.y(max(one.runs))), colour, 1.5)
        drawing.add("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=4, fill=colour)


def drawn(bench: Benchmark) -> str:
    """The picture as SVG."""
    drawing = Drawing()
    for panel, left in zip(PANELS, LEFTS, strict=True):
        shown = {
            name: sorted((one for one in bench.series if one.name == name), key=lambda one: one.size or 0)
            for name in panel.series
        }
        draw_panel(drawing, panel, {name: series for name, series in shown.items() if series}, left)
    said = [f"Measured by cpcl bench {bench.versions['cpcl']} on {bench.machine}."]
    if bench.is_busy:
        said.append("Other programs were at work meanwhile, so figures are too high.")
    for number, sentence in enumerate(said):
        drawing.write(WIDTH / 2, HEIGHT - 28 + 16 * number, sentence, font_size=11)
    ElementTree.indent(drawing.root)
    return ElementTree.tostring(drawing.root, encoding="unicode") + "\n"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("baseline", type=Path)
    parser.add_argument("out", type=Path)
    request = parser.parse_args()
    request.out.write_text(drawn(read(request.baseline)), encoding="utf-8")


if __name__ == "__main__":
    main()
