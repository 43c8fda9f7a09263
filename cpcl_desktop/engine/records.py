"""The frozen records that cross borders between stages, case, search and window.

Times are integer microseconds from the start of the source's file by presentation
timestamp (`time_us`), unless a name says seconds. Boxes are float x1, y1, x2,
y2 in pixels of the upright, square-pixel source frame.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.numbering import called, of_case
from cpcl_desktop.engine.recorder_time import NO_CLOCK, NO_TIME, ClockTime, RecorderClock
from cpcl_desktop.engine.routes import Route

Image = npt.NDArray[np.uint8]  # H×W×3, RGB
Vector = npt.NDArray[np.float32]  # D, unit norm
Box = tuple[float, float, float, float]

SourceKind = Literal["video", "frames", "crops"]
SourceState = Literal["new", "partial", "done", "failed", "waiting"]  # waiting: added, not yet a source
Verdict = Literal["yes", "no", "unclear"]
SupportedBy = Literal["pictures", "path"]
Strength = Literal["strong", "fair", "weak"]  # of a hit, by what the model's calibration calls so
Presence = Literal["likely", "perhaps", "nothing"]  # whether somebody like that is among what was searched
Condition = Literal["dark", "grey", "small", "tiny", "round"]  # of footage; see engine/ingest/conditions.py


@dataclass(frozen=True, slots=True)
class Frame:
    """One decoded frame: `index` counts decoded frames from 0, `name` is the file's name in a folder."""

    index: int
    time_us: int
    image: Image
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """An interval of a source that could not be decoded, and why."""

    start_us: int
    end_us: int
    reason: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """An interval of a source in which a condition holds, and in how many of the frames looked at."""

    condition: Condition
    start_us: int
    end_us: int
    frames: int


@dataclass(frozen=True, slots=True)
class Detections:
    """People found in one frame: `boxes` N×4 float32, `scores` N float32 in 0..1."""

    boxes: npt.NDArray[np.float32]
    scores: npt.NDArray[np.float32]

    @staticmethod
    def none() -> Detections:
        """No people."""
        return Detections(np.empty((0, 4), np.float32), np.empty(0, np.float32))


@dataclass(frozen=True, slots=True)
class Crop:
    """One picture of a track, cut at full resolution.

    `quality` orders the crops of a track (higher is better); `name` is the
    file's name where the source is a folder.
    """

    time_us: int
    box: Box
    image: Image
    score: float
    quality: float
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """Where a passage was put together of two, since somebody was hidden in between: from last to next seen.

    `distance` is how far the next place is from where they were expected, in
    heights of the person; `likeness` (a cosine, -1 to 1) how alike they look.
    `observations` is how often they were seen before it.
    """

    start_us: int
    end_us: int
    distance: float
    likeness: float
    observations: int


@dataclass(frozen=True, slots=True)
class Track:
    """One person's passage: its span, how often it was seen, its few best crops, its route, its joins."""

    start_us: int
    end_us: int
    observations: int
    crops: Sequence[Crop]
    route: Route | None = None
    joins: Sequence[Join] = ()


def name_of(path: Path, part: int) -> str:
    """What footage is called: by its file, and by the number of the film where that is not the first in it."""
    return path.name if part == 1 else f"{path.name}#{part}"


@dataclass(frozen=True, slots=True)
class Source:
    """A video file or folder in a case, known by content hash and size.

    Of the frames decoded, those sampled were looked at, but for
    `frames_unchanged`, which showed nothing new since an empty frame.
    `frames_measured` are those whose conditions (`stretches`) are known: none in
    sources that were read before a case kept them. `reached_us` is how far
    reading came, None where that is not known; of a film read in part, no later
    than the start of any passage that still waits at a seam. `part` is the number of the film
    where several lie beside each other in the file. `begins_us` is when its
    first picture is shown; None: before a case kept it, times counted from
    there, not from the file's start. `tiles` is in how many tiles along its
    longer side each frame was looked at (1: none; None: not chosen yet), with
    the reason where that was chosen by a look at it, and `frame_s` how long a
    frame took then. One `in_bin` was taken out of the case and is not searched.
    `case` is what its case is called where several are searched as one.
    """

    id: int
    path: Path
    kind: SourceKind
    sha256: str
    size: int
    camera: str
    state: SourceState
    message: str = ""
    declared_s: float | None = None
    decoded_s: float = 0.0
    frames_decoded: int = 0
    frames_sampled: int = 0
    gaps: Sequence[Gap] = ()
    tracks: int = 0
    crops: int = 0
    wall_s: float = 0.0
    clock: RecorderClock = NO_CLOCK
    frames_unchanged: int = 0
    frames_measured: int = 0
    reached_us: int | None = None
    stretches: Sequence[Stretch] = ()
    part: int = 1
    begins_us: int | None = None
    label: str = ""
    tiles: int | None = None
    tiles_reason: str = ""
    frame_s: float | None = None
    in_bin: bool = False
    case: str = ""

    @property
    def name(self) -> str:
        """What it is called: its file's name, with the number of its film where that is not the first.

        As many folders stand before it as tell it from the case's other sources; among several cases, its case.
        """
        return of_case(self.case, self.label or name_of(self.path, self.part))

    @property
    def number(self) -> str:
        """How its number is written."""
        return called(self.case, self.id)


LeftOutReason = Literal[
    "not footage",
    "unread format",
    "empty",
    "litter",
    "own file",
    "hidden",
    "met already",
    "dangling link",
    "link in a circle",
    "not a file",
    "unreadable",
    "film among crops",
]
"""Why an entry of a folder was not read; what each means: engine/sources/left_out.py."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Entries under one named path that were not read for one reason, by suffix (lower case, with its point).

    `examples` are the first few, by their path below `root`, with what is to
    be added to the reason; `is_missing`: they may be footage.
    """

    root: Path
    reason: LeftOutReason
    suffix: str
    is_missing: bool
    count: int
    examples: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for, and where: text, an example, or both; empty filters mean everything.

    An example is an `image`, or how the passages of the numbers `like` look on the average; `weight` 0..1 is how
    much it counts beside the text. `unlike` are passages that what is looked for does not look like.

    `from_s` and `to_s` bound the hit's time within its source, in seconds;
    `time_of_day` ("14:00-14:30"), `weekday` ("tuesday") and `date`
    ("2026-03-12", in any year "03-12") and `between` (intervals as ISO 8601 has
    them) bound it by the corrected clock. `direction`, `from_px` and `to_px`
    (pixels in height), `decision` and `labels` (by name) are about passages, see `search/traits.py`;
    `cases` are by what each is called where several are searched as one;
    `negated` names filters that let through what they otherwise would not, spans by
    the field of their first end.
    `literal`: the text as it stands is what the model is asked, nothing in it
    is a filter or rules anything out. `taken_back`: words of the text that are
    not to be read as a filter.
    """

    text: str = ""
    image: Image | None = None
    sources: Sequence[str] = ()
    cameras: Sequence[str] = ()
    cases: Sequence[str] = ()
    from_s: float | None = None
    to_s: float | None = None
    time_of_day: str | None = None
    weekday: Sequence[str] = ()
    date: Sequence[str] = ()
    between: Sequence[str] = ()
    direction: Sequence[str] = ()
    from_px: float | None = None
    to_px: float | None = None
    decision: Sequence[str] = ()
    labels: Sequence[str] = ()
    negated: Sequence[str] = ()
    literal: bool = False
    taken_back: Sequence[str] = ()
    limit: int = 50
    like: Sequence[int] = ()
    unlike: Sequence[int] = ()
    weight: float = 0.5

    @property
    def has_example(self) -> bool:
        """Whether it looks for what is shown, besides or in place of what is said."""
        return self.image is not None or bool(self.like) or bool(self.unlike)

    @property
    def is_search(self) -> bool:
        """Whether it looks for anybody, and does not only list what passes its filters."""
        return bool(self.text.strip()) or self.has_example


@dataclass(frozen=True, slots=True)
class ReadFilter:
    """Words of a description that were read as a filter: which one, and the value that it took, or its values."""

    text: str
    filter: str
    value: str
    values: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """Whether a passage shows what a phrase says, as far as its pictures (or its path) tell.

    `support` is about what the analyst asked: for a phrase that rules something
    out, "yes" means that it is not to be seen. `score` 0..1 says how much
    speaks for it; `by` is what was looked at.
    """

    text: str
    support: Verdict
    score: float
    by: SupportedBy = "pictures"


@dataclass(frozen=True, slots=True)
class Hit:
    """A track that answers a query, by its best crop; `time` is `time_us` by the recorder's and the true clock.

    `without_colour`: its picture is from a grey, infrared or dark stretch.
    `phrases` say which phrases of the description the passage shows. `strength`
    0..1 is how probable it is that the passage fits, `label` its name; None
    where the model is not calibrated for such a query. `case` is what its case
    is called where several were searched as one.
    """

    rank: int
    score: float
    track: int
    crop: int
    source: int
    path: Path
    camera: str
    time_us: int
    start_us: int
    end_us: int
    box: Box
    image: str | None
    time: ClockTime = NO_TIME
    without_colour: bool = False
    phrases: Sequence[Support] = ()
    strength: float | None = None
    label: Strength | None = None
    part: int = 1
    source_label: str = ""
    route: Route | None = None
    case: str = ""

    @property
    def source_name(self) -> str:
        """What its source is called in its case, see `Source.name`."""
        return self.source_label or name_of(self.path, self.part)

    @property
    def number(self) -> str:
        """How its passage's number is written."""
        return called(self.case, self.track)


Unit = Literal["passage", "crop"]
"""What is ranked: passages by the mean over their crops, or by their best crop, as programs before 0.2 did."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What decides a ranking beside query and model: vectors up to `last_crop`, relative to `centre`, by `unit`.

    `changes` is how often passages had been divided or joined by then, `entries`
    how many entries the log had, where a filter asked what was decided, or named a camera.
    `in_bin` are the sources, by number, that were in the bin and not searched.
    `centre` is float32[length of a row]; None where nothing was there to be searched.
    """

    program: str = ""
    vectors: int = 0
    last_crop: int = 0
    centre: Vector | None = field(default=None, compare=False)
    unit: Unit = "passage"
    changes: int = 0
    entries: int | None = field(default=None, compare=False)
    in_bin: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class SearchedCase:
    """One of several cases that were searched as one: what it is called, its file, and what was searched of it.

    `head` is the end of its log before the search, as NUMBER:HASH, and `id` what its log calls it.
    """

    name: str
    path: Path
    id: str
    head: str
    basis: Basis
    tracks: int
    crops: int


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the witness that would part the hits: what a yes and a no add, and its gain in bits."""

    question: str
    phrases: tuple[str, str]
    gain: float


@dataclass(frozen=True, slots=True)
class Answer:
    """A search's result: hits, what was searched, words the model was not taught, and how to repeat it.

    `read_as` are the filters found in the description, `notes` what else is to
    be said of how it was read, `plan` what was embedded and ruled out in its
    place, as the log keeps it (none: the text as it stands). `presence` 0..1 is
    how probable it is that somebody like that is among what was searched, if it
    was as likely as not before, and `answer` what that comes to; None where the
    model is not calibrated for such a query.
    """

    query: Query
    model_name: str
    model_sha256: str
    tracks_searched: int
    crops_searched: int
    hits: Sequence[Hit]
    unknown_words: Sequence[str] = field(default_factory=tuple)
    ask: Sequence[Ask] = ()
    """The most telling questions, best first; none where hits do not stand close or there are no attributes."""
    unused_words: Sequence[str] = ()
    """Words that the model reads by their pieces, but that no caption of its training used."""
    basis: Basis = field(default_factory=Basis)
    read_as: Sequence[ReadFilter] = ()
    notes: Sequence[str] = ()
    plan: Mapping[str, Any] = field(default_factory=dict)
    presence: float | None = None
    answer: Presence | None = None
    cases: Sequence[SearchedCase] = ()
    """The cases, where several were searched as one; numbers are then as in `engine/numbering.py`."""
