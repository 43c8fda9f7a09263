"""The Qt application around the window."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from cpcl_desktop.engine.runtime.memory import give_back_at_once
from cpcl_desktop.gui.asked_to_open import AskedToOpen
from cpcl_desktop.gui.awake import Awake
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.dialogs.choosers import Choosers
from cpcl_desktop.gui.look.icons import application_icon
from cpcl_desktop.gui.look.language import apply_language
from cpcl_desktop.gui.look.theme import apply_look
from cpcl_desktop.gui.responsive import Responsive
from cpcl_desktop.gui.settings import Settings
from cpcl_desktop.gui.store import ORGANISATION
from cpcl_desktop.gui.window import TITLE, MainWindow

SMOKE_TEST_S = 30.0  # after this long a window that has not opened its case has failed


def application() -> QApplication:
    """The application, made if there is none yet."""
    give_back_at_once()
    running = QApplication.instance()
    made = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    made.setOrganizationName(ORGANISATION)
    made.setApplicationName(TITLE)
    made.setDesktopFileName("cpcl-desktop")
    made.setWindowIcon(application_icon())
    apply_language(made)
    return made


def make_window(settings: Settings) -> MainWindow:
    """The window, dressed but not yet shown."""
    apply_look(application(), settings.look())
    return MainWindow(settings, Desk(settings), Choosers(settings))


def run(case: Path | None) -> int:
    """Show the window, with a case if one is given, until it is closed."""
    running = application()
    window = make_window(Settings())
    keep_awake(window.desk, Awake())
    responsive = Responsive()
    running.applicationStateChanged.connect(responsive.on_state)
    window.desk.closed.connect(lambda: QTimer.singleShot(0, responsive.collect_all))  # the lanes have ended then
    window.show()
    AskedToOpen(running, window.asking.open_case)
    if case is not None:
        window.asking.open_case(case)
    try:
        return running.exec()
    finally:
        responsive.end()


def keep_awake(desk: Desk, awake: Awake) -> None:
    """Keep the machine awake while footage is added."""
    desk.ingesting.connect(awake.hold)
    desk.idle.connect(awake.release)
    desk.closed.connect(awake.release)


def smoke_test(case: Path | None) -> int:
    """Open the window, and a case in it; draw it; 0 when that worked, 1 and a sentence when not."""
    running = application()
    window = make_window(Settings(QSettings()))
    failures: list[str] = []
    ready: list[object] = []
    window.desk.failed.connect(lambda _, error: failures.append(str(error)))
    window.desk.answered.connect(ready.append)
    window.show()
    if case is not None:
        window.asking.open_case(case)
    until = time.monotonic() + SMOKE_TEST_S
    while case is not None and not ready and not failures and time.monotonic() < until:
        running.processEvents()
        time.sleep(0.01)
    drawn = not window.grab().isNull()
    window.close()
    if failures or not drawn or (case is not None and not ready):
        print(failures[0] if failures else "The window could not be drawn.", file=sys.stderr)
        return 1
    return 0
