"""What two cases say otherwise of one source: what is here stays.

A clock that nobody stated here is taken, and so is a camera's name that somebody gave it there, and nobody here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.parts import Part
from cpcl_desktop.engine.federation.places import sources_here
from cpcl_desktop.engine.records import Source


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a `part` says otherwise of a source: `kept` is what stands in the merged case."""

    source: int
    name: str
    part: str
    what: str
    kept: str
    other: str


def differences(case: Case, part: Part, other: Case, sources: Sequence[Source]) -> list[Difference]:
    """What a part has otherwise of its `sources`; clock and camera are filled in where nobody said them here."""
    ours = sources_here(case, other)
    _take_cameras(case, other, sources, ours)
    found: list[Difference] = []
    for theirs in sources:
        here = case.sources.get(ours[theirs.id])
        if here.clock.start is None and theirs.clock.start is not None:
            case.sources.set_clock(here.id, theirs.clock)
            here = case.sources.get(here.id)
        found += _unlike(here, theirs, part)
    return found


def _take_cameras(case: Case, other: Case, sources: Sequence[Source], ours: Mapping[int, int]) -> None:
    """Cameras that somebody named there and nobody here are called as there."""
    there = other.cameras.first_names()
    here = case.cameras.first_names() if there else {}
    said = {ours[one.id]: one.camera for one in sources if one.id in there and ours[one.id] not in here}
    if said:
        case.cameras.name(said)


def _unlike(here: Source, theirs: Source, part: Part) -> Iterator[Difference]:
    for what, kept, other in (
        ("camera", here.camera, theirs.camera),
        ("clock", _clock(here), _clock(theirs)),
        ("state", here.state, theirs.state),
        ("passages", str(here.tracks), str(theirs.tracks)),
        ("bin", "in it" if here.in_bin else "not in it", "in it" if theirs.in_bin else "not in it"),
    ):
        if kept != other:
            yield Difference(here.id, here.name, part.name, what, kept, other)


def _clock(source: Source) -> str:
    clock = source.clock
    if clock.start is None:
        return "not known"
    doubt = "" if clock.doubt_s is None else f", ±{clock.doubt_s:g} s"
    zone = f" {clock.timezone}" if clock.timezone else ""
    return f"{clock.start.isoformat()}{zone}, {clock.offset_s:+g} s{doubt}"
