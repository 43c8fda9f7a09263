"""The likely persons of a case or of several: appearances in order, gaps between them, what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from cpcl_desktop.bundle.clustering.sparse import Indices
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.federation.federation import Federation, federated
from cpcl_desktop.engine.numbering import called
from cpcl_desktop.engine.persons.against import KeptApart, kept_apart, sentences_against
from cpcl_desktop.engine.persons.agglomeration import Clustering
from cpcl_desktop.engine.persons.grouping import Conflicts, group, scale_of
from cpcl_desktop.engine.persons.kept import keep_groups, kept_groups
from cpcl_desktop.engine.persons.passages import Passages, passages_of
from cpcl_desktop.engine.persons.presence import Presence
from cpcl_desktop.engine.persons.rulings import names_of, rulings_of
from cpcl_desktop.engine.persons.standing import Standing, standing_of, strength_of
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.recorder_time import NO_TIME, ClockTime, time_at
from cpcl_desktop.engine.records import Source, Strength

CAVEAT = "Passages are grouped by looks, time and place: a proposal to be checked, never an identification."


@dataclass(frozen=True, slots=True)
class Appearance:
    """A passage of a likely person; `gap_s` is the time since the one before, by which `gap_doubt_s` may be off.

    `likeness` is the mean to the person's other passages and `lead` by how much
    more that is than to any other person; with `label` None where it is alone.
    Times of the passage are seconds of its file; `time` is that of its begin.
    """

    track: int
    source: str
    path: str
    camera: str
    begin_s: float
    end_s: float
    time: ClockTime = NO_TIME
    gap_s: float | None = None
    gap_doubt_s: float | None = None
    likeness: float | None = None
    lead: float | None = None
    label: Strength | None = None
    case: str = ""  # what its case is called, where there are several

    @property
    def number(self) -> str:
        """How its passage's number is written."""
        return called(self.case, self.track)


@dataclass(frozen=True, slots=True)
class Person:
    """Passages that likely show one person; `number` is the lowest number of a passage among them, of that `case`.

    `against` says in sentences what contradicts, or could not be checked;
    `apart` are groups alike enough that were kept apart.
    """

    number: int
    name: str
    label: Strength | None
    likeness: float | None
    lead: float | None
    appearances: Sequence[Appearance]
    against: Sequence[str] = field(default_factory=tuple)
    apart: Sequence[KeptApart] = field(default_factory=tuple)
    case: str = ""

    @property
    def called(self) -> str:
        """How its number is written."""
        return called(self.case, self.number)


class Persons:
    """All passages of a case in groups; what is said of a group is made when it is asked for."""

    def __init__(self, passages: Passages, presence: Presence, labels: Indices, standing: Standing) -> None:
        self.passages, self.presence, self.labels, self.standing = passages, presence, labels, standing
        self.names: dict[int, str] = {}
        self._apart: dict[int, list[KeptApart]] = {}
        order = np.argsort(labels, kind="stable")
        self._members = np.split(order, np.cumsum(np.bincount(labels))[:-1]) if len(labels) else []

    def __len__(self) -> int:
        return len(self._members)

    @property
    def numbers(self) -> Indices:
        """The number of each group: the lowest of a passage in it."""
        return self.passages.tracks[np.unique(self.labels, return_index=True)[1]]

    def label_of(self, track: int) -> int:
        """The group of a passage; `CaseError` where there is no such passage."""
        return int(self.labels[self.passages.at([track])[0]])

    def case_of(self, label: int) -> str:
        """What the case of a group's number is called, where there are several."""
        return self.passages.source_of(int(self._members[label][0])).case

    def members(self, label: int) -> Indices:
        """Where the passages of a group stand, in the order of true time."""
        return self.presence.in_order(self._members[label])

    def tracks(self, label: int) -> list[int]:
        """The numbers of a group's passages, ascending."""
        return list(map(int, self.passages.tracks[self._members[label]]))

    def of(self, track: int) -> Person:
        """The likely person that a passage shows; `CaseError` where the case has no such passage."""
        return self.person(self.label_of(track))

    def elsewhere(self, track: int) -> list[Appearance]:
        """Where else the likely person of a passage was seen, in order of time; `CaseError` for no such passage.

        Gaps are those between that passage and each, below zero for what was
        before; labels say how firmly both belong to one person.
        """
        (place,) = self.passages.at([track])
        others = [int(one) for one in self.members(int(self.labels[place])) if one != place]
        return [self._seen_from(place, one) for one in others]

    def _seen_from(self, place: int, other: int) -> Appearance:
        after, before = self.presence.gap_us(place, other), self.presence.gap_us(other, place)
        same = replace(self.appearance(other), label=self.same(place, other))
        if after is None or before is None:
            return same
        gap_us = after[0] if abs(after[0]) <= abs(before[0]) else -before[0]
        return replace(same, gap_s=gap_us / 1e6, gap_doubt_s=after[1] / 1e6)

    def same(self, one: int, other: int) -> Strength | None:
        """How firmly two passages of a group belong to one person: as the one that belongs less."""
        pair = [one, other]
        return strength_of(float(self.standing.own[pair].min()), float(self.standing.leads[pair].min()))

    def repeated(self) -> list[Person]:
        """Persons seen more than once, or named, those seen most often first."""
        seen = [label for label, one in enumerate(self._members) if len(one) > 1 or label in self.names]
        seen.sort(key=lambda label: (-len(self._members[label]), label))
        return [self.person(label) for label in seen]

    def person(self, label: int) -> Person:
        """What is known of a group."""
        members = self.members(label)
        alone = len(members) < 2
        return Person(
            number=int(self.passages.tracks[self._members[label][0]]),
            name=self.names.get(label, ""),
            label=None if alone else self.standing.label(members),
            likeness=None if alone else float(self.standing.own[members].mean()),
            lead=None if alone else float(self.standing.leads[members].mean()),
            appearances=tuple(self._after(members, at) for at in range(len(members))),
            against=tuple(sentences_against(self.passages, self.presence, members)),
            apart=tuple(self._apart.get(label, ())),
            case=self.case_of(label),
        )

    def alone(self) -> int:
        """How many passages are in a group of their own."""
        return sum(len(one) == 1 for one in self._members)

    def unclocked(self) -> list[str]:
        """The names of sources whose recorder's clock is not known, of which nothing follows by time."""
        numbers = np.unique(self.passages.sources).tolist()
        sources = [self.passages.by_source[number] for number in numbers]
        return [source.name for source in sources if source.clock.start is None]

    def clocked(self) -> list[Source]:
        """The sources whose recorder's clock is known, each with its own doubt."""
        numbers = np.unique(self.passages.sources).tolist()
        sources = [self.passages.by_source[number] for number in numbers]
        return [source for source in sources if source.clock.start is not None]

    def note_apart(self, refused: Sequence[tuple[int, int, float]], conflicts: Conflicts) -> None:
        """Take up which groups were kept apart, from the merges that were refused."""
        self._apart = kept_apart(self.passages, self.labels, self._members, refused, conflicts)

    def _after(self, members: Indices, at: int) -> Appearance:
        """An appearance with the time since the one before."""
        gap = self.presence.gap_us(int(members[at - 1]), int(members[at])) if at else None
        appearance = self.appearance(int(members[at]))
        return appearance if gap is None else replace(appearance, gap_s=gap[0] / 1e6, gap_doubt_s=gap[1] / 1e6)

    def appearance(self, passage: int) -> Appearance:
        """The passage that stands there, by itself."""
        source = self.passages.source_of(passage)
        own, lead = float(self.standing.own[passage]), float(self.standing.leads[passage])
        begin_us, end_us = int(self.passages.begins_us[passage]), int(self.passages.ends_us[passage])
        return Appearance(
            track=int(self.passages.tracks[passage]),
            source=source.name,
            path=str(source.path),
            camera=source.camera,
            begin_s=begin_us / 1e6,
            end_s=end_us / 1e6,
            time=time_at(source.clock, begin_us),
            likeness=None if np.isnan(own) else own,
            lead=None if np.isnan(own) else lead,
            label=strength_of(own, lead),
            case=source.case,
        )


@dataclass(frozen=True, slots=True)
class Grouped:
    """Which of these passages are one group each, as another process hands it over."""

    tracks: Indices
    groups: Clustering

    def of(self, tracks: Indices) -> Clustering | None:
        """The groups of these passages; None where they are of others."""
        return self.groups if np.array_equal(self.tracks, tracks) else None


def grouped(searched: Case | Federation, report: Report) -> Grouped:
    """Group the passages, without what is said of the groups then; errors as of `persons_of`."""
    federation = federated(searched)
    passages = passages_of(federation)
    rulings = rulings_of(federation.person_decisions(), passages.tracks)
    return Grouped(passages.tracks, group(passages, Presence(passages), rulings, report))


def persons_of(
    searched: Case | Federation, report: Report, doubt_s: float | None = None, made: Grouped | None = None
) -> Persons:
    """The likely persons of a case, or of several, as it is now, what people decided about them included.

    Where there are many, the groups of one case are kept beside it until it changes; those of several may be
    `made` beforehand.

    `doubt_s`, where given, is by how much every recorder's clock may be off.
    `CaseError` while there is no footage; raises Cancelled.
    """
    federation = federated(searched)
    kept_with = federation.only if federation.is_one and doubt_s is None else None
    made_from = "" if kept_with is None else kept_with.group_cache.contents()
    passages = passages_of(federation)
    presence = Presence(passages, doubt_s)
    decisions = federation.person_decisions()
    rulings = rulings_of(decisions, passages.tracks)
    found = None if made is None else made.of(passages.tracks)
    if found is None and kept_with is not None:
        found = kept_groups(kept_with, passages.tracks)
    if found is None:
        found = group(passages, presence, rulings, report)
        if kept_with is not None:
            keep_groups(kept_with, made_from, passages.tracks, found)
    standing = standing_of(passages.vectors, found.labels, scale_of(passages.vectors), report)
    persons = Persons(passages, presence, found.labels, standing)
    persons.names = names_of(decisions, passages.tracks, found.labels)
    persons.note_apart(found.refused, Conflicts(presence, rulings))
    return persons
