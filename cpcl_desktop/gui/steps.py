"""What was done in one session and can be taken back: the steps of whoever has an undo of its own."""

from __future__ import annotations

import itertools
from typing import Generic, TypeVar

_NUMBERS = itertools.count(1)

Done = TypeVar("Done")


def next_step() -> int:
    """The number of the next step, over all that has an undo: the last done is undone first."""
    return next(_NUMBERS)


class Steps(Generic[Done]):
    """Steps that stand, in order, and those that were taken back, the last one taken back at the end."""

    def __init__(self) -> None:
        self.made: list[Done] = []
        self.taken_back: list[Done] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a step of this session to take back."""
        return bool(self.made)

    @property
    def can_redo(self) -> bool:
        """Whether there is one that was taken back."""
        return bool(self.taken_back)

    def add(self, step: Done) -> None:
        """A new step; what was taken back before it is gone."""
        self.made.append(step)
        self.taken_back.clear()

    def undo(self) -> Done:
        """Take the last step back, and tell which; there is one."""
        self.taken_back.append(self.made.pop())
        return self.taken_back[-1]

    def redo(self) -> Done:
        """Let the step stand again that was taken back last, and tell which; there is one."""
        self.made.append(self.taken_back.pop())
        return self.made[-1]

    def forget(self, step: Done) -> None:
        """It was not done, so there is nothing to take back."""
        self.made = [one for one in self.made if one is not step]
        self.taken_back = [one for one in self.taken_back if one is not step]

    def clear(self) -> None:
        """Another session begins."""
        self.made, self.taken_back = [], []
