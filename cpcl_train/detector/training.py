"""Training a detector: scenes and frames from worker processes, one loop, a checkpoint every so often."""

from __future__ import annotations

import itertools
import json
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from cpcl_desktop.bundle.errors import MachineError, UsageError
from cpcl_train.data.samples import one_thread
from cpcl_train.detector.cutouts import Cutouts, Pixels
from cpcl_train.detector.frames import Frame, piece
from cpcl_train.detector.network import MEAN, STD, Detector, build_detector
from cpcl_train.detector.recipe import DetectorConfig
from cpcl_train.detector.restore import read_detector
from cpcl_train.detector.scenes import Sample, compose, no_boxes, people_in
from cpcl_train.detector.targets import cells_of, detection_loss
from cpcl_train.model.hardware import choose_device
from cpcl_train.run.logbook import Log

LAST = "last.safetensors"
STATE = "state.json"
_SAVE_EVERY_S, _TELL_EVERY = 120.0, 50
_CLIP = 10.0  # norm of the gradient
_BOX_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class Material:
    """What there is to learn from."""

    cutouts: Cutouts
    frames: tuple[Frame, ...] = ()
    filmed: tuple[Frame, ...] = ()
    """Of rendered places that people walk through."""
    places: tuple[Path, ...] = ()
    """Pictures of places where nobody is."""


class Scenes(IterableDataset[list[Sample]]):
    """The pictures of step after step, without end, from the one begun at; each worker draws its own steps."""

    def __init__(self, material: Material, recipe: DetectorConfig, begin: int) -> None:
        self.material, self.recipe, self.begin = material, recipe, begin

    def __iter__(self) -> Iterator[list[Sample]]:
        worker = get_worker_info()
        first, workers = (worker.id, worker.num_workers) if worker else (0, 1)  # the loader asks them in turn
        for step in itertools.count(self.begin + first, workers):
            rng = np.random.default_rng([self.recipe.seed, step])
            side, pictures = self.recipe.scenes_of(step)
            yield [self._one(rng, side) for _ in range(pictures)]

    def _one(self, rng: np.random.Generator, side: int) -> Sample:
        recipe, material = self.recipe, self.material
        if material.frames and rng.random() < recipe.real:
            sample = self._piece(rng, material.frames, side)
            return people_in(rng, material.cutouts, sample) if rng.random() < recipe.pasted else sample
        if material.filmed and rng.random() < recipe.walked / (1 - recipe.real if material.frames else 1):
            return self._piece(rng, material.filmed, side)
        return compose(rng, material.cutouts, side, self._backdrop(rng, side))

    def _piece(self, rng: np.random.Generator, frames: Sequence[Frame], side: int) -> Sample:
        return piece(rng, frames[int(rng.integers(len(frames)))].read(self.recipe.trust), side)

    def _backdrop(self, rng: np.random.Generator, side: int) -> Pixels | None:
        """A piece of a place, for the recipe's share of scenes."""
        places = self.material.places
        if not places or rng.random() >= self.recipe.placed:
            return None
        frame = Frame(places[int(rng.integers(len(places)))], no_boxes(), np.zeros(0, np.float32))
        return piece(rng, frame.read(0.0), side).image


def train_detector(
    recipe: DetectorConfig, material: Material, folder: Path, log: Log, seconds: float = 0.0
) -> Path:
    """Train in `folder`, or go on there; returns the checkpoint with the mean weights.

    `seconds` of training in all, 0 for the recipe's steps; the rate falls to zero over whichever it is. Ctrl+C
    keeps the last checkpoint. Raises `UsageError` where the folder is another recipe's.
    """
    claim(folder, recipe)
    device = choose_device("auto")
    detector, state = _begun(recipe, folder, device)
    course = _Course(recipe, seconds, state["step"], state["seconds"])
    loader = DataLoader(
        Scenes(material, recipe, course.step), batch_size=None, num_workers=recipe.workers, collate_fn=list,
        prefetch_factor=3 if recipe.workers else None, worker_init_fn=one_thread,
    )  # fmt: skip
    learner = _Learner(detector, recipe, device)
    saved = time.monotonic()
    for samples in loader:
        figures = learner.step(samples, course.rate())
        course.tick()
        if course.step % _TELL_EVERY == 0:
            log.record(
                course.step,
                figures,
                f"{course.sentence()} | loss {figures['scores']:.3f} and {figures['boxes']:.3f}",
            )
        if course.is_over() or time.monotonic() - saved > _SAVE_EVERY_S:
            _save(folder, learner.mean, course)
            saved = time.monotonic()
        if course.is_over():
            break
    return folder / LAST


class _Course:
    """How far a run has come, by steps or by time, over all its parts."""

    def __init__(self, recipe: DetectorConfig, seconds: float, step: int, before: float) -> None:
        self.recipe, self.seconds, self.step, self._before = recipe, seconds, step, before
        self._began = time.monotonic()

    @property
    def spent(self) -> float:
        """Seconds of training, those of earlier calls included."""
        return self._before + time.monotonic() - self._began

    @property
    def share(self) -> float:
        """Of the whole run, 0 to 1."""
        return min(1.0, self.spent / self.seconds if self.seconds else self.step / self.recipe.steps)

    def tick(self) -> None:
        """A step was made."""
        self.step += 1

    def is_over(self) -> bool:
        """Whether the schedule is done."""
        return self.share >= 1.0

    def rate(self) -> float:
        """Share of the peak rate now: a rise, then half a cosine to a hundredth."""
        share, rise = self.share, self.recipe.warmup
        if share < rise:
            return max(0.02, share / rise)
        return 0.01 + 0.99 * (1 + math.cos(math.pi * (share - rise) / (1 - rise))) / 2

    def sentence(self) -> str:
        """How far, for the log."""
        return f"{100 * self.share:.1f} %, {self.recipe.pictures_of(self.step)} pictures, {self.spent:.0f} s"


class _Learner:
    """Network, optimiser and the running mean of the weights."""

    def __init__(self, detector: Detector, recipe: DetectorConfig, device: torch.device) -> None:
        self.detector, self.recipe, self.device = detector.train(), recipe, device
        if device.type == "cpu":
            detector.freeze(recipe.frozen)
        self.mean = build_detector(pretrained=False).to(device)
        self.mean.load_state_dict(detector.state_dict())
        trunk = [value for value in detector.trunk.parameters() if value.requires_grad]
        known = {id(value) for value in detector.trunk.parameters()}
        fresh = [value for value in detector.parameters() if id(value) not in known]
        groups = [{"params": trunk, "scale": recipe.trunk_rate}, {"params": fresh, "scale": 1.0}]
        self._optimizer = torch.optim.AdamW(groups, lr=recipe.peak, weight_decay=recipe.weight_decay, fused=True)
        self._steps = 0

    def step(self, samples: list[Sample], rate: float) -> dict[str, float]:
        """Learn from a batch at a share of the peak rate; the losses."""
        for group in self._optimizer.param_groups:
            group["lr"] = self.recipe.peak * rate * group["scale"]
        images = as_input([sample.image for sample in samples], self.device)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda"):
            rows = self.detector(images)
        boxes, unsure = ([torch.from_numpy(b).to(self.device) for b in some] for some in (
            [sample.boxes for sample in samples], [sample.unsure for sample in samples]))  # fmt: skip
        cells = cells_of(images.shape[2], images.shape[3], self.device)
        scores, places = detection_loss(rows, boxes, unsure, cells)
        self._optimizer.zero_grad()
        torch.autograd.backward(scores + _BOX_WEIGHT * places)
        torch.nn.utils.clip_grad_norm_(self.detector.parameters(), _CLIP)
        self._optimizer.step()
        self._follow()
        return {"scores": float(scores.detach()), "boxes": float(places.detach()), "rate": rate}

    def _follow(self) -> None:
        """Move the mean weights a little; at first they follow closely."""
        self._steps += 1
        keep = min(self.recipe.average, self._steps / (self._steps + 20))
        with torch.no_grad():
            for mine, theirs in zip(
                self.mean.state_dict().values(), self.detector.state_dict().values(), strict=True
            ):
                if mine.is_floating_point():
                    mine.lerp_(theirs, 1 - keep)
                else:
                    mine.copy_(theirs)


def as_input(images: list[Any], device: torch.device) -> Tensor:
    """Pictures (H, W, 3) uint8 of one size → the network's input (B, 3, H, W)."""
    pixels = torch.from_numpy(np.stack(images)).to(device).permute(0, 3, 1, 2).float()
    return ((pixels - MEAN) / STD).contiguous(memory_format=torch.channels_last)


def _begun(recipe: DetectorConfig, folder: Path, device: torch.device) -> tuple[Detector, dict[str, Any]]:
    """The network as it stands, and how far it has come."""
    state: dict[str, Any] = {"step": 0, "seconds": 0.0}
    if (folder / STATE).is_file():
        state = json.loads((folder / STATE).read_text())
        detector = read_detector(folder / LAST)
    elif recipe.init:
        detector = read_detector(Path(recipe.init))
    else:
        detector = build_detector()
    detector.settled = bool(recipe.init)
    return detector.to(device).to(memory_format=torch.channels_last), state


def _save(folder: Path, detector: Detector, course: _Course) -> None:
    """The mean weights and how far they have come; each file whole or not at all."""
    try:
        part = folder / f"{LAST}.part"
        save_file({name: value.contiguous() for name, value in detector.state_dict().items()}, part)
        part.replace(folder / LAST)
        part = folder / f"{STATE}.part"
        part.write_text(json.dumps({"step": course.step, "seconds": course.spent}))
        part.replace(folder / STATE)
    except OSError as error:
        raise MachineError(
            f"The checkpoint could not be written into {folder} ({error.strerror}); the one before was kept."
        ) from error


def claim(folder: Path, recipe: DetectorConfig) -> None:
    """Note the recipe in the folder, or see that it is this one; `UsageError` where it is another."""
    folder.mkdir(parents=True, exist_ok=True)
    note = folder / "recipe.json"
    own = json.dumps(asdict(replace(recipe, workers=0, judged=0, sizes=(), init="")), indent=1)
    if note.is_file() and json.loads(note.read_text()) != json.loads(own):
        raise UsageError(f"{folder} holds a run of another recipe. Name another folder, or delete that one.")
    note.write_text(own)
