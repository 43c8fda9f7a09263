"""What will be said of passages once all that is under way is stored: what a key means goes by that.

What is under way may be about a hundred thousand passages, so it is gone through as columns, in no order: NumPy's
sets sort, which takes as long as a key may take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from cpcl_desktop.engine.case.marks import Marks
from cpcl_desktop.engine.case.records import Judgement, MarkKind
from cpcl_desktop.engine.search.hits import Column
from cpcl_desktop.gui.lanes.decision import Decided, Step
from cpcl_desktop.gui.lanes.said import NOTHING, Said, said_by
from cpcl_desktop.gui.lanes.storing import Marking, Saying

Holds = Callable[[Judgement | None], bool]  # of a verdict; false of None


@dataclass(frozen=True, slots=True, eq=False)
class UnderWay:
    """A step in the decision lane, which is made, or taken back.

    `stood` is what was said before of those of its passages that are stored by now.
    """

    step: Step
    makes: bool
    stood: dict[int, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the case says, and what is under way, in its order."""

    decisions: Decided
    marks: Marks
    under_way: Sequence[UnderWay]

    def said(self, track: int) -> Said:
        """What will be said of a passage."""
        said, stood = said_by(self.decisions.get(track)), dict[Step, Said]()
        for one in self.under_way:
            step = one.step
            if not isinstance(step.change, Saying) or track not in step.passages.tracks:
                continue
            if one.makes:
                stood[step] = one.stood.get(track, said)
                said = step.change.after(stood[step])
            elif step in stood:
                said = stood[step]
            elif step.state != "refused":  # the lane may have taken it back by now: that is not told yet
                said = step.before.get(track)
        return said if said.verdict else NOTHING

    def saying(self, holds: Holds) -> Column:
        """The passages of whose verdict something will hold."""
        return self._saying(holds, _column(track for track, one in self.decisions.items() if holds(one.verdict)))

    def decided(self) -> Column:
        """The passages of which anything will be said."""
        return self._saying(lambda verdict: verdict is not None, _column(self.decisions))

    def _saying(self, holds: Holds, tracks: Column) -> Column:
        """Of what is said of these passages, and what is under way: of whose verdict something will hold."""
        stood = dict[Step, Column]()
        undone = {one.step for one in self.under_way if not one.makes}
        for one in self.under_way:
            step = one.step
            if not isinstance(step.change, Saying):
                continue
            its = step.passages.tracks
            if one.makes:
                if step in undone:
                    stood[step] = _stood(one, holds, _both(tracks, its))
                tracks = _joined(tracks, its) if holds(step.change.verdict) else _without(tracks, its)
            elif step in stood or step.state != "refused":
                known = stood[step] if step in stood else _both(step.before.where(holds), its)
                tracks = _joined(_without(tracks, its), known)
        return tracks

    def marked(self, kind: MarkKind) -> Column:
        """The passages on which a mark will stand."""
        return self._marked(kind, _column(track for track, kinds in self.marks.items() if kind in kinds))

    def has_mark(self, track: int, kind: MarkKind) -> bool:
        """Whether a mark will stand on a passage."""
        standing = [track] if kind in self.marks.get(track, ()) else []
        return track in self._marked(kind, _column(standing))

    def _marked(self, kind: MarkKind, tracks: Column) -> Column:
        """Of marks that stand on these passages, and of those under way: where they will."""
        made = set[Step]()
        for step, makes in ((one.step, one.makes) for one in self.under_way):
            change = step.change
            if not isinstance(change, Marking) or change.kind != kind:
                continue
            if makes:
                made.add(step)
            elif step not in made and step.state == "refused":
                continue
            tracks = (_joined if change.sets == makes else _without)(tracks, step.passages.tracks)
        return tracks


def _stood(one: UnderWay, holds: Holds, tracks: Column) -> Column:
    """Of whose verdict something held before a step: of these passages, but for what is stored of it already."""
    before = _column(track for track, said in one.stood.items() if holds(said.verdict))
    return np.concatenate([_without(tracks, _column(one.stood)), before])


def _column(tracks: Iterable[int]) -> Column:
    return np.fromiter(tracks, np.int64)


def _joined(some: Column, others: Column) -> Column:
    return np.concatenate([some, others[~np.isin(others, some)]])


def _without(some: Column, others: Column) -> Column:
    return some[~np.isin(some, others)]


def _both(some: Column, others: Column) -> Column:
    return some[np.isin(some, others)]
