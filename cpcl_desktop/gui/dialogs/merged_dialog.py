"""What came of merging cases: what was taken, what was decided otherwise, where cases differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.dialogs.whole import WholeDialog
from cpcl_desktop.gui.guide.key import offer_help
from cpcl_desktop.gui.merge_wording import as_page, sum_lines
from cpcl_desktop.gui.views.view import words

if TYPE_CHECKING:
    from cpcl_desktop.engine.merge.merge import Merged

_LETTERS, _LINES = 92, 20  # that the page has room for


class MergedDialog(WholeDialog):
    """Shows it; everything in it stands in the log as well."""

    def __init__(self, merged: Merged, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("The cases are merged"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offer_help(self, "footage")
        self.sum, self.page = words(sum_lines(merged), role=""), QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.setTabChangesFocus(True)
        self.page.setAccessibleName(tr("What came of merging"))
        self.page.setHtml(as_page(merged))
        metrics = self.page.fontMetrics()
        self.page.setMinimumSize(QSize(metrics.averageCharWidth() * _LETTERS, metrics.height() * _LINES) * 0.6)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addWidget(self.sum)
        column.addWidget(self.page, 1)
        column.addWidget(QDialogButtonBox(QDialogButtonBox.StandardButton.Close, rejected=self.reject))
        self.resize(QSize(metrics.averageCharWidth() * _LETTERS, metrics.height() * (_LINES + 8)))
