"""The optimiser, its learning rate, and the precision it works in."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Final

import torch
from timm.optim import param_groups_weight_decay  # type: ignore[attr-defined]
from torch import Tensor, nn

from cpcl_train.config import Config
from cpcl_train.configs.training import TrainConfig
from cpcl_train.data.samples import TrainingSet
from cpcl_train.model.dual_encoder import DualEncoder
from cpcl_train.model.hardware import mixed
from cpcl_train.run.layers import layer_scales

if TYPE_CHECKING:
    from cpcl_train.run.run import Run

_KINDS: Final[Mapping[str, Callable[..., torch.optim.Optimizer]]] = {
    "adamw": torch.optim.AdamW, "adam": torch.optim.Adam,
}  # fmt: skip
_UNDECAYED: Final = frozenset({
    "positional_embedding", "pos_embed", "class_embedding", "cls_emb", "cls_token", "reg_token", "query", "latent",
    "logit_scale", "logit_bias", "head_scale",
})  # fmt: skip
"""Last parts of the names of parameters that are positions, learnt tokens or scales, whatever their shape."""


def build_optimizer(model: DualEncoder, config: Config, fresh: tuple[str, ...] = ()) -> torch.optim.Optimizer:
    """AdamW or Adam; biases, norms and what `undecayed` names are not decayed.

    Parameters whose names begin with one of `fresh` learn faster, those of the text encoder at a rate of their
    own, layers at rates that fall towards the first: their groups carry the product as scale.
    """
    settings = config.train
    named = dict(model.named_parameters())
    layers = layer_scales(named, settings.layer_decay)
    scales = {id(value): _scale(name, fresh, settings) * layers[name] for name, value in named.items()}
    groups = []
    for group in param_groups_weight_decay(model, settings.weight_decay, no_weight_decay_list=undecayed(model)):
        for scale in sorted(set(scales.values())):
            some = [value for value in group["params"] if scales[id(value)] == scale]
            if some:
                groups.append({**group, "params": some, "scale": scale})
    kind = _KINDS[settings.optimizer]
    return kind(groups, lr=settings.learning_rate, betas=settings.betas, eps=settings.epsilon, fused=True)


def _scale(name: str, fresh: tuple[str, ...], settings: TrainConfig) -> float:
    """What a parameter's learning rate is multiplied by."""
    if name.startswith(fresh):
        return settings.fresh_rate
    return settings.text_rate if name.startswith("clip.text.") else 1.0


def undecayed(model: nn.Module) -> set[str]:
    """Names of the tables of words, positions, class tokens and scales, which no weight decay may touch.

    A batch gives gradients to the rows of its own words only; decay would pull all others to zero, and with
    them what pretrained weights know of words that no caption holds.
    """
    found = {name for name, _ in model.named_parameters() if name.rpartition(".")[2] in _UNDECAYED}
    for path, module in model.named_modules():
        said = getattr(module, "no_weight_decay", tuple)  # by which timm's and open_clip's nets name theirs
        own = {"weight"} if isinstance(module, nn.Embedding) else set(said())
        found |= {f"{path}.{name}" if path else name for name in own}
    return found


def set_rate(optimizer: torch.optim.Optimizer, rate: float) -> None:
    """Give every group its learning rate."""
    for group in optimizer.param_groups:
        group["lr"] = rate * group["scale"]


def take_step(run: Run, loss: Tensor) -> Tensor:
    """Backwards, gradients clipped, one step; returns the norm that they had together, before it.

    In fp16 the loss is scaled up for the backward pass, and by less after a step that overflowed and was left out.
    """
    run.optimizer.zero_grad(set_to_none=True)
    run.scaler.scale(loss).backward()  # type: ignore[no-untyped-call]
    run.scaler.unscale_(run.optimizer)
    norm = torch.nn.utils.clip_grad_norm_(run.model.parameters(), run.config.train.clip_gradient)
    if run.scaler.is_enabled():
        run.scaler.step(run.optimizer)
        run.scaler.update()
    else:
        step_if_finite(run.optimizer, norm)
    return norm


def step_if_finite(optimizer: torch.optim.Optimizer, norm: Tensor) -> None:
    """A step by the gradients, whose norm this is; weights and moments stay as they are where it is not finite.

    The fused optimisers look at `found_inf` on their own device, as torch's GradScaler has them do: nothing waits.
    """
    optimizer.found_inf = (~torch.isfinite(norm)).float()  # type: ignore[attr-defined]
    optimizer.step()


def learning_rate(step: int, data: TrainingSet, config: Config) -> float:
    """Linear warm-up, then cosine over all phases to `final_rate` of the peak."""
    settings = config.train
    total = steps_before(config.epochs, data, config)
    warmup = settings.warmup_epochs * steps_in(0, data, config)
    if step < warmup:
        return settings.learning_rate * (step + 1) / warmup
    share = (step - warmup) / max(1, total - warmup)
    fall = (1 + math.cos(math.pi * share)) / 2
    return settings.learning_rate * (settings.final_rate + (1 - settings.final_rate) * fall)


def steps_in(epoch: int, data: TrainingSet, config: Config) -> int:
    """Optimisation steps of an epoch."""
    return data.samples(config.data.sample) // config.phase_at(epoch).batch


def steps_before(epoch: int, data: TrainingSet, config: Config) -> int:
    """Optimisation steps of all epochs before this one."""
    return sum(steps_in(earlier, data, config) for earlier in range(epoch))


def autocast(config: Config, device: torch.device) -> AbstractContextManager[Any]:
    """The precision that the configuration computes in; weights stay float32."""
    return mixed(config.train.precision, device)
