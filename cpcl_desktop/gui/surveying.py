"""What the open case holds, looked at again as it changes; and which of its footage is not where it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from cpcl_desktop.engine.case.names import renamed
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.jobs import Latest
from cpcl_desktop.gui.lanes.choices import Choices
from cpcl_desktop.gui.lanes.place import Missing
from cpcl_desktop.gui.lanes.survey import Survey
from cpcl_desktop.gui.lanes.workspace import Workspace


class Surveying(QObject):
    """Keeps `survey` as the case is; of two looks at the same thing the later one is dropped."""

    # Survey, whether what was there before is searched otherwise now, and which cameras are `renamed`
    surveyed = Signal(object, bool, object)
    missed = Signal(object)  # Survey, in which other sources are missing than before
    failed = Signal(str, object)  # what was tried, the exception

    def __init__(self, choices: Callable[[], Choices]) -> None:
        super().__init__()
        self.survey = Survey()
        self._choices = choices
        self._workspace: Workspace | None = None
        self._surveys, self._places, self._is_blind = Latest(), Latest(), False

    @property
    def is_busy(self) -> bool:
        """Whether it is looking, at the case or for its footage."""
        return self._surveys.busy or self._places.busy

    def begin(self, workspace: Workspace, survey: Survey) -> None:
        """Look at this case from now on, of which this is known."""
        self._workspace, self.survey, self._is_blind = workspace, survey, False

    def end(self) -> None:
        """The case is being closed."""
        self._surveys.cancel()
        self._places.cancel()
        self._workspace, self.survey = None, Survey()

    def refresh(self) -> None:
        """Look what the case holds now; unless that is under way already."""
        if self._workspace is None or self._surveys.busy:
            return
        job = self._workspace.survey_job(self._choices())
        job.succeeded.connect(self._on_surveyed)
        job.failed.connect(lambda error: self.failed.emit(tr("The case could not be read"), error))
        self._surveys.start(job)

    def refresh_anew(self) -> None:
        """As `refresh`, though a look is under way: it may have been too early."""
        self._surveys.cancel()
        self.refresh()

    def look_for_footage(self) -> None:
        """Look which footage is not where it was."""
        if self._workspace is not None and not self._places.busy and not self._is_blind:
            job = self._workspace.missing_job()
            job.succeeded.connect(self._on_missing)
            job.failed.connect(self._on_not_looked_for)
            self._places.start(job)

    # --- what happened

    def _on_surveyed(self, survey: Survey) -> None:
        before = self.survey
        self.survey = replace(survey, place_notice=before.place_notice, missing=before.missing)
        otherwise = _is_searched_otherwise(before, survey)
        self.surveyed.emit(self.survey, otherwise, renamed(before.sources, survey.sources))

    def _on_missing(self, missing: Missing) -> None:
        if missing != self.survey.missing:
            self.survey = replace(self.survey, missing=missing)
            self.missed.emit(self.survey)

    def _on_not_looked_for(self, error: Exception) -> None:
        self._is_blind = True  # or closing the message would look, and fail, again
        self.failed.emit(tr("The footage could not be looked for"), error)


def _is_searched_otherwise(before: Survey, now: Survey) -> bool:
    """Whether other sources are in the bin, or one is not searched any more: its copy in another case may be.

    And whether one is of a camera of another name, or has another clock where people were found in it before, or
    passages were divided or joined. A source that is searched in addition is footage that came; that changes
    nothing of what was found.
    """
    gone = _numbers(before.sources) - _numbers(now.sources)
    here = {source.id: source for source in now.sources}
    said = any(_is_said_otherwise(one, here[one.id]) for one in before.sources if one.id in here)
    is_mended = now.mended != before.mended
    return bool(gone) or said or is_mended or _numbers(before.binned) != _numbers(now.binned)


def _is_said_otherwise(before: Source, now: Source) -> bool:
    return now.camera != before.camera or (before.tracks > 0 and now.clock != before.clock)


def _numbers(sources: Sequence[Source]) -> frozenset[int]:
    return frozenset(source.id for source in sources)
