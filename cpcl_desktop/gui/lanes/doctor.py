"""Looking at this machine, and proving the installation: a lane of its own, since both take a while."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING

from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.jobs import Job, Lane

if TYPE_CHECKING:
    from cpcl_desktop.engine.doctor.findings import Finding


class Doctor:
    """The lane, and its jobs; each announces a `Finding` as soon as it is there."""

    def __init__(self, executor: Executor | None) -> None:
        self._lane = Lane("doctor", executor)

    def examine_job(self, case: Path | None, provider: str) -> Job:
        """What there is on this machine, and on the disk of a case → `list[Finding]`."""
        return self._job(tr("this machine"), case, provider, is_golden=False)

    def golden_job(self, provider: str) -> Job:
        """Whether this installation gives the golden results → `list[Finding]`."""
        return self._job(tr("the golden test"), None, provider, is_golden=True)

    def save_job(self, findings: Sequence[Finding], target: Path) -> Job:
        """Write findings as JSON, in English → where it lies."""
        return self._lane.job(target.name, lambda _: _save(findings, target))

    def _job(self, title: str, case: Path | None, provider: str, is_golden: bool) -> Job:
        job = self._lane.job(title, lambda report: _examine(case, provider, is_golden, job.announce, report))
        return job

    def close(self) -> None:
        """Cancel what runs and wait for it."""
        self._lane.close(lambda: None)


def _examine(
    case: Path | None, provider: str, is_golden: bool, announce: Callable[[object], None], report: Report
) -> list[Finding]:
    from cpcl_desktop.engine.doctor.examination import CHECKS, GOLDEN, examine
    from cpcl_desktop.engine.doctor.findings import Asked

    found = []
    for finding in examine(Asked(case, provider), report, GOLDEN if is_golden else CHECKS):
        announce(finding)
        found.append(finding)
    return found


def _save(findings: Sequence[Finding], target: Path) -> Path:
    from cpcl_desktop.engine.evidence.outputs import write_json

    write_json(target, {"findings": [finding.described() for finding in findings]})
    return target
