"""What the program asks the user: files, folders, and whether to stop. One place, so that tests can answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QWidget

from cpcl_desktop.engine.case.file import SUFFIX
from cpcl_desktop.engine.media.listing import IMAGE_SUFFIXES, VIDEO_SUFFIXES
from cpcl_desktop.engine.records import Query
from cpcl_desktop.gui.dialogs.report_dialog import ReportDialog
from cpcl_desktop.gui.lanes.case_work import ReportOrder
from cpcl_desktop.gui.lanes.occasion import Occasion, OccasionDialog
from cpcl_desktop.gui.settings import Settings

CASES = f"CPCL cases (*{SUFFIX})"


class Choosers:
    """Native dialogs; each returns nothing when the user changes their mind."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def videos(self, parent: QWidget) -> tuple[Path, ...]:
        """Video files."""
        names, _ = QFileDialog.getOpenFileNames(
            parent, "Add videos", self._folder(), f"{_filter('Videos', VIDEO_SUFFIXES)};;All files (*)"
        )
        return tuple(self._remembered(name) for name in names)

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """A folder."""
        name = QFileDialog.getExistingDirectory(parent, title, self._folder())
        return self._remembered(name) if name else None

    def image(self, parent: QWidget) -> Path | None:
        """An image file."""
        name, _ = QFileDialog.getOpenFileName(
            parent, "Example image", self._folder(), f"{_filter('Images', IMAGE_SUFFIXES)};;All files (*)"
        )
        return self._remembered(name) if name else None

    def model(self, parent: QWidget) -> Path | None:
        """A detector or a model bundle in one file."""
        name, _ = QFileDialog.getOpenFileName(parent, "Add a model", self._folder(), "Models (*.onnx *.zip)")
        return self._remembered(name) if name else None

    def open_case(self, parent: QWidget) -> Path | None:
        """A case file that is there."""
        name, _ = QFileDialog.getOpenFileName(parent, "Open case", self._case_folder(), f"{CASES};;All files (*)")
        return Path(name) if name else None

    def new_case(self, parent: QWidget) -> Path | None:
        """Where a new case shall lie; an existing case is opened, never overwritten."""
        proposed = Path(self._case_folder()) / f"Case {date.today().isoformat()}{SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(
            parent, "New case", str(proposed), CASES, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if not name:
            return None
        return Path(name) if name.endswith(SUFFIX) else Path(name + SUFFIX)

    def report_folder(self, parent: QWidget, proposed: Path) -> Path | None:
        """Where a report shall lie: the name of a folder that is made for it."""
        name, _ = QFileDialog.getSaveFileName(
            parent, "Folder for the report", str(proposed), options=QFileDialog.Option.DontConfirmOverwrite
        )
        return Path(name) if name else None

    def report(self, parent: QWidget, matches: int, query: Query | None, occasion: Occasion) -> ReportOrder | None:
        """What shall be in a report, and why; beside the case unless another place is chosen."""
        case = occasion.path
        proposed = case.with_name(f"{case.stem} report {date.today().isoformat()}")
        dialog = ReportDialog(matches, query, proposed, self.report_folder, parent)
        dialog.purpose.setText(occasion.purpose or "")
        dialog.authority.setText(occasion.authority or "")
        return dialog.order() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def occasion(self, parent: QWidget, purpose: str, authority: str) -> tuple[str, str] | None:
        """Why, and by whose order, the case is worked in."""
        dialog = OccasionDialog(purpose, authority, parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        return dialog.purpose.text().strip(), dialog.authority.text().strip()

    def note(self, parent: QWidget, before: str) -> str | None:
        """A note to a decision."""
        text, agreed = QInputDialog.getMultiLineText(
            parent, "Note", "Why, or what else is to be seen. It goes into the log and into reports.", before
        )
        return text.strip() if agreed else None

    def confirm_stop(self, parent: QWidget) -> bool:
        """Whether to stop adding footage."""
        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Footage is being added")
        box.setText("Footage is still being added to this case.")
        box.setInformativeText("If you stop, everything found so far is kept, and you can go on later.")
        stop = box.addButton("Stop adding", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("Keep running", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is stop

    def _folder(self) -> str:
        return self._settings.last_folder() or _standard(QStandardPaths.StandardLocation.MoviesLocation)

    def _case_folder(self) -> str:
        recent = self._settings.recent_cases()
        if recent:
            return str(recent[0].parent)
        return _standard(QStandardPaths.StandardLocation.DocumentsLocation)

    def _remembered(self, name: str) -> Path:
        path = Path(name)
        self._settings.set_last_folder(path if path.is_dir() else path.parent)
        return path


def _standard(location: QStandardPaths.StandardLocation) -> str:
    folder = QStandardPaths.writableLocation(location)
    return folder if Path(folder).is_dir() else QDir.homePath()


def _filter(name: str, suffixes: frozenset[str] | Sequence[str]) -> str:
    return f"{name} ({' '.join(f'*{suffix}' for suffix in sorted(suffixes))})"
