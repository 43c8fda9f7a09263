"""Hashing the next source while the one before is read, so that hashing costs next to no time of its own.

What has just been hashed is in the system's cache when it is decoded: the disk
is read once.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import Cancelled, MediaError
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.sources.identity import Content, content_hash
from cpcl_desktop.engine.sources.walk import Found

_REPORT_EVERY_S = 0.1


class Hashing:
    """The content hash of one source, being taken in a thread of its own from the start on."""

    def __init__(self, found: Found) -> None:
        self._latest = Progress(worded("hash"), 0, None, "B")
        self._unwanted = threading.Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="hash")
        self._taken = self._thread.submit(content_hash, found, self._advanced)

    def wait(self, report: Report) -> Content | MediaError:
        """The content, or why the source cannot be read; reports bytes, and `report` may raise Cancelled."""
        try:
            while not self._taken.done():
                wait([self._taken], timeout=_REPORT_EVERY_S)
                report(self._latest)
            return self._taken.result()
        except MediaError as error:
            return error
        finally:
            self.stop()

    def stop(self) -> None:
        """Give it up, where it is not complete, and wait for the file to be closed."""
        self._unwanted.set()
        self._thread.shutdown()

    def _advanced(self, progress: Progress) -> None:
        if self._unwanted.is_set():
            raise Cancelled
        self._latest = progress


def hashed_ahead(
    found: Sequence[Found], report: Report
) -> Generator[tuple[Found, Content | MediaError], None, None]:
    """Each source with its identity; the next one's is taken while the caller works on this one."""
    hashing: Hashing | None = None
    try:
        for number, one in enumerate(found):
            identity = (hashing or Hashing(one)).wait(report)
            hashing = Hashing(found[number + 1]) if number + 1 < len(found) else None
            yield one, identity
    finally:
        if hashing is not None:
            hashing.stop()
