"""What people decided about groups, as what must be and what cannot be together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from cpcl_desktop.bundle.clustering.sparse import Indices
from cpcl_desktop.engine.case.records import PersonDecision

_Sides = tuple[frozenset[int], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Rulings:
    """Passages by their place: lists that must be together, and for a passage those it cannot be with."""

    together: Sequence[Sequence[int]] = ()
    apart: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def part(self, some: Indices, others: Indices) -> bool:
        """Whether somebody took any of some passages apart from any of others."""
        if not self.apart:
            return False
        those = set(others.tolist())
        return any(not self.apart.get(passage, frozenset()).isdisjoint(those) for passage in some.tolist())


def rulings_of(decisions: Iterable[PersonDecision], tracks: Indices) -> Rulings:
    """What the decisions that count come to, for the passages of these numbers (ascending).

    A later decision overrules an earlier one where they contradict each other:
    who merges what was split has it together, who splits what was merged apart.
    """
    together: list[frozenset[int]] = []
    apart: list[_Sides] = []
    for decision in decisions:
        taken, rest = frozenset(decision.tracks), frozenset(decision.rest)
        if decision.kind == "merge":
            apart = [sides for one in apart for sides in _without(one, taken)]
            together.append(taken)
        elif decision.kind == "split":
            together = [part for one in together for part in (one & taken, one - taken)]
            apart.append((taken, rest))
    return _placed(together, apart, {track: place for place, track in enumerate(tracks.tolist())})


def _without(sides: _Sides, merged: frozenset[int]) -> list[_Sides]:
    """What two sides still keep apart once some passages are merged."""
    taken, rest = sides
    return [(taken - merged, rest), (taken & merged, rest - merged)]


def _placed(together: Sequence[frozenset[int]], apart: Sequence[_Sides], places: Mapping[int, int]) -> Rulings:
    """Rulings by place; passages that are not there any more are left out."""
    found: dict[int, set[int]] = {}
    for taken, rest in apart:
        ours, theirs = ({places[track] for track in side if track in places} for side in (taken, rest))
        for side, other in ((ours, theirs), (theirs, ours)):
            for place in side:
                found.setdefault(place, set()).update(other)
    lists = [sorted(places[track] for track in one if track in places) for one in together]
    return Rulings(
        [one for one in lists if len(one) > 1],
        {place: frozenset(others) for place, others in found.items() if others},
    )


def names_of(decisions: Iterable[PersonDecision], tracks: Indices, labels: Indices) -> dict[int, str]:
    """The name of each group (by label) that has one: a name goes where most of those named are.

    `tracks` int64[N] ascending are the passages' numbers, `labels` int64[N] their groups.
    """
    names: dict[int, str] = {}
    for decision in decisions:
        if decision.kind != "name":
            continue
        at = np.searchsorted(tracks, decision.tracks)
        known = [int(labels[place]) for place, track in zip(at.tolist(), decision.tracks, strict=True)
                 if place < len(tracks) and tracks[place] == track]  # fmt: skip
        if known:
            group = min(Counter(known).items(), key=lambda one: (-one[1], one[0]))[0]
            names[group] = decision.name
    return {group: name for group, name in names.items() if name}
