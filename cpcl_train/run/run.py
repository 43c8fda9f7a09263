"""A run and its folder: data, model and optimiser, built anew or as the last checkpoint left them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import torch

from cpcl_desktop.bundle.errors import UsageError
from cpcl_desktop.bundle.tokenizer import Tokenizer
from cpcl_train.config import Config
from cpcl_train.data.annotations import AnnotatedImage, hold_out_identities, read_annotations
from cpcl_train.data.clip_tokenizer import clip_tokenizer
from cpcl_train.data.compose import Composer
from cpcl_train.data.samples import TrainingSet, training_set
from cpcl_train.data.tokens import caption_words, learn_tokenizer, maskable, vocabulary_of
from cpcl_train.distributed import Team
from cpcl_train.method.pseudo_labels import Guidance
from cpcl_train.model.checkpoint import LAST, Checkpoint, load_checkpoint, load_weights, with_heads_for
from cpcl_train.model.dual_encoder import (
    DualEncoder,
    attribute_labels,
    attribute_values,
    build_model,
    has_quick_gelu,
    parameter_count,
)  # fmt: skip
from cpcl_train.model.hardware import choose_device
from cpcl_train.model.packaged import sentence_tokenizer
from cpcl_train.model.pretrained import load_pretrained
from cpcl_train.model.training import prepare_training
from cpcl_train.run.average import WeightAverage
from cpcl_train.run.folder import claim_folder
from cpcl_train.run.keeping import restore
from cpcl_train.run.meter import Pace
from cpcl_train.run.optimise import build_optimizer, steps_before
from cpcl_train.run.reading import Pictures, Reading
from cpcl_train.run.terms import check_terms
from cpcl_train.run.towers import Look, spread

LEAST_JUDGED: Final = 20
"""People in a gallery by which an epoch can be chosen: with one, every epoch finds them all."""
_RGBA = 4  # channels of a rendered person


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
    team: Team = field(default_factory=Team)
    epoch: int = 0
    step: int = 0
    best: float = -1.0
    remark: str = ""
    """Where the first weights came from, if from elsewhere."""
    fresh: tuple[str, ...] = ()
    """As in `Checkpoint`."""
    used_words: tuple[str, ...] = ()
    """As in `Checkpoint`."""
    composer: Composer | None = None
    """Puts pictures together on the device, where the loader does not."""
    doubts: tuple[str, ...] = ()
    """What the first weights may not be, to be said before training."""
    reading: Reading = field(default_factory=Pictures)
    """How samples reach the encoders."""
    scaler: torch.amp.GradScaler = field(default_factory=lambda: torch.amp.GradScaler("cpu", enabled=False))
    """Scales the loss in fp16."""
    average: WeightAverage | None = None
    """The weights that are judged and kept, where they are not the last step's; the team's leader holds it."""
    look: Look | None = None
    """The forward pass, over the team; without one, this process's own."""
    stale: int = 0
    """Validations in a row without a better figure."""
    guidance: Guidance | None = None
    """Labels and memories of the last clustering, which epochs after it may go on with."""
    pace: Pace = field(default_factory=Pace)

    @property
    def text_reader(self) -> Tokenizer:
        """The tokenizer at the model's context length."""
        return build_tokenizer(self.config, self.tokenizer)

    @property
    def judged(self) -> int:
        """People in the validation gallery."""
        return len({image.person for image in self.validation})

    @property
    def selects(self) -> bool:
        """Whether validation chooses the checkpoint; otherwise the last one is the result."""
        return self.judged >= LEAST_JUDGED

    @property
    def is_done(self) -> bool:
        """Whether there is nothing more to train: all epochs, or no better figure for long enough."""
        patience = self.config.train.patience
        return self.epoch >= self.config.epochs or (self.selects and 0 < patience <= self.stale)


def prepare_run(config: Config, data: Path, folder: Path, team: Team | None = None) -> Run:
    """Read the data, build or restore the model, and check that the run folder is this run's."""
    team = team or Team()
    if team.leads:
        claim_folder(config, folder)
    team.wait()
    images = _with_validation(read_annotations(data, config.data.layout), config)
    chosen = [image for image in images if image.split == "train"]
    kept = load_checkpoint(folder / LAST) if (folder / LAST).is_file() else None
    start = kept or (load_checkpoint(Path(config.init)) if config.init else None)
    tokenizer = start.tokenizer if start else _learn(config, chosen)
    records = [image.attributes for image in chosen]
    attributes = kept.attributes if kept else attribute_values(records, config.attributes)
    if start and not attributes:  # a set without attributes leaves what the heads have learnt
        attributes = start.attributes
    model = build_model(config, len(vocabulary_of(tokenizer.encode())), attributes)
    remark, fresh = "", start.fresh if start else ()
    doubts: tuple[str, ...] = ()
    if start and not kept:
        _take_over(model, config, with_heads_for(model, attributes, start))
        fresh = start.fresh if dict(start.attributes) == dict(attributes) else ("heads.", "text_heads.")
    elif kept is None and (loaded := load_pretrained(model, config)):
        remark = ", then ".join(map(str, loaded))
        doubts = tuple(of.doubt for of in loaded if of.doubt)
        fresh = ("heads.", *(f"clip.{tower}." for tower in loaded[-1].fresh))
    prepare_training(model, config.train)
    device = choose_device(config.train.device, team.local_rank)
    model = _placed(model, config, device, team)
    labels = attribute_labels(records, attributes)
    masking = maskable(tokenizer.encode())
    samples = training_set(chosen, build_tokenizer(config, tokenizer), labels, masking, config)
    _check_batches(config, samples, team)
    check_terms(config)
    composer = _composer(config, samples, device)
    samples = replace(samples, composed=composer is not None)
    run = Run(
        config, folder, samples, [image for image in images if image.split == "val"],
        tokenizer, attributes, model, build_optimizer(model, config, fresh), device, team,
        remark=remark, fresh=fresh,
        used_words=_used_words(chosen, start), composer=composer, doubts=doubts,
        scaler=torch.amp.GradScaler(device.type, enabled=config.train.precision == "fp16"),
        average=WeightAverage(model, config.train.average) if config.train.average and team.leads else None,
    )  # fmt: skip
    if kept:
        restore(run, kept)
        run.step = steps_before(kept.epoch, samples, config)
    run.look = spread(model, config, team, device)
    return run


def _with_validation(images: list[AnnotatedImage], config: Config) -> list[AnnotatedImage]:
    """Where the set has no val split, some training identities become one, if any are to be held out."""
    if not config.data.hold_out or any(image.split == "val" for image in images):
        return images
    return hold_out_identities(images, config.data.hold_out, config.seed)


def build_tokenizer(config: Config, content: str) -> Tokenizer:
    """The tokenizer of a run at its model's context length."""
    return Tokenizer(content.encode(), config.model.context_length)


def opening(run: Run) -> str:
    """A sentence on what is about to be trained, for the terminal."""
    people = len({image.person for image in run.data.images})
    image, text = parameter_count(run.model.image_net), parameter_count(run.model.text_net)
    begin = f"continuing after epoch {run.epoch}" if run.epoch else "starting"
    where = f"{run.team.size} × {run.device.type}" if run.team.size > 1 else f"{run.device}"
    begin = f"{begin} with {run.remark}" if run.remark else begin
    return (
        f"{begin}: {len(run.data.images)} images of {people} people, {len(run.data.image_of)} captions, "
        f"{len(run.validation)} validation images; image net {image / 1e6:.1f} M, text net {text / 1e6:.1f} M "
        f"parameters; {len(run.attributes)} attributes; {run.config.epochs} epochs on {where}"
    )


def cautions(run: Run) -> list[str]:
    """What to know before training: weights that may not fit, a result that validation does not choose."""
    if run.selects:
        return [*run.doubts]
    if not run.validation:
        return [*run.doubts, f"No identities are held out for validation: {_last(run)}."]
    few = f"{run.judged}; {LEAST_JUDGED} are needed"
    return [
        *run.doubts,
        f"The validation gallery shows too few people to choose an epoch by ({few}): {_last(run)}. "
        "Hold out more of them (data.hold_out, or a larger val split), or none (data.hold_out=0) to train "
        "on all.",
    ]


def _last(run: Run) -> str:
    ends = ", and train.patience ends nothing" if run.config.train.patience else ""
    return f"the last epoch will be the result{ends}"


def _learn(config: Config, images: list[AnnotatedImage]) -> str:
    """The tokenizer that the text encoder's configuration asks for."""
    kind = config.model.tokenizer
    if kind == "wordpiece":
        return sentence_tokenizer().decode()
    if kind == "clip" or (kind == "auto" and not config.model.text):
        return clip_tokenizer().decode()
    captions = [caption for image in images for caption in image.captions]
    return learn_tokenizer(captions, config.data.vocabulary, config.data.minimum_count).decode()


def _composer(config: Config, data: TrainingSet, device: torch.device) -> Composer | None:
    """What puts pictures together on the device, where that is wanted and the set is of rendered people."""
    wanted = config.augment.where == "device" or (config.augment.where == "auto" and device.type == "cuda")
    return Composer.on(device, config.augment) if wanted and data.load(0).shape[2] == _RGBA else None


def _used_words(images: list[AnnotatedImage], start: Checkpoint | None) -> tuple[str, ...]:
    """The words of these captions and of those that the weights to start from have learnt from."""
    here = caption_words(caption for image in images for caption in image.captions)
    return tuple(sorted({*here, *(start.used_words if start else ())}))


def _take_over(model: DualEncoder, config: Config, start: Checkpoint) -> None:
    """Begin from another run's weights; `UsageError` where they are of other networks."""
    if has_quick_gelu(config) != has_quick_gelu(start.config):
        theirs = str(has_quick_gelu(start.config)).lower()
        raise UsageError(
            f"The weights to start from ({start.config.name}) are of networks with another activation than this "
            f"configuration's: set model.quick_gelu={theirs}. Nothing was trained."
        )
    load_weights(model, start.weights, start.config.name)


def _placed(model: DualEncoder, config: Config, device: torch.device, team: Team) -> DualEncoder:
    """The model on its device, set up as the run's hardware settings say; its weights keep their names."""
    model = model.to(device).to(memory_format=torch.channels_last)
    if team.size > 1 and device.type == "cuda":  # torch has none for CPUs: there each process has its statistics
        model = torch.nn.SyncBatchNorm.convert_sync_batchnorm(model)  # type: ignore[no-untyped-call]
    return model


def _check_batches(config: Config, data: TrainingSet, team: Team) -> None:
    """Every phase's batch fits the set and the team, before hours are spent on an earlier phase."""
    samples = data.samples(config.data.sample)
    for phase in config.phases:
        if phase.epochs and samples < phase.batch:
            raise UsageError(
                f"A batch of {phase.batch} is larger than the training set of {samples} samples; nothing was "
                "trained. Give the phases smaller batches."
            )
        if phase.batch % team.size:
            raise UsageError(
                f"A batch of {phase.batch} cannot be shared evenly by {team.size} processes; nothing was trained."
            )
