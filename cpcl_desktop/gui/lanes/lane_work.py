"""What the lanes do: the engine, driven with one connection to the case per lane. No widgets, no threads.

Every class belongs to one lane. Its methods, and `close`, are called from that
lane only; the constructor touches nothing, so it may run anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.network_drive import network_notice
from cpcl_desktop.engine.case.records import CropRow
from cpcl_desktop.engine.decoder.errands import read_still
from cpcl_desktop.engine.decoder.frame_cursor import FrameCursor, Place
from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.errors import BundleError, MediaError
from cpcl_desktop.engine.ingest.ingest import ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.retry import by_detector, retry, unfinished
from cpcl_desktop.engine.ingest.stages import MOTION_NOTICE, Stages, open_stages
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.recorder_time import NO_CLOCK, ClockTime, time_at
from cpcl_desktop.engine.records import Answer, Image, Query, Source
from cpcl_desktop.engine.search.browse import browse
from cpcl_desktop.engine.search.searcher import Searcher, searcher_for
from cpcl_desktop.engine.sources.relink import Relinked, relink
from cpcl_desktop.engine.sources.walk import Found, find_sources
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.look.pictures import fitted, image_of


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user's settings decide for the engine; None means its default."""

    model: str | None = None
    detector: str | None = None
    provider: str = "auto"
    sample_fps: float = 5.0


@dataclass(frozen=True, slots=True)
class Footage:
    """Paths to add; with `already_cropped`, each image in them is one person."""

    paths: tuple[Path, ...]
    already_cropped: bool = False


@dataclass(frozen=True, slots=True)
class Equipment:
    """What an ingest really runs on; `notices` are sentences the user should read."""

    model: str
    detector: str
    provider: str = ""
    provider_reason: str = ""
    notices: tuple[str, ...] = ()


NO_EQUIPMENT = Equipment("", "")


@dataclass(frozen=True, slots=True)
class Added:
    """How adding footage went: the sources as they now stand, those that could not be read with the reason.

    `known` are names under which content was added that the case holds under another.
    """

    sources: Sequence[Source]
    known: Sequence[Path] = ()


@dataclass(frozen=True, slots=True)
class Survey:
    """What the case holds at one moment, what an ingest would run on, and what is wrong with the case's place."""

    sources: Sequence[Source] = ()
    tracks: int = 0
    crops: int = 0
    equipment: Equipment = NO_EQUIPMENT
    place_notice: str = ""
    moved: int = 0  # sources that are not where they were; looked at when the case is opened


@dataclass(frozen=True, slots=True)
class Shown:
    """A frame to show: its exact time (`clock`: by the recorder's), its file's name in a folder, first or last."""

    time_us: int
    clock: ClockTime
    image: QImage
    name: str | None
    first: bool
    last: bool


class CaseReader:
    """Keeps the lane's own connection to the case, opened when it is first needed."""

    def __init__(self, occasion: Occasion) -> None:
        self.occasion = occasion
        self._opened: Case | None = None

    @property
    def case(self) -> Case:
        """The case, through this lane's connection."""
        if self._opened is None:
            self._opened = self.occasion.open()
        return self.occasion.tell(self._opened)

    def close(self) -> None:
        """Close the connection."""
        if self._opened is not None:
            self._opened.close()
        self._opened = None


class Ingests:
    """The writer's lane: adds footage, one request after the other."""

    def __init__(self, occasion: Occasion) -> None:
        self._occasion = occasion

    def add(self, footage: Footage, choices: Choices, announce: Callable[[object], None], report: Report) -> Added:
        """Ingest everything under the paths; announces the `Equipment`, then each finished `Source`."""
        report(Progress("Looking for footage"))
        found = find_sources(footage.paths, footage.already_cropped)
        with self._occasion.open() as case, case.writer():
            stages = _opened(case, choices, choices.detector, announce, report)
            done: list[Source] = []
            known: list[Path] = []
            for number, one in enumerate(found, start=1):
                speak = _counting(report, number, len(found), one)
                done += ingest_all(case, [one], stages, IngestOptions(choices.sample_fps), speak)
                if done[-1].path != one.path.absolute():
                    known.append(one.path)
                announce(done[-1])
        return Added(done, known)

    def retry(self, choices: Choices, announce: Callable[[object], None], report: Report) -> Added:
        """Read what failed or was stopped, each source as it was begun; announces as `add` does."""
        done: list[Source] = []
        with self._occasion.open() as case, case.writer():
            left = unfinished(case)
            for detector, group in by_detector(left).items():
                stages = _opened(case, choices, detector, announce, report)
                for one in group:
                    speak = _counting(report, len(done) + 1, len(left), one.source)
                    done += retry(case, [one], stages, speak)
                    announce(done[-1])
        return Added(done)

    def relink(self, folder: Path, report: Report) -> list[Relinked]:
        """Look in a folder for sources that are not where they were."""

        def speak(progress: Progress) -> None:
            report(replace(progress, stage=f"Looking through {folder.name}"))

        with self._occasion.open() as case, case.writer():
            return relink(case, [folder], speak)

    def close(self) -> None:
        """Nothing is kept open between requests."""


def _opened(
    case: Case, choices: Choices, detector: str | None, announce: Callable[[object], None], report: Report
) -> Stages:
    """The stages of an ingest, opened and announced."""
    report(Progress("Opening the models"))
    stages = open_stages(case, choices.model, detector, choices.provider)
    provider = stages.provider
    announce(Equipment(stages.embedder.name, stages.detector.name, provider.label, provider.reason, stages.notices))
    return stages


def _counting(report: Report, number: int, total: int, read: Found | Source) -> Report:
    """A report that adds which of the files this is."""
    place = f"{number} of {total}" if total > 1 else ""
    stages = {"hash": f"Checking {read.path.name}"}

    def speak(progress: Progress) -> None:
        report(replace(progress, stage=stages.get(progress.stage, progress.stage), message=place))

    return speak


class Surveys(CaseReader):
    """The survey lane: what the case holds, apart from searches, which must not wait for counting."""

    def open(self, create: bool, choices: Choices) -> Survey:
        """Open the case, made first if `create`, and look at it."""
        self._opened = self.occasion.open(create)
        seen = self.survey(choices)
        moved = sum(not source.path.exists() for source in seen.sources)
        return replace(seen, place_notice=network_notice(self.occasion.path), moved=moved)

    def survey(self, choices: Choices) -> Survey:
        """What the case holds now."""
        counts = self.case.counts()
        return Survey(self.case.sources.all(), counts["track"], counts["crop"], self._equipment(choices))

    def _equipment(self, choices: Choices) -> Equipment:
        model = self.case.models.current()
        try:
            detector = installed.find_detector(choices.detector)
            name = model.name if model else installed.find_model(choices.model, "image-text").manifest.name
        except BundleError as error:  # the case opens all the same; only adding footage cannot work
            return Equipment(model.name if model else "", "", notices=(str(error),))
        if detector is None:
            return Equipment(name, installed.MOTION, notices=() if choices.detector else (MOTION_NOTICE,))
        return Equipment(name, detector.manifest.name)


class Queries(CaseReader):
    """The query lane: searches, and examples to search by."""

    def __init__(self, occasion: Occasion) -> None:
        super().__init__(occasion)
        self._searcher: Searcher | None = None

    def search(self, query: Query, choices: Choices) -> Answer:
        """The answer to a query; without text and image, all passages in the footage's order."""
        if not query.text.strip() and query.image is None:
            return browse(self.case, query)
        return self._current_searcher(choices).search(query)

    def read_example(self, path: Path) -> Image:
        """An image file, as an example to search by."""
        return read_still(path)

    def close(self) -> None:
        """Let go of the index and the case."""
        self._searcher = None
        super().close()

    def _current_searcher(self, choices: Choices) -> Searcher:
        model = self.case.models.current()
        if self._searcher is None or (model and model.sha256 != self._searcher.embedder.sha256):
            self._searcher = searcher_for(self.case, choices.provider)
        return self._searcher


class Pictures(CaseReader):
    """The thumbnail lane: crops as pictures."""

    def thumbnails(self, crops: Sequence[int], size: QSize, ratio: float, report: Report) -> dict[int, QImage]:
        """The crops' pictures by crop id, scaled to fit `size` at the screen's pixel ratio."""
        pictures = {}
        for crop in crops:
            report(Progress("Thumbnails"))
            pictures[crop] = fitted(QImage.fromData(self.case.gallery.crop_jpeg(crop)), size, ratio)
        return pictures

    def whole(self, crop: int) -> QImage:
        """A crop's picture as it is stored."""
        return QImage.fromData(self.case.gallery.crop_jpeg(crop))


class Frames(CaseReader):
    """The player's lane: frames of one source at a time, and the moments at which a track was kept."""

    def __init__(self, occasion: Occasion) -> None:
        super().__init__(occasion)
        self._source, self._clock = 0, NO_CLOCK
        self._cursor: FrameCursor | None = None
        self._viewed: set[int] = set()

    def moments(self, track: int) -> list[CropRow]:
        """The stored crops of a track, by time; the log notes, once a session, that the passage was looked at."""
        rows = self.case.gallery.track_crops(track)
        if rows and track not in self._viewed:
            first = rows[0]
            seen = {"source": first.source, "start_us": first.start_us, "end_us": first.end_us}
            self.case.log.record("view", {"track": track, **seen})
            self._viewed.add(track)
        return rows

    def at(self, source: int, time_us: int) -> Shown:
        """The frame shown at a time; MediaError when the footage cannot be read (any more)."""
        return self._shown(self._cursor_of(source).at(time_us))

    def step(self, source: int, from_us: int, count: int) -> Shown:
        """The frame `count` frames after the one at `from_us`, or before it for a negative count."""
        cursor = self._cursor_of(source)
        cursor.at(from_us)
        return self._shown(cursor.step(count))

    def close(self) -> None:
        """Let go of the footage and the case."""
        self._let_go()
        super().close()

    def _cursor_of(self, source: int) -> FrameCursor:
        if self._cursor is None or self._source != source:
            self._let_go()
            known = self.case.sources.get(source)
            if not known.path.exists():
                raise MediaError(f"{known.path} is not there any more. The picture kept in the case is shown.")
            fps = self.case.sources.settings(source).get("folder_fps")
            self._cursor = FrameCursor(open_media(known.path, folder_fps=fps, kind=known.kind))
            self._source, self._clock = source, known.clock
        return self._cursor

    def _shown(self, place: Place) -> Shown:
        frame = place.frame
        time = time_at(self._clock, frame.time_us)
        return Shown(frame.time_us, time, image_of(frame.image), frame.name, place.first, place.last)

    def _let_go(self) -> None:
        if self._cursor is not None:
            self._cursor.close()
        self._cursor = None
