"""Hits in groups: by likely person, camera, footage or case; that of the first hit first, hits in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from cpcl_desktop.engine.numbering import APART, of_case, place_of
from cpcl_desktop.gui.lanes.group import NO_GROUP, LikelyPersons
from cpcl_desktop.gui.panels.hit_columns import Column, HitColumns
from cpcl_desktop.gui.results_wording import group_heading, person_name

Grouping = Literal["passage", "person", "camera", "source", "case"]


@dataclass(frozen=True, slots=True)
class Arranged:
    """Hits in the order in which they are shown, and the heading of each group by the row of its first hit."""

    shown: HitColumns
    headings: Mapping[int, str] = field(default_factory=dict)


def arranged(hits: HitColumns, grouping: Grouping, persons: LikelyPersons) -> Arranged:
    """Put hits into groups; each passage by itself is no group."""
    if grouping == "passage" or not len(hits):
        return Arranged(hits)
    numbers = _numbers(hits, grouping, persons)
    keys = _small(numbers)
    sizes, firsts = np.bincount(keys), np.empty(int(keys.max()) + 1, np.int64)
    firsts[keys[::-1]] = np.arange(len(keys))[::-1]  # of several the last that is written stays: the best hit
    there = np.flatnonzero(sizes)
    groups = there[np.argsort(firsts[there])]  # in the order of their best hits
    headings, row = {}, 0
    for key in groups.tolist():
        best, size = int(firsts[key]), int(sizes[key])
        headings[row] = group_heading(_name(hits, best, int(numbers[best]), grouping, persons), size)
        row += size
    places = np.empty(len(sizes), np.min_scalar_type(len(groups)))  # few bits, which are sorted much quicker
    places[groups] = np.arange(len(groups))
    return Arranged(hits.in_order(np.argsort(places[keys], kind="stable")), headings)


def _numbers(hits: HitColumns, grouping: Grouping, persons: LikelyPersons) -> Column:
    """A number from 0 on for what each hit is grouped by."""
    if grouping == "person":
        return persons.groups_of(hits.tracks) - NO_GROUP
    if grouping == "case":
        return place_of(hits.sources)
    return hits.cameras if grouping == "camera" else hits.sources


def _small(numbers: Column) -> Column:
    """Numbers of several cases, which are far apart, as places in their order; those of one case as they are."""
    return np.unique(numbers, return_inverse=True)[1] if numbers.max() >= APART else numbers


def _name(hits: HitColumns, best: int, number: int, grouping: Grouping, persons: LikelyPersons) -> str:
    """What a group is called, by its best hit's row or its number."""
    if grouping == "person":
        group = number + NO_GROUP
        return person_name("" if group == NO_GROUP else persons.called(group), persons.names.get(group, ""))
    hit = hits.hits[best]
    if grouping == "case":
        return hit.case
    return of_case(hit.case, hit.camera if grouping == "camera" else hit.source_name)
