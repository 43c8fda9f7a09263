"""What concerns this machine and no case: its models. And, of an open case, changing from one to another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.manifest import Kind
from cpcl_desktop.engine.case.records import StoredModel
from cpcl_desktop.engine.errors import BundleError
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.models.remembered import Origin, choose
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.jobs import Job, Lane
from cpcl_desktop.gui.lanes.occasion import Occasion

CARD = "model_card"  # the role of a bundle's card


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model of this machine; without a `name` it is damaged, and `fault` says how. `size` in bytes."""

    path: Path
    origin: Origin
    name: str = ""
    kind: Kind | None = None
    licence: str = ""
    dim: int = 0
    size: int = 0
    sha256: str = ""
    is_default: bool = False
    card: str = ""
    fault: str = ""


class Machine:
    """The lane of the machine, and its jobs."""

    def __init__(self, executor: Executor | None) -> None:
        self._lane = Lane("machine", executor)

    def models_job(self) -> Job:
        """The models there are → `list[ModelRow]`."""
        return self._lane.job(tr("Looking for models"), lambda _: rows())

    def add_job(self, path: Path) -> Job:
        """Add a model → its name."""
        return self._lane.job(
            tr("Adding {name}", name=path.name), lambda _: installed.add_model(path).manifest.name
        )

    def verify_job(self, paths: Sequence[Path]) -> Job:
        """Check every file of models against its hash → what is wrong by path, empty where nothing is."""
        return self._lane.job(tr("models"), lambda report: verified(paths, report))

    def remove_job(self, path: Path) -> Job:
        """Delete a model of the user's → its name."""
        return self._lane.job(
            tr("Removing {name}", name=path.name), lambda _: _name(installed.remove_model(str(path), True))
        )

    def use_job(self, kind: Kind, name: str) -> Job:
        """Let new cases begin with a model → its name."""
        return self._lane.job(tr("Choosing {name}", name=name), lambda _: _chosen(kind, name))

    def version_job(self) -> Job:
        """Look for a newer version of the program → a sentence about it."""
        return self._lane.job(tr("Looking for a new version"), lambda _: _newest())

    def close(self) -> None:
        """Wait for what runs."""
        self._lane.close(lambda: None)


def rows() -> list[ModelRow]:
    """The models of this machine, those of the user first."""
    defaults = {installed.default_model("image-text"), installed.default_detector()}
    return [_row(model, defaults) for model in installed.installed()]


def verified(paths: Sequence[Path], report: Report) -> dict[Path, str]:
    """What is wrong with each of these models, in a sentence; empty where nothing is. Raises Cancelled."""
    faults = {}
    for number, path in enumerate(paths):
        report(Progress(tr("Checking {name}", name=path.name), number, len(paths), "models"))
        faults[path] = _fault(path)
    return faults


def _fault(path: Path) -> str:
    try:
        Bundle.open(path).verify()
    except BundleError as error:
        return str(error)
    return ""


def _newest() -> str:
    from cpcl_desktop.engine.updates import look_for_new_version

    return look_for_new_version().sentence


def _name(model: installed.InstalledModel) -> str:
    return model.bundle.manifest.name if model.bundle else model.path.name


def _chosen(kind: Kind, name: str) -> str:
    choose(kind, name)
    return name


def _row(model: installed.InstalledModel, defaults: set[str]) -> ModelRow:
    bundle = model.bundle
    if bundle is None:
        return ModelRow(model.path, model.origin, fault=model.fault)
    manifest = bundle.manifest
    return ModelRow(
        path=model.path,
        origin=model.origin,
        name=manifest.name,
        kind=manifest.kind,
        licence=manifest.licence,
        dim=manifest.embedding_dim or 0,
        size=sum(entry.size for entry in manifest.files.values()),
        sha256=bundle.sha256,
        is_default=manifest.name in defaults,
        card=_card(bundle),
    )


def _card(bundle: Bundle) -> str:
    """The bundle's card (Markdown); what is wrong with it where it cannot be read, empty where it has none."""
    if CARD not in bundle.manifest.files:
        return ""
    try:
        return bundle.read(CARD).decode("utf-8", "replace")
    except BundleError as error:
        return str(error)


Step = Literal["change", "back", "drop", "give up"]


@dataclass(frozen=True, slots=True)
class CaseModels:
    """Which models a case has vectors of."""

    current: StoredModel | None = None
    building: StoredModel | None = None
    kept: StoredModel | None = None


@dataclass(frozen=True, slots=True)
class Switched:
    """What became of a case's models: how they stand, and a sentence about it."""

    models: CaseModels
    said: str


class Reindexes:
    """Changes a case's model; what writes is called in the writer's lane."""

    def __init__(self, occasion: Occasion) -> None:
        self._occasion = occasion

    def models(self) -> CaseModels:
        """Which models the case has vectors of."""
        with self._occasion.open() as case:
            return CaseModels(case.models.current(), case.models.in_state("building"), case.models.in_state("kept"))

    def plan(self, path: Path, provider: str, report: Report) -> object:
        """What a change to this model would take → `ReindexPlan`."""
        from cpcl_desktop.engine.ingest.reindex_plan import plan_reindex

        report(Progress(tr("Measuring the model")))
        with self._occasion.open() as case:
            return plan_reindex(case, Bundle.open(path), provider)

    def go(self, step: Step, path: Path | None, provider: str, report: Report) -> Switched:
        """Take a step; stopped, the same step goes on from there."""
        steps: dict[Step, Callable[[], str]] = {
            "change": lambda: self._change(path, provider, report),
            "back": lambda: self._back(provider, report),
            "drop": self._drop,
            "give up": self._give_up,
        }
        said = steps[step]()
        return Switched(self.models(), said)

    def _change(self, path: Path | None, provider: str, report: Report) -> str:
        from cpcl_desktop.engine.ingest.reindex import change_model

        if path is None:
            raise BundleError("No model was named; the case is as it was.")
        with self._occasion.open() as case, case.writer():
            changed = change_model(case, Bundle.open(path), provider, report)
        model, before = changed.model.name, changed.before.name
        return tr(
            "The case uses the model {model} now; the vectors of {before} are kept.", model=model, before=before
        )

    def _back(self, provider: str, report: Report) -> str:
        from cpcl_desktop.engine.ingest.reindex import go_back

        with self._occasion.open() as case, case.writer():
            changed = go_back(case, provider, report)
        return tr(
            "The case uses the model {model} again; the vectors of {before} are kept.",
            model=changed.model.name,
            before=changed.before.name,
        )

    def _drop(self) -> str:
        with self._occasion.open() as case, case.writer():
            gone = case.change.drop_kept()
        return tr("%n vector(s) kept of the model {name} deleted.", None, gone.vectors, name=gone.name)

    def _give_up(self) -> str:
        with self._occasion.open() as case, case.writer():
            gone = case.change.give_up()
        return tr(
            "The change to the model {name} was given up; its %n vector(s) were deleted.",
            None,
            gone.vectors,
            name=gone.name,
        )
