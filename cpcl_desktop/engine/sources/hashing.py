"""Hashing the next source while the one before is read, so that hashing costs next to no time of its own.

What has just been hashed is in the system's cache when it is decoded: the disk
is read once.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Sequence

from cpcl_desktop.engine.errors import Cancelled, MediaError
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.sources.identity import content_hash
from cpcl_desktop.engine.sources.walk import Found

Identity = tuple[str, int]  # SHA-256 of the full content (hex), and its size in bytes

_REPORT_EVERY_S = 0.1


class Hashing:
    """The content hash of one source, being taken in a thread of its own from the start on."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._latest = Progress("hash", 0, None, "B")
        self._outcome: Identity | BaseException | None = None
        self._unwanted = threading.Event()
        self._thread = threading.Thread(target=self._take, daemon=True)
        self._thread.start()

    def wait(self, report: Report) -> Identity | MediaError:
        """The identity, or why the source cannot be read; reports bytes, and `report` may raise Cancelled."""
        try:
            while self._thread.is_alive():
                self._thread.join(_REPORT_EVERY_S)
                report(self._latest)
        except BaseException:
            self.stop()
            raise
        if isinstance(self._outcome, BaseException) and not isinstance(self._outcome, MediaError):
            raise self._outcome
        assert self._outcome is not None
        return self._outcome

    def stop(self) -> None:
        """Give it up, where it is not complete, and wait for the file to be closed."""
        self._unwanted.set()
        self._thread.join()

    def _take(self) -> None:
        try:
            self._outcome = content_hash(self._found, self._advanced)
        except BaseException as error:
            self._outcome = error

    def _advanced(self, progress: Progress) -> None:
        if self._unwanted.is_set():
            raise Cancelled
        self._latest = progress


def hashed_ahead(
    found: Sequence[Found], report: Report
) -> Generator[tuple[Found, Identity | MediaError], None, None]:
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
