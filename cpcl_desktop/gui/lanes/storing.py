"""Storing what is said of passages, a part of them a transaction: in the decision lane, or by its worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.decisions import Ruling
from cpcl_desktop.engine.case.records import Decision, Judgement, Mark, MarkKind
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.hits import Column
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.worker.course import Announce

AT_ONCE = 2000  # passages a transaction: a fraction of a second for whoever else writes to the case


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a passage; without a verdict, nothing is."""

    verdict: Judgement | None = None
    note: str = ""
    description: str = ""


NOTHING = Said()


def said_by(decision: Decision | None) -> Said:
    """What a decision says; a withdrawn one says nothing."""
    if decision is None or decision.verdict is None:
        return NOTHING
    return Said(decision.verdict, decision.note, decision.description)


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

    `gone` are passages that the case no longer has; `before` is as of a `Step`.
    """

    decisions: Sequence[Decision]
    marks: Sequence[Mark]
    before: Mapping[int, Said]
    gone: Sequence[int]
    entries: tuple[int, int]

    @property
    def tracks(self) -> list[int]:
        """The passages of which something else is said now, or that are gone."""
        said = [one.track for one in self.decisions] + [one.track for one in self.marks]
        return [*said, *self.gone]


@dataclass(frozen=True, slots=True)
class Asked:
    """A step as it is stored: `change`, or with `before` what was said until then, where it is taken back."""

    passages: Passages
    change: Saying | Marking
    before: Mapping[int, Said] | None = None


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
    decisions, marks, stood = list[Decision](), list[Mark](), dict[int, Said]()
    change = asked.change
    if isinstance(change, Marking):
        marks = case.marks.set_all(tracks, change.kind, change.sets)
    else:
        last = case.decisions.last_on(tracks)
        stood = {track: said for track in tracks if (said := said_by(last.get(track))).verdict}
        rulings = [
            _ruling(track, crop, _after(asked, change, track, stood.get(track, NOTHING)))
            for track, crop in zip(tracks, part.crops.tolist(), strict=True)
        ]
        decisions = case.decisions.decide_all(rulings)
    there = {one.track for one in decisions} | {one.track for one in marks}
    gone = sorted(set(tracks) - there)
    return Stored(decisions, marks, stood, gone, (before, case.log.head().entries))


def _after(asked: Asked, change: Saying, track: int, stood: Said) -> Said:
    return change.after(stood) if asked.before is None else asked.before.get(track, NOTHING)


def _ruling(track: int, crop: int, said: Said) -> Ruling:
    return Ruling(track, said.verdict, crop, said.description, said.note)
