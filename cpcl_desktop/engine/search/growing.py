"""Arrays that grow at their end, mostly without being moved: a running ingest adds a few rows every two seconds."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

SPARE: Final = 8  # of the rows an eighth is kept free for more, where they had to be moved


class Growing:
    """An array and room behind it. What was handed out before stays as it is, and lies in the same memory."""

    def __init__(self, room: npt.NDArray[Any], count: int | None = None) -> None:
        """Of the room the first `count` rows are filled, by default all."""
        self._room = room
        self.rows = room if count is None else room[:count]

    def append(self, more: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Add rows; returns all."""
        first, after = len(self.rows), len(self.rows) + len(more)
        if after > len(self._room):
            room = np.empty((after + after // SPARE, *self._room.shape[1:]), self._room.dtype)
            room[:first] = self.rows
            self._room = room
        self._room[first:after] = more
        self.rows = self._room[:after]
        return self.rows
