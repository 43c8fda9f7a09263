"""Numbers of what is done in one session, over all that has an undo of its own: the last done is undone first."""

from __future__ import annotations

import itertools

_NUMBERS = itertools.count(1)


def next_step() -> int:
    """The number of the next step."""
    return next(_NUMBERS)
