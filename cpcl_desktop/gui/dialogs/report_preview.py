"""The part of the report dialog that shows what the report would hold, and how a frame of it would look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QLabel, QListWidget, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from cpcl_desktop.engine.clock import length
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.report.records import Item, ReportOptions
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.dialogs.messages import sentence_of
from cpcl_desktop.gui.jobs import Job, Latest
from cpcl_desktop.gui.lanes.previewing import ShownFrame
from cpcl_desktop.gui.lanes.report import ReportOrder
from cpcl_desktop.gui.look.pictures import fitted

if TYPE_CHECKING:
    from cpcl_desktop.engine.report.preview import Preview, PreviewItem

PICTURE = QSize(420, 250)  # device-independent pixels
SOON_MS = 150  # after the last change of a choice


class Looks(Protocol):
    """Who makes the jobs of a preview."""

    def preview_job(self, order: ReportOrder) -> Job:
        """What the report would hold."""

    def preview_frame_job(self, item: Item, options: ReportOptions) -> Job:
        """An item's frame as the report would show it."""


def preview_line(preview: Preview) -> str:
    """What the report would hold, in a line."""
    items, sources = tr("%n item(s)", None, len(preview.items)), tr("%n source(s)", None, preview.sources)
    searches = tr("%n search(es)", None, preview.searches)
    if not preview.clips_s:
        return tr("{items}, from {sources}; with {searches}.", items=items, sources=sources, searches=searches)
    return tr(
        "{items}, from {sources}, {time} of clips; with {searches}.",
        items=items, sources=sources, time=length(preview.clips_s), searches=searches,
    )  # fmt: skip


class ReportPreview(QWidget):
    """Asks for a preview whenever the choices changed; nothing is written."""

    def __init__(self, looks: Looks, order: Callable[[], ReportOrder]) -> None:
        super().__init__()
        self._looks, self._order = looks, order
        self._looking, self._framing = Latest(), Latest()
        self.items: Sequence[PreviewItem] = ()
        self.line = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Items of the report"))
        self.list.currentRowChanged.connect(self._on_current)
        self.facts = QPlainTextEdit(readOnly=True)
        self.facts.setTabChangesFocus(True)
        self.facts.setAccessibleName(tr("What the report says of the item"))
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(PICTURE)
        self.picture.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.picture.setAccessibleName(tr("The item's frame as the report would show it"))
        self.said = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.said.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((self.line, 0), (self.list, 2), (self.facts, 3), (self.picture, 0), (self.said, 0)):
            column.addWidget(widget, stretch)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._look)

    def refresh(self) -> None:
        """The choices changed."""
        self._soon.start()

    def stop(self) -> None:
        """The dialog closes."""
        self._soon.stop()
        self._looking.cancel()
        self._framing.cancel()

    def _look(self) -> None:
        job = self._looks.preview_job(self._order())
        job.succeeded.connect(self._show)
        job.failed.connect(self._on_failed)
        if not self.items:
            self.line.setText(tr("Looking what it would hold…"))
        self._looking.start(job)

    def _show(self, preview: Preview) -> None:
        row = max(0, self.list.currentRow())
        self.items = preview.items
        self.line.setText(preview_line(preview))
        self.list.clear()
        self.list.addItems([line(one.title) for one in preview.items])
        self.list.setCurrentRow(min(row, len(self.items) - 1))

    def _on_failed(self, error: Exception) -> None:
        self.items = ()
        self.list.clear()
        self.facts.clear()
        self.line.setText(sentence_of(error))

    def _on_current(self, row: int) -> None:
        if not 0 <= row < len(self.items):
            return
        one = self.items[row]
        pictures = tr("Small pictures: {number}", number=one.pictures)
        self.facts.setPlainText("\n".join([*(f"{name}: {line(value)}" for name, value in one.facts), pictures]))
        job = self._looks.preview_frame_job(one.item, self._order().options)
        job.succeeded.connect(self._show_frame)
        job.failed.connect(self._on_no_frame)
        self.said.setText(tr("Decoding its frame…"))
        self._framing.start(job)

    def _show_frame(self, shown: ShownFrame) -> None:
        from PySide6.QtGui import QPixmap

        self.picture.setPixmap(QPixmap.fromImage(fitted(shown.image, PICTURE, self.devicePixelRatio())))
        self.said.setText(shown.said)

    def _on_no_frame(self, error: Exception) -> None:
        self.picture.clear()
        self.said.setText(sentence_of(error))
