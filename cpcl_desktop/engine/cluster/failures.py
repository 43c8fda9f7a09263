"""Whose fault it is that a job did not work out: the job's, or that of the worker, which is put aside for a while.

A worker that cannot see the footage, or whose disk is full, fails at once, and so is always the one that is free:
it would take job after job, while sound workers sit in long films. So a failure is held against a job only once
its worker has done another, and against a worker that fails with one after the other.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Final

MOST_TRIES: Final = 3  # of a job, each with another worker where there is one
IN_A_ROW: Final = 2  # different jobs with which a worker fails before it is put aside
AGAIN_S: Final = 30.0  # after which a worker that was put aside is given one more; twice as long each time it fails
_LONGEST_S: Final = 960.0


@dataclass(slots=True)
class _Aside:
    until: float  # monotonic
    wait_s: float
    times: int = 1


@dataclass(slots=True)
class Failures:
    """What did not work out in a run, by job (the name of its part) and worker (its address)."""

    _workers: dict[str, list[str]] = field(default_factory=dict)  # by job: with whom it did not
    _held: Counter[str] = field(default_factory=Counter)  # by job: how many of these are its own fault
    _in_a_row: dict[str, set[str]] = field(default_factory=dict)  # by worker: jobs since it last did one
    _aside: dict[str, _Aside] = field(default_factory=dict)  # workers, until they do one

    def note_done(self, worker: str) -> None:
        """A worker did a job: what it failed with before is not its fault, and it is trusted again."""
        self._held.update(self._in_a_row.pop(worker, ()))
        self._aside.pop(worker, None)

    def note_lost(self, worker: str, job: str) -> None:
        """A worker went, or fell silent, over a job, which may be why."""
        self._workers.setdefault(job, []).append(worker)
        self._held[job] += 1

    def note_failed(self, worker: str, job: str) -> bool:
        """A worker says that it cannot do a job; whether it is put aside by that, for the first time in a row."""
        self._workers.setdefault(job, []).append(worker)
        jobs = self._in_a_row.setdefault(worker, set())
        jobs.add(job)
        aside = self._aside.get(worker)
        if aside is None and len(jobs) < IN_A_ROW:
            return False
        jobs.clear()
        now = time.monotonic()
        if aside is None:
            self._aside[worker] = _Aside(now + AGAIN_S, AGAIN_S)
            return True
        aside.wait_s = min(2 * aside.wait_s, _LONGEST_S)
        aside.until, aside.times = now + aside.wait_s, aside.times + 1
        return False

    def note_gone(self, is_there: Callable[[str], bool]) -> None:
        """Workers that are not there any more will not show whose fault it was: it may be what ended them."""
        for worker in [one for one in self._in_a_row if not is_there(one)]:
            self._held.update(self._in_a_row.pop(worker))

    def is_aside(self, worker: str) -> bool:
        """Whether a worker is given nothing now."""
        aside = self._aside.get(worker)
        return aside is not None and time.monotonic() < aside.until

    def are_hopeless(self, workers: Collection[str]) -> bool:
        """Whether all of these were put aside, and failed again after the wait."""
        return bool(workers) and all(self.is_aside(one) and self._aside[one].times > 1 for one in workers)

    def failed_with(self, job: str) -> Collection[str]:
        """Workers with which a job did not work out."""
        return self._workers.get(job, ())

    def is_tried_enough(self, job: str, workers: Collection[str]) -> bool:
        """Whether a job is given up: by its own fault, or since all of these workers, who may do others, failed."""
        if self._held[job] >= MOST_TRIES:
            return True
        failed = self.failed_with(job)
        return len(failed) >= MOST_TRIES and bool(workers) and all(one in failed for one in workers)
