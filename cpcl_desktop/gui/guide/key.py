"""F1 in a dialog: the main window's key does not reach one that is modal."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from cpcl_desktop.gui.guide.window import GuideWindow


def offer_help(dialog: QDialog, page: str) -> None:
    """Let F1 open this page; in a window of the dialog's own, since a modal one lets no other be used."""

    def on_f1() -> None:
        guide = dialog.findChild(GuideWindow)
        if guide is None:
            guide = GuideWindow(dialog)
            guide.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        guide.open_page(page)

    QShortcut(QKeySequence("F1"), dialog, on_f1)
