"""The index over several cases: that of each, relative to one centre, and their columns one behind the other.

The large part, rows and codes, stays with each case's index, so that a case that grows is followed by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.records import StoredModel
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.federation.members import Member
from cpcl_desktop.engine.numbering import among, own, place_of
from cpcl_desktop.engine.people.rows import Columns, Floats, RowLayout
from cpcl_desktop.engine.records import SearchedCase, Unit
from cpcl_desktop.engine.search.index import Found, Index, Mask
from cpcl_desktop.engine.search.index_rows import basis_of
from cpcl_desktop.engine.search.question import Question
from cpcl_desktop.engine.search.vectors import VectorIndex, open_index, refresh

# Keeping the best of a case takes longer than looking at all of it where they are more than one in so many.
_MANY = 16
_MORE = 50  # than twice its share, of which a case is asked first
Part = tuple[Member, VectorIndex]


class UnitedIndex(Index):
    """Several cases' rows under the numbers that these have among them, in the order of the cases."""

    unit: Unit = "passage"

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        indexes = [index for _, index in parts]
        self.layout, self.centre = indexes[0].layout, indexes[0].centre
        self.changes = sum(index.changes for index in indexes)
        self._rows_before = np.cumsum([0, *(len(index) for index in indexes)])
        self._units_before = np.cumsum([0, *(len(index.starts) for index in indexes)])
        before = self._rows_before.tolist()
        self.starts = np.concatenate([index.starts + first for index, first in zip(indexes, before, strict=False)])
        self.crops, self.tracks, self.sources = (
            np.concatenate([among(member.place, getattr(index, name)) for member, index in parts])
            for name in ("crops", "tracks", "sources")
        )
        self.times_us = np.concatenate([index.times_us for index in indexes])

    @property
    def last_crop(self) -> int:
        """As `Index` says."""
        return max((among(member.place, index.last_crop) for member, index in self.parts if len(index)), default=0)

    @property
    def stands(self) -> tuple[int, ...]:
        """As `Index` says."""
        return tuple(number for _, index in self.parts for number in index.stands)

    def part_of(self, member: Member) -> VectorIndex | None:
        """A case's own index; None where it has no footage yet."""
        return next((index for one, index in self.parts if one is member), None)

    def counts_of(self, member: Member, allowed: Mask | None) -> tuple[int, int]:
        """How many passages and pictures of a case are (allowed to be) searched."""
        for at, (one, part) in enumerate(self.parts):
            if one is member:
                inside = None if allowed is None else allowed[self._rows_of_part(at)]
                return part.count_tracks(inside), len(part) if inside is None else int(np.count_nonzero(inside))
        return 0, 0

    def _rows_of_part(self, at: int) -> slice:
        return slice(int(self._rows_before[at]), int(self._rows_before[at + 1]))

    def search_each(self, queries: Floats, count: int, allowed: Mask | None = None) -> list[Found]:
        """As `Index` says: the best of the best of each case.

        Where many are asked for, of each case about its share first, and all of them of one that has more.
        """
        asked = self._shares(count, allowed)
        found = [self._in_part(at, queries, few, allowed) for at, few in enumerate(asked)]
        best = [_best([part[at] for part in found], count) for at in range(len(queries))]
        lacking = [
            at for at, few in enumerate(asked) if few < count and _may_have_more(found[at], few, best, count)
        ]
        for at in lacking:
            found[at] = self._in_part(at, queries, count, allowed)
        return [_best([part[at] for part in found], count) for at in range(len(queries))] if lacking else best

    def _shares(self, count: int, allowed: Mask | None) -> list[int]:
        """How many of the `count` best units to ask each case for: twice its share, or all where these are few."""
        are_few = [count * _MANY < len(index.starts) for _, index in self.parts]
        if all(are_few):
            return [count] * len(self.parts)
        every = map(self._rows_of_part, range(len(self.parts)))
        inside = [
            rows.stop - rows.start if allowed is None else int(np.count_nonzero(allowed[rows])) for rows in every
        ]
        shares = [min(count, _MORE + 2 * count * part // max(1, sum(inside))) for part in inside]
        return [count if few else share for few, share in zip(are_few, shares, strict=True)]

    def _in_part(self, at: int, queries: Floats, count: int, allowed: Mask | None) -> list[Found]:
        index, rows = self.parts[at][1], self._rows_of_part(at)
        inside = None if allowed is None else allowed[rows]
        if not len(index) or (inside is not None and not inside.any()):
            return [Found(np.empty(0, np.float32), np.empty(0, np.int64)) for _ in queries]
        first = int(self._units_before[at])
        return [Found(one.scores, one.units + first) for one in index.search_each(queries, count, inside)]

    def _rows_at(self, rows: Columns) -> npt.NDArray[np.float16]:
        """As `Index` has it: of each case in one go, then in the order that was asked for."""
        of = np.searchsorted(self._rows_before, rows, side="right") - 1
        order = None if (np.diff(of) >= 0).all() else np.argsort(of, kind="stable")
        if order is not None:
            rows, of = rows[order], of[order]
        found = np.empty((len(rows), self.layout.length), np.float16)
        ends = np.searchsorted(of, np.arange(len(self.parts) + 1)).tolist()
        for (_, index), before, (first, last) in zip(self.parts, self._rows_before, pairwise(ends), strict=False):
            index.copy_rows(rows[first:last] - before, found[first:last])
        return found if order is None else np.take(found, np.argsort(order), axis=0)


def _may_have_more(found: Sequence[Found], asked: int, best: Sequence[Found], count: int) -> bool:
    """Whether a case that was asked for so many may have more of the `count` best, by any of the queries."""
    return any(
        len(mine.scores) == asked and (len(all_of.scores) < count or mine.scores[-1] >= all_of.scores[-1])
        for mine, all_of in zip(found, best, strict=True)
    )


def _best(parts: Sequence[Found], count: int) -> Found:
    """The best of several; equal scores in the order in which faiss gives those of one index, the last first."""
    scores, units = (np.concatenate([getattr(part, name) for part in parts]) for name in ("scores", "units"))
    if len(scores) > count:  # what cannot be among them need not be put in order
        kept = scores >= np.partition(scores, -count)[-count]
        scores, units = scores[kept], units[kept]
    order = np.lexsort((-units, -scores))[:count]
    return Found(scores[order], units[order])


def searched_cases(
    federation: Federation, asked: Question, index: Index | None, allowed: Mask | None
) -> tuple[SearchedCase, ...]:
    """What was searched of each of several cases, by the (allowed) rows of their index; none of one case."""
    if federation.is_one:
        return ()
    united = index if isinstance(index, UnitedIndex) else None
    found = []
    for member in federation.members:
        part = None if united is None else united.part_of(member)
        counts = (0, 0) if united is None else united.counts_of(member, allowed)
        head = member.case.log.head()
        in_bin = tuple(own(number) for number in asked.in_bin if place_of(number) == member.place)
        basis = replace(basis_of(part), in_bin=in_bin, entries=head.entries if asked.asks_what_was_said else None)
        found.append(SearchedCase(member.name, member.case.path, member.id, str(head), basis, *counts))
    return tuple(found)


def counted(cases: Sequence[SearchedCase], index: Index | None, allowed: Mask | None) -> tuple[int, int]:
    """How many passages and pictures were searched in all, in one case or in these."""
    if cases:
        return sum(one.tracks for one in cases), sum(one.crops for one in cases)
    if index is None:
        return 0, 0
    return index.count_tracks(allowed), len(index) if allowed is None else int(np.count_nonzero(allowed))


class Indexes:
    """The index over one case or several: kept in memory, following running ingests."""

    def __init__(self, federation: Federation, layout: RowLayout) -> None:
        self._federation, self._layout = federation, layout
        self._parts: dict[int, VectorIndex] = {}
        self._united: UnitedIndex | None = None
        self._made_of: list[tuple[int, int]] = []

    def current(self, models: Sequence[tuple[Member, StoredModel]], centre: Floats) -> Index:
        """The index, up to date with the cases that have footage, one at least, relative to a centre."""
        parts = [(member, self._part(member, model, centre)) for member, model in models]
        if self._federation.is_one:
            return parts[0][1]
        made_of = [(id(part), len(part)) for _, part in parts]
        if self._united is None or made_of != self._made_of:
            self._united, self._made_of = UnitedIndex(parts), made_of
        return self._united

    def kept(self) -> Index | None:
        """The index as it was made last; None before that."""
        return self._parts.get(0) if self._federation.is_one else self._united

    def _part(self, member: Member, model: StoredModel, centre: Floats) -> VectorIndex:
        """A case's index; built anew when its model or the centre changed, or pictures of it went elsewhere."""
        index, case = self._parts.get(member.place), member.case
        if index is None or index.model.id != model.id or not _lacks_only_new(index, member, model.vectors, centre):
            self._united = None
            self._parts.pop(member.place, None)  # its memory is free while it is made anew
            shared = None if self._federation.is_one else centre
            self._parts[member.place] = index = open_index(case, model, self._layout, shared)
        elif len(index) < model.vectors:
            refresh(case, index)
        return index


def _lacks_only_new(index: VectorIndex, member: Member, vectors: int, centre: Floats) -> bool:
    """Whether the index only lacks what was added since: its centre counts, and no picture went elsewhere."""
    same = bool(np.array_equal(index.centre, centre)) and len(index) <= vectors
    return same and index.stands[1:] == member.case.stands()[1:]
