"""Changing the model of a case: the writer's work, and what may be asked before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case.records import StoredModel
from cpcl_desktop.engine.errors import BundleError
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.occasion import Occasion

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
