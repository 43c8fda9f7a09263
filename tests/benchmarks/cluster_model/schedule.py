"""A clustered ingest as the program does it, from the command to the merged case, event by event.

Not a closed form: sources are given out one at a time, the longest first (`engine/cluster/dispatch.py`), a worker
hashes one and then reads it (`tasks.py`), so shares of the store change whenever one of them goes on to its next
step, and what is read last decides when all is. `Cluster.limits` has the closed form of what no run can beat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf
from statistics import NormalDist

from tests.benchmarks.cluster_model.figures import ARCHIVE, READING, values

HOUR_S = 3600.0
_DONE = 1e-9  # of a step: what rounding leaves


@dataclass(frozen=True)
class Step:
    """Work of so many seconds for a worker alone, in which so many MB go over the store."""

    seconds: float
    mb: float = 0.0


@dataclass(frozen=True)
class Cluster:
    """Workers that are all alike, and the store that they share; figures as `figures.READING` has them.

    `store_mb_s` is what the store gives to all of them at once; with `sends` it is the user's machine that sends
    footage and fetches parts, and a worker waits meanwhile.
    """

    rate: float
    begin_s: float
    link_mb_s: float
    hash_mb_s: float
    write_mb_s: float
    video_mb_h: float
    reads: float
    crops_h: float
    part_kb: float
    join_source_s: float
    join_crop_s: float
    store_mb_s: float = inf
    sends: bool = False

    def steps(self, film_s: float) -> list[Step]:
        """What a worker does with a source, one after the other."""
        hours, link = film_s / HOUR_S, self.link_mb_s
        video, part = self.video_mb_h * hours, self.crops_h * hours * self.part_kb / 1000
        if self.sends:
            steps = [
                Step(video / link, video),
                Step(video / self.hash_mb_s),
                Step(film_s / self.rate),
                Step(part / link, part),
            ]
        else:
            steps = [
                Step(video / min(link, self.hash_mb_s), video),
                Step(film_s / self.rate, video * (self.reads - 1)),
                Step(part / min(link, self.write_mb_s), part),
            ]
        return [step for step in steps if step.seconds]

    def join_s(self, films: Sequence[float]) -> float:
        """How long merging takes, one part after the other."""
        return self.join_source_s * len(films) + self.join_crop_s * self.crops_h * sum(films) / HOUR_S

    def limits(self, films: Sequence[float]) -> dict[str, float]:
        """× real time that no number of workers can pass: by the store, and by merging alone."""
        mb = sum(step.mb for film in films for step in self.steps(film))
        return {"store": self.store_mb_s * sum(films) / mb, "merge": sum(films) / self.join_s(films)}


def measured(**other: float) -> Cluster:
    """By the figures, but for what is given; at a store without a limit if that is not."""
    return Cluster(**{**values(READING), **other})


def archive() -> list[float]:
    """Seconds of each source: the quantiles of a lognormal distribution, so that no chance is in it."""
    told, normal = values(ARCHIVE), NormalDist()
    films = int(told["films"])
    return [told["median_s"] * exp(told["spread"] * normal.inv_cdf((at + 0.5) / films)) for at in range(films)]


@dataclass(frozen=True)
class Run:
    """How a run went: seconds until all was read, and of merging after that."""

    footage_s: float
    read_s: float
    join_s: float

    @property
    def wall_s(self) -> float:
        """Seconds of the whole."""
        return self.read_s + self.join_s

    @property
    def realtime(self) -> float:
        """× real time of the whole."""
        return self.footage_s / self.wall_s


def simulate(cluster: Cluster, films: Sequence[float], workers: int) -> Run:
    """A run over these films, seconds each."""
    waiting = [cluster.steps(film) for film in sorted(films)]  # the longest is taken first, from the end
    at_work: list[list[Step]] = []  # what each busy worker still has to do of its source, what it does now first
    now = cluster.begin_s
    while waiting or at_work:
        while waiting and len(at_work) < workers:
            at_work.append(waiting.pop())
        shares = speeds([steps[0] for steps in at_work], cluster.store_mb_s)
        passed = min(1 / share for share in shares)
        now += passed
        after = [_after(steps, passed * share) for steps, share in zip(at_work, shares, strict=True)]
        at_work = [steps for steps in after if steps]
    return Run(sum(films), now, cluster.join_s(films))


def speeds(steps: Sequence[Step], store_mb_s: float) -> list[float]:
    """Which share of each step is done in a second: as much as a worker alone can, or as the store leaves it.

    The store is shared out evenly; what one does not need the others have.
    """
    found, left = [0.0] * len(steps), store_mb_s
    needs = [step.mb / step.seconds for step in steps]
    for place, at in enumerate(sorted(range(len(steps)), key=needs.__getitem__)):
        given = min(needs[at], left / (len(steps) - place))
        left -= given
        found[at] = given / steps[at].mb if steps[at].mb else 1 / steps[at].seconds
    return found


def _after(steps: list[Step], share: float) -> list[Step]:
    """What is left once this share of the first step is done."""
    rest = 1 - share
    return steps[1:] if rest < _DONE else [Step(steps[0].seconds * rest, steps[0].mb * rest), *steps[1:]]
