import pytest
import torch
import torch.nn.functional as F

from cpcl_train.method.losses import contrastive, kl_matching, prototype_matching
from cpcl_train.method.matching import TERMS, BatchLabels, Memories, matches, matching_losses
from cpcl_train.method.memory import PrototypeMemory
from cpcl_train.method.options import MatchingConfig


def unit(rows, seed):
    features = torch.randn(rows, 8, generator=torch.Generator().manual_seed(seed))
    return F.normalize(features, dim=1)


V, T = unit(8, 0), unit(8, 1)
LABELS = BatchLabels(
    images=torch.tensor([0, 0, 1, -1, -1, 2, 1, -1]),
    texts=torch.tensor([1, 0, -1, 1, -1, 0, 1, -1]),
    image_index=torch.tensor([0, 1, 2, 3, 3, 5, 6, 7]),
)


def memories():
    return Memories(PrototypeMemory.of(V, LABELS.images), PrototypeMemory.of(T, LABELS.texts))


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


def test_total_is_the_documented_sum():
    config = MatchingConfig(same_modality=0.6, cross_modality=0.4)
    memory = memories()
    terms = matching_losses(V, T, LABELS, memory, config)
    c_v, c_t = memory.images.rows, memory.texts.rows
    same = prototype_matching(V, c_v, LABELS.images, 0.05) + prototype_matching(T, c_t, LABELS.texts, 0.05)
    cross = prototype_matching(V, c_t, LABELS.texts, 0.05) + prototype_matching(T, c_v, LABELS.images, 0.05)
    instance = kl_matching(V, T, matches(LABELS, config), 0.02)
    expected = instance + 0.6 * same / 2 + 0.4 * cross / 2
    torch.testing.assert_close(sum(terms.values()), expected)


def test_images_go_over_text_prototypes_at_their_own_texts_cluster():
    """Images 0 and 1 share a cluster, their texts do not: they pull on different text prototypes."""
    config = MatchingConfig(instance="none", same_modality=0, cross_modality=2)
    v = V.clone().requires_grad_()
    memory = memories()
    matching_losses(v, T, LABELS, memory, config)["image_text"].backward()
    chances = (V @ memory.texts.rows.T / 0.05).softmax(dim=1)
    labelled = LABELS.texts >= 0
    target = F.one_hot(LABELS.texts.clamp(min=0), 2).float()
    expected = (chances - target) @ memory.texts.rows / 0.05 / labelled.sum() * labelled[:, None]
    torch.testing.assert_close(v.grad, expected)


def test_every_term_has_its_switch():
    everything = matching_losses(V, T, LABELS, memories(), MatchingConfig(triplet=1.0))
    assert tuple(everything) == TERMS
    off = MatchingConfig(instance="none", same_modality=0, cross_modality=0)
    assert matching_losses(V, T, LABELS, memories(), off) == {}
    assert set(matching_losses(V, T, LABELS, None, MatchingConfig())) == {"instance"}
    plain = matching_losses(V, T, LABELS, None, MatchingConfig(instance="contrastive"))
    assert torch.equal(plain["instance"], contrastive(V, T, 0.02))


def test_before_clustering_only_the_own_text_matches():
    labels = BatchLabels.none(LABELS.image_index)
    assert pairs(matches(labels, MatchingConfig())) == set()
    empty = Memories(PrototypeMemory.of(V, labels.images), PrototypeMemory.of(T, labels.texts))
    terms = matching_losses(V, T, labels, empty, MatchingConfig())
    assert all(terms[name] == 0 for name in TERMS if "_" in name)


def test_update_moves_each_memory_by_its_own_labels():
    memory = memories()
    expected = PrototypeMemory(memory.texts.rows, 0.1)
    expected.update(V, LABELS.texts)
    memory.update(T, V, LABELS)
    torch.testing.assert_close(memory.texts.rows, expected.rows)
