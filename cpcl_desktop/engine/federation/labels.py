"""The labels of several cases as one: what is called alike is one, with its number in the first of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cpcl_desktop.engine.case.labels import NO_DIGIT, in_order, kind_of
from cpcl_desktop.engine.case.records import Label, LabelKind
from cpcl_desktop.engine.federation.members import Member
from cpcl_desktop.engine.numbering import among, own, place_of


def labels_together(members: Sequence[Member]) -> list[Label]:
    """Each label once, as the first case has it that has it; where two have one key, the later has none here."""
    found: dict[str, Label] = {}
    taken: set[int] = set()
    for member in members:
        for one in member.case.labels.current():
            if one.name.casefold() not in found:
                digit = NO_DIGIT if one.digit in taken else one.digit
                taken.add(digit)
                found[one.name.casefold()] = replace(one, label=among(member.place, one.label), digit=digit)
    return in_order(list(found.values()))


def kinds_together(members: Sequence[Member]) -> Mapping[tuple[int, str], LabelKind]:
    """Of which label among the cases the marks of each case's labels are, by its place and their kind there."""
    together = {one.name.casefold(): kind_of(one.label) for one in labels_together(members)}
    return {
        (member.place, kind_of(one.label)): together[one.name.casefold()]
        for member in members
        for one in member.case.labels.current()
    }


def namesakes(members: Sequence[Member], name: str) -> list[int]:
    """The labels of that name, one of each case that has it, by their numbers among the cases."""
    found = ((member.place, member.case.labels.called(name)) for member in members)
    return [among(place, one.label) for place, one in found if one is not None]


def renamed_labels(members: Sequence[Member]) -> Mapping[str, Sequence[str]]:
    """What labels are called now that were called otherwise before, by these names in small letters.

    A name that was several labels' in turn is that of the last; one that some label has now means that alone, and
    is not among them.
    """
    found: dict[str, dict[str, None]] = {}
    for member in members:
        current = {one.label: one.name for one in member.case.labels.current()}
        last_had = {change.name.casefold(): change.label for change in member.case.labels.history()}
        for name, label in last_had.items():
            if label in current:
                found.setdefault(name, {})[current[label]] = None
    taken = {name.casefold() for names in found.values() for name in names}
    return {name: tuple(names) for name, names in found.items() if name not in taken}


def label_in(members: Sequence[Member], place: int, number: int) -> int:
    """The number that a label among the cases has in one of these; it is made there where it is missing."""
    if place == place_of(number):
        return own(number)
    here = members[place].case.labels
    one = members[place_of(number)].case.labels.get(own(number))
    known = here.called(one.name)
    if known is None:
        is_taken = any(other.digit == one.digit for other in here.current())
        known = here.make(one.name, NO_DIGIT if is_taken else one.digit)
    return known.label
