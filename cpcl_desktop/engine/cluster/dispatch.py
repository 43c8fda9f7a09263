"""Giving jobs to workers, one each at a time, until all are done: to others where one dies, stalls or cannot."""

from __future__ import annotations

import time
from bisect import insort
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.cluster.dask import check_there
from cpcl_desktop.engine.cluster.errand import Errand, Fetching
from cpcl_desktop.engine.cluster.failures import Failures
from cpcl_desktop.engine.cluster.following import Following
from cpcl_desktop.engine.cluster.jobs import Job, Order, Read
from cpcl_desktop.engine.cluster.pausing import is_paused
from cpcl_desktop.engine.cluster.roster import Roster, Worker
from cpcl_desktop.engine.cluster.working import HOLD_S, topic
from cpcl_desktop.engine.errors import Cancelled, CpclError, MachineError
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr

TICK_S: Final = 0.1
ASK_EVERY_S: Final = 1.0  # whether the run is paused
_WORDS_IN_A_LEASE: Final = 6  # that a run is followed
STOPPING_S: Final = 20.0  # for workers to keep what they have when the run is stopped


class Dispatch:
    """A run on its way."""

    def __init__(
        self, roster: Roster, order: Order, jobs: Sequence[Job], report: Report, patience_s: float,
        fetching: Fetching | None = None, films: Mapping[str, Job] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        """`patience_s` is for how long a worker may tell nothing of its job before that is read elsewhere.

        `films` are, by the part's name of each stretch, the jobs of the films that are read where a stretch
        cannot be.
        """
        self._roster, self._order, self._report, self._patience_s = roster, order, report, patience_s
        self._fetching, self._films = fetching, films
        self._left = sorted(jobs, key=_longest_first)  # so that all end together
        self._errands: list[Errand] = []
        self._unwanted: set[str] = set()  # stretches of films that are read in one go
        self._failures = Failures()
        self._whys: dict[str, Read] = {}  # by job that did not work out: what became of it if it never does
        self._silent: set[str] = set()  # workers that get nothing until they are heard again
        self._given_up: list[Errand] = []  # with workers that fell silent
        self._deaf: float | None = None  # since when nothing is under way, for all are silent
        self._is_paused, self._asked, self._kept = False, 0.0, time.monotonic()
        self.done: dict[str, Read] = {}
        self.following = Following(jobs)

    def run(self) -> dict[str, Read]:
        """Until every job is done or left; what became of each, by its part's name. It may be run again.

        Raises `UsageError` where every worker was refused, `MachineError` where the scheduler is gone or no worker
        tells anything any more, and `Cancelled`, once the workers have stopped.
        """
        client = self._roster.client
        client.subscribe_topic(topic(self._order.run), self._on_told)
        try:
            while self._left or self._errands:
                self._roster.look()
                self._collect()
                self._look_after()
                self._leave()
                self._hand_out()
                self._keep()
                self._tell()
                time.sleep(TICK_S)
        except (Cancelled, KeyboardInterrupt):
            self._stop()
            raise
        finally:
            with suppress(OSError, ValueError):
                client.unsubscribe_topic(topic(self._order.run))
        return self.done

    def read_in_one_go(self, film: Job) -> None:
        """Have one worker read a film; what is left or under way of its stretches is not wanted any more."""
        stretches = {file for file, whole in self._films.items() if whole.file == film.file}
        if stretches <= self._unwanted:
            return
        self._unwanted |= stretches
        self._left = [job for job in self._left if job.file not in stretches]
        insort(self._left, film, key=_longest_first)
        self.following.put_in_place_of(stretches, film)
        for errand in self._errands:
            if errand.job.file in stretches:
                errand.give_up(is_gone=False)

    # --- a turn

    def _collect(self) -> None:
        """Take what came back."""
        for errand in [one for one in self._errands if one.done.done()]:
            self._errands.remove(errand)
            error = errand.done.exception()
            if error is not None:
                is_its_word = isinstance(error, (CpclError, OSError))  # else Dask's, of one that is gone
                self._elsewhere(errand, str(error) or type(error).__name__, is_its_word)
            else:
                self._take(errand, errand.done.result())
        for errand in [one for one in self._given_up if one.done.done()]:
            self._given_up.remove(errand)
            self._silent.discard(errand.worker)  # it has ended what it was silent about

    def _take(self, errand: Errand, read: Read) -> None:
        """What a worker answered."""
        if read.what == "stopped":  # nothing was heard from here for longer than the lease
            self._again(errand.job)
        elif read.what == "unread":
            self._elsewhere(errand, read.reason, True, replace(read, what="refused"))
        else:
            self._failures.note_done(errand.worker)
            self._end(errand.job, read)

    def _end(self, job: Job, read: Read) -> None:
        """Note what became of a job; where a stretch cannot be read by itself, its film takes its place."""
        self.done[job.file] = read
        if read.what != "part" and (film := self._films.get(job.file)):
            self._whys.setdefault(film.file, read)  # that is why, until it was tried itself
            self.read_in_one_go(film)

    def _look_after(self) -> None:
        """Give up what lies with workers that are gone or silent."""
        self._failures.note_gone(self._roster.has)
        for errand in self._given_up:
            if not self._roster.has(errand.worker):
                errand.give_up(is_gone=True)
        for errand in list(self._errands):
            is_gone = not self._roster.has(errand.worker)
            if is_gone or errand.is_silent(self._patience_s):
                self._errands.remove(errand)
                errand.give_up(is_gone)
                if not is_gone:
                    self._silent.add(errand.worker)
                    self._given_up.append(errand)
                why = worded("its worker is gone") if is_gone else worded("its worker told nothing any more")
                self._elsewhere(errand, why, False)

    def _elsewhere(self, errand: Errand, why: str, is_its_word: bool, at_last: Read | None = None) -> None:
        """A job did not work out with a worker, as that says itself, or since it is gone: another gets it.

        `at_last` is what becomes of it where it works out with nobody; None: it is left.
        """
        check_there(self._roster.client)  # else that is why
        file = errand.job.file
        self._whys[file] = at_last or Read("left", worded("No worker could read it. {why}", why=why))
        if not is_its_word:
            self._failures.note_lost(errand.worker, file)
        elif self._failures.note_failed(errand.worker, file):
            self._roster.tell_aside(errand.worker, why)
        self._again(errand.job)

    def _leave(self) -> None:
        """Give up jobs that did not work out with so many; and all, where no worker can be expected to do any."""
        usable = [one.address for one in self._usable()]
        for job in [one for one in self._left if one.file in self._whys]:
            if job in self._left and self._failures.is_tried_enough(job.file, usable):
                self._left.remove(job)
                self._end(job, self._whys[job.file])
        is_idle = not self._errands and not self._roster.unanswered
        if is_idle and self._failures.are_hopeless([one.address for one in self._heard()]):
            untried = Read("left", worded("No worker was given it: all failed with one source after the other."))
            while self._left:
                # What was tried comes first: a film is left for that, not for a stretch which nobody was given.
                job = max(self._left, key=lambda one: one.file in self._whys)
                self._left.remove(job)
                self._end(job, replace(self._whys.get(job.file, untried), what="left"))

    def _again(self, job: Job) -> None:
        self.following.begin_anew(job.file)
        if job.file not in self._unwanted:
            self._left.insert(0, job)

    def _hand_out(self) -> None:
        """One job to each that has none."""
        busy = {errand.worker for errand in self._errands} | self._silent
        for worker in self._roster.admitted:
            job = None if worker.address in busy else self._next_for(worker)
            if job is not None:
                self._left.remove(job)
                errand = Errand(self._roster.client, worker.address, self._order, job, self._fetching)
                self._errands.append(errand)
        if not self._errands:
            self._roster.check_any()
        self._check_heard()

    def _next_for(self, worker: Worker) -> Job | None:
        """A job for a worker: none that it failed with before, unless there is nobody else."""
        if self._failures.is_aside(worker.address):
            return None
        for job in self._left:
            failed = self._failures.failed_with(job.file)
            if worker.address not in failed or all(one.address in failed for one in self._usable()):
                return job
        return None

    def _heard(self) -> list[Worker]:
        """Those that may read and are not silent."""
        return [one for one in self._roster.admitted if one.address not in self._silent]

    def _usable(self) -> list[Worker]:
        """Those of them that are not put aside."""
        return [one for one in self._heard() if not self._failures.is_aside(one.address)]

    def _check_heard(self) -> None:
        """`MachineError` where all were silent for long, and nothing is under way."""
        now = time.monotonic()
        if self._errands or self._heard() or not self._roster.admitted:
            self._deaf = None
        elif self._deaf is None:
            self._deaf = now
        elif now - self._deaf > self._patience_s:
            raise MachineError(
                "None of the workers tells anything any more. The parts that are whole are kept; look after the "
                "machines, and the same command goes on from there."
            )

    def _keep(self) -> None:
        """Have workers go on, or wait for as long as the run is paused: without a word of it they stop."""
        now = time.monotonic()
        if now - self._asked < ASK_EVERY_S:
            return
        self._asked = now
        paused = is_paused(self._roster.client)
        if paused or self._is_paused or now - self._kept > self._order.lease_s / _WORDS_IN_A_LEASE:
            self._kept = now
            for errand in self._errands:
                errand.keep(HOLD_S if paused else 0.0)
        self._is_paused = paused
        self.following.pause(paused)

    def _tell(self) -> None:
        usable = len(self._usable())
        if usable:
            self._report(self.following.progress(self.done, usable))
        else:
            self._report(Progress(tr("Waiting for workers")))

    # --- with workers

    def _on_told(self, event: tuple[float, Any]) -> None:
        """In Dask's thread: a worker tells how far it is."""
        told = event[1]
        self._silent.discard(told["worker"])
        for errand in list(self._errands):
            if (errand.worker, errand.job.file) == (told["worker"], told["file"]):
                errand.hear()
                self.following.note(told)

    def _stop(self) -> None:
        """Have workers stop, and give them a moment to keep what they have."""
        for errand in self._errands:
            errand.stop_run()
        until = time.monotonic() + STOPPING_S
        while time.monotonic() < until and not all(errand.done.done() for errand in self._errands):
            time.sleep(TICK_S)


def _longest_first(job: Job) -> int:
    return -job.size
