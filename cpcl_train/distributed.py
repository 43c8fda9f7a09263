"""Several processes, one run: who leads, and how features and gradients meet.

Every process of a *team* holds the same weights, prototypes and labels and a slice of each global batch.
Features are gathered before the losses, so that each process computes the loss of the global batch as a
single process would; gradients are averaged over the team during the backward pass (`run/towers.py`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Protocol, TypeVar

import numpy as np
import torch
import torch.distributed as dist
from numpy.typing import NDArray
from torch import Tensor, nn

T = TypeVar("T")

_PATIENCE: Final = timedelta(hours=6)
"""How long a process waits for another: one clusters or validates while the others wait."""


@dataclass(frozen=True, slots=True)
class Team:
    """This process among `size` that train together; by default it is alone."""

    rank: int = 0
    size: int = 1
    local_rank: int = 0
    """Its number on this machine, which is also its GPU's."""

    @property
    def leads(self) -> bool:
        """Whether this process writes files, validates and clusters."""
        return self.rank == 0

    def own_slice(self, count: int) -> slice:
        """This process's part of `count` things in order; the parts differ by one thing at most."""
        return slice(count * self.rank // self.size, count * (self.rank + 1) // self.size)

    def gather(self, rows: Tensor) -> Tensor:
        """(B, …) of every process → (team · B, …) in order of rank; gradients flow back to each process."""
        if self.size == 1:
            return rows
        gathered: Tensor = _Gather.apply(rows, self)
        return gathered

    def gather_arrays(self, rows: NDArray[Any]) -> NDArray[Any]:
        """Arrays of every process, of any lengths, one behind the other in order of rank."""
        if self.size == 1:
            return rows
        parts: list[Any] = [None] * self.size
        dist.all_gather_object(parts, rows)
        return np.concatenate(parts)

    def share(self, value: T) -> T:
        """The leader's value, for all; the others' is dropped."""
        if self.size == 1:
            return value
        held = [value if self.leads else None]
        dist.broadcast_object_list(held, src=0)
        return held[0]  # type: ignore[return-value]

    def average_buffers(self, model: nn.Module) -> None:
        """Replace running statistics, which each process takes of its own samples, by their mean."""
        for buffer in model.buffers():
            if self.size > 1 and buffer.is_floating_point():
                dist.all_reduce(buffer)
                buffer /= self.size

    def wait(self) -> None:
        """Until every process has come here."""
        if self.size > 1:
            dist.barrier()


class _Kept(Protocol):
    """What the backward pass needs to know."""

    team: Team
    count: int


class _Gather(torch.autograd.Function):
    """Gather whose backward pass adds up, for each process's rows, what every process's loss says of them."""

    @staticmethod
    def forward(ctx: _Kept, rows: Tensor, team: Team) -> Tensor:
        """See `Team.gather`."""
        ctx.team, ctx.count = team, len(rows)
        parts = [torch.empty_like(rows) for _ in range(team.size)]
        dist.all_gather(parts, rows.contiguous())
        return torch.cat(parts)

    @staticmethod
    def backward(ctx: _Kept, *gradients: Tensor) -> tuple[Tensor, None]:
        """(team · B, …) gradients → (B, …), summed over the team."""
        total = gradients[0].contiguous()
        dist.all_reduce(total)
        start = ctx.team.rank * ctx.count
        return total[start : start + ctx.count], None


@contextmanager
def join_team(device: str) -> Iterator[Team]:
    """The team that `torchrun` started, if it did; a team of one otherwise.

    `device` is the configured one (auto, cpu, cuda); processes talk over NCCL on GPUs and over gloo on CPUs.
    """
    size = int(os.environ.get("WORLD_SIZE", "1"))
    if size == 1:
        yield Team()
        return
    on_gpu = device != "cpu" and torch.cuda.is_available()
    team = Team(int(os.environ["RANK"]), size, int(os.environ.get("LOCAL_RANK", "0")))
    if on_gpu:
        torch.cuda.set_device(team.local_rank)
    dist.init_process_group("nccl" if on_gpu else "gloo", timeout=_PATIENCE)
    try:
        yield team
    finally:
        dist.destroy_process_group()
