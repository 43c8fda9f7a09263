"""What the window says while hits are gone through: what is new, what is left, what was done."""

from __future__ import annotations


def new_line(new: int, among: int) -> str:
    """How many passages were read since the hits were found, and how many of them would stand among these."""
    read = "1 new passage was read" if new == 1 else f"{new:,} new passages were read"
    if not among:
        return f"{read} since; none of them stands among these hits."
    would = " and would" if among == new else f"; {among:,} of them would"
    return f"{read} since{would} stand among these hits."
