"""The file dialogs may open no file of a case: on POSIX that drops the locks SQLite holds on it in this process."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QFileSystemModel, QLineEdit, QTreeView

from cpcl_desktop.gui.dialogs.choosers import Choosers
from cpcl_desktop.gui.guide.window import GuideWindow
from tests.gui.hands import TIMEOUT, open_case, open_first, search

LONGEST_MS = 20_000  # for a dialog to appear and list a folder
LONGEST_FOLDERS_MS = 2_000  # for one that lists folders alone: there are none, so that it has listed does not show
SETTLE_MS = 400  # for what the dialog's own thread still does after it has listed the folder

# Each dialog as the program shows it; all start in the folder the last one ended in, or the case's.
DIALOGS = {
    "videos": lambda choosers, window: choosers.videos(window),
    "folder": lambda choosers, window: choosers.folder(window, "Add a folder"),
    "image": lambda choosers, window: choosers.image(window),
    "model": lambda choosers, window: choosers.model(window),
    "open_case": lambda choosers, window: choosers.open_case(window),
    "new_case": lambda choosers, window: choosers.new_case(window),
    "report_folder": lambda choosers, window: choosers.report_folder(
        window, Path(choosers._case_folder()) / f"report {date.today()}"
    ),
}

# What any other program does that looks into the case: SQLite's shell, a backup, the file manager's preview.
VISIT = """
import sqlite3, sys
visitor = sqlite3.connect(sys.argv[1])
print(visitor.execute("SELECT count(*) FROM decision").fetchone()[0])
visitor.close()
"""


class Browsing:
    """Looks through the next file dialog, every file and sorted by every column, and then takes one or gives up."""

    def __init__(self, folder: Path, takes: str = "") -> None:
        self.listed: set[str] = set()
        self._folder, self._takes, self._since = folder, takes, QElapsedTimer()
        self._timer = QTimer(interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._since.start()
        self._full_at = 0

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            return
        if not self.listed:
            self._list(dialog)
            self._full_at = self._since.elapsed()
        folders = dialog.fileMode() == QFileDialog.FileMode.Directory
        longest = LONGEST_FOLDERS_MS if folders else LONGEST_MS
        if (self.listed and self._since.elapsed() - self._full_at > SETTLE_MS) or self._since.elapsed() > longest:
            self._timer.stop()
            if self._takes:
                dialog.findChild(QLineEdit, "fileNameEdit").setText(self._takes)
                dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Open).click()
            else:
                dialog.reject()

    def _list(self, dialog: QFileDialog) -> None:
        dialog.setNameFilter("All files (*)")
        dialog.setViewMode(QFileDialog.ViewMode.Detail)
        model = dialog.findChild(QFileSystemModel)
        root = model.index(str(self._folder))
        for column in range(model.columnCount()):
            dialog.findChild(QTreeView).sortByColumn(column, Qt.SortOrder.AscendingOrder)
        self.listed = {model.fileName(model.index(row, 0, root)) for row in range(model.rowCount(root))}


@pytest.fixture
def ready(qtbot, window, settings, case_file):
    open_case(qtbot, window, case_file)
    settings.set_last_folder(case_file.parent)
    search(qtbot, window, "red")
    return window


def browse(show, window, settings, folder: Path) -> set[str]:
    """Show one dialog and look through the folder in it; the names it listed."""
    browsing = Browsing(folder)
    assert not show(Choosers(settings), window)
    return browsing.listed


def locks(case: Path) -> set[str]:
    """The locks that this process holds on a case's files; Linux may list one twice while others come and go."""
    files = {str(case.with_name(case.name + end).stat().st_ino) for end in ("", "-wal", "-shm")}
    held = [line.split()[1:] for line in Path("/proc/locks").read_text().splitlines()]
    return {" ".join(lock) for lock in held if lock[3] == str(os.getpid()) and lock[4].split(":")[2] in files}


def settled_locks(qtbot, case: Path) -> set[str]:
    """The locks once nothing is being read any more: a search's last reading ends after its answer is shown."""
    held = locks(case)
    for _ in range(20):
        qtbot.wait(200)
        before, held = held, locks(case)
        if held == before:
            break
    return held


def visit(case: Path) -> int:
    """Another program opens the case, counts its decisions and closes it."""
    said = subprocess.run([sys.executable, "-c", VISIT, str(case)], check=True, capture_output=True, text=True)
    return int(said.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc/locks tells which locks a process holds")
@pytest.mark.parametrize("name", DIALOGS)
def test_a_file_dialog_leaves_the_locks_on_the_open_case(qtbot, ready, settings, case_file, name):
    before = settled_locks(qtbot, case_file)
    assert before
    listed = browse(DIALOGS[name], ready, settings, case_file.parent)
    assert name == "folder" or {case_file.name, f"{case_file.name}-wal", f"{case_file.name}-shm"} <= listed
    assert settled_locks(qtbot, case_file) == before


@pytest.mark.skipif(sys.platform != "linux", reason="/proc/locks tells which locks a process holds")
def test_what_is_chosen_is_returned_and_was_not_opened(qtbot, ready, settings, case_file):
    other = case_file.with_name("other.cpcl")
    other.write_bytes(case_file.read_bytes())
    before = settled_locks(qtbot, case_file)
    assert before
    for taken in (other, case_file):
        browsing = Browsing(case_file.parent, taken.name)
        assert Choosers(settings).open_case(ready) == taken and taken.name in browsing.listed
        assert Choosers(settings)._case_folder() == case_file.parent
    assert settled_locks(qtbot, case_file) == before


def test_decisions_made_after_file_dialogs_are_in_the_case(qtbot, ready, settings, case_file):
    for show in DIALOGS.values():
        browse(show, ready, settings, case_file.parent)
    assert visit(case_file) == 0
    open_first(qtbot, ready)  # a lane that opens the case only now
    for number, command in enumerate(("decide_match", "decide_no_match", "decide_unsure"), start=1):
        decide(qtbot, ready, command)
        assert visit(case_file) == number
    ready.actions_by_id["close_case"].trigger()
    with closing(sqlite3.connect(case_file)) as case:
        verdicts = [row[0] for row in case.execute("SELECT verdict FROM decision ORDER BY id")]
    assert verdicts == ["match", "no match", "unsure"]


@pytest.mark.parametrize(
    ("name", "page"), [("open_case", "first-case"), ("folder", "footage"), ("model", "models")]
)
def test_f1_in_a_file_dialog_opens_its_page_of_the_guide(qtbot, window, settings, name, page):
    opened = []

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog) or not dialog.isActiveWindow():
            return
        timer.stop()
        QTest.keyClick(dialog.findChild(QLineEdit, "fileNameEdit"), Qt.Key.Key_F1)
        opened.extend(guide.page for guide in dialog.findChildren(GuideWindow) if guide.isVisible())
        QTimer.singleShot(SETTLE_MS, dialog.reject)

    timer = QTimer(interval=50)
    timer.timeout.connect(press)
    timer.start()
    assert not DIALOGS[name](Choosers(settings), window)
    assert opened == [page]


def decide(qtbot, window, command) -> None:
    """Decide by a button, and wait until the case has it, or has refused it."""
    window.actions_by_id[command].trigger()
    qtbot.waitUntil(lambda: not window.desk.workspace.decision.jobs, timeout=TIMEOUT)
