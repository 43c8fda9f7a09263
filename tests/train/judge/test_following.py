"""Figures of following, worked out by hand."""

import pytest

from cpcl_desktop.bundle.boxes import iou
from cpcl_train.judge.boxes import FrameBoxes, pairs
from cpcl_train.judge.following import following_scores


def box(place):
    return (float(place), 0.0, float(place) + 10, 20.0)


def frames(*people):
    """A frame for each dictionary of places by number."""
    return [FrameBoxes.of({number: box(place) for number, place in each.items()}) for each in people]


def test_followed_as_it_was_is_all_ones():
    truth = frames({1: 0, 2: 50}, {1: 5, 2: 45}, {1: 10})
    scores = following_scores(truth, frames({7: 0, 3: 50}, {7: 5, 3: 45}, {7: 10}))
    assert (scores.idf1, scores.mota, scores.switches, scores.fragments) == (1, 1, 0, 0)
    assert scores.tracks_per_person == 1


def test_a_switch_half_way_costs_half_of_the_identity():
    truth = frames(*[{1: 0}] * 10)
    found = frames(*[{1: 0}] * 6, *[{2: 0}] * 4)
    scores = following_scores(truth, found)
    assert scores.id_pairs == 6
    assert scores.idf1 == pytest.approx(2 * 6 / 20)
    assert (scores.switches, scores.mix_ups) == (1, 0)
    assert scores.switches_per_50 == 50
    assert scores.mota == pytest.approx(0.9)
    assert scores.tracks_per_person == 2


def test_two_who_swap_names_count_two_switches():
    truth = frames({1: 0, 2: 50}, {1: 10, 2: 40}, {1: 40, 2: 10}, {1: 50, 2: 0})
    found = frames({1: 0, 2: 50}, {1: 10, 2: 40}, {2: 40, 1: 10}, {2: 50, 1: 0})
    scores = following_scores(truth, found)
    assert scores.switches == scores.mix_ups == 2
    assert scores.idf1 == pytest.approx(0.5)
    assert scores.misses == scores.false_boxes == 0


def test_a_track_that_goes_over_to_who_was_not_followed_is_a_transfer_and_no_switch():
    truth = frames({1: 0, 2: 50}, {1: 0, 2: 50}, {1: 0, 2: 50})
    scores = following_scores(truth, frames({7: 0}, {7: 50}, {7: 50}))
    assert (scores.switches, scores.transfers, scores.mixed) == (0, 1, 1)
    assert scores.transfers_per_50 == 25


def test_a_track_is_of_one_of_two_whom_its_box_overlaps():
    truth = frames({1: 0}, {2: 0}, *[{1: 0, 2: 2}] * 3)
    scores = following_scores(truth, frames({7: 0}, {7: 0}, *[{7: 1}] * 3))
    assert (scores.transfers, scores.switches, scores.misses) == (1, 0, 3)


def test_who_is_found_again_by_a_new_track_is_a_switch_and_no_transfer():
    truth = frames({1: 0}, {}, {1: 0})
    scores = following_scores(truth, frames({7: 0}, {}, {8: 0}))
    assert (scores.switches, scores.transfers, scores.mixed) == (1, 0, 0)


def test_a_gap_is_a_fragment_and_misses_but_no_switch():
    truth = frames(*[{1: 0}] * 6)
    scores = following_scores(truth, frames({1: 0}, {1: 0}, {}, {}, {1: 0}, {1: 0}))
    assert (scores.fragments, scores.misses, scores.switches) == (1, 2, 0)
    assert scores.idf1 == pytest.approx(2 * 4 / 10)


def test_who_is_not_to_be_seen_is_no_gap():
    truth = frames({1: 0}, {}, {}, {1: 0})
    scores = following_scores(truth, frames({1: 0}, {}, {}, {1: 0}))
    assert (scores.fragments, scores.misses) == (0, 0)


def test_who_was_matched_stays_matched_while_the_boxes_overlap():
    truth = frames({1: 0}, {1: 0})
    found = frames({1: 0}, {1: 3, 2: 0})
    scores = following_scores(truth, found)
    assert scores.switches == 0
    assert scores.false_boxes == 1


def test_a_box_on_somebody_who_does_not_count_is_neither_right_nor_false():
    (hidden,) = frames({1: 0, 2: 50})
    hidden.counts.resize(2, refcheck=False)
    hidden.counts[:] = [True, False]
    scores = following_scores([hidden], frames({1: 0, 9: 50}))
    assert (scores.true_boxes, scores.found_boxes, scores.false_boxes, scores.tracks) == (1, 1, 0, 1)
    assert following_scores([hidden], frames({1: 0})).misses == 0


def test_scores_of_several_films_add_up():
    truth, found = frames({1: 0}), frames({1: 0})
    both = following_scores(truth, found) + following_scores(truth, frames({}))
    assert (both.true_boxes, both.id_pairs, both.misses, both.people, both.tracks) == (2, 1, 1, 2, 1)


def test_pairs_are_as_many_as_can_be():
    first, second = frames({1: 0, 2: 3}), frames({1: 2, 2: -3})
    assert sorted(pairs(first[0].boxes, second[0].boxes)) == [(0, 1), (1, 0)]
    assert iou(first[0].boxes, second[0].boxes)[0, 0] == pytest.approx(8 / 12)
