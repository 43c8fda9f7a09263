"""A part of a passage, in one piece: what was seen of somebody, added up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cpcl_desktop.engine.people.crops import CropKeeper, CropOptions
from cpcl_desktop.engine.people.following.prediction import centre_and_size
from cpcl_desktop.engine.people.following.sightings import Observation
from cpcl_desktop.engine.routes import RouteRecorder

ENDS = 3  # observations by which a way is known


@dataclass(slots=True, eq=False)
class Stretch:
    """From a passage's start or from where people met."""

    keeper: CropKeeper
    opened_us: int = -1
    route: RouteRecorder = field(default_factory=RouteRecorder)
    start_us: int | None = None
    end_us: int = 0
    observations: int = 0
    evidence: float = 0.0
    best: float = 0.0
    head: list[Observation] = field(default_factory=list)  # the first few
    tail: list[Observation] = field(default_factory=list)  # and the last few

    @staticmethod
    def of(seen: Iterable[Observation], crops: CropOptions) -> Stretch:
        """Of what was seen, in order of time."""
        stretch = Stretch(CropKeeper(crops))
        for each in seen:
            stretch.add(each)
        return stretch

    def add(self, seen: Observation) -> None:
        """Go on with what was seen later."""
        centre, size = centre_and_size(seen.box)
        self.start_us = seen.time_us if self.start_us is None else self.start_us
        self.end_us = seen.time_us
        self.observations += 1
        self.route.add(seen.time_us, float(centre[0]), float(centre[1]), float(size[1]))
        self.evidence += seen.score
        self.best = max(self.best, seen.score)
        self.keeper.consider(seen.crop)
        self.head, self.tail = [*self.head, seen][:ENDS], [*self.tail, seen][-ENDS:]

    def absorb(self, later: Stretch) -> None:
        """Go on with a later one."""
        if later.start_us is None:
            return
        self.keeper.absorb(later.keeper)
        self.route.absorb(later.route)
        self.start_us = later.start_us if self.start_us is None else self.start_us
        self.end_us = later.end_us
        self.observations += later.observations
        self.evidence += later.evidence
        self.best = max(self.best, later.best)
        self.head, self.tail = [*self.head, *later.head][:ENDS], [*self.tail, *later.tail][-ENDS:]
