import pytest
import torch
import torch.nn.functional as F

from cpcl_train.method.losses import prototype_matching
from cpcl_train.method.memory import PrototypeMemory


def unit(rows, seed, dims=8):
    return F.normalize(torch.randn(rows, dims, generator=torch.Generator().manual_seed(seed)), dim=1)


LABELS = torch.tensor([2, 0, -1, 1, 0, 2, 2, -1, 1, 0])


def test_prototypes_are_normalised_means_of_members():
    features = unit(10, 0)
    memory = PrototypeMemory.of(features * torch.linspace(0.5, 3, 10)[:, None], LABELS)
    for k in range(3):
        mean = sum(features[i] for i in range(10) if LABELS[i] == k)
        torch.testing.assert_close(memory.rows[k], mean / mean.norm())


def test_update_moves_each_cluster_once_towards_the_mean_of_its_samples():
    batch = unit(10, 1)
    memory = PrototypeMemory.of(unit(10, 0), LABELS, momentum=0.2)
    expected = memory.rows.clone()
    for cluster in range(3):
        mean = sum(batch[i] for i, label in enumerate(LABELS.tolist()) if label == cluster)
        moved = 0.2 * expected[cluster] + 0.8 * mean / mean.norm()
        expected[cluster] = moved / moved.norm()
    memory.update(batch, LABELS)
    torch.testing.assert_close(memory.rows, expected)


def test_the_order_of_a_batch_does_not_count():
    """As it would if a prototype moved by one sample after the other: it would nearly be the last of them."""
    batch, order = unit(10, 1), torch.tensor([3, 9, 0, 5, 8, 1, 7, 2, 6, 4])
    straight, turned = (PrototypeMemory.of(unit(10, 0), LABELS) for _ in range(2))
    straight.update(batch, LABELS)
    turned.update(batch[order], LABELS[order])
    torch.testing.assert_close(straight.rows, turned.rows)
    members = batch[LABELS == 2]
    assert (straight.rows[2] @ members.T).max() < 0.9


def test_clusters_that_a_batch_does_not_show_stay_to_the_bit():
    memory = PrototypeMemory.of(unit(10, 0), LABELS)
    before = memory.rows
    memory.update(unit(3, 1), torch.tensor([1, -1, 1]))
    assert torch.equal(memory.rows[[0, 2]], before[[0, 2]]) and not torch.equal(memory.rows[1], before[1])


def test_outliers_leave_the_memory_as_it_is():
    memory = PrototypeMemory.of(unit(10, 0), LABELS)
    before = memory.rows
    memory.update(unit(10, 1), torch.full((10,), -1))
    assert torch.equal(memory.rows, before)


def test_the_memory_gets_no_gradient_and_the_encoder_does():
    features = unit(10, 0).requires_grad_()
    memory = PrototypeMemory.of(features, LABELS)
    assert not memory.rows.requires_grad
    loss = prototype_matching(features, memory.rows, LABELS, 0.05)
    memory.update(features, LABELS)  # before the backward pass, which must still be right
    loss.backward()
    assert not memory.rows.requires_grad and memory.rows.grad_fn is None
    assert (features.grad[LABELS >= 0] != 0).any(dim=1).all()
    again = features.detach().clone().requires_grad_()
    prototype_matching(again, PrototypeMemory.of(again, LABELS).rows, LABELS, 0.05).backward()
    assert torch.equal(features.grad, again.grad)


@pytest.mark.parametrize("count", [0, 4])
def test_no_labels_make_an_empty_memory(count):
    memory = PrototypeMemory.of(unit(count, 0), torch.full((count,), -1))
    assert memory.rows.shape == (0, 8)
    memory.update(unit(4, 1), torch.full((4,), -1))
    assert memory.rows.shape == (0, 8)


def test_full_momentum_keeps_and_none_replaces():
    still, fresh = (PrototypeMemory.of(unit(10, 0), LABELS, momentum) for momentum in (1.0, 0.0))
    before, batch = still.rows, unit(10, 1)
    still.update(batch, LABELS)
    fresh.update(batch, LABELS)
    torch.testing.assert_close(still.rows, before)
    means = torch.stack([batch[cluster == LABELS].mean(0) for cluster in range(3)])
    torch.testing.assert_close(fresh.rows, F.normalize(means, dim=1))
