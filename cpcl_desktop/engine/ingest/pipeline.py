"""Overlap the stages of an ingest: each runs in a thread of its own, joined by short queues.

A stage is a plain generator over the one before it; `prefetch` puts whatever
produces its items into a thread. Decoding, detecting and embedding release the
interpreter lock, so they really run side by side. Order is kept, errors
surface where the items are consumed, and closing the last stage closes all.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

_POLL_S = 0.1  # how soon a blocked producer notices that nobody consumes any more


class _End:
    """The last item of a queue: the stage ended, by itself or with an error."""


def prefetch(items: Iterable[T], depth: int) -> Generator[T]:
    """Yield `items` in order while a thread works up to `depth` of them ahead."""
    ready: queue.Queue[T | _End] = queue.Queue(depth)
    stopped = threading.Event()
    with ThreadPoolExecutor(1) as thread:  # leaving it waits for the stage to be closed
        stage = thread.submit(_produce, iter(items), ready, stopped)
        try:
            while not isinstance(item := ready.get(), _End):
                yield item
        finally:
            stopped.set()
        stage.result()  # its error, where it ended with one


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of up to `size` consecutive items."""
    batch: list[T] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _produce(items: Iterator[T], ready: queue.Queue[T | _End], stopped: threading.Event) -> None:
    try:
        for item in items:
            if not _put(ready, item, stopped):
                break
    finally:
        if isinstance(items, Generator):
            items.close()  # here, in its own thread, so that decoders close where they were opened
        _put(ready, _End(), stopped)


def _put(ready: queue.Queue[T | _End], item: T | _End, stopped: threading.Event) -> bool:
    while not stopped.is_set():
        try:
            ready.put(item, timeout=_POLL_S)
        except queue.Full:
            continue
        return True
    return False
