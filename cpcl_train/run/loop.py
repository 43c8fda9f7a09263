"""The training loop: pseudo labels before each epoch, batches against them, validation and a checkpoint after."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor
from torch.nn import functional

from cpcl_desktop.bundle.errors import MachineError
from cpcl_train.config import Config
from cpcl_train.data.samples import Batch, batches, normalise
from cpcl_train.distributed import Team
from cpcl_train.judge.evaluate import Evaluation, TorchEncoder, evaluate_images
from cpcl_train.method.losses import contrastive
from cpcl_train.method.matching import BatchLabels, matching_losses
from cpcl_train.method.pseudo_labels import Guidance, PseudoLabels, assign, guide
from cpcl_train.model.checkpoint import BEST, LAST, Checkpoint, load_checkpoint, optimizer_tensors, save_checkpoint
from cpcl_train.model.dual_encoder import may_trim
from cpcl_train.run.epoch_log import cluster_figures, peak_memory, summary
from cpcl_train.run.features import extract
from cpcl_train.run.logbook import Log
from cpcl_train.run.optimise import autocast, learning_rate, set_rate, steps_in
from cpcl_train.run.run import Run, build_tokenizer, opening, prepare_run

_LOOK_EVERY: Final = 50
"""Steps between two looks at the gradients' size: each look makes a GPU wait."""


def train(config: Config, data: Path, folder: Path, log: Log, team: Team | None = None) -> Checkpoint:
    """Train on an annotated folder into a run folder; continues a run of the same configuration there.

    Returns the checkpoint that validation chose. Raises `UsageError` where configuration, data and run
    folder do not go together, `MachineError` where the machine fails; the last good checkpoint stays.
    """
    if config.train.threads:
        torch.set_num_threads(config.train.threads)
    run = prepare_run(config, data, folder, team)
    log.say(opening(run))
    while run.epoch < config.epochs:
        figures = train_epoch(run, log)
        run.epoch += 1
        _finish_epoch(run, figures, log)
    run.team.wait()
    return load_checkpoint(folder)


def train_epoch(run: Run, log: Log) -> dict[str, Any]:
    """Pseudo labels, then one pass over the training set; returns the epoch's figures."""
    torch.manual_seed(
        run.config.seed * 1_000_003 + run.epoch
    )  # whatever draws, an epoch depends on these two alone
    guidance, figures = guide_epoch(run, log) if _is_guided(run.config, run.epoch) else (None, {})
    run.model.train()
    sums: dict[str, Tensor] = defaultdict(lambda: torch.zeros((), device=run.device))
    steps, size = steps_in(run.epoch, run.data, run.config), run.config.phase_at(run.epoch).batch
    trim, pin = may_trim(run.config), run.device.type == "cuda"
    began = time.perf_counter()
    for count, batch in enumerate(batches(run.data, run.config, run.epoch, trim, run.team, pin), start=1):
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
    samples = extract(
        run.model, run.data, run.config, run.device, run.team, lambda done, of: log.progress(name, done, of)
    )
    extracted = time.perf_counter()
    found: PseudoLabels | None = assign(samples, config, str(run.device)) if run.team.leads else None
    found = run.team.share(found)
    assert found is not None  # the leader's
    for remark in found.remarks:
        log.say(f"epoch {run.epoch + 1}: {remark}")
    guidance = guide(samples, found.labels, config.matching.momentum, run.device)
    seconds = {"features_s": extracted - began, "clustering_s": time.perf_counter() - extracted}
    return guidance, {"clusters": cluster_figures(found), **seconds}


def train_step(run: Run, batch: Batch, guidance: Guidance | None) -> dict[str, Tensor]:
    """One optimisation step; returns each loss term before the phase's weights, and the gradient's norm."""
    images = batch.images.to(run.device, non_blocking=True)
    images = normalise(run.composer(images) if run.composer else images, run.config.image)
    with autocast(run.config, run.device):
        pictured = run.model.describe_image(images)
        told = run.model.describe_text(batch.ids.to(run.device, non_blocking=True))
        wrong = (
            None if batch.wrong is None else run.model.encode_text(batch.wrong.to(run.device, non_blocking=True))
        )
    (v, seen), (t, said) = ([run.team.gather(part) for part in parts] for parts in (pictured, told))
    whole = _gathered(run, batch)
    labels = _labels(whole, guidance, run.device)
    views = Views(v, t, seen, said, None if wrong is None else run.team.gather(wrong))
    terms = loss_terms(run, views, whole.labels, labels, guidance)
    total = sum((weight * term for weight, term in terms.values()), torch.zeros((), device=run.device))
    run.optimizer.zero_grad(set_to_none=True)
    total.backward()  # type: ignore[no-untyped-call]
    run.team.average_gradients(run.model)
    norm = torch.nn.utils.clip_grad_norm_(run.model.parameters(), run.config.train.clip_gradient)
    run.optimizer.step()
    if guidance:
        guidance.memories.update(v, t, labels)
    return {name: term.detach() for name, (_, term) in terms.items()} | {"gradient": norm}


@dataclass(frozen=True, slots=True)
class Views:
    """What the networks make of a batch: embeddings (B, D) of unit norm, logits of all attributes (B, values)."""

    images: Tensor
    texts: Tensor
    seen: Tensor
    said: Tensor
    wrong: Tensor | None = None
    """Embeddings of sentences that contradict the images."""


def loss_terms(
    run: Run, views: Views, known: Tensor, labels: BatchLabels, guidance: Guidance | None
) -> dict[str, tuple[float, Tensor]]:
    """The loss terms of a batch with the phase's weights; terms of weight 0 are left out.

    `known` (B, attributes) are attribute labels, `labels` the pairs' pseudo labels.
    """
    v, t = views.images, views.texts
    phase, config = run.config.phase_at(run.epoch), run.config
    terms: dict[str, tuple[float, Tensor]] = {}
    if phase.contrastive and config.method.enabled:
        memories = guidance.memories if guidance else None
        found = matching_losses(v, t, labels, memories, config.method.matching, config.model.temperature)
        terms |= {name: (phase.contrastive, term) for name, term in found.items()}
    elif phase.contrastive:
        alike = _alike(run, known)
        loss = contrastive(v, t, config.model.temperature, alike, views.wrong)
        terms["contrastive"] = phase.contrastive, loss
    if phase.attributes and run.attributes:
        sizes, smoothing = [len(values) for values in run.attributes.values()], config.attributes.smoothing
        terms["attributes"] = phase.attributes, attribute_loss(views.seen, sizes, known, smoothing)
        if config.attributes.text:
            weight = phase.attributes * config.attributes.text
            terms["attributes_text"] = weight, attribute_loss(views.said, sizes, known, smoothing)
    return terms


def attribute_loss(logits: Tensor, sizes: Sequence[int], labels: Tensor, smoothing: float) -> Tensor:
    """Mean over attributes of the cross-entropy where the label is known; (B, values), (B, attributes) → scalar."""
    losses = [
        functional.cross_entropy(of_one, known, label_smoothing=smoothing, ignore_index=-1)
        for of_one, known in zip(torch.split(logits, list(sizes), dim=1), labels.T, strict=True)
        if bool((known >= 0).any())
    ]
    return torch.stack(losses).mean() if losses else logits.new_zeros(())


def _alike(run: Run, known: Tensor) -> Tensor | None:
    """Which pairs agree in all attributes that `train.alike` names, (B, B) bool."""
    chosen = [place for place, name in enumerate(run.attributes) if name in run.config.train.alike]
    if not chosen:
        return None
    labels = known[:, chosen]
    return (labels[:, None] == labels[None]).all(dim=2)


def _is_guided(config: Config, epoch: int) -> bool:
    """Whether an epoch trains with pseudo labels: the method is on, past its start, and a term reads them."""
    matching, phase = config.method.matching, config.phase_at(epoch)
    reads = matching.instance == "kl" or matching.triplet or matching.same_modality or matching.cross_modality
    return bool(config.method.enabled and epoch >= config.method.start_epoch and phase.contrastive and reads)


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
    chosen = False
    if run.team.leads:
        if run.epoch % run.config.train.evaluate_every == 0 or run.epoch == run.config.epochs:
            result = _validate(run)
            selecting = getattr(result.plain, run.config.train.select)
            chosen, run.best = selecting > run.best, max(selecting, run.best)
            figures["val"] = result.plain.rounded() | {"centred_r1": round(result.centred.r1, 2)}
        log.record(run.epoch, figures, summary(figures))
        _save(run, figures.get("val", {}), chosen)
    run.team.wait()


def _save(run: Run, scores: Mapping[str, Any], chosen: bool) -> None:
    weights = run.model.state_dict()
    checkpoint = Checkpoint(
        run.config, run.tokenizer, run.attributes, run.epoch, weights, scores, run.best, fresh=run.fresh,
        used_words=run.used_words,
    )  # fmt: skip
    if chosen:
        save_checkpoint(run.folder / BEST, checkpoint)
    save_checkpoint(run.folder / LAST, replace(checkpoint, optimizer=optimizer_tensors(run.optimizer, run.model)))


def _validate(run: Run) -> Evaluation:
    encoder = TorchEncoder(run.model, run.config.image, build_tokenizer(run.config, run.tokenizer), run.device)
    return evaluate_images(encoder, run.validation, "val")
