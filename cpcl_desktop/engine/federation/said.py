"""What people said in several cases of the passages that are searched: also in a case whose copy of footage is not.

Each thing stands where a merge would carry it, see `places`, and the last word counts, whoever's case it is in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from cpcl_desktop.engine.case.labels import label_of
from cpcl_desktop.engine.case.marks import Marks, with_mark
from cpcl_desktop.engine.case.records import Decision, LabelKind, Mark, PersonDecision
from cpcl_desktop.engine.federation.labels import kinds_together
from cpcl_desktop.engine.federation.members import Member
from cpcl_desktop.engine.federation.places import Places
from cpcl_desktop.engine.numbering import among, own, place_of
from cpcl_desktop.engine.records import Source

Spot = tuple[int, int | None]  # a passage as its case counts it, and the picture that was looked at


class Word(NamedTuple):
    """A decision, maybe a withdrawal; which is the last among cases goes by its time, then by its case's place."""

    time: str
    place: int
    decision: Decision

    def counts_after(self, other: Word) -> bool:
        """Whether it is the later of the two."""
        return self[:2] > other[:2]


def decisions_together(members: Sequence[Member], copies: Mapping[int, Source]) -> dict[int, Decision]:
    """The decision that counts on each passage, by its number among the cases."""
    return decisions_of(last_words(members, copies))


def decisions_of(words: Mapping[int, Word]) -> dict[int, Decision]:
    """The decisions that count by the last word on each passage."""
    return {track: word.decision for track, word in words.items() if word.decision.verdict is not None}


def last_words(members: Sequence[Member], copies: Mapping[int, Source]) -> dict[int, Word]:
    """The last word on each passage of which anything was decided, by its number among the cases."""
    said: list[Word] = []
    for member in members:
        history = list(member.case.decisions.placed())
        spots = searched_as(members, member, copies, [(one.track, one.crop) for one in history])
        said += [Word(one.time, member.place, replace(one, track=spots[one.track, one.crop])) for one in history]
    # of one case in its order
    return {word.decision.track: word for word in sorted(said, key=lambda one: one[:2])}


def marks_together(members: Sequence[Member], copies: Mapping[int, Source]) -> Marks:
    """The marks that stand on each passage, by its number among the cases."""
    said: list[tuple[str, int, Mark]] = []
    kinds = kinds_together(members)
    for member in members:
        history = list(_among_cases(member, kinds))
        spots = searched_as(members, member, copies, [(one.track, None) for one in history])
        said += [(one.time, member.place, replace(one, track=spots[one.track, None])) for one in history]
    last = {(one.track, one.kind): one for _, _, one in sorted(said, key=lambda one: one[:2])}
    marks: Marks = {}
    for (track, kind), mark in last.items():
        if mark.is_set:
            marks[track] = with_mark(marks.get(track, frozenset()), kind)
    return marks


def _among_cases(member: Member, kinds: Mapping[tuple[int, str], LabelKind]) -> Iterator[Mark]:
    """A case's marks with the numbers that labels have among the cases; none of labels that were taken away."""
    for mark in member.case.marks.placed():
        if label_of(mark.kind) is None:
            yield mark
        elif (kind := kinds.get((member.place, mark.kind))) is not None:
            yield replace(mark, kind=kind)


def persons_together(members: Sequence[Member], copies: Mapping[int, Source]) -> list[PersonDecision]:
    """The decisions about likely persons that count, in the order in which they were said."""
    every: list[PersonDecision] = []
    for member in members:
        current = member.case.persons.current()
        spots = searched_as(members, member, copies, [(track, None) for one in current for track in _tracks(one)])
        for one in current:
            tracks = tuple(spots[track, None] for track in one.tracks)
            rest = tuple(number for track in one.rest if (number := spots[track, None]) not in tracks)
            every.append(replace(one, tracks=tracks, rest=rest))
    return sorted(every, key=lambda one: one.time)


def searched_as(
    members: Sequence[Member], member: Member, copies: Mapping[int, Source], said: Iterable[Spot]
) -> dict[Spot, int]:
    """The number among the cases under which each of a case's passages is searched.

    Of a copy that is not searched, that of the passage of the other; its own, which nothing finds, where there the
    footage has no such passage.
    """
    spots = {spot: among(member.place, spot[0]) for spot in said}
    for target, sources in _copied(member, copies):
        places = Places(
            members[target].case, member.case, sources, (track for track, _ in spots), (c for _, c in spots if c)
        )
        for track, crop in spots:
            if here := places.looked_at(track, crop)[0]:
                spots[track, crop] = among(target, here)
    return spots


def _copied(member: Member, copies: Mapping[int, Source]) -> Iterator[tuple[int, dict[int, int]]]:
    """Which of a case's sources are searched in which other case, and what they are there."""
    mine = {number: found.id for number, found in copies.items() if place_of(number) == member.place}
    for target in dict.fromkeys(place_of(found) for found in mine.values()):
        yield target, {own(number): own(found) for number, found in mine.items() if place_of(found) == target}


def _tracks(one: PersonDecision) -> tuple[int, ...]:
    return (*one.tracks, *one.rest)
