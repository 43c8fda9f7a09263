"""The list's lane, for passages that were put together or cut wrongly: dividing them, and joining them."""

from __future__ import annotations

from dataclasses import dataclass

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
    """Changes the case's passages, each with its entry in the log."""

    def divide(self, mend: Mend) -> Mend:
        """What is seen from there on becomes a passage of its own."""
        mend.later = self.case.passages.split(mend.earlier, mend.at_us).after
        return mend

    def join(self, mend: Mend) -> Mend:
        """Both parts become one passage, the earlier one."""
        assert mend.later is not None, "it was divided before, in this lane"
        self.case.passages.join(mend.earlier, mend.later)
        return mend
