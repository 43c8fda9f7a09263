"""Hits in groups: by likely person, camera or footage; that of the best hit first, hits as they ranked."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from cpcl_desktop.engine.records import Hit
from cpcl_desktop.gui.lanes.group import LikelyPersons
from cpcl_desktop.gui.results_wording import group_heading, person_name

Grouping = Literal["passage", "person", "camera", "source"]
Key = str | int | None


@dataclass(frozen=True, slots=True)
class Arranged:
    """Hits in the order in which they are shown, and the heading of each group by the row of its first hit."""

    hits: tuple[Hit, ...]
    headings: Mapping[int, str] = field(default_factory=dict)


def arranged(hits: Sequence[Hit], grouping: Grouping, persons: LikelyPersons) -> Arranged:
    """Put hits into groups; each passage by itself is no group."""
    if grouping == "passage":
        return Arranged(tuple(hits))
    groups: dict[Key, list[Hit]] = {}
    for hit, key in zip(hits, _keys(hits, grouping, persons), strict=True):
        if (members := groups.get(key)) is None:
            groups[key] = members = []
        members.append(hit)
    headings, row = {}, 0
    for key, members in groups.items():
        headings[row] = group_heading(_name(members[0], key, grouping, persons), len(members))
        row += len(members)
    return Arranged(tuple(itertools.chain.from_iterable(groups.values())), headings)


def _keys(hits: Sequence[Hit], grouping: Grouping, persons: LikelyPersons) -> list[Key]:
    """What each hit is grouped by; of 100,000 hits, so no more than a look at each."""
    if grouping == "person":
        return [persons.labels.get(hit.track) for hit in hits]
    return [hit.camera for hit in hits] if grouping == "camera" else [hit.source for hit in hits]


def _name(first: Hit, key: Key, grouping: Grouping, persons: LikelyPersons) -> str:
    if grouping == "person":
        label = None if key is None else int(key)
        return person_name(label, "" if label is None else persons.names.get(label, ""))
    return first.camera if grouping == "camera" else first.source_name
