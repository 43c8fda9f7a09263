"""The lane of the pictures in the list of sources; apart from the crops', which must not wait for footage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from cpcl_desktop.engine.errors import CpclError
from cpcl_desktop.engine.numbering import own
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.reader import CaseReader
from cpcl_desktop.gui.look.pictures import fitted, image_of, picture_of

INTO = 0.1  # of what was read: recordings like to begin with a black picture, or a notice


class Posters(CaseReader):
    """What each source looks like."""

    def pictures(self, sources: Sequence[int], size: QSize, ratio: float, report: Report) -> dict[int, QImage]:
        """A picture of each source by its number: of its first passage, else one of its frames.

        It fits `size` at the screen's pixel ratio, and is a null one where the footage shows none (any more).
        """
        members = self.cases.members
        first = {source: crop for member in members for source, crop in member.first_pictures(sources).items()}
        pictures = {}
        for source in sources:
            report(Progress(tr("Thumbnails")))
            crop = first.get(source)
            whole = self._frame(source) if crop is None else picture_of(self._jpeg(crop))
            pictures[source] = whole if whole.isNull() else fitted(whole, size, ratio)
        return pictures

    def _jpeg(self, crop: int) -> bytes:
        return self.cases.member_of(crop).case.gallery.crop_jpeg(own(crop))

    def _frame(self, number: int) -> QImage:
        try:
            known = self.cases.member_of(number).case.sources
            return _frame_of(known.get(own(number)), known.settings(own(number)))
        except (
            CpclError,
            OSError,
        ):  # it was removed meanwhile, or what hinders it is said where it is read or shown
            return QImage()


def _frame_of(source: Source, settings: Mapping[str, Any]) -> QImage:
    from cpcl_desktop.engine.decoder.frame_cursor import FrameCursor
    from cpcl_desktop.engine.decoder.opening import open_source

    if not source.path.exists():
        return QImage()
    with closing(FrameCursor(open_source(source, settings))) as cursor:
        return image_of(cursor.at(round(INTO * source.decoded_s * 1e6)).frame.image)
