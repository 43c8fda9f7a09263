"""Which rows of a list went, and which came: what stays keeps selection and place then."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import groupby

MOST = 100  # runs of rows, in all; to tell a view of more takes longer than to let it begin anew

Run = tuple[int, int]  # the first row and the last


@dataclass(frozen=True, slots=True)
class RowChanges:
    """Runs of rows: `gone` as they stood before, `came` as they stand now; each in their order."""

    gone: Sequence[Run]
    came: Sequence[Run]


NOTHING = RowChanges((), ())


def changes_between(before: Sequence[Hashable], now: Sequence[Hashable]) -> RowChanges | None:
    """What leads from these keys of rows to those; None where the order is another, or too much changed."""
    were, are = set(before), set(now)
    if [key for key in before if key in are] != [key for key in now if key in were]:
        return None
    changes = RowChanges(_runs(before, are), _runs(now, were))
    return changes if len(changes.gone) + len(changes.came) <= MOST else None


def _runs(keys: Sequence[Hashable], others: set[Hashable]) -> list[Run]:
    """The rows whose keys the others do not have."""
    rows = [row for row, key in enumerate(keys) if key not in others]
    together = (list(run) for _, run in groupby(enumerate(rows), lambda at: at[1] - at[0]))
    return [(run[0][1], run[-1][1]) for run in together]
