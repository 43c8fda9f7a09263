"""What the steps of an epoch come to: means of their figures, their speed, and how long the run still takes.

Figures are summed on the device and read seldom: each reading makes a GPU wait.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import torch
from torch import Tensor


class Meter:
    """Sums of an epoch's figures, by name."""

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._sums: dict[str, Tensor] = {}
        self._read: dict[str, float] = {}
        self._count, self._read_count = 0, 0
        self._began = self._read_at = time.perf_counter()

    def add(self, figures: Mapping[str, Tensor]) -> None:
        """One step's figures, scalars on the device; nothing waits."""
        self._count += 1
        for name, value in figures.items():
            held = self._sums.get(name)
            self._sums[name] = value if held is None else held + value

    @property
    def steps(self) -> int:
        """Steps so far."""
        return self._count

    @property
    def seconds(self) -> float:
        """Since the first step was begun."""
        return time.perf_counter() - self._began

    def read(self) -> tuple[dict[str, float], float]:
        """The mean of each figure since the last reading, and the steps a second meanwhile."""
        sums, steps = self._values(), max(1, self._count - self._read_count)
        means = {name: (value - self._read.get(name, 0.0)) / steps for name, value in sums.items()}
        now = time.perf_counter()
        speed = steps / max(now - self._read_at, 1e-9)
        self._read, self._read_count, self._read_at = sums, self._count, now
        return means, speed

    def means(self) -> dict[str, float]:
        """The mean of each figure over the whole epoch."""
        return {name: value / self._count for name, value in self._values().items()}

    def _values(self) -> dict[str, float]:
        if not self._sums:
            return {}
        together = torch.stack([value.detach().float() for value in self._sums.values()])
        return dict(zip(self._sums, together.tolist(), strict=True))


@dataclass(slots=True)
class Pace:
    """Seconds that a step, the labels of an epoch and the end of an epoch took when they were last done."""

    step_s: float = 0.0
    guide_s: float = 0.0
    finish_s: float = 0.0
    guided: list[int] = field(default_factory=list)
    """Epochs (from 0) that need labels."""

    def left(self, steps: int, ends: int, epoch: int) -> float:
        """Seconds until the run ends: `steps`, `ends` of epochs, and labels of those behind `epoch` (from 0)."""
        labels = sum(1 for later in self.guided if later > epoch)
        return steps * self.step_s + labels * self.guide_s + ends * self.finish_s
