"""A moving average of a model's weights, which is judged, kept and exported in the place of the last step's.

Source: Polyak and Juditsky 1992; the share that stays rises to its value over the first steps, as TensorFlow's
ExponentialMovingAverage has it, so that where training began is soon forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import torch
from torch import Tensor, nn


class WeightAverage:
    """Averages of what training moves: trained weights and running statistics, by name."""

    def __init__(self, model: nn.Module, share: float) -> None:
        self.share = share
        trained = {name: value for name, value in model.named_parameters() if value.requires_grad}
        kept = {name: value for name, value in model.named_buffers() if value.is_floating_point()}
        self._live = {**trained, **kept}
        self.tensors = {name: value.detach().clone() for name, value in self._live.items()}

    @torch.no_grad()
    def update(self, step: int) -> None:
        """Move towards the weights as they are after `step` (from 0)."""
        share = min(self.share, (1 + step) / (10 + step))
        torch._foreach_lerp_(list(self.tensors.values()), list(self._live.values()), 1 - share)

    def restore(self, kept: Mapping[str, Tensor]) -> None:
        """Go on from averages that were saved."""
        for name, value in self.tensors.items():
            value.copy_(kept[name])

    @contextmanager
    def standing_in(self) -> Iterator[None]:
        """The model has the averages for weights meanwhile."""
        self._swap()
        try:
            yield
        finally:
            self._swap()

    def _swap(self) -> None:
        for name, live in self._live.items():
            live.data, self.tensors[name].data = self.tensors[name].data, live.data
