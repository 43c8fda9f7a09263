"""Arrays that grow where they lie, and leave what was handed out before as it was."""

import numpy as np
import pytest

from cpcl_desktop.engine.search.growing import SPARE, Growing


@pytest.mark.parametrize("shape", [(), (3,)])
def test_it_holds_all_that_was_added_and_seldom_moves(shape: tuple[int, ...]) -> None:
    draw = np.random.default_rng(3)
    parts = [draw.normal(size=(count, *shape)) for count in (5, 0, 1, 40, 2, 2, 400, 1, 1)]
    growing, given, moves = Growing(parts[0].copy()), [], 0
    for at, part in enumerate(parts[1:], 2):
        before = growing.rows
        given.append((growing.append(part), at))
        moves += not np.shares_memory(before, growing.rows)
    assert moves == 3  # a first row, forty and four hundred at once
    for rows, count in given:
        assert np.array_equal(rows, np.concatenate(parts[:count]))


def test_room_that_is_there_is_filled_first() -> None:
    room = np.zeros(2 * SPARE, np.int64)
    growing = Growing(room, 3)
    growing.append(np.array([7, 8]))
    assert room[:6].tolist() == [0, 0, 0, 7, 8, 0] and growing.rows.tolist() == [0, 0, 0, 7, 8]
