"""The recordings of one file in their order, with what lies between them that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.decoding import Tally
from cpcl_desktop.engine.media.file_view import Extent
from cpcl_desktop.engine.media.pulse import Pulse
from cpcl_desktop.engine.media.recording import Recording
from cpcl_desktop.engine.media.recordings import recordings_in, rest_behind

_MOST_TRIES = 32  # places that look like the start of a recording and are none, one after the other


@dataclass(frozen=True, slots=True)
class Unread:
    """Bytes of a file that hold something and that could not be read, and why."""

    extent: Extent
    reason: str


class Chain:
    """Walks over a file's recordings; what shows only at the end of one is looked for when it has been read.

    Times of each count from its own start: whoever walks lets them run on.
    """

    def __init__(self, path: Path, pulse: Pulse) -> None:
        """MediaError when no recording in the file can be opened."""
        self._path, self._pulse = path, pulse
        self._size = path.stat().st_size
        self._parts: list[Recording | Unread] = []
        self._searched = False  # what lies behind the last one is known
        errors = [error for extent in recordings_in(path, pulse.beat) if (error := self._add(extent)) is not None]
        opened = [part for part in self._parts if isinstance(part, Recording)]
        if not opened:
            raise errors[0]
        self.first = opened[0]

    def __iter__(self) -> Iterator[Recording | Unread]:
        """Each recording in turn; the one before must have been read to its end when the next is asked for."""
        at = 0
        while at < len(self._parts):
            part = self._parts[at]
            self._reached = at
            yield part
            at += 1
            if at == len(self._parts) and not self._searched and isinstance(part, Recording):
                self._look_behind(part)

    def begin(self) -> None:
        """A new reading: its tallies start at 0."""
        for part in self._parts:
            if isinstance(part, Recording):
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
        """The recordings' declared lengths together; None where one does not say."""
        declared = [part.facts.declared_us for part in self._recordings]
        known = [length for length in declared if length is not None]
        return sum(known) if len(known) == len(declared) else None

    @property
    def samples(self) -> int:
        """Pictures that the recordings' indexes list, as far as they can be trusted."""
        return sum(part.facts.samples for part in self._recordings)

    @property
    def notes(self) -> list[str]:
        """What is to be said of the recordings, each sentence once."""
        several = len(self._recordings)
        notes = [f"The file holds {several} recordings, one behind the other; their times run on."]
        notes = notes if several > 1 else []
        return notes + list(dict.fromkeys(note for part in self._recordings for note in part.notes))

    @property
    def _recordings(self) -> list[Recording]:
        return [part for part in self._parts if isinstance(part, Recording)]

    def _add(self, extent: Extent) -> MediaError | None:
        """Open what is at an extent; where that fails, it is known as unread."""
        self._pulse.beat()
        try:
            self._parts.append(Recording(self._path, extent, self._pulse))
        except MediaError as error:
            self._parts.append(Unread(extent, self._reason(extent, str(error))))
            return error
        return None

    def _look_behind(self, last: Recording) -> None:
        """What the file holds behind the last byte that a packet of the last recording came from."""
        self._searched = True
        reached, start, search = last.reached, last.extent.start, last.last
        failed: Unread | None = None
        for _ in range(_MOST_TRIES):
            rest = rest_behind(self._path, start, search, reached, last.formats, self._pulse.beat)
            if rest.unread is not None and failed is None:
                self._parts.append(Unread(rest.unread, self._reason(rest.unread, "")))
            if rest.start is None:
                break
            error = self._add(Extent(rest.start))
            if error is None:
                last.extent = replace(last.extent, end=rest.start)
                self._searched = False
                return
            failed = failed or self._parts[-1] if isinstance(self._parts[-1], Unread) else failed
            self._parts.pop()
            search = rest.start + 1
            reached = max(reached, search)
        if failed is not None:
            self._parts.append(failed)

    def _reason(self, extent: Extent, why: str) -> str:
        end = extent.ends_at(self._size)
        cause = f" ({why.rstrip('.')})" if why else "; how much footage is in them cannot be said"
        return f"{end - extent.start} bytes of the file, from byte {extent.start} on, could not be read{cause}"
