"""The commands that ask the user something first, and then tell the desk what was answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from cpcl_desktop.engine.case.case import wants_purpose
from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.errors import CpclError
from cpcl_desktop.engine.numbering import place_of
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.places import sample_clip, third_party_notices
from cpcl_desktop.engine.search.hits import column
from cpcl_desktop.gui import wording
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.dialogs.choosers import Choosers
from cpcl_desktop.gui.dialogs.machine_dialog import MachineDialog
from cpcl_desktop.gui.dialogs.messages import tell
from cpcl_desktop.gui.dialogs.settings_dialog import SettingsDialog
from cpcl_desktop.gui.lanes.frame import StillOrder
from cpcl_desktop.gui.lanes.report import ClipOrder, Reportable
from cpcl_desktop.gui.lanes.waiting import Footage
from cpcl_desktop.gui.panels.pages import Pages
from cpcl_desktop.gui.player.main_picture import MainPicture
from cpcl_desktop.gui.settings import Settings

NO_CLIP = tr(
    "The main picture's footage has nothing of that time. Mark where the clip begins (I) and ends (O), or make "
    "another picture the main one."
)
NOTHING_MARKED = tr("Mark where the clip begins (I) or ends (O) first: this is footage, and no passage of it.")
SAMPLE = tr("This is the clip that comes with the program; nobody in it exists. Try: woman in a red coat")
NOTE_FOR_ONE = tr("A note is about one hit: go to it with Tab first.")

_NAMED = 3  # cases, in the name that a file is proposed


class Asking(QObject):
    """One method `on_<id>` for each such command of the table. Its dialogs stand before `window`."""

    occasion_said = Signal(str, str)  # purpose, authority
    settings_changed = Signal()
    coverage_named = Signal(object)  # the path where it shall lie
    pairs_named, training_named = Signal(object), Signal(object)  # the folder

    def __init__(self, window: QWidget, settings: Settings, desk: Desk, pages: Pages, choosers: Choosers) -> None:
        super().__init__(window)
        self._window, self._settings, self._desk, self._pages = window, settings, desk, pages
        self.choosers = choosers
        self.person_shown: Callable[[], int | None] = lambda: None  # selected where likely persons are shown

    # --- the case

    def open_case(
        self,
        path: Path,
        create: bool = False,
        then: Callable[[], None] = lambda: None,
        others: Sequence[Path] = (),
    ) -> None:
        """Open a case in place of the present one, once that is idle; with `others`, to be read as one with it.

        Where it does open, it is followed by `then`.
        Where the machine's policy asks for a purpose, and none is given yet, the user says it first.
        """
        try:
            must_ask = wants_purpose()
        except CpclError as error:
            self._desk.failed.emit(tr("The case was not opened"), error)
            return
        said = self.choosers.occasion(self._window, "", "") if must_ask else None
        if said is not None or not must_ask:
            self.when_idle_do(lambda: self._desk.open(path, create, then, said, others))

    def open_cases(self, paths: Sequence[Path]) -> None:
        """Open a case, or several to be read as one."""
        if paths:
            self.open_case(paths[0], others=tuple(paths[1:]))

    def when_idle_do(self, do: Callable[[], None]) -> None:
        """Do something once nothing is under way, if the user agrees to stop adding footage or training."""
        self._desk.when_idle(do, lambda what: self.choosers.confirm_stop(self._window, what))

    def on_new_case(self) -> None:
        """Ask where, and make a case there."""
        if path := self.choosers.new_case(self._window):
            self.open_case(path, create=True)

    def on_open_case(self) -> None:
        """Ask which, and open it."""
        if path := self.choosers.open_case(self._window):
            self.open_case(path)

    def on_try_sample(self) -> None:
        """Open the case of the clip in the box; the first time it is made, and the clip is read."""
        path = self.choosers.sample_case()
        self.open_case(path, create=not path.exists(), then=self._add_sample)

    def _add_sample(self) -> None:
        survey, clip = self._desk.survey, sample_clip()
        if not (survey.sources or survey.waiting or survey.binned) and survey.takes_footage:
            self._desk.add(Footage((clip,)))
        elif survey.takes_footage:
            away = [one for one in survey.sources if one.id in survey.missing]
            if moved := [one for one in away if one.size == clip.stat().st_size]:  # none of the user's own
                self._desk.relink(clip.parent, moved)  # the program was put elsewhere since
        self._pages.page.place.say(SAMPLE)

    def on_close_case(self) -> None:
        """Close the case."""
        self.when_idle_do(self._desk.close)

    def on_occasion(self) -> None:
        """Ask why, and by whose order, the case is worked in."""
        if self._desk.workspace is None:
            return
        said = self._desk.workspace.occasion
        given = self.choosers.occasion(self._window, said.purpose or "", said.authority or "")
        if given is not None:
            said.purpose, said.authority = given
            self.occasion_said.emit(*given)

    # --- footage

    def add_footage(self, paths: Sequence[Path], already_cropped: bool = False) -> None:
        """Add footage; without a case, ask where to put one first."""
        if not paths:
            return
        footage = Footage(tuple(paths), already_cropped)
        if self._desk.workspace is not None:
            self._desk.add(footage)
        elif path := self.choosers.new_case(self._window):
            self.open_case(path, create=True, then=lambda: self._desk.add(footage))

    def on_add_files(self) -> None:
        """Ask for videos and add them."""
        self.add_footage(self.choosers.videos(self._window))

    def on_add_folder(self) -> None:
        """Ask for a folder and add it."""
        self._add_folder(tr("Add a folder of videos or frames"))

    def on_add_crops(self) -> None:
        """Ask for a folder of ready-made crops and add it."""
        self._add_folder(tr("Add a folder of people already cut out"), already_cropped=True)

    def on_relink(self) -> None:
        """Ask for a folder and look there for footage that is not where it was."""
        if folder := self.choosers.folder(self._window, tr("Find moved footage in a folder")):
            self._desk.relink(folder)

    def state_clock(self, source: Source) -> None:
        """Ask what is known of the clock of the recorder behind a source, and of the others of its camera."""
        of_camera = [one for one in self._desk.survey.sources if one.camera == source.camera and one.id]
        if clocks := self.choosers.clocks(self._window, source, of_camera):
            self._desk.undoing.clocks.state(of_camera, clocks)

    def name_camera(self, sources: Sequence[Source]) -> None:
        """Ask what the camera of sources is called, or of all that are of these cameras now."""
        survey = self._desk.survey
        if sources and (cameras := self.choosers.cameras(self._window, sources, survey.sources, survey.binned)):
            self._desk.undoing.cameras.state(survey.sources, cameras)

    def _add_folder(self, title: str, already_cropped: bool = False) -> None:
        folder = self.choosers.folder(self._window, title)
        self.add_footage([folder] if folder else (), already_cropped)

    # --- searching, deciding, reporting

    def on_example_image(self) -> None:
        """Ask for an example image and search by it."""
        if path := self.choosers.image(self._window):
            self._pages.search_by_file(path)

    def on_note(self) -> None:
        """Write a note to the decision on the hit in the player, or on the one that the keyboard is at."""
        hit = self._pages.current_hit
        if hit is None:
            self._pages.said.emit(NOTE_FOR_ONE)
            return
        said = self._desk.deciding.expected(hit)
        answer = self.choosers.note(self._window, said.note, said.verdict)
        if answer is not None:
            self._desk.deciding.annotate(hit, *answer)

    def on_save_still(self) -> None:
        """Ask where the frame in the player shall lie, and write it there."""
        main = self._pages.player.main_picture
        if main is None or main.shown is None:
            return
        source, time_us, about = main.source, main.shown.time_us, main.about
        proposed = self._proposed(main, time_us, ".png")
        if target := self.choosers.excerpt(self._window, tr("Save this frame"), proposed):
            self._desk.write_excerpt(StillOrder(source, time_us, about, target))

    def on_export_clip(self) -> None:
        """Ask where the clip shall lie that is marked in the player, and write it there."""
        player = self._pages.player
        main = player.main_picture
        if main is None:
            return
        if not player.marks.is_chosen:
            player.said.emit(NOTHING_MARKED)
            return
        if main.about.track is None and main.span_us[0] == main.span_us[1]:
            player.said.emit(NO_CLIP)
            return
        proposed = self._proposed(main, main.span_us[0], ".mp4")
        if target := self.choosers.excerpt(self._window, tr("Export the clip"), proposed):
            self._desk.write_excerpt(ClipOrder(main.source, main.span_us, main.about.track, target))

    def _proposed(self, main: MainPicture, time_us: int, suffix: str) -> Path:
        """A name by footage and time, in the folder of its case."""
        workspace = self._desk.workspace
        case = workspace.occasion.paths[place_of(main.source)] if workspace else main.path
        return case.parent / f"{Path(main.name).stem} {moment(time_us)}{suffix}".replace(":", ".")

    def on_report(self) -> None:
        """Ask what shall be in a report, and write it."""
        workspace = self._desk.workspace
        if workspace is not None:
            self.choosers.looks = workspace.study
            order = self.choosers.report(self._window, self._reportable(), workspace.occasion)
            if order is not None:
                self._desk.write_report(order)

    def _reportable(self) -> Reportable:
        """What a report can be of now."""
        query, person = self._desk.answering.query, self.person_shown()
        hits = self._pages.chosen_hits if person is None else []
        ranks = column(hits, "rank")
        verdicts = Counter(one.verdict for one in self._desk.deciding.decisions.values())
        return Reportable(
            matches=verdicts["match"],
            unsure=verdicts["unsure"],
            bookmarked=sum("bookmark" in kinds for kinds in self._desk.deciding.marks.values()),
            query=query if query is not None and query.is_search else None,
            selected=column(hits, "track").tolist(),
            rank=int(ranks.max()) if len(ranks) else 0,
            of_person=next((one.track for one in hits), person),
        )

    def on_save_coverage_picture(self) -> None:
        """Ask where the picture of the coverage shall lie, and write it there."""
        self._save_coverage(".png")

    def on_save_coverage_json(self) -> None:
        """Ask where the coverage shall lie as JSON, and write it there."""
        self._save_coverage(".json")

    def _save_coverage(self, suffix: str) -> None:
        workspace = self._desk.workspace
        if workspace is not None:
            proposed = workspace.path.with_name(f"{_named(workspace.occasion.paths)} coverage{suffix}")
            if target := self.choosers.excerpt(self._window, tr("Save the coverage"), proposed):
                self.coverage_named.emit(target)

    def on_write_pairs(self) -> None:
        """Ask for a new folder for the pairs, and write them there."""
        if folder := self._new_folder(tr("Folder for the pairs"), "pairs"):
            self.pairs_named.emit(folder)

    def on_train_on_these(self) -> None:
        """Ask for a new folder to train in, and do."""
        if folder := self._new_folder(tr("Folder to train in"), "training"):
            self.training_named.emit(folder)

    def _new_folder(self, title: str, what: str) -> Path | None:
        workspace = self._desk.workspace
        if workspace is None:
            return None
        proposed = workspace.path.with_name(f"{workspace.path.stem} {what} {date.today().isoformat()}")
        return self.choosers.new_folder(self._window, title, proposed)

    # --- the program

    def on_settings(self) -> None:
        """Show the settings; what they change holds from the next job on."""
        dialog = SettingsDialog(self._settings, self._window)
        dialog.accepted.connect(self.settings_changed)
        dialog.accepted.connect(self._desk.refresh)
        dialog.open()

    def on_add_model(self) -> None:
        """Ask for a detector or model file and add it to this machine's."""
        if path := self.choosers.model(self._window):
            self._desk.add_model(path)

    def on_machine(self) -> None:
        """Show what this machine has of what the program needs."""
        workspace, provider = self._desk.workspace, self._desk.choices().provider
        cases = () if workspace is None else workspace.occasion.paths
        dialog = MachineDialog(self._desk.doctor, cases, provider, self.choosers, self._window)
        dialog.open()
        dialog.look()

    def on_about(self) -> None:
        """Version and licence; where the program holds libraries of others, theirs."""
        notices, more = third_party_notices(), None
        if notices is not None:
            page = QUrl.fromLocalFile(str(notices))
            more = tr("Third-party licences"), lambda: QDesktopServices.openUrl(page)
        tell(self._window, tr("About CPCL Desktop"), wording.ABOUT, more)


def _named(cases: Sequence[Path]) -> str:
    """What a file over these cases is proposed to be called by: their names, the first few of many."""
    names = " + ".join(case.stem for case in cases[:_NAMED])
    return f"{names} + {len(cases) - _NAMED}" if len(cases) > _NAMED else names
