"""Looking at this machine, and proving the installation: a lane of its own, since both take a while."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.jobs import Job, Lane
from cpcl_desktop.gui.lanes.examining import examined
from cpcl_desktop.gui.worker.order import Order
from cpcl_desktop.gui.worker.worker import Worker

if TYPE_CHECKING:
    from cpcl_desktop.engine.doctor.findings import Finding


class Doctor:
    """The lane, and its jobs; each announces a `Finding` as soon as it is there."""

    def __init__(self, executor: Executor | None, worker: Worker) -> None:
        self.lane = Lane("doctor", executor, worker)

    def examine_job(self, cases: Sequence[Path], provider: str) -> Job:
        """What there is on this machine, and on the disks of cases → `list[Finding]`."""
        return self._job(tr("this machine"), cases, provider, is_golden=False)

    def golden_job(self, provider: str) -> Job:
        """Whether this installation gives the golden results → `list[Finding]`."""
        return self._job(tr("the golden test"), (), provider, is_golden=True)

    def save_job(self, findings: Sequence[Finding], target: Path) -> Job:
        """Write findings as JSON, in English → where it lies."""
        return self.lane.job(target.name, lambda _: _save(findings, target))

    def _job(self, title: str, cases: Sequence[Path], provider: str, is_golden: bool) -> Job:
        order = Order(examined, (cases, provider, is_golden), announces=True)
        return self.lane.order(title, order)

    def close(self) -> None:
        """Cancel what runs and wait for it."""
        self.lane.close()


def _save(findings: Sequence[Finding], target: Path) -> Path:
    from cpcl_desktop.engine.evidence.outputs import write_json

    write_json(target, {"findings": [finding.described() for finding in findings]})
    return target
