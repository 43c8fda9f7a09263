"""One job on its way with one worker, in a thread of its own: sent where that is needed, read, fetched."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cpcl_desktop.engine.cluster.dask import Client
from cpcl_desktop.engine.cluster.jobs import Job, Order, Read
from cpcl_desktop.engine.cluster.sending import fetch, send
from cpcl_desktop.engine.cluster.tasks import read_part
from cpcl_desktop.engine.errors import MediaError


@dataclass(frozen=True, slots=True)
class Fetching:
    """Where parts that are fetched go, and a folder of this machine in which they arrive."""

    parts: Path
    scratch: Path


class Errand:
    """A job that a worker was given; `done` is what came of it."""

    def __init__(self, client: Client, worker: str, order: Order, job: Job, fetching: Fetching | None) -> None:
        self.worker, self.job = worker, job
        self.done: Future[Read] = Future()
        self._heard: float | None = None  # when the worker last told of it; None while others' work is before it
        self._client, self._order, self._fetching = client, order, fetching
        self._asked: Any = None
        self._calling: threading.Thread | None = None
        # A thread that nobody waits for: it may hang on a worker that does.
        threading.Thread(target=self._run, name=f"cpcl-{job.file}", daemon=True).start()

    def hear(self) -> None:
        """The worker lives."""
        self._heard = time.monotonic()

    def is_silent(self, patience_s: float) -> bool:
        """Whether it was begun, and nothing was told of it for so long."""
        return self._heard is not None and time.monotonic() - self._heard > patience_s

    def give_up(self) -> None:
        """Wait for it no longer; a worker that still reads it puts its part into the folder all the same."""
        if self._asked is not None:
            self._asked.cancel()

    def call(self, do: Callable[..., None], *given: object) -> None:
        """Have the worker do something at once for the run; one that hangs holds up nobody."""
        if self._calling is None or not self._calling.is_alive():
            self._calling = threading.Thread(target=self._call, args=(do, *given), daemon=True)
            self._calling.start()

    def _call(self, do: Callable[..., None], *given: object) -> None:
        with suppress(OSError, TimeoutError, ValueError):  # it is just going; that is noticed elsewhere
            self._client.run(do, self._order.run, *given, workers=[self.worker], on_error="ignore")

    def _run(self) -> None:
        try:
            self.done.set_result(self._read())
        except BaseException as error:  # whoever looks at `done` decides what it means
            self.done.set_exception(error)

    def _read(self) -> Read:
        try:
            job = self.job if self._fetching is None else send(self._client, self.worker, self.job, self.hear)
        except MediaError as error:
            return Read("refused", str(error))
        self._heard = None
        self._asked = self._client.submit(
            read_part, self._order, job, workers=[self.worker], allow_other_workers=False, pure=False
        )
        read: Read = self._asked.result()
        if self._fetching is None:
            return read
        parts, scratch = self._fetching.parts, self._fetching.scratch
        return fetch(self._client, self.worker, job, read, parts, scratch, self.hear)
