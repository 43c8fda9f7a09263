"""Whose fault a failure is shows by what else its worker can do."""

from types import SimpleNamespace

import pytest

from cpcl_desktop.engine.cluster import failures
from cpcl_desktop.engine.cluster.failures import MOST_TRIES, Failures


def test_a_failure_is_held_against_a_job_once_its_worker_has_done_another() -> None:
    one = Failures()
    for worker in "abc":
        assert not one.note_failed(worker, "job")
    assert not one.is_tried_enough("job", "abcd")  # d may do it
    assert one.is_tried_enough("job", "abc") and not one.is_tried_enough("other", "abc")
    for worker in "abc":
        one.note_done(worker)
    assert one.is_tried_enough("job", "abcd")


def test_what_a_worker_failed_with_before_it_was_put_aside_is_not_held_against_it() -> None:
    one = Failures()
    for worker in "abc":
        assert not one.note_failed(worker, "job") and not one.is_aside(worker)
        assert one.note_failed(worker, f"other {worker}") and one.is_aside(worker)
        one.note_done(worker)
        assert not one.is_aside(worker)
    assert not one.is_tried_enough("job", "d")


def test_of_a_worker_that_is_gone_or_silent_the_job_may_be_why() -> None:
    one = Failures()
    one.note_failed("a", "job")
    one.note_gone(lambda _: False)
    for worker in "bc"[: MOST_TRIES - 1]:
        assert not one.is_tried_enough("job", "d")
        one.note_lost(worker, "job")
    assert one.is_tried_enough("job", "d")


def test_the_wait_grows_and_there_is_hope_until_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(failures, "time", SimpleNamespace(monotonic=lambda: now[0]))
    one = Failures()
    one.note_failed("a", "1")
    one.note_failed("a", "1")
    assert not one.is_aside("a")  # it may be the job
    assert one.note_failed("a", "2")
    waits = []
    for number in range(9):
        assert one.is_aside("a") and one.are_hopeless("a") == bool(number)
        begun = now[0]
        while one.is_aside("a"):
            now[0] += failures.AGAIN_S
        waits.append(now[0] - begun)
        assert not one.are_hopeless("a")  # it is being tried
        assert not one.note_failed("a", "3")
    assert waits == [30, 60, 120, 240, 480, 960, 960, 960, 960]
