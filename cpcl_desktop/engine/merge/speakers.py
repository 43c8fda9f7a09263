"""What people said in one part, and where it belongs in the case.

All that is asked of the part is asked as `Speakers` is made; then it may be closed, and the next be read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.parts import Part, RowKind
from cpcl_desktop.engine.case.records import (
    Caption,
    Decision,
    Label,
    Mark,
    PersonDecision,
    SavedSearch,
    TakenFrom,
)
from cpcl_desktop.engine.federation.places import Places, sources_here
from cpcl_desktop.engine.merge.labels import LabelsHere, PartLabels

Said = Decision | Mark | Caption | PersonDecision | SavedSearch | Label
Standing = frozenset[tuple[RowKind, int]]
KINDS: Mapping[type, RowKind] = {
    Decision: "decision",
    Mark: "mark",
    Caption: "caption",
    PersonDecision: "person",
    SavedSearch: "saved search",
    Label: "label",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that was `said`, with the numbers that passages, pictures and sources have here.

    `root` is the same of what was said once, in whichever parts it is: copies, or one within another. `source` is
    where it belongs, None where it has no place here; `missed` counts passages that were left out of it.
    """

    said: Said
    root: str
    source: int | None
    missed: int = 0


class Speakers:
    """Carries what is new in a part, `heard`, one thing after the other."""

    def __init__(self, case: Case, part: Part, other: Case, standing: Standing, labels: LabelsHere) -> None:
        """`standing` is what was said in the case and is there still: what was removed since comes anew.

        `labels` see `PartLabels`.
        """
        self._case, self._part, self.name = case, part, part.name
        self._sources = sources_here(case, other)
        self._known: dict[RowKind, dict[int, int]] = {kind: {} for kind in KINDS.values()}
        for (kind, theirs), ours in case.parts.said(other.parts).items():
            if (kind, ours) in standing:
                self._known[kind][theirs] = ours
        searches, here = self._known["saved search"], {one.id: one.search for one in case.searches.history()}
        self._searches = {
            one.search: here[searches[one.id]] for one in other.searches.history() if one.id in searches
        }
        self.labels = PartLabels(case, part, other, labels)
        self.inner = other.parts.inner_rows()
        self.heard = self._hear(other)

    def carry(self, heard: Heard) -> Said | None:
        """Take it over, in the running transaction; as it stands here then, None where it cannot be."""
        said, source = heard.said, heard.source
        origin: TakenFrom = {"part": self._part.id, "number": said.id}
        if isinstance(said, SavedSearch):
            return self._case.searches.carry(said, self._searches.get(said.search), origin)
        if isinstance(said, Label):
            return self.labels.carry(said, origin)
        if source is None:
            return None
        if isinstance(said, PersonDecision):
            return self._carry_person(said, origin)
        if isinstance(said, Decision):
            return replace(said, id=self._case.decisions.carry(said, source, origin))
        if isinstance(said, Mark):
            placed = self.labels.placed(said)
            return placed and replace(placed, id=self._case.marks.carry(placed, source, origin))
        return replace(said, id=self._case.captions.carry(said, source, origin))

    def note(self, said: Said, carried: Said | None) -> None:
        """Keep which row here it became."""
        kind = KINDS[type(said)]
        self._case.parts.note(self._part, kind, said.id, 0 if carried is None else carried.id)
        if carried is not None:
            self._known[kind][said.id] = carried.id
        if isinstance(said, SavedSearch) and isinstance(carried, SavedSearch):
            self._searches[said.search] = carried.search
        if isinstance(said, Label) and isinstance(carried, Label):
            self.labels.note(said, carried)

    def note_inner(self) -> None:
        """Keep what became of the rows of cases that the part was put together of itself."""
        self._case.parts.note_inner(self._part, self.inner)

    def why(self, said: Said, carried: Said | None) -> str:
        """Why something could not be carried, or not all of it."""
        if carried is not None:
            return worded("some of its passages are not in the case, and were left out of it")
        if isinstance(said, PersonDecision) and said.kind == "undo":
            return worded("it undid a decision that was not carried")
        if isinstance(said, Mark) and self.labels.placed(said) is None:
            return worded("the case that it comes from has no such label")
        return worded("the case has no passage of that footage with these pictures")

    def _hear(self, other: Case) -> list[Heard]:
        """What is not here yet, by kind and number; what was said since the part was begun is for the next time."""
        last = self._part.head.entries
        new = [one for one in everything(other) if one.id <= last and one.id not in self._known[KINDS[type(one)]]]
        new = [one for one in new if not isinstance(one, Label) or self.labels.is_last(one)]
        if not new:
            return []
        roots, hashes = other.parts.roots(), other.parts.hashes()
        places = Places(self._case, other, self._sources, _tracks_of(new), _crops_of(new))
        return [
            self._placed(places, said, roots.get((KINDS[type(said)], said.id)) or hashes[said.id]) for said in new
        ]

    def _placed(self, places: Places, said: Said, root: str) -> Heard:
        if isinstance(said, SavedSearch):
            query = json.dumps(self._query(places, json.loads(said.query)), ensure_ascii=False, sort_keys=True)
            return Heard(replace(said, query=query), root, None)
        if isinstance(said, Label):
            return Heard(said, root, None)
        if isinstance(said, PersonDecision):
            return _placed_person(places, said, root)
        if isinstance(said, Mark):
            track = places.track(said.track)
            return Heard(replace(said, track=track), root, places.source(track) if track else None)
        track, crop = places.looked_at(said.track, said.crop)
        has_place = bool(crop) if isinstance(said, Caption) else bool(track)
        return Heard(_at(said, track, crop), root, places.source(track) if has_place else None)

    def _carry_person(self, said: PersonDecision, origin: TakenFrom) -> PersonDecision | None:
        undoes = self._known["person"].get(said.undoes or 0)
        if said.undoes is not None and not undoes:
            return None
        made = replace(said, undoes=undoes)
        return replace(made, id=self._case.persons.carry(made, undoes, origin))

    def _query(self, places: Places, query: dict[str, Any]) -> dict[str, Any]:
        """A query with the numbers of sources and passages that they have here."""
        numbers = {str(theirs): str(ours) for theirs, ours in self._sources.items()}
        if isinstance(named := query.get("sources"), list):
            query["sources"] = [numbers.get(name, name) for name in named]
        for name in _LIKE:
            if isinstance(tracks := query.get(name), list):
                query[name] = [found for track in tracks if (found := places.track(track))]
        return query


_LIKE = ("like", "unlike")  # passages of a query


def everything(case: Case) -> Iterator[Said]:
    """What was ever said in a case."""
    yield from case.labels.history()
    yield from case.decisions.history()
    yield from case.marks.history()
    yield from case.captions.history()
    yield from case.searches.history()
    yield from case.persons.history()


def _at(said: Decision | Caption, track: int, crop: int | None) -> Decision | Caption:
    if isinstance(said, Decision):
        return replace(said, track=track, crop=crop)
    return replace(said, track=track, crop=crop or 0)


def _placed_person(places: Places, said: PersonDecision, root: str) -> Heard:
    """A decision about persons; passages may be one here, and then are on its first side."""
    tracks = _found(places, said.tracks)
    rest = tuple(track for track in _found(places, said.rest) if track not in tracks)
    missed = sum(not places.track(track) for track in (*said.tracks, *said.rest))
    has_place = bool(tracks) and (bool(rest) or not said.rest)
    placed = replace(said, tracks=tracks, rest=rest)
    return Heard(placed, root, places.source(tracks[0]) if has_place else None, missed if has_place else 0)


def _found(places: Places, theirs: Sequence[int]) -> tuple[int, ...]:
    found = {places.track(track) for track in theirs} - {0}
    return tuple(sorted(found))


def _tracks_of(said: Iterable[Said]) -> Iterator[int]:
    """The passages that any of it is about."""
    for one in said:
        if isinstance(one, PersonDecision):
            yield from (*one.tracks, *one.rest)
        elif isinstance(one, SavedSearch):
            query = json.loads(one.query)
            named = [query[name] for name in _LIKE if isinstance(query.get(name), list)]
            yield from (track for tracks in named for track in tracks if isinstance(track, int))
        elif not isinstance(one, Label):
            yield one.track


def _crops_of(said: Iterable[Said]) -> Iterator[int]:
    """The pictures that were looked at."""
    return (one.crop for one in said if isinstance(one, Decision | Caption) and one.crop)
