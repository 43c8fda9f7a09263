"""What was said in the case after what is carried into it: it goes behind that once more, so that it counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Caption, Decision, Label, Mark, PersonDecision, SavedSearch, TakenFrom

Word = Decision | Mark | Caption
Place = tuple[str, int, str]  # of what is said: the kind, the passage, and of marks their kind


class OwnWords:
    """The last word of the case on each place, as it was before anything was carried."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._last, self._sources = _last_words(case)
        self._persons = case.persons.current()
        self._earliest: dict[Place, str] = {}  # when the first that was carried was said, by where
        self._of_persons: dict[int, str] = {}  # and by passage
        self._carried: set[int] = set()  # numbers of decisions about persons

    @property
    def decided(self) -> Iterable[int]:
        """The passages about which decisions were carried."""
        return [track for kind, track, _ in self._earliest if kind == "Decision"]

    def note(self, carried: Decision | Mark | Caption | PersonDecision | SavedSearch | Label) -> None:
        """This was carried; it is as it stands here."""
        if isinstance(carried, PersonDecision):
            self._carried.add(carried.id)
            for track in (*carried.tracks, *carried.rest):
                self._of_persons.setdefault(track, carried.time)
        elif not isinstance(carried, SavedSearch | Label):  # where it was carried to has pictures, and so is whole
            self._earliest.setdefault(_place(carried, carried.track), carried.time)

    def say(self) -> None:
        """Say again what the case said later."""
        last, _ = _last_words(self._case)
        for place, time in self._earliest.items():
            own = self._last.get(place)
            if own is not None and time < own.time and last[place].time < own.time:
                self._carry(replace(own, track=place[1]))
        self._say_of_persons()

    def _say_of_persons(self) -> None:
        """Decisions about persons build on each other: with an own one go those that were carried and are later."""
        own = [
            one for one in self._persons if any(self._of_persons.get(t, one.time) < one.time for t in _tracks(one))
        ]
        if not own:
            return
        first, touched = min(one.time for one in own), {track for one in own for track in _tracks(one)}
        later = [
            one
            for one in self._case.persons.current()
            if one.id in self._carried and one.time > first and touched & set(_tracks(one))
        ]
        for one in sorted([*own, *later], key=lambda each: (each.time, each.id)):
            self._case.persons.carry(one, None, {"said again": one.id})

    def _carry(self, said: Word) -> None:
        source = self._sources[said.track]
        origin: TakenFrom = {"said again": said.id}
        if isinstance(said, Decision):
            self._case.decisions.carry(said, source, origin)
        elif isinstance(said, Mark):
            self._case.marks.carry(said, source, origin)
        else:
            self._case.captions.carry(said, source, origin)


def _last_words(case: Case) -> tuple[dict[Place, Word], dict[int, int]]:
    """What was said last on each place, and the source of each passage of these."""
    said: Sequence[Word] = [*case.decisions.history(), *case.marks.history(), *case.captions.history()]
    wholes = case.passages.wholes(one.track for one in said)
    return {_place(one, wholes[one.track][0]): one for one in said}, dict(wholes.values())


def _place(said: Word, whole: int) -> Place:
    return type(said).__name__, whole, said.kind if isinstance(said, Mark) else ""


def _tracks(one: PersonDecision) -> tuple[int, ...]:
    return (*one.tracks, *one.rest)
