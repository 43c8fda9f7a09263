"""The training loop: phases of epochs, validation after each, checkpoints that a run continues from."""

from __future__ import annotations

import json
import math
import time
from collections import defaultdict
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from cpcl_desktop.bundle.errors import MachineError, UsageError
from cpcl_desktop.bundle.tokenizer import Tokenizer
from cpcl_train.annotations import AnnotatedImage, hold_out_identities, read_annotations
from cpcl_train.checkpoint import (
    BEST,
    LAST,
    Checkpoint,
    load_checkpoint,
    optimizer_tensors,
    restore_optimizer,
    save_checkpoint,
)  # fmt: skip
from cpcl_train.config import Config
from cpcl_train.data import Batch, TrainingSet, batches, normalise, training_set
from cpcl_train.evaluate import Evaluation, TorchEncoder, evaluate_images
from cpcl_train.logbook import Logbook
from cpcl_train.losses import contrastive
from cpcl_train.model import (
    DualEncoder,
    attribute_labels,
    attribute_values,
    build_model,
    padding_is_masked,
    parameter_count,
)  # fmt: skip
from cpcl_train.tokens import learn_tokenizer, vocabulary_of

CONFIG = "config.json"


@dataclass(slots=True)
class Run:
    """Everything a training run holds between epochs."""

    config: Config
    folder: Path
    data: TrainingSet
    validation: list[AnnotatedImage]
    tokenizer: str
    attributes: Mapping[str, tuple[str, ...]]
    model: DualEncoder
    optimizer: torch.optim.Optimizer
    device: torch.device
    epoch: int = 0
    step: int = 0
    best: float = -1.0


def train(config: Config, data: Path, folder: Path, log: Logbook) -> Checkpoint:
    """Train on an annotated folder into a run folder; continues a run of the same configuration there.

    Returns the checkpoint that validation chose. Raises `UsageError` where configuration, data and run
    folder do not go together, `MachineError` where the machine fails; the last good checkpoint stays.
    """
    if config.train.threads:
        torch.set_num_threads(config.train.threads)
    run = prepare_run(config, data, folder)
    log.say(_opening(run))
    while run.epoch < config.epochs:
        figures = train_epoch(run)
        run.epoch += 1
        figures |= _validate_and_save(run)
        log.record(run.epoch, figures)
    return load_checkpoint(folder)


def prepare_run(config: Config, data: Path, folder: Path) -> Run:
    """Read the data, build or restore the model, and check that the run folder is this run's."""
    _claim_folder(config, folder)
    images = read_annotations(data, config.data.layout)
    if not any(image.split == "val" for image in images):
        images = hold_out_identities(images, config.data.hold_out, config.seed)
    chosen = [image for image in images if image.split == "train"]
    kept = load_checkpoint(folder / LAST) if (folder / LAST).is_file() else None
    start = kept or (load_checkpoint(Path(config.init)) if config.init else None)
    tokenizer = start.tokenizer if start else _learn(config, chosen)
    records = [image.attributes for image in chosen]
    attributes = start.attributes if start else attribute_values(records, config.attributes)
    model = build_model(config, len(vocabulary_of(tokenizer.encode())), attributes)
    if start:
        _load_weights(model, start)
    device = choose_device(config.train.device)
    model = model.to(device).to(memory_format=torch.channels_last)
    run = Run(
        config, folder,
        training_set(chosen, build_tokenizer(config, tokenizer), attribute_labels(records, attributes), config),
        [image for image in images if image.split == "val"],
        tokenizer, attributes, model, build_optimizer(model, config), device,
    )  # fmt: skip
    if kept:
        restore_optimizer(run.optimizer, kept.optimizer)
        run.epoch, run.best = kept.epoch, kept.best
        run.step = sum(steps_in(run, epoch) for epoch in range(kept.epoch))
    return run


def train_epoch(run: Run) -> dict[str, Any]:
    """One pass over the training set; returns mean losses by term, images per second and learning rate."""
    run.model.train()
    sums: dict[str, float] = defaultdict(float)
    began, count = time.perf_counter(), 0
    for batch in batches(run.data, run.config, run.epoch, padding_is_masked(run.config)):
        rate = learning_rate(run)
        for group in run.optimizer.param_groups:
            group["lr"] = rate
        for name, value in train_step(run, batch).items():
            sums[name] += value
        run.step += 1
        count += 1
    seconds = time.perf_counter() - began
    size = run.config.phase_at(run.epoch).batch
    means = {name: value / count for name, value in sums.items()}
    return {"loss": means, "images_per_s": size * count / seconds, "lr": rate}


def train_step(run: Run, batch: Batch) -> dict[str, float]:
    """One optimisation step; returns each loss term before weighting."""
    images = normalise(batch.images.to(run.device), run.config.image)
    with autocast(run.config, run.device):
        v = run.model.encode_image(images)
        t = run.model.encode_text(batch.ids.to(run.device))
    terms = loss_terms(run, v, t, batch.labels.to(run.device))
    total = sum((weight * term for weight, term in terms.values()), torch.zeros((), device=run.device))
    run.optimizer.zero_grad(set_to_none=True)
    total.backward()  # type: ignore[no-untyped-call]
    norm = torch.nn.utils.clip_grad_norm_(run.model.parameters(), run.config.train.clip_gradient)
    if not torch.isfinite(norm):
        raise MachineError(
            f"The training diverged in epoch {run.epoch + 1}: a gradient is not finite. The last good checkpoint "
            "was kept; lower train.learning_rate or set train.precision=fp32 and start again."
        )
    run.optimizer.step()
    return {name: float(term.detach()) for name, (_, term) in terms.items()}


def loss_terms(run: Run, v: Tensor, t: Tensor, labels: Tensor) -> dict[str, tuple[float, Tensor]]:
    """The loss terms of a batch with their weights; terms of weight 0 are left out."""
    phase, config = run.config.phase_at(run.epoch), run.config
    terms: dict[str, tuple[float, Tensor]] = {}
    if phase.contrastive:
        terms["contrastive"] = phase.contrastive, contrastive(v, t, config.model.temperature)
    if phase.attributes and run.attributes:
        terms["attributes"] = phase.attributes, attribute_loss(run.model, v, labels, config.attributes.smoothing)
        if config.attributes.text:
            weight = phase.attributes * config.attributes.text
            terms["attributes_text"] = weight, attribute_loss(run.model, t, labels, config.attributes.smoothing)
    return terms


def attribute_loss(model: DualEncoder, embedding: Tensor, labels: Tensor, smoothing: float) -> Tensor:
    """Mean over attributes of the cross-entropy where the label is known; (B, D), (B, attributes) → scalar."""
    losses = [
        functional.cross_entropy(logits, known, label_smoothing=smoothing, ignore_index=-1)
        for logits, known in zip(model.attribute_logits(embedding).values(), labels.T, strict=True)
        if bool((known >= 0).any())
    ]
    return torch.stack(losses).mean() if losses else embedding.new_zeros(())


def learning_rate(run: Run) -> float:
    """Linear warm-up, then cosine over all phases to `final_rate` of the peak."""
    config = run.config.train
    total = sum(steps_in(run, epoch) for epoch in range(run.config.epochs))
    warmup = config.warmup_epochs * steps_in(run, 0)
    if run.step < warmup:
        return config.learning_rate * (run.step + 1) / warmup
    share = (run.step - warmup) / max(1, total - warmup)
    return config.learning_rate * (
        config.final_rate + (1 - config.final_rate) * (1 + math.cos(math.pi * share)) / 2
    )


def steps_in(run: Run, epoch: int) -> int:
    """Optimisation steps of an epoch."""
    samples = len(run.data.images) if run.config.data.sample == "image" else len(run.data.image_of)
    return samples // run.config.phase_at(epoch).batch


def build_optimizer(model: DualEncoder, config: Config) -> torch.optim.Optimizer:
    """AdamW; biases, norms and other vectors are not decayed."""
    decayed = [p for p in model.parameters() if p.requires_grad and p.ndim > 1]
    plain = [p for p in model.parameters() if p.requires_grad and p.ndim <= 1]
    decay = config.train.weight_decay
    groups = [{"params": decayed, "weight_decay": decay}, {"params": plain, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=config.train.learning_rate, fused=True)


def choose_device(name: str) -> torch.device:
    """The device asked for; `MachineError` where CUDA is asked for and absent."""
    if name == "cuda" and not torch.cuda.is_available():
        raise MachineError("CUDA was asked for (train.device=cuda) and torch finds no usable GPU here.")
    return torch.device("cuda" if name == "auto" and torch.cuda.is_available() else name.replace("auto", "cpu"))


def autocast(config: Config, device: torch.device) -> AbstractContextManager[Any]:
    """bfloat16 where the configuration says so; weights stay float32."""
    return torch.autocast(device.type, torch.bfloat16, enabled=config.train.precision == "bf16")


def _validate_and_save(run: Run) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    due = run.epoch % run.config.train.evaluate_every == 0 or run.epoch == run.config.epochs
    chosen = False
    if due:
        result = _validate(run)
        selecting = getattr(result.plain, run.config.train.select)
        chosen, run.best = selecting > run.best, max(selecting, run.best)
        figures["val"] = result.plain.rounded() | {"centred_r1": round(result.centred.r1, 2)}
    weights, scores = run.model.state_dict(), figures.get("val", {})
    checkpoint = Checkpoint(run.config, run.tokenizer, run.attributes, run.epoch, weights, scores, run.best)
    if chosen:
        save_checkpoint(run.folder / BEST, checkpoint)
    save_checkpoint(run.folder / LAST, replace(checkpoint, optimizer=optimizer_tensors(run.optimizer)))
    return figures


def _validate(run: Run) -> Evaluation:
    encoder = TorchEncoder(run.model, run.config.image, build_tokenizer(run.config, run.tokenizer), run.device)
    return evaluate_images(encoder, run.validation, "val")


def build_tokenizer(config: Config, content: str) -> Tokenizer:
    """The tokenizer of a run at its model's context length."""
    return Tokenizer(content.encode(), config.model.context_length)


def _learn(config: Config, images: list[AnnotatedImage]) -> str:
    captions = [caption for image in images for caption in image.captions]
    return learn_tokenizer(captions, config.data.vocabulary, config.data.minimum_count).decode()


def _load_weights(model: DualEncoder, start: Checkpoint) -> None:
    try:
        model.load_state_dict(dict(start.weights))
    except RuntimeError as error:
        raise UsageError(
            f"The weights to start from ({start.config.name}) belong to another architecture than this "
            "configuration's; nothing was trained."
        ) from error


def _claim_folder(config: Config, folder: Path) -> None:
    """Write the configuration into the run folder, or check that the one there is the same."""
    path, text = folder / CONFIG, json.dumps(config.to_table(), indent=1)
    if path.is_file() and path.read_text(encoding="utf-8") != text:
        raise UsageError(
            f"{folder} holds a run of another configuration. Give another folder, or the same configuration "
            "to go on."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise MachineError(f"The run folder {folder} cannot be written ({error.strerror}).") from error


def _opening(run: Run) -> str:
    people = len({image.person for image in run.data.images})
    image, text = parameter_count(run.model.image_net), parameter_count(run.model.text_net)
    begin = f"continuing after epoch {run.epoch}" if run.epoch else "starting"
    return (
        f"{begin}: {len(run.data.images)} images of {people} people, {len(run.data.image_of)} captions, "
        f"{len(run.validation)} validation images; image net {image / 1e6:.1f} M, text net {text / 1e6:.1f} M "
        f"parameters; {len(run.attributes)} attributes; {run.config.epochs} epochs on {run.device}"
    )
