"""The Qt application around the window."""

from __future__ import annotations

import linecache
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QSettings, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from cpcl_desktop.engine.runtime.memory import give_back_at_once
from cpcl_desktop.engine.runtime.program_log import note
from cpcl_desktop.gui.asked_to_open import AskedToOpen
from cpcl_desktop.gui.awake import Awake
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.dialogs.choosers import Choosers
from cpcl_desktop.gui.lasting import call_attention, keep_awake
from cpcl_desktop.gui.look.icons import application_icon
from cpcl_desktop.gui.look.language import apply_language
from cpcl_desktop.gui.look.theme import apply_look
from cpcl_desktop.gui.responsive import Responsive
from cpcl_desktop.gui.settings import Settings
from cpcl_desktop.gui.store import ORGANISATION
from cpcl_desktop.gui.taskbar import show_in_taskbar
from cpcl_desktop.gui.telling import TITLE
from cpcl_desktop.gui.window import MainWindow

SMOKE_TEST_S = 60.0  # after this long a window that has not opened its case has failed


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
    window = MainWindow(settings, Desk(settings), Choosers(settings))
    linecache.clearcache()  # what is made from now on takes its place, see `memory.give_back`
    return window


def run(cases: Sequence[Path]) -> int:
    """Show the window, with a case if one is given, or several read as one, until it is closed."""
    running = application()
    window = make_window(Settings())
    lasting = window.lasting
    keep_awake(lasting, Awake())
    call_attention(lasting, window)
    show_in_taskbar(lasting)
    responsive = Responsive()
    running.applicationStateChanged.connect(responsive.on_state)
    window.desk.closed.connect(lambda: QTimer.singleShot(0, responsive.collect_all))  # the lanes have ended then
    qInstallMessageHandler(on_qt_message)
    window.show()
    AskedToOpen(running, window.asking.open_case)
    window.asking.open_cases(cases)
    QTimer.singleShot(0, window.about_program.offer_report)  # of the last time, if it ended badly
    try:
        return running.exec()
    finally:
        responsive.end()


def on_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """What Qt complains of: printed as ever, and in the program's log without the text, which may name a file."""
    print(text, file=sys.stderr)
    if kind is not QtMsgType.QtDebugMsg:
        note("Qt: %s of the category %s", kind.name, context.category)


def smoke_test(cases: Sequence[Path]) -> int:
    """Open the window and cases in it, check the first of them, draw: 0 when all worked, else 1 and a sentence."""
    running = application()
    window = make_window(Settings(QSettings()))
    failures: list[str] = []
    ready: list[object] = []  # the answer that is shown, and what the check found

    def check() -> None:
        assert window.desk.workspace is not None
        job = window.desk.workspace.study.verify_job(with_footage=False)
        job.succeeded.connect(ready.append)
        job.failed.connect(lambda error: failures.append(str(error)))
        job.start()

    window.desk.failed.connect(lambda _, error: failures.append(str(error)))
    window.desk.answered.connect(ready.append)
    window.desk.opened.connect(check)
    window.show()
    if cases:
        window.desk.open(
            cases[0], others=tuple(cases[1:])
        )  # without asking for a purpose, which nobody might be there to say
    until = time.monotonic() + SMOKE_TEST_S
    while cases and len(ready) < 2 and not failures and time.monotonic() < until:
        running.processEvents()
        time.sleep(0.01)
    drawn = not window.grab().isNull()
    window.close()
    if failures or not drawn or (cases and len(ready) < 2):
        print(failures[0] if failures else "The window could not be drawn.", file=sys.stderr)
        return 1
    return 0
