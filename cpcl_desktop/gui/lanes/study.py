"""What the pages beside the search ask of an open case: the jobs for persons, coverage, the log and models."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path

from cpcl_desktop.engine.case.log_table import LogFilter
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.report.records import Item, ReportOptions
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.jobs import Job, Lane
from cpcl_desktop.gui.lanes.covering import Coverings
from cpcl_desktop.gui.lanes.describing import Descriptions, Exports
from cpcl_desktop.gui.lanes.group import Groups
from cpcl_desktop.gui.lanes.logbook import Logbook, LogState
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.person import PersonDesk, PersonStep
from cpcl_desktop.gui.lanes.previewing import Previews
from cpcl_desktop.gui.lanes.proving import Proofs
from cpcl_desktop.gui.lanes.reindexing import Reindexes, Step
from cpcl_desktop.gui.lanes.report import ReportOrder
from cpcl_desktop.gui.lanes.training import train
from cpcl_desktop.gui.worker.order import Order
from cpcl_desktop.gui.worker.worker import MakeWorker


class Study:
    """Lanes and jobs for those pages; `lanes` (of `groups`, and of the case's writer) its workspace closes."""

    def __init__(
        self,
        occasion: Occasion,
        groups: Groups,
        lanes: tuple[Lane, Lane],
        make_executor: Callable[[], Executor | None],
        make_worker: MakeWorker,
    ) -> None:
        self._occasion = occasion
        group, self._writer = lanes
        self._group, self._persons = group, PersonDesk(groups)
        self._coverings, self._logbook, self._proofs = Coverings(occasion), Logbook(occasion), Proofs(occasion)
        self._previews, self._reindexes = Previews(occasion), Reindexes(occasion)
        self.preview = Lane("preview", make_executor(), make_worker())
        self._descriptions, self._exports = Descriptions(occasion), Exports(occasion)
        self.describing = Lane("describing", make_executor())
        self.training = Lane("training", make_executor(), make_worker())
        self.coverage = Lane("coverage", make_executor())
        self.log = Lane("log", make_executor())
        self.proof = Lane("proof", make_executor(), make_worker())

    def propose_job(self, is_asked: bool) -> Job:
        """Who was likely seen more than once → `Proposal`; logged where the user asked."""
        return self._group.steered(
            tr("likely persons"), lambda course: self._persons.propose(course, is_asked), is_long=True
        )

    def person_job(self, step: PersonStep) -> Job:
        """Decide about persons, for the first time or again → `Proposal`."""
        return self._group.steered(
            tr("a decision about persons"), lambda course: self._persons.decide(step, course)
        )

    def take_back_person_job(self, step: PersonStep) -> Job:
        """Take a decision about persons back → `Proposal`."""
        return self._group.steered(
            tr("taking back a decision"), lambda course: self._persons.take_back(step, course)
        )

    def coverage_job(self) -> Job:
        """What searches cover → `Covered`."""
        return self.coverage.job(tr("Looking at the coverage"), lambda _: self._coverings.look())

    def write_coverage_job(self, target: Path) -> Job:
        """Write the coverage as a picture or as JSON → where it lies."""
        return self.coverage.job(target.name, lambda _: self._coverings.write(target))

    def log_job(self, of: LogFilter, place: int = 0) -> Job:
        """How many entries pass a filter, of the log of the case at a place → `LogState`."""
        return self.log.job(tr("Looking at the log"), lambda _: self._logbook.state(of, place))

    def log_page_job(self, state: LogState, first: int, most: int) -> Job:
        """Some of the entries that were counted, the newest first → `list[LogEntry]`."""
        return self.log.job(tr("Reading the log"), lambda _: self._logbook.page(state.of, first, most, state.place))

    def verify_job(self, with_footage: bool, place: int = 0) -> Job:
        """Check the case at a place, its log and footage → `Verdict`; nothing is written."""
        return self.proof.order(tr("the case"), Order(Proofs(self._occasion.of(place)).verify, (with_footage,)))

    def check_job(self, sources: Sequence[Source]) -> Job:
        """Compare the footage of sources with the hashes that the case keeps → `list[Footage]`; writes nothing."""
        title = sources[0].name if len(sources) == 1 else tr("%n source(s)", None, len(sources))
        numbers = [source.id for source in sources]
        return self.proof.order(title, Order(self._proofs.footage, (numbers,)))

    def preview_job(self, order: ReportOrder) -> Job:
        """What a report would hold → `Preview`; nothing is logged."""
        return self.preview.job(tr("a preview"), lambda report: self._previews.preview(order, report))

    def preview_frame_job(self, item: Item, options: ReportOptions) -> Job:
        """An item's frame as a report would show it → `ShownFrame`."""
        return self.preview.job(tr("a frame"), lambda report: self._previews.frame(item, options, report))

    def case_models_job(self) -> Job:
        """Which models the case has vectors of → `CaseModels`."""
        return self.coverage.job(tr("Looking at the models"), lambda _: self._reindexes.models())

    def plan_job(self, path: Path, provider: str) -> Job:
        """What a change to a model would take → `ReindexPlan`."""
        return self.preview.order(tr("the model"), Order(self._reindexes.plan, (path, provider)))

    def reindex_job(self, step: Step, path: Path | None, provider: str) -> Job:
        """Change the case's model, go back, or delete the vectors of another → `Switched`."""
        return self._writer.order(tr("the case's model"), Order(self._reindexes.go, (step, path, provider)))

    def to_describe_job(self) -> Job:
        """What there is to describe → `ToDescribe`."""
        return self.describing.job(tr("Looking at the passages"), lambda _: self._descriptions.look())

    def describe_job(self, track: int, crop: int, text: str) -> Job:
        """Write a sentence about a passage → the sentence that stands then."""
        return self.describing.job(tr("Describing"), lambda _: self._descriptions.describe(track, crop, text))

    def pairs_job(self, folder: Path) -> Job:
        """Write the pairs of the case into a new folder → `PairsWritten`."""
        return self.training.order(tr("the pairs"), Order(self._exports.write_pairs, (folder,)))

    def training_set_job(self, folder: Path) -> Job:
        """As `pairs_job`, to be trained on → `TrainingSet`."""
        return self.training.order(tr("the pairs"), Order(self._exports.training_set, (folder,)))

    def train_job(self, program: Path, model: Path, pairs: Path, out: Path) -> Job:
        """Train on pairs in a process of its own → `Trained`."""
        return self.training.job(
            tr("training"), lambda report: train(program, model, pairs, out, report), is_long=True
        )

    def close(self) -> None:
        """Cancel what runs and wait for it."""
        self.describing.close(self._descriptions.close, is_finishing=True)
        self.training.close()
        self.coverage.close(self._coverings.close)
        self.log.close(self._logbook.close)
        self.proof.close()
        self.preview.close(self._previews.close)
