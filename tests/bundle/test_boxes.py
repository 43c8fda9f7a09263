"""Which boxes stay where several overlap."""

import numpy as np
import pytest

from cpcl_desktop.bundle.boxes import suppress, ungrouped


def boxes(*rows: tuple[float, float, float, float]) -> np.ndarray:
    return np.array(rows, np.float32).reshape(-1, 4)


LEFT, RIGHT, BETWEEN = (0, 0, 40, 100), (40, 0, 80, 100), (20, 0, 60, 100)


def test_a_box_between_two_better_ones_is_left_out() -> None:
    assert ungrouped(boxes(LEFT, RIGHT, BETWEEN)).tolist() == [0, 1]
    assert ungrouped(boxes(LEFT, RIGHT, (0, 0, 80, 100))).tolist() == [0, 1]


def test_a_better_box_stays_whoever_is_beside_it() -> None:
    assert ungrouped(boxes(BETWEEN, LEFT, RIGHT)).tolist() == [0, 1, 2]


@pytest.mark.parametrize("third", [(44, 10, 84, 105), (20, 60, 60, 160), (0, 110, 40, 200), (24, 0, 56, 180)])
def test_somebody_who_is_hidden_in_part_stays(third: tuple[float, float, float, float]) -> None:
    """Beside one of them, before them, below them, taller than both."""
    assert 2 in ungrouped(boxes(LEFT, RIGHT, third))


def test_none_and_one() -> None:
    assert ungrouped(boxes()).tolist() == [] and ungrouped(boxes(LEFT)).tolist() == [0]


def test_of_two_on_one_person_the_better_stays() -> None:
    assert suppress(boxes(LEFT, (2, 0, 42, 100), RIGHT), 0.5).tolist() == [0, 2]
