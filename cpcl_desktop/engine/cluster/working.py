"""What a worker's process keeps between jobs: its networks, which stay open; what is paused, what was stopped."""

from __future__ import annotations

import platform
import time
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.cluster.jobs import Model, Order
from cpcl_desktop.engine.errors import BundleError, Cancelled
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.models.installed import installed
from cpcl_desktop.engine.people.detect import open_detector
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.progress import Progress

TELL_EVERY_S: Final = 0.5
HOLD_S: Final = 10.0  # for which a worker waits once it was told to; whoever follows the run says it again before
LEASE_S: Final = 60.0  # for which a worker reads on without a word of who follows the run
_TOPIC: Final = "cpcl"


_stopped: set[str] = set()  # runs and errands, in this process
_held: dict[str, float] = {}  # until when (monotonic) what is read for a run waits
_leases: dict[str, float] = {}  # until when (monotonic) somebody wants what is read for a run


def stop(name: str) -> None:
    """Let what this worker reads for a run, or on one errand, end at its next report."""
    _stopped.add(name)


def keep(run: str, lease_s: float, hold_s: float) -> None:
    """Somebody still follows a run: go on for so long without a further word, after a wait; 0 for none."""
    lease(run, lease_s)
    _held[run] = time.monotonic() + hold_s


def lease(run: str, seconds: float) -> None:
    """Read for a run for so long without a further word."""
    _leases[run] = time.monotonic() + seconds


def is_over(run: str) -> bool:
    """Whether nobody has said for the length of the lease that a run goes on."""
    return time.monotonic() > _leases.get(run, 0.0)


def topic(run: str) -> str:
    """Under which a run's workers tell how far they are."""
    return f"{_TOPIC}-{run}"


def this_worker() -> Any:  # noqa: ANN401 (Dask's own)
    """The worker in one of whose threads a job runs."""
    from distributed import get_worker  # late: only a worker needs it, and it is there

    return get_worker()


def this_workers_name() -> str:
    """What it was called when it was started; one that only has a number is called by its machine as well."""
    name = this_worker().name
    return f"{platform.node()} {name}" if isinstance(name, int) else str(name)


class Telling:
    """The report of a job: it tells who follows the run, waits while that is paused, ends it when stopped.

    It ends it as well when nobody follows the run any more.
    """

    def __init__(self, order: Order, file: str, errand: str) -> None:
        self._run, self._file, self._errand = order.run, file, errand
        lease(order.run, order.lease_s)
        self._worker = this_worker()
        self._told = 0.0
        self.live()  # it is begun: from now on silence means something

    def __call__(self, progress: Progress) -> None:
        """Tell of it now and then; raises `Cancelled`."""
        self._check()
        self._tell(progress)
        while time.monotonic() < _held.get(self._run, 0.0):
            self._check()
            self._tell(progress)  # whoever waits is not silent
            time.sleep(0.1)

    def live(self) -> None:
        """Tell that this worker lives, where nothing is to end it."""
        self._tell(Progress(""))

    def _check(self) -> None:
        if not _stopped.isdisjoint((self._run, self._errand)) or is_over(self._run):
            raise Cancelled

    def _tell(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._told < TELL_EVERY_S:
            return
        self._told = now
        in_footage = progress.unit == "s"
        self._worker.log_event(
            topic(self._run),
            {
                "worker": self._worker.address,
                "file": self._file,
                "footage_s": float(progress.done) if in_footage else 0.0,
                "share": float(progress.fraction or 0.0) if in_footage else 0.0,
            },
        )


@lru_cache(maxsize=1)
def stages_for(model: Model, detector: Model | None, provider: str) -> Stages:
    """The networks of an order, opened once; `BundleError` where this machine has not the very same."""
    people = None if detector is None else _found(detector)
    return Stages(open_detector(people, provider), Embedder(_found(model), provider))


def stages_of(order: Order) -> Stages:
    """The networks that an order names."""
    return stages_for(order.model, order.detector, order.provider)


def _found(model: Model) -> Bundle:
    """The bundle of that hash, among the installed or where the user has it."""
    place = Path(model.path)
    there = [one.bundle for one in installed()] + ([Bundle.open(place)] if place.exists() else [])
    for bundle in there:
        if bundle is not None and bundle.sha256 == model.sha256:
            return bundle
    raise BundleError(
        "the model {name} (SHA-256 {hash}…) is not there; `cpcl models add` adds it",
        name=model.name,
        hash=model.sha256[:12],
    )
