"""The last step of a run: parts are merged into the case, one after the other in the order of the sources.

One by one, since the case settles what searches go by after each source, as it does while it is read here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.cluster.jobs import Job, Order, Read
from cpcl_desktop.engine.cluster.planning import Asked
from cpcl_desktop.engine.ingest.ingest import ingest_each
from cpcl_desktop.engine.ingest.particulars import camera_of, settings_of
from cpcl_desktop.engine.merge.merge import merge
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.sources.walk import Found

Sources = list[tuple[Found, Source]]


class Joining:
    """Puts together what came of a run's jobs."""

    def __init__(self, path: Path, parts: Path, asked: Asked, order: Order, report: Report) -> None:
        """`path` is the case, `parts` the folder for parts."""
        self._path, self._parts, self._asked, self._order, self._report = path, parts, asked, order, report

    def join(self, found: Sequence[Found], jobs: Sequence[Job], done: Mapping[str, Read]) -> Sources:
        """Everything as it then stands, in the order of the sources; raises as `merge`.

        What the case knew is looked at as an ingest does, what could not be read through is noted, and what no
        worker could read goes on waiting.
        """
        read: list[Sources] = []
        for one, job in zip(found, jobs, strict=True):
            is_part = done[job.file].what == "part"
            read.append(self._merged(one, job) if is_part else [])
        with self._opened() as case, case.writer():
            for number, (one, job) in enumerate(zip(found, jobs, strict=True)):
                read[number] = read[number] or self._settled(case, one, done[job.file])
                if done[job.file].what != "left":
                    case.waiting.end(one.path.absolute(), one.kind)
        return [pair for some in read for pair in some]

    def _opened(self) -> Case:
        return Case.open(self._path, False, self._order.purpose, self._order.authority)

    def _merged(self, one: Found, job: Job) -> Sources:
        self._use_model()
        part = self._parts / job.file
        merged = merge(self._path, [part], self._report, self._order.purpose, self._order.authority)
        return [(_found_of(one, taken.source), taken.source) for taken in merged.sources]

    def _use_model(self) -> None:
        """The case's model is the one that lies here, not where a worker has it."""
        embedder = self._asked.stages.embedder
        with self._opened() as case:
            if case.models.current() is None:
                layout = embedder.layout
                case.models.use(embedder.name, embedder.sha256, embedder.bundle.path, layout.length, layout.values)

    def _settled(self, case: Case, one: Found, read: Read) -> Sources:
        asked = self._asked
        if read.what == "known":
            return list(ingest_each(case, [one], asked.stages, asked.options, self._report))
        path = one.path.absolute()
        source = Source(0, path, one.kind, "", 0, camera_of(one, asked.options), "failed", read.reason)
        if read.what == "left":
            return [(one, replace(source, state="waiting"))]
        case.sources.note_refusal(
            path, one.kind, settings_of(asked.options, asked.stages.detector.name, one.kind), read.reason
        )
        return [(one, source)]


def _found_of(one: Found, source: Source) -> Found:
    """What was found of which this is a source: the one itself, or a further film in it."""
    if source.kind == one.kind:
        return replace(one, part=source.part)
    return Found(source.path, source.kind, (source.path,), source.part)
