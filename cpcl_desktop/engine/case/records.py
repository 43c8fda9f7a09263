"""What goes into a case and comes out of it, beside the records that every stage knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NewType

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.packed_routes import PackedRoutes
from cpcl_desktop.engine.recorder_time import NO_CLOCK, RecorderClock
from cpcl_desktop.engine.records import Join, name_of
from cpcl_desktop.engine.routes import Route

Judgement = Literal["match", "no match", "unsure"]
LabelKind = NewType("LabelKind", str)  # "label 12", see `labels.kind_of`
MarkKind = Literal["bookmark", "reviewed"] | LabelKind
TakenFrom = Mapping[str, str | int]  # of what was taken over: the `part` it comes from, and its number there
Ruling = Literal["merge", "split", "name", "undo"]
ModelState = Literal["in use", "building", "kept"]  # kept: in use before, for the way back


@dataclass(frozen=True, slots=True)
class StoredModel:
    """The image–text model that a case's vectors come from; `centre` float32[dim] or None.

    Of the `dim` numbers of a row, the last `attributes` are not the vector's.
    """

    id: int
    name: str
    sha256: str
    path: Path
    dim: int
    vectors: int
    centre: npt.NDArray[np.float32] | None
    state: ModelState = "in use"
    attributes: int = 0


@dataclass(frozen=True, slots=True)
class EmbeddedCrop:
    """A crop ready to be stored: its JPEG and its vector (float32[dim], unit norm)."""

    time_us: int
    box: tuple[float, float, float, float]
    score: float
    quality: float
    name: str | None
    jpeg: bytes
    vector: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EmbeddedTrack:
    """A finished track with its crops; `number` counts the source's tracks as they end, some only behind a seam."""

    number: int
    start_us: int
    end_us: int
    observations: int
    crops: Sequence[EmbeddedCrop]
    route: Route | None = None
    joins: Sequence[Join] = ()


@dataclass(frozen=True, slots=True)
class PassageJoin:
    """Where a passage is put together of two: times and measures as of `engine.records.Join`.

    `distance` None: no route was recorded; `likeness` None: somebody said so.
    `later`: the row that the later part had, where somebody said so or took
    dividing them back. `observations` before it.
    """

    id: int
    start_us: int
    end_us: int
    distance: float | None
    likeness: float | None
    observations: int
    later: int | None


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage: its span, how often somebody was seen in it, their way (None: not recorded), its joins by time."""

    track: int
    source: int
    start_us: int
    end_us: int
    observations: int
    route: Route | None
    joins: Sequence[PassageJoin] = ()


@dataclass(frozen=True, slots=True)
class PassageChange:
    """What dividing or joining passages of a source did: these `crops` went from one passage to another."""

    source: int
    before: int
    after: int
    crops: Sequence[int]


@dataclass(frozen=True, slots=True)
class Counters:
    """How far reading a source has come; see `Source` for what the numbers mean."""

    declared_s: float | None
    decoded_s: float
    frames_decoded: int
    frames_sampled: int
    wall_s: float
    frames_unchanged: int = 0
    frames_measured: int = 0
    reached_us: int | None = None
    begins_us: int | None = None


@dataclass(frozen=True, slots=True)
class CropRow:
    """Where a crop belongs: everything a hit shows, without its picture."""

    crop: int
    track: int
    source: int
    path: Path
    camera: str
    time_us: int
    start_us: int
    end_us: int
    box: tuple[float, float, float, float]
    name: str | None
    clock: RecorderClock = NO_CLOCK
    without_colour: bool = False
    part: int = 1
    source_label: str = ""
    route: Route | None = None
    case: str = ""  # what its case is called, where several are searched as one

    @property
    def source_name(self) -> str:
        """What its source is called, see `Source.name`."""
        return self.source_label or name_of(self.path, self.part)


@dataclass(frozen=True, slots=True)
class PassageWays:
    """N passages by their numbers, int64[N], ascending; their routes, and where one has none its height in pixels.

    `heights` float64[N] are 0 where there is a route.
    """

    tracks: npt.NDArray[np.int64]
    routes: PackedRoutes
    heights: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about a track; `verdict` None withdraws what was decided before.

    `id` is the number of its entry in the log, whose `time` (UTC, ISO 8601) and
    `user` it has; `crop` is the picture that was looked at, `description` the
    person who was looked for. `model` and the SHA-256 of its manifest are of
    the model in use then, None where that was not noted.
    """

    id: int
    track: int
    crop: int | None
    verdict: Judgement | None
    description: str
    note: str
    time: str
    user: str
    model: str | None = None
    model_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that somebody set on a passage or, with `is_set` 0, took off it.

    `id` is the number of its entry in the log, whose `time` (UTC, ISO 8601) and `user` it has.
    """

    id: int
    track: int
    kind: MarkKind
    is_set: int
    time: str
    user: str


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the case's own, as it was made, renamed, put on another key or, with `is_kept` 0, taken away.

    `id` is the number of its entry in the log, whose `time` (UTC, ISO 8601) and `user` it has; `label` is the
    number with which it was made. `digit`, 4 to 9, is the key that gives it, 0 where none does.
    """

    id: int
    label: int
    name: str
    digit: int
    is_kept: int
    time: str
    user: str


@dataclass(frozen=True, slots=True)
class Caption:
    """What somebody wrote of a passage: what is to be seen; an empty `text` withdraws what was said before.

    `id` is the number of its entry in the log, whose `time` (UTC, ISO 8601) and
    `user` it has; `crop` is the picture that was looked at.
    """

    id: int
    track: int
    crop: int
    text: str
    time: str
    user: str


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name, as it was saved, renamed or, with `is_kept` 0, deleted.

    `id` is the number of its entry in the log, whose `time` (UTC, ISO 8601) and
    `user` it has; `search` is the number with which it was first saved. `query`
    is JSON as engine/search/saved.py has it, `image` an example as JPEG.
    """

    id: int
    search: int
    name: str
    query: str
    image: bytes | None
    is_kept: int
    time: str
    user: str


@dataclass(frozen=True, slots=True)
class PersonDecision:
    """What somebody decided about groups of passages that likely show one person.

    `id` is the number of its entry in the log, whose `time` (UTC, ISO 8601) and
    `user` it has. By kind: "merge": `tracks` are one person; "split": `tracks`
    are nobody of `rest`; "name": `tracks` are called `name`, empty for no
    longer; "undo": the decision `undoes` does not count any more. Passages of
    footage that is read anew are no longer among them.
    """

    id: int
    kind: Ruling
    tracks: tuple[int, ...]
    rest: tuple[int, ...]
    name: str
    undoes: int | None
    note: str
    time: str
    user: str


@dataclass(frozen=True, slots=True)
class PassageRows:
    """All crops in the order of their passages: `data` N×dim float16, `qualities` float32[N], the rest int64[N]."""

    data: npt.NDArray[np.float16]
    qualities: npt.NDArray[np.float32]
    tracks: npt.NDArray[np.int64]
    sources: npt.NDArray[np.int64]
    begins_us: npt.NDArray[np.int64]
    ends_us: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class VectorRows:
    """Vectors with what filters need: `data` N×dim float16; `crops`, `tracks`, `sources`, `times_us` int64[N]."""

    data: npt.NDArray[np.float16]
    crops: npt.NDArray[np.int64]
    tracks: npt.NDArray[np.int64]
    sources: npt.NDArray[np.int64]
    times_us: npt.NDArray[np.int64]
