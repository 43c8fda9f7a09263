"""A hit under the pointer or at the keyboard plays a few seconds of its passage in its own card."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QStyle

from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.records import Hit
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.dialogs.messages import sentence_of
from cpcl_desktop.gui.lanes.frame import Shown
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.look.pictures import fitted
from cpcl_desktop.gui.panels.hit_grid import HitGrid
from cpcl_desktop.gui.panels.results_model import HIT_ROLE, ResultsModel
from cpcl_desktop.gui.player.frame_feed import FrameFeed, Shuttle

REST_MS = 450  # that the pointer rests before a hit plays
PLAYS_US = 3_000_000
ROOM = 1.35  # heights of the person that are shown


class HoverPlay(QObject):
    """Plays what the pointer rests on, where `may_play` says so and the system shows animations.

    What somebody asked to play plays in any case, until they go on to another hit or leave.
    """

    playing = Signal(object)  # the Hit, or None when it stops
    said = Signal(str)  # something to tell in passing

    def __init__(self, grid: HitGrid, model: ResultsModel, size: QSize) -> None:
        super().__init__()
        self.may_play: Callable[[], bool] = lambda: False
        self._grid, self._model, self._size = grid, model, size
        self._workspace: Workspace | None = None
        self.hit: Hit | None = None
        self._is_asked = False  # for what plays
        self.feed = FrameFeed()
        self._shuttle = Shuttle(self.feed)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._on_rested)
        self.feed.arrived.connect(self._on_arrived)
        self.feed.failed.connect(self._on_failed)
        grid.viewport().installEventFilter(self)
        grid.installEventFilter(self)
        grid.selectionModel().currentChanged.connect(self._on_left)

    def reset(self, workspace: Workspace | None) -> None:
        """Play from another case, or from none."""
        self.stop()
        self._workspace = workspace

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Wait where the pointer rests; stop where it leaves."""
        if watched is self._grid:
            if event.type() == QEvent.Type.FocusOut:
                self._on_left()
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self._on_moved(event.position().toPoint())
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.Wheel, QEvent.Type.MouseButtonPress, QEvent.Type.Hide):
            self.stop()
        return super().eventFilter(watched, event)

    def stop(self) -> None:
        """Show the stored picture again."""
        self._rest.stop()
        self._is_asked = False
        self._shuttle.pause()
        self.feed.close()
        if self.hit is not None:
            self.hit = None
            self._model.show_playing(None, None)
            self.playing.emit(None)

    def _on_moved(self, place: QPoint) -> None:
        hit: Hit | None = self._grid.indexAt(place).data(HIT_ROLE)
        if hit is None or (self.hit is not None and hit.track != self.hit.track):
            self.stop()
        if hit is not None and self.hit is None:
            self._rest.start()

    def _on_rested(self) -> None:
        place = self._grid.viewport().mapFromGlobal(self._grid.cursor().pos())
        hit: Hit | None = self._grid.indexAt(place).data(HIT_ROLE)
        if hit is not None and self.may_play() and _shows_motion():
            self.play(hit)

    def play(self, hit: Hit) -> None:
        """Play a hit's passage around its moment, over and over; that it was looked at goes into the log."""
        if self._workspace is None:
            return
        self.hit = hit
        begin, end = played_of(hit)
        self._workspace.moments_job(hit.track).start()
        self.feed.open(self._workspace, hit.source, begin)
        self._shuttle.loop = (begin, end)
        self._shuttle.play_from(begin)
        self.playing.emit(hit)

    def play_or_stop(self, hit: Hit) -> None:
        """Play a hit since somebody asks for it, or stop where it plays."""
        is_playing = self.hit is not None and self.hit.track == hit.track
        self.stop()
        if not is_playing:
            self.play(hit)
            self._is_asked = True
            begin, end = map(moment, played_of(hit))
            self.said.emit(tr("Plays from {begin} to {end}; Space stops it.", begin=begin, end=end))

    def _on_left(self) -> None:
        """Who asked is at another hit now, or elsewhere."""
        if self._is_asked:
            self.stop()

    def _on_failed(self, error: Exception) -> None:
        """The stored picture stays; who asked is told why, and the player says it to who did not."""
        is_asked = self._is_asked
        self.stop()
        if is_asked:
            self.said.emit(sentence_of(error))

    def _on_arrived(self, shown: Shown) -> None:
        if self.hit is not None:
            part = shown.image.copy(around(self.hit, shown.time_us, shown.image, self._size))
            picture = fitted(part, self._size, self._grid.devicePixelRatio())
            self._model.show_playing(self.hit.track, QPixmap.fromImage(picture))


def played_of(hit: Hit) -> tuple[int, int]:
    """From when to when a hit's passage plays, around its moment (µs)."""
    begin = max(hit.start_us, min(hit.time_us - PLAYS_US // 2, hit.end_us - PLAYS_US))
    return begin, min(hit.end_us, begin + PLAYS_US)


def around(hit: Hit, time_us: int, image: QImage, shape: QSize) -> QRect:
    """The part of a frame around the person, by their way, of the shape of a card's picture, inside the frame."""
    x1, y1, x2, y2 = hit.box
    x, y, height = (x1 + x2) / 2, (y1 + y2) / 2, y2 - y1
    if hit.route is not None:
        x, y, height = hit.route.at(np.array([(time_us - hit.start_us) / 1e6]))[0].tolist()
    high = min(max(ROOM * max(height, y2 - y1), 16.0), image.height())
    wide = min(high * shape.width() / shape.height(), image.width())
    left = min(max(x - wide / 2, 0.0), image.width() - wide)
    top = min(max(y - high / 2, 0.0), image.height() - high)
    return QRect(int(left), int(top), max(1, int(wide)), max(1, int(high)))


def _shows_motion() -> bool:
    """Whether the system's style animates things at all: it does not where motion is to be reduced."""
    return bool(QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animate))
