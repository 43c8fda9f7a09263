"""Checkpoints: one safetensors file each, written whole or not at all.

Tensors are named `model.…`, `optimizer.…`, `raw.…`, `average.…` and `guidance.…`; everything else (configuration,
tokenizer, attribute values, epoch, scores) is JSON in the file's header, so that a checkpoint is complete by itself
and nothing is pickled.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor, nn

from cpcl_desktop.bundle.errors import MachineError, UsageError
from cpcl_desktop.bundle.tokenizer import Tokenizer
from cpcl_train.config import Config, parse_config
from cpcl_train.data.tokens import reads_pieces, taught_words, vocabulary_of
from cpcl_train.model.dual_encoder import DualEncoder, build_model

LAST, BEST = "last.safetensors", "best.safetensors"
EXPORTED = "checkpoint.safetensors"  # inside a bundle that can be trained further
_HEADER = "cpcl"
_PARTS = "model.", "optimizer.", "raw.", "average.", "guidance."
_HEADS = ("heads.", "text_heads.")
_FOREIGN_STATE = (
    "The last checkpoint of the run was written by another version of this program, which named the optimiser's "
    "state otherwise; it was kept as it is. Start a new run from its weights: --set init=RUN and another --out."
)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A model with all it takes to use it and, where `optimizer` is filled, to train on."""

    config: Config
    tokenizer: str
    attributes: Mapping[str, tuple[str, ...]]
    epoch: int
    """Epochs that are done."""
    weights: Mapping[str, Tensor]
    scores: Mapping[str, Any] = field(default_factory=dict)
    """What validation gave at this epoch."""
    best: float = -1.0
    """The best selecting figure of the run so far."""
    optimizer: Mapping[str, Tensor] = field(default_factory=dict)
    raw: Mapping[str, Tensor] = field(default_factory=dict)
    """What training goes on from where the judged `weights` are an average or have products added to them."""
    average: Mapping[str, Tensor] = field(default_factory=dict)
    """Averages of what stands in `raw` only."""
    guidance: Mapping[str, Tensor] = field(default_factory=dict)
    """Pseudo labels and prototypes that the next epoch goes on with."""
    scaler: Mapping[str, Any] = field(default_factory=dict)
    """How the loss is scaled in fp16."""
    stale: int = 0
    """Validations in a row without a better figure."""
    fresh: tuple[str, ...] = ()
    """What the names of those weights begin with that chance filled, where others came from elsewhere."""
    used_words: tuple[str, ...] = ()
    """The words of the captions that it learnt from."""

    @property
    def words(self) -> list[str]:
        """The words the text encoder was taught."""
        return taught_words(self.tokenizer.encode())

    @property
    def reads_pieces(self) -> bool:
        """Whether the tokenizer splits words that it does not know instead of passing over them."""
        return reads_pieces(self.tokenizer.encode())

    def build(self) -> DualEncoder:
        """The model with these weights, in eval mode."""
        model = build_model(self.config, len(vocabulary_of(self.tokenizer.encode())), self.attributes)
        try:
            model.load_state_dict(dict(self.weights))
        except RuntimeError as error:
            raise UsageError("The checkpoint's weights belong to another architecture than it names.") from error
        return model.eval()

    def build_tokenizer(self) -> Tokenizer:
        """The tokenizer at the model's context length."""
        return Tokenizer(self.tokenizer.encode(), self.config.model.context_length)


def with_heads_for(model: DualEncoder, attributes: Mapping[str, tuple[str, ...]], start: Checkpoint) -> Checkpoint:
    """The checkpoint with heads for other values: what it learnt of a value stays, new ones are `model`'s."""
    weights = {name: value for name, value in start.weights.items() if not name.startswith(_HEADS)}
    for name, own in model.state_dict().items():
        if name.startswith(_HEADS):
            weights[name] = _carried_over(name, own, attributes, start)
    return replace(start, weights=weights, attributes=dict(attributes))


def _carried_over(name: str, own: Tensor, attributes: Mapping[str, tuple[str, ...]], start: Checkpoint) -> Tensor:
    """One head's weight or bias: the rows of values that `start` knows from there, the others as they are."""
    attribute = name.split(".")[1]
    theirs, known = start.weights.get(name), start.attributes.get(attribute, ())
    rows = own.clone()
    if theirs is None or theirs.shape[1:] != own.shape[1:]:
        return rows
    for row, value in enumerate(attributes[attribute]):
        if value in known:
            rows[row] = theirs[known.index(value)]
    return rows


def save_checkpoint(path: Path, checkpoint: Checkpoint) -> None:
    """Write the file in one step; `MachineError` on a full disk, and the file that was there stays."""
    content = checkpoint_bytes(checkpoint)
    try:
        _replace_file(path, content)
    except OSError as error:
        raise MachineError(
            f"The checkpoint {path} could not be written ({error.strerror}); the last good one was kept. "
            "Make room on the disk and start the training again: it continues there."
        ) from error


def checkpoint_bytes(checkpoint: Checkpoint) -> bytes:
    """The content of a checkpoint's file."""
    header = {
        "config": checkpoint.config.to_table(), "tokenizer": checkpoint.tokenizer,
        "attributes": {name: list(values) for name, values in checkpoint.attributes.items()},
        "epoch": checkpoint.epoch, "scores": dict(checkpoint.scores), "best": checkpoint.best,
        "fresh": list(checkpoint.fresh), "used_words": list(checkpoint.used_words),
        "scaler": dict(checkpoint.scaler), "stale": checkpoint.stale,
    }  # fmt: skip
    parts = (checkpoint.weights, checkpoint.optimizer, checkpoint.raw, checkpoint.average, checkpoint.guidance)
    tensors = {
        f"{prefix}{name}": value.contiguous()
        for prefix, part in zip(_PARTS, parts, strict=True)
        for name, value in part.items()
    }
    return save(tensors, {_HEADER: json.dumps(header)})


def load_checkpoint(path: Path) -> Checkpoint:
    """Read a checkpoint file, a run folder's best (else last), or the one in a bundle.

    `UsageError` says what is wrong.
    """
    file = checkpoint_file(path)
    try:
        with safe_open(str(file), framework="pt") as stored:
            header = json.loads(stored.metadata()[_HEADER])
            tensors = {name: stored.get_tensor(name) for name in stored.keys()}  # noqa: SIM118 - no mapping
    except (OSError, SafetensorError, TypeError, KeyError, ValueError) as error:
        raise UsageError(f"{file} is not a checkpoint of this program, or it is damaged ({error}).") from error
    parts = [_under(tensors, prefix) for prefix in _PARTS]
    return Checkpoint(
        config=parse_config(header["config"], str(file)),
        tokenizer=header["tokenizer"],
        attributes={name: tuple(values) for name, values in header["attributes"].items()},
        epoch=header["epoch"],
        weights=parts[0],
        scores=header["scores"],
        best=header["best"],
        optimizer=parts[1],
        raw=parts[2],
        average=parts[3],
        guidance=parts[4],
        scaler=header.get("scaler", {}),
        stale=header.get("stale", 0),
        fresh=tuple(header.get("fresh", ())),
        used_words=tuple(header.get("used_words", ())),
    )


def load_weights(model: DualEncoder, weights: Mapping[str, Tensor], name: str) -> None:
    """Give a model weights of a run of this `name`; `UsageError` where they are of another architecture."""
    try:
        model.load_state_dict(dict(weights))
    except RuntimeError as error:
        raise UsageError(
            f"The weights to start from ({name}) belong to another architecture than this configuration's; nothing "
            "was trained."
        ) from error


def checkpoint_file(path: Path) -> Path:
    """The checkpoint that a run folder, a bundle's folder or a file path means."""
    if path.is_file():
        return path
    for name in (BEST, LAST, EXPORTED):
        if (path / name).is_file():
            return path / name
    bundle = (
        " A bundle holds one only if it was exported with --trainable."
        if (path / "manifest.json").is_file()
        else ""
    )
    raise UsageError(f"There is no checkpoint at {path}.{bundle}")


def optimizer_tensors(optimizer: torch.optim.Optimizer, model: nn.Module) -> dict[str, Tensor]:
    """An optimizer's state as named tensors: `<parameter of the model>.<key>`."""
    return {
        f"{name}.{key}": torch.as_tensor(value)
        for name, parameter in model.named_parameters()
        for key, value in optimizer.state.get(parameter, {}).items()
    }


def restore_optimizer(optimizer: torch.optim.Optimizer, model: nn.Module, tensors: Mapping[str, Tensor]) -> None:
    """Put back what `optimizer_tensors` took; `UsageError` where it belongs to other parameters."""
    parameters = dict(model.named_parameters())
    ordered = [parameter for group in optimizer.param_groups for parameter in group["params"]]
    numbers = {id(parameter): number for number, parameter in enumerate(ordered)}
    state: dict[int, dict[str, Tensor]] = {}
    for name, value in tensors.items():
        owner, _, key = name.rpartition(".")
        if owner not in parameters:
            raise UsageError(_FOREIGN_STATE)
        parameter = parameters[owner]
        if value.shape == parameter.shape:
            # A fused step walks raw memory: moments must lie as their parameter does (channels last).
            value = torch.empty_like(parameter, requires_grad=False).copy_(value)
        state.setdefault(numbers[id(parameter)], {})[key] = value
    optimizer.load_state_dict({**optimizer.state_dict(), "state": state})


def _replace_file(path: Path, content: bytes) -> None:
    """Write beside the file, flush to the disk, then take its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        if partial.is_file():
            partial.unlink()


def _under(tensors: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}
