"""The dual encoder: an open_clip model at any input size, with attribute heads for training."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from typing import Any, Literal, cast

import open_clip
import torch
import torch.nn.functional as F
from open_clip.model import CustomTextCLIP
from torch import Tensor, nn

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.config import AttributeConfig, Config, ModelConfig
from cpcl_train.configs.training import Locked
from cpcl_train.data.tokens import PAD_ID
from cpcl_train.model import backbone
from cpcl_train.model.sentence import BertShape, SentenceEncoder

_SQUARE, RESNET_STRIDE = 224, 32  # of CLIP's ResNets
REGISTERED = (
    backbone.stripenet_s, backbone.stripenet_xs,
    backbone.efficientnet_lite0_parts, backbone.efficientnet_lite1_parts,
)  # fmt: skip
"""Importing registers them with timm."""
_SENTENCE, _BERT = "sentence", BertShape()
_NO_TOWER: Mapping[str, Any] = {"vocab_size": 2, "width": 8, "heads": 1, "layers": 1}
"""What open_clip builds where a sentence encoder then stands."""


class DualEncoder(nn.Module):
    """Images and captions → one space. `clip` is open_clip's model.

    Attribute heads read the unit-norm embeddings of both, or, where `features` says how many there are, the
    image net's pooled features, and then texts have heads of their own.
    """

    def __init__(
        self, clip: CustomTextCLIP, embed_dim: int, heads: Mapping[str, int], scale: float, features: int = 0
    ) -> None:
        super().__init__()
        self.clip = clip
        self.embed_dim = embed_dim
        self.scale = scale
        self.reads_features = bool(features)
        self.locked: Locked = "none"
        width = features or embed_dim
        self.heads = nn.ModuleDict({name: nn.Linear(width, count) for name, count in heads.items()})
        if features:
            self.text_heads = nn.ModuleDict({name: nn.Linear(embed_dim, count) for name, count in heads.items()})

    def train(self, mode: bool = True) -> DualEncoder:
        """As torch has it, but a locked tower stays in eval mode."""
        super().train(mode)
        if self.locked != "none":
            self._tower(self.locked).eval()
        return self

    def lock(self, tower: Literal["image", "text"]) -> None:
        """Leave a tower as it is from now on, its running statistics too."""
        self.locked = tower
        self._tower(tower).requires_grad_(False)

    def _tower(self, name: Literal["image", "text"]) -> nn.Module:
        return self.image_net if name == "image" else self.text_net

    @property
    def image_net(self) -> nn.Module:
        """The image encoder."""
        return cast("nn.Module", self.clip.visual)

    @property
    def text_net(self) -> nn.Module:
        """The text encoder."""
        return cast("nn.Module", self.clip.text)

    def encode_image(self, images: Tensor) -> Tensor:
        """(B, 3, H, W) float, normalised → (B, D) float32 of unit norm."""
        return F.normalize(self.clip.encode_image(images).float(), dim=-1)

    def encode_text(self, ids: Tensor) -> Tensor:
        """(B, L) int64 ids → (B, D) float32 of unit norm; L may be less than the context (see `may_trim`)."""
        with _cut_causal_mask(self.text_net, ids.shape[1]):
            return F.normalize(self.clip.encode_text(ids).float(), dim=-1)

    def describe_image(self, images: Tensor) -> tuple[Tensor, Tensor]:
        """As `encode_image`, and the attribute heads' logits (B, values of all attributes) beside it."""
        if not self.reads_features:
            embedding = self.encode_image(images)
            return embedding, _read(self.heads, embedding * self.scale)
        return self.describe_features(cast("Any", self.image_net).trunk(images))

    def describe_features(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """As `describe_image`, from the image net's pooled features (B, F)."""
        embedding = F.normalize(cast("Any", self.image_net).head(features).float(), dim=-1)
        return embedding, _read(self.heads, features)

    def describe_text(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """As `encode_text`, and what a sentence says of each attribute (B, values of all attributes), as logits."""
        embedding = self.encode_text(ids)
        return embedding, _read(self.text_heads if self.reads_features else self.heads, embedding * self.scale)


def _read(heads: nn.ModuleDict, features: Tensor) -> Tensor:
    """All heads' logits side by side (B, values), in float32; (B, 0) without heads."""
    if not len(heads):
        return features.new_zeros((len(features), 0))
    return torch.cat([head(features).float() for head in heads.values()], dim=1)


def build_model(config: Config, vocabulary_size: int, attributes: Mapping[str, Sequence[str]]) -> DualEncoder:
    """The model of a configuration with fresh weights, from the run's seed; `UsageError` names what does not fit.

    `attributes` gives the values each head tells apart.
    """
    torch.manual_seed(config.seed)
    tables = _architecture(config)
    tables["text_cfg"]["vocab_size"] = vocabulary_size
    bert = sentence_shape(config)
    if bert:
        tables["text_cfg"] = {**_NO_TOWER, "context_length": config.model.context_length}
    try:
        clip = CustomTextCLIP(**tables)
    except (TypeError, RuntimeError, ValueError, AssertionError) as error:
        raise UsageError(f"The model of the configuration cannot be built: {error}.") from error
    _fit_input_size(clip.visual, (config.image.height, config.image.width))
    # A bidirectional text tower must not see padding; open_clip's tables do not reach this switch.
    clip.text.use_pad_mask = padding_is_masked(config)
    if bert:
        clip.text = SentenceEncoder(bert, vocabulary_size, config.model.embed_dim)
    heads = {name: len(values) for name, values in attributes.items()}
    return DualEncoder(clip, config.model.embed_dim, heads, config.attributes.scale, _features(clip, config))


def sentence_shape(config: Config) -> BertShape | None:
    """The size of the sentence encoder that the configuration asks for by `kind = "sentence"`, None for others."""
    table = dict(config.model.text)
    if table.pop("kind", "") != _SENTENCE:
        return None
    try:
        return BertShape(**table)
    except TypeError as error:
        known = ", ".join(field.name for field in fields(BertShape))
        raise UsageError(
            f"A sentence encoder (model.text) takes {known}; given were {', '.join(table)}."
        ) from error


def _features(clip: CustomTextCLIP, config: Config) -> int:
    """How many features the attribute heads read of the image net; 0 where they read the embedding."""
    if config.attributes.read == "embedding":
        return 0
    count = getattr(getattr(clip.visual, "trunk", None), "num_features", 0)
    if not count:
        raise UsageError(
            "attributes.read is features, and the configured image encoder has no pooled features to read; "
            "set it to embedding."
        )
    return int(count)


def padding_is_masked(config: Config) -> bool:
    """Whether the text tower ignores padding, so that a batch may be cut to its longest caption."""
    return sentence_shape(config) is not None or (
        bool(config.model.text.get("no_causal_mask")) and config.model.text.get("pad_id", PAD_ID) == PAD_ID
    )


def may_trim(config: Config) -> bool:
    """Whether what follows the end token never reaches a caption's embedding, so that ids may be cut behind it.

    So it is where padding is masked, and under a causal mask where the end token is what is pooled.
    """
    text = _architecture(config)["text_cfg"]
    causal = not (text.get("no_causal_mask") or text.get("embed_cls") or text.get("hf_model_name"))
    return padding_is_masked(config) or (causal and text.get("pool_type", "argmax") in ("argmax", "eos"))


@contextmanager
def _cut_causal_mask(text_net: nn.Module, length: int) -> Iterator[None]:
    """open_clip adds its causal mask whole, at the full context's size; for less it must be cut."""
    mask = getattr(text_net, "attn_mask", None)
    if mask is None or len(mask) <= length:
        yield
        return
    text_net.attn_mask = mask[:length, :length]
    try:
        yield
    finally:
        text_net.attn_mask = mask


def _architecture(config: Config) -> dict[str, Any]:
    """open_clip's tables for the configured model at the configured input size."""
    size = (config.image.height, config.image.width)
    if config.model.vision or config.model.text:
        vision, text = dict(config.model.vision), dict(config.model.text)
        tables: dict[str, Any] = {"embed_dim": config.model.embed_dim}
    else:
        known = open_clip.get_model_config(config.model.architecture)
        if known is None:
            raise UsageError(f"open_clip has no architecture {config.model.architecture!r}.")
        if {"hf_model_name", "hf_tokenizer_name"} & set(known["text_cfg"]):
            raise UsageError(
                f"The text encoder of {config.model.architecture} needs a tokenizer that is not CLIP's; choose an "
                "architecture with CLIP's own, or give tables model.vision and model.text."
            )
        vision, text = dict(known.pop("vision_cfg")), dict(known.pop("text_cfg"))
        tables = {key: value for key, value in known.items() if key in _clip_keys()}
        tables["embed_dim"] = config.model.embed_dim
        if any(_tag_says_quick(config.model, source) for source in config.model.pretrained):
            tables["quick_gelu"] = True  # the activation that the weights were trained with
        vision["timm_model_pretrained"] = False  # weights come from `pretrained`, never unasked
    if config.model.quick_gelu != "auto":
        tables["quick_gelu"] = config.model.quick_gelu
    # CLIP's ResNets are built square; `_fit_input_size` then gives their pooling its grid.
    tables["vision_cfg"] = {**vision, "image_size": _SQUARE if _is_clip_resnet(vision) else size}
    tables["text_cfg"] = {**text, "context_length": config.model.context_length}
    return tables


def has_quick_gelu(config: Config) -> bool:
    """Whether a configuration's networks have the approximate GELU of OpenAI's CLIP."""
    return bool(_architecture(config).get("quick_gelu", False))


def _tag_says_quick(config: ModelConfig, source: str) -> bool:
    return bool(open_clip.get_pretrained_cfg(config.architecture, source).get("quick_gelu"))


def _is_clip_resnet(vision: Mapping[str, Any]) -> bool:
    return isinstance(vision.get("layers"), list | tuple)


def _fit_input_size(image_net: nn.Module, size: tuple[int, int]) -> None:
    """Position embeddings for an input of height × width where open_clip builds them for a square."""
    pool, trunk = getattr(image_net, "attnpool", None), getattr(image_net, "trunk", None)
    if pool is not None:
        rows, columns = size[0] // RESNET_STRIDE, size[1] // RESNET_STRIDE
        width = pool.positional_embedding.shape[1]
        pool.positional_embedding = nn.Parameter(torch.randn(rows * columns + 1, width) / width**0.5)
    if hasattr(trunk, "set_input_size") and hasattr(trunk, "patch_embed"):
        cast("Any", trunk).set_input_size(img_size=size)


def _clip_keys() -> set[str]:
    return {"embed_dim", "quick_gelu", "init_logit_scale", "init_logit_bias"}


def parameter_count(module: nn.Module) -> int:
    """Number of trained values."""
    return sum(parameter.numel() for parameter in module.parameters())


def attribute_values(records: Sequence[Mapping[str, str]], config: AttributeConfig) -> dict[str, tuple[str, ...]]:
    """Values per attribute over the training records, sorted; attributes with one value are left out."""
    values: dict[str, set[str]] = {}
    for record in records:
        for name, value in record.items():
            if name not in config.ignore and value != config.unsaid:
                values.setdefault(name, set()).add(value)
    return {name: tuple(sorted(found)) for name, found in sorted(values.items()) if len(found) > 1}


def attribute_labels(records: Sequence[Mapping[str, str]], values: Mapping[str, Sequence[str]]) -> Tensor:
    """(N, attributes) int64 positions in `values`, −1 where a record does not say."""
    place = {name: {value: i for i, value in enumerate(known)} for name, known in values.items()}
    rows = [[place[name].get(record.get(name, ""), -1) for name in values] for record in records]
    return torch.tensor(rows, dtype=torch.int64).reshape(len(records), len(values))
