"""Figures of grouping, worked out by hand."""

import numpy as np
import pytest

from cpcl_train.judge.grouping import b_cubed, pairwise

PEOPLE = np.array([1, 1, 1, 2, 2, 3])


def test_the_right_groups_are_all_ones():
    for agreement in (pairwise(PEOPLE * 7, PEOPLE), b_cubed(PEOPLE * 7, PEOPLE)):
        assert (agreement.precision, agreement.recall, agreement.f1) == (1, 1, 1)


def test_pairs_are_counted():
    # Together: 1-1, 2-2, 2-3, 2-3: two of four are right. Of one person: three pairs of 1, one of 2.
    agreement = pairwise(np.array([0, 0, 5, 9, 9, 9]), PEOPLE)
    assert (agreement.precision, agreement.recall) == (2 / 4, 2 / 4)
    assert agreement.f1 == pytest.approx(0.5)


def test_b_cubed_is_counted_by_passage():
    agreement = b_cubed(np.array([0, 0, 5, 9, 9, 9]), PEOPLE)
    assert agreement.precision == pytest.approx((1 + 1 + 1 + 2 / 3 + 2 / 3 + 1 / 3) / 6)
    assert agreement.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1 + 1) / 6)


def test_nobody_grouped_is_never_wrong():
    agreement = pairwise(np.arange(6), PEOPLE)
    assert (agreement.precision, agreement.recall, agreement.f1) == (1, 0, 0)


def test_only_the_pairs_asked_for_count():
    among = np.zeros((6, 6), bool)
    among[3, 4] = among[4, 5] = True
    agreement = pairwise(np.array([0, 0, 5, 9, 9, 9]), PEOPLE, among)
    assert (agreement.precision, agreement.recall) == (1 / 2, 1)
