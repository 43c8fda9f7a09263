"""The survey lane: what the case holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cpcl_desktop.engine.case.network_drive import network_notice
from cpcl_desktop.engine.errors import BundleError
from cpcl_desktop.engine.ingest.notices import motion_notices
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.gui.lanes.choices import Choices
from cpcl_desktop.gui.lanes.ingest import NO_EQUIPMENT, Equipment
from cpcl_desktop.gui.lanes.place import Missing, missing_among
from cpcl_desktop.gui.lanes.reader import CaseReader
from cpcl_desktop.gui.writing import read_only_line, team_line


@dataclass(frozen=True, slots=True)
class Survey:
    """What the case holds at one moment, what an ingest would run on, and what is wrong with the case's place."""

    sources: Sequence[Source] = ()
    waiting: Sequence[Source] = ()  # what was added and is still to be begun
    binned: Sequence[Source] = ()  # what was taken out
    tracks: int = 0
    crops: int = 0
    equipment: Equipment = NO_EQUIPMENT
    place_notice: str = ""
    missing: Missing = frozenset()  # sources that are not where they were, as was seen last
    is_read_only: bool = False  # nothing can be written to the case


class Surveys(CaseReader):
    """The survey lane: what the case holds, apart from searches, which must not wait for counting."""

    def open(self, create: bool, choices: Choices) -> Survey:
        """Open the case, made first if `create`, and look at it."""
        self._opened = self.occasion.open(create)
        seen = self.survey(choices)
        missing = missing_among(seen.sources)
        path = self.occasion.path
        team = self.case.team
        barred = read_only_line(path) if seen.is_read_only and team is None else ""
        told = (barred, "" if team is None else team_line(team.standing), shown(network_notice(path)))
        return replace(seen, place_notice=" ".join(filter(None, told)), missing=missing)

    def survey(self, choices: Choices) -> Survey:
        """What the case holds now."""
        from cpcl_desktop.engine.ingest.retry import waiting_in

        every = self.case.sources.with_bin()
        sources = [source for source in every if not source.in_bin]
        binned = [source for source in every if source.in_bin]
        left = [source for source in sources if source.state != "done"]
        waiting = [one.source for one in waiting_in(self.case, left)]
        tracks, crops = (sum(numbers) for numbers in ([s.tracks for s in sources], [s.crops for s in sources]))
        equipment, read_only = self._equipment(choices), self.case.read_only
        return Survey(sources, waiting, binned, tracks, crops, equipment, is_read_only=read_only)

    def _equipment(self, choices: Choices) -> Equipment:
        model = self.case.models.current()
        try:
            detector = installed.find_detector(choices.detector)
            name = model.name if model else installed.find_model(choices.model, "image-text").manifest.name
        except BundleError as error:  # the case opens all the same; only adding footage cannot work
            return Equipment(model.name if model else "", "", notices=(str(error),))
        if detector is None:
            return Equipment(name, installed.MOTION, notices=motion_notices(choices.detector))
        return Equipment(name, detector.manifest.name)
