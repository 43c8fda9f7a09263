"""The training loop: pseudo labels before each epoch, batches against them, validation and a checkpoint after."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor

from cpcl_desktop.bundle.errors import MachineError
from cpcl_train.config import Config
from cpcl_train.data.samples import Batch
from cpcl_train.distributed import Team
from cpcl_train.method.matching import BatchLabels
from cpcl_train.method.pseudo_labels import Guidance, PseudoLabels, assign, guide
from cpcl_train.model.checkpoint import LAST, Checkpoint, load_checkpoint
from cpcl_train.run.epoch_log import cluster_figures, peak_memory, summary
from cpcl_train.run.keeping import judged, save
from cpcl_train.run.logbook import Log
from cpcl_train.run.meter import Meter
from cpcl_train.run.optimise import autocast, learning_rate, set_rate, steps_before, steps_in, take_step
from cpcl_train.run.run import Run, cautions, opening, prepare_run
from cpcl_train.run.terms import Evidence, Views, is_clustered, is_guided, loss_terms
from cpcl_train.run.towers import look

_LEAST_SCALE: Final = 1.0
"""Of the loss in fp16: it begins at 65,536 and is halved by every step that overflows."""


def train(config: Config, data: Path, folder: Path, log: Log, team: Team | None = None) -> Checkpoint:
    """Train on an annotated folder into a run folder; continues a run of the same configuration there.

    Returns the checkpoint that validation chose, the last one where it cannot choose. Raises `UsageError` where
    configuration, data and run folder do not go together, `MachineError` where the machine fails; the last good
    checkpoint stays.
    """
    if config.train.threads:
        torch.set_num_threads(config.train.threads)
    return train_run(prepare_run(config, data, folder, team), log)


def train_run(run: Run, log: Log) -> Checkpoint:
    """As `train`, from what is prepared already: any model with `DualEncoder`'s methods on any training set."""
    for sentence in (opening(run), *cautions(run)):
        log.say(sentence)
    run.pace.guided = [epoch for epoch in range(run.config.epochs) if _is_clustered(run.config, epoch)]
    while not run.is_done:
        figures = train_epoch(run, log)
        run.epoch += 1
        _finish_epoch(run, figures, log)
    if run.epoch < run.config.epochs:
        log.say(f"{run.stale} validations without a better figure: the training ends after epoch {run.epoch}.")
    run.team.wait()
    return load_checkpoint(run.folder if run.selects else run.folder / LAST)


def train_epoch(run: Run, log: Log) -> dict[str, Any]:
    """Pseudo labels, then one pass over the training set; returns the epoch's figures."""
    torch.manual_seed(
        run.config.seed * 1_000_003 + run.epoch
    )  # whatever draws, an epoch depends on these two alone
    # In an order that no labels decide, the first batches are made while labels are.
    early = None if run.config.data.sample == "cluster" else run.reading.batches(run, None)
    figures = _guide(run, log)
    guidance = run.guidance
    run.model.train()
    meter = _train_over(run, early or run.reading.batches(run, guidance), guidance, log)
    run.team.average_buffers(run.model)
    return _epoch_figures(run, meter) | figures


def _train_over(run: Run, epoch: Iterator[Batch], guidance: Guidance | None, log: Log) -> Meter:
    """A step for each batch; returns what the steps came to."""
    steps, meter = steps_in(run.epoch, run.data, run.config), Meter(run.device)
    for batch in epoch:
        rate = learning_rate(run.step, run.data, run.config)
        set_rate(run.optimizer, rate)
        meter.add(train_step(run, batch, guidance))
        if run.average:
            run.average.update(run.step)
        run.step += 1
        if meter.steps % run.config.train.log_every == 0 or meter.steps == steps:
            _report(run, meter, rate, log)
        log.progress(f"epoch {run.epoch + 1}", meter.steps, steps)
    return meter


def _epoch_figures(run: Run, meter: Meter) -> dict[str, Any]:
    seconds, means = meter.seconds, meter.means()
    norm, skipped = means.pop("gradient"), means.pop("skipped", None)
    images = meter.steps * run.config.phase_at(run.epoch).batch
    figures = {
        "loss": means, "gradient_norm": norm, "images_per_s": images / seconds, "train_s": seconds,
        "lr": learning_rate(run.step - 1, run.data, run.config), "memory_gb": peak_memory(run.device),
    }  # fmt: skip
    return figures if skipped is None else figures | {"skipped_steps": round(skipped * meter.steps)}


def _report(run: Run, meter: Meter, rate: float, log: Log) -> None:
    """An entry of the curves: the only place within an epoch where a GPU is waited for."""
    means, speed = meter.read()
    norm = means.pop("gradient")
    _check_finite(run, norm)
    run.pace.step_s = meter.seconds / meter.steps
    log.curve(run.step, {
        **{f"loss/{name}": value for name, value in means.items() if name != "skipped"}, "gradient_norm": norm,
        "lr": rate, "images_per_s": speed * run.config.phase_at(run.epoch).batch, "left_s": _left(run, run.epoch),
    })  # fmt: skip


def _is_clustered(config: Config, epoch: int) -> bool:
    return is_guided(config, epoch) and is_clustered(config, epoch)


def _guide(run: Run, log: Log) -> dict[str, Any]:
    """Give the run the epoch's labels and memories, new ones or those that are there; the figures of new ones."""
    if not is_guided(run.config, run.epoch):
        run.guidance = None
    elif run.guidance is None or is_clustered(run.config, run.epoch):
        run.guidance, figures = guide_epoch(run, log)
        return figures
    return {}


def guide_epoch(run: Run, log: Log) -> tuple[Guidance, dict[str, Any]]:
    """Features of the whole set, pseudo labels from them, memories from both; and the figures of it."""
    began = time.perf_counter()
    config, name = run.config.method, f"features for epoch {run.epoch + 1}"
    samples = run.reading.features(run, lambda done, of: log.progress(name, done, of))
    extracted = time.perf_counter()
    found: PseudoLabels | None = assign(samples, config, str(run.device)) if run.team.leads else None
    found = run.team.share(found)
    assert found is not None  # the leader's
    for remark in found.remarks:
        log.say(f"epoch {run.epoch + 1}: {remark}")
    matching = config.matching
    guidance = guide(samples, found.labels, matching.momentum, run.device, matching.weighted)
    run.pace.guide_s = time.perf_counter() - began
    seconds = {"features_s": extracted - began, "clustering_s": time.perf_counter() - extracted}
    return guidance, {"clusters": cluster_figures(found), **seconds}


def train_step(run: Run, batch: Batch, guidance: Guidance | None) -> dict[str, Tensor]:
    """One optimisation step; returns each loss term without its weight, and the gradient's norm."""
    whole = _gathered(run, batch)
    labels = _labels(whole, guidance, run.device)
    sizes = {name: len(values) for name, values in run.attributes.items()}
    memories = guidance.memories if guidance else None
    evidence = Evidence(_views(run, batch), whole.labels, sizes, labels, memories)
    terms = loss_terms(run.config, run.epoch, evidence)
    total = sum((weight * term for weight, term in terms.values()), torch.zeros((), device=run.device))
    norm = take_step(run, total)
    if guidance:
        guidance.memories.update(evidence.views.images, evidence.views.texts, labels)
    figures = {name: term.detach() for name, (_, term) in terms.items()}
    if not run.scaler.is_enabled():
        return figures | {"gradient": norm}
    fine = torch.isfinite(norm)  # a step that overflowed is left out, and the scale falls
    return figures | {"gradient": torch.where(fine, norm, 0.0), "skipped": (~fine).float()}


def _views(run: Run, batch: Batch) -> Views:
    """What the networks make of the global batch, each process of its own part."""
    images = run.reading.inputs(run, batch.images.to(run.device, non_blocking=True))
    ids = batch.ids.to(run.device, non_blocking=True)
    wrong = None if batch.wrong is None else batch.wrong.to(run.device, non_blocking=True)
    with autocast(run.config, run.device):
        *seen, false = (run.look or partial(look, run.model))(images, ids, wrong)
    v, t, shown, said = map(run.team.gather, seen)
    return Views(v, t, shown, said, None if false is None else run.team.gather(false))


def _gathered(run: Run, batch: Batch) -> Batch:
    """The global batch but for its pixels and words, on the run's device."""
    labels, images, pairs = (
        run.team.gather(part.to(run.device, non_blocking=True))
        for part in (batch.labels, batch.image_index, batch.pair_index)
    )
    return Batch(batch.images, batch.ids, labels, images, pairs)


def _labels(batch: Batch, guidance: Guidance | None, device: torch.device) -> BatchLabels:
    if guidance is None:
        return BatchLabels.none(batch.image_index.to(device))
    return guidance.of(batch.pair_index, batch.image_index)


def _check_finite(run: Run, norm: float) -> None:
    """`MachineError` where gradients are not finite, or in fp16 no scale of the loss makes them so."""
    if math.isfinite(norm) and (not run.scaler.is_enabled() or run.scaler.get_scale() >= _LEAST_SCALE):
        return
    raise MachineError(
        f"The training diverged in epoch {run.epoch + 1}: a gradient is not finite. The last good checkpoint "
        "was kept; lower train.learning_rate or set train.precision=fp32 and start again."
    )


def _finish_epoch(run: Run, figures: dict[str, Any], log: Log) -> None:
    """Validate, record, then save: an epoch that is cut off in between is repeated and recorded anew."""
    began = time.perf_counter()
    if run.team.leads:
        due = run.epoch % run.config.train.evaluate_every == 0 or run.epoch == run.config.epochs
        chosen = _judge(run, figures) if run.validation and due else False
        log.record(run.epoch, figures, summary(figures, _left(run, run.epoch - 1)))
        save(run, figures.get("val", {}), chosen)
    run.stale = run.team.share(run.stale)
    run.pace.finish_s = time.perf_counter() - began


def _left(run: Run, epoch: int) -> float:
    """Seconds until the run ends, amid or right after this epoch (from 0), which has its labels."""
    steps = steps_before(run.config.epochs, run.data, run.config) - run.step
    return run.pace.left(steps, run.config.epochs - run.epoch, epoch)


def _judge(run: Run, figures: dict[str, Any]) -> bool:
    """Put validation's figures among the epoch's; whether they are the best so far of a gallery to choose by."""
    with judged(run):
        result = run.reading.validate(run)
    figures["val"] = result.plain.rounded() | {"centred_r1": round(result.centred.r1, 2)}
    selecting, before = getattr(result.plain, run.config.train.select), run.best
    run.best = max(selecting, before)
    run.stale = 0 if selecting > before else run.stale + 1
    return bool(run.selects and selecting > before)
