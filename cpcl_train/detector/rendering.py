"""Pictures for a detector to learn from, rendered by several processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from typing import TypeVar

Report = Callable[[int, int], None]
Job = TypeVar("Job")


def render_missing(
    render: Callable[[Job], None], jobs: Sequence[Job], count: int, workers: int, report: Report
) -> None:
    """Carry out those jobs of `count` that are still to be done; what `report(done, all)` raises stops that."""
    done = count - len(jobs)
    report(done, count)
    if jobs:
        with multiprocessing.get_context("spawn").Pool(max(1, workers)) as pool:
            for _ in pool.imap_unordered(render, jobs):
                done += 1
                report(done, count)
