"""How a benchmark compares with an earlier one: ratios with intervals, and which differences are beyond noise."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cpcl_desktop.engine.bench.records import Benchmark, Series

STEADY: Final = 0.05  # what a quiet machine's clock may change from one go to the next, whatever the runs say
_Z: Final = 1.96  # of an interval of 95 %


@dataclass(frozen=True, slots=True)
class Ratio:
    """New over old, less being better, with an interval of about 95 %."""

    name: str
    size: int | None
    ratio: float
    low: float
    high: float

    @property
    def is_beyond_noise(self) -> bool:
        """Whether all of the interval is to one side of 1, and further from it than two goes may differ."""
        return self.low > 1 + STEADY or self.high < 1 / (1 + STEADY)

    @property
    def verdict(self) -> str:
        """In words."""
        if not self.is_beyond_noise:
            return "within noise"
        return "more" if self.ratio > 1 else "less"


def compared(new: Benchmark, old: Benchmark) -> list[Ratio]:
    """Of each series that both have in the same unit."""
    before = {one.key: one for one in old.series}
    both = ((one, before.get(one.key)) for one in new.series)
    return [_ratio(one, other) for one, other in both if other is not None and other.unit == one.unit]


def _ratio(new: Series, old: Series) -> Ratio:
    """Median of the ratios of each new run to each old one (Hodges and Lehmann), its interval by ranks.

    Hollander, Wolfe and Chicken 2014, 4.3: free of assumptions about how the runs are spread. With fewer than four
    runs on either side nothing can be told, and the interval is all ratios.
    """
    ratios = sorted(one / other for one in new.runs for other in old.runs)
    m, n = len(new.runs), len(old.runs)
    cut = math.floor(m * n / 2 - _Z * math.sqrt(m * n * (m + n + 1) / 12))
    cut = max(1, cut)
    return Ratio(new.name, new.size, _median(ratios), ratios[cut - 1], ratios[-cut])


def _median(ordered: Sequence[float]) -> float:
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else math.sqrt(ordered[middle - 1] * ordered[middle])


def differences(new: Benchmark, old: Benchmark) -> list[str]:
    """What else differs, so that ratios are not only about the program, in sentences."""
    said = []
    if new.machine != old.machine:
        said.append(f"The earlier figures are of another machine: {old.machine}.")
    changed = sorted(name for name in new.versions if new.versions[name] != old.versions.get(name))
    if changed:
        versions = (f"{name} {old.versions.get(name, '–')} → {new.versions[name]}" for name in changed)
        said.append(f"Versions differ: {', '.join(versions)}.")
    if new.provider != old.provider:
        said.append(f"Networks ran elsewhere: {old.provider} then, {new.provider} now.")
    if new.is_busy or old.is_busy:
        said.append("The machine was busy with other programs, so ratios are not to be relied on.")
    return said
