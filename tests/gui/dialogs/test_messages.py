"""Pages of text."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cpcl_desktop.gui.dialogs.messages import tell


def buttons(parent: QWidget) -> list[QPushButton]:
    (box,) = parent.findChildren(QDialogButtonBox)
    return [button for button in box.buttons() if isinstance(button, QPushButton)]


def test_a_page_has_a_button_for_more_where_there_is_more(qtbot: QtBot) -> None:
    done: list[str] = []
    for more, names in ((None, 1), (("More", lambda: done.append("more")), 2)):
        parent = QWidget()
        qtbot.addWidget(parent)
        tell(parent, "About", "<p>text</p>", more)
        shown = buttons(parent)
        assert len(shown) == names
        for button in shown:
            if button.text() == "More":
                qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == ["more"]
