"""The table `label`: the case's own labels, of which a passage may have several. Each change is kept.

A label is known by its number, whatever it is called since. To give it to a passage is a mark of its kind, see
`marks`. What is taken away can be brought back, with the passages that have it: nothing is forgotten.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any, Final

from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.names import free_variant
from cpcl_desktop.engine.case.records import Label, LabelKind, MarkKind, TakenFrom
from cpcl_desktop.engine.case.store import Store, columns_of, storable
from cpcl_desktop.engine.errors import CaseError, UsageError

MOST_LETTERS = 60  # of a name, which stands on cards
DIGITS: Final = range(4, 10)  # the keys that give labels; those before are verdicts
NO_DIGIT = 0
_KIND: Final = "label "


class LabelTable:
    """The case's labels."""

    def __init__(self, store: Store, log: LogTable) -> None:
        self._store, self._log = store, log

    def make(self, name: str, digit: int | None = None) -> Label:
        """Make a label, on the first key that is free, or none; `digit` asks for a key, and `NO_DIGIT` for none.

        `UsageError` for a name that is empty, too long, or that another has, and for a key that is none or taken.
        """
        with self._store.transaction():
            plain = self.check_name(name)
            return self._change(None, plain, self._free_digit() if digit is None else self.check_digit(digit))

    def rename(self, label: int, name: str) -> Label:
        """Give a label another name; errors as `make`, `CaseError` where there is none of that number any more."""
        with self._store.transaction():
            known = self.kept(label)
            return self._change(label, self.check_name(name, label), known.digit)

    def put_on(self, label: int, digit: int) -> Label:
        """Let another key give a label, `NO_DIGIT` for none; errors as `rename`."""
        with self._store.transaction():
            return self._change(label, self.kept(label).name, self.check_digit(digit, label))

    def remove(self, label: int) -> Label:
        """Take a label away: no passage has it any more, until `restore` brings it back; errors as `rename`."""
        with self._store.transaction():
            known = self.kept(label)
            return self._change(label, known.name, known.digit, is_kept=0)

    def restore(self, label: int) -> Label:
        """Bring back a label that was taken away: with a number behind its name, and without its key, where these
        are taken."""
        with self._store.transaction():
            known = self.get(label)
            name = free_variant(known.name, [one.name for one in self.current() if one.label != label])
            return self._change(label, name, self._free_digit(known.digit, label, or_other=False))

    def carry(self, change: Label, label: int | None, origin: TakenFrom) -> Label:
        """As `DecisionTable.carry`, a change of a label: of the one of that number here, None for a new one.

        Where another has its name, it gets a number behind it; where another has its key, the next that is free.
        """
        number = self._log.head().entries + 1 + self._log.waiting if label is None else label
        made = replace(change, label=number)
        if change.is_kept:
            name = free_variant(change.name, [one.name for one in self.current() if one.label != label])
            made = replace(made, name=name, digit=self._free_digit(change.digit, label))
        entry = self._log.append("label", told_label(made) | {"from": dict(origin)})
        made = replace(made, id=entry.number)
        self._store.insert("label", asdict(made))
        return made

    def current(self, entries: int | None = None) -> list[Label]:
        """The labels that there are, by key, those without one last; with `entries`, when the log had so many."""
        last = {one.label: one for one in self.history() if entries is None or one.id <= entries}
        return in_order([one for one in last.values() if one.is_kept])

    def called(self, name: str) -> Label | None:
        """The label of this name, however it is written in capitals and small letters; None where none is."""
        alike = _alike(name)
        return next((one for one in self.current() if _alike(one.name) == alike), None)

    def history(self) -> list[Label]:
        """Every change that was ever made, in order."""
        return [Label(**row) for row in self._store.rows("label", order="id", select=columns_of(Label))]

    def get(self, label: int) -> Label:
        """A label as it was left, taken away or not; `CaseError` for a number that there is not."""
        last = f"SELECT {columns_of(Label)} FROM label WHERE label = ? ORDER BY id DESC LIMIT 1"
        if (row := self._store.one(last, label)) is None:
            raise CaseError("The case has no label {label}; nothing was changed.", label=label)
        return Label(**row)

    def kept(self, label: int) -> Label:
        """As `get`; `CaseError` also for one that was taken away."""
        known = self.get(label)
        if not known.is_kept:
            raise CaseError("The label “{name}” was taken away; nothing was changed.", name=known.name)
        return known

    def check_name(self, name: str, of: int | None = None) -> str:
        """The name as it would be kept; `UsageError` where `make`, or `rename` of that label, would refuse it."""
        plain = storable(" ".join(name.split()))
        if not plain or len(plain) > MOST_LETTERS:
            raise UsageError("A label needs a name of 1 to {most} letters; nothing was changed.", most=MOST_LETTERS)
        if any(_alike(one.name) == _alike(plain) and one.label != of for one in self.current()):
            raise UsageError(
                "A label is called “{name}” already; choose another name. Nothing was changed.", name=plain
            )
        return plain

    def check_digit(self, digit: int, of: int | None = None) -> int:
        """The key; `UsageError` where `make`, or `put_on` of that label, would refuse it."""
        if digit != NO_DIGIT and digit not in DIGITS:
            raise UsageError(
                "The keys of labels are {first} to {last}; nothing was changed.", first=DIGITS[0], last=DIGITS[-1]
            )
        taken = [one for one in self.current() if digit and one.digit == digit and one.label != of]
        if taken:
            raise UsageError(
                "Key {digit} gives the label “{name}” already; choose another key, or take that one away. Nothing "
                "was changed.",
                digit=digit,
                name=taken[0].name,
            )
        return digit

    def _free_digit(self, wanted: int = DIGITS[0], of: int | None = None, or_other: bool = True) -> int:
        """The key that is wanted, else the first that is free, `NO_DIGIT` where none is or none is wanted."""
        taken = {one.digit for one in self.current() if one.label != of}
        wished = (wanted, *DIGITS) if wanted and or_other else (wanted,)
        return next((digit for digit in wished if digit not in taken), NO_DIGIT)

    def _change(self, label: int | None, name: str, digit: int, is_kept: int = 1) -> Label:
        number = self._log.head().entries + 1 if label is None else label
        said = {"label": number, "name": name, "digit": digit, "is_kept": is_kept}
        entry = self._log.append("label", said)
        row: dict[str, Any] = {"id": entry.number, **said, "time": entry.time, "user": entry.user}
        self._store.insert("label", row)
        return Label(**row)


def told_label(row: Label) -> dict[str, Any]:
    """What the log says of such a row, with the entry's time and user."""
    return {name: value for name, value in asdict(row).items() if name != "id"}


def kind_of(label: int) -> LabelKind:
    """The kind of the marks that give a label."""
    return LabelKind(f"{_KIND}{label}")


def label_of(kind: MarkKind) -> int | None:
    """The label that marks of a kind give; None where they are of another sort."""
    number = kind.removeprefix(_KIND)
    return int(number) if kind.startswith(_KIND) and number.isdecimal() else None  # a case may come from anywhere


def in_order(labels: list[Label]) -> list[Label]:
    """Labels as they are shown: by key, those without one last, by name."""
    return sorted(labels, key=lambda one: (one.digit or DIGITS.stop, _alike(one.name), one.label))


def _alike(name: str) -> str:
    return " ".join(name.split()).casefold()
