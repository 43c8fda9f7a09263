"""A helper's process: `python -m cpcl_desktop.engine.merge.helpers.process`.

It takes requests from its standard input and answers them on its standard output, one after the other, as
`decoder.wire` has messages. It ends with its input, whatever it is doing: it only reads. What could not be done is
answered by "failed", in a sentence. Requests, by their "do":

    check    a case, by its path   → "faults" in sentences, see `verify.edited_rows_of`
    sum      digests, as bytes     → their sum, see `digests.summed`
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from cpcl_desktop.engine.case.digests import summed
from cpcl_desktop.engine.decoder.wire import Message, receive, send
from cpcl_desktop.engine.errors import CpclError
from cpcl_desktop.engine.evidence.verify import edited_rows_of

Answer = tuple[Message, bytes]


def main() -> int:
    """Help the program that started this process."""
    if hasattr(signal, "SIGINT"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for that program, which then ends this one
    # What a library prints must not get between messages.
    source, sink = open(0, "rb", closefd=False), open(os.dup(1), "wb")  # noqa: SIM115, PTH123
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    asked: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(source, asked), daemon=True).start()
    while True:
        message, data = asked.get()
        try:
            send(sink, *_answered(message, data))
        except BrokenPipeError:  # it ended, and so does this one
            return 0


def _listen(source: BinaryIO, asked: queue.SimpleQueue[Answer]) -> None:
    try:
        while (received := receive(source)) is not None:
            asked.put(received)
    finally:
        os._exit(0)


def _answered(message: Message, data: bytes) -> Answer:
    try:
        return _WORK[message["do"]](message, data)
    except CpclError as error:  # of a disk, of a case: said where this was asked for
        return {"failed": str(error)}, b""


def _check(message: Message, _: bytes) -> Answer:
    return {"faults": edited_rows_of(Path(message["path"]))}, b""


def _sum(_: Message, digests: bytes) -> Answer:
    return {}, summed(digests).astype("<u2").tobytes()


_WORK: Mapping[str, Callable[[Message, bytes], Answer]] = {"check": _check, "sum": _sum}


if __name__ == "__main__":
    sys.exit(main())
