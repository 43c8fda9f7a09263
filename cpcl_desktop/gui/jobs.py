"""Work off the GUI thread: jobs and the lanes that run them, each in a thread of its own.

A lane is for one resource, so jobs that touch the same thing never overlap and
keep their order. What takes long goes to the lane's worker as an order, which
may be carried out in a process beside the window. The rule for every caller:
create the job, connect to its signals, then start it; a signal emitted before
it is connected is lost.

    job = lane.job("Search", work)      # work(report) -> result, runs in the lane
    job = lane.order("Read", Order(…))  # the same, carried out by the lane's worker: a long job
    job.succeeded.connect(self.on_searched)
    job.start()

Signals arrive on the thread that created the job, in the order in which they
were emitted: any number of `progressed` and `announced`, then exactly one of
`succeeded`, `failed` and `cancelled`, then `ended`.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.progress import Progress, Report, heard_by
from cpcl_desktop.gui.worker.course import Course
from cpcl_desktop.gui.worker.order import Order
from cpcl_desktop.gui.worker.worker import ThreadWorker, Worker

if TYPE_CHECKING:
    from cpcl_desktop.gui.panels.job_card import Listed

Work = Callable[[Report], object]


def _nothing() -> None:
    """Nothing is to be done."""


def _told_nobody(_: Job) -> None:
    """Nobody asks which long jobs there are."""


def _done(_: Course) -> object:
    """What a job holds once it has ended: what its work needed is let go."""
    raise AssertionError("a job runs once")


class Job(QObject):
    """One piece of work. `title` is what the user reads; made by a `Lane`."""

    progressed = Signal(object)  # Progress
    announced = Signal(object)  # whatever the work hands out before its end
    succeeded = Signal(object)  # what the work returned
    failed = Signal(object)  # the exception
    stopping = Signal()  # it was asked to stop; `cancelled` or `failed` comes when it has
    cancelled = Signal()
    ended = Signal()

    _spoke = Signal(object)
    _handed = Signal(object)
    _closed = Signal(object, object)

    def __init__(self, lane: Lane, title: str, work: Callable[[Course], object]) -> None:
        super().__init__()
        self.title = title
        self.is_merge = False  # of cases; before it is stopped, another question is asked than of footage
        self.listed: Listed | None = None  # how it stands in the list of jobs; None: it does not
        self.is_long = False  # the lane tells `lasting` of it
        self._lane, self._work = lane, work
        self._course = Course(self._spoke.emit, self._handed.emit)
        # The worker's signals come to this object's thread first, so that whatever
        # is connected to the public ones, a plain function too, runs there.
        self._spoke.connect(self._on_spoke)
        self._handed.connect(self._on_handed)
        self._closed.connect(self._on_closed)

    def start(self) -> None:
        """Queue the job in its lane; everything must be connected by now."""
        self._lane.start(self)

    def cancel(self) -> None:
        """Ask the work to stop at its next report; whatever it still returns is dropped."""
        if not self.is_cancelled:
            self._course.stop()
            self.stopping.emit()

    def pause(self) -> None:
        """Let the work wait at its next report, until it may `go_on` or is cancelled."""
        self._course.pause()

    def go_on(self) -> None:
        """Let the work go on."""
        self._course.go_on()

    @property
    def is_paused(self) -> bool:
        """Whether the work waits, or shall."""
        return self._course.is_paused

    @property
    def is_cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._course.is_stopped

    def announce(self, value: object) -> None:
        """Called by the work, in its lane: hand something out before the end."""
        self._course.announce(value)

    def run(self) -> None:
        """Do the work; called by the lane, in the lane's thread."""
        result, error = None, None
        try:
            self._course.stop_if_asked()
            with heard_by(self._course.report):
                result = self._work(self._course)
        except Exception as caught:  # every failure reaches the user through `failed`
            error = caught
        self._closed.emit(result, error)

    def _on_spoke(self, progress: Progress) -> None:
        if not self.is_cancelled:
            self.progressed.emit(progress)

    def _on_handed(self, value: object) -> None:
        if not self.is_cancelled:
            self.announced.emit(value)

    def _on_closed(self, result: object, error: Exception | None) -> None:
        # Cancelled after the work was done: its answer is stale all the same.
        if self.is_cancelled and (error is None or isinstance(error, Cancelled)):
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        self.ended.emit()
        # Who heard the end often holds the job; that circle goes through Qt, where Python frees none.
        self.ended.disconnect()
        self._work = _done


class Lane:
    """One thread for one resource; runs its jobs one after the other, in order. `worker` carries out its orders."""

    def __init__(self, name: str, executor: Executor | None = None, worker: Worker | None = None) -> None:
        self.name = name
        self._worker = worker or ThreadWorker()
        self._executor = executor or ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self.lasting: Callable[[Job], None] = _told_nobody  # is told of each long job before it starts
        self._is_closed = False
        self._jobs: set[Job] = set()  # also keeps them alive until their last signal was delivered

    def job(self, title: str, work: Work, is_long: bool = False) -> Job:
        """A job of this lane, not yet started."""
        return self.steered(title, lambda course: work(course.report), is_long)

    def order(self, title: str, order: Order) -> Job:
        """A job of this lane, not yet started, for its worker to carry out."""
        return self.steered(title, lambda course: self._worker.do(order, course), is_long=True)

    def steered(self, title: str, work: Callable[[Course], object], is_long: bool = False) -> Job:
        """A job of this lane, not yet started, which may give what it does to a worker of its own."""
        job = Job(self, title, work)
        job.is_long = is_long
        job.ended.connect(lambda: self._jobs.discard(job))  # first, so that whoever hears the end finds it gone
        return job

    def start(self, job: Job) -> None:
        """Queue a job."""
        self._jobs.add(job)
        if job.is_long:
            self.lasting(job)
        self._executor.submit(job.run)

    @property
    def jobs(self) -> frozenset[Job]:
        """Jobs that wait or run."""
        return frozenset(self._jobs)

    def cancel(self) -> None:
        """Ask everything that waits or runs to stop."""
        for job in self._jobs:
            job.cancel()

    @property
    def long_jobs(self) -> frozenset[Job]:
        """Those of them that take long."""
        return frozenset(job for job in self._jobs if job.is_long)

    def close(self, last: Callable[[], None] = _nothing, is_finishing: bool = False) -> None:
        """Do `last` in the lane once it is idle, let its worker go, and wait for both; closing again does nothing.

        What waits or runs is cancelled, unless the lane `is_finishing` it.
        """
        if self._is_closed:
            return
        self._is_closed = True
        if not is_finishing:
            self.cancel()
        self._executor.submit(last)
        self._executor.submit(self._worker.close)
        self._executor.shutdown(wait=True)

    def abandon(self, last: Callable[[], None]) -> None:
        """As `close`, without waiting: what runs may not end for long, since it waits for something itself."""
        self._is_closed = True
        self.cancel()
        for do in (last, self._worker.close):
            self._executor.submit(do)
        self._executor.shutdown(wait=False)


class Latest:
    """Keeps one job current: starting another one cancels it, so that a stale answer is dropped."""

    def __init__(self) -> None:
        self._current: Job | None = None

    def start(self, job: Job) -> None:
        """Start a job in place of the current one."""
        self.cancel()
        self._current = job
        job.ended.connect(lambda: self._forget(job))
        job.start()

    def cancel(self) -> None:
        """Drop the current job's answer."""
        if self._current is not None:
            self._current.cancel()
        self._current = None

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._current is not None

    def _forget(self, job: Job) -> None:
        if self._current is job:
            self._current = None
