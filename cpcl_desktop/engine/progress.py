"""How long operations speak: a `Progress` value handed to a `Report` callable.

A `Report` may raise `Cancelled`; every long engine function calls it at least
a few times a second and leaves nothing half-written when it raises.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass

from cpcl_desktop.engine.clock import length


@dataclass(frozen=True, slots=True)
class Progress:
    """One moment of a long operation.

    `done` and `total` are in `unit` (total None when unknown); `rate` is units
    per second, `realtime` seconds of footage per second, `left_s` an estimate.
    `overall` is the share done, 0..1, of several files of which this is one, `subject` the name of the one.
    """

    stage: str
    done: float = 0.0
    total: float | None = None
    unit: str = ""
    rate: float | None = None
    realtime: float | None = None
    left_s: float | None = None
    message: str = ""
    overall: float | None = None
    subject: str = ""

    @property
    def fraction(self) -> float | None:
        """Share done in 0..1, or None when the total is unknown."""
        if not self.total:
            return None
        return min(1.0, self.done / self.total)

    @property
    def share(self) -> float | None:
        """Share done of all there is to do, of several files too; None when it is unknown."""
        return self.fraction if self.overall is None else self.overall

    @property
    def pace(self) -> list[str]:
        """How fast it goes and how long it will take, in words; nothing while that is not known."""
        words = []
        if self.rate is not None:
            words.append(f"{self.rate:.0f} frames/s")
        if self.realtime is not None:
            words.append(f"{self.realtime:.1f} × real time")
        if self.left_s is not None:
            words.append(f"{length(self.left_s)} left")
        return words


Report = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """A report that says nothing."""


_LISTENING: ContextVar[Report] = ContextVar("listening", default=silent)


@contextlib.contextmanager
def heard_by(report: Report) -> Iterator[None]:
    """Let this report hear of what is waited for in here, in this thread, by whom nobody hands a report.

    That is whatever writes to a team's case: each decision, each entry of the log may have to wait for others.
    """
    before = _LISTENING.set(report)
    try:
        yield
    finally:
        _LISTENING.reset(before)


def tell_waiting(progress: Progress) -> None:
    """Tell whoever listens around this what is waited for; may raise `Cancelled`."""
    _LISTENING.get()(progress)
