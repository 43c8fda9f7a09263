"""Making, changing and taking away labels of the case, in the decision lane: who has one is said behind it.

Of several cases that are open as one, a new label is made in the first that can be written to; in the others it is
made with the first passage that is given it.
"""

from __future__ import annotations

from dataclasses import dataclass

from cpcl_desktop.engine.case.labels import LabelTable
from cpcl_desktop.engine.case.records import Label
from cpcl_desktop.engine.numbering import among, own
from cpcl_desktop.gui.lanes.reader import CaseReader


@dataclass(frozen=True, slots=True)
class Wish:
    """What a label is called, and the key that gives it (0: none)."""

    name: str
    digit: int


@dataclass(slots=True, eq=False)
class LabelStep:
    """A change of a label: what it was and is; None: there was, or is, none. `label` is its number, once made."""

    number: int
    before: Wish | None
    after: Wish | None
    label: int | None = None


class Labels(CaseReader):
    """The labels of the case, or of several."""

    def carry_out(self, step: LabelStep, makes: bool) -> int | None:
        """Make a change, or take it back; the label's number, None where there is nothing to take back.

        Errors as those of `LabelTable`.
        """
        wish = step.after if makes else step.before
        if step.label is None:
            step.label = self._made(wish) if wish is not None else None
        else:
            let(self.cases.member_of(step.label).case.labels, own(step.label), wish)
        return step.label

    def _made(self, wish: Wish) -> int:
        every = self.cases.members
        member = next((one for one in every if not one.case.read_only), every[0])
        return among(member.place, member.case.labels.make(wish.name, wish.digit).label)


def let(labels: LabelTable, number: int, wish: Wish | None) -> Label:
    """Let a label be this; None takes it away, anything else brings it back."""
    stands = labels.get(number)
    if wish is None:
        return labels.remove(number) if stands.is_kept else stands
    if not stands.is_kept:
        back = labels.restore(number)
        if wish == Wish(stands.name, stands.digit):
            return back  # by that name and key, as far as no other has them by now
        stands = back
    stands = stands if stands.name == wish.name else labels.rename(number, wish.name)
    return stands if stands.digit == wish.digit else labels.put_on(number, wish.digit)
