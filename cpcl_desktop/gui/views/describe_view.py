"""The page for describing: passages one by one with a sentence each, by keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from cpcl_desktop.engine.case.records import CropRow
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.describe_wording import (
    ABOUT,
    DONE,
    KEYS,
    NOTHING,
    PLACEHOLDER,
    described_line,
    place_line,
)
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.jobs import Latest
from cpcl_desktop.gui.lanes.describing import ToDescribe
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.steps import Steps
from cpcl_desktop.gui.views.describe_parts import Picture, SentenceLine
from cpcl_desktop.gui.views.training_part import TrainingPart
from cpcl_desktop.gui.views.view import EDGE, View, head, words
from cpcl_desktop.gui.writing import WHY_NOT


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of this session about a passage, and what stood there before."""

    row: CropRow
    before: str
    after: str


class DescribeView(View):
    """Shows one passage at a time. What is stored is told to `stored`."""

    stored = Signal()

    def __init__(self, actions: Mapping[str, QAction], desk: Desk) -> None:
        super().__init__(actions, desk)
        self.rows: Sequence[CropRow] = ()
        self._tracks: Sequence[int] = ()  # of these
        self.texts: dict[int, str] = {}
        self.at = 0
        self._steps: Steps[Sentence] = Steps()
        self._looking, self._loading = Latest(), Latest()
        self.picture, self.line = Picture(), SentenceLine(placeholderText=PLACEHOLDER)
        self.line.setAccessibleName(tr("What is to be seen of this passage"))
        self.line.returnPressed.connect(self.store)
        self.progress = QProgressBar(textVisible=False)
        self.progress.setAccessibleName(tr("How many passages are described"))
        self.count, self.place, self.hint = words(), words(), words(KEYS)
        self.training = TrainingPart(desk)
        self.training.failed.connect(self.failed)
        self.training.changed.connect(self.changed)
        self._lay_out()

    def _lay_out(self) -> None:
        top = head(tr("Describe", "a page"), self.act, ("skip_passage", "write_pairs", "train_on_these"))
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE - 4, EDGE, EDGE)
        column.addLayout(top)
        for widget in (words(ABOUT), self.count, self.progress, self.training):
            column.addWidget(widget)
        column.addWidget(self.picture, 1)
        for beneath in (self.place, self.line, self.hint):
            column.addWidget(beneath)

    # --- the case

    def begin(self, workspace: Workspace) -> None:
        """It is looked at when the page is shown; of several cases, none of them is."""
        if self.desk.survey.is_several:
            return
        super().begin(workspace)
        self.training.begin(workspace)
        self._forget()

    def end(self) -> None:
        """Nothing is shown of a case that is closed; what was written is stored."""
        self.training.begin(None)
        self._looking.cancel()
        self._loading.cancel()
        super().end()
        self._forget()

    def _forget(self) -> None:
        self.rows, self._tracks, self.texts, self.at = (), (), {}, 0
        self._steps.clear()
        self._show()

    def enter(self) -> None:
        """Look what there is to describe; stay at the passage that was shown."""
        if self.workspace is not None:
            job = self.workspace.study.to_describe_job()
            job.succeeded.connect(self._on_looked)
            job.failed.connect(lambda error: self.failed.emit(tr("The passages could not be read"), error))
            self._looking.start(job)

    def _on_looked(self, found: ToDescribe) -> None:
        shown = self.row.track if self.row is not None else 0
        self.rows, self._tracks, self.texts = found.rows, found.tracks, dict(found.texts or {})
        self.at = self._tracks.index(shown) if shown in self._tracks else self._next(0)
        self._show()

    # --- going through them

    @property
    def row(self) -> CropRow | None:
        """The passage that is shown; None where there is none, or all are described."""
        return self.rows[self.at] if self.at < len(self.rows) else None

    @property
    def can_undo(self) -> bool:
        """Whether a sentence of this session can be taken back."""
        return self._steps.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether one was taken back."""
        return self._steps.can_redo

    @property
    def has_described(self) -> bool:
        """Whether anything is described."""
        return bool(self.texts) and not self.training.under_way.jobs

    def store(self) -> None:
        """Store what is written, if it is new, and show the next passage that is not described."""
        row, text = self.row, " ".join(self.line.text().split())
        if row is None:
            return
        before = self.texts.get(row.track, "")
        if text != before:
            self._steps.add(Sentence(row, before, text))
            self._write(row, text)
        elif not text:
            return  # Enter on nothing does nothing; PgDn skips
        self.at = self._next(self.at + 1)
        self._show()

    def on_skip_passage(self) -> None:
        """Show the next passage; nothing is stored."""
        if self.at + 1 < len(self.rows):
            self.at += 1
            self._show()

    def back(self) -> None:
        """Show the passage before."""
        self.at = max(0, min(self.at, len(self.rows)) - 1)
        self._show()

    def undo(self) -> None:
        """Let what was said before stand again, and show whose it is."""
        if self.can_undo:
            one = self._steps.undo()
            self._say_again(one.row, one.before)

    def redo(self) -> None:
        """Write again what was taken back last."""
        if self.can_redo:
            one = self._steps.redo()
            self._say_again(one.row, one.after)

    def _say_again(self, said_of: CropRow, text: str) -> None:
        self._write(said_of, text)
        self.at = self._tracks.index(said_of.track)
        self._show()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keyboard is for the line. As a proxy it would take the place of the buttons before it for Tab."""
        self.line.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """PgUp and PgDn go through the passages."""
        does = {Qt.Key.Key_PageDown: self.on_skip_passage, Qt.Key.Key_PageUp: self.back}.get(Qt.Key(event.key()))
        if does is None:
            super().keyPressEvent(event)
        else:
            does()

    def _next(self, start: int) -> int:
        """Where the next passage is that is not described, from there on and then from the begin; else the end."""
        order = [*range(start, len(self.rows)), *range(min(start, len(self.rows)))]
        return next((at for at in order if self._tracks[at] not in self.texts), len(self.rows))

    def _write(self, row: CropRow, text: str) -> None:
        if self.workspace is None:
            return
        before = dict(self.texts)
        self.texts.pop(row.track, None)
        if text:
            self.texts[row.track] = text
        job = self.workspace.study.describe_job(row.track, row.crop, text)
        job.succeeded.connect(lambda _: self.stored.emit())
        job.failed.connect(lambda error: self._on_not_stored(before, error))
        job.start()

    def _on_not_stored(self, before: dict[int, str], error: Exception) -> None:
        self.texts = before
        self._steps.clear()
        self.failed.emit(tr("The sentence was not stored"), error)
        self.enter()

    # --- showing

    def _show(self) -> None:
        row = self.row
        # Not disabled, since the page has the keyboard by it: else nothing would have it.
        self.line.setReadOnly(row is None or self.desk.survey.is_read_only)
        self.hint.setText(WHY_NOT if self.desk.survey.is_read_only else KEYS)
        self.line.setText(self.texts.get(row.track, "") if row else "")
        self.place.setText(line(place_line(row)) if row else (DONE if self.rows else NOTHING))
        self.count.setText(described_line(len(self.texts), len(self.rows)))
        self.progress.setRange(0, max(1, len(self.rows)))
        self.progress.setValue(len(self.texts))
        self.picture.setAccessibleName(
            tr("Picture of passage {number}", number=row.track) if row else tr("No picture")
        )
        self._load(row)
        if self.isVisible():
            self.line.setFocus()
        self.changed.emit()

    def _load(self, row: CropRow | None) -> None:
        self._loading.cancel()
        if row is None or self.workspace is None:
            self.picture.show_image(QImage())
            return
        job = self.workspace.crop_job(row.crop)
        job.succeeded.connect(self.picture.show_image)
        job.failed.connect(lambda error: self.failed.emit(tr("A picture could not be shown"), error))
        self._loading.start(job)
