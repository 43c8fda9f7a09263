"""The switches of CPCL, in one place, with where each default comes from.

P: the CPCL paper (arXiv 2401.10011) says so. S: a later paper says so of CPCL. F: what the family of
methods around it does. I: our own inference. The authors published no code, so F and I are choices: each
can be changed in the configuration.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class ClusterConfig:
    """DBSCAN on the k-reciprocal Jaccard distance, once per modality before an epoch (S)."""

    k1: int = 30
    """Neighbours among which mutual ones are sought, the sample itself included (F)."""
    k2: int = 6
    """Nearest neighbours over which the encoding is averaged (F)."""
    eps: float = 0.6
    """Largest distance between neighbours in a cluster (F)."""
    min_samples: int = 4
    """Samples within `eps`, itself included, that make a sample a core of a cluster (F)."""
    images: Literal["pairs", "unique"] = "pairs"
    """Cluster an image once for each of its captions, or once (I). `min_samples` 4 on unique images leaves
    most people of a set with three images each outside every cluster: then use 2."""
    centred: Literal["both", "image"] = "both"
    """Cluster each modality (S), or images only, each text taking its image's label (ICPG)."""
    image_by_text: float = 0.0
    """How much the cosine of two images' captions counts beside their own when images are clustered: captions
    look past the light and the side that a camera sees (I)."""
    text_by_image: float = 0.0
    """… the cosine of the images when texts are clustered: images tell apart whom the same words fit (I)."""
    centre_cameras: bool = False
    """Images are clustered without their camera's mean, so that cameras are no clusters (I; camera-aware
    re-identification does it with networks). Needs a set that names its cameras, not its people."""
    every: int = 1
    """Epochs that go on with the labels and prototypes of one clustering, once `settling` is over; 1 clusters
    before each (I)."""
    settling: int = 5
    """Epochs from the first clustering on that are each clustered before, whatever `every` says: labels change most
    there (I)."""
    refine: int = 0
    """Rounds in which every labelled sample moves to the cluster whose mean it is nearest to (I)."""


@dataclass(frozen=True, slots=True)
class MiningConfig:
    """Outlier Pseudo Label Mining (P; the exact rule is I)."""

    enabled: bool = True
    guard: bool = False
    """Adopt a label only if the sample is as close to the cluster's prototype as its members on average."""


@dataclass(frozen=True, slots=True)
class MatchingConfig:
    """Prototypical memory and Hybrid Cross-modal Matching; a weight of 0 switches a term off."""

    instance: Literal["both", "kl", "contrastive", "none"] = "both"
    """Plain symmetric InfoNCE beside KL matching with pseudo labels, as ICPG has them (F), one of the two, or
    neither."""
    contrastive: float = 1.0
    """Weight of InfoNCE (F)."""
    kl: float = 2.0
    """Weight of KL matching; the family adds its two directions (F), here each term is their mean."""
    spare_alike: bool = False
    """InfoNCE does not push pairs apart that count as one person (I); wanted with `data.sample = "cluster"`, where
    a batch is full of them."""
    alike: Literal["image", "text", "either", "both"] = "image"
    """Two pairs show one person if their image labels agree (ICPG: no worse than with both on the three sets),
    their text labels, either or both."""
    alike_by_image: bool = False
    """Captions of one image always match each other's image, labelled or not (I)."""
    same_modality: float = 1.0
    """Weight a of the prototype term within a modality (I)."""
    cross_modality: float = 1.0
    """Weight b of the prototype term across modalities, through the pair (I)."""
    prototype_temperature: float = 0.05
    """Temperature of the similarities to prototypes (F)."""
    momentum: float = 0.1
    """Share of a prototype that stays at each update, 0.1 to 0.2 (F); it moves once a batch, towards the mean of
    its samples there (I)."""
    weighted: bool = False
    """A prototype is its members' mean by how near they are to the plain mean: the doubtful count less (I)."""
    triplet: float = 0.0
    """Weight of RDE's triplet alignment loss, an addition beyond the paper; it alone is added up over the batch, as
    RDE and ICPG do."""
    triplet_margin: float = 0.1
    triplet_temperature: float = 0.015
    start: Mapping[str, int] = field(default_factory=dict)
    """Epochs that go by without a term, by its name (`{ triplet = 20 }`, as ICPG has its own); names as they are
    logged."""


@dataclass(frozen=True, slots=True)
class MethodConfig:
    """All of it. `enabled` false trains on plain symmetric InfoNCE, without clustering."""

    enabled: bool = True
    start_epoch: int = 0
    """Epochs on the instance term alone before the first clustering; for encoders that start from
    nothing, whose first features say little (I)."""
    labels: Literal["pseudo", "identities"] = "pseudo"
    """`identities` takes the set's identities instead of clusters: an upper bound, no longer weakly supervised."""
    mask_tokens: float = 0.0
    """Share of caption tokens that are masked, 80/10/10; 0.15 is an addition beyond the paper (ICPG)."""
    cluster: ClusterConfig = field(default_factory=ClusterConfig)
    mining: MiningConfig = field(default_factory=MiningConfig)
    matching: MatchingConfig = field(default_factory=MatchingConfig)
