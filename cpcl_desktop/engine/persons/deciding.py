"""What a user decides about likely persons: merging, splitting, naming; each is logged and can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import PersonDecision
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.persons.persons import Persons


def merge_persons(case: Case, persons: Persons, tracks: Sequence[int], note: str = "") -> PersonDecision:
    """Decide that the persons of these passages are one; `UsageError` where they are in one group already."""
    labels = list(dict.fromkeys(persons.label_of(track) for track in tracks))
    if len(labels) < 2:
        raise UsageError(
            "Merging takes two persons; {named} belong to one already. Name a passage of each.",
            named=_named(tracks),
        )
    return case.persons.merge([track for label in labels for track in persons.tracks(label)], note)


def split_person(case: Case, persons: Persons, person: int, taken: Sequence[int], note: str = "") -> PersonDecision:
    """Decide that passages taken out of a person show somebody else.

    `UsageError` where one of them is not among that person's, or none would be left.
    """
    there = set(persons.tracks(persons.label_of(person)))
    if strangers := [track for track in taken if track not in there]:
        raise UsageError(
            "Passage {number} is not among those of person {person}; nothing was changed.",
            number=strangers[0],
            person=person,
        )
    if not (rest := there - set(taken)):
        raise UsageError(
            "These are all passages of person {person}; leave at least one of them. Nothing was changed.",
            person=person,
        )
    return case.persons.split(taken, sorted(rest), note)


def name_person(case: Case, persons: Persons, person: int, name: str, note: str = "") -> PersonDecision:
    """Call a person by a name, by none where it is empty."""
    return case.persons.name(persons.tracks(persons.label_of(person)), name.strip(), note)


def _named(tracks: Sequence[int]) -> str:
    numbers = list(dict.fromkeys(tracks))
    return (
        worded("passage {number}", number=numbers[0])
        if len(numbers) == 1
        else worded("passages {numbers}", numbers=", ".join(map(str, numbers)))
    )
