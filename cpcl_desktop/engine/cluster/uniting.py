"""A film's stretches, read by several workers, put together into the part that one reading of all of it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.parts import Part
from cpcl_desktop.engine.case.records import Counters, EmbeddedTrack, StoredModel
from cpcl_desktop.engine.cluster.cutting import Cut
from cpcl_desktop.engine.cluster.jobs import Order
from cpcl_desktop.engine.cluster.part_check import PUT_TOGETHER, told_of
from cpcl_desktop.engine.ingest.conditions import over_seams
from cpcl_desktop.engine.ingest.pipeline import batches
from cpcl_desktop.engine.ingest.seams import SeamJoining
from cpcl_desktop.engine.ingest.stretches import STRETCH_READ
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.sources.identity import Standing, standing_now

AT_ONCE: Final = 200  # passages in a transaction; their pictures are in memory


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What a worker wrote of one: its part's file, its source there, and what the log tells of its ends."""

    path: Path
    source: Source
    settings: Mapping[str, Any]
    told: Mapping[str, Any]


def fit_together(cut: Cut, parts: Path) -> bool:
    """Whether a film's stretches are what one reading gives: each frame once, and nothing told in two ways."""
    stretches = [_read(parts / job.file) for job in cut.stretches]
    decoded = sum(one.source.frames_decoded for one in stretches)
    return (
        _stand(standing_now(cut.found)) == _stand(cut.standing)
        and all(one.source.state == "done" and one.told for one in stretches)
        and all(one.source.size == sum(stamp.size for _, stamp in cut.standing) for one in stretches)
        and len({_alike(one) for one in stretches}) == 1
        and decoded == (cut.listed or decoded)
        and all(one.told["next_us"] == other.told["first_us"] for one, other in pairwise(stretches))
        and not any(_is_gap_hanging(one, other) for one, other in pairwise(stretches))
    )


def unite(cut: Cut, parts: Path, made: Path, order: Order, report: Report) -> None:
    """Write a film's part as a case at `made`, of the parts of its stretches, which fit together. Cancelled."""
    stretches = [_read(parts / job.file) for job in cut.stretches]
    with Case.open(made, True, order.purpose, order.authority) as case, case.writer():
        case.log.record("ingest", _told(cut, order))
        _Uniting(case, cut, stretches, report).run()


def _read(path: Path) -> _Stretch:
    with Case.read(path) as part:
        (source,) = part.sources.with_bin()
        told = [one.details for one in part.log.entries("ingest") if one.details.get("outcome") == STRETCH_READ]
        return _Stretch(path, source, part.sources.settings(source.id), told[-1] if told else {})


def _alike(one: _Stretch) -> str:
    """What has to be the same of all stretches of one film."""
    source = one.source
    content = (source.sha256, source.size)  # as each worker hashed what it read
    facts = (source.camera, source.message, source.clock, source.tiles, source.begins_us, source.declared_s)
    return repr((*content, *facts, sorted(one.settings.items())))


def _stand(standing: Standing) -> list[tuple[Path, int, int]]:
    """Size and time of each file: who may read it, and what else it is called, is not its content."""
    return [(file, stamp.size, stamp.modified_ns) for file, stamp in standing]


def _is_gap_hanging(one: _Stretch, other: _Stretch) -> bool:
    """Whether a gap over the seam between two is told by one of them only."""
    seam_us = one.told["end_us"]
    before = {gap for gap in one.source.gaps if gap.end_us >= seam_us}  # it ends with the first frame behind it
    after = {gap for gap in other.source.gaps if gap.start_us < seam_us}
    return before != after


def _told(cut: Cut, order: Order) -> dict[str, object]:
    return {"outcome": PUT_TOGETHER, "stretches": len(cut.stretches), **told_of(cut.whole, order)}


class _Uniting:
    """Goes through the stretches in order, as one reading does."""

    def __init__(self, case: Case, cut: Cut, stretches: Sequence[_Stretch], report: Report) -> None:
        self._case, self._cut, self._stretches, self._report = case, cut, stretches, report
        self._sources = [one.source for one in stretches]
        self._source = self._begun()
        self._stored = 0

    def run(self) -> None:
        """Take all of them over; what is whole is stored as it comes."""
        parts: list[tuple[Part, Source]] = []
        joining: SeamJoining | None = None
        for number, one in enumerate(self._stretches, start=1):
            merging = tr("Merging {name}", name=self._cut.whole.name)
            self._report(Progress(merging, number, len(self._stretches), "cases"))
            with Case.read(one.path) as other, other.held():
                parts.append((self._case.parts.begin(other.parts), one.source))
                model = self._model(other)
                joining = joining or SeamJoining(self._cut.seams, self._cut.picture, model.dim - model.attributes)
                is_last = number == len(self._stretches)
                for some in batches(_whole(joining, other.tracks.embedded(one.source.id), is_last), AT_ONCE):
                    self._store(some, model, number)
                other.check_still()
        self._finish(parts)

    def _begun(self) -> Source:
        """The source, as the first stretch has it."""
        first, sources = self._sources[0], self._case.sources
        source = sources.add(
            first.path, first.kind, first.sha256, first.size, first.camera, self._stretches[0].settings
        )
        sources.set_clock(source.id, first.clock)
        if first.tiles is not None:
            sources.choose_tiles(source.id, first.tiles, first.tiles_reason, first.frame_s)
        return source

    def _model(self, other: Case) -> StoredModel:
        model = other.models.current()
        assert model is not None  # it holds what was read by one
        return self._case.models.use(model.name, model.sha256, model.path, model.dim, model.attributes)

    def _store(self, tracks: Sequence[EmbeddedTrack], model: StoredModel, stretches: int) -> None:
        numbered = [replace(track, number=number) for number, track in enumerate(tracks, start=self._stored)]
        self._stored += len(tracks)
        counters = _counted(self._sources[:stretches])
        self._case.tracks.commit_batch(self._source.id, model.id, {}, numbered, counters)

    def _finish(self, parts: Sequence[tuple[Part, Source]]) -> None:
        case, source, counters = self._case, self._source, _counted(self._sources)
        gaps = sorted({gap for one in self._sources for gap in one.gaps}, key=lambda gap: gap.start_us)
        conditions = over_seams([one.stretches for one in self._sources])
        model = case.models.current()
        assert model is not None
        case.tracks.commit_batch(source.id, model.id, {}, (), counters, conditions, gaps)
        case.tracks.finish_source(source.id, "done", self._sources[0].message, gaps, counters)
        case.models.settle_centre(model.id)
        with case.parts.transaction():
            for part, theirs in parts:
                case.parts.note(part, "source", theirs.id, source.id)
            case.parts.end([part for part, _ in parts], {})


def _whole(joining: SeamJoining, tracks: Iterator[EmbeddedTrack], is_last: bool) -> Iterator[EmbeddedTrack]:
    """The passages of one more stretch, and those that waited, as they are whole."""
    for track in tracks:
        if joining.holds(track.start_us, track.end_us):
            joining.hold(track)
        else:
            yield track
    yield from joining.finish() if is_last else joining.pass_seam()


def _counted(sources: Sequence[Source]) -> Counters:
    """The counts of one reading, by those of its stretches."""
    last = sources[-1]
    return Counters(
        declared_s=last.declared_s,
        decoded_s=sum(round(one.decoded_s * 1e6) for one in sources) / 1e6,
        frames_decoded=sum(one.frames_decoded for one in sources),
        frames_sampled=sum(one.frames_sampled for one in sources),
        wall_s=sum(one.wall_s for one in sources),
        frames_unchanged=sum(one.frames_unchanged for one in sources),
        frames_measured=sum(one.frames_measured for one in sources),
        reached_us=last.reached_us,
        begins_us=last.begins_us,
    )
