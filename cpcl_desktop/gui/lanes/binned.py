"""The list's lane, for the bin of the case: taking sources out, putting them back, what emptying it would cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cpcl_desktop.engine.case.bin import Stake
from cpcl_desktop.gui.lanes.reader import CaseReader


class Bins(CaseReader):
    """The case's bin."""

    def move(self, sources: Sequence[int], in_bin: bool) -> None:
        """Put sources into the bin, or back."""
        if in_bin:
            self.case.bin.take_out(sources)
        else:
            self.case.bin.put_back(sources)

    def stakes(self) -> Mapping[int, Stake]:
        """What removing each source in the bin would take along, by its number."""
        return self.case.bin.stakes()
