"""Storing what is said of passages, a part of them a transaction: in the decision lane, or by its worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.decisions import Ruling
from cpcl_desktop.engine.case.records import Decision, Judgement, Mark, MarkKind
from cpcl_desktop.engine.federation.said import Word
from cpcl_desktop.engine.numbering import among, own, place_of
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.hits import Column
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.said import NOTHING, Said, SaidOf, said_by
from cpcl_desktop.gui.worker.course import Announce

AT_ONCE = 2000  # passages a transaction: a fraction of a second for whoever else writes to the case


@dataclass(frozen=True, slots=True)
class Saying:
    """What a step says of each of its passages; without a note of its own, the one that stands stays."""

    verdict: Judgement | None
    description: str = ""
    note: str | None = None

    def after(self, known: Said) -> Said:
        """What is said of a passage then, of which this is said now."""
        kept = known.note if self.verdict else ""
        return Said(self.verdict, kept if self.note is None else self.note, self.description or known.description)


@dataclass(frozen=True, slots=True)
class Marking:
    """The mark that a step sets on passages that have none, or with `sets` False takes off those that have."""

    kind: MarkKind
    sets: bool


@dataclass(frozen=True, slots=True, eq=False)
class Passages:
    """Passages, int64[N], and the picture of each that was looked at, int64[N]."""

    tracks: Column
    crops: Column

    def __len__(self) -> int:
        return len(self.tracks)

    def those(self, wanted: Column) -> Passages:
        """Those for which `wanted`, bool[N], is true."""
        return Passages(self.tracks[wanted], self.crops[wanted])

    def part(self, first: int) -> Passages:
        """Those of one transaction, from a place on."""
        return Passages(self.tracks[first : first + AT_ONCE], self.crops[first : first + AT_ONCE])


@dataclass(frozen=True, slots=True)
class Stored:
    """What was stored in one transaction, and the `entries` of the log before and after it.

    `gone` are passages that the case no longer has, `overtaken` those of which somebody else said something since;
    `before` is as of a `Step`. `instead` is what counts all the same of passages of which another case says
    something with a later time.
    """

    decisions: Sequence[Decision]
    marks: Sequence[Mark]
    before: Mapping[int, Said]
    gone: Sequence[int]
    overtaken: Sequence[int]
    entries: tuple[int, int]
    place: int = 0  # of its case, of several
    instead: Mapping[int, Decision] = field(default_factory=dict)

    def among_cases(self, place: int, change: Saying | Marking) -> Stored:
        """The same under the numbers of the case at a place of several, where it is in its own; of this change."""
        kind = change.kind if isinstance(change, Marking) else None  # labels have numbers, too
        if not place and all(one.kind == kind for one in self.marks):  # the first, or the only one
            return self

        def of(numbers: Sequence[int]) -> list[int]:
            return [among(place, number) for number in numbers]

        return Stored(
            [_decision_of(place, one) for one in self.decisions],
            [replace(one, track=among(place, one.track), kind=kind or one.kind) for one in self.marks],
            {among(place, track): said for track, said in self.before.items()},
            of(self.gone),
            of(self.overtaken),
            self.entries,
            place,
        )

    @property
    def is_all_that_came(self) -> bool:
        """Whether nobody else wrote to the log between the two: a team's others, or another program."""
        before, after = self.entries
        return after - before == len(self.decisions) + len(self.marks)

    @property
    def tracks(self) -> list[int]:
        """The passages of which something else is said now, or that are gone."""
        said = [one.track for one in self.decisions] + [one.track for one in self.marks]
        return [*said, *self.gone]


@dataclass(frozen=True, slots=True)
class Asked:
    """A step as it is stored: `change`, or with `before` what was said until then, where it is taken back.

    Of what it takes back, only that is which still says what the step said, `after`. `counting` is the last word on
    its passages over several cases, as was read before, where some hold the same footage.
    """

    passages: Passages
    change: Saying | Marking
    before: SaidOf | None = None
    after: SaidOf = field(default_factory=SaidOf)
    counting: Mapping[int, Word] = field(default_factory=dict)
    place: int = 0  # of its case, of several

    @property
    def places(self) -> list[int]:
        """The places of the cases that it is about, of several, each once."""
        return np.unique(place_of(self.passages.tracks)).tolist()  # type: ignore[no-any-return]

    def of_case(self, place: int) -> Asked:
        """What of it is about the case at a place, under its own numbers."""

        def mine(said: SaidOf) -> SaidOf:
            its = place_of(said.tracks) == place
            return said.narrowed(its, own(said.tracks[its]))

        some = self.passages.those(place_of(self.passages.tracks) == place)
        passages = Passages(own(some.tracks), own(some.crops))
        before = None if self.before is None else mine(self.before)
        counting = {own(track): one for track, one in self.counting.items() if place_of(track) == place}
        return Asked(passages, self.change, before, mine(self.after), counting, place)


def store(occasion: Occasion, asked: Asked, announce: Announce, report: Report) -> Stored:
    """`store_in` a case that is opened for it."""
    with occasion.open() as case:
        return store_in(case, asked, announce, report)


def store_in(case: Case, asked: Asked, announce: Announce, report: Report) -> Stored:
    """Store a step, a part a transaction; announces each part but the last, which it returns.

    Raises Cancelled between parts; those before stay.
    """
    last: Stored | None = None
    for first in range(0, max(1, len(asked.passages)), AT_ONCE):
        if last is not None:
            announce(last)
        report(Progress(tr("Deciding"), first, len(asked.passages), "passages"))
        last = _store_part(case, asked, asked.passages.part(first))
    assert last is not None
    return last


def _store_part(case: Case, asked: Asked, part: Passages) -> Stored:
    tracks = part.tracks.tolist()
    before = case.log.head().entries
    decisions, marks, change = list[Decision](), list[Mark](), asked.change
    rulings = _Rulings(case, asked, part)
    if isinstance(change, Marking):
        marks = case.marks.set_all(tracks, change.kind, change.sets)
    else:
        decisions = case.decisions.decide_all(rulings.of(change))
    done = {one.track for one in decisions} | {one.track for one in marks} | set(rulings.overtaken)
    gone = sorted(set(tracks) - done)
    return Stored(decisions, marks, rulings.stood, gone, rulings.overtaken, (before, case.log.head().entries))


def _decision_of(place: int, one: Decision) -> Decision:
    crop = None if one.crop is None else among(place, one.crop)
    return replace(one, track=among(place, one.track), crop=crop)


class _Rulings:
    """What is decided about passages, by what stands when the transaction has the case's turn.

    Others may have decided until then: a team's desks, whose decisions come with the turn, or another program.
    """

    def __init__(self, case: Case, asked: Asked, part: Passages) -> None:
        self._case, self._asked, self._part = case, asked, part
        self._before = None if asked.before is None else asked.before.of(part.tracks)
        self._after = asked.after.of(part.tracks)
        self.stood: dict[int, Said] = {}
        self.overtaken: list[int] = []

    def of(self, change: Saying) -> Iterator[Ruling]:
        """Those of a part; to be gone through within the transaction."""
        tracks, crops = self._part.tracks.tolist(), self._part.crops.tolist()
        last = self._case.decisions.last_on(tracks)
        for track, crop in zip(tracks, crops, strict=True):
            stands = said_by(self._standing(track, last.get(track)))
            if self._after.get(track, stands) != stands:
                self.overtaken.append(track)
                continue
            if stands.verdict:
                self.stood[track] = stands
            said = self._said(change, track, stands)
            yield Ruling(track, said.verdict, crop, said.description, said.note)

    def _standing(self, track: int, here: Decision | None) -> Decision | None:
        """What counts of a passage: the last decision in this case, or a later one that another case has of it."""
        word, place = self._asked.counting.get(track), self._asked.place
        if word is None or (here is not None and not word.counts_after(Word(here.time, place, here))):
            return here
        return word.decision

    def _said(self, change: Saying, track: int, stands: Said) -> Said:
        return change.after(stands) if self._before is None else self._before.get(track, NOTHING)
