"""The thumbnail lane: crops as pictures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from cpcl_desktop.engine.numbering import own
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.reader import CaseReader
from cpcl_desktop.gui.look.pictures import fitted, image_of, picture_of


class Pictures(CaseReader):
    """The thumbnail lane: crops as pictures."""

    def thumbnails(self, crops: Sequence[int], size: QSize, ratio: float, report: Report) -> dict[int, QImage]:
        """The crops' pictures by crop id, scaled to fit `size` at the screen's pixel ratio."""
        pictures = {}
        for crop in crops:
            report(Progress(tr("Thumbnails")))
            pictures[crop] = fitted(picture_of(self._jpeg(crop)), size, ratio)
        return pictures

    def moments(self, tracks: Sequence[int], report: Report) -> dict[int, tuple[int, ...]]:
        """The pictures of each passage, by time: by number of the crop."""
        found = {}
        for track in tracks:
            report(Progress(tr("Moments")))
            found[track] = tuple(row.crop for row in self.cases.member_of(track).track_crops(track))
        return found

    def whole(self, crop: int) -> QImage:
        """A crop's picture as it is stored; CaseError where that is damaged."""
        from cpcl_desktop.engine.people.stored_picture import decode_jpeg

        return image_of(decode_jpeg(self._jpeg(crop)))

    def _jpeg(self, crop: int) -> bytes:
        return self.cases.member_of(crop).case.gallery.crop_jpeg(own(crop))
