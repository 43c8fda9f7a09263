"""Carrying what people said in the parts: decisions, marks, descriptions, saved searches, decisions about persons.

All of it goes in the order in which it was said, so that the last word counts
as if everybody had worked in one case. Who said it and when stays with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.parts import Part, RowKind
from cpcl_desktop.engine.case.records import Caption, Decision, Mark, PersonDecision, SavedSearch, TakenFrom
from cpcl_desktop.engine.merge.places import Places

Said = Decision | Mark | Caption | PersonDecision | SavedSearch
_KINDS: Mapping[type, RowKind] = {
    Decision: "decision",
    Mark: "mark",
    Caption: "caption",
    PersonDecision: "person",
    SavedSearch: "saved search",
}


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
    """What is new of what people said in the parts; `carry` takes it over."""

    def __init__(self, case: Case, parts: Sequence[tuple[Part, Case]]) -> None:
        self._case = case
        self._parts = [_Speakers(case, part, other) for part, other in parts]
        self.carried = 0
        self.conflicts: list[Conflict] = []
        self.not_carried: list[NotCarried] = []

    def carry(self) -> None:
        """Take it over, in the running transaction."""
        before = self._case.decisions.current()
        every = [(said.time, at, said.id, said) for at, one in enumerate(self._parts) for said in one.new()]
        latest: dict[int, str] = {}
        for time, at, _, said in sorted(every, key=lambda each: each[:3]):
            part = self._parts[at]
            number = part.carry(said)
            part.note(said, number)
            if not number:
                self.not_carried.append(NotCarried(part.name, _KINDS[type(said)], said.id, part.why(said)))
                continue
            self.carried += 1
            if isinstance(said, Decision):
                latest[part.places.track(said.track)] = time
        self._say_again(before, latest)
        self.conflicts = list(self._conflicts(latest))

    def _say_again(self, before: Mapping[int, Decision], latest: Mapping[int, str]) -> None:
        """What was decided here after what was carried counts, though that came in behind it."""
        for track, time in sorted(latest.items()):
            stood = before.get(track)
            if stood is not None and stood.time > time:
                source = self._case.passages.get(track).source
                self._case.decisions.carry(stood, source, {"said again": stood.id})

    def _conflicts(self, tracks: Iterable[int]) -> Iterator[Conflict]:
        names = self._names()
        counts = self._case.decisions.current()
        for track in sorted(set(tracks)):
            last: dict[str, Decision] = {}
            for decision in self._case.decisions.history(track):
                last[names.get(decision.id, self._case.path.name)] = decision
            told = {name: one for name, one in last.items() if one.verdict is not None}
            if len({one.verdict for one in told.values()}) > 1:
                counting = counts.get(track)
                yield Conflict(
                    track,
                    "" if counting is None else str(counting.verdict),
                    [(name, str(one.verdict), one.user, one.time) for name, one in told.items()],
                )

    def _names(self) -> dict[int, str]:
        """From which part a decision came, by its number here."""
        return {
            ours: part.name
            for part in self._case.parts.all()
            for ours in self._case.parts.rows(part.case, "decision").values()
        }


class _Speakers:
    """What was said in one part, and where it belongs here."""

    def __init__(self, case: Case, part: Part, other: Case) -> None:
        self._case, self._part, self._other = case, part, other
        self._sources = case.parts.rows(part.case, "source")
        self._known = {kind: case.parts.rows(part.case, kind) for kind in _KINDS.values()}
        self.places = Places(case, other, self._sources)
        self.name = part.name
        searches = self._known["saved search"]
        self._searches = {one.search: searches[one.id] for one in other.searches.history() if searches.get(one.id)}

    def new(self) -> Iterator[Said]:
        """What was not carried before, by kind and number."""
        other = self._other
        every: Sequence[Said] = (
            *other.decisions.history(),
            *other.marks.history(),
            *other.captions.history(),
            *other.searches.history(),
            *other.persons.history(),
        )
        return (said for said in every if said.id not in self._known[_KINDS[type(said)]])

    def carry(self, said: Said) -> int:
        """Its number here; 0 where it could not be carried."""
        origin: TakenFrom = {"part": self._part.id, "number": said.id}
        if isinstance(said, SavedSearch):
            return self._carry_search(said, origin)
        if isinstance(said, PersonDecision):
            return self._carry_person(said, origin)
        track = self.places.track(said.track)
        if not track:
            return 0
        source = self.places.source(track)
        if isinstance(said, Mark):
            return self._case.marks.carry(replace(said, track=track), source, origin)
        crop = self.places.crop(said.track, said.crop)
        if isinstance(said, Decision):
            return self._case.decisions.carry(replace(said, track=track, crop=crop), source, origin)
        return self._case.captions.carry(replace(said, track=track, crop=crop or 0), source, origin) if crop else 0

    def note(self, said: Said, number: int) -> None:
        """Keep which row here it became."""
        kind = _KINDS[type(said)]
        self._case.parts.note(self._part, kind, said.id, number)
        self._known[kind][said.id] = number

    def why(self, said: Said) -> str:
        """Why something could not be carried."""
        if isinstance(said, PersonDecision) and said.kind == "undo":
            return worded("it undid a decision that was not carried")
        return worded("the case has no passage of that footage with these pictures")

    def _carry_person(self, said: PersonDecision, origin: TakenFrom) -> int:
        tracks, rest = self._tracks(said.tracks), self._tracks(said.rest)
        undoes = self._known["person"].get(said.undoes or 0)
        if not tracks or (said.rest and not rest) or (said.undoes is not None and not undoes):
            return 0
        return self._case.persons.carry(replace(said, tracks=tracks, rest=rest), undoes, origin)

    def _tracks(self, theirs: Sequence[int]) -> tuple[int, ...]:
        found = {self.places.track(track) for track in theirs} - {0}
        return tuple(sorted(found))

    def _carry_search(self, said: SavedSearch, origin: TakenFrom) -> int:
        query = json.dumps(self._query(json.loads(said.query)), ensure_ascii=False, sort_keys=True)
        made = self._case.searches.carry(replace(said, query=query), self._searches.get(said.search), origin)
        self._searches[said.search] = made.search
        return made.id

    def _query(self, query: dict[str, Any]) -> dict[str, Any]:
        """A query with the numbers of sources and passages that they have here."""
        numbers = {str(theirs): str(ours) for theirs, ours in self._sources.items()}
        if isinstance(named := query.get("sources"), list):
            query["sources"] = [numbers.get(name, name) for name in named]
        for name in ("like", "unlike"):
            if isinstance(tracks := query.get(name), list):
                query[name] = [found for track in tracks if (found := self.places.track(track))]
        return query
