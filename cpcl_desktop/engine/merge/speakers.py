"""What people said in one part, and where it belongs in the case."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.parts import Part, RowKind
from cpcl_desktop.engine.case.records import Caption, Decision, Mark, PersonDecision, SavedSearch, TakenFrom
from cpcl_desktop.engine.merge.places import Places, sources_here

Said = Decision | Mark | Caption | PersonDecision | SavedSearch
KINDS: Mapping[type, RowKind] = {
    Decision: "decision",
    Mark: "mark",
    Caption: "caption",
    PersonDecision: "person",
    SavedSearch: "saved search",
}


class Speakers:
    """Carries what was said in a part, one thing after the other; `missed` counts passages left out of the last."""

    def __init__(self, case: Case, part: Part, other: Case) -> None:
        self._case, self._part, self._other = case, part, other
        self._sources = sources_here(case, other)
        standing = {(KINDS[type(said)], said.id) for said in _everything(case)}  # what was removed since comes anew
        self._known: dict[RowKind, dict[int, int]] = {kind: {} for kind in KINDS.values()}
        for (kind, theirs), ours in case.parts.said(other.parts).items():
            if (kind, ours) in standing:
                self._known[kind][theirs] = ours
        self.places = Places(case, other, self._sources)
        self.name, self.missed = part.name, 0
        self._roots, self._hashes = other.parts.roots(), other.parts.hashes()
        searches, here = self._known["saved search"], {one.id: one.search for one in case.searches.history()}
        self._searches = {
            one.search: here[searches[one.id]] for one in other.searches.history() if one.id in searches
        }

    def new(self) -> Iterator[Said]:
        """What is not here yet, by kind and number."""
        return (said for said in _everything(self._other) if said.id not in self._known[KINDS[type(said)]])

    def root(self, said: Said) -> str:
        """What is the same of what was said once, in whichever parts it is: copies, or one within another."""
        return self._roots.get((KINDS[type(said)], said.id)) or self._hashes[said.id]

    def carry(self, said: Said) -> Said | None:
        """Take it over, in the running transaction; as it stands here then, None where it cannot be."""
        origin: TakenFrom = {"part": self._part.id, "number": said.id}
        self.missed = 0
        if isinstance(said, SavedSearch):
            return self._carry_search(said, origin)
        if isinstance(said, PersonDecision):
            return self._carry_person(said, origin)
        if isinstance(said, Mark):
            track = self.places.track(said.track)
            return self._carry_mark(replace(said, track=track), origin) if track else None
        track, crop = self.places.looked_at(said.track, said.crop)
        if isinstance(said, Decision):
            return self._carry_decision(replace(said, track=track, crop=crop), origin) if track else None
        return self._carry_caption(replace(said, track=track, crop=crop), origin) if crop else None

    def note(self, said: Said, carried: Said | None) -> None:
        """Keep which row here it became."""
        kind = KINDS[type(said)]
        self._case.parts.note(self._part, kind, said.id, 0 if carried is None else carried.id)
        if carried is not None:
            self._known[kind][said.id] = carried.id
        if isinstance(said, SavedSearch) and isinstance(carried, SavedSearch):
            self._searches[said.search] = carried.search

    def why(self, said: Said, carried: Said | None) -> str:
        """Why something could not be carried, or not all of it."""
        if carried is not None:
            return worded("some of its passages are not in the case, and were left out of it")
        if isinstance(said, PersonDecision) and said.kind == "undo":
            return worded("it undid a decision that was not carried")
        return worded("the case has no passage of that footage with these pictures")

    def _carry_decision(self, said: Decision, origin: TakenFrom) -> Decision:
        return replace(said, id=self._case.decisions.carry(said, self.places.source(said.track), origin))

    def _carry_mark(self, said: Mark, origin: TakenFrom) -> Mark:
        return replace(said, id=self._case.marks.carry(said, self.places.source(said.track), origin))

    def _carry_caption(self, said: Caption, origin: TakenFrom) -> Caption:
        return replace(said, id=self._case.captions.carry(said, self.places.source(said.track), origin))

    def _carry_person(self, said: PersonDecision, origin: TakenFrom) -> PersonDecision | None:
        tracks = self._tracks(said.tracks)
        rest = tuple(track for track in self._tracks(said.rest) if track not in tracks)  # they may be one here
        undoes = self._known["person"].get(said.undoes or 0)
        if not tracks or (said.rest and not rest) or (said.undoes is not None and not undoes):
            return None
        self.missed = sum(not self.places.track(track) for track in (*said.tracks, *said.rest))
        made = replace(said, tracks=tracks, rest=rest, undoes=undoes)
        return replace(made, id=self._case.persons.carry(made, undoes, origin))

    def _tracks(self, theirs: Sequence[int]) -> tuple[int, ...]:
        found = {self.places.track(track) for track in theirs} - {0}
        return tuple(sorted(found))

    def _carry_search(self, said: SavedSearch, origin: TakenFrom) -> SavedSearch:
        query = json.dumps(self._query(json.loads(said.query)), ensure_ascii=False, sort_keys=True)
        return self._case.searches.carry(replace(said, query=query), self._searches.get(said.search), origin)

    def _query(self, query: dict[str, Any]) -> dict[str, Any]:
        """A query with the numbers of sources and passages that they have here."""
        numbers = {str(theirs): str(ours) for theirs, ours in self._sources.items()}
        if isinstance(named := query.get("sources"), list):
            query["sources"] = [numbers.get(name, name) for name in named]
        for name in ("like", "unlike"):
            if isinstance(tracks := query.get(name), list):
                query[name] = [found for track in tracks if (found := self.places.track(track))]
        return query


def _everything(case: Case) -> Iterator[Said]:
    """What was ever said in a case."""
    yield from case.decisions.history()
    yield from case.marks.history()
    yield from case.captions.history()
    yield from case.searches.history()
    yield from case.persons.history()
