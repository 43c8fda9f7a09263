"""The whole of it: sources wait in the case, workers read each into a part, parts are merged in the sources' order.

Long films are read in stretches, which are put together into their part first.

What comes out is what one `ingest` of the same sources gives. A run that is stopped, or whose workers, scheduler or
program die, goes on with the same call.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.cluster.admission import equipment_of
from cpcl_desktop.engine.cluster.cutting import Cut, cut_film
from cpcl_desktop.engine.cluster.dask import Client, connected
from cpcl_desktop.engine.cluster.dispatch import TICK_S, Dispatch
from cpcl_desktop.engine.cluster.errand import Fetching
from cpcl_desktop.engine.cluster.jobs import Job, Read
from cpcl_desktop.engine.cluster.joining import Joining, Sources
from cpcl_desktop.engine.cluster.leftovers import left_in_words, put_aside, remove_superseded
from cpcl_desktop.engine.cluster.part_check import is_part_of
from cpcl_desktop.engine.cluster.parts import (
    begun_name,
    bench_beside,
    clear,
    clear_benches,
    is_alone,
    note_names,
    put,
    token_in,
)
from cpcl_desktop.engine.cluster.places import Way, seen_there
from cpcl_desktop.engine.cluster.planning import Asked, is_unsettled_here, jobs_for, order_for
from cpcl_desktop.engine.cluster.roster import Roster
from cpcl_desktop.engine.cluster.uniting import fit_together, unite
from cpcl_desktop.engine.ingest.ingest import queue
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.sources.walk import Found, Met

PATIENCE_S: Final = 300.0  # for which a worker may be silent before its source is read elsewhere


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where a run's workers are, and how they see what it reads.

    `parts` is the folder for parts. `keys` is the folder of the cluster's keys, None on this machine alone. `ways`
    are folders that workers see under other paths; with `sends` they share none: footage is sent, parts are
    fetched. A worker may tell nothing for `patience_s` before its source is read elsewhere.
    """

    address: str
    parts: Path
    keys: Path | None = None
    ways: Sequence[Way] = ()
    sends: bool = False
    patience_s: float = PATIENCE_S


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run did: sources as they now stand, with what was found; where networks ran; what was said meanwhile.

    `workers` are, by the name of each, the paths of the sources of which it read all or stretches.
    """

    read: Sources
    provider: str
    workers: Mapping[str, Sequence[str]]
    notices: Sequence[str]


def parts_beside(case: Path) -> Path:
    """Where the parts of a case are put, unless another folder is named."""
    return case.with_name(f"{case.name}.parts")


def ingest_on(
    cluster: Cluster, case: Case, met: Met, asked: Asked, report: Report, notice: Callable[[str], None]
) -> Ran:
    """Read what was met on a cluster, into an open case that nobody else writes to; it is closed on the way.

    `notice` is told in sentences what a user should know meanwhile.

    Raises:
        UsageError: the address, a policy or every worker does not allow it.
        MachineError: scheduler or disk let us down; parts that are whole are kept, the same call goes on.
        Cancelled: likewise.
        CaseError: as `merge`.
    """
    report(Progress(tr("Asking {name} for workers", name=cluster.address)))
    with connected(cluster.address, cluster.keys) as client:
        return _Run(cluster, case, met, asked, report, notice).run(client)


class _Run:
    """One run, from what was met to the merged case."""

    def __init__(
        self, cluster: Cluster, case: Case, met: Met, asked: Asked, report: Report, notice: Callable[[str], None]
    ) -> None:
        self.cluster, self.case, self.met, self.asked = cluster, case, met, asked
        self.report, self._tell = report, notice
        self.notices: list[str] = []
        self.own = equipment_of(asked.stages)
        self.made_of: dict[str, Sequence[Job]] = {}  # by the part's name of a film: its stretches, put together
        parts = "" if cluster.sends else seen_there(cluster.parts.absolute(), cluster.ways)
        self.order = order_for(asked, case, parts)

    def run(self, client: Client) -> Ran:
        """Go the whole way."""
        found = self.met.found
        with token_in(self.cluster.parts, self.order.run) as token:
            roster = Roster(client, self.order, token, self.own, self.notice)
            self._wait_for_workers(roster)
            self._let_wait(found)
            jobs = jobs_for(self.asked, self.case, found, self.cluster.ways, self.own, roster.provider)
            path = self.case.path
            pairs = zip(found, jobs, strict=True)
            begun = {job.file: Read("known") for one, job in pairs if is_unsettled_here(self.case, one)}
            note_names(self.cluster.parts / token, [job.file for job in jobs])
            self.case.close()  # reading takes hours; the case is nobody's meanwhile
            done = self._read(roster, token, found, jobs, begun)
            joining = Joining(path, self.cluster.parts, self.asked, self.order, self.report)
            read = joining.join(found, jobs, done)
        self._clear(path, [job for job in jobs if done[job.file].what != "left"])
        return Ran(read, roster.provider, self._by_worker(jobs, done), self.notices)

    def notice(self, said: str) -> None:
        """Tell the user, and keep it for who asks what was said."""
        self.notices.append(said)
        self._tell(said)

    def _by_worker(self, jobs: Sequence[Job], done: Mapping[str, Read]) -> dict[str, list[str]]:
        by = defaultdict[str, list[str]](list)
        for job in jobs:
            for worker in sorted({done[one.file].worker for one in self.made_of.get(job.file, [job])} - {""}):
                by[worker].append(job.path)
        return dict(by)

    def _read(
        self, roster: Roster, token: str, found: Sequence[Found], jobs: Sequence[Job], begun: Mapping[str, Read]
    ) -> dict[str, Read]:
        """What became of every job; of long films each stretch is one, and all of it where these do not fit.

        `begun` are those that no worker is to read.
        """
        parts, patience_s = self.cluster.parts, self.cluster.patience_s
        fetching = Fetching(parts, parts / token) if self.cluster.sends else None
        done = dict(begun)
        done |= {job.file: Read("part") for job in jobs if job.file not in done and self._is_there(job)}
        cuts = self._cuts([(one, job) for one, job in zip(found, jobs, strict=True) if job.file not in done])
        films = {stretch.file: cut.whole for cut in cuts for stretch in cut.stretches}
        stretches = [stretch for cut in cuts for stretch in cut.stretches]
        done |= {job.file: Read("part") for job in stretches if self._is_there(job)}
        cut_up = {film.file for film in films.values()}
        left = [job for job in (*jobs, *stretches) if job.file not in done and job.file not in cut_up]
        dispatch = Dispatch(roster, self.order, left, self.report, patience_s, fetching, films)
        done |= dispatch.run()
        for cut in cuts:
            if cut.whole.file in done or not self._is_united(cut):
                self._say_in_one_go(cut, done)
                dispatch.read_in_one_go(cut.whole)  # where it is not yet
        return done | {file: Read("part") for file in self.made_of} | dispatch.run()

    def _clear(self, case: Path, read: Sequence[Job]) -> None:
        """Remove the parts of what was read, and what killed runs left; name what else is there."""
        folder, is_ours = self.cluster.parts, self.cluster.parts == parts_beside(case)
        alone = is_alone(folder)
        if alone and is_ours:  # in a folder that somebody named, parts may be another case's
            remove_superseded(folder, case)
        clear(folder, [job.file for job in read], is_ours)
        clear_benches(case)
        if alone and (left := left_in_words(folder, is_ours)):
            self.notice(left)

    def _cuts(self, left: Sequence[tuple[Found, Job]]) -> list[Cut]:
        """Films that are read in stretches.

        What is sent goes to one worker, which needs all of the file anyway; and what was begun in one go had a
        reason.
        """
        cuts = []
        for one, job in () if self.cluster.sends else left:
            if not (self.cluster.parts / begun_name(job.file)).exists():
                self.report(Progress(tr("Looking at {name}", name=job.name)))
                cuts.append(cut_film(one, job, self.asked.options))
        return [cut for cut in cuts if cut is not None]

    def _is_united(self, cut: Cut) -> bool:
        """Whether a film's stretches were put together into its part."""
        parts = self.cluster.parts
        if not all(self._is_there(job) for job in cut.stretches) or not fit_together(cut, parts):
            return False
        with bench_beside(self.case.path) as folder:
            made = folder / cut.whole.file
            unite(cut, parts, made, self.order, self.report)
            put(made, parts, self.order.run, made.name, lambda: None)
        self.made_of[cut.whole.file] = cut.stretches
        return True

    def _say_in_one_go(self, cut: Cut, done: Mapping[str, Read]) -> None:
        """Tell why a film that was cut is read by one worker; that none could read it is said by itself."""
        if not any(job.file in done and done[job.file].what == "left" for job in cut.stretches):
            why = worded(
                "{name} is read in one go, by one worker: what its stretches give may not be all of it.",
                name=cut.whole.name,
            )
            self.notice(why)

    def _wait_for_workers(self, roster: Roster) -> None:
        """Until the first of them was let in."""
        while not roster.admitted:
            roster.look()
            roster.check_any()
            self.report(Progress(tr("Waiting for workers"), message=_still(roster.unanswered)))
            time.sleep(TICK_S)

    def _is_there(self, job: Job) -> bool:
        """Whether the part of a job is there from before; one that is something else is put aside."""
        part = self.cluster.parts / job.file
        if not part.exists():
            return False
        if is_part_of(part, job, self.order, self.report):
            return True
        aside = put_aside(part)
        self.notice(
            worded(
                "{path} is not the part of {name}; it was put aside as {other_name}, and the source is read again.",
                path=part,
                name=job.name,
                other_name=aside.name,
            )
        )
        return False

    def _let_wait(self, found: Sequence[Found]) -> None:
        """All sources wait in the case, so that a stop forgets none, and cameras are called as they will be."""
        with self.case.writer():
            self.case.left_out.note(self.met.roots, self.met.left_out)
            queue(self.case, found, self.asked.options, self.asked.stages.detector.name)


def _still(unanswered: int) -> str:
    """Why workers are waited for that are there."""
    if not unanswered:
        return ""
    return tr("%n worker(s) did not answer yet: they may still be reading for another run", None, unanswered)
