"""The optimiser, its learning rate, and the device and precision it works in."""

from __future__ import annotations

import math
from contextlib import AbstractContextManager
from typing import Any

import torch

from cpcl_desktop.bundle.errors import MachineError
from cpcl_train.config import Config
from cpcl_train.data.samples import TrainingSet
from cpcl_train.model.dual_encoder import DualEncoder


def build_optimizer(model: DualEncoder, config: Config, fresh: tuple[str, ...] = ()) -> torch.optim.Optimizer:
    """Adam or AdamW; biases, norms and other vectors are not decayed.

    Parameters whose names begin with one of `fresh` learn faster: their groups carry `fresh_rate` as scale.
    """
    settings, groups = config.train, []
    for new, scale in ((False, 1.0), (True, settings.fresh_rate)):
        chosen = [p for n, p in model.named_parameters() if p.requires_grad and n.startswith(fresh) == new]
        for decay, some in (
            (settings.weight_decay, [p for p in chosen if p.ndim > 1]), (0.0, [p for p in chosen if p.ndim <= 1]),
        ):  # fmt: skip
            if some:
                groups.append({"params": some, "weight_decay": decay, "scale": scale})
    kind = torch.optim.Adam if settings.optimizer == "adam" else torch.optim.AdamW
    return kind(groups, lr=settings.learning_rate, eps=settings.epsilon, fused=True)


def set_rate(optimizer: torch.optim.Optimizer, rate: float) -> None:
    """Give every group its learning rate."""
    for group in optimizer.param_groups:
        group["lr"] = rate * group["scale"]


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


def choose_device(name: str, local_rank: int = 0) -> torch.device:
    """The device asked for; `MachineError` where CUDA is asked for and absent."""
    if name == "cuda" and not torch.cuda.is_available():
        raise MachineError("CUDA was asked for (train.device=cuda) and torch finds no usable GPU here.")
    if name != "cpu" and torch.cuda.is_available():
        return torch.device("cuda", local_rank)
    return torch.device("cpu")


def autocast(config: Config, device: torch.device) -> AbstractContextManager[Any]:
    """bfloat16 where the configuration says so; weights stay float32."""
    return torch.autocast(device.type, torch.bfloat16, enabled=config.train.precision == "bf16")
