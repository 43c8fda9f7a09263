"""Helpers as this program has them work: what it asked for, it fetches later.

They only read, so what one was doing when it ended is done again: by another helper, or here.
"""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import IO, Any

import numpy as np

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.digests import Lanes
from cpcl_desktop.engine.case.state import summed_here
from cpcl_desktop.engine.decoder.wire import Message, receive, send
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.merge.helpers.entry import helper_command
from cpcl_desktop.engine.runtime import own_process

MOST_WAITING = 16  # sums; where so many wait, the next is made here: neither process waits for the other
_END_S = 5.0

Answer = tuple[Message, bytes]


class HelperEnded(MachineError):  # noqa: N818 - reads as what happened
    """A helper's process ended before it had done what it was asked for."""


class Helper:
    """One process. Whoever makes one must `end` it."""

    def __init__(self) -> None:
        """`OSError` where it cannot be started."""
        self._process = own_process.start(helper_command())
        assert self._process.stdin is not None and self._process.stdout is not None
        self._to: IO[bytes] = self._process.stdin
        self._from: IO[bytes] = self._process.stdout
        self._waiting: deque[Future[Answer]] = deque()  # what was asked for, in order
        self._is_gone, self._changing = False, threading.Lock()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def ask(self, message: Mapping[str, Any], data: bytes = b"") -> Future[Answer]:
        """Have something done; the answer is there later, or `MachineError`: it failed, or it `HelperEnded`."""
        answer: Future[Answer] = Future()
        with self._changing:
            self._waiting.append(answer)
            if self._is_gone:
                self._give_up()
        with contextlib.suppress(OSError):  # that it is gone, the listener hears
            send(self._to, message, data)
        return answer

    def summing(self, digests: bytes) -> Callable[[], Lanes]:
        """A sum of digests, as `CaseState.summing`; made here where the process is gone."""
        if self._is_gone or len(self._waiting) >= MOST_WAITING:
            return summed_here(digests)
        answer = self.ask({"do": "sum"}, digests)

        def lanes() -> Lanes:
            try:
                return np.frombuffer(answer.result()[1], "<u2").astype(np.uint16)
            except HelperEnded:
                return summed_here(digests)()

        return lanes

    def end(self) -> None:
        """End it, whatever it is doing: it only reads."""
        with contextlib.suppress(OSError):
            self._to.close()
        try:
            self._process.wait(_END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listener.join()
        self._from.close()

    def _listen(self) -> None:
        try:
            while (received := receive(self._from)) is not None:
                answer, failed = self._waiting.popleft(), received[0].get("failed")
                if failed is None:
                    answer.set_result(received)
                else:
                    answer.set_exception(MachineError(failed))
        finally:
            self._process.wait()
            with self._changing:
                self._is_gone = True
                self._give_up()

    def _give_up(self) -> None:
        """Nothing of what was asked for will come."""
        while self._waiting:
            why = own_process.why_ended(self._process.returncode)
            told = worded(
                "A process that helps with merging ended in the middle ({why}), as where a machine has too little "
                "memory. What was merged before is kept; merge the same again, and it goes on.",
                why=why,
            )
            self._waiting.popleft().set_exception(HelperEnded(told))
