"""What a process beside the window does for the page about this machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cpcl_desktop.engine.progress import Report

if TYPE_CHECKING:
    from cpcl_desktop.engine.doctor.findings import Finding


def examined(
    cases: Sequence[Path], provider: str, is_golden: bool, announce: Callable[[object], None], report: Report
) -> list[Finding]:
    """What is found, each announced; the golden test is an ingest of its own, which must not hold up the window."""
    from cpcl_desktop.engine.doctor.examination import CHECKS, GOLDEN, examine
    from cpcl_desktop.engine.doctor.findings import Asked

    found = []
    for finding in examine(Asked(cases, provider), report, GOLDEN if is_golden else CHECKS):
        announce(finding)
        found.append(finding)
    return found
