"""The loss as one table of terms: what each is called, needs, weighs and computes.

A term joins by a row of `TERMS`: its weight is a key of the configuration (0 switches it off),
`method.matching.start` delays it by its name, and under that name its mean stands in the run's figures.
Hybrid Cross-modal Matching, the terms from `kl` to `text_image`, is of CPCL (arXiv 2401.10011): two levels,
instances and prototypes, many-to-many across modalities; what each looks like is inferred, see METHOD.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import torch
from torch import Tensor
from torch.nn import functional

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.config import Config, Phase
from cpcl_train.method.losses import contrastive, kl_matching, prototype_matching, triplet_alignment
from cpcl_train.method.matching import BatchLabels, Memories, matches
from cpcl_train.method.options import MatchingConfig

Need = Literal["pairs", "labels", "prototypes", "attributes"]
"""`labels`: pseudo labels, before which every pair is its own person; `prototypes` and `attributes`: the term is
left out where there are none."""


@dataclass(frozen=True, slots=True)
class Views:
    """What the networks make of a batch: embeddings (B, D) of unit norm, logits of all attributes (B, values)."""

    images: Tensor
    texts: Tensor
    seen: Tensor
    said: Tensor
    wrong: Tensor | None = None
    """Embeddings of sentences that contradict the images."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the terms of a batch are taken from.

    `known` (B, attributes) are attribute labels (−1 unsaid), `sizes` the values of each attribute by its name,
    `labels` the pairs' pseudo labels; without `memories` there is nothing to match prototypes with.
    """

    views: Views
    known: Tensor
    sizes: dict[str, int]
    labels: BatchLabels
    memories: Memories | None

    def has(self, need: Need) -> bool:
        """Whether a term that needs this can be computed."""
        return {"prototypes": self.memories is not None, "attributes": bool(self.sizes)}.get(need, True)


Loss = Callable[[Config, Evidence], Tensor]


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the table; `weight` is of a configuration and its phase."""

    name: str
    needs: Need
    weight: Callable[[Config, Phase], float]
    loss: Loss


def _hybrid(name: str, needs: Need, weight: Callable[[MatchingConfig], float], loss: Loss) -> Term:
    """A term of the method, with the method's weight of it times the phase's."""

    def weigh(config: Config, phase: Phase) -> float:
        return phase.contrastive * weight(config.method.matching) if config.method.enabled else 0.0

    return Term(name, needs, weigh, loss)


def _infonce_weight(config: Config, phase: Phase) -> float:
    matching = config.method.matching
    if not config.method.enabled:
        return phase.contrastive
    return phase.contrastive * matching.contrastive * (matching.instance in ("both", "contrastive"))


def _infonce(config: Config, given: Evidence) -> Tensor:
    v, t = given.views.images, given.views.texts
    return contrastive(v, t, config.model.temperature, _spared(config, given), given.views.wrong)


def _kl(config: Config, given: Evidence) -> Tensor:
    alike = matches(given.labels, config.method.matching)
    return kl_matching(given.views.images, given.views.texts, alike, config.model.temperature)


def _triplet(config: Config, given: Evidence) -> Tensor:
    matching = config.method.matching
    alike = matches(given.labels, matching)
    v, t = given.views.images, given.views.texts
    return triplet_alignment(v, t, alike, matching.triplet_margin, matching.triplet_temperature)


def _prototypes(side: Literal["images", "texts"], over: Literal["images", "texts"]) -> Loss:
    """Features of one side over the prototypes of a modality, at that modality's label of the same pair.

    Of the other modality that is the partner's cluster: the two clusterings share no numbers, the pair is their
    bridge.
    """

    def loss(config: Config, given: Evidence) -> Tensor:
        features, labels = getattr(given.views, side), getattr(given.labels, over)
        rows = getattr(given.memories, over).rows
        return prototype_matching(features, rows, labels, config.method.matching.prototype_temperature)

    return loss


def _attributes(side: Literal["seen", "said"]) -> Loss:
    def loss(config: Config, given: Evidence) -> Tensor:
        logits, sizes = getattr(given.views, side), list(given.sizes.values())
        return attribute_loss(logits, sizes, given.known, config.attributes.smoothing)

    return loss


TERMS: Final = (
    Term("contrastive", "pairs", _infonce_weight, _infonce),
    _hybrid("kl", "labels", lambda m: m.kl * (m.instance in ("both", "kl")), _kl),
    _hybrid("triplet", "labels", lambda m: m.triplet, _triplet),
    _hybrid("image_image", "prototypes", lambda m: m.same_modality / 2, _prototypes("images", "images")),
    _hybrid("text_text", "prototypes", lambda m: m.same_modality / 2, _prototypes("texts", "texts")),
    _hybrid("image_text", "prototypes", lambda m: m.cross_modality / 2, _prototypes("images", "texts")),
    _hybrid("text_image", "prototypes", lambda m: m.cross_modality / 2, _prototypes("texts", "images")),
    Term("attributes", "attributes", lambda config, phase: phase.attributes, _attributes("seen")),
    Term(
        "attributes_text", "attributes",
        lambda config, phase: phase.attributes * config.attributes.text, _attributes("said"),
    ),
)  # fmt: skip


def check_terms(config: Config) -> None:
    """Raises `UsageError` where the configuration delays a term that there is not."""
    names = [term.name for term in TERMS]
    if strange := sorted(set(config.method.matching.start) - set(names)):
        raise UsageError(
            f"method.matching.start names {', '.join(strange)}; the terms of the loss are {', '.join(names)}. "
            "Nothing was trained."
        )


def active_terms(config: Config, epoch: int) -> list[tuple[Term, float]]:
    """The terms that count in an epoch (from 0), each with its weight."""
    starts, phase = config.method.matching.start, config.phase_at(epoch)
    weighed = [(term, term.weight(config, phase)) for term in TERMS]
    return [(term, weight) for term, weight in weighed if weight and epoch >= starts.get(term.name, 0)]


def is_guided(config: Config, epoch: int) -> bool:
    """Whether an epoch needs pseudo labels: the method is past its start, and a term or the sampler reads them."""
    if not config.method.enabled or epoch < config.method.start_epoch:
        return False
    reads = any(term.needs in ("labels", "prototypes") for term, _ in active_terms(config, epoch))
    return reads or config.data.sample == "cluster"


def is_clustered(config: Config, epoch: int) -> bool:
    """Whether pseudo labels are made anew before an epoch that needs them; between, those that are there go on."""
    cluster, since = config.method.cluster, epoch - config.method.start_epoch
    return since < cluster.settling or (since - cluster.settling) % cluster.every == 0


def loss_terms(config: Config, epoch: int, given: Evidence) -> dict[str, tuple[float, Tensor]]:
    """The weight and the unweighted loss of each term of a batch; the loss is the sum of their products."""
    terms = active_terms(config, epoch)
    return {term.name: (weight, term.loss(config, given)) for term, weight in terms if given.has(term.needs)}


def attribute_loss(logits: Tensor, sizes: Sequence[int], labels: Tensor, smoothing: float) -> Tensor:
    """Mean over attributes of the cross-entropy where the label is known; (B, values), (B, attributes) → scalar.

    An attribute that no sample says does not count. Nothing here waits for a GPU.
    """
    parts = zip(torch.split(logits, list(sizes), dim=1), labels.T, strict=True)
    sums = [
        functional.cross_entropy(of_one, known, label_smoothing=smoothing, ignore_index=-1, reduction="sum")
        for of_one, known in parts
    ]
    counts = (labels >= 0).sum(0)
    means = torch.stack(sums) / counts.clamp(min=1)
    return means.sum() / (counts > 0).sum().clamp(min=1)


def _spared(config: Config, given: Evidence) -> Tensor | None:
    """Which pairs InfoNCE does not push apart, (B, B) bool: by pseudo labels, without the method by attributes."""
    if config.method.enabled:
        return matches(given.labels, config.method.matching) if config.method.matching.spare_alike else None
    chosen = [place for place, name in enumerate(given.sizes) if name in config.train.alike]
    if not chosen:
        return None
    labels = given.known[:, chosen]
    return (labels[:, None] == labels[None]).all(dim=2)
