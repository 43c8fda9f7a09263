"""Which picture streams of a container make a film: those that follow each other make one, others are one each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from av import Packet, VideoStream
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Stream

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import MediaError

_ATTACHED_PICTURE = 1 << 10  # of a stream's disposition
_DISCONTINUOUS = 1 << 9  # of a format's flags: its clock may start again
_INDEXED = {"mov", "mp4"}  # formats whose index lists every picture
_OVERLAP_S = Fraction(1, 2)  # streams that follow each other may overlap by so much, and by half of the shorter


@dataclass(slots=True)
class _Span:
    """Where the pictures of a stream lie, in time and in the file."""

    stream: VideoStream
    pictures: int = 0
    times: list[Fraction] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def add(self, stamp: int | None, place: int | None) -> None:
        self.pictures += 1
        if stamp is not None:
            time_s = stamp * (self.stream.time_base or Fraction(1))
            self.times = [min([*self.times, time_s]), max([*self.times, time_s])]
        if place is not None:
            self.places = [min([*self.places, place]), max([*self.places, place])]

    @property
    def decodable(self) -> bool:
        return self.stream.codec_context is not None

    @property
    def area(self) -> int:
        return self.stream.codec_context.width * self.stream.codec_context.height if self.decodable else 0


def films_in(path: Path, container: InputContainer, beat: Callable[[], None]) -> list[tuple[int, ...]]:
    """The films of a container, each as the numbers of its streams in order; that of the largest picture first.

    A stream of one picture beside a film (thumbnail, preview, cover) is none.
    Moves the read position. MediaError where there are no pictures.
    """
    videos = [stream for stream in container.streams.video if not stream.disposition & _ATTACHED_PICTURE]
    if not videos:
        sound = worded(" It holds sound only.") if container.streams.audio else ""
        raise MediaError("{name} has no video in it.{sound}", name=path.name, sound=sound)
    if all(stream.codec_context is None for stream in videos):
        raise MediaError("{name} holds video in a format that this program has no decoder for.", name=path.name)
    if len(videos) == 1:
        return [(videos[0].index,)]
    spans = _measured(container, videos, beat)
    most = max(span.pictures for span in spans)
    moving = [span for span in spans if span.pictures > 1 or most < 2]
    films = _grouped(moving, bool(container.format.flags & _DISCONTINUOUS))
    films.sort(key=lambda film: (-max(span.area for span in film), film[0].stream.index))
    largest, *others = films
    others.sort(key=lambda film: film[0].stream.index)
    return [tuple(span.stream.index for span in film) for film in (largest, *others)]


def _measured(container: InputContainer, videos: list[VideoStream], beat: Callable[[], None]) -> list[_Span]:
    """By the index where it lists every picture, else by reading through the file."""
    spans = {stream.index: _Span(stream) for stream in videos}
    if _INDEXED & set(container.format.name.split(",")) and all(stream.frames for stream in videos):
        for span in spans.values():
            for entry in span.stream.index_entries:
                span.add(entry.timestamp, entry.pos)
        return list(spans.values())
    try:
        for packet in container.demux(*videos):
            beat()
            if packet.size:
                _note(spans, packet)
    except (FFmpegError, OSError, IndexError):
        pass  # damage is met again, and reported, when the film is read
    return list(spans.values())


def _note(spans: dict[int, _Span], packet: Packet[Stream]) -> None:
    if (span := spans.get(packet.stream_index)) is not None:
        span.add(packet.pts if packet.dts is None else packet.dts, packet.pos)


def _grouped(spans: list[_Span], discontinuous: bool) -> list[list[_Span]]:
    """Streams that follow each other are put together: in time, or in the file where clocks may start again."""
    films: list[list[_Span]] = []
    for span in sorted(
        spans, key=lambda span: ((span.places if discontinuous else span.times)[:1], span.stream.index)
    ):
        before = next((film for film in films if _follows(film[-1], span, discontinuous)), None)
        if before is None:
            films.append([span])
        else:
            before.append(span)
    return films


def _follows(first: _Span, second: _Span, discontinuous: bool) -> bool:
    if not (first.decodable and second.decodable):
        return False
    if discontinuous and first.places and second.places:
        return second.places[0] > first.places[-1]
    if not (first.times and second.times):
        return False
    shorter = min(first.times[-1] - first.times[0], second.times[-1] - second.times[0])
    return second.times[0] >= first.times[-1] - min(_OVERLAP_S, shorter / 2)
