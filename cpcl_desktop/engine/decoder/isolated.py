"""Media decoded in a process of its own, so that a file which crashes or hangs a decoder costs only that file.

To the rest of the program it is a `Media` like any other. When its process is
lost in the middle of a reading, another one goes on behind the place, as far
as the format allows, and what lies between becomes a gap with the reason.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Generator
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import cast

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.decoder.ahead import decoder_for
from cpcl_desktop.engine.decoder.handle import Decoder, DecoderHung, DecoderLost
from cpcl_desktop.engine.decoder.holes import Hole
from cpcl_desktop.engine.decoder.limits import LIMITS, Limits
from cpcl_desktop.engine.decoder.wire import Message
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.listing import FOLDER_READING
from cpcl_desktop.engine.media.shot import Shot
from cpcl_desktop.engine.recorder_time import Origin
from cpcl_desktop.engine.records import Frame, Gap, Image, SourceKind

_MOST_LOSSES = 100  # of one reading; then the rest is given up
_HANG_WEIGHS = 20  # a decoder that hangs costs so much more time than one that crashes
_SHOTS_AHEAD = 2


class IsolatedMedia:
    """One source, opened in a decoder process; see `media.Media` for what its attributes mean."""

    def __init__(
        self,
        path: Path,
        fps: float | None = None,
        kind: SourceKind | None = None,
        threads: int | None = None,
        limits: Limits = LIMITS,
        reading: int = FOLDER_READING,
        part: int = 1,
        from_first: bool = False,
        until_us: int | None = None,
    ) -> None:
        """Raises MediaError, a plain sentence, when nothing in it can be decoded."""
        self.path, self._limits = path, limits
        self._how: Message = {"fps": fps, "kind": kind, "threads": threads, "reading": reading}
        self._how |= {"part": part, "from_first": from_first, "until_us": until_us}
        self._refused: dict[str, str] = {}
        self._patience_s = limits.patience_s(path)
        self._decoders: set[Decoder] = set()
        weakref.finalize(self, _end_all, self._decoders)
        self._unwanted = threading.Event()
        self._live: Decoder | None = None  # the one that a reading now uses
        try:
            self._idle: Decoder | None = self._started()
        except DecoderLost as lost:
            raise MediaError(
                "{name} cannot be opened: {why}. Nothing else is affected by it.", name=path.name, why=lost
            ) from lost
        self._begin()

    # --- what it says of itself

    @property
    def frames_decoded(self) -> int:
        """Frames decoded by the reading so far."""
        live = self._live
        return self._decoded_before + (live.board.read("count") if live else 0)

    @property
    def decoded_s(self) -> float:
        """Seconds decoded by the reading so far."""
        live = self._live
        return self._decoded_s_before + (live.board.read("decoded_us") / 1_000_000 if live else 0.0)

    # --- reading

    def frames(self, sample_fps: float | None, start_us: int = 0) -> Generator[Frame, None, None]:
        """Frames at or after `start_us`, sampled by time; None gives all."""
        for _, message, image in self._read({"do": "frames", "sample_fps": sample_fps}, start_us):
            assert image is not None
            self.frames_sampled += 1
            index = self._decoded_before + int(message["frame"])
            yield Frame(index, int(message["time_us"]), image, message["name"])
            del image  # before the next one is waited for, so that its memory can take it

    def shots(self, start_us: int = 0) -> Generator[Shot, None, None]:
        """All frames at or after `start_us`, their pictures made only when asked for."""
        for decoder, message, _ in self._read({"do": "shots"}, start_us):
            token, time_us = _Token(), int(message["time_us"])
            weakref.finalize(token, decoder.drop, int(message["shot"])).atexit = False
            develop = partial(self._develop, decoder, int(message["shot"]), time_us, token)
            yield Shot(self._decoded_before + int(message["index"]), time_us, develop, message["name"])
            del token, develop

    def stop(self) -> None:
        """Make a reading that goes on in another thread end within moments."""
        self._unwanted.set()

    def _develop(self, decoder: Decoder, shot: int, time_us: int, token: _Token) -> Image:
        """A shot's picture; where its decoder is gone, by reading it once more."""
        try:
            return decoder.picture({"do": "develop", "shot": shot})
        except DecoderLost:
            again = IsolatedMedia(self.path, limits=self._limits, **self._how)
            with closing(again.frames(None, time_us)) as frames:
                frame = next(frames, None)
            if frame is None or frame.time_us != time_us:
                raise MediaError(
                    "{name} crashes its decoder here; this frame cannot be shown.", name=self.path.name
                ) from None
            return frame.image

    def _read(self, request: Message, start_us: int) -> _Reading:
        """The answers that carry frames, of as many decoders as it takes; gaps and counts are kept on the way."""
        self._begin()
        hole: Hole | None = None
        budget = _MOST_LOSSES
        while budget > 0:
            decoder: Decoder | None = None
            try:
                decoder = self._taken()
                yield from self._read_with(decoder, {**request, "start_us": start_us}, hole)
                return
            except DecoderLost as lost:
                if self._unwanted.is_set():
                    return
                budget -= _HANG_WEIGHS if isinstance(lost, DecoderHung) else 1
                hole = self._left_by(decoder, lost, start_us, hole)
                start_us, going_on = self._behind(hole, start_us)
                if decoder is None or not going_on:
                    break
        if hole is not None:
            self._add(Gap(hole.start_us, self._end_of(hole), hole.reason))

    def _taken(self) -> Decoder:
        """The decoder that waits, if it is still there, else a new one."""
        decoder, self._idle = self._idle, None
        return decoder if decoder is not None and decoder.running else self._started()

    def _read_with(self, decoder: Decoder, request: Message, hole: Hole | None) -> _Reading:
        self._live = decoder
        decoder.last_file = ""
        decoder.board.write(count=0, decoded_us=0)
        image: Image | None
        patience_s, ended = self._patience_s, False
        try:
            decoder.ask(request)
            if request["do"] == "shots":
                decoder.ask({"do": "more", "count": _SHOTS_AHEAD})
            while not ended:
                received = decoder.hear(patience_s, self._unwanted)
                message, _ = received
                patience_s = self._limits.silence_s
                if "file" in message:
                    decoder.last_file = str(message["file"])
                    continue
                if hole is not None and decoder.board.read("count") > 0:
                    self._close(hole, decoder.board.read("first_us"))
                    hole = None
                if "gap" in message:
                    start_us, end_us, reason = message["gap"]
                    self._add(Gap(int(start_us), int(end_us), str(reason)))
                elif "end" in message:
                    ended = True
                    if hole is not None:
                        self._close(hole, self._end_of(hole))
                    self._end(message)
                else:
                    image = decoder.image_of(received) if "frame" in message else None
                    yield decoder, message, image
                    image = None  # its memory is free when nobody else looks at it
                    if "shot" in message:
                        decoder.ask({"do": "more", "count": 1})
        finally:
            self._let_go(decoder, ended)

    def _started(self) -> Decoder:
        """A decoder with the source open; what it says of the source becomes this object's attributes.

        Raises MediaError as the decoder did, DecoderLost when none survives opening it.
        """
        for _ in range(_MOST_LOSSES):
            decoder = decoder_for(self._limits)
            opened = False
            try:
                self._learn(
                    decoder.open({"path": str(self.path), **self._how, "refused": self._refused}, self._patience_s)
                )
                self._decoders.add(decoder)
                opened = True
                return decoder
            except DecoderLost as lost:
                if not self._refuse(decoder, lost):
                    raise
            finally:
                if not opened:
                    decoder.end()
        raise DecoderLost(worded("too many of its files crash their decoder"))

    def _learn(self, facts: Message) -> None:
        start = facts["start_time"]
        self.kind = cast(SourceKind, facts["kind"])
        self.declared_s: float | None = facts["declared_s"]
        self.width, self.height = int(facts["width"]), int(facts["height"])
        self.codec, self.start_origin = str(facts["codec"]), cast(Origin, facts["start_origin"])
        self.start_time = datetime.fromisoformat(start) if start else None
        self._first_notes = [str(note) for note in facts["notes"]]
        self.begins_us, self.parts = int(facts["begins_us"]), int(facts["parts"])
        self.seeks_surely, self.listed = bool(facts["seeks_surely"]), int(facts["listed"])
        self._frame_us, self._seekable = int(facts["frame_us"]), bool(facts["seekable"])

    # --- counting

    def _begin(self) -> None:
        self.frames_sampled = 0
        self.gaps: list[Gap] = []
        self.films: list[Path] = []
        self.span_us: tuple[int | None, int | None] = None, None
        self.notes = list(self._first_notes)
        self._live = None
        self._decoded_before, self._decoded_s_before = 0, 0.0
        self._losses = 0

    def _end(self, message: Message) -> None:
        self._live = None
        self._decoded_before += int(message["frames_decoded"])
        self._decoded_s_before += float(message["decoded_s"])
        self.notes = [str(note) for note in message["notes"]]
        self.declared_s, self.parts = message["declared_s"], int(message["parts"])
        self.films = [Path(film) for film in message["films"]]
        first_us, end_us = (None if time_us is None else int(time_us) for time_us in message["span_us"])
        self.span_us = first_us, end_us
        if self._losses:
            once = worded("Its decoder was lost once and started again behind the place.")
            more = worded(
                "Its decoder was lost {count} times and started again behind the place.", count=self._losses
            )
            self.notes.append(once if self._losses == 1 else more)

    def _let_go(self, decoder: Decoder, ended: bool) -> None:
        """After a reading: keep the decoder for the next one if it is fit for it."""
        if self._live is decoder and decoder.alive:
            count, decoded_us = decoder.board.read("count"), decoder.board.read("decoded_us")
            self._live = None
            self._decoded_before += count
            self._decoded_s_before += decoded_us / 1_000_000
        if decoder.alive and (ended or decoder.stop()) and self._idle is None:
            self._idle = decoder
            return
        decoder.end()
        self._decoders.discard(decoder)

    def _left_by(self, decoder: Decoder | None, lost: DecoderLost, start_us: int, hole: Hole | None) -> Hole:
        """What is missing after a decoder was lost: from its last frame on, or as before where it gave none."""
        self._losses += 1
        self._live = None
        count = 0
        if decoder is not None:
            count = decoder.board.read("count")
            self._refuse(decoder, lost)
        if decoder is None or count == 0:
            return Hole(hole.start_us, str(lost), hole.tries + 1) if hole else Hole(start_us, str(lost))
        if hole is not None:
            self._close(hole, decoder.board.read("first_us"))
        self._decoded_before += count
        self._decoded_s_before += (decoder.board.read("decoded_us") + self._frame_us) / 1_000_000
        step_us = self._frame_us if self.kind == "video" else 1  # a folder's next image may come sooner
        return Hole(decoder.board.read("last_us") + step_us, str(lost))

    def _refuse(self, decoder: Decoder, lost: DecoderLost) -> bool:
        """Have the image file that a folder's decoder was lost on left out from now on; whether there is one."""
        name = decoder.last_file
        if not name or name in self._refused:
            return False
        self._refused[name] = str(lost)
        return True

    def _behind(self, hole: Hole, start_us: int) -> tuple[int, bool]:
        """Where the next decoder is to start, and whether there is any sense in one."""
        if self.kind != "video":
            return max(start_us, hole.start_us), True
        behind_us = hole.behind_us
        if not self._seekable or behind_us is None:
            return start_us, False
        return behind_us, self.declared_s is None or behind_us < self.declared_s * 1_000_000

    def _end_of(self, hole: Hole) -> int:
        """Where a hole ends behind which nothing was read: at the declared end, where there is one."""
        return max(round((self.declared_s or 0.0) * 1_000_000), hole.start_us + self._frame_us)

    def _close(self, hole: Hole, end_us: int) -> None:
        """Note a hole behind which reading went on; of a folder, the file that is left out is a gap already."""
        if self.kind == "video":
            self._add(Gap(hole.start_us, end_us, hole.reason))

    def _add(self, gap: Gap) -> None:
        """Note a gap, but for what earlier ones cover."""
        start_us = max([gap.start_us, *(known.end_us for known in self.gaps)])
        if start_us < gap.end_us:
            self.gaps.append(Gap(start_us, gap.end_us, gap.reason))


_Reading = Generator[tuple[Decoder, Message, Image | None], None, None]


class _Token:
    """Lives as long as somebody may ask for a shot's picture."""


def _end_all(decoders: set[Decoder]) -> None:
    for decoder in decoders:
        decoder.end()
