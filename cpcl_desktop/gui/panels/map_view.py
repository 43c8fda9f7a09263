"""A map of where people went: which source's or camera's hits it shows, above their ways on its view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cpcl_desktop.engine.numbering import of_case
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.records import Hit
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui import results_wording as words
from cpcl_desktop.gui.panels.hit_columns import Camera, Column, HitColumns, camera_of
from cpcl_desktop.gui.panels.hit_sayings import SAYS_NOTHING, HitSayings
from cpcl_desktop.gui.panels.map_canvas import MapCanvas, ways_of

MOST = 300  # ways that are drawn, those of the best hits
_LETTERS = 28  # of a name that can be read without opening the list


@dataclass(frozen=True, slots=True)
class Place:
    """What a map is of: a source or, where that is None, all of a camera, which may have been moved meanwhile."""

    camera: Camera
    source: int | None = None


class MapView(QWidget):
    """Chooses a source or a camera and shows the ways of its hits; signals carry the hit's place in the list."""

    chosen = Signal(int)
    opened = Signal(int)
    frame_wanted = Signal(object)  # Hit, at whose moment the camera's view is wanted

    def __init__(self, sayings: HitSayings = SAYS_NOTHING) -> None:
        super().__init__()
        self.canvas = MapCanvas(sayings)
        self.canvas.chosen.connect(self.chosen)
        self.canvas.opened.connect(self.opened)
        self.places = QComboBox()
        self.places.setAccessibleName(tr("Camera or footage"))
        self.places.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.places.setMinimumContentsLength(_LETTERS)
        self.places.currentIndexChanged.connect(self._on_place)
        self._line = QLabel()
        self._line.setProperty("role", "muted")
        self._hits = HitColumns()
        self._hit = -1  # the one to be marked, by its place in the list
        head = QHBoxLayout()
        head.setContentsMargins(18, 0, 18, 0)
        head.addWidget(self.places)
        head.addWidget(self._line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.canvas, 1)

    @property
    def text(self) -> str:
        """What it says of the ways shown."""
        return self._line.text()

    def show_hits(self, hits: HitColumns) -> None:
        """Show the ways of these, of what was chosen or else of the first hit's source."""
        self._hits = hits
        offered = dict(_places(hits))
        places, before = list(offered), self.places.currentData()
        first = Place(camera_of(hits.hits[0]), hits.hits[0].source) if len(hits) else None
        wanted = before if before in offered else first
        self.places.blockSignals(True)
        self.places.clear()
        for place, name in offered.items():
            self.places.addItem(line(name), place)
        self.places.setCurrentIndex(places.index(wanted) if wanted in offered else 0)
        self.places.blockSignals(False)
        self._on_place()

    def show_frame(self, image: QImage) -> None:
        """Show this frame under the ways."""
        self.canvas.frame, self.canvas.size_px = image, image.size()
        self.canvas.draw_anew()

    def say(self, text: str) -> None:
        """Say why there is no frame under the ways."""
        self._line.setText(line(text))

    def select_hit(self, hit: int) -> None:
        """Mark the way of a hit, by its place in the list."""
        self._hit = hit
        self.canvas.current = next((at for at, way in enumerate(self.canvas.ways) if way.hit == hit), -1)
        self.canvas.update()

    @property
    def is_marked(self) -> bool:
        """Whether the hit that was selected has a way here."""
        return self.canvas.current >= 0

    @property
    def rows(self) -> Column:
        """The hits whose ways are shown, by their place in the list."""
        return np.array([way.hit for way in self.canvas.ways], np.int64)

    def _on_place(self) -> None:
        hits, place = self._hits.hits, self.places.currentData()
        rows = np.zeros(0, np.int64) if place is None else _rows_at(self._hits, place)
        walked = rows[self._hits.walked[rows]]
        best = np.sort(walked[np.argsort(self._hits.ranks[walked], kind="stable")[:MOST]])
        ways = ways_of(hits, best.tolist())
        self._line.setText(words.drawn_line(len(ways), len(walked), len(rows) - len(walked)))
        edges = np.concatenate([way.points for way in ways]) if ways else np.ones((1, 2))
        self.canvas.show_ways(ways, QSize(*(max(1, round(float(edge))) for edge in edges.max(axis=0))))
        self.select_hit(self._hit)
        if len(rows):
            self.frame_wanted.emit(hits[int(rows[0])])


def _places(hits: HitColumns) -> Iterator[tuple[Place, str]]:
    """What maps there are of, with names: each camera's sources and, where it has several, all of them.

    Sources of a camera need not show the same view: what lay in one folder is of one until somebody names it.
    """
    of_camera: dict[Camera, list[Hit]] = {}
    for hit in hits.first_of_sources:
        of_camera.setdefault(camera_of(hit), []).append(hit)
    for camera, some in of_camera.items():
        name = of_case(*camera)
        for hit in some:
            yield Place(camera, hit.source), words.view_of(name, hit.source_name)
        if len(some) > 1:
            yield Place(camera), words.view_of_all(name, len(some))


def _rows_at(hits: HitColumns, place: Place) -> np.ndarray:
    if place.source is not None:
        return np.flatnonzero(hits.sources == place.source)
    return np.flatnonzero(hits.cameras == hits.cameras_there.index(place.camera))
