"""The training loop: pseudo labels before each epoch, batches against them, validation and a checkpoint after."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
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
from cpcl_train.model.checkpoint import BEST, LAST, Checkpoint, load_checkpoint, optimizer_tensors, save_checkpoint
from cpcl_train.run.epoch_log import cluster_figures, peak_memory, summary
from cpcl_train.run.logbook import Log
from cpcl_train.run.optimise import autocast, learning_rate, set_rate, step_if_finite, steps_in
from cpcl_train.run.run import Run, cautions, opening, prepare_run
from cpcl_train.run.terms import Evidence, Views, is_guided, loss_terms

_LOOK_EVERY: Final = 50
"""Steps between two looks at the gradients' size: each look makes a GPU wait."""


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
    while run.epoch < run.config.epochs:
        figures = train_epoch(run, log)
        run.epoch += 1
        _finish_epoch(run, figures, log)
    run.team.wait()
    return load_checkpoint(run.folder if run.selects else run.folder / LAST)


def train_epoch(run: Run, log: Log) -> dict[str, Any]:
    """Pseudo labels, then one pass over the training set; returns the epoch's figures."""
    torch.manual_seed(
        run.config.seed * 1_000_003 + run.epoch
    )  # whatever draws, an epoch depends on these two alone
    guidance, figures = guide_epoch(run, log) if is_guided(run.config, run.epoch) else (None, {})
    run.model.train()
    sums: dict[str, Tensor] = defaultdict(lambda: torch.zeros((), device=run.device))
    steps, size = steps_in(run.epoch, run.data, run.config), run.config.phase_at(run.epoch).batch
    began = time.perf_counter()
    for count, batch in enumerate(run.reading.batches(run, guidance), start=1):
        rate = learning_rate(run.step, run.data, run.config)
        set_rate(run.optimizer, rate)
        for name, value in train_step(run, batch, guidance).items():
            sums[name] += value
        if count % _LOOK_EVERY == 0 or count == steps:
            _check_finite(run, sums["gradient"])
        run.step += 1
        log.progress(f"epoch {run.epoch + 1}", count, steps)
    run.team.average_buffers(run.model)
    seconds = time.perf_counter() - began
    means = {name: float(value) / steps for name, value in sums.items()}
    norm = means.pop("gradient")
    return {
        "loss": means, "gradient_norm": norm, **figures, "images_per_s": size * steps / seconds,
        "train_s": seconds, "lr": rate, "memory_gb": peak_memory(run.device),
    }  # fmt: skip


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
    run.optimizer.zero_grad(set_to_none=True)
    total.backward()  # type: ignore[no-untyped-call]
    run.team.average_gradients(run.model)
    norm = torch.nn.utils.clip_grad_norm_(run.model.parameters(), run.config.train.clip_gradient)
    step_if_finite(run.optimizer, norm)
    if guidance:
        guidance.memories.update(evidence.views.images, evidence.views.texts, labels)
    return {name: term.detach() for name, (_, term) in terms.items()} | {"gradient": norm}


def _views(run: Run, batch: Batch) -> Views:
    """What the networks make of the global batch, each process of its own part."""
    images = run.reading.inputs(run, batch.images.to(run.device, non_blocking=True))
    with autocast(run.config, run.device):
        pictured = run.model.describe_image(images)
        told = run.model.describe_text(batch.ids.to(run.device, non_blocking=True))
        wrong = (
            None if batch.wrong is None else run.model.encode_text(batch.wrong.to(run.device, non_blocking=True))
        )
    (v, seen), (t, said) = ([run.team.gather(part) for part in parts] for parts in (pictured, told))
    return Views(v, t, seen, said, None if wrong is None else run.team.gather(wrong))


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


def _check_finite(run: Run, norms: Tensor) -> None:
    if not bool(torch.isfinite(norms)):
        raise MachineError(
            f"The training diverged in epoch {run.epoch + 1}: a gradient is not finite. The last good checkpoint "
            "was kept; lower train.learning_rate or set train.precision=fp32 and start again."
        )


def _finish_epoch(run: Run, figures: dict[str, Any], log: Log) -> None:
    """Validate, record, then save: an epoch that is cut off in between is repeated and recorded anew."""
    if run.team.leads:
        due = run.epoch % run.config.train.evaluate_every == 0 or run.epoch == run.config.epochs
        chosen = _judge(run, figures) if run.validation and due else False
        log.record(run.epoch, figures, summary(figures))
        _save(run, figures.get("val", {}), chosen)
    run.team.wait()


def _judge(run: Run, figures: dict[str, Any]) -> bool:
    """Put validation's figures among the epoch's; whether they are the best so far of a gallery to choose by."""
    result = run.reading.validate(run)
    figures["val"] = result.plain.rounded() | {"centred_r1": round(result.centred.r1, 2)}
    selecting, before = getattr(result.plain, run.config.train.select), run.best
    run.best = max(selecting, before)
    return bool(run.selects and selecting > before)


def _save(run: Run, scores: Mapping[str, Any], chosen: bool) -> None:
    weights = run.model.state_dict()
    checkpoint = Checkpoint(
        run.config, run.tokenizer, run.attributes, run.epoch, weights, scores, run.best, fresh=run.fresh,
        used_words=run.used_words,
    )  # fmt: skip
    if chosen:
        save_checkpoint(run.folder / BEST, checkpoint)
    save_checkpoint(run.folder / LAST, replace(checkpoint, optimizer=optimizer_tensors(run.optimizer, run.model)))
