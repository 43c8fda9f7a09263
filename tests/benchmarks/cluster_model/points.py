"""What was measured of clusters, and what the model says of the same runs.

A point is what `python -m tests.benchmarks.cluster_speed --out FILE` writes: two workers against two plain ingests
on the same films, in turn, each with a core of its own. The seconds of processor of the plain ingests, which a busy
machine spoils least, say how long they take by themselves, and so how fast a worker reads these films; the model
adds what a cluster does beside that. Compared is how long all runs of both took together, since others used the
machine as well and single pairs lie far apart. One figure is fitted, on one point: how many seconds later a run of
the cluster begins than a plain ingest. The other points only check. They were measured before films were looked at
to cut long ones, so the model does not look either; all of them are too short to be cut.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.cluster_model.schedule import measured, simulate

FOLDER = Path(__file__).with_name("points")
FITTED = "two-films-139s"
WORKERS = 2


@dataclass(frozen=True)
class Point:
    """Runs of one measurement: how long its films are, seconds of processor of the plain ingests, pairs of runs.

    A pair is how long plain ingests took, and then the workers.
    """

    name: str
    films: Sequence[float]
    processor_s: float
    pairs: Sequence[tuple[float, float]]

    @property
    def ratio(self) -> float:
        """Pace of the workers over that of the plain ingests, of all runs together."""
        return sum(plain for plain, _ in self.pairs) / sum(cluster for _, cluster in self.pairs)

    @property
    def plain_s(self) -> float:
        """How long the plain ingests take, each on a core of its own."""
        return self.processor_s / WORKERS

    def cluster_s(self, begin_s: float) -> float:
        """How long the workers take by the model, if they begin so much later."""
        rate = sum(self.films) / WORKERS / self.plain_s
        on_own_disk = measured(rate=rate, begin_s=begin_s, video_mb_h=0.0, look_s=0.0)  # nothing over a network
        return simulate(on_own_disk, self.films, WORKERS).wall_s

    def predicted(self, begin_s: float) -> float:
        """The ratio by the model."""
        return self.plain_s / self.cluster_s(begin_s)


def points() -> dict[str, Point]:
    """All that were measured, by their names."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.json"))}


def _read(path: Path) -> Point:
    told = json.loads(path.read_text(encoding="utf-8"))
    footage_s, films = told["plain"][0][0], told["sources"]
    processor_s = statistics.median(plain for plain, _ in told["processor_s"])
    pairs = [(plain[1], cluster[1]) for plain, cluster in zip(told["plain"], told["cluster"], strict=True)]
    return Point(path.stem, [footage_s / films] * films, processor_s, pairs)


def fitted_begin_s(point: Point) -> float:
    """By how much a run begins later than a plain ingest, so that the model gives this point's ratio."""
    return point.plain_s / point.ratio - point.cluster_s(0.0)
