"""What counts of passages over several cases that hold the same footage, and how far their logs are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cpcl_desktop.engine.case.records import Decision
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.federation.said import Word
from cpcl_desktop.gui.lanes.storing import Stored

_SPEAKS: frozenset[str] = frozenset(
    {"log begun", "migrated", "ingest", "decision", "mark", "label", "bin", "passages", "merge"}
)  # entries of the log after which other decisions, marks and labels may stand


def heads_of(cases: Federation) -> tuple[int, ...]:
    """How many entries each case's log has."""
    return tuple(member.case.log.head().entries for member in cases.members)


@dataclass(slots=True)
class Reach:
    """How many entries of each case's log are known; none before anything was read."""

    entries: tuple[int, ...] = ()

    def pass_over(self, cases: Federation) -> bool:
        """Whether nothing was said since; what there was of other entries, as of views, is passed over."""
        heads = heads_of(cases)
        if heads == self.entries:
            return True
        before = self.entries or (0,) * len(heads)
        if any(
            member.case.log.actions_since(known) & _SPEAKS
            for member, known in zip(cases.members, before, strict=True)
        ):
            return False
        self.entries = heads
        return True

    def know(self, stored: Stored) -> None:
        """What was just stored need not be read, unless somebody else wrote in between."""
        before, after = stored.entries
        at = stored.place
        if self.entries and before == self.entries[at] and stored.is_all_that_came:
            self.entries = (*self.entries[:at], after, *self.entries[at + 1 :])


class Counting:
    """The last word on each passage over several cases, kept: to read it goes through all that was ever decided."""

    def __init__(self) -> None:
        self._words: dict[int, Word] = {}
        self._known = Reach()

    def read(self, cases: Federation) -> Mapping[int, Word]:
        """Read it, of all passages."""
        self._known.entries = heads_of(cases)
        self._words = cases.last_words()
        return self._words

    def of(self, cases: Federation, tracks: Iterable[int]) -> dict[int, Word]:
        """Those on these passages; none where no two cases hold the same footage: each then speaks for itself."""
        if cases.is_one or not cases.copies(cases.sources()):
            return {}
        if not self._known.pass_over(cases):
            self.read(cases)
        return {track: self._words[track] for track in tracks if track in self._words}

    def know(self, stored: Stored) -> dict[int, Decision]:
        """Take over what was just stored; what counts instead, where another case's word bears a later time."""
        self._known.know(stored)
        instead = {}
        for one in stored.decisions:
            word, other = Word(one.time, stored.place, one), self._words.get(one.track)
            if other is not None and other.place != word.place and other.counts_after(word):
                instead[one.track] = other.decision
            else:
                self._words[one.track] = word
        return instead
