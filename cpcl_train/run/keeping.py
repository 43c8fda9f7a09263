"""What a run keeps: the weights that are judged, and beside them all that it takes to go on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from torch import Tensor

from cpcl_train.method.pseudo_labels import Guidance
from cpcl_train.model.adapters import is_adapted, plain_weights
from cpcl_train.model.checkpoint import (
    BEST,
    LAST,
    Checkpoint,
    load_weights,
    optimizer_tensors,
    restore_optimizer,
    save_checkpoint,
)
from cpcl_train.run.terms import is_clustered

if TYPE_CHECKING:
    from cpcl_train.run.run import Run

EPOCH: Final = "epoch-{:04}.safetensors"
"""Files of `train.save_every`."""


@contextmanager
def judged(run: Run) -> Iterator[None]:
    """The run's model has the weights that are judged: their average, where there is one."""
    with run.average.standing_in() if run.average else nullcontext():
        yield


def save(run: Run, scores: Mapping[str, Any], chosen: bool) -> None:
    """Write the last checkpoint and, where the epoch is `chosen` or due, the weights alone beside it."""
    with judged(run):
        weights = {name: value.clone() for name, value in plain_weights(run.model).items()}
    checkpoint = Checkpoint(
        run.config, run.tokenizer, run.attributes, run.epoch, weights, scores, run.best, fresh=run.fresh,
        used_words=run.used_words,
    )  # fmt: skip
    if chosen:
        save_checkpoint(run.folder / BEST, checkpoint)
    every = run.config.train.save_every
    if every and run.epoch % every == 0:
        save_checkpoint(run.folder / EPOCH.format(run.epoch), checkpoint)
    save_checkpoint(run.folder / LAST, replace(checkpoint, **_going_on(run, weights)))


def _going_on(run: Run, weights: Mapping[str, Tensor]) -> dict[str, Any]:
    """What else it takes to go on: moments, raw weights where others are judged, the loss's scale, and labels with
    prototypes where the next epoch makes none."""
    parts = {"optimizer": optimizer_tensors(run.optimizer, run.model), "stale": run.stale}
    if run.average or is_adapted(run.model):
        parts["raw"] = run.model.state_dict()
    if run.average:
        parts["average"] = {name: value for name, value in run.average.tensors.items() if name not in weights}
    if run.guidance and not is_clustered(run.config, run.epoch):
        parts["guidance"] = run.guidance.tensors()
    return parts | {"scaler": run.scaler.state_dict()}


def restore(run: Run, kept: Checkpoint) -> None:
    """Put a run back where its last checkpoint left it; the model's weights are those judged, or raw ones."""
    load_weights(run.model, kept.raw or kept.weights, kept.config.name)
    restore_optimizer(run.optimizer, run.model, kept.optimizer)
    if run.average:
        run.average.restore({**kept.weights, **kept.average})
    if kept.scaler:
        run.scaler.load_state_dict(dict(kept.scaler))
    if kept.guidance:
        run.guidance = Guidance.of_tensors(kept.guidance, run.config.method.matching.momentum, run.device)
    run.epoch, run.best, run.stale = kept.epoch, kept.best, kept.stale
