"""What hits show of very many crops, as columns: 100,000 row objects are seconds of Python, and 250 MB."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import overload

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.names import called_path, distinct_names
from cpcl_desktop.engine.case.packed_routes import PackedRoutes
from cpcl_desktop.engine.case.records import CropRow
from cpcl_desktop.engine.case.store import CLOCK_COLUMNS, Store, path_of, take_clock
from cpcl_desktop.engine.numbering import among
from cpcl_desktop.engine.recorder_time import RecorderClock

Numbers = npt.NDArray[np.int64]
_IN_SQL = 4096  # crops in one go: their rows become arrays before the next, so that other threads get their turn

_COLUMNS = (
    "SELECT c.id, c.track, t.source, c.time_us, t.start_us, t.end_us, "
    "EXISTS (SELECT 1 FROM stretch g WHERE g.source = t.source AND g.condition IN ('grey', 'dark') "
    "AND c.time_us BETWEEN g.start_us AND g.end_us), "
    "c.x1, c.y1, c.x2, c.y2, c.name, t.route FROM crop c JOIN track t ON t.id = c.track "
    "WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY c.id"
)
_NUMBERS = 7  # columns before the box
_BOX = 4


@dataclass(frozen=True, slots=True)
class Origin:
    """What all crops of a source share."""

    path: Path
    camera: str
    part: int
    label: str
    clock: RecorderClock
    case: str = ""  # what its case is called, where several are searched as one


@dataclass(frozen=True, slots=True, eq=False)
class CropColumns(Sequence[CropRow]):
    """Where N crops belong; a row is made when it is asked for.

    int64[N] each, but `boxes` float64[N, 4] and `without_colour` bool[N].
    `names` are those of crops that were files, by crop; `origins` of their sources, by source.
    """

    crops: Numbers
    tracks: Numbers
    sources: Numbers
    times_us: Numbers
    starts_us: Numbers
    ends_us: Numbers
    without_colour: npt.NDArray[np.bool_]
    boxes: npt.NDArray[np.float64]
    routes: PackedRoutes
    names: Mapping[int, str]
    origins: Mapping[int, Origin]

    def __len__(self) -> int:
        return len(self.crops)

    @overload
    def __getitem__(self, at: int) -> CropRow: ...
    @overload
    def __getitem__(self, at: slice) -> CropColumns: ...
    def __getitem__(self, at: int | slice) -> CropRow | CropColumns:
        if isinstance(at, slice):
            return self.in_order(np.arange(len(self))[at])
        crop, source = int(self.crops[at]), int(self.sources[at])
        origin = self.origins[source]
        x1, y1, x2, y2 = self.boxes[at].tolist()
        return CropRow(
            crop=crop,
            track=int(self.tracks[at]),
            source=source,
            path=origin.path,
            camera=origin.camera,
            time_us=int(self.times_us[at]),
            start_us=int(self.starts_us[at]),
            end_us=int(self.ends_us[at]),
            box=(x1, y1, x2, y2),
            name=self.names.get(crop),
            clock=origin.clock,
            without_colour=bool(self.without_colour[at]),
            part=origin.part,
            source_label=origin.label,
            route=self.routes.at(at),
            case=origin.case,
        )

    def in_order(self, places: Numbers) -> CropColumns:
        """Those of these places, in their order."""
        return CropColumns(
            crops=self.crops[places],
            tracks=self.tracks[places],
            sources=self.sources[places],
            times_us=self.times_us[places],
            starts_us=self.starts_us[places],
            ends_us=self.ends_us[places],
            without_colour=self.without_colour[places],
            boxes=self.boxes[places],
            routes=self.routes.in_order(places),
            names=self.names,
            origins=self.origins,
        )

    def of_case(self, place: int, case: str) -> CropColumns:
        """The same as one of several cases has them: the one at this place, which is called so."""
        return replace(
            self,
            crops=among(place, self.crops),
            tracks=among(place, self.tracks),
            sources=among(place, self.sources),
            names={among(place, crop): name for crop, name in self.names.items()},
            origins={among(place, number): replace(one, case=case) for number, one in self.origins.items()},
        )

    @staticmethod
    def joined(parts: Sequence[CropColumns]) -> CropColumns:
        """Of several cases, one after the other."""
        numbers = ("crops", "tracks", "sources", "times_us", "starts_us", "ends_us", "without_colour", "boxes")
        return CropColumns(
            **{name: np.concatenate([getattr(part, name) for part in parts]) for name in numbers},
            routes=PackedRoutes.joined([part.routes for part in parts]),
            names={crop: name for part in parts for crop, name in part.names.items()},
            origins={number: origin for part in parts for number, origin in part.origins.items()},
        )


def crop_columns(store: Store, crops: Numbers, known: Callable[[], Mapping[int, Origin]]) -> CropColumns:
    """Where these crops belong, in their order, each once; those that the case has no more are left out.

    `known` gives the `origins` of the case's sources.
    """
    order = np.argsort(crops)
    parts = [_part(store, crops[order[first : first + _IN_SQL]]) for first in range(0, max(1, len(crops)), _IN_SQL)]
    numbers, boxes = (np.concatenate([part[at] for part in parts]) for at in (0, 1))
    names = {crop: name for _, _, named, _ in parts for crop, name in named.items()}
    every = known()  # after the rows: a source may just have come
    routes = PackedRoutes.joined([part[-1] for part in parts])
    routes.check()
    found = CropColumns(
        crops=numbers[:, 0],
        tracks=numbers[:, 1],
        sources=numbers[:, 2],
        times_us=numbers[:, 3],
        starts_us=numbers[:, 4],
        ends_us=numbers[:, 5],
        without_colour=numbers[:, 6].astype(np.bool_),
        boxes=boxes,
        routes=routes,
        names=names,
        origins={source: every[source] for source in np.unique(numbers[:, 2]).tolist() if source in every},
    )
    if (np.diff(crops) > 0).all():
        return found
    return found.in_order(np.argsort(order[np.searchsorted(crops[order], found.crops)]))  # as they were asked for


_Part = tuple[Numbers, npt.NDArray[np.float64], dict[int, str], PackedRoutes]


def _part(store: Store, crops: Numbers) -> _Part:
    rows = store.tuples(_COLUMNS, str(crops.tolist()))
    numbers = np.array([row[:_NUMBERS] for row in rows], np.int64).reshape(-1, _NUMBERS)
    boxes = np.array([row[_NUMBERS : _NUMBERS + _BOX] for row in rows], np.float64).reshape(-1, _BOX)
    names = {row[0]: row[-2] for row in rows if row[-2] is not None}
    return numbers, boxes, names, PackedRoutes.of([row[-1] for row in rows])


def origins(store: Store) -> Mapping[int, Origin]:
    """What all crops of each source share."""
    rows = store.rows("source", select=f"id, path, part, camera, {', '.join(CLOCK_COLUMNS)}")
    labels = distinct_names({row["id"]: called_path(row) for row in rows})
    return {
        row["id"]: Origin(path_of(row["path"]), row["camera"], row["part"], labels[row["id"]], take_clock(row))
        for row in rows
    }
