"""An open case, or several as one, as the window sees it: one lane per resource, and the jobs that run in them.

Every method that returns a `Job` only makes it; the caller connects and starts
it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from cpcl_desktop.engine.case.records import SavedSearch
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Hit, Query, Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.footage_thread import FootageThread
from cpcl_desktop.gui.jobs import Job, Lane
from cpcl_desktop.gui.lanes.beside import Beside
from cpcl_desktop.gui.lanes.binned import Bins
from cpcl_desktop.gui.lanes.choices import Choices
from cpcl_desktop.gui.lanes.decision import FEW, Decisions, Step
from cpcl_desktop.gui.lanes.facet import FacetCounts
from cpcl_desktop.gui.lanes.frame import Frames, StillOrder
from cpcl_desktop.gui.lanes.group import Groups
from cpcl_desktop.gui.lanes.ingest import Ingests
from cpcl_desktop.gui.lanes.labels import Labels, LabelStep
from cpcl_desktop.gui.lanes.mends import Mend, Mends
from cpcl_desktop.gui.lanes.merging import Merges
from cpcl_desktop.gui.lanes.news import TeamNews
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.picture import Pictures
from cpcl_desktop.gui.lanes.place import Places
from cpcl_desktop.gui.lanes.poster import Posters
from cpcl_desktop.gui.lanes.query import Queries
from cpcl_desktop.gui.lanes.report import ClipOrder, ReportOrder, Reports
from cpcl_desktop.gui.lanes.saved import SavedSearches
from cpcl_desktop.gui.lanes.stated import Stated
from cpcl_desktop.gui.lanes.study import Study
from cpcl_desktop.gui.lanes.survey import Surveys
from cpcl_desktop.gui.lanes.timeline import timeline_of
from cpcl_desktop.gui.lanes.waiting import Footage, WaitingList
from cpcl_desktop.gui.results_wording import hits_text
from cpcl_desktop.gui.worker.order import Order
from cpcl_desktop.gui.worker.worker import MakeWorker, ProcessWorker

if TYPE_CHECKING:
    from cpcl_desktop.engine.sources.walk import Found

MakeExecutor = Callable[[], Executor | None]


def threads() -> Executor | None:
    """Each lane gets a thread of its own."""
    return None


class Workspace:
    """The lanes of one case, or of `others` read as one with it. `close` waits for them; nothing is used after it.

    What takes long `make_worker` makes workers for: processes beside the window, or the lanes' own threads.
    """

    def __init__(
        self,
        path: Path,
        make_executor: MakeExecutor = threads,
        make_worker: MakeWorker = ProcessWorker,
        others: Sequence[Path] = (),
    ) -> None:
        self.path = path
        self.occasion = said = Occasion(path, others=tuple(others))
        self._ingests, self._surveys, self._queries = Ingests(said), Surveys(said), Queries(said)
        self._pictures, self._posters, self._frames = Pictures(said), Posters(said), Frames(said)
        self._decisions, self._reports = Decisions(said, make_worker()), Reports(said)
        self._labels = Labels(said)
        self._waiting, self._places, self._groups = WaitingList(said), Places(said), Groups(said, make_worker())
        self._stated, self._bins, self._merges = Stated(said), Bins(said), Merges(said)
        self._mends = Mends(said)
        self._saved, self._facets, self._team_news = SavedSearches(said), FacetCounts(said), TeamNews(said)
        self._make_executor: MakeExecutor = make_executor
        self._beside: dict[int, Beside] = {}
        self.queue = Lane("queue", make_executor())
        self.writer = Lane("writer", make_executor(), make_worker())
        self.survey = Lane("survey", make_executor())
        self.query = Lane("query", make_executor())
        self.picture = Lane("picture", make_executor())
        self.poster = self._footage_lane("poster")
        self.frame = self._footage_lane("frame")
        self.decision = Lane("decision", make_executor())
        self.report = Lane("report", make_executor(), make_worker())
        self.place = self._footage_lane("place")
        self.group = Lane("group", make_executor())
        self.study = Study(said, self._groups, (self.group, self.writer), make_executor, make_worker)
        self.saved = Lane("saved", make_executor())
        self.facet = Lane("facet", make_executor())
        self.news = Lane("news", make_executor())

    def open_job(self, create: bool, choices: Choices) -> Job:
        """Open or create the case, or open several → `Survey`."""
        return self.survey.job(tr("Opening the case"), lambda _: self._surveys.open(create, choices))

    def survey_job(self, choices: Choices) -> Job:
        """What the case holds → `Survey`."""
        return self.survey.job(tr("Looking at the case"), lambda _: self._surveys.survey(choices))

    def missing_job(self) -> Job:
        """Which sources are not where they were → `Missing`."""
        return self.place.job(tr("Looking for the footage"), lambda _: self._places.missing())

    def search_job(self, query: Query, choices: Choices, is_asked: bool = True) -> Job:
        """Search, or browse when there is nothing to search for → `Answer`; logged where the user asked."""
        return self.query.job(tr("Searching"), lambda _: self._queries.search(query, choices, is_asked))

    def prepare_job(self, choices: Choices) -> Job:
        """Load what the first search needs; whatever hinders that, the search says."""
        return self.query.job(tr("Getting ready to search"), lambda _: self._queries.prepare(choices))

    def example_job(self, path: Path) -> Job:
        """Read an example image → RGB array."""
        return self.query.job(tr("Reading {name}", name=path.name), lambda _: self._queries.read_example(path))

    def counts_job(self, query: Query) -> Job:
        """How many passages each value of a filter lets through → `Counts`; what the index has is not read."""
        return self.facet.job(tr("Counting"), lambda _: self._facets.counts(query, self._queries.indexed))

    def timeline_job(self, hits: Sequence[Hit], sources: Sequence[Source]) -> Job:
        """Where hits and footage stand on a timeline → `Timeline`."""
        return self.facet.job(tr("Laying out the timeline"), lambda _: timeline_of(hits, sources))

    def copy_job(self, hits: Sequence[Hit]) -> Job:
        """Hits as lines of text → str; of many that takes a while."""
        return self.facet.job(tr("Copying"), lambda _: hits_text(hits))

    def saved_job(self) -> Job:
        """The searches that are saved in the case → `Kept`."""
        return self.saved.job(tr("Loading the saved searches"), lambda _: self._saved.all())

    def save_search_job(self, name: str, query: Query) -> Job:
        """Save a search → `Kept`."""
        return self.saved.job(tr("Saving {name}", name=name), lambda _: self._saved.save(name, query))

    def let_search_job(self, search: int, name: str | None) -> Job:
        """Rename a saved search, delete it, or bring it back → `Kept`."""
        return self.saved.job(tr("Changing a saved search"), lambda _: self._saved.let(search, name))

    def saved_query_job(self, saved: SavedSearch) -> Job:
        """What a saved search asks → `Query`."""
        return self.saved.job(tr("Opening {name}", name=saved.name), lambda _: self._saved.query(saved))

    def queue_job(self, footage: Footage, choices: Choices) -> Job:
        """Let footage wait in the case → `list[Found]`."""
        work = lambda report: self._waiting.add(footage, choices, report)  # noqa: E731
        return self.queue.job(footage.title, work, is_long=True)

    def take_out_job(self, source: Source) -> Job:
        """Forget footage that waits → whether it did."""
        return self.queue.job(tr("Taking out {name}", name=source.name), lambda _: self._waiting.take_out(source))

    def clocks_job(
        self, clocks: Mapping[int, RecorderClock], since: Mapping[int, RecorderClock] | None = None
    ) -> Job:
        """State the clocks of sources, by their numbers, as `Stated` does → how many were changed."""
        return self.queue.job(tr("Stating the clock"), lambda _: self._stated.clocks(clocks, since))

    def name_cameras_job(self, cameras: Mapping[int, str], since: Mapping[int, str] | None = None) -> Job:
        """Name the cameras of sources, by their numbers, as `Stated` does → how many were changed."""
        return self.queue.job(tr("Naming the camera"), lambda _: self._stated.cameras(cameras, since))

    def divide_job(self, mend: Mend) -> Job:
        """Divide a passage at one of its seams → the `Mend`."""
        return self.queue.job(tr("Dividing a passage"), lambda _: self._mends.divide(mend))

    def join_job(self, mend: Mend) -> Job:
        """Join a passage with a later one → the `Mend`."""
        return self.queue.job(tr("Joining passages"), lambda _: self._mends.join(mend))

    def ingest_job(self, title: str, found: Sequence[Found], choices: Choices) -> Job:
        """Read footage that waits → `Added`; announces `Equipment`, then each finished `Source`."""
        return self.writer.order(title, Order(self._ingests.add, (found, choices), announces=True))

    def retry_job(self, choices: Choices, only: Sequence[Source] | None = None) -> Job:
        """Read what waits, failed or was stopped, or `only` these → `Added`; announces as `ingest_job` does."""
        paths = None if only is None else {source.path for source in only}
        title = only[0].name if only and len(only) == 1 else tr("Unfinished footage")
        return self.writer.order(title, Order(self._ingests.retry, (choices, paths), announces=True))

    def relink_job(self, folder: Path, only: Sequence[Source] | None = None) -> Job:
        """Look in a folder for sources that are not where they were, or `only` for these → `list[Relinked]`."""
        numbers = None if only is None else {source.id for source in only}
        return self.writer.order(folder.name, Order(self._ingests.relink, (folder, numbers)))

    def merge_job(self, parts: Sequence[Path]) -> Job:
        """Take other cases over, in this order → `Merged`."""
        title = parts[0].name if len(parts) == 1 else tr("%n case(s)", None, len(parts))
        return self.writer.order(title, Order(self._merges.merge, (tuple(parts),)))

    def bin_job(self, sources: Sequence[int], in_bin: bool) -> Job:
        """Put sources into the bin, or back, by their numbers."""
        return self.queue.job(tr("Moving to the bin"), lambda _: self._bins.move(sources, in_bin))

    def stakes_job(self) -> Job:
        """What emptying the bin would cost → `Mapping[int, Stake]`."""
        return self.queue.job(tr("Looking at the bin"), lambda _: self._bins.stakes())

    def empty_bin_job(self, sources: Sequence[int], with_decisions: bool) -> Job:
        """Remove sources from the bin for good → how many; `with_decisions`: what people said of them may go."""
        return self.writer.order(tr("Emptying the bin"), Order(self._ingests.empty_bin, (sources, with_decisions)))

    def source_pictures_job(self, sources: Sequence[int], size: QSize, ratio: float) -> Job:
        """A picture of each source → `dict[int, QImage]`, by its number."""
        return self.poster.job(
            tr("Loading pictures"), lambda report: self._posters.pictures(sources, size, ratio, report)
        )

    def thumbnails_job(self, crops: Sequence[int], size: QSize, ratio: float) -> Job:
        """Crops as pictures → `dict[int, QImage]`."""
        return self.picture.job(
            tr("Loading pictures"), lambda report: self._pictures.thumbnails(crops, size, ratio, report)
        )

    def crop_job(self, crop: int) -> Job:
        """A crop's picture, unscaled → `QImage`."""
        return self.picture.job(tr("Loading a picture"), lambda _: self._pictures.whole(crop))

    def moments_job(self, track: int) -> Job:
        """The stored moments of a track → `list[CropRow]`."""
        return self._of_footage(tr("Loading the passage"), lambda frames: frames.moments(track))

    def frame_job(self, source: int, time_us: int) -> Job:
        """The frame shown at a time → `Shown`."""
        return self._of_footage(tr("Decoding"), lambda frames: frames.at(source, time_us))

    def read_anew(self) -> None:
        """Read the player's footage in another lane: the one before may wait for a share that does not answer."""
        self.frame.abandon(self._frames.close)
        self._frames = Frames(self.occasion)
        self.frame = self._footage_lane("frame")

    def _of_footage(self, title: str, do: Callable[[Frames], object]) -> Job:
        """A job of the player's lane, by what reads there now: by the time it runs, another may."""
        frames = self._frames
        return self.frame.job(title, lambda _: do(frames))

    def _footage_lane(self, name: str) -> Lane:
        """A lane that footage is looked for and read in."""
        return Lane(name, self._make_executor() or FootageThread(name))

    def step_job(self, source: int, from_us: int, count: int) -> Job:
        """The frame some frames on or back → `Shown`."""
        return self._of_footage(tr("Decoding"), lambda frames: frames.step(source, from_us, count))

    def surroundings_job(self, source: int) -> Job:
        """What else is in a source → `Surroundings`."""
        return self._of_footage(tr("Looking at the footage"), lambda frames: frames.surroundings(source))

    def passage_job(self, track: int) -> Job:
        """A passage, whether it was found or not → `Hit`."""
        return self._of_footage(tr("Looking for the passage"), lambda frames: frames.passage(track))

    def followers_job(self, track: int, most: int) -> Job:
        """The passages that begin after one has ended in its source → `list[Follower]`."""
        title = tr("Looking for later passages")
        return self._of_footage(title, lambda frames: frames.followers(track, most))

    def cameras_job(self, source: int) -> Job:
        """Which other sources can be shown in step with one → `Cameras`."""
        return self._of_footage(tr("Looking for other cameras"), lambda frames: frames.cameras(source))

    def look_job(self, source: int, track: int | None, time_us: int) -> Job:
        """Note in the log that a source was looked at, beside a passage or by itself, at a time of its own file."""
        return self._of_footage(tr("Noting what was looked at"), lambda frames: frames.look(source, track, time_us))

    def beside(self, place: int) -> Beside:
        """What reads the footage in a place beside the player's; made when it is first asked for."""
        if place not in self._beside:
            self._beside[place] = Beside(self.occasion, self._footage_lane(f"beside {place}"))
        return self._beside[place]

    def prepare_still_job(self, source: int, time_us: int) -> Job:
        """Have a still of a frame soon, if it is asked for."""
        return self._of_footage(tr("Decoding"), lambda frames: frames.prepare_still(source, time_us))

    def excerpt_job(self, order: ClipOrder | StillOrder) -> Job:
        """Write a clip or a still → `Excerpt`."""
        if isinstance(order, StillOrder):
            return self._of_footage(order.target.name, lambda frames: frames.still(order))
        return self.report.order(order.target.name, Order(self._reports.clip, (order,)))

    def decisions_job(self) -> Job:
        """What was decided and marked → `Known`."""
        return self.decision.job(tr("Loading the decisions"), lambda _: self._decisions.all())

    def news_job(self, asks_server: bool = True) -> Job:
        """What is decided, where anything went into the log since it was read last → `News` or None."""
        return self.decision.job(tr("Looking for decisions"), lambda _: self._decisions.news(asks_server))

    def await_news_job(self) -> Job:
        """Wait until somebody wrote to a team's case → whether it is one."""
        return self.news.steered(
            tr("Waiting for what the others of the team do"),
            lambda course: self._team_news.await_news(course.stop_if_asked),
        )

    def catch_up_job(self) -> Job:
        """Take over what others did in those of several cases that are teams'."""
        title = tr("Looking for what the others of the team did")
        return self.news.job(title, lambda _: self._team_news.catch_up())

    def group_job(self, tracks: Sequence[int]) -> Job:
        """Passages with all that likely show the same persons → `frozenset[int]`."""
        return self.group.steered(tr("Grouping the passages"), lambda course: self._groups.of(tracks, course))

    def persons_job(self) -> Job:
        """Which passages likely show one person → `LikelyPersons`."""
        return self.group.steered(tr("Grouping the passages"), self._groups.persons, is_long=True)

    def moments_of_job(self, tracks: Sequence[int]) -> Job:
        """A few stored moments of each of these passages → `dict[int, tuple[int, ...]]`, crops by track."""
        return self.picture.job(tr("Loading moments"), lambda report: self._pictures.moments(tracks, report))

    def decide_job(self, step: Step, makes: bool) -> Job:
        """Make a decision, or take it back → `Stored`, the last part of it; announces those before."""
        do = self._decisions.make if makes else self._decisions.take_back
        return self.decision.steered(step.title, lambda course: do(step, course), is_long=len(step.passages) > FEW)

    def label_job(self, step: LabelStep, makes: bool) -> Job:
        """Make, change or take away labels, or take that back → the last one's number, or None."""
        return self.decision.job(tr("Changing a label"), lambda _: self._labels.carry_out(step, makes))

    def report_job(self, order: ReportOrder) -> Job:
        """Write a report → `Written`."""
        title = tr("the report {name}", name=order.folder.name)
        return self.report.order(title, Order(self._reports.write, (order,)))

    @property
    def lasting_lanes(self) -> tuple[Lane, ...]:
        """The lanes that have long jobs."""
        study = self.study
        own = (self.queue, self.writer, self.decision, self.report, self.group)
        return (*own, study.preview, study.training, study.proof)

    @property
    def is_ingesting(self) -> bool:
        """Whether footage is being added."""
        return bool(self.writer.jobs or self.queue.jobs)

    def stop_ingest(self) -> None:
        """Stop adding footage; what was not begun waits in the case.

        What was stated meanwhile waits in the same lane, and is stated all the same.
        """
        for job in self._adding:
            job.cancel()

    @property
    def is_stopping(self) -> bool:
        """Whether adding footage was asked to stop, and has not yet."""
        return bool(self._adding) and all(job.is_cancelled for job in self._adding)

    @property
    def _adding(self) -> frozenset[Job]:
        return self.writer.long_jobs | self.queue.long_jobs

    def _close_list(self) -> None:
        for one in (self._waiting, self._stated, self._bins, self._mends):
            one.close()

    def _close_decisions(self) -> None:
        self._decisions.close()
        self._labels.close()

    def close(self) -> None:
        """Cancel what runs, close every connection and wait; what is decided or finished is stored."""
        self.queue.close(self._close_list)
        self.writer.close()
        self.survey.close(self._surveys.close)
        self.query.close(self._queries.close)
        self.picture.close(self._pictures.close)
        self.poster.close(self._posters.close)
        self.frame.close(self._frames.close)
        for beside in self._beside.values():
            beside.close()
        self.decision.close(self._close_decisions, is_finishing=True)
        self.report.close()
        self.place.close(self._places.close)
        self.group.close(self._groups.close)
        self.study.close()
        self.facet.close(self._facets.close)
        self.news.close(self._team_news.close)
        self.saved.close(self._saved.close, is_finishing=True)
