"""Helpers as this program has them work: what it asked for, it fetches later.

They only read, so what one was doing when it ended is done again: by another helper, or here.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import IO, Any

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.crop_rows import CropDigests, CropOrder, CropReader, Digesting
from cpcl_desktop.engine.decoder.wire import Message, receive, send
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.merge.helpers.entry import helper_command
from cpcl_desktop.engine.runtime import own_process

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

    def ask(self, message: Mapping[str, Any]) -> Future[Answer]:
        """Have something done; the answer is there later, or `MachineError`: it failed, or it `HelperEnded`."""
        answer: Future[Answer] = Future()
        with self._changing:
            self._waiting.append(answer)
            if self._is_gone:
                self._give_up()
        with contextlib.suppress(OSError):  # that it is gone, the listener hears
            send(self._to, message)
        return answer

    def digesting(self, reader: CropReader, order: CropOrder) -> Callable[[], CropDigests | None]:
        """Digests of what pictures of a case become; of one that somebody has open they are not made beside.

        Nor where the process is gone.
        """
        if reader.lay is None or self._is_gone:
            return lambda: None
        part = {"path": os.fsdecode(reader.path), "lay": reader.lay}
        answer = self.ask({"do": "digest", **part, "order": order})

        def digests() -> CropDigests | None:
            try:
                told, data = answer.result()
            except HelperEnded:
                return None
            return _unpacked(told["sizes"], data) if told["is_made"] else None

        return digests

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


def _unpacked(sizes: Sequence[int], data: bytes) -> CropDigests:
    """Digests whose fields have so many bytes."""
    return CropDigests(
        *(data[end - size : end] for size, end in zip(sizes, itertools.accumulate(sizes), strict=True))
    )


def in_turn(helpers: Sequence[Helper]) -> Digesting:
    """By each of some helpers in turn."""
    turns = itertools.cycle(helpers)
    return lambda reader, order: next(turns).digesting(reader, order)
