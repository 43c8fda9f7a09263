"""Carrying what people said in the parts: decisions, labels, marks, descriptions, saved searches, and persons.

All of it goes in the order in which it was said, so that the last word counts
as if everybody had worked in one case; labels go before all that may have one. Who said it and when stays with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.parts import Part, RowKind
from cpcl_desktop.engine.case.records import Decision, Label
from cpcl_desktop.engine.merge.labels import OtherKey, labels_here
from cpcl_desktop.engine.merge.own_words import OwnWords
from cpcl_desktop.engine.merge.speakers import KINDS, Heard, Said, Speakers, everything


@dataclass(frozen=True, slots=True)
class Conflict:
    """A passage that was decided otherwise in several cases; all are kept, `counts` is what was said last.

    `verdicts` are the case's name, the verdict, the user and the time of each.
    """

    track: int
    counts: str
    verdicts: Sequence[tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class NotCarried:
    """Something that was said in a part of a passage that the merged case does not have so; its log keeps it."""

    part: str
    kind: RowKind
    number: int
    why: str


class Sayings:
    """What is new of what people said in the parts: each is heard by itself, then `carry` takes all of it over."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._standing = frozenset((KINDS[type(said)], said.id) for said in everything(case))
        self._labels = labels_here(case)
        self._parts: list[Speakers] = []
        self.carried = 0
        self.conflicts: list[Conflict] = []
        self.not_carried: list[NotCarried] = []
        self.other_keys: list[OtherKey] = []

    def hear(self, part: Part, other: Case) -> None:
        """Read what is new in a part; nothing is asked of it any more after that."""
        self._parts.append(Speakers(self._case, part, other, self._standing, self._labels))

    def carry(self) -> None:
        """Take it over, in the running transaction."""
        again, done = OwnWords(self._case), dict[str, Said | None]()
        for at, heard in self._in_turn():
            part, said = self._parts[at], heard.said
            if heard.root in done:
                part.note(said, done[heard.root])
                continue
            done[heard.root] = carried = part.carry(heard)
            part.note(said, carried)
            if carried is None or heard.missed:
                kind = KINDS[type(said)]
                self.not_carried.append(NotCarried(part.name, kind, said.id, part.why(said, carried)))
            if carried is not None:
                self.carried += 1
                again.note(carried)
        again.say()
        for part in self._parts:
            part.note_inner()
            self.other_keys += part.labels.moved
        self.conflicts = list(self._conflicts(again.decided))

    def _in_turn(self) -> list[tuple[int, Heard]]:
        every = [(at, one) for at, part in enumerate(self._parts) for one in part.heard]
        return sorted(every, key=_turn_of)

    def _conflicts(self, tracks: Iterable[int]) -> Iterator[Conflict]:
        names, counts = self._names(), self._case.decisions.current()
        for track in sorted(set(tracks)):
            last: dict[tuple[str, str], Decision] = {}
            for decision in self._case.decisions.history(track):
                last[names.get(decision.id, ("", self._case.path.name))] = decision
            verdicts = [(name, one) for (_, name), one in last.items() if one.verdict is not None]
            if len({one.verdict for _, one in verdicts}) > 1:
                counting = counts.get(track)
                yield Conflict(
                    track,
                    "" if counting is None else str(counting.verdict),
                    [(name, str(one.verdict), one.user, one.time) for name, one in verdicts],
                )

    def _names(self) -> dict[int, tuple[str, str]]:
        """From which part a decision came, by its number here: what its log calls it, and its file's name."""
        return {
            ours: (part.case, part.name)
            for part in self._case.parts.all()
            for ours in self._case.parts.rows(part.case, "decision").values()
        }


def _turn_of(each: tuple[int, Heard]) -> tuple[bool, str, int, int]:
    """When its turn is: labels first, then by time, part and number."""
    at, said = each[0], each[1].said
    return not isinstance(said, Label), said.time, at, said.id
