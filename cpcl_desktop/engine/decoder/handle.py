"""One decoder process as the program sees it: started, asked, listened to, and ended when it is of no more use."""

from __future__ import annotations

import contextlib
import queue
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import IO

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.decoder.entry import decoder_command
from cpcl_desktop.engine.decoder.limits import OUT_OF_MEMORY, Limits
from cpcl_desktop.engine.decoder.shared_memory import BOARD_BYTES, Block, Board, RingShape, Slots
from cpcl_desktop.engine.decoder.wire import Message, receive, send
from cpcl_desktop.engine.errors import MachineError, MediaError, UsageError
from cpcl_desktop.engine.records import Image
from cpcl_desktop.engine.runtime import own_process

_POLL_S = 0.1  # how soon a wait notices that the decoder is stuck or that nobody wants its answer any more
_START_WITHIN_S = 120.0  # even on a machine that is busy, or with a virus scanner at work
_STOP_WITHIN_S = 1.0  # a decoder that takes longer to stop is ended
_ERRORS = {"media": MediaError, "usage": UsageError}
_NO_FILE = 0, 0
_NO_THREADS = {"OPENBLAS_NUM_THREADS": "1"}  # nothing there multiplies matrices; early threads stay unconfined

Received = tuple[Message, bytes]


class DecoderLost(Exception):  # noqa: N818 - reads as what happened
    """The decoder process died or had to be ended; `str` says why, as the end of a sentence."""


class DecoderHung(DecoderLost):
    """The decoder process gave no sign of life for too long, and was ended."""


class Decoder:
    """A decoder process. Whoever starts one must `end` it; for one thread at a time.

    Raises MachineError when no such process can be started here.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._heard: queue.SimpleQueue[Received | None] = queue.SimpleQueue()
        self._slots: Slots | None = None
        self._set_aside: list[Received] = []
        self._unwanted: list[int] = []
        self._ring = Block()
        board = Block()
        self.board = Board(board.mapped(BOARD_BYTES))
        arguments = [board.handle, self._ring.handle, str(limits.memory_bytes)]
        with tempfile.TemporaryFile() as complaints:
            self._process = _started(arguments, complaints, board, self._ring)
            board.close()
            assert self._process.stdin is not None and self._process.stdout is not None
            self._to: IO[bytes] = self._process.stdin
            self._from: IO[bytes] = self._process.stdout
            self._listener = threading.Thread(target=_listen, args=(self._from, self._heard), daemon=True)
            self._listener.start()
            self.alive = True
            self._await_start(complaints)

    def _await_start(self, complaints: IO[bytes]) -> None:
        try:
            message, _ = self._next(time.monotonic() + _START_WITHIN_S)
        except DecoderLost as lost:
            message = {"why": ": ".join(filter(None, (str(lost), _last_line(complaints))))}
        if message.get("ready") is not True:
            self.end()
            raise MachineError(
                "The process in which footage is decoded cannot be started. What was read before is kept; "
                "install the program again if this goes on ({why}).",
                why=message.get("why", worded("it answered nonsense")),
            )

    @property
    def is_there(self) -> bool:
        """Whether the process has neither ended nor been ended."""
        return self.alive and self._process.poll() is None

    @property
    def running(self) -> bool:
        """Whether the process is there, and may read what lies where its source did.

        A drive that was unplugged and comes back has other files by the same names: the process is confined to the
        ones before. Where nothing lies now, the process says so.
        """
        same = _file_at(self._source) in (self._opened, _NO_FILE)
        return self.is_there and same

    # --- asking

    def open(self, request: Message, patience_s: float) -> Message:
        """Open a source in the process and share memory for its pictures; its facts.

        Raises MediaError or UsageError as the process did, DecoderLost when it did not survive.
        """
        self._source = str(request["path"])
        self._opened = _file_at(self._source)
        self.ask({"do": "open", **request})
        facts, _ = self.hear(patience_s)
        while "file" in facts or "gap" in facts:
            self.last_file = str(facts.get("file", ""))
            facts, _ = self.hear(self._limits.silence_s)
        shape = RingShape.for_picture(int(facts["width"]), int(facts["height"]))
        if self._slots is None or self._slots.shape.slot_bytes < shape.slot_bytes:
            self._slots = Slots(self._ring, shape)
            self.ask({"do": "ring", "slots": shape.slots, "slot_bytes": shape.slot_bytes})
        return facts

    last_file = ""  # the image file that the process last said it would read
    _source, _opened = "", _NO_FILE

    def ask(self, message: Message) -> None:
        """Send a request, and before it what has come free; DecoderLost when the process has been ended.

        That it died shows when it is listened to, after all that it had said before.
        """
        if not self.alive:
            raise DecoderLost(worded("its decoder had to be ended"))
        with contextlib.suppress(OSError):
            if self._slots is not None and (slots := self._slots.freed()):
                send(self._to, {"do": "free", "slots": slots})
            if self._unwanted:
                shots, self._unwanted = self._unwanted, []
                send(self._to, {"do": "drop", "shots": shots})
            if message:
                send(self._to, message)

    def hear(self, patience_s: float, unwanted: threading.Event | None = None) -> Received:
        """The next answer; no sign of life for `patience_s` ends the process, and so does `unwanted`.

        Raises MediaError or UsageError as the process did, DecoderLost when there will be no answer.
        """
        if self._set_aside:
            return self._set_aside.pop(0)
        return self._hear(patience_s, unwanted)

    def picture(self, request: Message) -> Image:
        """The picture that the process answers `request` with; other answers are kept for `hear`."""
        self.ask(request)
        while True:
            received = self._hear(self._limits.silence_s, None)
            if "picture" in received[0]:
                return self.image_of(received)
            self._set_aside.append(received)

    def image_of(self, received: Received) -> Image:
        """The picture in an answer, H×W×3; DecoderLost when the answer makes no sense."""
        import numpy as np

        message, data = received
        try:
            height, width = int(message["height"]), int(message["width"])
            if "slot" in message and self._slots is not None:
                return self._slots.picture(int(message["slot"]), height, width)
            return np.frombuffer(bytearray(data), np.uint8).reshape(height, width, 3)
        except (KeyError, TypeError, ValueError) as error:
            self.end()
            raise DecoderLost(worded("its decoder answered nonsense ({why})", why=error)) from error

    def drop(self, shot: int) -> None:
        """Nobody will ask for this shot's picture any more; may be called from anywhere, at any time."""
        self._unwanted.append(shot)

    def stop(self) -> bool:
        """End the reading that goes on; whether the process is good for another one."""
        try:
            self.ask({"do": "stop"})
            by = time.monotonic() + _STOP_WITHIN_S
            while self._set_aside:
                self._put_back(self._set_aside.pop())
            while "stopped" not in (received := self._next(by))[0]:
                self._put_back(received)
        except DecoderLost:
            self.end()
        return self.alive

    def end(self) -> None:
        """End the process, whatever it is doing; nothing of it stays."""
        if not self.alive:
            return
        self.alive = False
        self._process.kill()
        self._process.wait()
        if threading.current_thread() is not self._listener:  # an object may be thrown away in any thread
            self._listener.join()
        for pipe in (self._to, self._from):
            with contextlib.suppress(OSError):  # what it had not taken yet is of no use to anybody
                pipe.close()
        self._ring.close()

    # --- listening

    def _hear(self, patience_s: float, unwanted: threading.Event | None) -> Received:
        ticks, since = self.board.read("ticks"), time.monotonic()
        while True:
            self.ask({})
            try:
                received = self._heard.get(timeout=_POLL_S)
            except queue.Empty:
                if unwanted is not None and unwanted.is_set():
                    self.end()
                    raise DecoderLost(worded("it was stopped")) from None
                if self.board.read("ticks") != ticks:
                    ticks, since = self.board.read("ticks"), time.monotonic()
                    patience_s = min(patience_s, self._limits.silence_s)
                elif time.monotonic() - since > patience_s:
                    self.end()
                    raise DecoderHung(
                        worded("its decoder hung: no sign of life for {patience_s:.0f} s", patience_s=patience_s)
                    ) from None
                continue
            if received is None:
                raise self._lost()
            return self._checked(received)

    def _checked(self, received: Received) -> Received:
        message, _ = received
        kind = message.get("error")
        if kind is None:
            return received
        text = str(message.get("text"))
        if kind in _ERRORS:
            raise _ERRORS[kind](text)
        self.end()
        raise DecoderLost(worded("its decoder failed ({text})", text=text))

    def _next(self, by: float) -> Received:
        """The next answer of any kind before the moment `by`."""
        try:
            received = self._heard.get(timeout=max(0.0, by - time.monotonic()))
        except queue.Empty:
            raise DecoderLost(worded("it did not stop")) from None
        if received is None:
            raise self._lost()
        return received

    def _put_back(self, received: Received) -> None:
        """A slot that came with an answer which nobody wants any more is free again."""
        message, _ = received
        if self._slots is not None and "slot" in message:
            self.image_of(received)  # an array that goes at once, and frees its slot as it does

    def _lost(self) -> DecoderLost:
        """What became of a process that no longer answers."""
        try:
            status = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            status = None
        self.end()
        if status == OUT_OF_MEMORY:
            return DecoderLost(
                worded(
                    "its decoder needed more than {gigabytes:.1f} GB of memory",
                    gigabytes=self._limits.memory_bytes / 2**30,
                )
            )
        return DecoderLost(worded("its decoder crashed"))


def _file_at(path: str) -> tuple[int, int]:
    """Which file has this name now."""
    try:
        there = Path(path).stat()
    except OSError:
        return _NO_FILE
    return there.st_dev, there.st_ino


def _last_line(complaints: IO[bytes]) -> str:
    """What a process last wrote to its standard error, but for what a frozen program adds to a traceback."""
    complaints.seek(0)
    lines = [line.strip() for line in complaints.read().decode("utf-8", "replace").splitlines()]
    return next((line for line in reversed(lines) if line and not line.startswith("[PYI-")), "")[:500]


def _started(arguments: list[str], complaints: IO[bytes], *blocks: Block) -> subprocess.Popen[bytes]:
    return own_process.start(
        [*decoder_command(), *arguments],
        complaints,  # a file: nobody has to read it while the process runs
        _NO_THREADS,
        [fd for block in blocks for fd in block.inherited],
    )


def _listen(source: IO[bytes], heard: queue.SimpleQueue[Received | None]) -> None:
    try:
        while (received := receive(source)) is not None:
            heard.put(received)
    except (OSError, ValueError):
        pass  # what is no message counts as the end
    finally:
        heard.put(None)
