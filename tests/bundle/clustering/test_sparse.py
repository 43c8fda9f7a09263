"""Sparse matrices do what full ones, and SciPy's, do."""

import numpy as np
import pytest
from scipy import sparse

from cpcl_desktop.bundle.clustering import sparse as ours
from cpcl_desktop.bundle.clustering.sparse import from_cells, product, shared, stacked, sum_of


def made(rows, columns, seed, density=0.2):
    """A matrix of ours and SciPy's of the same, some of its rows and columns empty."""
    draw = np.random.default_rng(seed)
    full = np.where(draw.random((rows, columns)) < density, draw.random((rows, columns)), 0).astype(np.float32)
    full[rows // 2] = 0
    full[:, columns // 3] = 0
    return from_cells(np.flatnonzero(full), full[full > 0], full.shape), sparse.csr_array(full)


def check(found, expected):
    expected = sparse.csr_array(expected)
    expected.sort_indices()
    assert found.shape == expected.shape and found.data.dtype == np.float32
    np.testing.assert_array_equal(found.indptr, expected.indptr)
    np.testing.assert_array_equal(found.indices, expected.indices)
    np.testing.assert_allclose(found.data, expected.data, rtol=1e-6)
    np.testing.assert_allclose(found.toarray(), expected.toarray(), rtol=1e-6)


@pytest.mark.parametrize("terms", [1, 50, 10**6])
@pytest.mark.parametrize("density", [0.0, 0.02, 0.3])
def test_products_are_scipys_however_they_are_cut(terms, density, monkeypatch):
    monkeypatch.setattr(ours, "_TERMS_AT_ONCE", terms)
    (left, theirs), (right, others) = made(40, 30, 0, density), made(30, 50, 1, density)
    check(product(left, right), theirs @ others)


def test_parts_rows_and_columns():
    matrix, theirs = made(40, 30, 2)
    check(matrix, theirs)
    check(matrix.transposed(), theirs.T)
    check(matrix.part(7, 23), theirs[7:23])
    check(matrix.part(30, 99), theirs[30:])
    rows = np.array([5, 5, 20, 0, 39])
    check(matrix.taken(rows), theirs[rows])
    check(stacked([matrix.part(0, 13), matrix.part(13, 13), matrix.part(13, 40)]), theirs)


def test_sums_hold_what_either_holds():
    (one, theirs), (other, others) = made(40, 30, 3), made(40, 30, 4)
    check(sum_of(one, other), theirs + others)
    check(sum_of(one, made(40, 30, 5, 0.0)[0]), theirs)


def test_places_that_two_matrices_share():
    (one, theirs), (other, others) = made(40, 30, 6), made(40, 30, 7)
    both = theirs.multiply(others).toarray().ravel()
    np.testing.assert_array_equal(one.cells()[shared(one.cells(), other.cells())], np.flatnonzero(both))
    assert not shared(one.cells(), np.empty(0, np.int64)).any()
