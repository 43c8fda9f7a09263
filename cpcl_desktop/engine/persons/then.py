"""Then-queries: somebody like this here, then the same likely person there, within some time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from cpcl_desktop.bundle.clustering.sparse import Indices
from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine import numbering
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.numbering import are_among, called
from cpcl_desktop.engine.persons.passages import Passages
from cpcl_desktop.engine.persons.persons import Appearance, Persons
from cpcl_desktop.engine.persons.standing import SAME
from cpcl_desktop.engine.records import Answer, Hit, Query, Strength
from cpcl_desktop.engine.search.log_form import described, logged
from cpcl_desktop.engine.search.searcher import Searcher

DEPTH = 2000  # passages that a step's description finds at most, best first


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who, at which cameras (none: anywhere), and within how long after the step before (None: later).

    Without a description the query's filters alone say which passages answer: of the same person, whatever is to be
    seen.
    """

    query: Query
    within_s: float | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """A passage that answers a step; `gap_s` is the time since the one before, `gap_doubt_s` what it may be off by.

    `is_certain`: the gap fits whatever the clocks' error is. `same` says how
    firmly both belong to one person. `hit` is None where nobody was described.
    """

    appearance: Appearance
    hit: Hit | None = None
    gap_s: float | None = None
    gap_doubt_s: float | None = None
    is_certain: bool = True
    same: Strength | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """An answer: passages of one likely person, one for each step; `score` 0..1 orders answers, best first."""

    rank: int
    score: float
    person: int
    name: str
    legs: Sequence[Leg]
    case: str = ""  # of the person's number, where there are several

    @property
    def called(self) -> str:
        """How the person's number is written."""
        return called(self.case, self.person)


@dataclass(frozen=True, slots=True)
class ThenAnswer:
    """Answers to a then-query, and in sentences what could not answer; `searches` are those of described steps."""

    steps: Sequence[Step]
    ways: Sequence[Way]
    searches: Sequence[Answer | None]
    notes: Sequence[str] = ()


def search_then(searcher: Searcher, persons: Persons, steps: Sequence[Step], limit: int) -> ThenAnswer:
    """Answer a then-query over one case or several and their likely persons, and log it as a search.

    `UsageError` for a camera that the case does not have, or where the first step describes nobody.
    """
    _check(steps, persons)
    answered = [_answered(searcher, persons.passages, step.query) for step in steps]
    walk = _Walk(persons, steps, [one.found for one in answered])
    ways = sorted(walk.ways(), key=lambda way: (-way.score, way.legs[0].appearance.track))[:limit]
    ranked = tuple(replace(way, rank=number) for number, way in enumerate(ways, start=1))
    notes = tuple(dict.fromkeys(_notes(persons, answered)))
    answer = ThenAnswer(steps, ranked, [one.search for one in answered], notes)
    federation = searcher.federation
    federation.record("search", {one.place: _logged(answer, one.place) for one in federation.members})
    return answer


def _check(steps: Sequence[Step], persons: Persons) -> None:
    known = sorted({source.camera for source in persons.passages.by_source.values()})
    for name in (camera for step in steps for camera in step.query.cameras):
        if name not in known:
            raise UsageError(
                "No camera is called {name}. The case has: {names}.", name=name, names=", ".join(known)
            )
    if not steps[0].query.is_search:
        raise UsageError("The first step describes nobody; say who is looked for, or give an example.")


_Found = Mapping[int, Hit | None]  # by place of the passage


@dataclass(frozen=True, slots=True)
class _Answered:
    """The passages that answer a step by themselves; `left_out` says which footage its filters could not judge."""

    found: _Found
    search: Answer | None
    left_out: str


def _answered(searcher: Searcher, passages: Passages, query: Query) -> _Answered:
    tracks, left_out = searcher.passing(query)
    if not query.is_search:
        places = np.flatnonzero(are_among(passages.tracks, tracks)).tolist()
        return _Answered(dict.fromkeys(places), None, left_out)
    search = searcher.rank(replace(query, limit=DEPTH))
    places = passages.at([hit.track for hit in search.hits])
    return _Answered(dict(zip(places, search.hits, strict=True)), search, left_out)


class _Walk:
    """Goes through the passages of each person, step by step."""

    def __init__(self, persons: Persons, steps: Sequence[Step], found: Sequence[_Found]) -> None:
        self._persons, self._steps, self._found = persons, steps, found
        self._known: dict[tuple[int, int], tuple[Leg, ...] | None] = {}  # by step and the passage before
        self._appearances: dict[int, Appearance] = {}

    def ways(self) -> Iterator[Way]:
        """For each passage that answers the first step the best way on from there, if there is one."""
        for first, hit in self._found[0].items():
            label = int(self._persons.labels[first])
            legs = self._on(1, first, self._of_group[label])
            if legs is not None:
                whole = (Leg(self._appearance(first), hit), *legs)
                number = self._persons.tracks(label)[0]
                name, case = self._persons.names.get(label, ""), self._persons.case_of(label)
                yield Way(0, _score(whole), number, name, whole, case)

    def _on(self, step: int, before: int, group: Indices) -> tuple[Leg, ...] | None:
        """The best legs from this step on, after that passage; None where none follow."""
        if step == len(self._steps):
            return ()
        if (step, before) not in self._known:
            ways = (
                (leg, *rest)
                for place in group.tolist()
                if (leg := self._leg(step, before, place)) is not None
                and (rest := self._on(step + 1, place, group)) is not None
            )
            self._known[step, before] = max(ways, key=_score, default=None)
        return self._known[step, before]

    def _leg(self, step: int, before: int, place: int) -> Leg | None:
        """A passage as the next leg, where it answers the step and comes in time."""
        if place == before or place not in self._found[step]:
            return None
        gap = self._persons.presence.gap_us(before, place)
        if gap is None:
            return None
        gap_s, doubt_s = gap[0] / 1e6, gap[1] / 1e6
        within_s = self._steps[step].within_s
        latest_s = np.inf if within_s is None else within_s
        if gap_s + doubt_s < 0 or gap_s - doubt_s > latest_s:
            return None
        certain = gap_s - doubt_s >= 0 and gap_s + doubt_s <= latest_s
        same = self._persons.same(before, place)
        return Leg(self._appearance(place), self._found[step][place], gap_s, doubt_s, certain, same)

    def _appearance(self, place: int) -> Appearance:
        if place not in self._appearances:
            self._appearances[place] = self._persons.appearance(place)
        return self._appearances[place]

    @cached_property
    def _of_group(self) -> Mapping[int, Indices]:
        labels = {int(self._persons.labels[place]) for place in self._found[0]}
        return {label: self._persons.members(label) for label in labels}


def _score(legs: Sequence[Leg]) -> float:
    """The product of how well each passage fits what is said of it and how likely two in a row are one person."""
    fits = [_fit(leg.hit) for leg in legs if leg.hit is not None]
    return float(np.prod([*fits, *(SAME[leg.same] for leg in legs if leg.same is not None)]))


def _fit(hit: Hit) -> float:
    return max(hit.score, 0.0) if hit.strength is None else hit.strength


def _notes(persons: Persons, answered: Sequence[_Answered]) -> Iterator[str]:
    """What could not answer, and why."""
    presence, passages = persons.presence, persons.passages
    yield from (one.left_out for one in answered if one.left_out)
    places = sorted({place for one in answered for place in one.found})
    unclocked = [place for place in places if not presence.is_clocked(place)]
    if unclocked:
        names = ", ".join(dict.fromkeys(passages.source_of(place).name for place in unclocked))
        yield worded(
            "{count} passages could not be put in order with other footage, since their recorder's clock is not "
            "known: {names}. `cpcl clock` states it.",
            count=len(unclocked),
            names=names,
        )
    if len({int(presence.clocks[place]) for place in places if presence.is_clocked(place)}) > 1:
        yield worded(
            "Some clocks are known with their time zone and others without, and these two kinds were not "
            "compared; `cpcl clock --timezone` states it."
        )
    for number, one in enumerate(answered, start=1):
        answer = one.search
        if answer is not None and len(answer.hits) < answer.tracks_searched:
            yield worded(
                "Of step {number} the {count:,} passages that fit best were looked at.",
                number=number,
                count=len(answer.hits),
            )


def _logged(answer: ThenAnswer, place: int) -> dict[str, Any]:
    """A then-query as a case's log keeps it: each step as a search, with the passages of the answers as its hits.

    Of several cases that at `place`; the ways name the passages of all of them.
    """
    told = [_logged_step(answer, number, place) for number in range(len(answer.steps))]
    ways = [[numbering.told(one.case, one.track) for one in _appearances(way)] for way in answer.ways]
    return {**told[0], "then": told[1:], "ways": ways}


def _appearances(way: Way) -> list[Appearance]:
    return [leg.appearance for leg in way.legs]


def _logged_step(answer: ThenAnswer, number: int, place: int) -> dict[str, Any]:
    search, step = answer.searches[number], answer.steps[number]
    hits = tuple(hit for way in answer.ways if (hit := way.legs[number].hit) is not None)
    said = (
        {"query": described(step.query), "hits": []}
        if search is None
        else logged(replace(search, hits=hits), place)
    )
    return {**said, "at": list(step.query.cameras), "within_s": step.within_s}
