"""What contradicts a group, what could not be checked, and which groups were kept apart though alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.bundle.clustering.sparse import Indices
from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.clock import length
from cpcl_desktop.engine.persons.grouping import Conflicts
from cpcl_desktop.engine.persons.passages import Passages
from cpcl_desktop.engine.persons.presence import Presence

_NAMED = 5  # contradictions and sources that are told one by one


@dataclass(frozen=True, slots=True)
class KeptApart:
    """Another group that is alike enough to be the same person and cannot be, and why."""

    person: int
    because: str
    case: str = ""  # of its number, where there are several


def sentences_against(passages: Passages, presence: Presence, members: Indices) -> Iterator[str]:
    """What contradicts that these passages show one person, and what could not be checked."""
    if len(members) < 2:
        return
    clashing = np.argwhere(np.triu(presence.clashes(members, members), 1))
    for one, other in clashing[:_NAMED].tolist():
        why = reason(passages, presence, int(members[one]), int(members[other]))
        yield worded("Somebody put them together, but {why}", why=why)
    if len(clashing) > _NAMED:
        yield worded("{count} more of its passages contradict each other so.", count=len(clashing) - _NAMED)
    unclocked = [one for one in members.tolist() if not presence.is_clocked(one)]
    if unclocked and len(np.unique(presence.cameras[members])) > 1:
        names = list(dict.fromkeys(passages.source_of(one).name for one in unclocked))
        recorders, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
        if more > 0:
            recorders = worded("{names} and {count} more", names=recorders, count=more)
        yield worded(
            "The recorder's clock of {recorders} is not known, so that nobody can tell whether this would be two "
            "places at once; `cpcl clock` states it.",
            recorders=recorders,
        )


def reason(passages: Passages, presence: Presence, one: int, other: int) -> str:
    """Why nobody can be in both of two passages, as the end of a sentence."""
    numbers = worded("passages {one} and {other}", one=passages.called(one), other=passages.called(other))
    if presence.clash(one, other) == "same footage":
        return worded(
            "{numbers} are seen in {name} at the same time.", numbers=numbers, name=passages.source_of(one).name
        )
    cameras = " and ".join(passages.source_of(passage).camera for passage in (one, other))
    off = " and ".join(f"± {length(presence.doubts_us[passage] / 1e6)}" for passage in (one, other))
    return worded(
        "{numbers} are at {cameras} at the same time, by more than the clocks may be off ({off}).",
        numbers=numbers,
        cameras=cameras,
        off=off,
    )


def kept_apart(
    passages: Passages,
    labels: Indices,
    members: Sequence[Indices],
    refused: Sequence[tuple[int, int, float]],
    conflicts: Conflicts,
) -> dict[int, list[KeptApart]]:
    """By group, those it was not merged with though alike enough; `refused` are samples of both sides."""
    found: dict[int, list[KeptApart]] = {}
    pairs = dict.fromkeys(
        (min(one, other), max(one, other)) for one, other in _labels_of(refused, labels) if one != other
    )
    for one, other in pairs:
        because = _because(passages, members[one], members[other], conflicts)
        for label, there in ((one, other), (other, one)):
            first = int(members[there][0])
            apart = KeptApart(int(passages.tracks[first]), because, passages.source_of(first).case)
            found.setdefault(label, []).append(apart)
    return found


def _labels_of(refused: Sequence[tuple[int, int, float]], labels: Indices) -> list[tuple[int, int]]:
    return [(int(labels[one]), int(labels[other])) for one, other, _ in refused]


def _because(passages: Passages, some: Indices, others: Indices, conflicts: Conflicts) -> str:
    clashing = np.argwhere(conflicts.presence.clashes(some, others))
    if len(clashing):
        one, other = clashing[0].tolist()
        return reason(passages, conflicts.presence, int(some[one]), int(others[other]))
    return worded("somebody took them apart.")
