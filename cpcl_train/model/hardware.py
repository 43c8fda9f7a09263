"""The device that computes, and the precision it computes in."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, Final

import torch

from cpcl_desktop.bundle.errors import MachineError
from cpcl_train.configs.training import Precision

_TYPES: Final[Mapping[str, torch.dtype]] = {"bf16": torch.bfloat16, "fp16": torch.float16}


def choose_device(name: str, local_rank: int = 0) -> torch.device:
    """The device asked for (auto, cpu, cuda); `MachineError` where CUDA is asked for and absent."""
    if name == "cuda" and not torch.cuda.is_available():
        raise MachineError("CUDA was asked for (train.device=cuda) and torch finds no usable GPU here.")
    if name != "cpu" and torch.cuda.is_available():
        return torch.device("cuda", local_rank)
    return torch.device("cpu")


def mixed(precision: Precision, device: torch.device) -> AbstractContextManager[Any]:
    """Products in this precision, over weights that stay float32; on a processor float32 in place of bfloat16.

    That is far slower on most, and on one with matrix units for it (AMX) torch 2.14 gave other values from one time
    to the next, some of them no numbers.
    """
    kind = _TYPES.get(precision, torch.bfloat16)
    is_left = precision == "bf16" and device.type == "cpu"
    return torch.autocast(device.type, kind, enabled=precision in _TYPES and not is_left)
