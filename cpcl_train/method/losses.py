"""Losses between images and texts, each a function of features alone.

`v` of images and `t` of texts are float features (B, D) of length one, row i of one paired with row i of
the other; `alike` (B, B) is true where pairs i and j show the same person, its diagonal always. Every
loss is a scalar, computed in float32 also under autocast: at these temperatures bfloat16 similarities are
too coarse. All are means over samples and over both directions (images → texts, texts → images), but for the
triplet loss, which is the sum over samples. Sources stand in the docstrings; CPCL itself is arXiv 2401.10011.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from cpcl_train.method.dbscan import OUTLIER


def contrastive(
    v: Tensor, t: Tensor, temperature: float = 0.02, alike: Tensor | None = None, wrong: Tensor | None = None
) -> Tensor:
    """Symmetric InfoNCE over the batch: each image picks its own text among all, and the reverse.

    Pairs that are `alike` do not push each other away. `wrong` (B, D) are texts that contradict the image of
    their row: it picks its own text among those of the batch and that one. Source: CLIP (Radford et al. 2021),
    here with a fixed temperature; texts made wrong on purpose: NegCLIP (Yuksekgonul et al. 2023), there shared
    by the batch, here against their own image alone, the only one that they are known to be wrong of.
    """
    logits = cosines(v, t) / temperature
    own = torch.arange(len(v), device=v.device)
    if alike is not None:
        logits = logits.masked_fill(alike & ~torch.eye(len(v), dtype=torch.bool, device=v.device), -torch.inf)
    to_texts = logits
    if wrong is not None:
        against = (v.float() * wrong.float()).sum(1, keepdim=True) / temperature
        to_texts = torch.cat([logits, against], dim=1)
    return (F.cross_entropy(to_texts, own) + F.cross_entropy(logits.T, own)) / 2


def kl_matching(v: Tensor, t: Tensor, alike: Tensor, temperature: float = 0.02) -> Tensor:
    """KL divergence of the match distribution from the label distribution.

    p_ij = softmax_j(v_i·t_j / τ) against q_ij = alike_ij / Σ_j alike_ij: every text of the person is a
    match, not the paired one alone. Source: similarity distribution matching of IRRA (Jiang and Ye 2023),
    which CPCL's family uses with pseudo labels; there both directions are added, which is twice this.
    """
    logits = cosines(v, t) / temperature
    return (_divergence(logits, alike) + _divergence(logits.T, alike.T)) / 2


def triplet_alignment(
    v: Tensor, t: Tensor, alike: Tensor, margin: float = 0.1, temperature: float = 0.015
) -> Tensor:
    """Triplet loss with a soft maximum over all negatives, added up over the batch.

    [m − s⁺ + τ log Σ_negatives exp(s / τ)]₊, where s⁺ averages the positives' similarities by
    softmax(s / τ). A softer pull of the hardest negative than the triplet loss has, which holds up under
    noisy pairs. Source: TAL of RDE (Qin et al. 2024), which adds up samples and directions and so is twice this;
    ICPG's triplet loss is reduced as this one. As a mean it would pull less than a hundredth as hard as KL does
    (`tests/benchmarks/term_pull.py`).
    """
    scores = cosines(v, t)
    both = (_soft_triplet(scores, alike, temperature), _soft_triplet(scores.T, alike.T, temperature))
    return sum((F.relu(margin + gap).sum() / 2 for gap in both), start=scores.new_zeros(()))


def prototype_matching(features: Tensor, prototypes: Tensor, labels: Tensor, temperature: float) -> Tensor:
    """Cross-entropy of features (B, D) over prototypes (K, D) at `labels` (B,), over labelled samples.

    With the memory and labels of the features' own modality this is the same-modality term; with those of
    the other modality, taken from the paired sample, it is the cross-modal one. Samples labelled −1 do
    not count; where no sample counts the loss is 0 and still has a gradient. Source: Cluster-Contrast
    (Dai et al. 2021) for the form; the use across modalities through the pair is our inference.
    """
    if len(prototypes) == 0:
        return features.float().sum() * 0
    logits = cosines(features, prototypes) / temperature
    total = F.cross_entropy(logits, labels, ignore_index=OUTLIER, reduction="sum")
    return total / (labels != OUTLIER).sum().clamp(min=1)


def alike_pairs(*labels: Tensor) -> Tensor:
    """Which pairs of a batch show one person: (B, B), true where any of the `labels` (B,) agrees.

    A label of −1 agrees with nothing, itself in another pair included; the diagonal is true.
    """
    alike = torch.eye(len(labels[0]), dtype=torch.bool, device=labels[0].device)
    for label in labels:
        alike |= agreeing(label)
    return alike


def agreeing(labels: Tensor) -> Tensor:
    """(B, B), true where two of `labels` (B,) are equal and not −1."""
    return (labels[:, None] == labels[None]) & (labels != OUTLIER)


def cosines(left: Tensor, right: Tensor) -> Tensor:
    """Similarities (A, B) of rows (A, D) and (B, D) of length one, in float32 whatever autocast says."""
    with torch.autocast(left.device.type, enabled=False):
        return left.float() @ right.float().T


def _divergence(logits: Tensor, alike: Tensor, epsilon: float = 1e-8) -> Tensor:
    log_p = logits.log_softmax(dim=1)
    q = alike.float() / alike.sum(dim=1, keepdim=True)
    return (log_p.exp() * (log_p - (q + epsilon).log())).sum(dim=1).mean()


def _soft_triplet(scores: Tensor, alike: Tensor, temperature: float) -> Tensor:
    """How far the soft hardest negative of each row lies above its positives, shape (B,)."""
    never = torch.finfo(scores.dtype).min / 2
    weights = (scores / temperature).masked_fill(~alike, never).softmax(dim=1).detach()
    hardest = temperature * (scores / temperature).masked_fill(alike, never).logsumexp(dim=1)
    return hardest - (weights * scores).sum(dim=1)
