"""Numbers of sources, passages and pictures where several cases are searched as one.

A case counts its own from 1. Among several, each number has the place of its case above `APART`, so that no two
are alike and every column of numbers stays a column of int64; in the first case, and where there is only one, they
are the case's own. People read and write them as CASE:NUMBER.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, overload

import numpy as np
import numpy.typing as npt

APART = 2**40  # more than any case counts to, and room for millions of cases below 2**63

Numbers = npt.NDArray[np.int64]


@overload
def among(place: int, numbers: int) -> int: ...
@overload
def among(place: int, numbers: Numbers) -> Numbers: ...
def among(place: int, numbers: Any) -> Any:
    """A case's own numbers as they are among several cases, of which it stands at this place, from 0 on."""
    return numbers + place * APART


@overload
def own(numbers: int) -> int: ...
@overload
def own(numbers: Numbers) -> Numbers: ...
def own(numbers: Any) -> Any:
    """What the case itself counts them as."""
    return numbers % APART


@overload
def place_of(numbers: int) -> int: ...
@overload
def place_of(numbers: Numbers) -> Numbers: ...
def place_of(numbers: Any) -> Any:
    """At which place their case stands."""
    return numbers // APART


def are_among(numbers: Numbers, wanted: Numbers) -> npt.NDArray[np.bool_]:
    """Which numbers are wanted; those of each case lie together, in the order of the cases.

    As `np.isin`, which looks numbers up in a table where they lie near each other: those of one case do, and of ten
    cases it would sort ten million.
    """
    wanted = np.sort(wanted)
    bounds = APART * np.arange((int(place_of(numbers[-1])) if len(numbers) else 0) + 2)
    rows, known = (np.searchsorted(column, bounds).tolist() for column in (numbers, wanted))
    parts = [
        np.isin(numbers[first:last], wanted[begin:end])
        for (first, last), (begin, end) in zip(pairwise(rows), pairwise(known), strict=True)
    ]
    return np.concatenate(parts)


def called(case: str, number: int) -> str:
    """How a number is written: “12”, or “north:12” where it is of the case north among several."""
    return f"{case}:{own(number)}" if case else str(number)


def of_case(case: str, name: str) -> str:
    """How something is called that another case may have one of the same name of: “gate”, or “north: gate”."""
    return f"{case}: {name}" if case else name


def told(case: str, number: int) -> int | str:
    """As `called`, for JSON: a case's own number stays a number."""
    return called(case, number) if case else number
