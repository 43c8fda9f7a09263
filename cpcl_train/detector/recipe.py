"""How a detector is trained: one frozen dataclass, from TOML and `key=value` overrides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cpcl_desktop.bundle.errors import UsageError
from cpcl_desktop.bundle.typed import Misfit, build
from cpcl_train.configs.tables import read_table

STEP = 32
"""Sides of the network's input are multiples of this: its coarsest stride."""


@dataclass(frozen=True, slots=True)
class DetectorConfig:
    """Everything that decides a run of `cpcl-train detector`; its defaults are the recipe of the shipped one."""

    name: str = "people"
    licence: str = "Apache-2.0"
    seed: int = 0
    people: int = 2400
    """Rendered people whose cut-outs the scenes are made of."""
    views: int = 4
    """Pictures of each."""
    places: int = 300
    """Rendered places without people, that scenes are composed in."""
    placed: float = 0.5
    """Share of the scenes that are composed in one; the others are before textures."""
    side: int = 256
    """Pixels of a training scene's sides in most steps."""
    larger: tuple[int, ...] = (416, 640)
    """Sides of the other steps, in turn; empty for none. Without them nobody is ever as tall as people close to a
    camera are when the network is used: those were missed (of people over 192 pixels every third at 640)."""
    larger_every: int = 4
    """Each so many steps one is of a larger side."""
    size: int = 416
    """Pixels of the longer side that frames are scaled to when the network is used; the bundle states it."""
    sizes: tuple[int, ...] = (416, 640)
    """Such sizes that it is calibrated for and judged at: all that the desktop chooses of itself."""
    batch: int = 16
    """Pictures of a step at `side`; of larger ones as many as have no more pixels in all, two at least, so that
    each step takes about as long."""
    steps: int = 6000
    """Optimisation steps where no time is set."""
    filmed: int = 260
    """Rendered places with people walking through them, a dozen frames each."""
    walked: float = 0.3
    """Share of training pictures that are pieces of those."""
    real: float = 0.35
    """Share of training pictures that are frames with boxes, where there are any."""
    pasted: float = 0.3
    """Share of those that rendered people are put into as well."""
    frozen: int = 2
    """Stages of the trunk that stay as ImageNet left them, on a processor; a GPU trains all of it."""
    rate: float = 2e-3
    """Peak learning rate of neck and head."""
    trunk_rate: float = 0.25
    """What the trunk's rate is of it."""
    weight_decay: float = 0.02
    warmup: float = 0.03
    """Share of the schedule in which the rate rises."""
    average: float = 0.998
    """Decay of the running mean of the weights that is judged and exported."""
    workers: int = 1
    """Processes that compose scenes."""
    init: str = ""
    """What to go on from instead of ImageNet's trunk: a run's `last.safetensors`, or a bundle's folder. The norms
    keep what they learnt there."""
    onward: float = 0.3
    """What the rates are of themselves where something is gone on from: it knows people already."""
    judged: int = 400
    """Composed scenes of people kept aside that it is judged by; of each set of frames at most as many."""
    precision: float = 0.9
    """Share of boxes that is right in composed scenes, which are harder than most footage, at the score that starts
    a passage; scores are moved until it is."""
    trust: float = 0.35
    """Proposed boxes scored lower are neither taught nor counted as mistakes."""
    trained_on: tuple[str, ...] = ()

    @property
    def peak(self) -> float:
        """The peak rate of neck and head in this run."""
        return self.rate * self.onward if self.init else self.rate

    def scenes_of(self, step: int) -> tuple[int, int]:
        """The side of a step's pictures, and how many there are; steps count from 0."""
        turn, left = divmod(step, self.larger_every)
        if not self.larger or left < self.larger_every - 1:
            return self.side, self.batch
        side = self.larger[turn % len(self.larger)]
        return side, min(self.batch, max(2, round(self.batch * (self.side / side) ** 2)))

    def pictures_of(self, steps: int) -> int:
        """How many pictures that many steps teach with."""
        return sum(self.scenes_of(step)[1] for step in range(steps))


def load_recipe(source: str, overrides: Sequence[str]) -> DetectorConfig:
    """The recipe: defaults, then the TOML file `source` ("" for none), then overrides; `UsageError` names a key."""
    table = read_table(source, overrides)
    try:
        recipe = build(DetectorConfig, table, "detector")
    except Misfit as misfit:
        raise UsageError(f"The configuration {source or 'given with --set'} does not fit: {misfit}.") from misfit
    for name in ("side", "larger", "size", "sizes"):
        value = getattr(recipe, name)
        if any(side % STEP or side < 4 * STEP for side in (value if isinstance(value, tuple) else (value,))):
            raise UsageError(f"detector.{name} must be a multiple of {STEP} from {4 * STEP} on.")
    if recipe.batch < 2 or recipe.steps < 1 or recipe.people < 8 or recipe.larger_every < 1 or not recipe.sizes:
        raise UsageError(
            "detector.batch must be 2 or more, steps and larger_every 1 or more, people 8 or more, and sizes at "
            "least one."
        )
    return recipe
