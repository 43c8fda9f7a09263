"""A helper's process: `python -m cpcl_desktop.engine.merge.helpers.process`.

It takes requests from its standard input and answers them on its standard output, one after the other, as
`decoder.wire` has messages. It ends with its input, whatever it is doing: it only reads. What could not be done is
answered by "failed", in a sentence. Requests, by their "do":

    check    a case, by its path   → "faults" in sentences, see `verify.edited_rows_of`
    digest   a case, by its path, how it `lay`, and an `order`  → "is_made", and `CropDigests` as bytes, whose
             fields have these "sizes"; not made where it lies otherwise or cannot be read: whoever asked makes
             them, and says what is wrong
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import sys
import threading
from pathlib import Path
from typing import BinaryIO

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.crop_rows import CropDigests, CropOrder, CropRun, digests_of
from cpcl_desktop.engine.case.still import Stamp
from cpcl_desktop.engine.decoder.wire import Message, receive, send
from cpcl_desktop.engine.errors import CpclError
from cpcl_desktop.engine.evidence.verify import edited_rows_of

Answer = tuple[Message, bytes]
_BEHIND = 5  # niceness


def main() -> int:
    """Help the program that started this process."""
    if hasattr(signal, "SIGINT"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for that program, which then ends this one
    # What a library prints must not get between messages.
    source, sink = open(0, "rb", closefd=False), open(os.dup(1), "wb")  # noqa: SIM115, PTH123
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    asked: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(source, asked), daemon=True).start()
    work = _Work()
    while True:
        message, _ = asked.get()
        try:
            send(sink, *_answered(work, message))
        except BrokenPipeError:  # it ended, and so does this one
            return 0


def _listen(source: BinaryIO, asked: queue.SimpleQueue[Answer]) -> None:
    try:
        while (received := receive(source)) is not None:
            asked.put(received)
    finally:
        os._exit(0)


def _answered(work: _Work, message: Message) -> Answer:
    try:
        return {"check": work.check, "digest": work.digest}[message["do"]](message)
    except CpclError as error:  # of a disk, of a case: said where this was asked for
        return {"failed": str(error)}, b""


class _Work:
    """What it does; the case that it reads stays open for as long as that is the same."""

    def __init__(self) -> None:
        self._open = contextlib.ExitStack()
        self._case: Case | None = None
        self._is_behind = False

    def check(self, message: Message) -> Answer:
        return {"faults": edited_rows_of(Path(message["path"]))}, b""

    def digest(self, message: Message) -> Answer:
        self._stand_behind()
        try:
            runs, *models = message["order"]
            order = CropOrder([CropRun(*run) for run in runs], *models)
            made = self._digests(Path(message["path"]), tuple(message["lay"]), order)
        except CpclError:
            made = None
        if made is None:
            return {"is_made": False}, b""
        return {"is_made": True, "sizes": [len(field) for field in made]}, b"".join(made)

    def _stand_behind(self) -> None:
        """Whoever stores what comes of this is what all wait for: where processors are few, it goes first."""
        if not self._is_behind and hasattr(os, "nice"):
            os.nice(_BEHIND)
        self._is_behind = True

    def _digests(self, path: Path, lay: Stamp, order: CropOrder) -> CropDigests | None:
        """None where the case lies otherwise; CaseError where it was written over or cannot be read."""
        if self._case is None or (self._case.path, self._case.copies.reader.lay) != (path, lay):
            self._case = None
            self._open.close()
            self._case = self._open.enter_context(Case.read(path))
        if self._case.copies.reader.lay != lay:
            return None
        made = digests_of(self._case.copies.reader.rows(order))
        self._case.check_still()
        return made


if __name__ == "__main__":
    sys.exit(main())
