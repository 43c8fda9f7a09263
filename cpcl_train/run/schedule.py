"""How much of the starter's recipe fits into a given time on this machine: measured first, then said, then kept.

A GPU takes the recipe as it stands. Without one, the early part of the image net and most of the text encoder stay
as they start, which about doubles the speed, and people and epochs are counted from what a few steps take here.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.config import Config, Phase
from cpcl_train.configs.training import Precision
from cpcl_train.model.dual_encoder import build_model, sentence_shape
from cpcl_train.model.training import prepare_training
from cpcl_train.run.optimise import autocast

PLAN = "plan.json"
_RENDERING, _TRAINING = 0.25, 0.65  # of the time; the rest is for scoring and export
_WARM_UP, _STEPS = 1, 3
_BATCHES = {"cpu": 256, "cuda": 512}
_LEAST_EPOCHS = 3
_WORDS, _PIECES = 24, 30_522  # of a usual caption, of the packaged tokenizer


@dataclass(frozen=True, slots=True)
class Schedule:
    """What the starter does here: sizes, and the speeds (per second) that they were counted from."""

    minutes: float
    people: int
    views: int
    epochs: int
    batch: int
    frozen: bool
    renders_per_s: float
    pairs_per_s: float

    def sentence(self) -> str:
        """What is going to happen, for the terminal."""
        slow = "; the early layers stay as they are" if self.frozen else ""
        return (
            f"This takes about {self.minutes:.0f} minutes here: {self.people} people in {self.views} views, "
            f"{self.epochs} epochs ({self.renders_per_s:.0f} renders and {self.pairs_per_s:.0f} training pairs a "
            f"second{slow})."
        )


def schedule(
    config: Config, folder: Path, minutes: float, device: torch.device, renders_per_s: float,
    images: int | None = None,
) -> Schedule:  # fmt: skip
    """The schedule of a folder: the one begun there, else one for `minutes`, which is kept there.

    `images` are those of a set that is there already. Raises `UsageError` where the time is too short.
    """
    kept = folder / PLAN
    if kept.is_file():
        return Schedule(**json.loads(kept.read_text(encoding="utf-8")))
    made = _counted(config, minutes, device, renders_per_s, images)
    folder.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(asdict(made), indent=1), encoding="utf-8")
    return made


def scheduled(config: Config, plan: Schedule, device: torch.device) -> Config:
    """The configuration as the schedule has it."""
    phase: Phase = replace(config.phases[-1], epochs=plan.epochs, batch=plan.batch)
    renders = replace(config.render, people=plan.people, views=plan.views)
    return replace(_on(config, plan.frozen, device), phases=(phase,), render=renders)


def _counted(
    config: Config, minutes: float, device: torch.device, renders_per_s: float, images: int | None
) -> Schedule:
    frozen = device.type == "cpu" and sentence_shape(config) is not None
    batch = min(_BATCHES[device.type], config.phases[-1].batch)
    pairs_per_s = training_speed(_on(config, frozen, device), device)
    views = config.render.views
    rendered = images or int(minutes * 60 * _RENDERING * renders_per_s)
    training = minutes * 60 * (_TRAINING if images is None else _RENDERING + _TRAINING)
    epochs = int(training * pairs_per_s / max(1, rendered))
    if epochs < _LEAST_EPOCHS and images is None:  # fewer people, seen more often
        epochs, rendered = _LEAST_EPOCHS, int(training * pairs_per_s / _LEAST_EPOCHS)
    if epochs < 1 or rendered < 2 * batch:
        raise UsageError(
            f"{minutes:g} minutes are too short on this machine, which trains {pairs_per_s:.0f} pairs a second; "
            "nothing was begun. Give more with --minutes."
        )
    people = rendered // views
    return Schedule(minutes, people, views, epochs, batch, frozen, round(renders_per_s, 1), round(pairs_per_s, 1))


def _on(config: Config, frozen: bool, device: torch.device) -> Config:
    """Processors compute in float32: bfloat16 is far slower on most of them."""
    precision: Precision = "fp32" if device.type == "cpu" else config.train.precision
    return replace(config, train=replace(config.train, frozen=frozen, precision=precision))


def training_speed(config: Config, device: torch.device) -> float:
    """Pairs a second that a device trains of a configuration, measured over a few steps on noise."""
    vocabulary = _PIECES if config.model.tokenizer == "wordpiece" else config.data.vocabulary
    model = build_model(config, vocabulary, {}).to(device)
    prepare_training(model, config.train)
    model.train()
    spec, count = config.image, _BATCHES[device.type]
    images = torch.randn(count, 3, spec.height, spec.width, device=device)
    ids = torch.randint(2, vocabulary - 1, (count, min(_WORDS, config.model.context_length)), device=device)
    began = 0.0
    for step in range(_WARM_UP + _STEPS):
        if step == _WARM_UP:
            began = time.perf_counter()
        with autocast(config, device):
            texts = [model.encode_text(ids) for _ in range(1 + config.train.contradict)]
            loss = (model.encode_image(images) @ torch.stack(texts).sum(0).T).mean()
        loss.backward()  # type: ignore[no-untyped-call]
        float(loss.detach())  # a GPU has finished then
    return _STEPS * count / (time.perf_counter() - began)
