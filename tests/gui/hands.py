"""What a person at the window does: drop files, open a case, search, open a hit."""

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

TIMEOUT = 60_000


def drop(widget, *paths, image=None) -> QDropEvent:
    """Drag onto a widget and let go, as the platform would."""
    data = QMimeData()
    if image is None:
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    else:
        data.setImageData(image)
    centre, move = widget.rect().center(), Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QDragEnterEvent(centre, move, data, button, keys))
    event = QDropEvent(QPointF(centre), move, data, button, keys)
    QApplication.sendEvent(widget, event)
    return event


def open_case(qtbot, window, path) -> None:
    with qtbot.waitSignal(window.desk.answered, timeout=TIMEOUT):
        window.asking.open_case(path)


def search(qtbot, window, text) -> list:
    window.actions_by_id["find"].trigger()
    window.page.panel.box.line.setText(text)
    with qtbot.waitSignal(window.desk.answered, timeout=TIMEOUT):
        QTest.keyClick(window.page.panel.box.line, Qt.Key.Key_Return)
    return list(window.page.results.model.hits)


def open_first(qtbot, window):
    window.page.results.grid.select_row(0)
    with qtbot.waitSignals([window.player.feed.arrived, window.player.shown_moments], timeout=TIMEOUT):
        QTest.keyClick(window.page.results.grid, Qt.Key.Key_Return)
    return window.player.hit
