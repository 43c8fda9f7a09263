"""The survey lane: what the case holds, or what several hold that are read as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cpcl_desktop.engine.case.network_drive import network_notice
from cpcl_desktop.engine.errors import BundleError
from cpcl_desktop.engine.federation.copies import copies_line
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.federation.members import Member
from cpcl_desktop.engine.ingest.notices import motion_notices
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.numbering import place_of
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.open_files import allow_many_files
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.gui.lanes.choices import Choices
from cpcl_desktop.gui.lanes.ingest import NO_EQUIPMENT, Equipment
from cpcl_desktop.gui.lanes.place import Missing, missing_among
from cpcl_desktop.gui.lanes.reader import CaseReader
from cpcl_desktop.gui.writing import read_only_line, team_line


@dataclass(frozen=True, slots=True)
class OpenCase:
    """One of the cases that are open: what it is called beside others (empty: there are none), and its file."""

    name: str
    path: Path
    is_read_only: bool = False


@dataclass(frozen=True, slots=True)
class Survey:
    """What the case holds at one moment, what an ingest would run on, and what is wrong with the case's place.

    Of several that are read as one, numbers are as in `engine/numbering.py`, and `copies` are, by number, sources
    that are searched as another, which is beside it. `place_notice` is as of opening, `copies_notice` of now.
    """

    sources: Sequence[Source] = ()  # that are searched
    waiting: Sequence[Source] = ()  # what was added and is still to be begun
    binned: Sequence[Source] = ()  # what was taken out
    tracks: int = 0
    crops: int = 0
    mended: int = 0  # how often passages were divided or joined so far
    equipment: Equipment = NO_EQUIPMENT
    place_notice: str = ""
    missing: Missing = frozenset()  # sources that are not where they were, as was seen last
    is_read_only: bool = False  # nothing can be written to the case, nor to any of several
    cases: Sequence[OpenCase] = ()  # in their order; none while nothing is open
    copied: Sequence[Source] = ()  # sources that are searched as another
    copies: Mapping[int, Source] = field(default_factory=dict)
    copies_notice: str = ""

    @property
    def standing_notice(self) -> str:
        """What stands above the hits for as long as it holds: of the case's place, of footage in two cases."""
        return " ".join(filter(None, (self.place_notice, self.copies_notice)))

    @property
    def is_several(self) -> bool:
        """Whether several cases are open as one."""
        return len(self.cases) > 1

    def source(self, number: int) -> Source | None:
        """A source that is searched, by its number."""
        return next((one for one in self.sources if one.id == number), None)

    def is_barred(self, number: int) -> bool:
        """Whether nothing can be written to the case that a source or a passage is of."""
        place = place_of(number)
        return place < len(self.cases) and self.cases[place].is_read_only

    @property
    def takes_footage(self) -> bool:
        """Whether footage can be added here, read on or looked for."""
        return not self.is_read_only and not self.is_several


class Surveys(CaseReader):
    """The survey lane: what the case holds, apart from searches, which must not wait for counting."""

    def open(self, create: bool, choices: Choices) -> Survey:
        """Open the case, made first if `create`, or several as one, and look at it.

        `CaseError` where several have different models: what they hold cannot be compared.
        """
        if self.occasion.others:
            allow_many_files()  # each lane has its own connection to each case
        if create:
            self._cases = Federation([self._opened.enter_context(self.occasion.open(create))])
        self.cases.models()
        seen = self.survey(choices)
        missing = missing_among(seen.sources)
        told = [line for member in self.cases.members for line in _place_lines(member)]
        return replace(seen, place_notice=" ".join(filter(None, told)), missing=missing)

    def survey(self, choices: Choices) -> Survey:
        """What the case holds now, or all of several."""
        cases = self.cases
        every = cases.sources()
        copies = cases.copies(every)
        there = [source for source in every if not source.in_bin]
        sources = [source for source in there if source.id not in copies]
        return Survey(
            sources=sources,
            waiting=[one for member in cases.members for one in _waiting(member, there)],
            binned=[source for source in every if source.in_bin],
            tracks=sum(source.tracks for source in sources),
            crops=sum(source.crops for source in sources),
            mended=sum(member.case.passages.changes() for member in cases.members),
            equipment=self._equipment(choices),
            is_read_only=all(member.case.read_only for member in cases.members),
            cases=[OpenCase(one.name, one.case.path, one.case.read_only) for one in cases.members],
            copied=[source for source in there if source.id in copies],
            copies=copies,
            copies_notice=copies_line(every, copies),
        )

    def _equipment(self, choices: Choices) -> Equipment:
        model = next(filter(None, (member.case.models.current() for member in self.cases.members)), None)
        try:
            detector = installed.find_detector(choices.detector)
            name = model.name if model else installed.find_model(choices.model, "image-text").manifest.name
        except BundleError as error:  # the case opens all the same; only adding footage cannot work
            return Equipment(model.name if model else "", "", notices=(str(error),))
        if detector is None:
            return Equipment(name, installed.MOTION, notices=motion_notices(choices.detector))
        return Equipment(name, detector.manifest.name)


def _waiting(member: Member, sources: Sequence[Source]) -> list[Source]:
    """What of a case is still to be begun, where these are the sources of all."""
    from cpcl_desktop.engine.ingest.retry import waiting_in

    left = [one for one in sources if one.state != "done" and place_of(one.id) == member.place]
    return [replace(one.source, case=member.name) for one in waiting_in(member.case, left)]


def _place_lines(member: Member) -> list[str]:
    """What is to be said of where a case lies, and who may write to it."""
    case, team = member.case, member.case.team
    barred = read_only_line(case.path) if case.read_only and team is None else ""
    return [barred, "" if team is None else team_line(team.standing), shown(network_notice(case.path))]
