"""Passages as people look at them: their routes, where they were joined, and taking joins back or making them.

A passage is a row of `track`. Where one is divided, the pictures of the later
part go to a row of its own; where two are joined, the later one's row stays,
without pictures, so that what was decided about it keeps its place and the
join can be taken back. The log tells which pictures went where.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.models import ModelTable
from cpcl_desktop.engine.case.packed_routes import PackedRoutes
from cpcl_desktop.engine.case.records import PassageChange, PassageJoin, PassageRow, PassageWays
from cpcl_desktop.engine.case.sources import SourceTable
from cpcl_desktop.engine.case.store import Row, Store
from cpcl_desktop.engine.case.tracks import TrackTables
from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.routes import Route, distance, joined_routes

NEAR_US = 1_000_000  # within which a time means a join


class PassageTable:
    """The case's passages; a change is an entry of the log, and can be taken back by the opposite one."""

    def __init__(
        self, store: Store, log: LogTable, sources: SourceTable, models: ModelTable, tracks: TrackTables
    ) -> None:
        self._store, self._log = store, log
        self._sources, self._models, self._tracks = sources, models, tracks

    def all(self, sources: Sequence[int]) -> list[PassageRow]:
        """The passages of these sources, by source and time."""
        rows = self._store.query(
            f"{_PASSAGES} WHERE t.part_of IS NULL AND t.source IN (SELECT value FROM json_each(?)) "
            "ORDER BY t.source, t.start_us, t.id",
            json.dumps(list(sources)),
        )
        joins = self._joins(row["id"] for row in rows)
        return [_passage(row, joins.get(row["id"], ())) for row in rows]

    def ways(self, after: int = 0) -> PassageWays:
        """The route of every passage above a number, and the height of its best picture where it has none."""
        blocks = self._store.blocks(  # no object of each: there can be a quarter of a million
            "SELECT t.id, t.route, CASE WHEN t.route IS NULL THEN (SELECT c.y2 - c.y1 FROM crop c "
            "WHERE c.track = t.id ORDER BY c.quality DESC LIMIT 1) END "
            "FROM track t WHERE t.part_of IS NULL AND t.id > ? ORDER BY t.id",
            after,
        )
        tracks, heights = [np.empty(0, np.int64)], [np.empty(0, np.float64)]
        routes = [PackedRoutes.of([])]
        for block in blocks:
            tracks.append(np.array([row[0] for row in block], np.int64))
            routes.append(PackedRoutes.of([row[1] for row in block]))
            heights.append(np.array([row[2] or 0.0 for row in block], np.float64))
        return PassageWays(np.concatenate(tracks), PackedRoutes.joined(routes), np.concatenate(heights))

    def get(self, track: int) -> PassageRow:
        """One passage; `CaseError` when the case has none of that number."""
        row = self._store.one(f"{_PASSAGES} WHERE t.id = ?", track)
        if row is None:
            raise CaseError("The case has no passage {track}; `cpcl passages` prints their numbers.", track=track)
        if row["part_of"] is not None:
            raise CaseError(
                "Passage {track} was joined to passage {part_of}; nothing was changed.",
                track=track,
                part_of=row["part_of"],
            )
        return _passage(row, self._joins([track]).get(track, ()))

    def whole(self, track: int) -> int:
        """The passage that one is part of since they were joined; itself where it was not, or is not there."""
        row = self._store.one("SELECT part_of FROM track WHERE id = ?", track)
        return track if row is None or row["part_of"] is None else self.whole(row["part_of"])

    def wholes(self, tracks: Iterable[int]) -> dict[int, tuple[int, int]]:
        """For each of these that is there, the passage that it is part of or is itself, and the source of that."""
        rows = self._store.tuples(_WHOLES, json.dumps(sorted(set(tracks))))
        return {track: (whole, source) for track, whole, source in rows}

    def split(self, track: int, at_us: int | None = None, note: str = "") -> PassageChange:
        """Take a join back: what was seen after it becomes a passage of its own.

        `at_us` says which join, by its time; needless where there is one only.
        A decision stays with the part that has the picture which was looked
        at. `UsageError` where no join is meant, `CaseError` for no passage, or
        one of footage that was not read to its end.
        """
        with self._store.transaction():
            whole = self._changeable(track)
            join = _meant(whole, at_us)
            change = self._divide(whole, join)
            details = {"split": track, "join": _told(join)}
            self._log.append("passages", {**details, **self._moved(change), "note": note})
        return change

    def join(self, earlier: int, later: int, note: str = "") -> PassageChange:
        """Say that two passages of one source are one: the pictures of the later go to the earlier.

        The last decision on either counts for both. `UsageError` where the one
        does not come after the other in the same source, `CaseError` as `split`.
        """
        with self._store.transaction():
            first, second = self._changeable(earlier), self._changeable(later)
            if first.source != second.source or first.end_us >= second.start_us:
                raise UsageError(
                    "Passage {later} does not begin after passage {earlier} ends, in the same source, so they "
                    "cannot be joined; nothing was changed.",
                    later=later,
                    earlier=earlier,
                )
            change = self._unite(first, second)
            self._log.append("passages", {"joined": [earlier, later], **self._moved(change), "note": note})
        return change

    def changes(self) -> int:
        """How often passages were divided or joined so far."""
        row = self._store.one("SELECT count(*) AS number FROM log WHERE action = 'passages'")
        return int(row["number"]) if row else 0

    def tracks_as_of(self, changes: int) -> dict[int, int]:
        """For pictures that have gone elsewhere since there were so many changes, the passage they were of then."""
        before: dict[int, int] = {}
        for entry in reversed(self._log.entries("passages")[changes:]):
            before.update((crop, entry.details["from"]) for crop in entry.details["crops"])
        return before

    # --- what a change does

    def _changeable(self, track: int) -> PassageRow:
        passage = self.get(track)
        if self._sources.get(passage.source).state != "done":
            raise CaseError(
                "The footage of passage {track} was not read to its end; read it first (`cpcl ingest`), since "
                "reading goes on from what is there. Nothing was changed.",
                track=track,
            )
        return passage

    def _divide(self, whole: PassageRow, join: PassageJoin) -> PassageChange:
        first, second = _parts(whole, join)
        number = join.later or self._new_row(whole.source)
        moved = self._move(whole.track, number, join.end_us)
        self._store_span(first)
        self._store_span(replace(second, track=number))
        execute = self._store.connection.execute
        execute("UPDATE track SET part_of = NULL WHERE id = ?", (number,))
        execute("DELETE FROM joins WHERE id = ?", (join.id,))
        after = "SELECT later FROM joins WHERE track = ? AND start_us >= ?"
        execute(f"UPDATE track SET part_of = ? WHERE id IN ({after})", (number, whole.track, join.end_us))
        execute(
            "UPDATE joins SET track = ?, observations = observations - ? WHERE track = ? AND start_us >= ?",
            (number, join.observations, whole.track, join.end_us),
        )
        return PassageChange(whole.source, whole.track, number, tuple(moved))

    def _unite(self, first: PassageRow, second: PassageRow) -> PassageChange:
        moved = self._move(second.track, first.track, 0)
        execute = self._store.connection.execute
        execute(
            "UPDATE joins SET track = ?, observations = observations + ? WHERE track = ?",
            (first.track, first.observations, second.track),
        )
        execute(
            "UPDATE track SET part_of = ? WHERE part_of = ? OR id = ?", (first.track, second.track, second.track)
        )
        off = None if first.route is None or second.route is None else distance(first.route, second.route)
        row = {"track": first.track, "start_us": first.end_us, "end_us": second.start_us, "distance": off}
        likeness = self._likeness_before(first, second)
        row |= {"likeness": likeness, "observations": first.observations, "later": second.track}
        self._store.insert("joins", row)
        self._store_span(_united(first, second))
        return PassageChange(first.source, second.track, first.track, tuple(moved))

    def _likeness_before(self, first: PassageRow, second: PassageRow) -> float | None:
        """How alike two passages looked when following put them together, where it did; they were divided since."""
        for entry in reversed(self._log.entries("passages")):
            if entry.details.get("split") == first.track and entry.details["to"] == second.track:
                join = entry.details["join"]
                is_same = (join["start_us"], join["end_us"]) == (first.end_us, second.start_us)
                return join["likeness"] if is_same else None
        return None

    def _move(self, track: int, to: int, from_us: int) -> list[int]:
        """Give a passage's pictures from a time on to another; returns them."""
        rows = self._store.rows("crop", "track = ? AND time_us >= ?", track, from_us, order="id", select="id")
        crops = [row["id"] for row in rows]
        self._store.connection.executemany("UPDATE crop SET track = ? WHERE id = ?", [(to, crop) for crop in crops])
        return crops

    def _new_row(self, source: int) -> int:
        row = self._store.one("SELECT max(number) + 1 AS number FROM track WHERE source = ?", source)
        number = row["number"] if row else 0
        return self._store.insert(
            "track",
            {
                "id": self._store.next_id("track"),
                "source": source,
                "number": number,
                "start_us": 0,
                "end_us": 0,
                "observations": 0,
            },
        )

    def _store_span(self, passage: PassageRow) -> None:
        route = None if passage.route is None else passage.route.packed()
        self._store.connection.execute(
            "UPDATE track SET start_us = ?, end_us = ?, observations = ?, route = ? WHERE id = ?",
            (passage.start_us, passage.end_us, passage.observations, route, passage.track),
        )

    def _moved(self, change: PassageChange) -> Mapping[str, Any]:
        """What the log keeps: which pictures went where, and what the source then holds by each model."""
        contents = {
            model.sha256: self._tracks.content_hash(change.source, model.id)
            for model in self._models.all()
            if model.state != "building"
        }
        moved = {"source": change.source, "from": change.before, "to": change.after, "crops": list(change.crops)}
        return {**moved, "contents by model": contents}

    def _joins(self, tracks: Iterable[int]) -> dict[int, list[PassageJoin]]:
        found: dict[int, list[PassageJoin]] = {}
        rows = self._store.query(
            "SELECT id, track, start_us, end_us, distance, likeness, observations, later FROM joins "
            "WHERE track IN (SELECT value FROM json_each(?)) ORDER BY start_us",
            json.dumps(list(tracks)),
        )
        for row in rows:
            found.setdefault(row.pop("track"), []).append(PassageJoin(**row))
        return found


_WHOLES = (
    "WITH RECURSIVE up(track, whole) AS (SELECT id, id FROM track WHERE id IN (SELECT value FROM json_each(?)) "
    "UNION SELECT up.track, t.part_of FROM up JOIN track t ON t.id = up.whole WHERE t.part_of IS NOT NULL) "
    "SELECT up.track, up.whole, t.source FROM up JOIN track t ON t.id = up.whole WHERE t.part_of IS NULL"
)
_PASSAGES = "SELECT t.id, t.source, t.start_us, t.end_us, t.observations, t.route, t.part_of FROM track t"


def _passage(row: Row, joins: Sequence[PassageJoin]) -> PassageRow:
    route = None if row["route"] is None else Route.unpacked(row["route"])
    span = row["start_us"], row["end_us"], row["observations"]
    return PassageRow(row["id"], row["source"], *span, route, tuple(joins))


def _meant(passage: PassageRow, at_us: int | None) -> PassageJoin:
    """The join that is meant: the one that ends just then, though others are near, else the only one near."""
    named = [join for join in passage.joins if join.end_us == at_us] or [
        join for join in passage.joins if at_us is None or join.start_us - NEAR_US <= at_us <= join.end_us + NEAR_US
    ]
    if len(named) == 1:
        return named[0]
    if not passage.joins:
        raise UsageError(
            "Passage {passage} was not joined anywhere, so there is nothing to take back.", passage=passage.track
        )
    times = ", ".join(moment(join.end_us) for join in passage.joins)
    raise UsageError(
        "Passage {passage} was joined at {times}; say which is to be taken back, as {passage}@TIME. Nothing was "
        "changed.",
        passage=passage.track,
        times=times,
    )


def _told(join: PassageJoin) -> dict[str, Any]:
    return {name: getattr(join, name) for name in ("start_us", "end_us", "distance", "likeness", "later")}


def _parts(whole: PassageRow, join: PassageJoin) -> tuple[PassageRow, PassageRow]:
    """The spans before and after a join; the second has no number yet."""
    routes: list[Route | None] = [None, None]
    if whole.route is not None:
        ends = [(whole.start_us, join.start_us), (join.end_us, whole.end_us)]
        routes = [whole.route.between(*((time - whole.start_us) / 1e6 for time in span)) for span in ends]
    first = replace(whole, end_us=join.start_us, observations=join.observations, route=routes[0])
    left = whole.observations - join.observations
    return first, replace(whole, start_us=join.end_us, observations=left, route=routes[1])


def _united(first: PassageRow, second: PassageRow) -> PassageRow:
    route = None
    if first.route is not None and second.route is not None:
        route = joined_routes(first.route, second.route, (second.start_us - first.start_us) / 1e6)
    seen = first.observations + second.observations
    return replace(first, end_us=second.end_us, observations=seen, route=route)
