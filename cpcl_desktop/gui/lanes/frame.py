"""The player's lane: frames, and the moments at which a track was kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.numbering import own
from cpcl_desktop.engine.recorder_time import NO_CLOCK, ClockTime, time_at
from cpcl_desktop.engine.records import Box, Gap, Hit
from cpcl_desktop.engine.routes import Route
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.reader import CaseReader
from cpcl_desktop.gui.look.pictures import image_of, picture_of

if TYPE_CHECKING:
    from cpcl_desktop.engine.case.records import CropRow, PassageJoin
    from cpcl_desktop.engine.coverage.abreast import Cameras
    from cpcl_desktop.engine.decoder.frame_cursor import FrameCursor, Place
    from cpcl_desktop.engine.report.records import Excerpt, Pointed


@dataclass(frozen=True, slots=True)
class Shown:
    """A frame to show: its exact time (`clock`: by the recorder's), its file's name in a folder, first or last."""

    time_us: int
    clock: ClockTime
    image: QImage
    name: str | None
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Passing:
    """Where a passage's person was: its span (µs), their way, and times and boxes of the pictures kept, by time.

    `joins` are the seams at which it was put together, by time.
    """

    track: int
    start_us: int
    end_us: int
    route: Route | None
    places: Sequence[tuple[int, Box]]
    joins: Sequence[PassageJoin] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Footage as a bar shows it: its length, times without pictures, and passages (track, begin, end); all µs.

    `people` is where the persons of these passages were.
    """

    length_us: int
    gaps: Sequence[Gap] = ()
    passages: Sequence[tuple[int, int, int]] = ()
    people: Sequence[Passing] = ()

    def gap_at(self, time_us: int) -> Gap | None:
        """The time without pictures that a moment lies in."""
        return next((gap for gap in self.gaps if gap.start_us < time_us < gap.end_us), None)


NOWHERE = Surroundings(0)


def joins_of(around: Surroundings, track: int | None) -> Sequence[PassageJoin] | None:
    """The seams of a passage, by time; None where it is not among those of the footage, or not looked up yet."""
    return next((one.joins for one in around.people if one.track == track), None)


@dataclass(frozen=True, slots=True)
class Follower:
    """A passage that begins after another has ended in the same source: how long after (µs), its best picture."""

    hit: Hit
    after_us: int
    picture: QImage


@dataclass(frozen=True, slots=True)
class StillOrder:
    """A frame to write to `target`: the one shown at a time in a source, and whom it is about."""

    source: int
    time_us: int
    about: Pointed
    target: Path


class Frames(CaseReader):
    """The player's lane: frames of one source at a time, and the moments at which a track was kept."""

    def __init__(self, occasion: Occasion) -> None:
        super().__init__(occasion)
        self._source, self._clock = 0, NO_CLOCK
        self._cursor: FrameCursor | None = None
        self._viewed: set[int] = set()

    def moments(self, track: int) -> list[CropRow]:
        """The stored crops of a track, by time; the log notes, once a session, that the passage was looked at."""
        member = self.cases.member_of(track)
        rows = member.track_crops(track)
        if rows and track not in self._viewed:
            first = rows[0]
            seen = {"source": own(first.source), "start_us": first.start_us, "end_us": first.end_us}
            member.case.log.record("view", {"track": own(track), **seen})
            self._viewed.add(track)
        return rows

    def at(self, source: int, time_us: int) -> Shown:
        """The frame shown at a time; MediaError when the footage cannot be read (any more)."""
        return self._shown(self._cursor_of(source).at(time_us))

    def surroundings(self, source: int) -> Surroundings:
        """What else is in a source."""
        member = self.cases.member_of(source)
        known, passages = member.source(source), member.passages_in(source)
        spans = [(one.track, one.start_us, one.end_us) for one in passages]
        ends = (*(gap.end_us for gap in known.gaps), *(end for _, _, end in spans))
        length_us = max(round(known.decoded_s * 1e6), known.reached_us or 0, *ends, 0)
        boxes = member.boxes(source)
        people = [
            Passing(p.track, p.start_us, p.end_us, p.route, boxes.get(p.track, ()), p.joins) for p in passages
        ]
        return Surroundings(length_us, tuple(known.gaps), spans, people)

    def passage(self, track: int) -> Hit:
        """A passage as a hit, by its best picture; `CaseError` where the case has none of that number."""
        from cpcl_desktop.engine.search.hits import hit_of

        member = self.cases.member_of(track)
        whole = member.passage(track).track
        return hit_of(1, 0.0, member.best_crops([whole])[whole])

    def followers(self, track: int, most: int) -> list[Follower]:
        """The passages that begin after one has ended in its source, by time; so many at most."""
        from cpcl_desktop.engine.search.hits import hit_of

        member = self.cases.member_of(track)
        ended = member.passage(track)
        later = [one for one in member.passages_in(ended.source) if one.start_us > ended.end_us][:most]
        rows = member.best_crops([one.track for one in later])
        return [
            Follower(
                hit_of(1, 0.0, rows[one.track]),
                one.start_us - ended.end_us,
                picture_of(member.case.gallery.crop_jpeg(own(rows[one.track].crop))),
            )
            for one in later
            if one.track in rows
        ]

    def cameras(self, source: int) -> Cameras:
        """Which other sources can be shown in step with one."""
        from cpcl_desktop.engine.coverage.abreast import cameras_beside

        return cameras_beside(self.cases.member_of(source).source(source), self.cases.searched_sources())

    def look(self, source: int, track: int | None, time_us: int) -> None:
        """The log notes that a source was looked at, by itself or beside a passage, as `moments` does of passages.

        Beside a passage of another case that is said by that case's name.
        """
        member = self.cases.member_of(source)
        seen: dict[str, int | str] = {"source": own(source), "time_us": time_us}
        if track is not None:
            is_here = member is self.cases.member_of(track)
            seen["beside"] = own(track) if is_here else self.cases.called(track)
        member.case.log.record("view", seen)

    def prepare_still(self, source: int, time_us: int) -> None:
        """Do of `still` what takes longest, and leaves no trace: decode the frame, load what writes it."""
        from cpcl_desktop.engine.report.excerpt import write_still  # noqa: F401 - so that it is there

        self._cursor_of(source).at(time_us)

    def still(self, order: StillOrder) -> Excerpt:
        """Write a frame, with a file beside it that says what it is."""
        from cpcl_desktop.engine.report.excerpt import write_still

        place = self._cursor_of(order.source).at(order.time_us)
        about, case = order.about, self.cases.member_of(order.source).case
        about = about if about.track is None else replace(about, track=own(about.track))
        return write_still(case, own(order.source), place.frame, about, order.target)

    def step(self, source: int, from_us: int, count: int) -> Shown:
        """The frame `count` frames after the one at `from_us`, or before it for a negative count."""
        cursor = self._cursor_of(source)
        cursor.at(from_us)
        return self._shown(cursor.step(count))

    def close(self) -> None:
        """Let go of the footage and the case."""
        self.let_go()
        super().close()

    def _cursor_of(self, source: int) -> FrameCursor:
        from cpcl_desktop.engine.decoder.frame_cursor import FrameCursor
        from cpcl_desktop.engine.decoder.opening import open_source

        if self._cursor is None or self._source != source:
            self.let_go()
            sources = self.cases.member_of(source).case.sources
            known = sources.get(own(source))
            _look_for(known.path)
            self._cursor = FrameCursor(open_source(known, sources.settings(own(source))))
            self._source, self._clock = source, known.clock
        return self._cursor

    def _shown(self, place: Place) -> Shown:
        frame = place.frame
        time = time_at(self._clock, frame.time_us)
        return Shown(frame.time_us, time, image_of(frame.image), frame.name, place.first, place.last)

    def let_go(self) -> None:
        """Let go of the footage."""
        if self._cursor is not None:
            self._cursor.close()
        self._cursor = None


def _look_for(path: Path) -> None:
    """Raises MediaError where footage is not, or where its drive does not answer."""
    try:
        is_there = path.exists()
    except OSError as error:  # a share that is away, a drive that fails, a folder nobody may look into
        why = error.strerror or error
        raise MediaError(tr("{path} cannot be reached ({why}). Is its drive there?", path=path, why=why)) from error
    if not is_there:
        raise MediaError(tr("{path} is not there any more.", path=path))
