"""Workers that fall silent: what they end counts as a word of theirs, and where all stay silent the run ends."""

import time
from concurrent.futures import Future
from types import SimpleNamespace

import pytest

from cpcl_desktop.engine.cluster import dispatch as module
from cpcl_desktop.engine.cluster.dispatch import Dispatch
from cpcl_desktop.engine.cluster.jobs import Job, Read
from cpcl_desktop.engine.cluster.roster import Worker
from cpcl_desktop.engine.errors import Cancelled, MachineError
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


def roster() -> SimpleNamespace:
    """One worker, which stays."""
    return SimpleNamespace(
        client=Client(),
        look=lambda: None,
        has=lambda _: True,
        check_any=lambda: None,
        admitted=[Worker("tcp://127.0.0.1:1", None, "reader")],
    )


class Errands:
    """What the worker does with each: it begins and tells nothing more; given up, it says what it was to say."""

    def __init__(self, *answers: Read | None) -> None:
        self.answers = list(answers)

    def __call__(self, client: object, worker: str, order: object, job: Job, fetching: object) -> SimpleNamespace:
        done, began, answer = Future[Read](), time.monotonic(), self.answers.pop(0)
        if answer is not None and answer.what == "part":
            done.set_result(answer)
        return SimpleNamespace(
            worker=worker,
            job=job,
            done=done,
            keep=lambda _: None,
            stop_run=lambda: None,
            is_silent=lambda patience_s: time.monotonic() - began > patience_s,
            give_up=lambda is_gone: None if answer is None else done.set_result(answer),
        )


def in_time(until: float) -> object:
    """A report that ends a run which would never end."""

    def report(_: Progress) -> None:
        if time.monotonic() > until:
            raise Cancelled

    return report


def run(monkeypatch: pytest.MonkeyPatch, *answers: Read | None) -> dict[str, Read]:
    monkeypatch.setattr(module, "Errand", Errands(*answers))
    monkeypatch.setattr(module, "TICK_S", 0.01)
    monkeypatch.setattr(module, "STOPPING_S", 0.1)
    report = in_time(time.monotonic() + 5.0)
    return Dispatch(roster(), order_of(), [JOB], report, PATIENCE_S).run()  # type: ignore[arg-type]


def test_a_worker_that_ends_what_it_was_silent_about_is_given_work_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Read("part", footage_s=1.0)
    assert run(monkeypatch, Read("stopped"), read) == {"a.cpcl": read}


def test_where_all_stay_silent_the_run_ends_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MachineError, match="None of the workers tells anything any more"):
        run(monkeypatch, None)
