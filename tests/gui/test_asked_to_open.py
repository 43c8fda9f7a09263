from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from cpcl_desktop.gui.asked_to_open import AskedToOpen


def test_a_case_that_the_desktop_sends_is_opened(qapp):
    asked = []
    watching = AskedToOpen(qapp, asked.append)
    try:
        QApplication.sendEvent(qapp, QFileOpenEvent("/cases/案件 one.cpcl"))
        QApplication.sendEvent(qapp, QEvent(QEvent.Type.User))
    finally:
        qapp.removeEventFilter(watching)
    assert asked == [Path("/cases/案件 one.cpcl")]
