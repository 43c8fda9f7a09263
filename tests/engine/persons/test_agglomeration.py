import numpy as np
import pytest
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.persons.agglomeration import Linkage, agglomerate
from cpcl_desktop.engine.progress import silent

SEEDS = range(12)


class Pairs:
    """What cannot be together, as a matrix."""

    def __init__(self, count, pairs=()):
        self.apart = np.zeros((count, count), bool)
        for one, other in pairs:
            self.apart[one, other] = self.apart[other, one] = True

    def between(self, some, others):
        return bool(self.apart[np.ix_(some, others)].any())


def sample(seed, count=40, dims=6, held=0.6):
    """Vectors, and a second likeness for a part of all pairs."""
    draw = np.random.default_rng(seed)
    centres = draw.standard_normal((9, dims))
    vectors = centres[draw.integers(0, 9, count)] + 0.5 * draw.standard_normal((count, dims))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    second = np.triu(draw.random((count, count)) * (draw.random((count, count)) < held), 1)
    return vectors, second + second.T, draw


def run(vectors, second, least=0.3, conflicts=None, together=(), report=silent):
    held = sparse.csr_array(second.astype(np.float32))
    conflicts = conflicts or Pairs(len(vectors))
    return agglomerate(vectors, held, Linkage(least), conflicts, together, report)


def partition(labels):
    return {tuple(np.flatnonzero(labels == label)) for label in np.unique(labels)}


@pytest.mark.parametrize("seed", SEEDS)
def test_without_constraints_it_is_average_linkage(seed):
    vectors, second, _ = sample(seed, held=1.0)
    alike = (vectors.astype(np.float64) @ vectors.T + second) / 2
    np.fill_diagonal(alike, 1)
    tree = linkage(squareform(1 - alike, checks=False), "average")
    expected = fcluster(tree, 1 - 0.3, "distance")
    found = run(vectors, second)
    assert partition(found.labels) == partition(expected) and 1 < len(partition(expected)) < 40
    assert list(found.refused) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_what_must_be_together_is_and_what_cannot_is_not(seed):
    vectors, second, draw = sample(seed)
    together = [draw.choice(40, 3, replace=False).tolist() for _ in range(4)]
    apart = [tuple(draw.choice(40, 2, replace=False)) for _ in range(80)]
    free = run(vectors, second, 0.2, together=together).labels
    found = run(vectors, second, 0.2, Pairs(40, apart), together)
    forced = run(vectors, second, 2.0, together=together).labels  # what `together` alone joins
    assert all(len({found.labels[sample] for sample in samples}) == 1 for samples in together)
    broken = [(a, b) for a, b in apart if found.labels[a] == found.labels[b]]
    assert all(forced[a] == forced[b] for a, b in broken)
    assert any(free[a] == free[b] and forced[a] != forced[b] for a, b in apart) and found.refused


@pytest.mark.parametrize("seed", SEEDS)
def test_no_two_clusters_are_left_that_could_be_merged(seed):
    vectors, second, draw = sample(seed)
    conflicts = Pairs(40, [tuple(draw.choice(40, 2, replace=False)) for _ in range(60)])
    found = run(vectors, second, 0.25, conflicts)
    groups = sorted(partition(found.labels))
    for at, some in enumerate(groups):
        for others in groups[at + 1 :]:
            pairs = np.ix_(some, others)
            alike = ((vectors[list(some)] @ vectors[list(others)].T + second[pairs]) / 2).mean()
            touching = bool(second[pairs].any())
            assert not touching or alike < 0.25 + 1e-6 or conflicts.between(np.array(some), np.array(others))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_samples_does_not_matter(seed):
    vectors, second, draw = sample(seed)
    apart = [tuple(draw.choice(40, 2, replace=False)) for _ in range(30)]
    order = draw.permutation(40)
    place = np.argsort(order)
    direct = run(vectors, second, 0.3, Pairs(40, apart)).labels
    there = Pairs(40, [(place[a], place[b]) for a, b in apart])
    moved = run(vectors[order], second[np.ix_(order, order)], 0.3, there)
    assert partition(moved.labels[place]) == partition(direct)


def test_the_next_best_is_taken_where_the_best_cannot_be():
    vectors = np.eye(3, dtype=np.float32)
    second = np.array([[0, 0.9, 0.8], [0.9, 0, 0.1], [0.8, 0.1, 0]])
    assert partition(run(vectors, second, 0.4).labels) == {(0, 1), (2,)}
    found = run(vectors, second, 0.4, Pairs(3, [(0, 1)]))
    assert partition(found.labels) == {(0, 2), (1,)}
    assert [sorted(refusal[:2]) for refusal in found.refused] == [[0, 1]]


def test_it_can_be_cancelled(monkeypatch):
    monkeypatch.setattr("cpcl_desktop.engine.persons.agglomeration._TOLD_EVERY", 1)

    def stop(_):
        raise Cancelled("stopped")

    vectors, second, _ = sample(0)
    with pytest.raises(Cancelled):
        run(vectors, second, 0.1, report=stop)
