"""Both encoders in one forward pass, and that pass spread over a team: gradients meet while others are computed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from inspect import signature
from typing import Any, Final, cast

import torch
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from cpcl_train.config import Config
from cpcl_train.distributed import Team
from cpcl_train.model.dual_encoder import DualEncoder

Seen = tuple[Tensor, Tensor, Tensor, Tensor, Tensor | None]
"""Embeddings and logits of images, the same of captions, embeddings of sentences that contradict."""
Look = Callable[[Tensor, Tensor, Tensor | None], Seen]
_SETTINGS: Final = signature(DistributedDataParallel.__init__).parameters
_OWN_BUFFERS: Final[dict[str, Any]] = {
    "forward_sync_buffers" if "forward_sync_buffers" in _SETTINGS else "broadcast_buffers": False
}
"""Each process keeps its own running statistics within an epoch; newer versions of torch name it otherwise."""


def look(model: DualEncoder, images: Tensor, ids: Tensor, wrong: Tensor | None) -> Seen:
    """Images (B, 3, H, W) and ids (B, L) through the model, `wrong` (B, L) where there are such sentences."""
    v, seen = model.describe_image(images)
    t, said = model.describe_text(ids)
    return v, t, seen, said, None if wrong is None else model.encode_text(wrong)


class _Towers(nn.Module):
    """What a step trains, as one module: the fixed temperature is left out, which no gradient reaches."""

    def __init__(self, model: DualEncoder) -> None:
        super().__init__()
        self.parts = nn.ModuleList([model.image_net, model.text_net, model.heads])
        if model.reads_features:
            self.parts.append(model.text_heads)
        self.__dict__["model"] = model  # not a part of its own: its weights are those of the parts

    def forward(self, images: Tensor, ids: Tensor, wrong: Tensor | None) -> Seen:
        """See `look`."""
        return look(cast("DualEncoder", self.__dict__["model"]), images, ids, wrong)


def spread(model: DualEncoder, config: Config, team: Team, device: torch.device) -> Look:
    """The forward pass whose backward pass leaves the team's mean gradient in every process.

    Gradients are sent in buckets as they are ready, while those of earlier layers are still computed. Heads that
    a phase does not weigh, and parts that timm's nets may leave out, get none: they are looked for each step.
    """
    if team.size == 1:
        return partial(look, model)
    idle = len(model.heads) > 0 and not all(phase.attributes for phase in config.phases)
    some_unused = idle or model.reads_features or hasattr(model.image_net, "trunk")
    return DistributedDataParallel(
        _Towers(model), device_ids=[device.index] if device.type == "cuda" else None,
        find_unused_parameters=some_unused, **_OWN_BUFFERS,
    )  # fmt: skip
