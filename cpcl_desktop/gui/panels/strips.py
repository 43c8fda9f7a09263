"""The moments of each hit's passage as small pictures, loaded when the hit is first shown."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QPixmap

from cpcl_desktop.engine.records import Hit
from cpcl_desktop.gui.jobs import Job
from cpcl_desktop.gui.lanes.thumbnails import MakeJob, Thumbnails

PICTURE = QSize(30, 40)  # device-independent pixels
MOST = 4  # moments of a passage that a hit shows
KEPT = 5000  # passages whose moments are remembered
AT_A_TIME = 24  # passages per job

MakeMoments = Callable[[Sequence[int]], Job]


class Strips(QObject):
    """Pictures by passage; `arrived` names the passages of which there are more, `failed` carries the exception."""

    arrived = Signal(set)  # tracks
    failed = Signal(object)

    def __init__(self, size: QSize = PICTURE) -> None:
        super().__init__()
        self.thumbnails = Thumbnails(size)
        self.thumbnails.arrived.connect(self._on_pictures)
        self.thumbnails.failed.connect(self.failed)
        self._make_job: MakeMoments | None = None
        self._crops: OrderedDict[int, tuple[int, ...]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._tracks: dict[int, int] = {}  # by crop
        self._running: Job | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._load)

    def reset(self, make_job: MakeMoments | None, make_pictures: MakeJob | None, ratio: float) -> None:
        """Forget everything and load from another case (None: from none), for a screen of this pixel ratio."""
        self.thumbnails.reset(make_pictures, ratio)
        if self._running is not None:
            self._running.cancel()
        self._running, self._make_job = None, make_job
        for known in (self._crops, self._wanted, self._tracks):
            known.clear()

    def forget_moments(self) -> None:
        """Passages may be others than before: which moments they have is to be asked anew; pictures stay."""
        if self._running is not None:
            self._running.cancel()
        self._running = None
        self._crops.clear()
        self._tracks.clear()
        self._soon.start()  # for what was wanted beside

    def pictures(self, hit: Hit) -> list[QPixmap]:
        """The moments' pictures that have come, spread over the passage; asking for them orders them."""
        crops = self._crops.get(hit.track)
        if crops is None:
            if self._make_job is not None:
                self._wanted[hit.track] = None
                self._wanted.move_to_end(hit.track)
                self._soon.start()
            return []
        self._crops.move_to_end(hit.track)
        found = (self.thumbnails.get(crop) for crop in crops)
        return [picture for picture in found if picture is not None]

    def _load(self) -> None:
        if self._running is not None or not self._wanted or self._make_job is None:
            return
        newest = [self._wanted.popitem()[0] for _ in range(min(AT_A_TIME, len(self._wanted)))]
        job = self._make_job(newest)
        job.succeeded.connect(self._on_moments)
        job.failed.connect(self.failed)
        job.ended.connect(lambda: self._on_ended(job))
        self._running = job
        job.start()

    def _on_moments(self, moments: dict[int, tuple[int, ...]]) -> None:
        for track, crops in moments.items():
            self._crops[track] = shown = _spread(crops)
            self._tracks.update(dict.fromkeys(shown, track))
        while len(self._crops) > KEPT:
            for crop in self._crops.popitem(last=False)[1]:
                self._tracks.pop(crop, None)
        self.arrived.emit(set(moments))

    def _on_pictures(self, crops: set[int]) -> None:
        self.arrived.emit({self._tracks[crop] for crop in crops if crop in self._tracks})

    def _on_ended(self, job: Job) -> None:
        if self._running is job:
            self._running = None
            self._soon.start()


def _spread(crops: Sequence[int]) -> tuple[int, ...]:
    """A few of a passage's pictures, its first and its last among them."""
    if len(crops) <= MOST:
        return tuple(crops)
    return tuple(crops[round(at * (len(crops) - 1) / (MOST - 1))] for at in range(MOST))
