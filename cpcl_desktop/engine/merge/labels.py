"""One case's labels out of several cases': what is called alike is one label, and no two are on one key."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.labels import kind_of, label_of
from cpcl_desktop.engine.case.parts import Part
from cpcl_desktop.engine.case.records import Label, Mark, TakenFrom


@dataclass(frozen=True, slots=True)
class OtherKey:
    """A label that another key gives here than in a part: its name, the part, and both keys, 0 for none."""

    name: str
    part: str
    there: int
    here: int


LabelsHere = dict[str, int]  # by the hash of an entry that made a label, in whichever log: its number here


def labels_here(case: Case) -> LabelsHere:
    """The case's labels by the entries that made them: here, and in the cases that were merged into it."""
    return {maker: label for label, makers in case.parts.makers_of_labels().items() for maker in makers}


class PartLabels:
    """The labels of a part, and which label here each is."""

    def __init__(self, case: Case, part: Part, other: Case, here: LabelsHere) -> None:
        """`here`: the labels here by the entries that made them, which all parts of a merge share."""
        self._case, self._part, self._by_entry = case, part, here
        every = [one for one in other.labels.history() if one.id <= part.head.entries]
        self._last = {one.label: one.id for one in every}
        self._makers = other.parts.makers_of_labels()
        self._here: dict[int, int] = {}
        self.moved: list[OtherKey] = []
        for label in self._last:
            self._find(label)

    def is_last(self, said: Label) -> bool:
        """Whether a label was left so: of each only that is carried, as it is called now."""
        return self._last.get(said.label) == said.id

    def carry(self, said: Label, origin: TakenFrom) -> Label:
        """Take it over, in the running transaction; as it stands here then.

        One that was taken away is nobody else's, whatever it was called. What was changed here later stays.
        """
        labels, number = self._case.labels, self._find(said.label)
        stands = labels.get(number) if number else labels.called(said.name) if said.is_kept else None
        is_later = stands is None or bool(number and stands.time < said.time)
        made = labels.carry(said, number, origin) if stands is None or is_later else stands
        if said.is_kept and made.is_kept and said.digit != made.digit:
            self.moved.append(OtherKey(made.name, self._part.name, said.digit, made.digit))
        return made

    def note(self, said: Label, carried: Label) -> None:
        """Keep which label here it is, for the copies of this part as well."""
        self._here[said.label] = carried.label
        for maker in self._makers[said.label]:
            self._by_entry.setdefault(maker, carried.label)

    def placed(self, said: Mark) -> Mark | None:
        """A mark with the number that its label has here; None where the part has no such label."""
        label = label_of(said.kind)
        if label is None:
            return said
        return replace(said, kind=kind_of(self._here[label])) if label in self._here else None

    def _find(self, label: int) -> int | None:
        """Which label here one is, None for none: whatever copies called it since, the same entry made it."""
        found = [self._by_entry[maker] for maker in self._makers[label] if maker in self._by_entry]
        if label not in self._here and found:
            self._here[label] = min(found)  # several, where labels of one name were united in the part alone
        return self._here.get(label)
