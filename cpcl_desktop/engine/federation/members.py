"""One case among several: what it is called, and what it holds under the numbers that it has among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.crop_columns import CropColumns
from cpcl_desktop.engine.case.log_table import LogFilter
from cpcl_desktop.engine.case.names import distinct_names
from cpcl_desktop.engine.case.records import CropRow, PassageRow, PassageRows, PassageWays, StoredModel
from cpcl_desktop.engine.numbering import Numbers, among, own, place_of
from cpcl_desktop.engine.records import Box, Source

SUFFIX = ".cpcl"


@dataclass(slots=True, eq=False)
class Member:
    """A case at its `place`, from 0 on; `name` stands before its numbers, and is empty where it is the only one."""

    case: Case
    name: str
    place: int
    id: str = ""  # what its log calls it, and no other case is called
    _own: Sequence[Source] = ()  # its sources as it counts them, and as they are among the cases
    _among: Sequence[Source] = ()

    @property
    def names(self) -> set[str]:
        """By what somebody can mean it."""
        path = self.case.path
        return {self.name, path.name, path.name.removesuffix(SUFFIX), str(path)} - {""}

    def sources(self) -> Sequence[Source]:
        """Its sources, those in the bin among them: the same object while they are the same."""
        every = self.case.sources.with_bin()
        if not self.name:
            return every
        if every is not self._own:
            self._own = every
            self._among = [self._told(one) for one in every]
        return self._among

    def source(self, number: int) -> Source:
        """One of its sources; `CaseError` where there is none of that number."""
        found = self.case.sources.get(own(number))
        return self._told(found) if self.name else found

    def _told(self, source: Source) -> Source:
        return replace(source, id=among(self.place, source.id), case=self.name)

    def mine(self, numbers: Iterable[int]) -> list[int]:
        """Those of these numbers that are of this case, as it counts them itself."""
        if not self.name:  # by itself: all are, and they may be very many
            return list(numbers)
        return [own(number) for number in numbers if place_of(number) == self.place]

    def passage(self, track: int) -> PassageRow:
        """A passage, or the one that it is part of now; `CaseError` where there is none of that number."""
        passages = self.case.passages
        return self._of_passage(passages.get(passages.whole(own(track))))

    def passages_in(self, source: int) -> list[PassageRow]:
        """The passages of a source."""
        return [self._of_passage(one) for one in self.case.passages.all([own(source)])]

    def _of_passage(self, row: PassageRow) -> PassageRow:
        return replace(row, track=among(self.place, row.track), source=among(self.place, row.source))

    def boxes(self, source: int) -> dict[int, list[tuple[int, Box]]]:
        """Where each passage of a source was seen, see `Gallery.boxes`."""
        return {among(self.place, track): seen for track, seen in self.case.gallery.boxes(own(source)).items()}

    def track_crops(self, track: int) -> list[CropRow]:
        """All pictures of a passage, by time."""
        return [self._of_crop(row) for row in self.case.gallery.track_crops(own(track))]

    def best_crops(self, tracks: Iterable[int]) -> dict[int, CropRow]:
        """The best picture of each of those of these passages that are of this case."""
        rows = self.case.gallery.best_crops(self.mine(tracks))
        return {among(self.place, track): self._of_crop(row) for track, row in rows.items()}

    def first_pictures(self, sources: Iterable[int]) -> dict[int, int]:
        """The best picture of the first passage of each of its sources among these, see `Gallery`."""
        found = self.case.gallery.first_pictures(self.mine(sources))
        return {among(self.place, source): among(self.place, crop) for source, crop in found.items()}

    def _of_crop(self, row: CropRow) -> CropRow:
        if not self.name:
            return row
        numbers = {name: among(self.place, getattr(row, name)) for name in ("crop", "track", "source")}
        return replace(row, **numbers, case=self.name)

    def crop_columns(self, crops: Numbers) -> CropColumns:
        """Where those of its pictures belong that it still has."""
        return self._columns(self.case.gallery.crop_columns(own(crops)))

    def passages(
        self,
        sources: Sequence[int],
        span_us: tuple[int, int] | None,
        limit: int,
        windows: Sequence[tuple[int, int, int]] | None = None,
        tracks: Sequence[int] | None = None,
    ) -> tuple[CropColumns, int]:
        """What of it passes, see `Gallery.passages`: the first up to a limit, and how many there are."""
        inside = None if windows is None else [
            (own(source), first, last) for source, first, last in windows if place_of(source) == self.place
        ]  # fmt: skip
        among_these = None if tracks is None else self.mine(tracks)
        asked = (self.mine(sources), span_us)
        rows = self.case.gallery.passages(*asked, limit, inside, among_these)
        return self._columns(rows), self.case.gallery.count_passages(*asked, inside, among_these)

    def _columns(self, columns: CropColumns) -> CropColumns:
        return columns.of_case(self.place, self.name) if self.name else columns

    def ways(self, after: int = 0) -> PassageWays:
        """Which way each of its passages went, of those above a number of the case's own."""
        ways = self.case.passages.ways(after)
        return replace(ways, tracks=among(self.place, ways.tracks))

    def places(self, after: int = 0) -> tuple[Numbers, Numbers, Numbers]:
        """Passage, source and time (µs) of each picture of its passages above a number of the case's own."""
        tracks, sources, times_us = self.case.gallery.places(after)
        return among(self.place, tracks), among(self.place, sources), times_us

    def passage_rows(self, model: StoredModel) -> PassageRows:
        """What grouping needs of its pictures."""
        rows = self.case.gallery.passage_rows(model)
        return replace(rows, tracks=among(self.place, rows.tracks), sources=among(self.place, rows.sources))


def members_of(cases: Sequence[Case]) -> tuple[Member, ...]:
    """Cases in this order, each called by its file's name, with as many folders as tell it from the others."""
    if len(cases) == 1:
        return (Member(cases[0], "", 0),)
    paths = {place: _bare(case.path) for place, case in enumerate(cases)}
    if len(set(paths.values())) < len(paths):  # x and x.cpcl
        paths = {place: case.path for place, case in enumerate(cases)}
    names = distinct_names(paths)
    return tuple(Member(case, names[place], place, _id_of(case)) for place, case in enumerate(cases))


def _id_of(case: Case) -> str:
    first = case.log.page(LogFilter(up_to=1), 0, 1)
    return str(first[0].details.get("case", "")) if first else ""


def _bare(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(SUFFIX) or path.name)
