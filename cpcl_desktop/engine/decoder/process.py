"""The process in which media is decoded: `python -m cpcl_desktop.engine.decoder.process BOARD RING MEMORY`.

It takes requests from its standard input and answers on its standard output,
pictures going through shared memory where they fit. It ends when its input
does, so that it never outlives the program. With its first request it learns
what it is to read, and is confined to that. Requests, by their "do":

    open     a video, image or folder            → its facts, or an error
    ring     how many slots of how many bytes the shared memory has
    frames   pictures from a time on             → "frame" …, "end"
    shots    frames from a time on, no pictures  → "shot" …, "end", as "more" allows
    develop  the picture of a shot               → "picture"
    drop     shots that nobody will ask for
    free     slots that nobody looks at any more
    stop     end `frames` or `shots`             → "stopped"
    still    one image file                      → "picture"
    copy     packets of a video into a file      → "copied"
    attempt  what its confinement is to refuse   → "barriers", "attempts"
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from cpcl_desktop.engine.decoder.attempts import attempt_all
from cpcl_desktop.engine.decoder.confinement import Barrier, confine, footage_paths
from cpcl_desktop.engine.decoder.limits import OUT_OF_MEMORY, limit_this_process
from cpcl_desktop.engine.decoder.shared_memory import BOARD_BYTES, Block, Board, RingShape
from cpcl_desktop.engine.decoder.wire import Message, receive, send
from cpcl_desktop.engine.errors import MediaError, UsageError
from cpcl_desktop.engine.media.clip_copy import copy_packets
from cpcl_desktop.engine.media.image_file import read_damaged_image
from cpcl_desktop.engine.media.pulse import Pulse
from cpcl_desktop.engine.media.reading import open_here
from cpcl_desktop.engine.media.shot import Shot
from cpcl_desktop.engine.records import Gap, Image


class _Stopped(Exception):  # noqa: N818 - reads as what happened
    """The program wants no more of this reading."""


class _Tell(Pulse):
    """Writes to the board that the parent watches, and sends gaps as they are found."""

    def __init__(self, board: Board, answer: Callable[..., None], stopping: threading.Event) -> None:
        self._board, self._answer, self._stopping = board, answer, stopping
        self._ticks = 0
        self.reading = False  # opening tries the first frames; what that meets is met again

    def begin(self) -> None:
        """A new reading: its counts start at 0."""
        self._board.write(count=0, decoded_us=0, first_us=0, last_us=0)
        self.reading = True

    def beat(self) -> None:
        """See `Pulse`."""
        self._ticks += 1
        self._board.write(ticks=self._ticks)
        if self._stopping.is_set():
            raise _Stopped

    def at_file(self, name: str) -> None:
        """See `Pulse`."""
        self.beat()
        self._answer({"file": name})

    def decoded(self, count: int, time_us: int, decoded_s: float) -> None:
        """See `Pulse`."""
        if not self.reading:
            return
        if count == 1:
            self._board.write(first_us=time_us)
        self._board.write(last_us=time_us, decoded_us=round(decoded_s * 1_000_000), count=count)

    def gap(self, gap: Gap) -> None:
        """See `Pulse`."""
        if self.reading:
            self._answer({"gap": [gap.start_us, gap.end_us, gap.reason]})


class Decoding:
    """Carries out requests, one after the other, until the input ends."""

    def __init__(self, board: Board, ring: Block, source: BinaryIO, sink: BinaryIO, memory_bytes: int) -> None:
        self._ring, self._source, self._sink, self._memory_bytes = ring, source, sink, memory_bytes
        self._barriers: list[Barrier] = []
        self._target: BinaryIO | None = None
        self._requests: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._tell = _Tell(board, self._answer, self._stopping)
        self._media: Any = None
        self._shape = RingShape(0, 0)
        self._memory: memoryview | None = None
        self._free: list[int] = []
        self._held: dict[int, Shot] = {}
        self._allowed = 0
        self._serial = 0

    def run(self) -> None:
        """Serve until the input ends, which ends the process."""
        self._answer({"ready": True})
        first = receive(self._source)
        if first is None:
            return
        self._confine(**first[0])
        # Only now: a thread that runs before it is confined stays free.
        threading.Thread(target=self._listen, daemon=True).start()
        self._carry_out(first[0])
        while True:
            self._carry_out(self._requests.get())

    def _confine(self, path: str, kind: str | None = None, target: str | None = None, **_: object) -> None:
        """Give up, for good, what the first request does not need; a file to be written is opened before."""
        if target is not None:
            with suppress(OSError):  # a full disk is met again by who encodes the frames instead
                self._target = Path(target).open("wb")  # noqa: SIM115
        self._barriers = confine(footage_paths(Path(path), kind), self._memory_bytes, writes=target is not None)

    def _listen(self) -> None:
        try:
            while (received := receive(self._source)) is not None:
                if received[0]["do"] == "stop":
                    self._stopping.set()
                self._requests.put(received[0])
        finally:
            os._exit(0)

    def _answer(self, message: Message, data: bytes | memoryview = b"") -> None:
        try:
            send(self._sink, message, data)
        except OSError:
            os._exit(0)

    def _carry_out(self, request: Message) -> None:
        try:
            getattr(self, f"_do_{request.pop('do')}")(**request)
        except _Stopped:
            pass
        except (MediaError, UsageError) as error:
            self._answer({"error": "usage" if isinstance(error, UsageError) else "media", "text": str(error)})
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        except Exception as error:  # the one place of this process: what a decoder's fault raised becomes an answer
            self._answer({"error": "fault", "text": f"{type(error).__name__}: {error}"[:500]})

    # --- requests

    def _do_open(
        self,
        path: str,
        fps: float | None,
        kind: str | None,
        threads: int | None,
        refused: dict[str, str],
        reading: int,
        part: int,
        from_first: bool,
        until_us: int | None,
    ) -> None:
        self._tell.reading = False
        media = open_here(Path(path), fps, kind, threads, self._tell, refused, reading, part, from_first, until_us)
        self._media = media
        start = media.start_time
        self._answer(
            {
                "kind": media.kind,
                "declared_s": media.declared_s,
                "width": media.width,
                "height": media.height,
                "codec": media.codec,
                "notes": media.notes,
                "start_time": start.isoformat() if start else None,
                "start_origin": media.start_origin,
                "frame_us": media.frame_us,
                "seekable": media.seekable,
                "begins_us": media.begins_us,
                "parts": media.parts,
                "seeks_surely": media.seeks_surely,
                "listed": media.listed,
            }
        )

    def _do_ring(self, slots: int, slot_bytes: int) -> None:
        self._shape = RingShape(slots, slot_bytes)
        self._memory = memoryview(self._ring.mapped(self._shape.size))
        self._free = list(range(slots))

    def _do_frames(self, sample_fps: float | None, start_us: int) -> None:
        self._tell.begin()
        with closing(self._media.frames(sample_fps, start_us)) as frames:
            for frame in frames:
                self._send_picture(
                    {"frame": frame.index, "time_us": frame.time_us, "name": frame.name}, frame.image, wait=True
                )
        self._end()

    def _do_shots(self, start_us: int) -> None:
        self._tell.begin()
        self._allowed = 0
        shots: Generator[Shot, None, None]
        with closing(self._media.shots(start_us)) as shots:
            for shot in shots:
                while self._allowed == 0 or not self._requests.empty():
                    self._meanwhile(self._requests.get())
                self._allowed -= 1
                self._serial += 1
                self._held[self._serial] = shot
                self._answer(
                    {"shot": self._serial, "index": shot.index, "time_us": shot.time_us, "name": shot.name}
                )
        self._end()

    def _do_more(self, count: int) -> None:
        self._allowed += count

    def _do_develop(self, shot: int) -> None:
        self._send_picture({"picture": shot}, self._held[shot].develop(), wait=False)

    def _do_drop(self, shots: list[int]) -> None:
        for shot in shots:
            self._held.pop(shot, None)

    def _do_free(self, slots: list[int]) -> None:
        self._free += slots

    def _do_stop(self) -> None:
        self._stopping.clear()
        self._tell.reading = False
        self._answer({"stopped": True})

    def _do_still(self, path: str) -> None:
        image, _ = read_damaged_image(Path(path))
        self._send_picture({"picture": 0}, image, wait=False)

    def _do_copy(self, path: str, times: list[int], target: str, from_first: bool) -> None:
        copied = False
        if self._target is not None:
            with self._target as file:
                copied = copy_packets(Path(path), times, file, from_first)
        self._answer({"copied": copied})

    def _do_attempt(self, path: str, beside: str, folder: str) -> None:
        tried = attempt_all(Path(beside), Path(folder))
        self._answer({"barriers": [*map(asdict, self._barriers)], "attempts": [*map(asdict, tried)]})

    # --- on the way

    def _meanwhile(self, request: Message) -> None:
        """A request that comes during a reading."""
        if request["do"] == "stop":
            self._requests.put(request)  # to be answered when the reading has closed its file
            raise _Stopped
        self._carry_out(request)

    def _end(self) -> None:
        self._tell.reading = False
        media = self._media
        self._answer(
            {
                "end": True,
                "notes": media.notes,
                "declared_s": media.declared_s,
                "parts": media.parts,
                "films": [str(film) for film in media.films],
                "span_us": media.span_us,
                "decoded_s": media.decoded_s,
                "frames_decoded": media.frames_decoded,
            }
        )

    def _send_picture(self, message: Message, image: Image, wait: bool) -> None:
        """Through shared memory where the picture fits and a slot is free (or comes free: `wait`), else inline."""
        height, width = image.shape[:2]
        message |= {"height": height, "width": width}
        fits = self._memory is not None and image.nbytes <= self._shape.slot_bytes
        while not self._requests.empty() or (fits and wait and not self._free):
            self._meanwhile(self._requests.get())
        if not (fits and self._free) or self._memory is None:
            self._answer(message, np.ascontiguousarray(image).data.cast("B"))
            return
        slot = self._free.pop()
        flat = np.frombuffer(self._memory, np.uint8, image.nbytes, slot * self._shape.slot_bytes)
        flat.reshape(image.shape)[:] = image
        self._answer(message | {"slot": slot})


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the process that started this one, until it is gone."""
    board, ring, memory = sys.argv[1:] if arguments is None else arguments
    if hasattr(signal, "SIGINT"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program, which then ends this process
    # Descriptors, not sys.stdin: a windowed program has none. What a library prints must not get between messages.
    source, sink = open(0, "rb", closefd=False), open(os.dup(1), "wb")  # noqa: SIM115, PTH123
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    blocks = Block(board), Block(ring)
    limit_this_process(int(memory))
    decoding = Decoding(Board(blocks[0].mapped(BOARD_BYTES)), blocks[1], source, sink, int(memory))
    os.dup2(nowhere, 2)  # until here it says why the process cannot start; from now on answers do
    decoding.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
