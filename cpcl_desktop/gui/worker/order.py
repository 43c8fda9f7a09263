"""What a worker is given to do, as a value: it can be sent to another process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cpcl_desktop.gui.worker.course import Course


@dataclass(frozen=True, slots=True)
class Order:
    """A function, or a method of something small, and what it takes; all of it has to pickle.

    It is called with `takes`, then, if it `announces`, with where to hand things out, and last with its report.
    """

    do: Callable[..., object]
    takes: tuple[object, ...] = ()
    announces: bool = False

    def carry_out(self, course: Course) -> object:
        """Do it; what it returns has to pickle, too."""
        heard = (course.announce, course.report) if self.announces else (course.report,)
        return self.do(*self.takes, *heard)
