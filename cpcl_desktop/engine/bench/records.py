"""What is measured and how it is kept: series of runs with the machine, its load and the versions."""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from cpcl_desktop.bundle.regular_file import read_regular
from cpcl_desktop.engine.errors import UsageError

BUSY = 0.1  # of a core, taken by others while a series was measured
CROWDED = 0.5  # programs a core that ran before anything was measured


@dataclass(frozen=True, slots=True)
class Series:
    """Runs of one thing, less being better; `size` is how much it was given (crops, seconds of footage), if any.

    `others` is the share of a core that other programs took when it began.
    """

    name: str
    unit: str
    runs: Sequence[float]
    size: int | None = None
    others: float = 0.0

    @property
    def key(self) -> tuple[str, int | None]:
        """What it is compared by."""
        return self.name, self.size

    @property
    def median(self) -> float:
        """Of the runs."""
        return statistics.median(self.runs)

    @property
    def spread(self) -> float:
        """From the first to the third quartile of the runs."""
        low, high = np.percentile(self.runs, (25, 75))
        return float(high - low)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was not measured, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Benchmark:
    """All of one go. `load` is that of the minute before, for each core; not `is_complete`: it was stopped."""

    machine: str
    versions: Mapping[str, str]
    provider: str
    load: float | None
    is_quick: bool
    is_complete: bool
    series: Sequence[Series]
    left_out: Sequence[LeftOut]

    @property
    def is_busy(self) -> bool:
        """Whether other programs were at work, so that figures are too high, and not by the same for all."""
        return (self.load or 0.0) > CROWDED or any(one.others > BUSY for one in self.series)

    def described(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "machine": self.machine,
            "versions": [{"name": name, "version": version} for name, version in self.versions.items()],
            "provider": self.provider,
            "load": self.load,
            "busy": self.is_busy,
            "quick": self.is_quick,
            "complete": self.is_complete,
            "series": [_described(one) for one in self.series],
            "left_out": [{"name": one.name, "why": one.why} for one in self.left_out],
        }


def read(path: Path) -> Benchmark:
    """An earlier one; `UsageError` where the file is none."""
    try:
        kept = json.loads(read_regular(path))
        return Benchmark(
            kept["machine"],
            {one["name"]: one["version"] for one in kept["versions"]},
            kept["provider"],
            kept["load"],
            kept["quick"],
            kept["complete"],
            [_series(one) for one in kept["series"]],
            [LeftOut(**one) for one in kept["left_out"]],
        )
    except OSError as error:
        raise UsageError(
            "{path} cannot be read ({why}); nothing was compared.", path=path, why=error.strerror
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            "{path} is not what `cpcl bench --out` writes; nothing was compared.", path=path
        ) from error


def _described(series: Series) -> dict[str, Any]:
    return {
        "name": series.name,
        "unit": series.unit,
        "size": series.size,
        "median": _rounded(series.median),
        "spread": _rounded(series.spread),
        "runs": [_rounded(run) for run in series.runs],
        "others": round(series.others, 3),
    }


def _series(kept: Mapping[str, Any]) -> Series:
    runs = [float(run) for run in kept["runs"]]
    if not runs or min(runs) <= 0:
        raise ValueError("a series without runs")
    return Series(kept["name"], kept["unit"], runs, kept["size"], kept["others"])


def _rounded(value: float) -> float:
    """Four digits, of which the last is noise."""
    return float(f"{value:.4g}")
