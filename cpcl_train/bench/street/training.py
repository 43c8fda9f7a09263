"""One run of the street: the trainer's own loop over frozen states, and its scores query by query."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from cpcl_train.bench.street.states import Place, Set, first_set, load_set
from cpcl_train.bench.street.towers import StreetEncoder
from cpcl_train.config import Config
from cpcl_train.data.annotations import AnnotatedImage
from cpcl_train.data.samples import Batch, TrainingSet, epoch_samples
from cpcl_train.data.tokens import Maskable
from cpcl_train.judge.evaluate import Evaluation
from cpcl_train.judge.metrics import Scores, query_scores
from cpcl_train.method.pseudo_labels import Guidance, Samples
from cpcl_train.model.dual_encoder import DualEncoder
from cpcl_train.run.logbook import Silence
from cpcl_train.run.loop import train_run
from cpcl_train.run.optimise import build_optimizer
from cpcl_train.run.reading import Tick
from cpcl_train.run.run import Run

DROPOUT: Final = 0.1
_AT_ONCE: Final = 256
Ints = np.ndarray[Any, np.dtype[np.int64]]
Values = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Found:
    """What a run found: `elsewhere` (Q, 5) with each query's own picture out of its gallery, `standard` (Q, 5) with
    it, columns as in `Scores`; the chosen epoch and the figures of all."""

    elsewhere: Values
    standard: Values
    epoch: int
    epochs: list[dict[str, Any]]


class Quiet(Silence):
    """Keeps the figures of the epochs and says nothing."""

    def __init__(self) -> None:
        self.epochs: list[dict[str, Any]] = []

    def record(self, epoch: int, figures: Mapping[str, Any], line: str) -> None:
        """Keep them."""
        self.epochs.append({"epoch": epoch, **figures})


class States:
    """Reads numbers of pictures and captions, which the towers look up; `judged` is what validation goes by."""

    def __init__(self, given: Set, judged: Set | None) -> None:
        self.given, self.judged = given, judged

    def batches(self, run: Run, guidance: Guidance | None) -> Iterator[Batch]:
        """See `Reading.batches`; a picture is seen in one of its augmented views."""
        config, size = run.config, run.config.phase_at(run.epoch).batch
        clusters = guidance.images.numpy() if guidance else None
        order = epoch_samples(run.data, config.data.sample, config.seed, run.epoch, clusters, config.data.instances)
        rng = np.random.default_rng([config.seed, run.epoch, 5])
        views = rng.integers(min(1, self.given.images.shape[1] - 1), self.given.images.shape[1], len(order))
        for at in range(0, len(order) // size * size, size):
            yield self._batch(order[at : at + size], views[at : at + size])

    def _batch(self, pairs: Ints, views: Ints) -> Batch:
        of = torch.from_numpy(self.given.image_of[pairs])
        images = torch.stack([of, torch.from_numpy(views)], dim=1)
        numbers = torch.from_numpy(pairs)
        return Batch(images, numbers[:, None], torch.zeros((len(pairs), 0), dtype=torch.int64), of, numbers)

    def inputs(self, run: Run, images: Tensor) -> Tensor:
        """See `Reading.inputs`: the numbers as they are."""
        return images

    def features(self, run: Run, tick: Tick) -> Samples:
        """See `Reading.features`."""
        images, texts = embed(_encoder(run), self.given)
        return Samples(images, texts, self.given.image_of, self.given.people, self.given.cameras)

    def validate(self, run: Run) -> Evaluation:
        """The figures with each query's own picture out of the gallery."""
        judged = cast("Set", self.judged)
        found = Scores(*scored(_encoder(run), judged)[0].mean(0).tolist())
        sizes = len(set(judged.people.tolist())), len(judged.people), len(judged.image_of)
        return Evaluation("val", *sizes, found, found)


def train_base(place: Place, config: Config, out: Path) -> None:
    """Train towers on the people of the base by InfoNCE, and keep their weights in `out`."""
    given = first_set(place)
    torch.manual_seed(config.seed)
    encoder = StreetEncoder(given, DROPOUT)
    _train(encoder, config, out.with_suffix(".run"), States(given, None))
    part = out.with_suffix(".part")
    save_file({name: value.contiguous() for name, value in encoder.state_dict().items()}, part)
    part.replace(out)


def run_row(place: Place, base: Path, config: Config | None, folder: Path) -> Found:
    """Train from the base as the configuration says (None: not at all) and score what validation chose."""
    given, judged, tested = (load_set(place, use) for use in ("train", "val", "test"))
    encoder = StreetEncoder(given, DROPOUT)
    encoder.load_state_dict(load_file(base))
    epoch, epochs = (0, []) if config is None else _train(encoder, config, folder, States(given, judged))
    return Found(*scored(encoder, tested), epoch, epochs)


def embed(encoder: StreetEncoder, given: Set) -> tuple[np.ndarray[Any, np.dtype[np.float32]], ...]:
    """Unit features of a set's pictures (N, E), clean, and captions (P, E)."""
    over, training = encoder.over(given), encoder.training
    encoder.eval()
    numbers = torch.arange(len(given.people))
    pictures = torch.stack([numbers, torch.zeros_like(numbers)], dim=1)
    with torch.no_grad():
        images = [over.encode_image(some) for some in torch.split(pictures, _AT_ONCE)]
        captions = torch.arange(len(given.image_of))[:, None]
        texts = [over.encode_text(some) for some in torch.split(captions, _AT_ONCE)]
    encoder.train(training)
    return torch.cat(images).numpy(), torch.cat(texts).numpy()


def scored(encoder: StreetEncoder, given: Set) -> tuple[Values, Values]:
    """(Q, 5) percentages of each caption, with its own picture out of the gallery and with it."""
    images, texts = embed(encoder, given)
    asked = given.people[given.image_of]
    out, all_of_them = (query_scores(texts, images, asked, given.people, own) for own in (given.image_of, None))
    return out, all_of_them


def _train(
    encoder: StreetEncoder, config: Config, folder: Path, reading: States
) -> tuple[int, list[dict[str, Any]]]:
    """The encoder becomes what validation chose; returns that epoch and the figures of all."""
    torch.set_num_threads(config.train.threads)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    given, judged = reading.given, reading.judged
    run = Run(
        config, folder, _training_set(given), _pictured(judged.people) if judged else [], "", {},
        cast("DualEncoder", encoder), build_optimizer(cast("DualEncoder", encoder), config),
        torch.device("cpu"), reading=reading,
    )  # fmt: skip
    log = Quiet()
    chosen = train_run(run, log)
    encoder.load_state_dict(dict(chosen.weights))
    shutil.rmtree(folder)
    return chosen.epoch, log.epochs


def _training_set(given: Set) -> TrainingSet:
    """The set as the loop counts and orders it; captions are numbers, and there are no attributes."""
    count = len(given.image_of)
    labels = torch.zeros((len(given.people), 0), dtype=torch.int64)
    numbers = np.arange(count, dtype=np.int64)[:, None]
    mirrored = np.zeros(count, np.bool_)
    return TrainingSet(_pictured(given.people), numbers, given.image_of, mirrored, labels, Maskable(0, range(0)))


def _pictured(people: Ints) -> list[AnnotatedImage]:
    return [AnnotatedImage(Path(), int(person), (), "train") for person in people]


def _encoder(run: Run) -> StreetEncoder:
    return cast("StreetEncoder", run.model)
