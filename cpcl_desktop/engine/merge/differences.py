"""What two cases say otherwise of their footage: what is here stays, but for what only they stated.

That is a clock, and a camera's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.parts import Part
from cpcl_desktop.engine.federation.places import sources_here
from cpcl_desktop.engine.ingest.particulars import WEIGHTS, as_now_kept
from cpcl_desktop.engine.merge.clocks import clock_words, reconciled
from cpcl_desktop.engine.people.tiles import NO_TILES
from cpcl_desktop.engine.records import Source

ONE_CAMERA = "one camera now"
"""The difference of two cameras, of this case and of a part, that are called alike: `Difference.what`."""
_NAMED = 3  # folders of a camera
_DIGITS = 12  # of a hash


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
    """What a part has otherwise of its `sources`; what is said of clock and camera there and not here is taken."""
    ours = sources_here(case, other)
    _take_cameras(case, other, sources, ours)
    found, sources_now = list[Difference](), list[Source]()
    for theirs in sources:
        here = case.sources.stored(ours[theirs.id])
        if (clock := reconciled(here.clock, theirs.clock)) != here.clock:
            case.sources.set_clock(here.id, clock)
            here = case.sources.stored(here.id)
        sources_now.append(here)
        pairs = [*_said_of(here, theirs), ("read with", _reading(case, here), _reading(other, theirs))]
        found += [
            Difference(here.id, case.sources.get(here.id).name, part.name, what, kept, there)
            for what, kept, there in pairs
            if kept != there
        ]
    return found + list(_cameras_called_alike(case, part, sources_now))


def _take_cameras(case: Case, other: Case, sources: Sequence[Source], ours: Mapping[int, int]) -> None:
    """Cameras that somebody named there and nobody here are called as there."""
    there = other.cameras.first_names()
    here = case.cameras.first_names() if there else {}
    said = {ours[one.id]: one.camera for one in sources if one.id in there and ours[one.id] not in here}
    if said:
        case.cameras.name(said)


def _said_of(here: Source, theirs: Source) -> Iterator[tuple[str, str, str]]:
    yield "camera", here.camera, theirs.camera
    yield "clock", clock_words(here.clock), clock_words(theirs.clock)
    yield "state", here.state, theirs.state
    yield "passages", str(here.tracks), str(theirs.tracks)
    yield "bin", _in_bin(here), _in_bin(theirs)


def _in_bin(source: Source) -> str:
    return "in it" if source.in_bin else "not in it"


def _reading(case: Case, source: Source) -> str:
    """How a source was read, as far as what is found in it depends on that."""
    settings = as_now_kept(case.sources.settings(source.id))
    weights, rate, size = settings[WEIGHTS], settings.get("sample_fps"), settings["detector_size"]
    told = [worded("found by {name}", name=settings.get("detector") or "?")]
    if weights is not None:
        told.append(worded("weights {name}", name=f"{weights[:_DIGITS]}…"))
    if rate is not None:
        told.append(worded("{rate:g} frames a second", rate=rate))
    if size is not None:
        told.append(worded("at {size} pixels", size=size))
    if (source.tiles or NO_TILES) > NO_TILES:
        told.append(worded("{tiles} tiles along a frame", tiles=source.tiles))
    return ", ".join(told)


def _cameras_called_alike(case: Case, part: Part, sources: Sequence[Source]) -> Iterator[Difference]:
    """Cameras of a part, by its `sources` here, that are called as one which was here before, in other folders.

    One folder, or a source that was here before, says that it is one camera.
    """
    first: dict[str, Source] = {}
    for source in sorted(sources, key=lambda one: one.id):
        first.setdefault(source.camera, source)
    of_part = {source.id for source in sources}
    for camera, source in first.items():
        folders = case.sources.folders(camera)
        here = {folder for number, folder in folders.items() if number < source.id}
        there = {folder for number, folder in folders.items() if number in of_part}
        if here and here.isdisjoint(there):
            kept, other = _camera_words(camera, here), _camera_words(camera, there)
            yield Difference(source.id, case.sources.get(source.id).name, part.name, ONE_CAMERA, kept, other)


def _camera_words(camera: str, folders: Iterable[str]) -> str:
    told = sorted(folders)
    more = f" +{len(told) - _NAMED}" if len(told) > _NAMED else ""
    return f"{camera} ({', '.join(told[:_NAMED])}{more})"
