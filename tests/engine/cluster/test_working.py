"""Reading on a worker ends when it is stopped, and when nobody follows the run any more."""

from types import SimpleNamespace

import pytest

from cpcl_desktop.engine.cluster import working
from cpcl_desktop.engine.cluster.working import Telling, keep, stop
from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.progress import Progress
from tests.engine.cluster.kit import order_of

STEP = Progress("")


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    clock = [1000.0]
    worker = SimpleNamespace(address="tcp://127.0.0.1:1", log_event=lambda *_: None)
    monkeypatch.setattr(working, "this_worker", lambda: worker)
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    return clock


def test_without_a_word_for_the_length_of_the_lease_it_ends(now: list[float]) -> None:
    order = order_of(lease_s=60.0)
    report = Telling(order, "a.cpcl", "errand")
    now[0] += 59
    report(STEP)
    keep(order.run, order.lease_s, 0.0)
    now[0] += 59
    report(STEP)
    now[0] += 2
    with pytest.raises(Cancelled):
        report(STEP)
    report.live()  # what it has by then is put away all the same


def test_a_pause_that_nobody_ends_any_more_ends_with_the_lease(
    now: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    order = order_of(lease_s=60.0)
    report = Telling(order, "a.cpcl", "errand")
    keep(order.run, order.lease_s, 600.0)
    monkeypatch.setattr("time.sleep", lambda _: now.__setitem__(0, now[0] + 10))
    with pytest.raises(Cancelled):
        report(STEP)


def test_one_errand_is_stopped_and_the_next_of_the_same_job_is_not(now: list[float]) -> None:
    order = order_of()
    first, second = Telling(order, "a.cpcl", "first"), Telling(order, "a.cpcl", "second")
    stop("first")
    with pytest.raises(Cancelled):
        first(STEP)
    second(STEP)
    stop(order.run)
    with pytest.raises(Cancelled):
        second(STEP)
