import math

import pytest
import torch
import torch.nn.functional as F

from cpcl_train.method.losses import (
    agreeing,
    alike_pairs,
    contrastive,
    kl_matching,
    prototype_matching,
    triplet_alignment,
)

B, D, K = 12, 16, 5


def unit(rows, seed):
    generator = torch.Generator().manual_seed(seed)
    features = F.normalize(torch.randn(rows, D, generator=generator), dim=1)
    return features.requires_grad_()


@pytest.fixture
def batch():
    return unit(B, 0), unit(B, 1)


LABELS = torch.tensor([0, 0, 1, 2, -1, -1, 3, 1, 0, -1, 4, 2])
TEXT_LABELS = torch.tensor([1, -1, 1, 0, 0, -1, 2, 2, -1, -1, 3, 4])


def dot(a, b):
    return sum(x * y for x, y in zip(a.tolist(), b.tolist(), strict=True))


def softmax(values):
    total = sum(math.exp(x) for x in values)
    return [math.exp(x) / total for x in values]


def test_contrastive_equals_loop(batch):
    v, t = batch
    total = 0.0
    for i in range(B):
        total -= math.log(softmax([dot(v[i], t[j]) / 0.1 for j in range(B)])[i])
        total -= math.log(softmax([dot(t[i], v[j]) / 0.1 for j in range(B)])[i])
    assert contrastive(v, t, 0.1).item() == pytest.approx(total / (2 * B), rel=1e-5)


def test_contrastive_leaves_out_alike_pairs_and_adds_each_images_own_wrong_text(batch):
    v, t = batch
    alike = torch.zeros(B, B, dtype=torch.bool)
    alike[0, 1] = alike[1, 0] = True
    wrong = t.roll(2, 0)
    total = 0.0
    for i in range(B):
        others = [j for j in range(B) if j == i or not alike[i, j]]
        own = others.index(i)
        texts = [dot(v[i], t[j]) / 0.1 for j in others] + [dot(v[i], wrong[i]) / 0.1]
        total -= math.log(softmax(texts)[own])
        total -= math.log(softmax([dot(t[i], v[j]) / 0.1 for j in others])[own])
    assert contrastive(v, t, 0.1, alike, wrong).item() == pytest.approx(total / (2 * B), rel=1e-5)


def test_kl_matching_equals_loop(batch):
    v, t = batch
    alike = alike_pairs(LABELS, TEXT_LABELS)
    total = 0.0
    for rows, columns in ((v, t), (t, v)):
        for i in range(B):
            p = softmax([dot(rows[i], columns[j]) / 0.1 for j in range(B)])
            matches = sum(bool(alike[i, j]) for j in range(B))
            for j in range(B):
                q = float(alike[i, j]) / matches
                total += p[j] * (math.log(p[j]) - math.log(q + 1e-8)) / (2 * B)
    assert kl_matching(v, t, alike, 0.1).item() == pytest.approx(total, rel=1e-4)


def test_kl_matching_is_zero_where_the_match_is_perfect():
    v = torch.eye(4)
    assert kl_matching(v, v, alike_pairs(torch.full((4,), -1)), 0.02).item() == pytest.approx(0, abs=1e-5)


def test_triplet_alignment_equals_loop(batch):
    v, t = batch
    alike = alike_pairs(LABELS)
    total = 0.0
    for rows, columns in ((v, t), (t, v)):
        for i in range(B):
            s = [dot(rows[i], columns[j]) for j in range(B)]
            near = [j for j in range(B) if alike[i, j]]
            weights = softmax([s[j] / 0.1 for j in near])
            positive = sum(w * s[j] for w, j in zip(weights, near, strict=True))
            negative = 0.1 * math.log(sum(math.exp(s[j] / 0.1) for j in range(B) if not alike[i, j]))
            total += max(0.0, 0.2 - positive + negative) / 2  # added up over the batch, as RDE does
    assert triplet_alignment(v, t, alike, 0.2, 0.1).item() == pytest.approx(total, rel=1e-5)


def rde_loss(scores, people, margin, tau):
    """RDE's TAL as its authors compute and reduce it (objectives.py, compute_TAL_per and compute_rbs)."""
    labels = (people[:, None] == people[None]).float()
    loss = torch.zeros(len(scores))
    for s in (scores, scores.T):
        near = (s / tau).exp() * labels
        alpha = (near / near.sum(1, keepdim=True)).detach()
        far = tau * ((s / tau).exp() * (1 - labels)).sum(1).log()
        loss = loss + (margin - (alpha * s).sum(1) + far).clamp(min=0)
    return loss.sum()


@pytest.mark.parametrize("size", [8, 64])
def test_the_triplet_pulls_half_as_hard_as_rdes_whatever_the_batch(size):
    people = torch.arange(size) // 2
    v, t = unit(size, 8), unit(size, 9)
    triplet_alignment(v, t, alike_pairs(people), 0.1, 0.015).backward()
    ours, v.grad = v.grad, None
    rde_loss(v @ t.T, people, 0.1, 0.015).backward()
    torch.testing.assert_close(2 * ours, v.grad, rtol=1e-3, atol=1e-5)
    assert v.grad.norm() > 1


def test_triplet_alignment_without_negatives_is_zero_with_a_gradient(batch):
    v, t = batch
    loss = triplet_alignment(v, t, torch.ones(B, B, dtype=torch.bool))
    loss.backward()
    assert loss.item() == 0 and torch.isfinite(v.grad).all()


def test_prototype_matching_equals_loop(batch):
    v, _ = batch
    prototypes = unit(K, 3).detach()
    total, labelled = 0.0, 0
    for i, label in enumerate(LABELS.tolist()):
        if label >= 0:
            p = softmax([dot(v[i], prototypes[k]) / 0.05 for k in range(K)])
            total, labelled = total - math.log(p[label]), labelled + 1
    assert prototype_matching(v, prototypes, LABELS, 0.05).item() == pytest.approx(total / labelled, rel=1e-5)


@pytest.mark.parametrize("clusters", [0, K])
def test_prototype_matching_without_labels_is_zero_with_a_gradient(batch, clusters):
    v, _ = batch
    loss = prototype_matching(v, unit(clusters, 3).detach(), torch.full((B,), -1), 0.05)
    loss.backward()
    assert loss.item() == 0
    assert torch.equal(v.grad, torch.zeros_like(v))


def test_prototype_matching_ignores_outliers(batch):
    v, _ = batch
    prototypes = unit(K, 3).detach()
    labelled = LABELS != -1
    everything = prototype_matching(v, prototypes, LABELS, 0.05)
    assert everything.item() == pytest.approx(
        prototype_matching(v[labelled], prototypes, LABELS[labelled], 0.05).item(), rel=1e-6
    )
    everything.backward()
    assert (v.grad[~labelled] == 0).all() and (v.grad[labelled] != 0).any(dim=1).all()


def test_outliers_never_match_outliers():
    outliers = torch.full((6,), -1)
    assert torch.equal(alike_pairs(outliers, outliers), torch.eye(6, dtype=torch.bool))
    assert not agreeing(outliers).any()


def test_alike_pairs_by_hand():
    images, texts = torch.tensor([0, 0, -1, 1]), torch.tensor([-1, 2, 2, -1])
    expected = torch.eye(4, dtype=torch.bool)
    expected[0, 1] = expected[1, 0] = True
    assert torch.equal(alike_pairs(images), expected)
    expected[1, 2] = expected[2, 1] = True
    assert torch.equal(alike_pairs(images, texts), expected)


def test_losses_stay_in_single_precision_under_autocast(batch):
    v, t = batch
    alike = alike_pairs(LABELS)
    for loss in (
        lambda: contrastive(v, t),
        lambda: kl_matching(v, t, alike),
        lambda: triplet_alignment(v, t, alike),
        lambda: prototype_matching(v, t.detach()[:K], LABELS, 0.05),
    ):
        plain = loss()
        with torch.autocast("cpu", torch.bfloat16):
            mixed = loss()
        assert mixed.dtype == torch.float32 and mixed.item() == plain.item()


def test_gradients_are_right():
    v, t = unit(6, 5).double().detach(), unit(6, 6).double().detach()
    alike = alike_pairs(LABELS[:6])
    for loss in (lambda a, b: kl_matching(a, b, alike, 0.5), lambda a, b: contrastive(a, b, 0.5)):
        direction = torch.randn(6, D, generator=torch.Generator().manual_seed(7), dtype=torch.float64)
        start = v.clone().requires_grad_()
        loss(start, t).backward()
        step = 1e-2  # the losses work in float32
        slope = (loss(v + step * direction, t) - loss(v - step * direction, t)) / (2 * step)
        assert slope.item() == pytest.approx((start.grad * direction).sum().item(), rel=1e-2)
