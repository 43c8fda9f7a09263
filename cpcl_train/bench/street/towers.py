"""Trainable towers over frozen states, with the methods of `DualEncoder` that the training loop asks for.

What they are given are numbers of pictures and captions, which they look up; so batches, clustering and losses are
the trainer's own, unchanged.
"""

from __future__ import annotations

import copy

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from cpcl_train.bench.street.states import DIMENSIONS, TOKENS, WIDTH, Set

EMBEDDING = 256
_QUERIES = 8
_HIDDEN = 512


class ImageTower(nn.Module):
    """Whitened stripes (B, D) → (B, E): a linear map, and a hidden layer beside it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.straight = nn.Linear(DIMENSIONS, EMBEDDING)
        self.bent = _bent(DIMENSIONS, dropout)

    def forward(self, states: Tensor) -> Tensor:
        """(B, D) float32 → (B, E), not normalised."""
        return self.straight(states) + self.bent(states)  # type: ignore[no-any-return]


class TextTower(nn.Module):
    """Token states (B, L, W) → (B, E): what each of a few learnt questions attends to, then as `ImageTower`."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.questions = nn.Linear(WIDTH, _QUERIES, bias=False)
        self.straight = nn.Linear(_QUERIES * WIDTH, EMBEDDING)
        self.bent = _bent(EMBEDDING, dropout)

    def forward(self, states: Tensor, lengths: Tensor) -> Tensor:
        """(B, L, W) float32 and (B,) → (B, E), not normalised."""
        states = F.layer_norm(states, (WIDTH,))  # its scale and shift come after the sums, where they cost nothing
        behind = torch.arange(states.shape[1]) >= lengths[:, None]
        asked = self.questions.weight * self.norm.weight
        attention = (states @ asked.T).masked_fill(behind[..., None], -torch.inf).softmax(dim=1)
        found = (attention.transpose(1, 2) @ states) * self.norm.weight + self.norm.bias
        answers = self.straight(found.flatten(1))
        return answers + self.bent(answers)  # type: ignore[no-any-return]


def _bent(width: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(
        nn.LayerNorm(width), nn.Linear(width, _HIDDEN), nn.GELU(), nn.Dropout(dropout),
        nn.Linear(_HIDDEN, EMBEDDING),
    )  # fmt: skip


class StreetEncoder(nn.Module):
    """The towers over the states of a set. Pictures are asked for by (B, 2): image number and view, captions by
    (B, 1): their number."""

    def __init__(self, given: Set, dropout: float) -> None:
        super().__init__()
        self.embed_dim = EMBEDDING
        self.image_net, self.text_net = ImageTower(dropout), TextTower(dropout)
        self.given = given

    def over(self, given: Set) -> StreetEncoder:
        """The same towers over the states of another set."""
        other = copy.copy(self)
        other.given = given
        return other

    def encode_image(self, asked: Tensor) -> Tensor:
        """(B, 2) int64 → (B, E) of unit norm."""
        rows = self.given.images[asked[:, 0].numpy(), asked[:, 1].numpy()]
        return F.normalize(self.image_net(torch.from_numpy(rows).float()), dim=-1)

    def encode_text(self, asked: Tensor) -> Tensor:
        """(B, 1) int64 → (B, E) of unit norm."""
        numbers = asked[:, 0].numpy()
        lengths = torch.from_numpy(self.given.lengths[numbers])
        rows = torch.from_numpy(self.given.texts[numbers, : min(TOKENS, int(lengths.max()))])
        return F.normalize(self.text_net(rows.float(), lengths), dim=-1)

    def describe_image(self, asked: Tensor) -> tuple[Tensor, Tensor]:
        """As `encode_image`, with no attribute beside it."""
        embedding = self.encode_image(asked)
        return embedding, embedding.new_zeros((len(embedding), 0))

    def describe_text(self, asked: Tensor) -> tuple[Tensor, Tensor]:
        """As `encode_text`, with no attribute beside it."""
        embedding = self.encode_text(asked)
        return embedding, embedding.new_zeros((len(embedding), 0))
