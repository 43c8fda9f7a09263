"""A BERT text encoder for open_clip's model: word pieces → one vector, the mean over what is no padding.

The layers are torch's own, in BERT's order (norm after each residual), so that weights of MiniLM and other
small sentence encoders fit by name after `bert_weights`, and no further library is needed to run them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor, nn

from cpcl_train.data.tokens import PAD_ID

_EPSILON: Final = 1e-12
_PARTS: Final = {
    "self_attn.out_proj": "attention.output.dense", "norm1": "attention.output.LayerNorm",
    "linear1": "intermediate.dense", "linear2": "output.dense", "norm2": "output.LayerNorm",
}  # fmt: skip
"""Our name of a layer's part → BERT's."""


@dataclass(frozen=True, slots=True)
class BertShape:
    """The size of the encoder; the defaults are MiniLM-L6's."""

    width: int = 384
    heads: int = 12
    layers: int = 6
    positions: int = 512


class SentenceEncoder(nn.Module):
    """Ids (B, L) → (B, embed_dim). Stands where open_clip has its own text tower."""

    def __init__(self, shape: BertShape, vocabulary: int, embed_dim: int) -> None:
        super().__init__()
        width = shape.width
        self.word = nn.Embedding(vocabulary, width)
        self.position = nn.Embedding(shape.positions, width)
        self.segment = nn.Embedding(2, width)
        self.norm = nn.LayerNorm(width, _EPSILON)
        self.layers = nn.ModuleList(
            nn.TransformerEncoderLayer(
                width, shape.heads, 4 * width, 0.0, "gelu", _EPSILON, batch_first=True, norm_first=False
            )
            for _ in range(shape.layers)
        )
        self.proj = nn.Linear(width, embed_dim)
        for table in (self.word, self.position, self.segment):
            nn.init.normal_(table.weight, std=0.02)

    def forward(self, ids: Tensor) -> Tensor:
        """(B, L) int64, padded with `PAD_ID`, → (B, embed_dim), not normalised."""
        padding = ids == PAD_ID
        states = self.norm(self.word(ids) + self.position.weight[: ids.shape[1]] + self.segment.weight[0])
        for layer in self.layers:
            states = layer(states, src_key_padding_mask=padding)
        read = (~padding).to(states.dtype).unsqueeze(-1)
        return self.proj((states * read).sum(1) / read.sum(1))  # type: ignore[no-any-return]

    def freeze_lower(self) -> None:
        """Leave the tables and the lower two thirds of the layers as they are from now on."""
        count = len(self.layers) * 2 // 3
        for part in (self.word, self.position, self.segment, self.norm, *self.layers[:count]):
            part.requires_grad_(False)

    def set_grad_checkpointing(self, enable: bool = True) -> None:
        """Nothing to save: the layers are small."""


def bert_weights(theirs: Mapping[str, Tensor], layers: int) -> dict[str, Tensor]:
    """The tensors of a BERT checkpoint (`embeddings.…`, `encoder.layer.…`) under our names, `proj` left out.

    Raises `KeyError` with the name of what is missing.
    """
    table = "embeddings"
    ours = {
        "word.weight": theirs[f"{table}.word_embeddings.weight"],
        "position.weight": theirs[f"{table}.position_embeddings.weight"],
        "segment.weight": theirs[f"{table}.token_type_embeddings.weight"],
        "norm.weight": theirs[f"{table}.LayerNorm.weight"], "norm.bias": theirs[f"{table}.LayerNorm.bias"],
    }  # fmt: skip
    for number in range(layers):
        source = f"encoder.layer.{number}"
        for kind in ("weight", "bias"):
            projections = [theirs[f"{source}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            ours[f"layers.{number}.self_attn.in_proj_{kind}"] = torch.cat(projections)
            ours |= {f"layers.{number}.{o}.{kind}": theirs[f"{source}.{t}.{kind}"] for o, t in _PARTS.items()}
    return {name: value.float() for name, value in ours.items()}
