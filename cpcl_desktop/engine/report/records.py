"""What a report says, before it is put into words: the records that its writers share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cpcl_desktop.engine.case.log import LogEntry, LogHead
from cpcl_desktop.engine.case.records import CropRow, Decision, StoredModel
from cpcl_desktop.engine.coverage.coverage import Coverage
from cpcl_desktop.engine.records import Answer, Box, Source

FORMAT = 1  # of report.json and of the folder
CAVEAT = (
    "A score is a reason to look, never an identification. It says how well a picture agrees with the words of the "
    "search by one model, not that the person shown is the person looked for, and not how likely that is. "
    "A decision “match” is the judgement of the user named beside it."
)


Of = Literal["match", "unsure", "bookmark", "passages", "person"]


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a report is of, and what it holds beside pictures and tables.

    `of` None: the hits of its searches, or without any the matches. Else it is of what was decided so or has a
    bookmark, of the `passages` with these numbers, or of all that likely show the person of the first of them.
    `margin_s` is the footage before and after a passage that its clip shows,
    in seconds; `limit` is the most hits of each search. `without` are fields of
    an item that its pages leave out (keys of `facts.FIELDS`); tables for
    programs and the log hold everything all the same.
    """

    limit: int = 20
    clips: bool = False
    burn_in: bool = False
    blur_others: bool = False
    margin_s: float = 2.0
    without: tuple[str, ...] = ()
    of: Of | None = None
    passages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a search has a passage: the search's number in the report, rank and score."""

    search: int
    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class Files:
    """What was written of an item, as paths within the report; `notes` say what could not be, and why.

    `moments` are the passage's pictures in order of time; `clip_span_us` is
    the clip's first and last frame within the source.
    """

    crop: str = ""
    moments: Sequence[str] = ()
    frame: str = ""
    clip: str = ""
    clip_span_us: tuple[int, int] | None = None
    clip_copied: bool = False
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A label that a passage has: who gave it and when (UTC, ISO 8601), by which entry of the log."""

    name: str
    user: str
    time: str
    entry: int


@dataclass(frozen=True, slots=True)
class Item:
    """One passage in the report: its picture, why it is there, and its files."""

    number: int
    shown: CropRow
    moments: Sequence[CropRow]
    places: Sequence[Place]
    decision: Decision | None
    labels: Sequence[Given] = ()
    files: Files = field(default_factory=Files)


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a source's footage still has the content that was added (None: not looked at), in a sentence."""

    same_content: bool | None
    text: str


NOT_READ = Finding(None, "Not read for this report: no item is from it.")


@dataclass(frozen=True, slots=True)
class ReportedSource:
    """A source, how it was ingested (`detector` in words, with its weights), and what became of its footage."""

    source: Source
    detector: str
    sample_fps: float
    finding: Finding = NOT_READ


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that a report says; `created` is UTC, ISO 8601."""

    created: str
    user: str
    purpose: str
    authority: str
    program: str
    case_name: str
    case_id: str
    model: StoredModel
    options: ReportOptions
    searches: Sequence[Answer]
    items: Sequence[Item]
    sources: Sequence[ReportedSource]
    coverage: Coverage
    log: Sequence[LogEntry]
    log_head: LogHead
    blurring: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A report that was written; `notes` say what it could not show."""

    folder: Path
    items: int
    manifest_sha256: str
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Pointed:
    """Whom a still is about: a passage, if any, and where they are (`seen`: by the detector, else estimated)."""

    track: int | None
    box: Box | None = None
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What was written: the picture or clip, and the file beside it."""

    path: Path
    sidecar: Path
