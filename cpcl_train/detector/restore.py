"""A detector trained before, to go on from: a run's checkpoint, or the network of a bundle."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import onnx
import torch
from onnx import numpy_helper
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.detector.network import Detector, build_detector, norms_of
from cpcl_train.ship.packed import unpacked

_PREFIX = "detector."
"""Of weights in a bundle's network, which wraps the detector."""


def read_detector(path: Path) -> Detector:
    """A detector from a checkpoint or a bundle's folder; `UsageError` where it holds none of this recipe's."""
    detector = build_detector(pretrained=False)
    try:
        if path.is_dir():
            _thaw(detector, _weights(path))
        else:
            detector.load_state_dict(load_file(path))
    except (OSError, RuntimeError, ValueError, KeyError, SafetensorError) as error:
        raise UsageError(f"{path} holds no detector of this program ({error}).") from error
    return detector.eval()


def _weights(folder: Path) -> dict[str, Tensor]:
    """What a bundle's network has learnt, by name."""
    network = onnx.load_model_from_string(unpacked(Bundle.open(folder).read("detector")))
    return {
        weight.name.removeprefix(_PREFIX): torch.from_numpy(numpy_helper.to_array(weight).copy())
        for weight in network.graph.initializer
    }


def _thaw(detector: Detector, weights: dict[str, Tensor]) -> None:
    """Take up weights that norms were folded into: each norm then only adds what was folded.

    Its statistics say nothing of what goes through it, so it must keep to them (`Detector.settled`).
    """
    names = {module: name for name, module in detector.named_modules()}
    taken = set[str]()
    with torch.no_grad():
        for parent, before, name in norms_of(detector):
            norm = cast("nn.BatchNorm2d", getattr(parent, name))
            convolution = _last(getattr(parent, before))
            convolution.weight.copy_(weights[f"{names[convolution]}.weight"])
            norm.bias.copy_(weights[f"{names[convolution]}.bias"])
            norm.weight.fill_(1.0)
            cast("Tensor", norm.running_mean).zero_()
            cast("Tensor", norm.running_var).fill_(1.0 - norm.eps)
            taken |= {f"{names[convolution]}.weight", f"{names[norm]}.weight", f"{names[norm]}.bias"}
        for name, value in detector.named_parameters():
            if name not in taken:
                value.copy_(weights[name])


def _last(module: nn.Module) -> nn.Conv2d:
    """A convolution, which may come after a padding."""
    return cast("nn.Conv2d", module[-1] if isinstance(module, nn.Sequential) else module)
