"""What concerns this machine and no case: its models, and the lanes in which they are looked after and fetched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path

from cpcl_desktop.bundle.manifest import Kind
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.models.catalogue import Entry
from cpcl_desktop.engine.models.remembered import choose
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.jobs import Job, Lane
from cpcl_desktop.gui.lanes.models import add, fetch, offered, rows, verified
from cpcl_desktop.gui.worker.order import Order
from cpcl_desktop.gui.worker.worker import MakeWorker


class Machine:
    """The lane of the machine, the one of what is downloaded, and their jobs."""

    def __init__(self, make_executor: Callable[[], Executor | None], make_worker: MakeWorker) -> None:
        self.lane = Lane("machine", make_executor(), make_worker())
        self.network = Lane("network", make_executor(), make_worker())  # at times silent: nothing else waits

    def models_job(self) -> Job:
        """The models there are → `list[ModelRow]`."""
        return self.lane.job(tr("Looking for models"), lambda _: rows())

    def add_job(self, path: Path) -> Job:
        """Add a model → its name."""
        return self.lane.order(tr("Adding {name}", name=path.name), Order(add, (path,)))

    def offers_job(self) -> Job:
        """What can be downloaded → `Offered`; no network is asked for that."""
        return self.lane.job(tr("Looking what can be downloaded"), lambda _: offered())

    def fetch_job(self, entry: Entry) -> Job:
        """Download a model and add it → its name."""
        return self.network.order(entry.name, Order(fetch, (entry,)))

    def verify_job(self, paths: Sequence[Path]) -> Job:
        """Check every file of models against its hash → what is wrong by path, empty where nothing is."""
        return self.lane.order(tr("models"), Order(verified, (paths,)))

    def remove_job(self, path: Path) -> Job:
        """Delete a model of the user's → its name."""
        return self.lane.job(
            tr("Removing {name}", name=path.name), lambda _: _name(installed.remove_model(str(path), True))
        )

    def use_job(self, kind: Kind, name: str) -> Job:
        """Let new cases begin with a model → its name."""
        return self.lane.job(tr("Choosing {name}", name=name), lambda _: _chosen(kind, name))

    def version_job(self) -> Job:
        """Look for a newer version of the program → a sentence about it."""
        return self.lane.job(tr("Looking for a new version"), lambda _: _newest())

    def close(self) -> None:
        """Wait for what runs."""
        self.lane.close()
        self.network.close()


def _newest() -> str:
    from cpcl_desktop.engine.updates import look_for_new_version

    return look_for_new_version().sentence


def _name(model: installed.InstalledModel) -> str:
    return model.bundle.manifest.name if model.bundle else model.path.name


def _chosen(kind: Kind, name: str) -> str:
    choose(kind, name)
    return name
