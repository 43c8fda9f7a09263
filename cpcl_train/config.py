"""The training configuration: frozen dataclasses read from TOML, with `key=value` overrides.

Every key has a documented default; a recipe in `cpcl_train/configs/` states only what differs. An unknown
key or a value of the wrong type is a `UsageError` that names the key. The resolved configuration is saved
beside every checkpoint and inside every exported bundle.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from cpcl_desktop.bundle.errors import UsageError
from cpcl_desktop.bundle.manifest import ImageInput
from cpcl_desktop.bundle.typed import Misfit, build
from cpcl_train.configs.tables import read_table
from cpcl_train.configs.training import TrainConfig, training_limits
from cpcl_train.method.options import MethodConfig

Sample = Literal["image", "pair", "cluster"]


@dataclass(frozen=True, slots=True)
class DataConfig:
    """Which samples an epoch visits and how captions become ids."""

    layout: str = "auto"
    sample: Sample = "pair"
    """`pair`: each image–caption pair once an epoch; `image`: each image once with one of its captions; `cluster`:
    each pair once, pairs of one image cluster together (needs the method)."""
    instances: int = 4
    """With `cluster`: most pairs of one cluster that follow each other; a batch then shows about batch / instances
    clusters, and outliers one by one."""
    cache: bool = False
    """Keep decoded images in memory."""
    workers: int = 1
    """Loader processes; 0 prepares batches in the training process."""
    hold_out: float = 0.05
    """Share of training identities held out for validation where a set has no val split; 0 trains on all of them,
    and the last epoch is the result."""
    vocabulary: int = 3000
    """Words of the tokenizer learnt from the training captions, special tokens included."""
    minimum_count: int = 3
    """Rarer words stay outside the vocabulary."""


@dataclass(frozen=True, slots=True)
class AugmentConfig:
    """Chances (0..1) and strengths of what happens to a training image before the network sees it."""

    flip: float = 0.5
    edges: float = 0.08
    """Each side of the box moves in or out by up to this share of the image's size."""
    waist: float = 0.0
    """Chance to keep only the upper part of the person, as where the frame or a counter cuts them."""
    neighbour: float = 0.0
    """Chance that another person of the set stands partly in the picture (images with alpha only)."""
    occlusion: float = 0.0
    """Chance that a plain block hides part of the picture."""
    light: float = 0.15
    """Strength of brightness and contrast changes; more than 0.25 makes black, grey and white alike."""
    tint: float = 0.04
    """Strength of the colour cast of the light."""
    degrade: float = 0.0
    """Chance of blur, noise, low resolution and JPEG blocks, as small far crops have."""
    pad: int = 0
    """Pixels of black border from which the picture is cut out again at a random place; 10 in the recipes."""
    erase: float = 0.0
    """Chance that a rectangle of 2 to 40 % of the picture turns into the mean colour (random erasing)."""
    where: Literal["auto", "loader", "device"] = "auto"
    """Where rendered people become pictures: in the loader's processes, or a batch at once on the device that
    trains; `auto`: there if it is a GPU."""
    unknown_words: float = 0.0
    """Chance for each word of a caption to be replaced by the unknown-word token."""


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """The dual encoder. `vision` and `text` are open_clip's own tables and, given, replace `architecture`.

    `text` with `kind = "sentence"` is a BERT (`model/sentence.py`) with `width`, `heads`, `layers`, `positions`.
    """

    architecture: str = "ViT-B-16"
    embed_dim: int = 512
    vision: Mapping[str, Any] = field(default_factory=dict)
    text: Mapping[str, Any] = field(default_factory=dict)
    context_length: int = 77
    pretrained: tuple[str, ...] = ()
    """Weights to start from, each over those before: tags that open_clip has for `architecture` (`openai`, …),
    names of packaged weights (`efficientnet-lite1`, `minilm-l6`; see `model/packaged.py`), or files, also
    of a CLIP model that somebody else trained for people. Not read where `init` is given."""
    tokenizer: Literal["auto", "clip", "learnt", "wordpiece"] = "auto"
    """CLIP's byte pairs, a vocabulary learnt from the captions, or the word pieces of the packaged sentence
    encoder; `auto`: learnt where `text` is given."""
    quick_gelu: Literal["auto", True, False] = "auto"
    """Whether the activation is the approximate GELU that OpenAI's CLIP was trained with, and all that began from
    it (IRRA, RDE, CLIP-ReID); `auto`: where a tag of `pretrained` says so. A file cannot say so: state it for
    files."""
    temperature: float = 0.02
    """Fixed, not learned; similarities are divided by it."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of epochs with one batch size and one weighting of the losses."""

    epochs: int
    batch: int = 64
    """Pairs of an optimisation step, over all processes together."""
    contrastive: float = 1.0
    """Weight of what pulls images and texts together: the method's terms, or plain InfoNCE without it."""
    attributes: float = 0.0


@dataclass(frozen=True, slots=True)
class AttributeConfig:
    """Attribute heads: they teach while training, and what they say of a crop and of a sentence is exported."""

    read: Literal["embedding", "features"] = "embedding"
    """What the image's heads read: the shared embedding, or the image net's pooled features, which hold more; a
    text's heads always read its embedding."""
    ignore: tuple[str, ...] = ()
    """Attributes without a head."""
    agreement: float = 0.0
    """What a contradiction between sentence and crop costs in a ranking, for each nat; written into the bundle
    where heads read features. 0.02 brought two points with heads taught by many renders and took some with few:
    choose it on real crops (`tests/benchmarks/real_crops`)."""
    unsaid: str = "unknown"
    """The value of an attribute that cannot be seen in a picture; it teaches nothing."""
    smoothing: float = 0.05
    text: float = 0.0
    """Weight of the same heads read from the caption's embedding, relative to the image's."""
    scale: float = 10.0
    """The heads see unit-norm embeddings times this."""


@dataclass(frozen=True, slots=True)
class RenderConfig:
    """The synthetic set that `cpcl-train starter` renders when it is given none."""

    people: int = 3500
    views: int = 8
    processes: int = 2


@dataclass(frozen=True, slots=True)
class Config:
    """One training run, complete."""

    name: str
    seed: int = 7
    licence: str = "Apache-2.0"
    trained_on: tuple[str, ...] = ()
    init: str = ""
    """A run folder or checkpoint file whose weights training starts from; empty for none."""
    phases: tuple[Phase, ...] = (Phase(epochs=60),)
    image: ImageInput = field(
        default_factory=lambda: ImageInput(
            384, 128, mean=(0.4815, 0.4578, 0.4082), std=(0.2686, 0.2613, 0.2758), interpolation="bicubic"
        )
    )
    data: DataConfig = field(default_factory=DataConfig)
    augment: AugmentConfig = field(default_factory=AugmentConfig)
    model: ModelConfig = field(default_factory=ModelConfig)
    attributes: AttributeConfig = field(default_factory=AttributeConfig)
    method: MethodConfig = field(default_factory=MethodConfig)
    train: TrainConfig = field(default_factory=TrainConfig)
    render: RenderConfig = field(default_factory=RenderConfig)

    @property
    def epochs(self) -> int:
        """Epochs over all phases."""
        return sum(phase.epochs for phase in self.phases)

    def phase_at(self, epoch: int) -> Phase:
        """The phase that epoch (from 0) belongs to."""
        for phase in self.phases:
            if epoch < phase.epochs:
                return phase
            epoch -= phase.epochs
        raise IndexError(epoch)

    def to_table(self) -> dict[str, Any]:
        """Plain nested dicts, as in TOML and JSON."""
        return dataclasses.asdict(self)


def load_config(source: str, overrides: Sequence[str] = ()) -> Config:
    """Read a recipe by name (of `cpcl_train/configs/`) or TOML path and apply `key.sub=value` overrides."""
    return parse_config(read_table(source, overrides), source)


def parse_config(table: Mapping[str, Any], source: str) -> Config:
    """Plain tables → `Config`; a `UsageError` names the key that does not fit."""
    try:
        config = build(Config, dict(table), "config")
    except Misfit as misfit:
        raise UsageError(f"The configuration {source} does not fit: {misfit}.") from misfit
    for fits, sentence in _limits(config):
        if not fits:
            raise UsageError(f"The configuration {source} does not fit: config.{sentence}.")
    return config


def _limits(config: Config) -> list[tuple[bool, str]]:
    """What must hold of values beyond their types, and how it is said."""
    data, train, phases = config.data, config.train, config.phases
    fine = bool(phases) and all(phase.epochs >= 0 and phase.batch >= 2 for phase in phases)
    return [
        (fine, "phases needs epochs ≥ 0 and batch ≥ 2"),
        (0 <= data.hold_out < 1, "data.hold_out is a share from 0 to below 1"),
        (data.instances >= 1, "data.instances must be 1 or more"),
        (data.sample != "cluster" or config.method.enabled, "data.sample is cluster, which needs method.enabled"),
        (config.method.cluster.every >= 1, "method.cluster.every must be 1 or more"),
        (config.method.cluster.settling >= 0, "method.cluster.settling is a number from 0 on"),
        *training_limits(train),
    ]
