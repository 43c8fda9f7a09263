"""What a worker is told, and what it answers: values that mean the same on every machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from cpcl_desktop.engine.cluster.glimpses import Glimpse
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.seams import WHOLE, Span
from cpcl_desktop.engine.records import SourceKind

PROTOCOL: Final = 3
"""Goes up with whatever changes in what is told here, or in how a worker reads and what it notes.

Machines that differ in it never read for one run, nor take each other's parts, whatever the program's version says.
"""


@dataclass(frozen=True, slots=True)
class Model:
    """A model by its name and the SHA-256 of its manifest; `path` is where the user has it."""

    name: str
    sha256: str
    path: str


@dataclass(frozen=True, slots=True)
class Order:
    """How everything of a run is to be read; `detector` None is the one that finds by movement.

    `parts` is the folder for parts as workers see it, empty where they share none and parts are fetched. `purpose`
    and `authority` go into the log of every part. A worker that hears nothing of who follows the run for `lease_s`
    stops reading for it. `protocol` is that of who orders.
    """

    run: str
    options: IngestOptions
    model: Model
    detector: Model | None
    provider: str
    parts: str
    purpose: str
    authority: str
    lease_s: float
    protocol: int = PROTOCOL


@dataclass(frozen=True, slots=True)
class Job:
    """One source to read, or a `span` of a film: `path` is where the user has it, `there` where the worker does.

    `size` is in bytes, of all its files, or the share of a span. `known` are contents (SHA-256, size) of sources
    that the case holds, or has begun; `cameras` as in `IngestOptions`, by the worker's folders; `file` is what its
    part is called. `glimpses` are by which a worker knows the source from another of that name. `room` is the
    worker's folder for a source that was sent, and for its part.
    """

    path: str
    there: str
    kind: SourceKind
    size: int
    known: tuple[tuple[str, int], ...]
    cameras: tuple[tuple[str, str], ...]
    file: str
    glimpses: tuple[Glimpse, ...] = ()
    room: str = ""
    span: Span = WHOLE

    @property
    def name(self) -> str:
        """What it is called, for who reads progress."""
        return Path(self.path).name


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a job.

    "part": its part case is there, with `footage_s` seconds of footage. "known": the case holds its content, or
    has begun it. "unread": this worker cannot read it through, while the user can, and so may another. "refused":
    it cannot even be read through, or a span not by itself. "left": no worker could do it. `reason` says why of
    these three. "stopped": the run was; what was read is kept where another worker can go on with it. `worker` is
    who did it; `place` is where the part lies there, where it is to be fetched.
    """

    what: Literal["part", "known", "unread", "refused", "left", "stopped"]
    reason: str = ""
    footage_s: float = 0.0
    worker: str = ""
    place: str = ""
