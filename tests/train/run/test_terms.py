"""The loss: which terms count when, what each weighs, and that their sum is the documented one."""

from dataclasses import replace

import pytest
import torch
import torch.nn.functional as F
from torch._subclasses.fake_tensor import FakeTensorMode

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.config import Config, Phase
from cpcl_train.method.losses import contrastive, kl_matching, prototype_matching, triplet_alignment
from cpcl_train.method.matching import BatchLabels, Memories, matches
from cpcl_train.method.memory import PrototypeMemory
from cpcl_train.method.options import MatchingConfig, MethodConfig
from cpcl_train.run.terms import (
    TERMS,
    Evidence,
    Views,
    active_terms,
    attribute_loss,
    check_terms,
    is_guided,
    loss_terms,
)
from tests.train.batches import LABELS, T, V, memories

SIZES = {"top": 3, "bag": 2}
KNOWN = torch.tensor([[0, -1], [1, -1], [2, 1], [-1, 0], [0, 1], [0, -1], [1, -1], [2, 0]])


def given(v=V, labels=LABELS, memory=None, sizes=None):
    logits = torch.randn(8, 5, generator=torch.Generator().manual_seed(2))
    return Evidence(Views(v, T, logits, logits.flip(0)), KNOWN, sizes or {}, labels, memory)


def config(matching=None, phase=None, **method):
    phases = (phase or Phase(epochs=30),)
    return Config("x", phases=phases, method=MethodConfig(matching=matching or MatchingConfig(), **method))


def names(of, epoch=0):
    return {term.name for term, _ in active_terms(of, epoch)}


HYBRID = ("image_image", "text_text", "image_text", "text_image")


def test_total_is_the_documented_sum():
    matching = MatchingConfig(
        same_modality=0.6, cross_modality=0.4, contrastive=0.7, kl=1.5, triplet=0.3, alike="either"
    )
    memory, alike = memories(), matches(LABELS, matching)
    terms = loss_terms(config(matching, Phase(30, contrastive=0.5)), 0, given(memory=memory))
    c_v, c_t = memory.images.rows, memory.texts.rows
    same = prototype_matching(V, c_v, LABELS.images, 0.05) + prototype_matching(T, c_t, LABELS.texts, 0.05)
    cross = prototype_matching(V, c_t, LABELS.texts, 0.05) + prototype_matching(T, c_v, LABELS.images, 0.05)
    instance = 0.7 * contrastive(V, T, 0.02) + 1.5 * kl_matching(V, T, alike, 0.02)
    expected = instance + 0.3 * triplet_alignment(V, T, alike) + 0.6 * same / 2 + 0.4 * cross / 2
    torch.testing.assert_close(sum(weight * term for weight, term in terms.values()), 0.5 * expected)


def test_the_default_is_infonce_beside_kl_as_icpg_weighs_them():
    """ICPG: InfoNCE as the mean of two directions, KL as their sum, one added to the other."""
    weighed = {term.name: weight for term, weight in active_terms(config(), 0)}
    assert (weighed["contrastive"], weighed["kl"]) == (1.0, 2.0)
    assert not {"triplet", "attributes"} & weighed.keys()


def test_images_go_over_text_prototypes_at_their_own_texts_cluster():
    """Images 0 and 1 share a cluster, their texts do not: they pull on different text prototypes."""
    v, memory = V.clone().requires_grad_(), memories()
    loss_terms(config(), 0, given(v, memory=memory))["image_text"][1].backward()
    chances = (V @ memory.texts.rows.T / 0.05).softmax(dim=1)
    labelled = LABELS.texts >= 0
    target = F.one_hot(LABELS.texts.clamp(min=0), 2).float()
    expected = (chances - target) @ memory.texts.rows / 0.05 / labelled.sum() * labelled[:, None]
    torch.testing.assert_close(v.grad, expected)


def test_every_term_has_its_switch():
    everything = replace(config(MatchingConfig(triplet=1.0), Phase(30, attributes=1.0)))
    everything = replace(everything, attributes=replace(everything.attributes, text=0.5))
    assert names(everything) == {term.name for term in TERMS}
    off = MatchingConfig(instance="none", same_modality=0, cross_modality=0)
    assert names(config(off)) == set()
    assert names(config(MatchingConfig(instance="kl"))) == {"kl", *HYBRID}
    assert names(config(MatchingConfig(instance="contrastive", same_modality=0))) == {"contrastive", *HYBRID[2:]}
    assert names(config(MatchingConfig(contrastive=0, kl=0, cross_modality=0))) == set(HYBRID[:2])
    assert names(config(phase=Phase(30, contrastive=0, attributes=1))) == {"attributes"}
    assert names(config(enabled=False)) == {"contrastive"}
    plain = loss_terms(config(enabled=False), 0, given())["contrastive"][1]
    assert torch.equal(plain, contrastive(V, T, 0.02))


def test_a_term_waits_for_its_epoch_and_a_start_of_no_term_is_named():
    late = config(MatchingConfig(triplet=1.0, start={"triplet": 20, "image_text": 2}))
    assert {"triplet", "image_text"} - names(late, 1) == {"triplet", "image_text"}
    assert "image_text" in names(late, 2) and "triplet" not in names(late, 19)
    assert "triplet" in names(late, 20)
    check_terms(late)
    with pytest.raises(UsageError, match="names triplets; the terms of the loss are contrastive, kl, triplet"):
        check_terms(config(MatchingConfig(start={"triplets": 20})))


def test_terms_without_what_they_need_are_left_out():
    both = config(phase=Phase(30, attributes=1.0))
    assert set(loss_terms(both, 0, given())) == {"contrastive", "kl"}
    assert set(loss_terms(both, 0, given(memory=memories(), sizes=SIZES))) == {
        "contrastive", "kl", "attributes", *HYBRID,
    }  # fmt: skip


def test_labels_are_asked_for_where_a_term_or_the_sampler_reads_them():
    alone = MatchingConfig(instance="contrastive", same_modality=0, cross_modality=0)
    assert is_guided(config(), 0) and not is_guided(config(alone), 0)
    assert not is_guided(config(enabled=False), 0) and not is_guided(config(start_epoch=3), 2)
    assert is_guided(config(start_epoch=3), 3)
    late = replace(alone, triplet=1.0, start={"triplet": 4})
    assert not is_guided(config(late), 3) and is_guided(config(late), 4)
    sampled = replace(config(alone), data=replace(config().data, sample="cluster"))
    assert is_guided(sampled, 0)


def test_before_clustering_only_the_own_text_matches():
    labels = BatchLabels.none(LABELS.image_index)
    terms = loss_terms(config(), 0, given(labels=labels, memory=memories(labels)))
    assert all(terms[name][1] == 0 for name in HYBRID)
    own = kl_matching(V, T, torch.eye(8, dtype=torch.bool), 0.02)
    torch.testing.assert_close(terms["kl"][1], own)


def test_infonce_spares_pairs_of_one_person_if_told_to():
    v = T[[1, 0, 2, 3, 4, 5, 6, 7]]  # images 0 and 1, of one cluster, look like each other's texts
    plain, spared = (
        loss_terms(config(MatchingConfig(spare_alike=spare)), 0, given(v))["contrastive"][1]
        for spare in (False, True)
    )
    assert torch.equal(plain, contrastive(v, T, 0.02))
    assert torch.equal(spared, contrastive(v, T, 0.02, matches(LABELS, MatchingConfig())))
    assert spared < plain


def test_attributes_count_where_they_are_known():
    evidence = given(sizes=SIZES)
    logits, expected = evidence.views.seen, []
    for part, labels in zip(torch.split(logits, [3, 2], dim=1), KNOWN.T, strict=True):
        rows = [i for i in range(8) if labels[i] >= 0]
        expected.append(F.cross_entropy(part[rows], labels[rows], label_smoothing=0.1))
    found = attribute_loss(logits, [3, 2], KNOWN, 0.1)
    torch.testing.assert_close(found, sum(expected) / 2)
    said = KNOWN.clone()
    said[:, 1] = -1  # nothing is said of bags: only tops count
    torch.testing.assert_close(attribute_loss(logits, [3, 2], said, 0.1), expected[0])
    assert attribute_loss(logits, [3, 2], torch.full_like(KNOWN, -1), 0.1) == 0


def test_nothing_of_a_step_waits_for_values():
    """Fake tensors have none: whatever would make a GPU wait for one of its values fails with them."""
    everything = config(MatchingConfig(triplet=1.0, spare_alike=True), Phase(30, attributes=1.0))
    everything = replace(everything, attributes=replace(everything.attributes, text=0.5))
    with FakeTensorMode():
        index = torch.zeros(8, dtype=torch.int64)
        v, t = (torch.empty(8, 8, requires_grad=True) for _ in range(2))
        logits, known = torch.empty(8, 5), torch.zeros(8, 2, dtype=torch.int64)
        memory = Memories(*(PrototypeMemory(torch.empty(3, 8), 0.1) for _ in range(2)))
        labels = BatchLabels(index, index, index)
        evidence = Evidence(Views(v, t, logits, logits, t.detach()), known, SIZES, labels, memory)
        terms = loss_terms(everything, 0, evidence)
        assert terms.keys() == {term.name for term in TERMS}
        sum(weight * term for weight, term in terms.values()).backward()
        memory.update(v, t, labels)
        assert v.grad is not None
        with pytest.raises(RuntimeError):
            bool(logits.any())  # as a look at a value does
