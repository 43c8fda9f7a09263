"""Average precision and recall by height, against numbers worked out by hand."""

import numpy as np
import pytest

from cpcl_train.detector.judge import HEIGHTS, SCORE, Tally, average_precision, heights_svg
from cpcl_train.detector.scenes import no_boxes


def boxes(*rows: tuple[float, float, float, float]) -> np.ndarray:
    return np.array(rows, np.float32).reshape(-1, 4)


def scores(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


@pytest.mark.parametrize(
    ("hits", "people", "wanted"),
    [
        ([True, True], 2, 1.0),
        ([True, False, True], 2, (1 + 2 / 3) / 2),
        ([False, True], 1, 0.5),
        ([True], 4, 0.25),
        ([False], 3, 0.0),
        ([], 3, 0.0),
    ],
)
def test_average_precision_is_the_area_under_the_curve(hits: list[bool], people: int, wanted: float) -> None:
    assert average_precision(np.array(hits, bool), people) == pytest.approx(wanted)


def test_somebody_counts_once_and_the_unsure_not_at_all() -> None:
    tally = Tally()
    there, hidden = boxes((10, 10, 30, 60)), boxes((100, 10, 120, 60))
    found = boxes((10, 10, 30, 60), (11, 11, 31, 61), (101, 12, 119, 58))
    tally.add(there, hidden, found, scores(0.9, 0.8, 0.7))
    figures = tally.figures()
    assert (figures.people, figures.recall, figures.precision) == (1, 1.0, 0.5)


def test_a_hesitant_box_is_no_find_but_counts_in_the_curve() -> None:
    tally = Tally()
    tally.add(boxes((0, 0, 20, 50)), no_boxes(), boxes((0, 0, 20, 50)), scores(0.2))
    figures = tally.figures()
    assert (figures.ap50, figures.recall) == (1.0, 0.0)


def test_heights_are_told_apart() -> None:
    tally = Tally()
    tally.add(boxes((0, 0, 9, 20), (50, 0, 90, 100)), no_boxes(), boxes((50, 0, 90, 100)), scores(0.9))
    found = {one.least: (one.found, one.people) for one in tally.figures().heights}
    assert found[16] == (0, 1) and found[96] == (1, 1) and sum(n for _, n in found.values()) == 2
    svg = heights_svg([("a", tally.figures().heights)])
    assert svg.count("<circle") == 2 and all(f">{least}<" in svg for least in HEIGHTS)


def test_where_nobody_is_every_box_is_false() -> None:
    tally = Tally()
    tally.add(no_boxes(), no_boxes(), boxes((0, 0, 9, 20)), scores(0.9))
    tally.add(no_boxes(), no_boxes(), no_boxes(), scores())
    figures = tally.figures()
    assert (figures.pictures, figures.people, figures.precision, figures.ap50) == (2, 0, 0.0, 0.0)


def test_the_score_from_which_on_most_boxes_are_right() -> None:
    tally = Tally()
    found = boxes((0, 0, 20, 50), (300, 0, 320, 50), (100, 0, 120, 50), (200, 0, 220, 50))
    tally.add(boxes((0, 0, 20, 50), (100, 0, 120, 50)), no_boxes(), found, scores(0.9, 0.6, 0.5, 0.3))
    assert [tally.score_for(share) for share in (1.0, 0.6, 0.5, 0.1)] == pytest.approx([0.9, 0.5, 0.3, 0.3])
    assert Tally().score_for(0.8) == SCORE
