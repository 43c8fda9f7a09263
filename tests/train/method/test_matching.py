import pytest
import torch

from cpcl_train.method.matching import matches
from cpcl_train.method.memory import PrototypeMemory
from cpcl_train.method.options import MatchingConfig
from tests.train.batches import LABELS, T, V, memories


def pairs(mask):
    return {(i, j) for i, j in mask.nonzero().tolist() if i < j}


@pytest.mark.parametrize(
    ("alike", "by_image", "expected"),
    [
        ("image", False, {(0, 1), (2, 6)}),
        ("text", False, {(0, 3), (0, 6), (3, 6), (1, 5)}),
        ("either", False, {(0, 1), (2, 6), (0, 3), (0, 6), (3, 6), (1, 5)}),
        ("both", False, set()),
        ("image", True, {(0, 1), (2, 6), (3, 4)}),
    ],
)
def test_who_matches_whom(alike, by_image, expected):
    found = matches(LABELS, MatchingConfig(alike=alike, alike_by_image=by_image))
    assert pairs(found) == expected
    assert found.diagonal().all() and torch.equal(found, found.T)


def test_update_moves_each_memory_by_its_own_labels():
    memory = memories()
    expected = PrototypeMemory(memory.texts.rows, 0.1)
    expected.update(V, LABELS.texts)
    memory.update(T, V, LABELS)
    torch.testing.assert_close(memory.texts.rows, expected.rows)
