"""The assignment of least total cost, without SciPy: importing that takes as long as minutes of following.

Shortest augmenting paths with dual prices (Jonker and Volgenant 1987), rows one after the other; a step costs
one vector operation over the columns.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]


def cheapest_pairs(costs: Doubles) -> tuple[Indices, Indices]:
    """Rows and columns, rows ascending, of min(N, M) pairs of an N×M matrix of finite costs."""
    if 1 in costs.shape:
        best = np.unravel_index(np.argmin(costs), costs.shape)
        return np.array([best[0]]), np.array([best[1]])
    if costs.shape[0] > costs.shape[1]:
        columns, rows = cheapest_pairs(costs.T)
        order = np.argsort(rows)
        return rows[order], columns[order]
    solver = _Solver(costs)
    for row in range(len(costs)):
        solver.add(row)
    return np.arange(len(costs)), solver.column_of


class _Solver:
    """The cheapest assignment of the rows added so far, and prices that prove it."""

    def __init__(self, costs: Doubles) -> None:
        self._costs = costs
        self._row_of = np.full(costs.shape[1], -1)
        self.column_of = np.full(costs.shape[0], -1)
        self._row_prices, self._column_prices = np.zeros(costs.shape[0]), np.zeros(costs.shape[1])

    def add(self, row: int) -> None:
        """Give a row a column, moving others along the cheapest path to a free one."""
        shortest = np.full(len(self._row_of), np.inf)
        before = np.full(len(self._row_of), -1)
        reached = np.zeros(len(self._row_of), bool)
        at, column, length = row, -1, 0.0
        while at >= 0:
            through = length + self._costs[at] - self._row_prices[at] - self._column_prices
            shorter = ~reached & (through < shortest)
            shortest[shorter], before[shorter] = through[shorter], at
            column = int(np.argmin(np.where(reached, np.inf, shortest)))
            length, at = float(shortest[column]), int(self._row_of[column])
            reached[column] = True
        self._row_prices[row] += length
        moved = reached & (self._row_of >= 0)
        self._row_prices[self._row_of[moved]] += length - shortest[moved]
        self._column_prices[reached] -= length - shortest[reached]
        self._move(row, column, before)

    def _move(self, row: int, column: int, before: Indices) -> None:
        """Back along the path: each row on it takes the column that was reached from it."""
        at = -1
        while at != row:
            at = int(before[column])
            self._row_of[column] = at
            self.column_of[at], column = column, int(self.column_of[at])
