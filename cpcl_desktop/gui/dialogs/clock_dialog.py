"""Stating what is known of the clock of the recorder behind a source."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import available_timezones

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.recorder_time import RecorderClock, check_stated, clock_doubt_s, stated_start, zone_of
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.gui.dialogs.form import lay_out_form
from cpcl_desktop.gui.guide.key import offer_help

_HOW_KNOWN = {
    "": tr("Nothing is known of its clock."),
    "user": tr("Its clock was stated by somebody."),
    "EXIF": tr("Its clock is that of the pictures' EXIF data."),
    "recorder": tr("Its clock is the recorder's own, frame by frame."),
    "file name": tr("Its clock is read from the file's name."),
    "container": tr("Its clock is what the file says of itself."),
}


class ClockDialog(QDialog):
    """Start, zone, offset and doubt of one source's clock, or but for the start of all `alike` sources.

    `clock_of` tells the clock of any of them as it is to be; only what was changed here changes.
    """

    def __init__(self, source: Source, alike: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("The clock of {name}", name=line(source.name)))
        offer_help(self, "clocks")
        before = source.clock
        self._source, self._before = source, before
        self.start = QLineEdit("" if before.start is None else before.start.isoformat(" "))
        self.start.setPlaceholderText("2026-03-14 09:12:30")
        self.zone = QLineEdit(before.timezone, placeholderText="Europe/Berlin")
        known = QCompleter(sorted(available_timezones()), self)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        known.setFilterMode(Qt.MatchFlag.MatchContains)
        self.zone.setCompleter(known)
        self.offset = QLineEdit(f"{before.offset_s:g}")
        self.doubt = QLineEdit("" if before.doubt_s is None else f"{before.doubt_s:g}")
        usual = f"{clock_doubt_s(replace(before, doubt_s=None)):g}"
        self.doubt.setPlaceholderText(tr("{seconds}, unless you know", seconds=usual))
        self.all = QCheckBox(
            tr(
                "Zone, offset and doubt hold for all %n source(s) of camera {camera}",
                None,
                alike,
                camera=line(source.camera),
            )
        )
        self.all.setVisible(alike > 1)
        self._fault = QLabel(objectName="fault", wordWrap=True)
        self._fault.setProperty("role", "muted")
        self._fault.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()

    def clock_of(self, source: Source) -> RecorderClock:
        """The clock of this or an alike source as it is to be; UsageError where it cannot be."""
        zone, start = self.zone.text().strip(), self.start.text().strip()
        if zone:
            zone_of(zone)
        no_offset = tr(
            "“{text}” is no number of seconds for the offset. Nothing was changed.", text=self.offset.text()
        )
        no_doubt = tr(
            "“{text}” is no number of seconds for the doubt. Nothing was changed.", text=self.doubt.text()
        )
        stated = replace(source.clock, timezone=zone, offset_s=_number(self.offset, no_offset) or 0.0)
        stated = replace(stated, doubt_s=_number(self.doubt, no_doubt))
        if source.id == self._source.id and self.start.isModified():
            stated = replace(stated, start=stated_start(start) if start else None, origin="user" if start else "")
        check_stated(stated)
        return stated

    def accept(self) -> None:
        """Close, if what is stated can be; else say why not."""
        try:
            self.clock_of(self._source)
        except UsageError as error:
            self._fault.setText(shown(error))
            return
        super().accept()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(tr("Its time at the first frame"), self.start)
        form.addRow(tr("Time zone"), self.zone)
        form.addRow(tr("Seconds to add to its time"), self.offset)
        form.addRow(tr("May be off by, in seconds"), self.doubt)
        told = QLabel(
            tr(
                "{known} What you state goes into the log, with what was known before.",
                known=_HOW_KNOWN[self._before.origin],
            ),
            wordWrap=True,
        )
        told.setProperty("role", "muted")
        lay_out_form(self, form, self.all, told, self._fault, letters=74)


def _number(field: QLineEdit, fault: str) -> float | None:
    """What a field says; UsageError with that sentence where it is no number."""
    text = field.text().strip().replace(",", ".")
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        raise UsageError(fault) from None
