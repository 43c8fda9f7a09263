import gc
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

import pytest

from cpcl_desktop.engine.errors import Cancelled, MediaError
from cpcl_desktop.engine.progress import Progress
from cpcl_desktop.gui.jobs import Lane, Latest


class Synchronous(Executor):
    """An executor that does its work at once, where it is asked to."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run `fn` now; its future is finished when this returns."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # as any executor: the future carries it
            future.set_exception(error)
        return future


def heard(job) -> list:
    """Everything the job says, in order."""
    said = []
    job.progressed.connect(lambda progress: said.append(("progressed", progress.stage)))
    job.announced.connect(lambda value: said.append(("announced", value)))
    job.succeeded.connect(lambda result: said.append(("succeeded", result)))
    job.failed.connect(lambda error: said.append(("failed", str(error))))
    job.cancelled.connect(lambda: said.append(("cancelled",)))
    job.ended.connect(lambda: said.append(("ended",)))
    return said


@pytest.fixture
def lane():
    made = Lane("test")
    yield made
    made.close(lambda: None)


def test_signals_come_in_order_and_on_the_thread_that_made_the_job(qtbot, lane):
    threads = []

    def work(report):
        threads.append(threading.get_ident())
        report(Progress("one"))
        job.announce("midway")
        report(Progress("two"))
        return 42

    job = lane.job("Count", work)
    said = heard(job)
    job.succeeded.connect(lambda _: threads.append(threading.get_ident()))
    with qtbot.waitSignal(job.ended):
        job.start()
    assert said == [
        ("progressed", "one"),
        ("announced", "midway"),
        ("progressed", "two"),
        ("succeeded", 42),
        ("ended",),
    ]
    assert threads[0] != threading.get_ident() == threads[1]
    assert not lane.jobs


def test_the_same_rule_holds_without_threads(qapp):
    job = Lane("test", Synchronous()).job("Count", lambda report: report(Progress("one")) or 42)
    said = heard(job)
    job.start()
    assert said == [("progressed", "one"), ("succeeded", 42), ("ended",)]


def test_cancelling_stops_the_work_at_its_next_report(qtbot, lane):
    begun, reports = threading.Event(), []

    def work(report):
        begun.set()
        while True:
            report(Progress("on and on"))
            reports.append(1)

    job = lane.job("Endless", work)
    said = heard(job)
    job.start()
    qtbot.waitUntil(begun.is_set)
    with qtbot.waitSignal(job.ended):
        job.cancel()
    assert said[-2:] == [("cancelled",), ("ended",)]
    assert "succeeded" not in {entry[0] for entry in said}


def test_a_paused_job_waits_at_its_next_report_until_it_may_go_on(qtbot, lane):
    enough, reports = threading.Event(), []

    def work(report):
        while not enough.is_set():
            report(Progress("step"))
            reports.append(1)

    job = lane.job("Steps", work)
    job.start()
    qtbot.waitUntil(lambda: len(reports) > 2)
    job.pause()
    qtbot.wait(100)
    held = len(reports)
    qtbot.wait(100)
    assert len(reports) == held and job.is_paused
    job.go_on()
    qtbot.waitUntil(lambda: len(reports) > held)
    with qtbot.waitSignal(job.succeeded):
        enough.set()


def test_a_paused_job_can_be_cancelled(qtbot, lane):
    begun = threading.Event()

    def work(report):
        begun.set()
        while True:
            report(Progress("on and on"))

    job = lane.job("Endless", work)
    job.start()
    qtbot.waitUntil(begun.is_set)
    job.pause()
    qtbot.wait(50)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    assert not job.is_paused


def test_a_job_cancelled_while_it_waits_never_works(qtbot, lane):
    gate, worked = threading.Event(), []
    first = lane.job("First", lambda _: gate.wait(5))
    second = lane.job("Second", lambda _: worked.append(1))
    said = heard(second)
    first.start()
    second.start()
    second.cancel()
    with qtbot.waitSignal(second.ended):
        gate.set()
    assert said == [("cancelled",), ("ended",)]
    assert not worked


def test_an_error_of_the_work_arrives_as_failed(qtbot, lane):
    def work(report):
        raise MediaError("It cannot be read.")

    job = lane.job("Fail", work)
    said = heard(job)
    with qtbot.waitSignal(job.ended):
        job.start()
    assert said == [("failed", "It cannot be read."), ("ended",)]


def test_work_that_gives_up_by_itself_counts_as_failed_not_cancelled(qapp):
    def work(report):
        raise Cancelled("The disk asked for it.")

    job = Lane("test", Synchronous()).job("Give up", work)
    said = heard(job)
    job.start()
    assert said == [("failed", "The disk asked for it."), ("ended",)]


def test_a_lane_runs_one_job_after_the_other(qtbot, lane):
    running, most, order = [], [], []

    def work(number):
        running.append(number)
        most.append(len(running))
        order.append(number)
        running.remove(number)

    jobs = [lane.job(str(number), lambda _, number=number: work(number)) for number in range(20)]
    with qtbot.waitSignal(jobs[-1].ended):
        for job in jobs:
            job.start()
    assert order == list(range(20))
    assert max(most) == 1


def test_the_latest_answer_wins_however_late_the_stale_one_is(qtbot, lane):
    gate = threading.Event()
    answers, latest = [], Latest()
    stale, current = lane.job("Stale", lambda _: gate.wait(5) and "stale"), lane.job("Current", lambda _: "current")
    for job in (stale, current):
        job.succeeded.connect(answers.append)
    latest.start(stale)
    latest.start(current)
    assert latest.busy
    with qtbot.waitSignal(current.ended):
        gate.set()
    assert answers == ["current"]
    assert not latest.busy


def test_closing_cancels_what_waits_and_does_the_last_thing_in_the_lane(qapp):
    lane = Lane("test")
    where, worked, begun, gate = [], [], threading.Event(), threading.Event()
    running = lane.job("Running", lambda _: (begun.set(), gate.wait(5), where.append(threading.get_ident())))
    waiting = lane.job("Waiting", lambda _: worked.append(1))
    running.start()
    waiting.start()
    begun.wait(5)
    threading.Timer(0.05, gate.set).start()
    lane.close(lambda: where.append(threading.get_ident()))
    assert len(where) == 2
    assert where[0] == where[1] != threading.get_ident()
    assert not worked


def test_a_job_and_what_its_work_needed_go_when_it_has_ended(qtbot):
    """Whoever connects to its end often holds it: a circle through Qt, which Python's collector does not see."""

    class Answer:
        """Something large that the work needs."""

    lane = Lane("goes")

    def begun() -> list[weakref.ref]:
        answer = Answer()
        job = lane.job("goes", lambda _: answer is not None)
        job.ended.connect(lambda: job.title)
        with qtbot.waitSignal(job.ended):
            job.start()
        return [weakref.ref(answer), weakref.ref(job)]

    gone = begun()
    qtbot.waitUntil(lambda: gc.collect() >= 0 and [one() for one in gone] == [None, None])
    lane.close(lambda: None)
