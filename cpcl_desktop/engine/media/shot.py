"""A decoded frame whose RGB picture is made only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cpcl_desktop.engine.records import Frame, Image


@dataclass(frozen=True, slots=True)
class Shot:
    """One frame's place (`index` among the decoded, `time_us`, file `name`) and how to get its picture."""

    index: int
    time_us: int
    develop: Callable[[], Image]
    name: str | None = None

    def frame(self) -> Frame:
        """The frame with its picture."""
        return Frame(self.index, self.time_us, self.develop(), self.name)
