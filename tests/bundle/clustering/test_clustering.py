import subprocess
import sys

import numpy as np
import pytest

from cpcl_desktop.bundle.clustering.jaccard import encode, jaccard_distance, self_first
from cpcl_desktop.bundle.clustering.neighbours import CpuKernels, Neighbourhood
from tests.bundle.clustering.reference import CASES, check_overlaps, dense_reference, full


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(("least", "extra"), [(-1.0, 1), (0.3, 1), (0.6, 1), (-1.0, 0), (0.6, 0)])
def test_sparse_distance_equals_dense_reference(name, least, extra):
    features, k1, k2 = CASES[name]
    distance = jaccard_distance(features, Neighbourhood(k1, k2, least, extra))
    np.testing.assert_allclose(full(distance), dense_reference(features, k1, k2, least, extra), atol=1e-5)


def test_a_neighbour_brings_along_whom_the_familys_code_lets_it():
    """Of six neighbours each is asked for four, itself counted: round(6 / 2) + 1. With three, 4 stays out."""
    angles = np.radians([0.0, 1.0, 2.1, 3.3, 4.6, 6.0, 7.5])
    unit = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    ranks = np.argsort(-(unit @ unit.T), axis=1, kind="stable")[:, :6]
    assert {row for row in ranks[0] if 0 in ranks[row]} == {0, 1, 2, 3}
    assert ranks[3].tolist() == [3, 2, 4, 1, 5, 0]  # of its first four all are mutual, and three are row 0's
    for extra, brought in ((1, 5), (0, 4)):
        found = encode(unit, ranks, CpuKernels(), extra).toarray()[0]
        np.testing.assert_array_equal(np.flatnonzero(found), range(brought))


def test_self_comes_first_among_identical_rows():
    ranks = np.array([[2, 0, 1], [0, 2, 3], [2, 0, 1], [1, 0, 3]])
    np.testing.assert_array_equal(self_first(ranks), [[0, 2, 1], [1, 0, 2], [2, 0, 1], [3, 1, 0]])


def test_overlaps_are_the_same_however_they_are_cut():
    check_overlaps(CpuKernels())


def test_the_desktop_groups_without_torch_and_scipy():
    program = (
        "import sys\nimport numpy as np\n"
        "from cpcl_desktop.bundle.clustering.jaccard import jaccard_distance\n"
        "jaccard_distance(np.eye(8, dtype=np.float32))\n"
        "assert not {'torch', 'scipy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
