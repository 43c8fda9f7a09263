import subprocess
import sys

import numpy as np
import pytest
from scipy import sparse

from cpcl_desktop.bundle.clustering.dbscan import dbscan
from cpcl_desktop.bundle.clustering.jaccard import Neighbourhood, jaccard_distance, self_first
from cpcl_desktop.bundle.clustering.neighbours import CpuKernels
from tests.bundle.clustering.reference import CASES, check_overlaps, dense_reference, full, plain_dbscan


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("least", [-1.0, 0.3, 0.6])
def test_sparse_distance_equals_dense_reference(name, least):
    features, k1, k2 = CASES[name]
    distance = jaccard_distance(features, Neighbourhood(k1, k2, least))
    np.testing.assert_allclose(full(distance), dense_reference(features, k1, k2, least), atol=1e-5)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("links_at_once", [1, 4_000_000])
def test_dbscan_equals_the_textbook(seed, links_at_once, monkeypatch):
    monkeypatch.setattr("cpcl_desktop.bundle.clustering.dbscan._LINKS_AT_ONCE", links_at_once)
    points = np.random.default_rng(seed).random((400, 2))
    distance = np.linalg.norm(points[:, None] - points[None], axis=2)
    expected = plain_dbscan(distance, 0.05, 5)
    assert (expected == -1).any() and expected.max() > 5
    for height in (1, 7, 400):
        blocks = [sparse.csr_array(distance[at : at + height] <= 0.05) for at in range(0, 400, height)]
        np.testing.assert_array_equal(dbscan(blocks, 5), expected)


def test_self_comes_first_among_identical_rows():
    ranks = np.array([[2, 0, 1], [0, 2, 3], [2, 0, 1], [1, 0, 3]])
    np.testing.assert_array_equal(self_first(ranks), [[0, 2, 1], [1, 0, 2], [2, 0, 1], [3, 1, 0]])


def test_overlaps_are_the_same_however_they_are_cut():
    check_overlaps(CpuKernels())


def test_the_desktop_groups_without_torch():
    program = (
        "import sys\nimport numpy as np\n"
        "from cpcl_desktop.bundle.clustering.jaccard import jaccard_distance\n"
        "jaccard_distance(np.eye(8, dtype=np.float32))\n"
        "assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
