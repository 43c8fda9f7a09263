"""The page of coverage: what searches cover, in the engine's sentences, with a bar over time for each source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QBrush, QColor, QFont, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QListView,
    QPlainTextEdit,
    QSizePolicy,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.jobs import Job, Latest
from cpcl_desktop.gui.lanes.covering import Covered, CoveredSource
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.look.names import tip
from cpcl_desktop.gui.look.sides import go_to_the_right, painter_of
from cpcl_desktop.gui.look.theme import Colours, colours_of
from cpcl_desktop.gui.proof_wording import bar_lines
from cpcl_desktop.gui.views.person_models import ITEM_ROLE, draw_ground, draw_line
from cpcl_desktop.gui.views.view import EDGE, View, head

SHOWN = 3  # lines about a source that its row has room for
PAD = 7
# How the engine's layers look here: a colour of the theme, a pattern (so that colour is not all that tells), words.
LOOKS: Mapping[str, tuple[str, Qt.BrushStyle, str]] = {
    "read": ("done", Qt.BrushStyle.SolidPattern, tr("read", "of footage")),
    "grey or infrared": ("muted", Qt.BrushStyle.Dense4Pattern, tr("grey or infrared")),
    "through a fish-eye": ("warning", Qt.BrushStyle.Dense5Pattern, tr("through a fish-eye")),
    "too dark": ("text", Qt.BrushStyle.Dense2Pattern, tr("too dark")),
    "not read yet": ("muted", Qt.BrushStyle.DiagCrossPattern, tr("not read yet")),
    "could not be read": ("failed", Qt.BrushStyle.BDiagPattern, tr("could not be read")),
}

_Index = QModelIndex | QPersistentModelIndex


class CoverageModel(QAbstractListModel):
    """A row for each source."""

    def __init__(self) -> None:
        super().__init__()
        self.covered = Covered()

    def show(self, covered: Covered) -> None:
        """Take over what is covered."""
        self.beginResetModel()
        self.covered = covered
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many sources there are."""
        return 0 if parent.isValid() else len(self.covered.sources)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        """The source and its texts."""
        one = self.covered.sources[index.row()]
        if role == ITEM_ROLE:
            return one
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip([*bar_lines(one), str(one.coverage.source.path)])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line(" ".join(bar_lines(one)))
        return None


class CoverageDelegate(QStyledItemDelegate):
    """Draws a source's name, its bar to one scale with all others, and what is to be said of it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """A name, a bar, and as many lines as there are, up to a few."""
        lines = 2 + min(SHOWN, len(index.data(ITEM_ROLE).limits))
        return QSize(200, round((lines + 0.3) * option.fontMetrics.lineSpacing()) + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        one: CoveredSource = index.data(ITEM_ROLE)
        colours, spacing = colours_of(option.palette), option.fontMetrics.lineSpacing()
        area = QRectF(option.rect).adjusted(3, 2, -3, -2)
        painter.save()
        draw_ground(painter, option, area, colours)
        inside = area.adjusted(PAD, PAD - 2, -PAD, 0)
        first, *others = map(line, bar_lines(one))
        bold = QFont(option.font)
        bold.setBold(True)
        draw_line(painter, bold, inside, first, colours.text)
        bar = QRectF(inside.left(), inside.top() + 1.15 * spacing, inside.width(), spacing * 0.85)
        _draw_bar(painter, bar, one, index.model().covered.longest_us, colours)  # type: ignore[attr-defined]
        said = _fitting(others)
        for number, text in enumerate(said, start=2):
            draw_line(painter, option.font, inside.translated(0, (number + 0.2) * spacing), text, colours.muted)
        painter.restore()


def _fitting(lines: Sequence[str]) -> Sequence[str]:
    if len(lines) <= SHOWN:
        return lines
    return [*lines[: SHOWN - 1], tr("… and %n more", None, len(lines) - SHOWN + 1)]


def _draw_bar(painter: QPainter, area: QRectF, one: CoveredSource, longest_us: int, colours: Colours) -> None:
    for name, spans in one.layers:
        for begin, end in spans:
            left, right = (area.left() + area.width() * at / max(1, longest_us) for at in (begin, end))
            if end > begin:
                _fill(painter, QRectF(left, area.top(), max(2.0, right - left), area.height()), name, colours)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.border), 1))
    painter.drawRect(QRectF(area.left(), area.top(), area.width() * one.coverage.end_us / max(1, longest_us),
                            area.height()))  # fmt: skip


def _fill(painter: QPainter, place: QRectF, name: str, colours: Colours) -> None:
    colour, style, _ = LOOKS[name]
    if style != Qt.BrushStyle.SolidPattern:
        painter.fillRect(place, QColor(colours.surface))
    painter.fillRect(place, QBrush(QColor(getattr(colours, colour)), style))


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
            _fill(painter, place, name, colours)
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
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(CoverageDelegate(self.list))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setAccessibleName(tr("Sources and what was read of them"))
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
