"""Taking sources over: which are new, which are known, and which had been read less far."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.parts import Part
from cpcl_desktop.engine.case.turns import let_in
from cpcl_desktop.engine.evidence.contents import Hashes, hashes_told
from cpcl_desktop.engine.federation.places import sources_here
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr

Outcome = Literal["taken", "known", "replaced"]
_READ = ("done", "failed")  # states of a source of whose contents the log tells


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a source of a part: `source` as it is then in the merged case, without a label before the end.

    "known": its content was there and stays; "replaced": what was there had been read less far.
    """

    part: str
    source: Source
    outcome: Outcome


class Taking:
    """Takes the sources of one part after the other; what people said is not carried before all are taken."""

    def __init__(self, case: Case, report: Report, fold: Callable[[], None]) -> None:
        """`fold` is called after each, see `case.folding`."""
        self._case, self._report, self._fold = case, report, fold

    def sources(self, part: Part, other: Case, sources: Sequence[Source], place: str) -> Iterator[Taken]:
        """Take over a part's sources, one transaction each, in the order of their numbers.

        `place` says in the progress which part it is. Raises Cancelled, CaseError: what was yielded is kept.
        """
        case, model = self._case, other.models.current()
        if model is not None and case.models.current() is None:
            case.models.use(model.name, model.sha256, model.path, model.dim, model.attributes)
        here, met = sources_here(case, other), case.parts.rows(part.case, "source")
        told, named = hashes_told(other), other.cameras.first_names()
        with case.copies.beside(other.copies):
            for number, source in enumerate(sources):
                self._report(_merging(source, number, len(sources), "sources", place))
                if source.id in here and met.get(source.id) == here[source.id]:  # it was merged before
                    yield Taken(part.name, case.sources.stored(here[source.id]), "known")
                else:
                    yield self._take(part, other, source, told, named, place)
                    self._fold()
                    let_in(case.path)

    def _take(
        self,
        part: Part,
        other: Case,
        source: Source,
        told: Mapping[int, Hashes],
        named: Mapping[int, str],
        place: str,
    ) -> Taken:
        case, origin = self._case, {"part": part.id, "number": source.id}
        with case.parts.transaction():  # what is asked holds to the end: others decide while this goes on
            same = case.sources.parts_of(source.kind, source.sha256, source.size)
            here = next((one for one in same if one.part == source.part), None)
            outcome: Outcome = "taken"
            if here is not None:
                outcome = "replaced" if self._is_better(source, here) else "known"
            if outcome == "known" and here is not None:
                number = here.id
                case.parts.say("source known", {"source": number, "from": origin})
            else:
                if here is not None:
                    case.tracks.restart(here.id, other.sources.settings(source.id), f"{part.name} has it whole")
                number = case.copies.take(
                    other.copies,
                    source,
                    origin,
                    None if here is None else here.id,
                    told.get(source.id) if source.state in _READ else None,
                    lambda done, total: self._report(_merging(source, done, total, "crops", place)),
                )
                if here is None and source.id in named:
                    case.cameras.carry(number, named[source.id], origin)
                case.parts.say("source taken", {"source": number, "from": origin})
            case.parts.note(part, "source", source.id, number)
        return Taken(part.name, case.sources.stored(number), outcome)

    def _is_better(self, source: Source, here: Source) -> bool:
        """Whether a source was read whole where that here was not, and nobody said anything of its passages."""
        return here.state != "done" and source.state == "done" and not self._case.bin.is_said_of(here.id)


def _merging(source: Source, done: int, total: int, unit: str, place: str) -> Progress:
    return Progress(tr("Merging {name}", name=source.name), done, total, unit, message=place)
