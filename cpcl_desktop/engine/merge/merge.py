"""Merge cases into one: sources by their content, what people said of them, and each case's log."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.parts import Part
from cpcl_desktop.engine.case.still import file_id, stamp_of
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.merge.checking import PartFile, bytes_of, check_models, check_parts
from cpcl_desktop.engine.merge.differences import Difference, differences
from cpcl_desktop.engine.merge.helpers.handle import Helper, in_turn
from cpcl_desktop.engine.merge.labels import OtherKey
from cpcl_desktop.engine.merge.lists import take_lists
from cpcl_desktop.engine.merge.said import Conflict, NotCarried, Sayings
from cpcl_desktop.engine.merge.taking import Taken, Taking
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr

WORTH_BYTES = 64_000_000  # of parts; for less, merging is done before helpers have started
MOST_HELPERS = 8  # each takes some 40 MB


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did; `said` is how much of what people said was carried, `counts` what the case holds now."""

    sources: Sequence[Taken]
    said: int
    counts: Mapping[str, int]
    differences: Sequence[Difference]
    conflicts: Sequence[Conflict]
    not_carried: Sequence[NotCarried]
    other_keys: Sequence[OtherKey] = ()  # labels that another key gives here than in a part


def merge(
    path: Path, parts: Sequence[Path], report: Report, purpose: str | None = None, authority: str | None = None
) -> Merged:
    """Merge other cases, in this order, into the case at `path`, which is made where there is none.

    The parts are only read, one at a time: however many there are, memory does not grow with them. Each is taken
    as it is when its turn comes; one that somebody writes over while it is read is refused, `Case.check_still`.
    Stopped at any moment, the same call goes on: what was committed is known. `purpose` and `authority` go into
    the log, see `Case.open`. Raises UsageError and CaseError, with nothing written, where a part is no case, was
    edited, or has vectors of another model; CaseError also where that comes about while parts are taken, and
    MachineError: what was merged before is kept then. Cancelled.
    """
    places = _distinct(path, parts)
    check_models(path, places)
    with contextlib.ExitStack() as stack:
        helpers = _helpers(places, stack)
        files = [PartFile(place, stamp_of(place)) for place in places]
        check_parts(places, helpers, report)
        case = stack.enter_context(Case.open(path, True, purpose, authority))
        stack.enter_context(case.writer())
        if helpers:
            case.copies.let_digest(in_turn(helpers))
        with case.copies.folding() as fold:
            taken, unlike, begun = _take_all(case, files, report, fold)
        sayings = _carried(case, begun, unlike, report)
        if (model := case.models.current()) is not None:
            case.models.settle_centre(model.id)
        return Merged(
            taken,
            sayings.carried,
            case.counts(),
            unlike,
            sayings.conflicts,
            sayings.not_carried,
            sayings.other_keys,
        )


def _distinct(case: Path, parts: Sequence[Path]) -> list[Path]:
    """The parts' files; UsageError where one is named twice, however it is spelt, or is the case itself."""
    files = [file_id(path) for path in parts]
    for path, file in zip(parts, files, strict=True):
        if file == file_id(case):
            raise UsageError("{path} is the case to merge into; nothing was done.", path=path)
        if files.count(file) > 1:
            raise UsageError("{path} was named twice; nothing was done.", path=path)
    return [path.resolve() for path in parts]


def _helpers(parts: Sequence[Path], stack: contextlib.ExitStack) -> list[Helper]:
    """One for each processor and part, where there is enough to do; ended with `stack`. Fewer where none starts."""
    processors, helpers = os.cpu_count() or 1, list[Helper]()
    if processors > 1 and bytes_of(parts) >= WORTH_BYTES:
        with contextlib.suppress(OSError):  # a machine with no room for more processes merges all the same
            for _ in range(min(processors, len(parts), MOST_HELPERS)):
                helpers.append(Helper())
                stack.callback(helpers[-1].end)
    return helpers


_Begun = Sequence[tuple[Part, PartFile]]


def _take_all(
    case: Case, files: Sequence[PartFile], report: Report, fold: Callable[[], None]
) -> tuple[list[Taken], list[Difference], _Begun]:
    """Take over what the parts hold, except for what people said."""
    taking, taken, unlike, begun = (
        Taking(case, report, fold),
        list[Taken](),
        list[Difference](),
        list[tuple[Part, PartFile]](),
    )
    for number, file in enumerate(files, start=1):
        with file.reading(report) as other:
            part, sources = case.parts.begin(other.parts), other.sources.with_bin()
            taken += taking.sources(part, other, sources, f"{number} of {len(files)}")
            unlike += differences(case, part, other, sources)
            take_lists(case, other)
        begun.append((part, file))
    named = {source.id: source for source in case.sources.with_bin()}
    return [replace(one, source=named.get(one.source.id, one.source)) for one in taken], unlike, begun


def _carried(case: Case, begun: _Begun, unlike: Sequence[Difference], report: Report) -> Sayings:
    """Carry what people said, all of it in one transaction; nothing where all parts were merged before."""
    sayings = Sayings(case)
    if all(part.is_whole for part, _ in begun):
        return sayings
    for number, (part, file) in enumerate(begun):
        report(Progress(tr("Taking over what people decided"), number, len(begun), "cases"))
        with file.reading(report) as other:
            sayings.hear(part, other)
    with case.parts.transaction():
        sayings.carry()
        case.parts.end(
            [part for part, _ in begun],
            {
                "said": sayings.carried,
                "differences": [asdict(one) for one in unlike],
                "conflicts": [asdict(one) for one in sayings.conflicts],
                "not carried": [asdict(one) for one in sayings.not_carried],
                "other keys": [asdict(one) for one in sayings.other_keys],
            },
        )
    return sayings
