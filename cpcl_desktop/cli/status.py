"""The exit statuses of `cpcl`, and what each says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

DONE: Final = 0
FAILED: Final = 1
WRONG_USE: Final = 2
INCOMPLETE: Final = 3

MEANINGS: Final[Mapping[int, str]] = {
    DONE: "done",
    FAILED: "failed, stopped, or a check found a fault; the output says which",
    WRONG_USE: "wrong use; nothing was changed",
    INCOMPLETE: "done, but some footage could not be read or looked at; the output says which and how much",
}
