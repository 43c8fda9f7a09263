"""What a drag of hits holds: within the window an example to search by, outside of it stills, as files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMetaType, QMimeData, QUrl

HITS, FILES = "application/x-cpcl-hits", "text/uri-list"


class CarriedHits(QMimeData):
    """Passages by number, and the picture (a crop) of the one that is dragged.

    The files are promised: `write` has them written, once, when somebody outside first asks for them, and returns
    their paths. The window itself never asks, so that nothing is written or logged for what stays in it. Without
    `write` there are none.
    """

    def __init__(self, tracks: Sequence[int], crop: int, write: Callable[[], Sequence[Path]] | None) -> None:
        super().__init__()
        self.tracks, self.crop = tracks, crop
        self._write = write
        self._paths: Sequence[Path] | None = None
        self.setData(HITS, b"hits of this window")

    def formats(self) -> list[str]:
        """What can be asked for."""
        return [*super().formats(), *([] if self._write is None else [FILES])]

    def hasFormat(self, mimetype: str) -> bool:  # noqa: N802 - Qt's name
        """Whether that can be asked for."""
        return mimetype in self.formats()

    def retrieveData(  # noqa: N802 - Qt's name
        self,
        mimetype: str,
        preferredType: QMetaType | QMetaType.Type,  # noqa: N803 - Qt's name
    ) -> object:
        """Called by whoever asks; files are made now."""
        if mimetype != FILES or self._write is None:
            return super().retrieveData(mimetype, preferredType)
        if self._paths is None:
            self._paths = self._write()
        return [QUrl.fromLocalFile(str(path)) for path in self._paths]


def carried_hits(data: QMimeData) -> CarriedHits | None:
    """The hits of this window that are dragged over it; None for anything else, also for those of another."""
    return data if isinstance(data, CarriedHits) else None
