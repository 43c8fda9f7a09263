"""Hits in groups: by likely person, camera or footage; that of the best hit first, hits as they ranked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from cpcl_desktop.engine.records import Hit
from cpcl_desktop.gui.lanes.group import LikelyPersons
from cpcl_desktop.gui.results_wording import group_heading, person_name

Grouping = Literal["passage", "person", "camera", "source"]


@dataclass(frozen=True, slots=True)
class Arranged:
    """Hits in the order in which they are shown, and the heading of each group by the row of its first hit."""

    hits: tuple[Hit, ...]
    headings: Mapping[int, str] = field(default_factory=dict)


def arranged(hits: Sequence[Hit], grouping: Grouping, persons: LikelyPersons) -> Arranged:
    """Put hits into groups; each passage by itself is no group."""
    if grouping == "passage":
        return Arranged(tuple(hits))
    name_of = _names(grouping, persons)
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(name_of(hit), []).append(hit)
    headings, row = {}, 0
    for name, members in groups.items():
        headings[row] = group_heading(name, len(members))
        row += len(members)
    return Arranged(tuple(hit for members in groups.values() for hit in members), headings)


def _names(grouping: Grouping, persons: LikelyPersons) -> Callable[[Hit], str]:
    if grouping == "camera":
        return lambda hit: hit.camera
    if grouping == "source":
        return lambda hit: hit.source_name

    def person(hit: Hit) -> str:
        label = persons.labels.get(hit.track)
        return person_name(label, "" if label is None else persons.names.get(label, ""))

    return person
