"""The line at the foot of the window: what the case holds, why it is worked in, what an ingest runs on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar

from cpcl_desktop.engine.plain_text import line, shortened
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.gui import case_wording
from cpcl_desktop.gui.lanes.ingest import NO_EQUIPMENT, Equipment
from cpcl_desktop.gui.lanes.survey import Survey
from cpcl_desktop.gui.look.names import tip

SAID_MS = 4000  # how long a passing message stands
_MOST = 80  # characters of a purpose that a line has room for


class StatusLine(QStatusBar):
    """Three labels, and messages in passing."""

    def __init__(self) -> None:
        super().__init__()
        self._counts, self._equipment, self.occasion = (
            QLabel(textFormat=Qt.TextFormat.PlainText) for _ in range(3)
        )
        self.equipment = NO_EQUIPMENT
        self.setSizeGripEnabled(False)
        self.addWidget(self._counts)
        self.addPermanentWidget(self.occasion)
        self.addPermanentWidget(self._equipment)

    def say(self, text: str) -> None:
        """Say something in passing."""
        self.showMessage(text, SAID_MS)

    def show_survey(self, survey: Survey | None) -> None:
        """What the case holds; None when none is open."""
        self._counts.setText(tr("No case is open") if survey is None else case_wording.survey_line(survey))

    def show_equipment(self, equipment: Equipment) -> None:
        """Model, detector and provider."""
        self.equipment = equipment
        self._equipment.setText("    ".join(case_wording.equipment_lines(equipment)))
        self._equipment.setToolTip(shown(equipment.provider_reason))

    def show_occasion(self, purpose: str, authority: str) -> None:
        """Why, and by whose order, the case is worked in."""
        said = case_wording.occasion_line(shortened(purpose, _MOST), shortened(authority, _MOST))
        self.occasion.setText(line(said))
        self.occasion.setToolTip(tip(filter(None, (purpose, authority))))
