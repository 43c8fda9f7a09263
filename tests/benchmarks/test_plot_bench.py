"""The picture of the README shows what was measured where it belongs."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from cpcl_desktop.engine.bench.records import Benchmark, Series, read
from tests.benchmarks.plot_bench import LEFTS, PANEL, TOP, drawn

SVG = "{http://www.w3.org/2000/svg}"
SERIES = [
    Series("ingest", "s", [60.0, 60.0, 120.0], 3600),
    Series("search", "ms", [100.0], 1_000_000),
    Series("search", "ms", [10.0], 10_000),
]


def test_the_picture_in_the_readme_is_of_the_baseline() -> None:
    root = Path(__file__).resolve().parents[2]
    picture = (root / "resources" / "pictures" / "cost.svg").read_text(encoding="utf-8")
    assert picture == drawn(read(root / "tests" / "benchmarks" / "baseline.json"))


def test_points_are_where_their_powers_of_ten_are() -> None:
    root = ElementTree.fromstring(drawn(Benchmark("two cores", {"cpcl": "1"}, "cpu", 3.0, False, True, SERIES, [])))
    points = {(float(c.get("cx")), float(c.get("cy"))) for c in root.iter(f"{SVG}circle")}
    width, height = PANEL
    assert {(LEFTS[1], TOP + height), (LEFTS[1] + width, TOP)} <= points  # 10 ms at 10 k, 100 ms at 1 M
    assert (LEFTS[0], TOP + height) in points  # one minute for an hour, both the lowest power
    texts = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert "two cores" in texts and "figures are too high" in texts and "in one camera" not in texts
    (line,) = (one for one in root.iter(f"{SVG}polyline") if one.get("points").count(",") == 2)
    assert [float(part) for part in line.get("points").split()[0].split(",")] == pytest.approx(
        [LEFTS[1], TOP + height]
    )
