"""A cluster on this machine: Dask's scheduler and workers, each with its share of the processor."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.cluster.dask import PORT, check_safe, load, security
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.runtime.policy import check_network

LOOPBACK: Final = "127.0.0.1"
PAGES: Final = f"{LOOPBACK}:0"
"""Where Dask serves its pages, which ask for no keys. It serves some whatever it is told, so nobody else is to
reach them."""
SETTINGS: Final = {
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
}
"""No page shows logs, call stacks and exceptions, which name footage. Dask looks at itself fifty times a second for
such pages: with two workers that takes an eighth of a core, as long as they are there."""

Share = tuple[int, int]
"""Of a worker: which of so many, from 0 on, it is on its machine."""


@contextmanager
def started(
    workers: int,
    keys: Path | None,
    host: str = LOOPBACK,
    port: int = PORT,
    shares: Mapping[str, Share] | None = None,
) -> Iterator[str]:
    """A scheduler with so many workers, until the context ends; its address.

    With `keys` others may connect, from wherever `host` is reached. `shares` are those of workers that are started
    elsewhere, by their names. Raises UsageError as `dask.checked`, and MachineError where the port is taken.
    """
    check_network(worded("No cluster was started"), worded("Footage can be read by `cpcl ingest` alone."))
    check_safe("tcp" if keys is None else "tls", host, keys)
    shown, dask = security(keys), load()
    from dask import config  # late, as `load`

    config.set(SETTINGS)
    each = {
        "host": host,
        "protocol": "tcp://" if keys is None else "tls://",
        "security": shown or dask.Security(),
        "dashboard": False,
        "dashboard_address": PAGES,
    }
    worker = {
        "cls": dask.Nanny,
        # Memory is bounded by how footage is read; a worker that has much is not to be killed.
        "options": {**each, "nthreads": 1, "memory_limit": None, "silence_logs": logging.WARNING},
    }
    try:
        # Not LocalCluster, which has its workers serve pages wherever they are reached.
        cluster = dask.SpecCluster(
            scheduler={"cls": dask.Scheduler, "options": {**each, "port": port}},
            workers=dict.fromkeys(range(workers), worker),
            security=each["security"],
            silence_logs=logging.WARNING,
        )
    except (OSError, RuntimeError) as error:
        raise MachineError(
            "No cluster could be started at {name}:{port:d} ({why}). Name another port with --port.",
            name=host,
            port=port,
            why=error,
        ) from error
    with cluster, dask.Client(cluster, security=shown, set_as_default=False) as client:
        own = {str(number): (number, workers) for number in range(workers)}
        client.register_plugin(_beginning(dask, own | dict(shares or {})))
        yield str(cluster.scheduler_address)


def _beginning(dask: Any, shares: Mapping[str, Share]) -> Any:  # noqa: ANN401 (Dask's)
    """What each worker of these names does first: keep to its share of the cores, since each would else use all."""

    class Beginning(dask.WorkerPlugin):  # type: ignore[misc]
        """Runs in each worker as it joins; inside a function, since its base is of the extra `cluster`."""

        name = "cpcl-begin"

        def setup(self, worker: Any) -> None:  # noqa: ANN401 (Dask's)
            if share := shares.get(str(worker.name)):  # who joined by `dask worker` has all that it is given
                keep_to_share(*share)
                leave_interrupts()

    return Beginning()


def leave_interrupts() -> None:
    """Let Ctrl+C, which reaches every process of a terminal, be for the program that started this worker."""
    if threading.current_thread() is threading.main_thread():  # signals are no other thread's
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def keep_to_share(number: int, workers: int) -> None:
    """Let this process use the cores that are the `number`th worker's of so many; all where there are too few."""
    if not hasattr(os, "sched_setaffinity"):
        return
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) >= workers and (own := cores[number % workers :: workers]):
        for thread in Path("/proc/self/task").iterdir():
            os.sched_setaffinity(int(thread.name), own)
