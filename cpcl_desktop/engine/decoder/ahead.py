"""Decoder processes started ahead: to start one takes half a second, which need not pass when footage is opened."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from cpcl_desktop.engine.decoder.handle import Decoder
from cpcl_desktop.engine.decoder.limits import LIMITS, Limits


class _Ahead:
    """The process that waits for the next of the sources that are still to be opened."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: Future[Decoder] | None = None
        self._expected = 0

    def expect(self, sources: int) -> None:
        """So many will be opened; 0 ends the process that waits."""
        with self._lock:
            self._expected = sources
            if sources == 0 and self._waiting is not None:
                self._waiting.add_done_callback(_end)
                self._waiting = None
            self._prepare()

    def take(self, limits: Limits) -> Decoder:
        """As `decoder_for`."""
        if limits != LIMITS:
            return Decoder(limits)
        with self._lock:
            waiting, self._waiting = self._waiting, None
            self._expected = max(0, self._expected - 1)
        try:
            if waiting is None:
                return Decoder(limits)
            if not (decoder := waiting.result()).is_there:
                decoder.end()
                return Decoder(limits)
            return decoder
        finally:
            with self._lock:
                self._prepare()

    def _prepare(self) -> None:
        if self._expected and self._waiting is None:
            thread = ThreadPoolExecutor(1)
            self._waiting = thread.submit(Decoder, LIMITS)
            thread.shutdown(wait=False)


def _end(waiting: Future[Decoder]) -> None:
    if waiting.exception() is None:
        waiting.result().end()


_AHEAD = _Ahead()


def expect_source() -> None:
    """A source will be opened soon: let a process be started for it meanwhile."""
    _AHEAD.expect(1)


@contextmanager
def sources_expected(count: int) -> Iterator[None]:
    """So many sources will be opened inside: while one is read, a process waits for the next."""
    _AHEAD.expect(count)
    try:
        yield
    finally:
        _AHEAD.expect(0)


def decoder_for(limits: Limits) -> Decoder:
    """A decoder process for one source, the one that waits where there is one; raises as `Decoder`."""
    return _AHEAD.take(limits)
