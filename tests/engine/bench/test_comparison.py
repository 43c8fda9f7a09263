"""Comparing with an earlier time: what is noise is called so, what is not is not."""

import json
from dataclasses import replace

import numpy as np
import pytest

from cpcl_desktop.engine.bench import comparison, records
from cpcl_desktop.engine.bench.records import Benchmark, LeftOut, Series
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.evidence.outputs import write_json

OLD = Benchmark(
    "two cores", {"cpcl": "1", "NumPy": "2"}, "cpu", 0.1, True, True,
    [Series("search", "ms", (10.0, 10.2, 9.9, 10.1, 10.3), 10_000),
     Series("window", "s", (1.0, 1.1, 0.9, 1.0, 1.2))],
    [LeftOut("detect", "no network")],
)  # fmt: skip


def runs(*of: float) -> Benchmark:
    return replace(OLD, series=[Series("search", "ms", of, 10_000)])


def test_twice_the_time_is_more_and_half_is_less() -> None:
    (slower,) = comparison.compared(runs(20.1, 20.0, 19.8, 20.4, 20.2), OLD)
    assert slower.verdict == "more" and slower.low <= slower.ratio <= slower.high and 1.9 < slower.ratio < 2.1
    (faster,) = comparison.compared(runs(5.1, 5.0, 4.8, 5.4, 5.2), OLD)
    assert faster.verdict == "less"


def test_what_runs_differ_by_themselves_is_noise() -> None:
    (same,) = comparison.compared(runs(10.3, 9.8, 10.1, 10.2, 10.0), OLD)
    assert same.verdict == "within noise" and same.low < 1 < same.high
    (wide,) = comparison.compared(runs(14.0, 9.0, 15.0, 8.0, 16.0), OLD)
    assert wide.verdict == "within noise"  # the median is higher by a third, but the runs do not agree
    (steady,) = comparison.compared(runs(10.4, 10.41, 10.42, 10.43, 10.44), OLD)
    assert steady.low > 1 and steady.verdict == "within noise"  # a machine's clock may change as much


def test_the_interval_holds_as_often_as_it_says() -> None:
    """Of the same program measured twice, 5 runs each, with a tenth of noise."""
    random, outside = np.random.default_rng(4), 0
    for _ in range(400):
        one, other = np.exp(random.normal(0, 0.1, (2, 5)))
        (ratio,) = comparison.compared(runs(*one), runs(*other))
        outside += not ratio.low <= 1 <= ratio.high
    assert outside / 400 < 0.08


def test_only_what_both_measured_in_one_unit_is_compared() -> None:
    other = replace(OLD, series=[Series("search", "s", (1.0,), 10_000), Series("search", "ms", (1.0,), 20_000)])
    assert comparison.compared(other, OLD) == []


def test_what_else_differs_is_said() -> None:
    new = replace(OLD, machine="four cores", versions={"cpcl": "2", "NumPy": "2"}, provider="cuda", load=3.0)
    said = " ".join(comparison.differences(new, OLD))
    assert "another machine: two cores" in said and "cpcl 1 → 2" in said and "NumPy" not in said
    assert "cpu then, cuda now" in said and "busy" in said
    assert comparison.differences(OLD, OLD) == []


def test_a_series_that_others_disturbed_makes_it_busy() -> None:
    disturbed = replace(OLD.series[0], others=0.4)
    assert replace(OLD, series=[disturbed]).is_busy and not OLD.is_busy


def test_what_is_written_is_read_again(tmp_path) -> None:
    write_json(tmp_path / "b.json", OLD.described() | {"comparison": []})
    again = records.read(tmp_path / "b.json")
    assert again.described() == OLD.described()
    assert (OLD.series[0].median, round(OLD.series[0].spread, 2)) == (10.1, 0.2)
    kept = json.loads((tmp_path / "b.json").read_text())
    kept["series"][0]["runs"] = [0]
    (tmp_path / "b.json").write_text(json.dumps(kept))
    for file in ("b.json", "missing.json"):
        with pytest.raises(UsageError, match="nothing was compared"):
            records.read(tmp_path / file)
