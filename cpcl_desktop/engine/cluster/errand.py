"""One job on its way with one worker, in a thread of its own: sent where that is needed, read, fetched."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cpcl_desktop.engine.cluster.dask import Client
from cpcl_desktop.engine.cluster.jobs import Job, Order, Read
from cpcl_desktop.engine.cluster.parts import in_letters
from cpcl_desktop.engine.cluster.sending import fetch, forget, send
from cpcl_desktop.engine.cluster.tasks import read_part
from cpcl_desktop.engine.cluster.working import keep, stop
from cpcl_desktop.engine.errors import Cancelled, MediaError


@dataclass(frozen=True, slots=True)
class Fetching:
    """Where parts that are fetched go, and a folder on the same disk in which they arrive."""

    parts: Path
    arrivals: Path


class Errand:
    """A job that a worker was given; `done` is what came of it."""

    def __init__(self, client: Client, worker: str, order: Order, job: Job, fetching: Fetching | None) -> None:
        self.worker, self.job, self.name = worker, job, in_letters(uuid.uuid4().hex)
        self.done: Future[Read] = Future()
        self._heard: float | None = None  # when the worker last told of it; None while others' work is before it
        self._client, self._order, self._fetching = client, order, fetching
        self._asked: Any = None
        self._is_given_up, self._asking = False, threading.Lock()
        self._keeping: threading.Thread | None = None
        # A thread that nobody waits for: it may hang on a worker that does.
        threading.Thread(target=self._run, name=f"cpcl-{job.file}", daemon=True).start()

    def hear(self) -> None:
        """The worker lives."""
        self._heard = time.monotonic()

    def is_silent(self, patience_s: float) -> bool:
        """Whether it was begun, and nothing was told of it for so long."""
        return self._heard is not None and time.monotonic() - self._heard > patience_s

    def give_up(self, is_gone: bool) -> None:
        """Nothing further is sent, read or fetched; `done` follows once the worker has stopped, if it is there."""
        with self._asking:
            self._is_given_up = True
            if is_gone and self._asked is not None:
                self._asked.cancel()
        if not is_gone:
            self._begin(stop, self.name)

    def stop_run(self) -> None:
        """Have the worker stop what it reads for the run; what is still being sent is sent no further."""
        with self._asking:
            self._is_given_up = self._is_given_up or self._asked is None
        self._begin(stop, self._order.run)

    def keep(self, hold_s: float) -> None:
        """Tell the worker that the run is followed, and to wait for so long; not while it was not told the last."""
        if self._keeping is None or not self._keeping.is_alive():
            self._keeping = self._begin(keep, self._order.run, self._order.lease_s, hold_s)

    def _begin(self, do: Callable[..., None], *given: object) -> threading.Thread:
        """Have the worker do something at once; one that hangs holds up nobody."""
        calling = threading.Thread(target=self._call, args=(do, *given), daemon=True)
        calling.start()
        return calling

    def _call(self, do: Callable[..., None], *given: object) -> None:
        with suppress(OSError, TimeoutError, ValueError):  # it is just going; that is noticed elsewhere
            self._client.run(do, *given, workers=[self.worker], on_error="ignore")

    def _run(self) -> None:
        try:
            self.done.set_result(self._read())
        except BaseException as error:  # whoever looks at `done` decides what it means
            self.done.set_exception(error)

    def _read(self) -> Read:
        if self._fetching is None:
            return self._ask(self.job)
        parts, arrived = self._fetching.parts, self._fetching.arrivals / self.name
        self._go_on()
        try:
            try:
                job = send(self._client, self.worker, self._order, self.job, self.name, self._go_on)
            except MediaError as error:
                return Read("refused", str(error))
            read = self._ask(job)
            self._go_on()
            return fetch(self._client, self.worker, job, read, parts, arrived, self._go_on)
        finally:
            forget(self._client, self.worker, self.name)

    def _ask(self, job: Job) -> Read:
        """What became of it on the worker."""
        with self._asking:
            self._check()
            self._heard = None
            self._asked = self._client.submit(
                read_part, self._order, job, self.name,
                workers=[self.worker], allow_other_workers=False, pure=False,
            )  # fmt: skip
        read: Read = self._asked.result()
        return read

    def _go_on(self) -> None:
        """Between steps: the worker lives. Raises `Cancelled` once it was given up."""
        self._check()
        self.hear()

    def _check(self) -> None:
        if self._is_given_up:
            raise Cancelled
