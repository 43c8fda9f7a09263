"""One case among several: what it is called, and what it holds under the numbers that it has among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.crop_columns import CropColumns
from cpcl_desktop.engine.case.log_table import LogFilter
from cpcl_desktop.engine.case.names import distinct_names
from cpcl_desktop.engine.case.records import PassageRows, PassageWays, StoredModel
from cpcl_desktop.engine.numbering import Numbers, among, own
from cpcl_desktop.engine.records import Source

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
            self._among = [replace(one, id=among(self.place, one.id), case=self.name) for one in every]
        return self._among

    def crop_columns(self, crops: Numbers) -> CropColumns:
        """Where those of its pictures belong that it still has."""
        found = self.case.gallery.crop_columns(own(crops))
        return found.of_case(self.place, self.name) if self.name else found

    def ways(self) -> PassageWays:
        """Which way each of its passages went."""
        ways = self.case.passages.ways()
        return replace(ways, tracks=among(self.place, ways.tracks))

    def places(self) -> tuple[Numbers, Numbers, Numbers]:
        """Passage, source and time (µs) of each of its pictures."""
        tracks, sources, times_us = self.case.gallery.places()
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
