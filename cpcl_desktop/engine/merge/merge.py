"""Merge cases into one: sources by their content, what people said of them, and each case's log."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.parts import Part
from cpcl_desktop.engine.case.records import StoredModel
from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.evidence.verify import edited_rows_of
from cpcl_desktop.engine.merge.differences import Difference, differences
from cpcl_desktop.engine.merge.places import sources_here
from cpcl_desktop.engine.merge.said import Conflict, NotCarried, Sayings
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr

Outcome = Literal["taken", "known", "replaced"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a source of a part: `source` as it is now in the merged case.

    "known": its content was there and stays; "replaced": what was there had been read less far.
    """

    part: str
    source: Source
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did; `said` is how much of what people said was carried, `counts` what the case holds now."""

    sources: Sequence[Taken]
    said: int
    counts: Mapping[str, int]
    differences: Sequence[Difference]
    conflicts: Sequence[Conflict]
    not_carried: Sequence[NotCarried]


def merge(
    path: Path, parts: Sequence[Path], report: Report, purpose: str | None = None, authority: str | None = None
) -> Merged:
    """Merge other cases, in this order, into the case at `path`, which is made where there is none.

    The parts are only read. Stopped at any moment, the same call goes on: what was committed is known. `purpose`
    and `authority` go into the log, see `Case.open`. Raises UsageError and CaseError, with nothing written, where a
    part is no case, was edited, or has vectors of another model; Cancelled.
    """
    places = _distinct(path, parts)
    with contextlib.ExitStack() as stack:
        opened = [stack.enter_context(Case.read(place)) for place in places]
        for one in opened:
            stack.enter_context(one.held())  # whoever goes on writing to a part changes nothing of what is taken
        _check(path, opened, report)
        case = stack.enter_context(Case.open(path, True, purpose, authority))
        stack.enter_context(case.writer())
        taken, unlike, begun = list[Taken](), list[Difference](), list[tuple[Part, Case]]()
        for number, other in enumerate(opened, start=1):
            part = case.parts.begin(other.parts)
            begun.append((part, other))
            taken += _sources(case, part, other, f"{number} of {len(opened)}", report)
            unlike += differences(case, part, other)
            _take_lists(case, other)
        report(Progress(tr("Taking over what people decided")))
        return _ended(case, begun, taken, unlike)


def _distinct(case: Path, parts: Sequence[Path]) -> list[Path]:
    """The parts' files; UsageError where one is named twice, or is the case itself."""
    places = [path.resolve() for path in parts]
    for path, place in zip(parts, places, strict=True):
        if place == case.resolve():
            raise UsageError("{path} is the case to merge into; nothing was done.", path=path)
        if places.count(place) > 1:
            raise UsageError("{path} was named twice; nothing was done.", path=path)
    return places


def _check(path: Path, parts: Sequence[Case], report: Report) -> None:
    """Refuse parts that were edited, or that cannot be searched together, before anything is written."""
    chosen = _chosen_model(path, parts)
    for number, part in enumerate(parts):
        report(Progress(tr("Checking {name}", name=part.path.name), number, len(parts), "cases"))
        model = part.models.current()
        if chosen is not None and model is not None and model.sha256 != chosen.sha256:
            raise CaseError(
                "{path} was indexed with the model {name}, and other cases with {other_name}; their scores cannot "
                "be compared. Nothing was merged. Change it first: cpcl reindex {path} --model {other_name}",
                path=part.path,
                name=model.name,
                other_name=chosen.name,
            )
        if faults := edited_rows_of(part.path):
            raise CaseError(
                "{path}: {faults} Nothing was merged; `cpcl verify` says what else it finds.",
                path=part.path,
                faults=faults,
            )


def _chosen_model(path: Path, parts: Sequence[Case]) -> StoredModel | None:
    """The model of the case, else that of the first part that has one."""
    with contextlib.ExitStack() as stack:
        own = [stack.enter_context(Case.read(path))] if path.exists() else []
        models = [one.models.current() for one in (*own, *parts)]
    return next((model for model in models if model is not None), None)


def _sources(case: Case, part: Part, other: Case, place: str, report: Report) -> Iterator[Taken]:
    """Take over a part's sources, one transaction each, in the order of their numbers."""
    model = other.models.current()
    if model is not None and case.models.current() is None:
        case.models.use(model.name, model.sha256, model.path, model.dim, model.attributes)
    here, met = sources_here(case, other), case.parts.rows(part.case, "source")
    sources = other.sources.with_bin()
    for number, source in enumerate(sources):
        report(Progress(tr("Merging {name}", name=source.name), number, len(sources), "sources", message=place))
        if source.id in here and met.get(source.id) == here[source.id]:  # it was merged before
            yield Taken(part.name, case.sources.get(here[source.id]), "known")
        else:
            yield _take(case, part, other, source)


def _take(case: Case, part: Part, other: Case, source: Source) -> Taken:
    same = case.sources.parts_of(source.kind, source.sha256, source.size)
    here = next((one for one in same if one.part == source.part), None)
    outcome: Outcome = "taken"
    if here is not None:
        outcome = "replaced" if _is_better(case, source, here) else "known"
    if outcome == "replaced" and here is not None:
        case.tracks.restart_source(here.id, other.sources.settings(source.id), f"{part.name} has it whole")
    origin = {"part": part.id, "number": source.id}
    with case.parts.transaction():
        if outcome == "known" and here is not None:
            number = here.id
            case.parts.say("source known", {"source": number, "from": origin})
        else:
            number = case.copies.take(other.copies, source, origin, None if here is None else here.id)
        case.parts.note(part, "source", source.id, number)
    return Taken(part.name, case.sources.get(number), outcome)


def _is_better(case: Case, source: Source, here: Source) -> bool:
    """Whether a source was read whole where that here was not, and nobody said anything of its passages."""
    if here.state == "done" or source.state != "done":
        return False
    said = {one.track for one in case.decisions.history()} | {one.track for one in case.captions.history()}
    said |= {one.track for one in case.marks.history()}
    said |= {track for one in case.persons.history() for track in (*one.tracks, *one.rest)}
    return not said & {one.track for one in case.passages.all([here.id])}


def _take_lists(case: Case, other: Case) -> None:
    """Footage that waits, and what was left out beside footage."""
    waits = set(case.waiting.paths())
    if new := [one for one in other.waiting.all() if one.path not in waits]:
        case.waiting.add(new)
    known = case.left_out.all()
    if unknown := [one for one in other.left_out.all() if one not in known]:
        case.left_out.note([one.root for one in unknown], [*known, *unknown])


def _ended(
    case: Case, begun: Sequence[tuple[Part, Case]], taken: Sequence[Taken], unlike: Sequence[Difference]
) -> Merged:
    """Carry what people said, all of it in one transaction, and settle what searches go by."""
    sayings = Sayings(case, begun)
    is_new = any(not part.is_whole for part, _ in begun)
    if is_new:
        with case.parts.transaction():
            sayings.carry()
            for part, other in begun:
                case.parts.note_inner(part, other.parts)
            case.parts.end(
                [part for part, _ in begun],
                {
                    "said": sayings.carried,
                    "differences": [asdict(one) for one in unlike],
                    "conflicts": [asdict(one) for one in sayings.conflicts],
                    "not carried": [asdict(one) for one in sayings.not_carried],
                },
            )
    model = case.models.current()
    if model is not None:
        case.models.settle_centre(model.id)
    return Merged(taken, sayings.carried, case.counts(), unlike, sayings.conflicts, sayings.not_carried)
