"""The page of coverage: what searches cover, in the engine's sentences, with a bar over time for each source."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.jobs import Job, Latest
from cpcl_desktop.gui.lanes.covering import Covered
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.look.sides import go_to_the_right, painter_of
from cpcl_desktop.gui.look.theme import colours_of
from cpcl_desktop.gui.proof_wording import bar_lines
from cpcl_desktop.gui.views.coverage_list import LOOKS, CoverageList, CoverageModel, fill
from cpcl_desktop.gui.views.view import EDGE, View, head


class Legend(QWidget):
    """What the bars' patterns mean."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        go_to_the_right(self)  # as the bars do
        self.setAccessibleName(tr("Legend of the bars"))
        self.setAccessibleDescription(", ".join(words for *_, words in LOOKS.values()))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As many lines as the width asks for."""
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """As many lines as that takes."""
        return round(self._places(width)[-1][1] + self._spacing)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw each pattern with its words."""
        painter, colours, high = painter_of(self), colours_of(self.palette()), self._spacing
        for (name, (*_, words)), (left, top) in zip(LOOKS.items(), self._places(self.width()), strict=True):
            place = QRectF(left, top + 2, high * 1.6, high - 5)
            fill(painter, place, name, colours)
            painter.setPen(QColor(colours.muted))
            painter.drawRect(place)
            at = QRectF(place.right() + 6, top, self.width(), high)
            painter.drawText(at, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()

    @property
    def _spacing(self) -> float:
        return float(self.fontMetrics().lineSpacing() + 3)

    def _places(self, width: int) -> list[tuple[float, float]]:
        """Where each entry begins; further lines where there is no room."""
        places, left, top = [], 0.0, 0.0
        for *_, words in LOOKS.values():
            takes = self._spacing * 1.6 + 6 + self.fontMetrics().horizontalAdvance(words) + 20
            if left and left + takes > width:
                left, top = 0.0, top + self._spacing
            places.append((left, top))
            left += takes
        return places


class CoverageView(View):
    """What was read and how well. `asked_where` of the window is where a file shall lie."""

    def __init__(self, actions: Mapping[str, QAction], desk: Desk) -> None:
        super().__init__(actions, desk)
        self._looking = Latest()
        self.model = CoverageModel()
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("What searches of this case cover"))
        self.list = CoverageList(self.model)
        self.list.pointed.connect(self.footage_asked)
        self._lay_out()

    def _lay_out(self) -> None:
        names = ("copy_coverage", "save_coverage_picture", "save_coverage_json")
        top = head(tr("What a search covers"), self.act, names)
        beneath = QWidget()
        inner = QVBoxLayout(beneath)
        inner.setContentsMargins(0, 6, 0, 0)
        inner.addWidget(Legend())
        inner.addWidget(self.list, 1)
        both = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        both.addWidget(self.text)
        both.addWidget(beneath)
        both.setSizes([150, 540])
        both.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE - 4, EDGE, EDGE)
        column.addLayout(top)
        column.addWidget(both, 1)

    def begin(self, workspace: Workspace) -> None:
        """It is looked at when the page is shown."""
        super().begin(workspace)
        self._show(Covered())

    def end(self) -> None:
        """Nothing is shown of a case that is closed."""
        super().end()
        self._looking.cancel()
        self._show(Covered())

    def enter(self) -> None:
        """Look what is covered now."""
        if self.workspace is not None:
            job = self.workspace.study.coverage_job()
            job.succeeded.connect(self._show)
            job.failed.connect(lambda error: self.failed.emit(tr("The coverage could not be read"), error))
            self._looking.start(job)

    def write(self, target: Path) -> None:
        """Write it down."""
        if self.workspace is not None:
            job: Job = self.workspace.study.write_coverage_job(target)
            job.succeeded.connect(lambda path: self.said.emit(tr("Written: {path}", path=path)))
            job.failed.connect(
                lambda error: self.failed.emit(tr("{name} was not written", name=target.name), error)
            )
            job.start()

    def on_copy_coverage(self) -> None:
        """Put the sentences, those about each source too, on the clipboard."""
        sources = [" ".join(bar_lines(one)) for one in self.model.covered.sources]
        QGuiApplication.clipboard().setText("\n".join([*self.model.covered.sentences, *sources]))
        self.said.emit(tr("Copied: what searches of this case cover"))

    def _show(self, covered: Covered) -> None:
        self.model.show(covered)
        self.text.setPlainText("\n".join(map(line, covered.sentences)))
        self.changed.emit()
