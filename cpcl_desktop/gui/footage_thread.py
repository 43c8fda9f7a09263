"""A thread in which footage is looked for and read: one that a share keeps waiting is left to itself."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

LONGEST_S = 5.0  # that is waited, at the end, for what is still being read

_Task = Callable[[], None]


class FootageThread(Executor):
    """Does one thing after the other, as the pool of a lane does, but nobody who ends it waits for ever.

    A file on a share that hangs keeps a thread until the share answers, whatever is asked of it. What it has open
    is let go of then.
    """

    def __init__(self, name: str) -> None:
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401
        """See `Executor`."""
        future: Future[Any] = Future()

        def task() -> None:
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(fn(*args, **kwargs))
                except BaseException as error:
                    future.set_exception(error)

        self._tasks.put(task)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End once all that was submitted is done; `wait` waits for that, but not longer than LONGEST_S."""
        self._tasks.put(None)
        if wait:
            self._thread.join(LONGEST_S)

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            task()
            del task  # with all that it holds, though nothing may come for long
