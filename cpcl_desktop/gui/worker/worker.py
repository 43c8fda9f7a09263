"""Who carries orders out: the thread that asks, or a process beside the window."""

from __future__ import annotations

import contextlib
import queue
import subprocess
import threading
import time
from collections.abc import Callable
from typing import IO, Protocol

from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.progress import Progress
from cpcl_desktop.engine.runtime import own_process
from cpcl_desktop.engine.runtime.language import chosen, tr
from cpcl_desktop.gui.worker.course import Course
from cpcl_desktop.gui.worker.entry import worker_command
from cpcl_desktop.gui.worker.order import Order
from cpcl_desktop.gui.worker.wire import Asked, pack, pack_order, receive, send

_LOOK_S = 0.1  # how soon a process hears that it shall wait, go on or stop
_START_S = 120.0  # even on a machine that is busy, or with a virus scanner at work
_END_S = 5.0
_STOP_S = 20.0  # to stop, once asked: some work looks up seldom; ending it is no worse than a power cut

_Received = tuple[str, object] | None


class Worker(Protocol):
    """Carries out one order after the other, for one lane."""

    def do(self, order: Order, course: Course) -> object:
        """Carry an order out; what it returns. Raises as it does, Cancelled where its course was stopped."""

    def close(self) -> None:
        """Let go of everything; called when nothing is being done."""


class ThreadWorker:
    """Works in the thread that asks."""

    def do(self, order: Order, course: Course) -> object:
        """See `Worker`."""
        return order.carry_out(course)

    def close(self) -> None:
        """See `Worker`."""


class ProcessWorker:
    """Has a process work, which is started when it is first needed, and anew when it is gone.

    So Python in it never keeps the window's thread from running, and what the work needs in memory goes with it.
    """

    def __init__(self) -> None:
        self._process: _Process | None = None

    def do(self, order: Order, course: Course) -> object:
        """See `Worker`; MachineError, too, where the process cannot be started, or ends in the middle."""
        course.stop_if_asked()
        packed = pack_order(order)
        try:
            if self._process is None or not self._process.begins(packed):
                self.close()  # one that had nothing to do has just gone
                self._process = _Process()
                if not self._process.begins(packed):
                    raise _Gone
            return self._process.followed(course)
        except _Gone:
            raise _lost(self._ended()) from None

    def close(self) -> None:
        """See `Worker`."""
        self._ended()

    def _ended(self) -> int | None:
        """End the process, if there is one; its exit status."""
        process, self._process = self._process, None
        return None if process is None else process.end()


class _Gone(Exception):  # noqa: N818 - reads as what happened
    """The process ended in the middle."""


class _Process:
    """A process that works, as the window sees it. Whoever starts one must `end` it; for one thread at a time."""

    def __init__(self) -> None:
        """Raises MachineError where it cannot be started."""
        try:
            self._process = own_process.start([*worker_command(), chosen()])
        except OSError as error:
            raise _not_started(error.strerror or str(error)) from error
        assert self._process.stdin is not None and self._process.stdout is not None
        self._to: IO[bytes] = self._process.stdin
        self._from: IO[bytes] = self._process.stdout
        self._heard: queue.SimpleQueue[_Received] = queue.SimpleQueue()
        self._asked: Asked = "go on"
        listens = (self._from, self._heard, self._process)
        self._listener = threading.Thread(target=_listen, args=listens, daemon=True)
        self._listener.start()
        if self._next(_START_S) != ("ready", None):
            raise _not_started(own_process.why_ended(self.end()))

    def begins(self, packed: bytes) -> bool:
        """Have it carry an order out; whether it began: it may have ended, since nobody asked it for anything."""
        self._asked = "go on"
        self._send(pack("do", packed))
        return self._next(_START_S) == ("begun", None)

    def followed(self, course: Course) -> object:
        """Pass on what it says until it is done, and steer it by the course. Raises as the order does, or _Gone."""
        asked_to_stop: float | None = None
        while True:
            self._steer(course)
            try:
                received = self._heard.get(timeout=_LOOK_S)
            except queue.Empty:
                if course.is_stopped:
                    asked_to_stop = asked_to_stop or time.monotonic()
                    if time.monotonic() - asked_to_stop > _STOP_S:
                        self._process.kill()
                        course.stop_if_asked()
                continue
            if received is None:
                raise _Gone
            word, value = received
            if word == "done":
                return value
            if word == "failed":
                assert isinstance(value, Exception)
                raise value
            if word == "told":
                assert isinstance(value, Progress)
                course.tell(value)
            else:
                course.announce(value)

    def end(self) -> int:
        """End it, if it has not ended; its exit status."""
        with contextlib.suppress(OSError):  # what it had not taken yet is of no use to anybody
            self._to.close()
        try:
            status = self._process.wait(_END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        self._listener.join()
        self._from.close()
        return status

    def _steer(self, course: Course) -> None:
        asked: Asked = "stop" if course.is_stopped else "pause" if course.is_paused else "go on"
        if asked != self._asked:
            self._asked = asked
            self._send(pack(asked))

    def _send(self, packed: bytes) -> None:
        with contextlib.suppress(OSError):  # that it is gone shows when it is listened to, after all that it said
            send(self._to, packed)

    def _next(self, patience_s: float) -> _Received:
        try:
            return self._heard.get(timeout=patience_s)
        except queue.Empty:
            return None


def _listen(source: IO[bytes], heard: queue.SimpleQueue[_Received], process: subprocess.Popen[bytes]) -> None:
    received: _Received = None
    try:
        while (received := receive(source)) is not None:
            heard.put(received)
    finally:
        heard.put(None)
        process.wait()  # one that had nothing to do and went is not kept as a dead entry of the system


def _not_started(why: str) -> MachineError:
    return MachineError(
        tr(
            "The process that works beside the window could not be started ({why}). The case is as it was; close "
            "other programs and try again, or install the program again if this goes on.",
            why=why,
        )
    )


def _lost(status: int | None) -> MachineError:
    """What became of work whose process ended in the middle."""
    return MachineError(
        tr(
            "The process that worked beside the window ended in the middle ({why}), as it does where a machine has "
            "too little memory. What it had stored in the case is kept. Ask for the same again; footage goes on "
            "from where it was.",
            why=own_process.why_ended(status),
        )
    )


MakeWorker = Callable[[], Worker]
