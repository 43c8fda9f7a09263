"""Low-rank adaptation: a thin product beside each projection of attention and MLP, trained in the weights' place.

Source: Hu et al. 2022, "LoRA", arXiv 2106.09685: W + (alpha / rank) · B A, A drawn, B zero at the start. The
product is added to the weights wherever they are saved, so that nothing else has to know of it.
"""

from __future__ import annotations

import re
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.model.dual_encoder import DualEncoder

_BLOCK: Final = re.compile(r"(^|\.)(resblocks|blocks|layers)\.\d+(\.|$)")
_INSIDE: Final = ".parametrizations."


class LowRank(nn.Module):
    """A weight (out, in) → itself and the product of `up` (out, rank) and `down` (rank, in)."""

    def __init__(self, weight: Tensor, rank: int, alpha: float) -> None:
        super().__init__()
        out, width = weight.shape
        self.share = alpha / rank
        self.down = nn.Parameter(torch.randn(rank, width, device=weight.device) / width**0.5)
        self.up = nn.Parameter(torch.zeros(out, rank, device=weight.device))

    def forward(self, weight: Tensor) -> Tensor:
        """(out, in) → (out, in)."""
        return weight + self.share * (self.up @ self.down)


def adapt(model: DualEncoder, rank: int, alpha: float) -> None:
    """Put a `LowRank` beside each projection of the towers that are trained, which themselves stay as they are.

    Raises `UsageError` where a tower has no such projection, as convolutional ones have none.
    """
    for name, tower in (("image", model.image_net), ("text", model.text_net)):
        if model.locked == name:
            continue
        tower.requires_grad_(False)
        found = _projections(tower)
        if not found:
            raise UsageError(
                f"train.lora_rank is {rank}, and the {name} encoder has no projections of attention or MLP to "
                f"adapt; set it to 0, or train.locked={name}. Nothing was trained."
            )
        for module, tensor in found:
            weight = getattr(module, tensor)
            parametrize.register_parametrization(module, tensor, LowRank(weight, rank, alpha))


def _projections(tower: nn.Module) -> list[tuple[nn.Module, str]]:
    """The modules within the tower's blocks that project, and what their weights are called."""
    found: list[tuple[nn.Module, str]] = []
    for name, module in tower.named_modules():
        if not _BLOCK.search(name):
            continue
        if isinstance(module, nn.Linear):
            found.append((module, "weight"))
        elif isinstance(module, nn.MultiheadAttention) and module.in_proj_weight is not None:
            found.append((module, "in_proj_weight"))
    return found


@torch.no_grad()
def plain_weights(model: nn.Module) -> dict[str, Tensor]:
    """A model's state as one without adaptation has it: products added to the weights, under their plain names."""
    state = {name: value for name, value in model.state_dict().items() if _INSIDE not in f".{name}"}
    for path, module in model.named_modules():
        if parametrize.is_parametrized(module):
            for name in module.parametrizations:
                state[f"{path}.{name}"] = getattr(module, name).detach()
    return state


def is_adapted(model: nn.Module) -> bool:
    """Whether products stand beside some of its weights."""
    return any(isinstance(module, LowRank) for module in model.modules())
