"""A clustered ingest as the program does it, from the command to the merged case, event by event.

Not a closed form: films are looked at one by one and long ones cut (`engine/cluster/cutting.py`), jobs are given
out one at a time, the longest first (`dispatch.py`), a worker hashes a film and then reads it, or a stretch of it
(`tasks.py`), so shares of the store change whenever one of them goes on to its next step, and what is read last
decides when all is. Then stretches are put together (`uniting.py`) and parts merged (`joining.py`).
`Cluster.limits` has the closed form of what no run can beat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, inf
from statistics import NormalDist
from types import SimpleNamespace

from cpcl_desktop.engine.ingest.options import NO_SEAMS, STRETCH_S
from cpcl_desktop.engine.ingest.seams import seams_of
from tests.benchmarks.cluster_model.figures import ARCHIVE, READING, values

HOUR_S = 3600.0
_DONE = 1e-9  # of a step: what rounding leaves


@dataclass(frozen=True)
class Step:
    """Work of so many seconds for a worker alone, in which so many MB go over the store."""

    seconds: float
    mb: float = 0.0


@dataclass(frozen=True)
class Job:
    """What a worker gets: seconds of footage to read, and to hash before: all of the film."""

    reads_s: float
    hashes_s: float


@dataclass(frozen=True)
class Cluster:
    """Workers that are all alike, and the store that they share; figures as `figures.READING` has them.

    `store_mb_s` is what the store gives to all of them at once; with `sends` it is the user's machine that sends
    footage and fetches parts, and a worker waits meanwhile. A film's seams are `stretch_s` apart.
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
    look_s: float
    unite_stretch_s: float
    unite_crop_s: float
    join_source_s: float
    join_crop_s: float
    stretch_s: float = STRETCH_S
    store_mb_s: float = inf
    sends: bool = False

    def jobs(self, film_s: float) -> list[Job]:
        """One for a film, or for each of its stretches; what is sent is read in one go.

        A worker hashes a film once, whatever stretches of it it reads; here each goes to another.
        """
        film = SimpleNamespace(kind="video", begins_us=0, declared_s=film_s)
        seams = seams_of(film, NO_SEAMS if self.sends else self.stretch_s)
        lengths = [end - start for start, end in pairwise([0.0, *(seam_us / 1e6 for seam_us in seams), film_s])]
        return [Job(reads_s, film_s) for reads_s in lengths]

    def steps(self, job: Job) -> list[Step]:
        """What a worker does with a job, one after the other."""
        hashed, video = (self.video_mb_h * seconds / HOUR_S for seconds in (job.hashes_s, job.reads_s))
        part, link = self.crops_h * job.reads_s / HOUR_S * self.part_kb / 1000, self.link_mb_s
        if self.sends:
            steps = [
                Step(video / link, video),
                Step(hashed / self.hash_mb_s),
                Step(job.reads_s / self.rate),
                Step(part / link, part),
            ]
        else:
            steps = [
                Step(hashed / min(link, self.hash_mb_s), hashed),
                Step(job.reads_s / self.rate, video * (self.reads - 1)),
                Step(part / min(link, self.write_mb_s), part),
            ]
        return [step for step in steps if step.seconds]

    def looks_s(self, films: Sequence[float]) -> float:
        """How long it takes to look at long films, one after the other; what is sent is not looked at.

        Of the others an MP4's index says at once that they are short.
        """
        return self.look_s * sum(len(self.jobs(film)) > 1 for film in films)

    def unite_s(self, films: Sequence[float]) -> float:
        """How long it takes to put stretches together, one film after the other."""
        cut = [jobs for jobs in map(self.jobs, films) if len(jobs) > 1]
        crops = self.crops_h * sum(job.reads_s for jobs in cut for job in jobs) / HOUR_S
        return self.unite_stretch_s * sum(map(len, cut)) + self.unite_crop_s * crops

    def join_s(self, films: Sequence[float]) -> float:
        """How long merging takes, one part after the other."""
        return self.join_source_s * len(films) + self.join_crop_s * self.crops_h * sum(films) / HOUR_S

    def limits(self, films: Sequence[float]) -> dict[str, float]:
        """× real time that no number of workers can pass: by the store, and by what one machine does alone."""
        mb = sum(step.mb for film in films for job in self.jobs(film) for step in self.steps(job))
        alone_s = self.looks_s(films) + self.unite_s(films) + self.join_s(films)
        return {"store": self.store_mb_s * sum(films) / mb, "one machine": sum(films) / alone_s}


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
    """How a run went: seconds until reading began, of reading, of putting stretches together and merging."""

    footage_s: float
    begin_s: float
    read_s: float
    join_s: float

    @property
    def wall_s(self) -> float:
        """Seconds of the whole."""
        return self.begin_s + self.read_s + self.join_s

    @property
    def realtime(self) -> float:
        """× real time of the whole."""
        return self.footage_s / self.wall_s


def simulate(cluster: Cluster, films: Sequence[float], workers: int) -> Run:
    """A run over these films, seconds each."""
    jobs = [job for film in films for job in cluster.jobs(film)]
    jobs.sort(key=lambda job: -job.reads_s)
    waiting = [cluster.steps(job) for job in reversed(jobs)]  # the longest is taken first, from the end
    at_work: list[list[Step]] = []  # what each busy worker still has to do of its job, what it does now first
    now = 0.0
    while waiting or at_work:
        while waiting and len(at_work) < workers:
            at_work.append(waiting.pop())
        shares = speeds([steps[0] for steps in at_work], cluster.store_mb_s)
        passed = min(1 / share for share in shares)
        now += passed
        after = [_after(steps, passed * share) for steps, share in zip(at_work, shares, strict=True)]
        at_work = [steps for steps in after if steps]
    begin_s = cluster.begin_s + cluster.looks_s(films)
    return Run(sum(films), begin_s, now, cluster.unite_s(films) + cluster.join_s(films))


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
