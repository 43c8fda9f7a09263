"""Making, changing and taking away labels of the case, in the decision lane: who has one is said behind it.

Of several cases that are open as one, a new label is made in the first that can be written to; in the others it is
made with the first passage that is given it. All else is done in each of them that has a label of the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cpcl_desktop.engine.case.labels import LabelTable
from cpcl_desktop.engine.case.records import Label
from cpcl_desktop.engine.errors import CpclError
from cpcl_desktop.engine.federation.labels import namesakes
from cpcl_desktop.engine.numbering import among, own
from cpcl_desktop.gui.lanes.reader import CaseReader


@dataclass(frozen=True, slots=True)
class Wish:
    """What a label is called, and the key that gives it (0: none)."""

    name: str
    digit: int


@dataclass(slots=True, eq=False)
class LabelChange:
    """A change of a label: what it was and is; None: there was, or is, none. `label` is its number, once made.

    `others` are its namesakes in other cases, which are changed with it; `foreign` those that were there before it.
    """

    before: Wish | None
    after: Wish | None
    label: int | None = None
    others: Sequence[int] = ()
    foreign: Sequence[int] = ()


@dataclass(slots=True, eq=False)
class LabelStep:
    """Changes of labels that are made, in this order, and taken back as one."""

    number: int
    changes: Sequence[LabelChange]


class Labels(CaseReader):
    """The labels of the case, or of several."""

    def carry_out(self, step: LabelStep, makes: bool) -> int | None:
        """Make a step's changes, or take them back from the last on; the number of the last one's label.

        None where there is no label to take back. Errors as those of `LabelTable`: what was changed before one is
        as it was again then, since a step is all or nothing.
        """
        done: list[LabelChange] = []
        try:
            for change in step.changes if makes else reversed(step.changes):
                self._change(change, makes)
                done.append(change)
        except CpclError:
            for change in reversed(done):
                self._change(change, not makes)
            raise
        return done[-1].label

    def _change(self, change: LabelChange, makes: bool) -> None:
        wish = change.after if makes else change.before
        if change.label is None:
            self._make(change, wish)
            return
        if makes and change.before is not None and not change.others:
            change.others = self._others(change, change.before.name)
        elif not makes and change.before is None and change.after is not None:  # given in other cases since
            change.others = self._others(change, change.after.name)
        let(self._labels_of(change.label), own(change.label), wish)
        for other in change.others:
            self._let_namesake(other, wish)

    def _make(self, change: LabelChange, wish: Wish | None) -> None:
        if wish is not None:
            every = self.cases.members
            change.foreign = namesakes(every, wish.name)
            member = next((one for one in every if not one.case.read_only), every[0])
            change.label = among(member.place, member.case.labels.make(wish.name, wish.digit).label)

    def _others(self, change: LabelChange, name: str) -> list[int]:
        spared = {change.label, *change.foreign}
        return [one for one in namesakes(self.cases.members, name) if one not in spared and self._may_write(one)]

    def _let_namesake(self, number: int, wish: Wish | None) -> None:
        """As `let`; it stays on its own key, and as it is written, where only capitals differ."""
        labels = self._labels_of(number)
        stands = labels.get(own(number))
        if wish is not None:
            is_alike = stands.name.casefold() == wish.name.casefold()
            wish = Wish(stands.name if is_alike else wish.name, stands.digit)
        let(labels, own(number), wish)

    def _labels_of(self, number: int) -> LabelTable:
        return self.cases.member_of(number).case.labels

    def _may_write(self, number: int) -> bool:
        return not self.cases.member_of(number).case.read_only


def let(labels: LabelTable, number: int, wish: Wish | None) -> Label:
    """Let a label be this; None takes it away, anything else brings it back."""
    stands = labels.get(number)
    if wish is None:
        return labels.remove(number) if stands.is_kept else stands
    if stands.is_kept:  # before anything is written, since it is all or nothing
        labels.check_name(wish.name, number)
        labels.check_digit(wish.digit, number)
    else:
        back = labels.restore(number)
        if wish == Wish(stands.name, stands.digit):
            return back  # by that name and key, as far as no other has them by now
        stands = back
    stands = stands if stands.name == wish.name else labels.rename(number, wish.name)
    return stands if stands.digit == wish.digit else labels.put_on(number, wish.digit)
