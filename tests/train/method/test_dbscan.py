import numpy as np
import pytest

from cpcl_desktop.bundle.clustering.sparse import from_cells
from cpcl_train.method.dbscan import dbscan
from tests.bundle.clustering.reference import plain_dbscan


def neighbours(near):
    cells = np.flatnonzero(near)
    return from_cells(cells, np.ones(len(cells), np.float32), near.shape)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("links_at_once", [1, 4_000_000])
def test_dbscan_equals_the_textbook(seed, links_at_once, monkeypatch):
    monkeypatch.setattr("cpcl_train.method.dbscan._LINKS_AT_ONCE", links_at_once)
    points = np.random.default_rng(seed).random((400, 2))
    distance = np.linalg.norm(points[:, None] - points[None], axis=2)
    expected = plain_dbscan(distance, 0.05, 5)
    assert (expected == -1).any() and expected.max() > 5
    for height in (1, 7, 400):
        blocks = [neighbours(distance[at : at + height] <= 0.05) for at in range(0, 400, height)]
        np.testing.assert_array_equal(dbscan(blocks, 5), expected)
