"""Pictures of crops, loaded in their lane when they are first shown, and kept while there is room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap

from cpcl_desktop.gui.jobs import Job

SCREENS = 3  # full of pictures are kept: what is shown at once never takes more than one
_BYTES = 4  # a pixel
AT_A_TIME = 16  # per job, so that what is scrolled into view does not wait for what is gone

MakeJob = Callable[[Sequence[int], QSize, float], Job]


class Thumbnails(QObject):
    """Pictures by crop id at one size; `arrived` names those that have come, `failed` carries the exception."""

    arrived = Signal(set)  # crop ids
    failed = Signal(object)

    def __init__(self, size: QSize, at_a_time: int = AT_A_TIME) -> None:
        super().__init__()
        self.size, self._at_a_time = size, at_a_time
        self._pictures: OrderedDict[int, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._held = 0  # bytes of the pictures
        self._make_job: MakeJob | None = None
        self._ratio = 1.0
        self._running: Job | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._load)

    def reset(self, make_job: MakeJob | None, ratio: float) -> None:
        """Forget everything and load from another case (None: from none), for a screen of this pixel ratio."""
        if self._running is not None:
            self._running.cancel()
        self._running = None
        self._pictures.clear()
        self._held = 0
        self._wanted.clear()
        self._make_job, self._ratio = make_job, ratio

    def get(self, crop: int) -> QPixmap | None:
        """The crop's picture, or None until it has arrived; asking for it orders it."""
        picture = self._pictures.get(crop)
        if picture is not None:
            self._pictures.move_to_end(crop)
        elif self._make_job is not None:
            self._wanted[crop] = None
            self._wanted.move_to_end(crop)
            self._soon.start()
        return picture

    def forget(self, crops: Iterable[int]) -> None:
        """Load these anew when they are shown again."""
        for crop in crops:
            self._drop(crop)

    def _load(self) -> None:
        if self._running is not None or not self._wanted or self._make_job is None:
            return
        newest = [self._wanted.popitem()[0] for _ in range(min(self._at_a_time, len(self._wanted)))]
        job = self._make_job(newest, self.size, self._ratio)
        job.succeeded.connect(self._on_loaded)
        job.failed.connect(self.failed)
        job.ended.connect(lambda: self._on_ended(job))
        self._running = job
        job.start()

    def _on_loaded(self, pictures: dict[int, QImage]) -> None:
        for crop, image in pictures.items():
            self._drop(crop)
            picture = self._pictures[crop] = QPixmap.fromImage(image)
            self._held += _size(picture)
        while self._held > self._room() and len(self._pictures) > len(pictures):
            self._drop(next(iter(self._pictures)))
        self.arrived.emit(set(pictures))

    def _drop(self, crop: int) -> None:
        picture = self._pictures.pop(crop, None)
        self._held -= 0 if picture is None else _size(picture)

    def _room(self) -> int:
        """Bytes of pictures that are kept: a large or fine screen shows more of them, or larger ones."""
        whole = QGuiApplication.primaryScreen().virtualSize() * self._ratio
        return SCREENS * whole.width() * whole.height() * _BYTES

    def _on_ended(self, job: Job) -> None:
        if self._running is job:
            self._running = None
            self._soon.start()


def _size(picture: QPixmap) -> int:
    return picture.width() * picture.height() * _BYTES
