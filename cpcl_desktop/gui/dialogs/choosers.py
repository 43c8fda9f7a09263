"""What the program asks the user: files, folders, and whether to stop. One place, so that tests can answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from cpcl_desktop.engine.case.file import SUFFIX
from cpcl_desktop.engine.case.records import Judgement, Label
from cpcl_desktop.engine.media.listing import IMAGE_SUFFIXES, VIDEO_SUFFIXES
from cpcl_desktop.engine.models.offers import Offer
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Hit, Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.dialogs.camera_dialog import CameraDialog
from cpcl_desktop.gui.dialogs.clock_dialog import ClockDialog
from cpcl_desktop.gui.dialogs.file_dialog import FILE, FILES, FOLDER, NEW, NamesOnly, Wanted, ask
from cpcl_desktop.gui.dialogs.labels_dialog import LabelsDialog, LabelWishes
from cpcl_desktop.gui.dialogs.note_dialog import NoteDialog
from cpcl_desktop.gui.dialogs.occasion_dialog import OccasionDialog
from cpcl_desktop.gui.dialogs.report_preview import Looks
from cpcl_desktop.gui.lanes.frame import Follower
from cpcl_desktop.gui.lanes.models import Offered
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.report import Reportable, ReportOrder
from cpcl_desktop.gui.settings import Settings

if TYPE_CHECKING:
    from cpcl_desktop.gui.ending import UnderWay

CASES = tr("CPCL cases") + f" (*{SUFFIX})"
MODELS, ANYTHING = tr("Models") + " (*.onnx *.zip)", tr("All files") + " (*)"

# Before something is stopped: title, what is under way, what follows, the button that stops it.
STOPPING: dict[UnderWay, tuple[str, str, str, str]] = {
    "adding footage": (
        tr("Footage is being added"),
        tr("Footage is still being added to this case."),
        tr("If you stop, everything found so far is kept, and you can go on later."),
        tr("Stop adding"),
    ),
    "merging cases": (
        tr("Cases are being merged"),
        tr("Other cases are still being merged into this one."),
        tr("If you stop, everything merged so far is kept; merge the same cases again, and it goes on from there."),
        tr("Stop merging"),
    ),
    "training": (
        tr("A model is being trained"),
        tr("A model is still being trained on this case."),
        tr("If you stop, nothing of it is kept but the pairs that were written; training starts anew."),
        tr("Stop training"),
    ),
}


class Choosers:
    """Every question; each returns nothing when the user changes their mind. None looks into a file."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._icons = NamesOnly()
        self.looks: Looks | None = None  # who looks ahead for a report

    def videos(self, parent: QWidget) -> tuple[Path, ...]:
        """Video files."""
        names = (_filter(tr("Videos"), VIDEO_SUFFIXES), ANYTHING)
        wanted = Wanted(tr("Add videos"), self._folder(), "footage", FILES, names)
        return self._remembered(self._ask(parent, wanted))

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """A folder."""
        return _first(self._remembered(self._ask(parent, Wanted(title, self._folder(), "footage", FOLDER))))

    def image(self, parent: QWidget) -> Path | None:
        """An image file."""
        names = (_filter(tr("Images"), IMAGE_SUFFIXES), ANYTHING)
        wanted = Wanted(tr("Example image"), self._folder(), "describing", FILE, names)
        return _first(self._remembered(self._ask(parent, wanted)))

    def model(self, parent: QWidget) -> Path | None:
        """A detector or a model bundle in one file."""
        wanted = Wanted(tr("Add a model"), self._folder(), "models", FILE, (MODELS,))
        return _first(self._remembered(self._ask(parent, wanted)))

    def open_case(self, parent: QWidget) -> Path | None:
        """A case file that is there."""
        wanted = Wanted(tr("Open case"), self._case_folder(), "first-case", FILE, (CASES, ANYTHING))
        return _first(self._ask(parent, wanted))

    def cases(self, parent: QWidget) -> tuple[Path, ...]:
        """Case files that are there, in the order of their names."""
        title = tr("Merge cases into this one")
        wanted = Wanted(title, self._case_folder(), "footage", FILES, (CASES, ANYTHING))
        return tuple(sorted(self._ask(parent, wanted)))

    def cases_together(self, parent: QWidget, ticked: Sequence[Path]) -> tuple[Path, ...]:
        """Cases that are to be read as one, in their order; `ticked` are chosen already."""
        from cpcl_desktop.gui.dialogs.together_dialog import TogetherDialog

        dialog = TogetherDialog(self._settings.recent_cases(), ticked, self._more_cases, parent)
        return dialog.chosen if dialog.exec() == QDialog.DialogCode.Accepted else ()

    def _more_cases(self, parent: QWidget) -> list[Path]:
        title = tr("Cases to be searched together")
        return sorted(self._ask(parent, Wanted(title, self._case_folder(), "together", FILES, (CASES, ANYTHING))))

    def new_case(self, parent: QWidget) -> Path | None:
        """Where a new case shall lie; an existing case is opened, never overwritten."""
        proposed = self._case_folder() / (tr("Case {date}", date=date.today().isoformat()) + SUFFIX)
        path = _first(self._ask(parent, Wanted(tr("New case"), proposed, "first-case", NEW, (CASES,))))
        return path if path is None or path.name.endswith(SUFFIX) else path.with_name(path.name + SUFFIX)

    def sample_case(self) -> Path:
        """Where the case of the clip that comes with the program lies; nobody needs to be asked."""
        return _standard(QStandardPaths.StandardLocation.DocumentsLocation) / (tr("CPCL sample") + SUFFIX)

    def excerpt(self, parent: QWidget, title: str, proposed: Path) -> Path | None:
        """Where a still or a clip shall lie; its suffix is that of what is proposed."""
        path = _first(self._ask(parent, Wanted(title, proposed, "player", NEW)))
        return (
            path if path is None or path.suffix == proposed.suffix else path.with_name(path.name + proposed.suffix)
        )

    def new_folder(self, parent: QWidget, title: str, proposed: Path) -> Path | None:
        """The name of a folder that is made for something."""
        return _first(self._ask(parent, Wanted(title, proposed, "retraining", NEW)))

    def report_folder(self, parent: QWidget, proposed: Path) -> Path | None:
        """Where a report shall lie: the name of a folder that is made for it."""
        return _first(self._ask(parent, Wanted(tr("Folder for the report"), proposed, "reports", NEW)))

    def report(self, parent: QWidget, there: Reportable, occasion: Occasion) -> ReportOrder | None:
        """What shall be in a report, and why; beside the case unless another place is chosen."""
        case = occasion.path
        proposed = case.with_name(f"{case.stem} report {date.today().isoformat()}")
        from cpcl_desktop.gui.dialogs.report_dialog import ReportDialog

        dialog = ReportDialog(there, proposed, self.report_folder, parent, self.looks)
        dialog.purpose.setText(occasion.purpose or "")
        dialog.authority.setText(occasion.authority or "")
        return dialog.order() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def occasion(self, parent: QWidget, purpose: str, authority: str) -> tuple[str, str] | None:
        """Why, and by whose order, the case is worked in."""
        dialog = OccasionDialog(purpose, authority, parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        return dialog.purpose.text().strip(), dialog.authority.text().strip()

    def clocks(
        self, parent: QWidget, source: Source, of_camera: Sequence[Source]
    ) -> Mapping[int, RecorderClock] | None:
        """The clock of a source, and of the others of its camera where they are meant, by their numbers."""
        dialog = ClockDialog(source, len(of_camera), parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        meant = of_camera if dialog.all.isChecked() else [source]
        return {one.id: dialog.clock_of(one) for one in meant}

    def cameras(
        self, parent: QWidget, sources: Sequence[Source], searched: Sequence[Source], binned: Sequence[Source]
    ) -> Mapping[int, str] | None:
        """What the camera of sources is called, or of all `searched` that are of these cameras now, by numbers."""
        dialog = CameraDialog(sources, searched, binned, parent)
        return dialog.cameras() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def follower(self, parent: QWidget, hit: Hit, followers: Sequence[Follower]) -> Follower | None:
        """Which of the passages that come after a hit's shows the same person."""
        from cpcl_desktop.gui.dialogs.follower_dialog import FollowerDialog

        dialog = FollowerDialog(hit, followers, parent)
        return dialog.chosen if dialog.exec() == QDialog.DialogCode.Accepted else None

    def note(self, parent: QWidget, before: str, verdict: Judgement | None) -> tuple[str, Judgement] | None:
        """A note to a decision, and that decision: `verdict`, or where that is None, what the user chose."""
        dialog = NoteDialog(before, verdict, parent)
        return (dialog.note, dialog.verdict) if dialog.exec() == QDialog.DialogCode.Accepted else None

    def confirm(self, parent: QWidget, title: str, text: str, button: str) -> bool:
        """Whether to do what a button says; Esc and Enter leave things as they are."""
        box = QMessageBox(QMessageBox.Icon.Question, title, title, parent=parent)
        box.setTextFormat(Qt.TextFormat.PlainText)  # names in it may look like HTML
        box.setInformativeText(text)
        does = box.addButton(button, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is does

    def offer(self, parent: QWidget, offered: Offered) -> Offer | None:
        """Which model shall be downloaded."""
        from cpcl_desktop.gui.dialogs.fetch_dialog import chosen_offer

        return chosen_offer(offered, parent)

    def search_name(self, parent: QWidget, before: str) -> str | None:
        """What a saved search shall be called."""
        name, is_given = QInputDialog.getText(
            parent, tr("Save the search"), tr("Name of the saved search:"), QLineEdit.EchoMode.Normal, before
        )
        return name.strip() if is_given else None

    def label_name(self, parent: QWidget, digit: int) -> str | None:
        """What the label of a key shall be called that has none yet."""
        name, is_given = QInputDialog.getText(
            parent, tr("New label"), tr("Name of the label on key {digit}, such as “Suspect A”:", digit=digit)
        )
        return name.strip() if is_given else None

    def labels(self, parent: QWidget, labels: Sequence[Label]) -> LabelWishes | None:
        """What the case's labels shall be called, and which key gives which."""
        dialog = LabelsDialog(labels, parent)
        return dialog.wishes() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def confirm_stop(self, parent: QWidget, what: UnderWay) -> bool:
        """Whether to stop what is under way."""
        title, text, consequence, stop_it = STOPPING[what]
        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(title)
        box.setText(text)
        box.setInformativeText(consequence)
        stop = box.addButton(stop_it, QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(tr("Keep running"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is stop

    def _ask(self, parent: QWidget, wanted: Wanted) -> list[Path]:
        return ask(parent, wanted, self._icons)

    def _folder(self) -> Path:
        last = self._settings.last_folder()
        return Path(last) if last else _standard(QStandardPaths.StandardLocation.MoviesLocation)

    def _case_folder(self) -> Path:
        recent = self._settings.recent_cases()
        return recent[0].parent if recent else _standard(QStandardPaths.StandardLocation.DocumentsLocation)

    def _remembered(self, chosen: Sequence[Path]) -> tuple[Path, ...]:
        for path in chosen[:1]:
            self._settings.set_last_folder(path if path.is_dir() else path.parent)
        return tuple(chosen)


def _first(chosen: Sequence[Path]) -> Path | None:
    return chosen[0] if chosen else None


def _standard(location: QStandardPaths.StandardLocation) -> Path:
    folder = Path(QStandardPaths.writableLocation(location))
    return folder if folder.is_dir() else Path(QDir.homePath())


def _filter(name: str, suffixes: frozenset[str] | Sequence[str]) -> str:
    return f"{name} ({' '.join(f'*{suffix}' for suffix in sorted(suffixes))})"
