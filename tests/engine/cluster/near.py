"""A run whose only worker is this process, without Dask: all of it but giving jobs to several."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.cluster import run, tasks, working
from cpcl_desktop.engine.cluster.jobs import Job, Order, Read
from cpcl_desktop.engine.cluster.planning import Asked
from cpcl_desktop.engine.cluster.run import Cluster, Ran, ingest_on, parts_beside
from cpcl_desktop.engine.ingest.ingest import ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.progress import Report, silent
from cpcl_desktop.engine.sources.walk import survey

NAME = "reader"


@dataclass
class Near:
    """What this worker made parts of, by name."""

    read: list[str] = field(default_factory=list)

    def dispatch(
        self, roster: object, order: Order, jobs: Sequence[Job], report: Report, *_: object
    ) -> SimpleNamespace:
        """In place of `Dispatch`."""

        done = dict[str, Read]()

        def read() -> dict[str, Read]:
            for job in (one for one in jobs if one.file not in done):
                done[job.file] = tasks.read_part(order, job, "errand")
                if done[job.file].what == "part":
                    self.read.append(job.name)
            return done

        return SimpleNamespace(run=read, read_in_one_go=lambda _: None)


def as_worker(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let jobs run in this process; what they make lies in `folder`, meanwhile."""
    worker = SimpleNamespace(
        name=NAME, address="tcp://127.0.0.1:1", local_directory=str(folder), log_event=lambda *_: None
    )
    for module in (working, tasks):
        patch.setattr(module, "this_worker", lambda: worker)


def near(patch: pytest.MonkeyPatch, folder: Path) -> Near:
    """Let runs have this process as their worker."""
    as_worker(patch, folder)
    one = Near()
    roster = SimpleNamespace(admitted=[SimpleNamespace(name=NAME)], provider="cpu", look=lambda: None)
    patch.setattr(run, "connected", lambda *_: nullcontext(None))
    patch.setattr(run, "Roster", lambda *_: roster)
    patch.setattr(run, "Dispatch", one.dispatch)
    return one


def on(
    path: Path, footage: Sequence[Path], stages: Stages, options: IngestOptions, **where: Any
) -> tuple[Ran, list[str]]:
    """What a run did, and said."""
    said: list[str] = []
    one = Cluster("tcp://127.0.0.1:1", **{"parts": parts_beside(path), **where})
    with Case.open(path, create=True) as case:
        return ingest_on(
            one, case, survey(footage), Asked(options, stages, "motion", "cpu"), silent, said.append
        ), said


def plainly(path: Path, footage: Sequence[Path], stages: Stages, options: IngestOptions) -> Path:
    """The case of one ingest."""
    with Case.open(path, create=True) as case, case.writer():
        met = survey(footage)
        case.left_out.note(met.roots, met.left_out)
        ingest_all(case, met.found, stages, options, silent)
    return path
