"""Naming the camera that footage is of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QDialog, QFormLayout, QLabel, QLineEdit, QWidget

from cpcl_desktop.engine.case.names import camera_as_said
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.gui.dialogs.form import lay_out_form
from cpcl_desktop.gui.guide.key import offer_help


class CameraDialog(QDialog):
    """The name of one camera for these sources, or for all `searched` that are of their cameras now.

    The names of the case's cameras are offered, those of sources in the bin, `binned`, among them.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        searched: Sequence[Source],
        binned: Sequence[Source] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        title = tr("The camera of {name}", name=line(sources[0].name))
        self.setWindowTitle(title if len(sources) == 1 else tr("The camera of %n source(s)", None, len(sources)))
        offer_help(self, "footage")
        before = sorted({source.camera for source in sources})
        self._sources, self._every = sources, [*searched, *binned]
        self._alike = [source for source in searched if source.camera in before]
        field = QLineEdit(accessibleName=tr("Name of the camera"))
        self.name = QComboBox(insertPolicy=QComboBox.InsertPolicy.NoInsert)
        self.name.setLineEdit(field)
        for camera in sorted({source.camera for source in self._every}):
            self.name.addItem(line(camera), camera)
        known = QCompleter(self.name.model(), self)  # by case: the box's own would turn a capital back
        known.setFilterMode(Qt.MatchFlag.MatchContains)
        self.name.setCompleter(known)
        self.name.setCurrentIndex(self.name.findData(before[0]) if len(before) == 1 else -1)
        field.selectAll()
        self.all = QCheckBox(tr("For all %n source(s) that are of the same camera", None, len(self._alike)))
        self.all.setVisible(len(self._alike) > len(sources))
        self._fault = QLabel(objectName="fault", wordWrap=True)
        self._fault.setProperty("role", "muted")
        self._fault.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out(before)

    def cameras(self) -> dict[int, str]:
        """The camera's name, by the number of each source that is of it from now on; UsageError for none."""
        meant = [source.id for source in (self._alike if self.all.isChecked() else self._sources)]
        said = self.name.currentText()
        offered = self.name.findText(said, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive)
        others = [source.camera for source in self._every if source.id not in meant]
        name = camera_as_said(said, others) if offered < 0 else str(self.name.itemData(offered))
        return dict.fromkeys(meant, name)

    def accept(self) -> None:
        """Close, if that can be a name; else say why not."""
        try:
            self.cameras()
        except UsageError as error:
            self._fault.setText(shown(error))
            return
        super().accept()

    def _lay_out(self, before: Sequence[str]) -> None:
        form = QFormLayout()
        form.addRow(tr("Name of the camera"), self.name)
        told = QLabel(
            tr(
                "Footage of one name is of one camera. Filters, the timeline, groups and likely persons go by it; "
                "clocks stay as they are. The log keeps what it was called before."
            ),
            wordWrap=True,
        )
        told.setProperty("role", "muted")
        lay_out_form(self, form, self.all, told, self._fault, letters=64)
