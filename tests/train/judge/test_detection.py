"""Figures of detection, worked out by hand."""

import numpy as np
import pytest

from cpcl_train.judge.boxes import FrameBoxes
from cpcl_train.judge.detection import detection_scores


def found(*boxes):
    """Boxes with scores from (x, score)."""
    return (
        np.array([(x, 0, x + 10, 20) for x, _ in boxes], np.float32).reshape(-1, 4),
        np.array([score for _, score in boxes], np.float32),
    )


TRUTH = FrameBoxes(
    np.array([1, 2, 3]),
    np.array([(0, 0, 10, 20), (50, 0, 60, 20), (100, 0, 110, 20)], np.float32),
    np.array([True, True, False]),
)


def test_who_is_found_first_is_all_ones():
    scores = detection_scores([TRUTH], [found((0, 0.9), (51, 0.8), (99, 0.7))], 0.5)
    assert (scores.ap, scores.recall, scores.precision) == (1, 1, 1)


def test_a_false_box_above_a_right_one_costs_precision():
    # Right at ranks 1 and 3: precision 1 up to recall 0.5, and 2/3 up to 1.
    scores = detection_scores([TRUTH], [found((0, 0.9), (200, 0.8), (50, 0.7))], 0.75)
    assert scores.ap == pytest.approx((51 * 1 + 50 * 2 / 3) / 101)
    assert scores.recall == 0.5
    assert scores.precision == 0.5


def test_a_second_box_on_somebody_is_false():
    scores = detection_scores([TRUTH], [found((0, 0.9), (1, 0.8))], 0.5)
    assert scores.precision == 0.5
    assert scores.ap == pytest.approx(51 / 101)


def test_nothing_found_is_nothing():
    scores = detection_scores([TRUTH], [found()], 0.5)
    assert (scores.ap, scores.recall) == (0, 0)


def test_recall_is_told_by_height():
    tall = FrameBoxes(np.array([1, 2]), np.array([(0, 0, 10, 20), (50, 0, 60, 80)], np.float32))
    boxes = (np.array([(50, 0, 60, 80)], np.float32), np.array([0.9], np.float32))
    low, high, empty = detection_scores([tall], [boxes], 0.5).by_height((12, 40, 100, 200))
    assert low == (12, 40, 0, 1)
    assert high == (40, 100, 1, 1)
    assert empty[3] == 0
    assert np.isnan(empty[2])
