"""The recordings of one film in their order, with what lies between them that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.container import opened
from cpcl_desktop.engine.media.decoding import Tally
from cpcl_desktop.engine.media.file_view import Extent
from cpcl_desktop.engine.media.films import films_in
from cpcl_desktop.engine.media.mp4_layout import patches_for
from cpcl_desktop.engine.media.pulse import Pulse
from cpcl_desktop.engine.media.recording import Recording
from cpcl_desktop.engine.media.recordings import recordings_in, rest_behind

_TOLD_S = 0.5  # a first picture that comes so late is worth telling
_MOST_TRIES = 32  # places that look like the start of a recording and are none, one after the other


@dataclass(frozen=True, slots=True)
class Unread:
    """Bytes of a file that hold something and that could not be read, and why."""

    extent: Extent
    reason: str


class Chain:
    """Walks over a film's recordings; what shows only at the end of one is looked for when it has been read.

    Times of each count from its own start: whoever walks lets them run on.
    `films` is how many films lie beside each other in the file; this one is
    number `film`, counted from 1.
    """

    def __init__(self, path: Path, pulse: Pulse, film: int = 1, from_first: bool = False) -> None:
        """MediaError when no recording of the film can be opened."""
        self._path, self._pulse, self._film, self._from_first = path, pulse, film, from_first
        self._size = path.stat().st_size
        self._parts: list[Recording | Unread] = []
        self._searched = False  # what lies behind the last one is known
        self.films = 1
        errors = [error for extent in recordings_in(path, pulse.beat) if (error := self._add(extent)) is not None]
        if not self._recordings:
            raise (
                errors[0]
                if errors
                else MediaError("{name} holds no film number {film}.", name=path.name, film=film)
            )
        self.first = self._recordings[0]

    def __iter__(self) -> Iterator[Recording | Unread]:
        """Each recording in turn; the one before must have been read to its end when the next is asked for."""
        at = 0
        while at < len(self._parts):
            part = self._parts[at]
            yield part
            at += 1
            if at == len(self._parts) and not self._searched and isinstance(part, Recording):
                self._look_behind(part)

    def begin(self) -> None:
        """A new reading: its tallies start at 0."""
        for part in self._recordings:
            part.tally = Tally()

    @property
    def tally(self) -> Tally:
        """What the reading met."""
        tally = Tally()
        for part in self._recordings:
            tally += part.tally
        return tally

    @property
    def declared_us(self) -> int | None:
        """Until when there are pictures by what the recordings declare; None where one does not say."""
        begin_us = end_us = 0
        for part in self._recordings:
            declared = part.facts.declared_us
            if declared is None:
                return None
            begin_us = begin_us if part.same_clock else end_us
            end_us = max(end_us, begin_us + declared)
        return end_us

    @property
    def seeks_surely(self) -> bool:
        """As of a recording, where the film is that one and nothing beside it."""
        return self.films == 1 and len(self._parts) == 1 and self.first.seeks_surely

    @property
    def samples(self) -> int:
        """Pictures that the recordings' indexes list, as far as they can be trusted."""
        return sum(part.facts.samples for part in self._recordings)

    @property
    def notes(self) -> list[str]:
        """What is to be said of the recordings, each sentence once."""
        places = len({part.extent.start for part in self._recordings})
        notes = []
        if places > 1:
            notes.append(
                worded(
                    "The file holds {places} recordings, one behind the other; their times run on.", places=places
                )
            )
        if places < len(self._recordings):
            notes.append(worded("The pictures go on in another stream of the file; they are read as one film."))
        if self.films > 1:
            size = self.first.facts.size
            notes.append(
                worded(
                    "The file holds {films} video streams beside each other; this is number {film} of them "
                    "({width}×{height}).",
                    films=self.films,
                    film=self._film,
                    width=size[0],
                    height=size[1],
                )
            )
        lead_s = self.first.begins_us / 1e6
        if lead_s >= _TOLD_S:
            notes.append(
                worded(
                    "The first picture comes {lead_s:.1f} s after the file's start; there is none before it.",
                    lead_s=lead_s,
                )
            )
        return notes + list(dict.fromkeys(note for part in self._recordings for note in part.notes))

    @property
    def _recordings(self) -> list[Recording]:
        return [part for part in self._parts if isinstance(part, Recording)]

    def _add(self, extent: Extent) -> MediaError | None:
        """Open what of this film is at an extent; where that fails, it is known as unread."""
        self._pulse.beat()
        try:
            self._parts += self._opened(extent)
        except MediaError as error:
            self._parts.append(Unread(extent, self._reason(extent, str(error))))
            return error
        return None

    def _opened(self, extent: Extent) -> list[Recording]:
        with opened(self._path, patches_for(self._path, extent), extent=extent) as container:
            films = films_in(self._path, container, self._pulse.beat)
        self.films = max(self.films, len(films))
        streams = films[self._film - 1] if self._film <= len(films) else ()
        recordings = [Recording(self._path, extent, index, self._pulse, self._from_first) for index in streams]
        for before, later in pairwise(recordings):
            later.goes_on = True
            later.same_clock = later.begins_us >= before.ends_us - later.facts.tolerance_us
        return recordings

    def _look_behind(self, last: Recording) -> None:
        """What the file holds behind the last byte that a packet of the last recording came from."""
        self._searched = True
        reached, search = max(part.reached for part in self._recordings), last.last
        failed: Unread | None = None
        for _ in range(_MOST_TRIES):
            start, formats, beat = last.extent.start, last.formats, self._pulse.beat
            rest = rest_behind(self._path, start, search, reached, formats, last.pids, beat)
            if rest.unread is not None and failed is None:
                self._parts.append(Unread(rest.unread, self._reason(rest.unread, "")))
            if rest.start is None:
                break
            if self._add(Extent(rest.start)) is None:
                last.extent = replace(last.extent, end=rest.start)
                self._searched = False
                return
            unread = self._parts.pop()
            failed = failed or (unread if isinstance(unread, Unread) else None)
            search = rest.start + 1
            reached = max(reached, search)
        if failed is not None:
            self._parts.append(failed)

    def _reason(self, extent: Extent, why: str) -> str:
        size = extent.ends_at(self._size) - extent.start
        if not why:
            return worded(
                "{size} bytes of the file, from byte {start} on, could not be read; how much footage is in them "
                "cannot be said",
                size=size,
                start=extent.start,
            )
        return worded(
            "{size} bytes of the file, from byte {start} on, could not be read ({why})",
            size=size,
            start=extent.start,
            why=why.rstrip("."),
        )
