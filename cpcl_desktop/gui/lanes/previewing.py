"""What the report dialog asks for: what a report would hold, and a frame as it would be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.report.records import Item, ReportOptions
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.reader import CaseReader
from cpcl_desktop.gui.lanes.report import ReportOrder
from cpcl_desktop.gui.look.pictures import image_of

if TYPE_CHECKING:
    from cpcl_desktop.engine.people.detect import Detector
    from cpcl_desktop.engine.report.preview import Preview
    from cpcl_desktop.engine.search.searcher import Searcher


@dataclass(frozen=True, slots=True)
class ShownFrame:
    """A frame as a report would show it, and what is to be said of it."""

    image: QImage
    said: str


class Previews(CaseReader):
    """Looks ahead; models are opened once."""

    def __init__(self, occasion: Occasion) -> None:
        super().__init__(occasion)
        self._searcher: Searcher | None = None
        self._detector: Detector | None = None
        self._has_looked = False

    def preview(self, order: ReportOrder, report: Report) -> Preview:
        """What a report would hold; nothing is logged."""
        from cpcl_desktop.engine.report.preview import preview_report

        return preview_report(self._current_searcher(report), order.queries, order.options, report)

    def frame(self, item: Item, options: ReportOptions, report: Report) -> ShownFrame:
        """An item's frame as it would be shown."""
        from cpcl_desktop.engine.report.media import detector_for
        from cpcl_desktop.engine.report.preview import preview_frame

        searcher = self._current_searcher(report)
        if options.blur_others and not self._has_looked:
            report(Progress(tr("Opening the detector")))
            self._detector, self._has_looked = detector_for(options), True
        image, said = preview_frame(searcher, item, options, self._detector, report)
        return ShownFrame(image_of(image), shown(said))

    def close(self) -> None:
        """Let go of models and the case."""
        self._searcher = self._detector = None
        super().close()

    def _current_searcher(self, report: Report) -> Searcher:
        from cpcl_desktop.engine.search.searcher import searcher_for

        model = self.case.models.current()
        if self._searcher is None or (model and model.sha256 != self._searcher.embedder.sha256):
            report(Progress(tr("Opening the model")))
            self._searcher = searcher_for(self.case)
        return self._searcher
