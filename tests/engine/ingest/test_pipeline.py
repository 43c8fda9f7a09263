import threading
import time
from collections.abc import Iterator

import pytest

from cpcl_desktop.engine.ingest.pipeline import batches, prefetch


def test_prefetch_keeps_order_and_content() -> None:
    assert list(prefetch(range(100), 3)) == list(range(100))


def test_error_surfaces_after_the_items_before_it() -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise ValueError("second")

    items = prefetch(failing(), 2)
    assert next(items) == 1
    with pytest.raises(ValueError, match="second"):
        next(items)


def test_closing_early_closes_the_stages_before_it_in_their_own_thread() -> None:
    closed: list[str] = []

    def stage() -> Iterator[int]:
        try:
            yield from range(1_000_000)
        finally:
            closed.append(threading.current_thread().name)

    items = prefetch(prefetch(stage(), 2), 2)
    assert next(items) == 0
    items.close()
    assert len(closed) == 1 and closed[0] != threading.main_thread().name


def test_works_ahead_but_not_further_than_its_depth() -> None:
    made: list[int] = []

    def stage() -> Iterator[int]:
        for i in range(50):
            made.append(i)
            yield i

    items = prefetch(stage(), 4)
    next(items)
    deadline = time.monotonic() + 5
    while len(made) < 6 and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.05)
    assert len(made) == 6  # one consumed, four queued, one in hand
    items.close()


def test_batches() -> None:
    assert list(batches(range(7), 3)) == [[0, 1, 2], [3, 4, 5], [6]]
