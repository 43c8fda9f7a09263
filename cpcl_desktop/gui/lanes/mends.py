"""The list's lane, for passages that were put together or cut wrongly: dividing them, and joining them."""

from __future__ import annotations

from dataclasses import dataclass

from cpcl_desktop.engine.numbering import among, own
from cpcl_desktop.gui.lanes.reader import CaseReader


@dataclass(slots=True, eq=False)
class Mend:
    """A place in a source at which a passage and what comes after it are divided, or joined.

    `at_us` is when the later part begins, `later` its number: None until it was divided off for the first time.
    """

    source: int
    earlier: int
    at_us: int
    later: int | None = None


class Mends(CaseReader):
    """Changes the passages of the open case, or of theirs among several, each with its entry in that case's log."""

    def divide(self, mend: Mend) -> Mend:
        """What is seen from there on becomes a passage of its own."""
        member = self.cases.member_of(mend.earlier)
        mend.later = among(member.place, member.case.passages.split(own(mend.earlier), mend.at_us).after)
        return mend

    def join(self, mend: Mend) -> Mend:
        """Both parts become one passage, the earlier one."""
        assert mend.later is not None, "it was divided before, in this lane"
        self.cases.member_of(mend.earlier).case.passages.join(own(mend.earlier), own(mend.later))
        return mend
