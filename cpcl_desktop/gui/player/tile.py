"""One camera's picture in the player: the frame, everyone in it, and beneath it whose picture of when it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from cpcl_desktop.engine.coverage.abreast import Abreast, Absence
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.frame import NOWHERE, Passing, Shown, Surroundings
from cpcl_desktop.gui.look.elided_label import ElidedLabel
from cpcl_desktop.gui.look.text_size import fit_to_text
from cpcl_desktop.gui.look.theme import scaled_font
from cpcl_desktop.gui.player.figures import Wanted, figures_at, others_line
from cpcl_desktop.gui.player.frame_view import FrameView
from cpcl_desktop.gui.player.sighting import Sighting, trail_of

_EDGE = 3  # pixels around a picture among others, in which the main one has its frame


class Tile(QFrame):
    """Shows frames of one source; `framed` when it shows another one."""

    framed = Signal()

    def __init__(self) -> None:
        super().__init__(objectName="tile")
        self.view, self._whose, self._when = FrameView(), ElidedLabel(), ElidedLabel()
        self.around: Surroundings = NOWHERE
        self._own: Passing | None = None
        self._time_us: int | None = None
        self._is_main = False
        beneath = QVBoxLayout()
        beneath.setContentsMargins(6, 0, 6, 0)
        beneath.setSpacing(0)
        for label in (self._whose, self._when):
            label.setVisible(False)
            beneath.addWidget(label)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.view, 1)
        self._column.addLayout(beneath)
        fit_to_text(self._whose, self._fit_name)

    @property
    def is_of_passage(self) -> bool:
        """Whether it is about somebody, beside whom all in view are others."""
        return self._own is not None

    @property
    def caption(self) -> str:
        """What stands beneath the picture."""
        return " · ".join(filter(None, (self._whose.text(), self._when.text())))

    def begin(self, text: str) -> None:
        """Show a sentence until a first frame comes."""
        self.around, self._own, self._time_us = NOWHERE, None, None
        self.view.fit()
        self.view.show_text(text)

    def show_frame(self, shown: Shown, sighting: Sighting | None, spoken: str) -> None:
        """Show a frame, with the box of who it is about."""
        self._time_us = shown.time_us
        self.view.show_frame(shown.image, sighting, spoken)
        self.framed.emit()

    def say(self, text: str) -> None:
        """Show a sentence in place of a frame."""
        self._time_us = None
        self.view.show_text(text)

    def show_around(self, around: Surroundings) -> None:
        """Know what else is in the footage."""
        self.around = around
        self.framed.emit()

    def show_own(self, own: Passing | None) -> None:
        """Know which passage it is about: that is not one of the others."""
        self._own = own
        self.framed.emit()

    def show_people(self, wanted: Wanted) -> None:
        """Show everyone else who is in the frame, as far as that is wanted."""
        if self._time_us is None:
            return
        own = self._own
        figures = figures_at(self.around.people, self._time_us, own.track if own else None, wanted)
        trail = trail_of(own, self._time_us) if own and wanted.trails else []
        self.view.show_people(figures, trail, others_line(figures, self.is_of_passage) if wanted.boxes else "")

    def _fit_name(self) -> None:
        self._whose.setFont(scaled_font(self._whose, 1.0, bold=self._is_main))

    def show_caption(self, whose: str, when: str, is_main: bool) -> None:
        """Say whose picture of when it is, in a frame of the main one; without a name there are no lines for it."""
        for label, text in ((self._whose, whose), (self._when, when)):
            if label.text() != text:
                label.setText(text)
        self.setAccessibleName(self.caption)
        if (bool(whose), is_main) == (not self._whose.isHidden(), self.property("main")):
            return
        for label in (self._whose, self._when):
            label.setVisible(bool(whose))
        self._is_main = is_main
        self._fit_name()
        edge = _EDGE if whose else 0
        self._column.setContentsMargins(edge, edge, edge, edge)
        self.setProperty("main", is_main and bool(whose))
        self.style().polish(self)


def when_line(one: Abreast, time_us: int) -> str:
    """The corrected time of a source at a file time of its own, with by how much that may be off."""
    time = one.time(time_us).corrected
    if time is None:
        return ""
    doubt = f"{one.doubt_s(time_us):g}"
    return tr("{time} ± {doubt} s", time=time.isoformat(" ", "milliseconds"), doubt=doubt)


def name_of(source: Source) -> str:
    """Camera and footage of a source; the footage alone where both have the same name."""
    is_same = source.camera in ("", source.path.name)
    return source.name if is_same else f"{source.camera} · {source.name}"


SILENT = tr(
    "The footage does not answer yet: its drive or its share may be away, or slow. It is still waited for; what "
    "the case holds of it is kept."
)
_ABSENT = {
    "before": tr("No footage at this time: it begins later."),
    "after": tr("No footage at this time: it ended before."),
    "gap": tr("No picture at this time: this part of the footage could not be read."),
}


def absence_line(absence: Absence) -> str:
    """Why a camera shows nothing."""
    return _ABSENT[absence]
