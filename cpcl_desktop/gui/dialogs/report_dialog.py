"""What shall be in a report, and where it shall lie."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QDoubleSpinBox,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.report.facts import FIELDS
from cpcl_desktop.engine.report.records import Of, ReportOptions
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.dialogs.report_preview import Looks, ReportPreview
from cpcl_desktop.gui.dialogs.whole import WholeDialog
from cpcl_desktop.gui.guide.key import offer_help
from cpcl_desktop.gui.lanes.report import Reportable, ReportOrder
from cpcl_desktop.gui.wording import SCORE_CAVEAT, query_text

MOST_HITS = 500
MOST_MARGIN_S = 60.0
KEPT = tr(
    "What is not ticked stays off the items' pages, and the report says so. Its pages on searches, sources and the "
    "log, and hits.csv, report.json and log.json, hold everything: by them the report is checked."
)

PERSON = tr("The likely person that is chosen: all passages")
PROPOSAL = tr("Grouped by looks, time and place: a proposal to be checked, never an identification")

# The engine's words for `FIELDS` go into reports, which stay English.
FIELD_WORDS: Mapping[str, str] = {
    "description": tr("Description of who was looked for"),
    "note": tr("Notes to decisions"),
    "labels": tr("Labels"),
    "searches": tr("Ranks and scores of searches"),
    "source": tr("Where the footage lies"),
    "clock": tr("Recorder and corrected time"),
    "box": tr("The box in the frame"),
    "case": tr("Numbers within the case"),
    "moments": tr("Further pictures of the passage"),
}


def selected_line(number: int) -> str:
    """The hits that are chosen, or that they are too many."""
    if number > MOST_HITS:
        return tr("The %n selected hit(s): a report holds {most} at most", None, number, most=MOST_HITS)
    return tr("The %n selected hit(s)", None, number)


class ReportDialog(WholeDialog):
    """What is decided or bookmarked, chosen, of one likely person, or found; `order` is what of that was wanted."""

    def __init__(
        self,
        there: Reportable,
        folder: Path,
        choose_folder: Callable[[QWidget, Path], Path | None],
        parent: QWidget | None = None,
        looks: Looks | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Write a report"))
        offer_help(self, "reports")
        self._there, self._folder, self._choose_folder = there, folder, choose_folder
        self.preview = ReportPreview(looks, self.order) if looks is not None else None
        choices = QVBoxLayout()
        choices.setSpacing(14)
        choices.addLayout(self._what())
        choices.addLayout(self._options())
        choices.addWidget(self._fields())
        choices.addLayout(self._where())
        choices.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(22)
        both.addLayout(choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(14)
        column.addLayout(both, 1)
        if self.preview is not None:
            both.addWidget(self.preview, 1)
            self.finished.connect(self.preview.stop)
        caveat = QLabel(tr("{caveat} The report says so, too.", caveat=SCORE_CAVEAT), wordWrap=True)
        caveat.setProperty("role", "muted")
        column.addWidget(caveat)
        column.addWidget(self._buttons())
        self._update()

    def order(self) -> ReportOrder:
        """What was chosen."""
        clips, there, of = self.clips.isChecked(), self._there, self.of
        passages = {"passages": tuple(there.selected), "person": (there.of_person or 0,)}.get(of or "", ())
        options = ReportOptions(
            limit=max(self.limit.value(), min(there.rank, MOST_HITS) if of == "passages" else 0),
            clips=clips,
            burn_in=clips and self.burn_in.isChecked(),
            blur_others=self.blur.isChecked(),
            margin_s=self.margin.value(),
            without=tuple(key for key, box in self.fields.items() if not box.isChecked()),
            of=of,
            passages=passages,
        )
        is_searched = there.query is not None and of in (None, "passages")  # which says where it ranks these
        queries = (there.query,) if is_searched and there.query is not None else ()
        return ReportOrder(
            self._folder, options, queries, self.purpose.text().strip(), self.authority.text().strip()
        )

    @property
    def of(self) -> Of | None:
        """What the report is of; None: the hits of the search."""
        of: Of | None = self.kinds.currentData() if self.chosen.isChecked() else None
        return of

    def _what(self) -> QGridLayout:
        query = self._there.query
        self.chosen, self.kinds = QRadioButton(tr("These passages:")), self._kinds()
        self.chosen.setEnabled(self.kinds.currentIndex() >= 0)
        asked = tr("no search at present") if query is None else query_text(query)
        self.hits = QRadioButton(tr("The first hits of the search: {search}", search=asked))
        self.hits.setEnabled(query is not None)
        self.limit = QSpinBox(minimum=1, maximum=MOST_HITS, value=20)
        self.limit.setAccessibleName(tr("Most hits"))
        self.limit.setPrefix(tr("at most ", "{number}"))
        begins_with_hits = query is not None and not self._there.matches
        (self.hits if begins_with_hits or not self.chosen.isEnabled() else self.chosen).setChecked(True)
        self.hits.toggled.connect(self._update)
        self.kinds.currentIndexChanged.connect(self._update)
        self.limit.valueChanged.connect(self._update)
        what = QGridLayout()
        what.setVerticalSpacing(6)
        what.setColumnStretch(1, 1)
        what.addWidget(self.chosen, 0, 0)
        what.addWidget(self.kinds, 0, 1, 1, 2)
        what.addWidget(self.hits, 1, 0, 1, 2)
        what.addWidget(self.limit, 1, 2)
        return what

    def _kinds(self) -> QComboBox:
        """Which passages a report can be of by themselves; those of which there are none cannot be chosen."""
        there, selected = self._there, len(self._there.selected)
        offered: Mapping[Of, tuple[str, bool]] = {
            "match": (tr("What was decided to be a match: %n passage(s)", None, there.matches), there.matches > 0),
            "unsure": (tr("What was decided to be unsure: %n passage(s)", None, there.unsure), there.unsure > 0),
            "bookmark": (tr("What has a bookmark: %n passage(s)", None, there.bookmarked), there.bookmarked > 0),
            "passages": (selected_line(selected), 0 < selected <= MOST_HITS),
            "person": (PERSON, there.of_person is not None),
        }
        kinds, model = QComboBox(), QStandardItemModel(self)
        kinds.setModel(model)
        kinds.setAccessibleName(tr("Which passages"))
        kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        kinds.setMinimumContentsLength(44)
        for of, (said, is_there) in offered.items():
            item = QStandardItem(said)
            item.setData(of, int(Qt.ItemDataRole.UserRole))
            item.setEnabled(is_there)
            item.setToolTip(PROPOSAL if of == "person" else "")
            model.appendRow(item)
        first = next((row for row, (_, is_there) in enumerate(offered.values()) if is_there), -1)
        kinds.setCurrentIndex(first)
        return kinds

    def _options(self) -> QVBoxLayout:
        self.clips = QCheckBox(tr("A clip of each passage"))
        self.margin = QDoubleSpinBox(minimum=0, maximum=MOST_MARGIN_S, decimals=1, value=2.0)
        self.margin.setSuffix(tr(" s before and after", "{number}"))
        self.margin.setAccessibleName(tr("Footage before and after a passage in its clip"))
        self.margin.valueChanged.connect(self._update)
        self.burn_in = QCheckBox(tr("Clips with the box drawn, and the times under the picture"))
        self.blur = QCheckBox(tr("Make everyone but the person unrecognisable, in frames and clips"))
        self.blur.setToolTip(tr("Automatic: look through the result before it is handed out"))
        row = QHBoxLayout()
        row.addWidget(self.clips, 1)
        row.addWidget(self.margin)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(row)
        for box in (self.burn_in, self.blur):
            column.addWidget(box)
        for box in (self.clips, self.burn_in, self.blur):
            box.toggled.connect(self._update)
        return column

    def _fields(self) -> QGroupBox:
        """Which fields the items' pages have; without one of them they say so."""
        group = QGroupBox(tr("On the items' pages"))
        grid = QGridLayout(group)
        self.fields: dict[str, QCheckBox] = {}
        for number, (key, (said, _)) in enumerate(FIELDS.items()):
            box = self.fields[key] = QCheckBox(FIELD_WORDS.get(key, said))
            box.setChecked(True)
            box.toggled.connect(self._update)
            grid.addWidget(box, number // 2, number % 2)
        kept = QLabel(KEPT, wordWrap=True)
        kept.setProperty("role", "muted")
        grid.addWidget(kept, grid.rowCount(), 0, 1, 2)
        return group

    def _where(self) -> QGridLayout:
        self.purpose = QLineEdit(placeholderText=tr("why: what is looked for, and in which matter"))
        self.authority = QLineEdit(placeholderText=tr("by whose order: a file number, a court order"))
        self._place = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._place.setMinimumWidth(self._place.fontMetrics().averageCharWidth() * 56)
        choose = QPushButton(tr("Choose…"))
        choose.setAccessibleName(tr("Choose the report's folder"))
        choose.clicked.connect(self._on_choose)
        row = QHBoxLayout()
        row.addWidget(self._place, 1)
        row.addWidget(choose)
        form = QGridLayout()  # not a QFormLayout, which gives a folder of two lines the height of one
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(18)
        named = ((tr("Purpose"), self.purpose), (tr("Authority"), self.authority))
        for number, (name, field) in enumerate(named):
            label = QLabel(name)
            label.setBuddy(field)
            form.addWidget(label, number, 0)
            form.addWidget(field, number, 1)
        form.addWidget(QLabel(tr("Folder")), 2, 0)
        form.addLayout(row, 2, 1)
        return form

    def _buttons(self) -> QDialogButtonBox:
        buttons: QDialogButtonBox = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Cancel, accepted=self.accept, rejected=self.reject
        )
        self.write: QPushButton = buttons.addButton(tr("Write the report"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.write.setProperty("role", "primary")
        return buttons

    def _update(self) -> None:
        self.limit.setEnabled(self.hits.isChecked())
        self.kinds.setEnabled(self.chosen.isChecked())
        self.burn_in.setEnabled(self.clips.isChecked())
        self.margin.setEnabled(self.clips.isChecked())
        self.write.setEnabled(self.chosen.isEnabled() or self.hits.isEnabled())
        self._place.setText(line(str(self._folder)))
        if self.preview is not None and self.write.isEnabled():
            self.preview.refresh()

    def _on_choose(self) -> None:
        chosen = self._choose_folder(self, self._folder)
        if chosen is not None:
            self._folder = chosen
            self._update()
