"""The last step of a run: parts are merged into the case, one after the other in the order of the sources.

One by one, since the case settles what searches go by after each source, as it does while it is read here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.cluster.jobs import Job, Order, Read
from cpcl_desktop.engine.cluster.planning import Asked, is_unsettled_here
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

        What the case knew or has begun an ingest looks at, or goes on with; what could not be read through is
        noted, and what no worker could read goes on waiting.
        """
        became = self._with_begun_known(found, jobs, done)
        read = [
            self._merged(one, job) if which.what == "part" else []
            for one, job, which in zip(found, jobs, became, strict=True)
        ]
        with self._opened() as case, case.writer():
            # What is read here comes last: it may take long, and nothing that is there is to wait for it.
            for number in sorted(range(len(found)), key=lambda number: became[number].what == "known"):
                one, which = found[number], became[number]
                read[number] = read[number] or self._settled(case, one, which)
                if which.what != "left":
                    case.waiting.end(one.path.absolute(), one.kind)
        return [pair for some in read for pair in some]

    def _with_begun_known(
        self, found: Sequence[Found], jobs: Sequence[Job], done: Mapping[str, Read]
    ) -> list[Read]:
        """What became of each; a part of what the case has begun itself, by whoever meanwhile, is not taken.

        What was said of its passages, how it was begun and that it lies in the bin would be lost, or the part.
        """
        with self._opened() as case:
            partly = {one.id for one in case.sources.with_bin() if one.state != "done"}
            begun = {content for content, number in case.sources.contents().items() if number in partly}
            unsettled = {one.path for one in found if is_unsettled_here(case, one)}
        became = []
        for one, job in zip(found, jobs, strict=True):
            which = done[job.file]
            if which.what == "part" and (one.path in unsettled or (begun and self._holds_any(job, begun))):
                which = replace(which, what="known")
            became.append(which)
        return became

    def _holds_any(self, job: Job, contents: Set[tuple[str, str, int, int]]) -> bool:
        with Case.read(self._parts / job.file) as part:
            return not contents.isdisjoint(part.sources.contents())

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
