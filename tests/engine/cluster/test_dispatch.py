"""Workers that fall silent: what they end counts as a word of theirs, and where all stay silent the run ends."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from cpcl_desktop.engine.cluster import dispatch as module
from cpcl_desktop.engine.cluster import failures
from cpcl_desktop.engine.cluster.dispatch import Dispatch
from cpcl_desktop.engine.cluster.jobs import Job, Read
from cpcl_desktop.engine.cluster.roster import Worker
from cpcl_desktop.engine.errors import Cancelled, MachineError
from cpcl_desktop.engine.ingest.seams import Span
from cpcl_desktop.engine.progress import Progress
from tests.engine.cluster.kit import order_of

JOB = Job("/a.mp4", "/a.mp4", "video", 1, (), (), "a.cpcl")
PATIENCE_S = 0.3


class Client:
    """One that nobody tells anything."""

    status = "running"

    def subscribe_topic(self, *_: object) -> None: ...

    def unsubscribe_topic(self, *_: object) -> None: ...

    def get_metadata(self, _: str, default: bool) -> bool:
        return default


def roster(workers: int = 1) -> SimpleNamespace:
    """So many workers, which stay."""
    return SimpleNamespace(
        client=Client(),
        look=lambda: None,
        has=lambda _: True,
        check_any=lambda: None,
        tell_aside=lambda worker, why: None,
        unanswered=0,
        admitted=[Worker(f"tcp://127.0.0.1:{number}", None, "reader") for number in range(workers)],
    )


def errand(
    worker: str,
    job: Job,
    done: Future[Read],
    is_silent: Callable[[float], bool],
    give_up: Callable[[bool], object],
) -> SimpleNamespace:
    """What is on its way to a worker, as `Dispatch` asks it."""
    return SimpleNamespace(
        worker=worker,
        job=job,
        done=done,
        keep=lambda _: None,
        stop_run=lambda: None,
        is_silent=is_silent,
        give_up=give_up,
    )


class Errands:
    """What the worker does with each: it begins and tells nothing more; given up, it says what it was to say."""

    def __init__(self, *answers: Read | None) -> None:
        self.answers = list(answers)

    def __call__(self, client: object, worker: str, order: object, job: Job, fetching: object) -> SimpleNamespace:
        done, began, answer = Future[Read](), time.monotonic(), self.answers.pop(0)
        if answer is not None and answer.what != "stopped":
            done.set_result(answer)
        return errand(
            worker,
            job,
            done,
            is_silent=lambda patience_s: time.monotonic() - began > patience_s,
            give_up=lambda is_gone: None if answer is None else done.set_result(answer),
        )


def in_time(until: float) -> object:
    """A report that ends a run which would never end."""

    def report(_: Progress) -> None:
        if time.monotonic() > until:
            raise Cancelled

    return report


def quick(monkeypatch: pytest.MonkeyPatch, *answers: Read | None) -> None:
    monkeypatch.setattr(module, "Errand", Errands(*answers))
    monkeypatch.setattr(module, "TICK_S", 0.01)
    monkeypatch.setattr(module, "STOPPING_S", 0.1)


def run(monkeypatch: pytest.MonkeyPatch, *answers: Read | None) -> dict[str, Read]:
    quick(monkeypatch, *answers)
    report = in_time(time.monotonic() + 5.0)
    return Dispatch(roster(), order_of(), [JOB], report, PATIENCE_S).run()  # type: ignore[arg-type]


def test_a_worker_that_ends_what_it_was_silent_about_is_given_work_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Read("part", footage_s=1.0)
    assert run(monkeypatch, Read("stopped"), read) == {"a.cpcl": read}


def test_where_all_stay_silent_the_run_ends_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MachineError, match="None of the workers tells anything any more"):
        run(monkeypatch, None)


def test_a_film_takes_the_place_of_its_stretches_as_soon_as_one_of_them_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    film, other = replace(JOB, size=300), replace(JOB, path="/b.mp4", file="b.cpcl", size=200)
    stretches = [replace(film, file=f"a.{n}-of-3.cpcl", size=1000 - n, span=Span(n, n + 1)) for n in (1, 2, 3)]
    refused, part = Read("refused", "damaged"), Read("part", footage_s=1.0)
    quick(monkeypatch, refused, Read("stopped"), part, part)
    report, films = in_time(time.monotonic() + 5.0), {one.file: film for one in stretches}
    dispatch = Dispatch(roster(2), order_of(), [*stretches, other], report, 2.0, None, films)  # type: ignore[arg-type]
    handed_out = list[str]()
    monkeypatch.setattr(module, "Errand", _noting(module.Errand, handed_out))
    assert dispatch.run() == {"a.1-of-3.cpcl": refused, "a.cpcl": part, "b.cpcl": part}
    assert handed_out == ["a.1-of-3.cpcl", "a.2-of-3.cpcl", "a.cpcl", "b.cpcl"]  # the film before what is shorter
    assert dispatch.following.progress(dispatch.done, 2).message == "2 of 2 sources"
    dispatch.read_in_one_go(film)
    assert dispatch.run().keys() == {"a.1-of-3.cpcl", "a.cpcl", "b.cpcl"}  # it was


def test_a_run_that_goes_on_with_a_film_counts_what_was_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    stretches = [replace(JOB, file=f"a.{n}-of-2.cpcl", span=Span(n, n + 1)) for n in (1, 2)]
    other, part = replace(JOB, path="/b.mp4", file="b.cpcl", size=200), Read("part", footage_s=1.0)
    quick(monkeypatch, part, part, part, part)
    told, films = list[Progress](), {one.file: JOB for one in stretches}
    dispatch = Dispatch(roster(), order_of(), [*stretches, other], told.append, 2.0, None, films)  # type: ignore[arg-type]
    dispatch.run()
    told.clear()
    dispatch.read_in_one_go(JOB)  # they do not fit together
    dispatch.run()
    assert (told[0].message, told[0].done, told[0].total) == ("1 of 2 sources", 200, 201)


def _noting(errand: Callable[..., SimpleNamespace], files: list[str]) -> Callable[..., SimpleNamespace]:
    def made(*given: Any) -> SimpleNamespace:
        files.append(given[3].file)
        return errand(*given)

    return made


class Reading:
    """Workers that end each job at once; names of jobs stand for what is to become of them."""

    def __init__(self, blind: Sequence[int], workers: int, again_s: float = 60.0) -> None:
        self.blind = {f"tcp://127.0.0.1:{number}" for number in blind}
        self.roster = roster(workers)
        self.roster.has = lambda address: address not in self.gone
        self.roster.tell_aside = lambda worker, why: self.told.append((worker, why))
        self.told: list[tuple[str, str]] = []
        self.gone: list[str] = []
        self.tried: list[tuple[str, str]] = []
        self.again_s = again_s

    def __call__(self, client: object, worker: str, order: object, job: Job, fetching: object) -> SimpleNamespace:
        done = Future[Read]()
        self.tried.append((worker, job.file))
        is_slow = worker not in self.blind and "bad" not in job.file
        threading.Timer(0.05 if is_slow else 0.0, self._end, (done, worker, job)).start()
        return errand(worker, job, done, is_silent=lambda _: False, give_up=lambda is_gone: None)

    def _end(self, done: Future[Read], worker: str, job: Job) -> None:
        if worker in self.blind:
            done.set_exception(MachineError("it does not see the share"))
        elif "killing" in job.file:
            self.gone.append(worker)
            self.roster.admitted = [one for one in self.roster.admitted if one.address != worker]
            done.set_exception(OSError("the connection is lost"))
        elif "bad" in job.file:
            done.set_result(Read("unread", "the disk is bad"))
        else:
            done.set_result(Read("part", footage_s=1.0, worker=worker))

    def run(self, monkeypatch: pytest.MonkeyPatch, *files: str, film: Job | None = None) -> dict[str, Read]:
        monkeypatch.setattr(module, "Errand", self)
        monkeypatch.setattr(module, "TICK_S", 0.01)
        monkeypatch.setattr(failures, "AGAIN_S", self.again_s)
        jobs = [replace(JOB, path=f"/{file}", file=file, size=100 - number) for number, file in enumerate(files)]
        report = in_time(time.monotonic() + 10.0)
        films = dict.fromkeys(files, film) if film else {}
        return Dispatch(self.roster, order_of(), jobs, report, 5.0, None, films).run()  # type: ignore[arg-type]


UNTRIED = "was given it: all failed with one source after the other."
FILES = [f"{number}.cpcl" for number in range(8)]


def test_workers_that_fail_at_once_do_not_empty_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading(blind=[0, 1, 2], workers=5)
    done = reading.run(monkeypatch, *FILES)
    assert {read.what for read in done.values()} == {"part"} and sorted(done) == FILES
    assert sorted(reading.told) == [(worker, "it does not see the share") for worker in sorted(reading.blind)]
    assert all(sum(one == worker for one, _ in reading.tried) == failures.IN_A_ROW for worker in reading.blind)


def test_a_worker_that_was_put_aside_is_tried_again_later_and_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading(blind=[0], workers=2, again_s=0.08)
    mended = iter(range(3))
    end = reading._end

    def mend(done: Future[Read], worker: str, job: Job) -> None:
        if worker in reading.blind and next(mended) == 2:
            reading.blind.clear()
        end(done, worker, job)

    monkeypatch.setattr(reading, "_end", mend)
    done = reading.run(monkeypatch, *FILES)
    assert {read.what for read in done.values()} == {"part"} and len(reading.told) == 1
    assert any(read.worker.endswith(":0") for read in done.values())


def test_where_no_worker_can_do_anything_all_is_left_after_one_more_try(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading(blind=[0, 1], workers=2, again_s=0.05)
    done = reading.run(monkeypatch, *FILES)
    tried = {file for _, file in reading.tried}
    assert {file: (read.what, read.reason) for file, read in done.items()} == {
        file: ("left", f"No worker {'could read it. it does not see the share' if file in tried else UNTRIED}")
        for file in FILES
    }
    assert sorted(done) == FILES and len(reading.tried) <= 2 * (failures.IN_A_ROW + 1)


def test_a_film_that_no_worker_sees_is_left_for_that_though_some_of_its_stretches_were_given_to_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reading = Reading(blind=[0, 1], workers=2, again_s=0.05)
    done = reading.run(monkeypatch, *FILES, film=JOB)
    assert {file for _, file in reading.tried} < set(FILES)
    assert done[JOB.file] == Read("left", "No worker could read it. it does not see the share")


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_what_no_worker_can_read_is_refused_after_so_many_tries_and_none_is_put_aside(
    monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    reading = Reading(blind=[], workers=workers)
    done = reading.run(monkeypatch, "bad.cpcl", *FILES)
    assert done.pop("bad.cpcl") == Read("refused", "the disk is bad")
    assert {read.what for read in done.values()} == {"part"} and reading.told == []
    tried = [worker for worker, file in reading.tried if file == "bad.cpcl"]
    assert len(tried) >= failures.MOST_TRIES and len(set(tried)) >= min(workers, failures.MOST_TRIES)


def test_what_ends_its_workers_ends_few_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading(blind=[], workers=8)
    done = reading.run(monkeypatch, "killing.cpcl", *FILES)
    assert done.pop("killing.cpcl").what == "left" and len(reading.gone) == failures.MOST_TRIES
    assert {read.what for read in done.values()} == {"part"}
