"""What a drag of hits holds: within the window an example to search by, outside of it stills, as files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMetaType, QMimeData, QTimer, QUrl

HITS, FILES = "application/x-cpcl-hits", "text/uri-list"
PATIENCE_MS = 20_000  # after which whoever asks gets nothing; who asks later gets what is written by then

Written = Callable[[Sequence[Path]], None]
"""Told the files, once they are there."""


class CarriedHits(QMimeData):
    """Passages by number, and the picture (a crop) of the one that is dragged.

    The files are promised: `write` has them written, once, when somebody outside first asks for them. Whoever asks
    waits for them while events go on. The window itself never asks, so that nothing is written or logged for what
    stays in it. Without `write` there are none.
    """

    def __init__(self, tracks: Sequence[int], crop: int, write: Callable[[Written], None] | None) -> None:
        super().__init__()
        self.tracks, self.crop = tracks, crop
        self._write, self._is_asked = write, False
        self._paths: Sequence[Path] | None = None
        self._waiting: list[QEventLoop] = []  # of those who asked
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
        if not self._is_asked:
            self._is_asked = True
            self._write(self._on_written)
        if self._paths is None:
            self._wait()
        return [QUrl.fromLocalFile(str(path)) for path in self._paths or ()]

    def _wait(self) -> None:
        loop = QEventLoop()
        self._waiting.append(loop)
        QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self._waiting.remove(loop)

    def _on_written(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        for loop in self._waiting:
            loop.quit()


def carried_hits(data: QMimeData) -> CarriedHits | None:
    """The hits of this window that are dragged over it; None for anything else, also for those of another."""
    return data if isinstance(data, CarriedHits) else None


def are_anothers(data: QMimeData) -> bool:
    """Whether these are hits of another of the program's windows, which would write stills when asked for files."""
    return data.hasFormat(HITS) and not isinstance(data, CarriedHits)
