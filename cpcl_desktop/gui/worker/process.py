"""The worker's process: `python -m cpcl_desktop.gui.worker.process LANGUAGE`.

It takes orders from its standard input, one after the other, and tells on its standard output what becomes of each.
It ends with its input, at once and whatever it is doing, so that it never outlives the window: what it had not
committed by then is lost, as in a power cut. It also ends when it was asked for nothing for a while.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from collections.abc import Sequence
from typing import BinaryIO

from cpcl_desktop.engine.progress import heard_by
from cpcl_desktop.engine.runtime.language import choose
from cpcl_desktop.engine.runtime.own_process import give_way
from cpcl_desktop.gui.worker.course import Course
from cpcl_desktop.gui.worker.wire import pack, pack_failure, receive, send, unpack_order

IDLE_S = 60.0  # files that arrive in a watched folder come one by one; to start anew takes a second


class Working:
    """Carries out orders, one after the other."""

    def __init__(self, source: BinaryIO, sink: BinaryIO) -> None:
        self._source, self._sink = source, sink
        self._sending = threading.Lock()  # stages of an ingest report from threads of their own
        self._orders: queue.SimpleQueue[tuple[bytes, Course]] = queue.SimpleQueue()
        self._newest = self._course()

    def run(self) -> None:
        """Work until nothing was asked for in a while."""
        threading.Thread(target=self._listen, daemon=True).start()
        self._tell(pack("ready"))
        while True:
            try:
                order, course = self._orders.get(timeout=IDLE_S)
            except queue.Empty:
                return
            self._tell(pack("begun"))
            self._tell(_ended(order, course))

    def _listen(self) -> None:
        """Take what the window says; it comes in order, so what becomes of an order is about the newest."""
        try:
            while (received := receive(self._source)) is not None:
                word, value = received
                if word == "do":
                    assert isinstance(value, bytes)
                    self._newest = self._course()
                    self._orders.put((value, self._newest))
                else:
                    {"stop": Course.stop, "pause": Course.pause, "go on": Course.go_on}[word](self._newest)
        finally:
            os._exit(0)

    def _course(self) -> Course:
        return Course(lambda progress: self._tell(pack("told", progress)), lambda v: self._tell(pack("handed", v)))

    def _tell(self, packed: bytes) -> None:
        try:
            with self._sending:
                send(self._sink, packed)
        except OSError:
            os._exit(0)


def _ended(packed: bytes, course: Course) -> bytes:
    """Carry an order out; how that ended, as it is told."""
    try:
        course.stop_if_asked()
        with heard_by(course.report):
            return pack("done", unpack_order(packed).carry_out(course))
    except Exception as error:  # every failure reaches the user, through the window
        return pack_failure(error)


def main(arguments: Sequence[str] | None = None) -> int:
    """Work for the window that started this process."""
    (language,) = sys.argv[1:] if arguments is None else arguments
    choose(language)  # before what an order names is imported
    give_way()
    if hasattr(signal, "SIGINT"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the window, which then ends this process
    # Descriptors, not sys.stdin: a windowed program has none. What a library prints must not get between messages.
    source, sink = open(0, "rb", closefd=False), open(os.dup(1), "wb")  # noqa: SIM115, PTH123
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    Working(source, sink).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
