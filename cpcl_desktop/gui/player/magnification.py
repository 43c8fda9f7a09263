"""How much larger than fitted a frame is drawn, and which part of it is in sight; arithmetic alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSizeF

STEP = 1.25  # by a notch of the wheel or a key
LARGEST = 16.0  # pixels of the screen that a pixel of the footage may take


@dataclass(frozen=True, slots=True)
class Magnification:
    """`times` 1 is as large as there is room, in whose middle stands `middle`, in shares of the frame."""

    times: float = 1.0
    middle: tuple[float, float] = (0.5, 0.5)

    def place(self, frame: QSizeF, room: QSizeF) -> tuple[QPointF, float]:
        """Where the frame's corner stands in the room, and how many of its pixels one of the frame's takes."""
        scale = _fit(frame, room) * self.times
        drawn = frame * scale
        x = _corner(drawn.width(), room.width(), self.middle[0])
        return QPointF(x, _corner(drawn.height(), room.height(), self.middle[1])), scale

    def zoomed(self, factor: float, at: QPointF, frame: QSizeF, room: QSizeF) -> Magnification:
        """Larger by a factor, or smaller, never smaller than fitted; what is at a point of the room stays there."""
        fit = _fit(frame, room)
        times = min(max(self.times * factor, 1.0), max(1.0, LARGEST / fit))
        corner, scale = self.place(frame, room)
        held, centre = (at - corner) / scale, QPointF(room.width(), room.height()) / 2
        return self._about(times, held + (centre - at) / (fit * times), frame, room)

    def moved(self, by: QPointF, frame: QSizeF, room: QSizeF) -> Magnification:
        """What is in sight, drawn elsewhere by so many pixels of the room, as far as there is more to be seen."""
        corner, scale = self.place(frame, room)
        centre = (QPointF(room.width(), room.height()) / 2 - corner - by) / scale
        return self._about(self.times, centre, frame, room)

    def _about(self, times: float, centre: QPointF, frame: QSizeF, room: QSizeF) -> Magnification:
        """With a pixel of the frame in the middle, as near to that as leaves no room empty."""
        scale = _fit(frame, room) * times
        x = _kept(centre.x() / frame.width(), room.width() / scale / frame.width())
        return Magnification(times, (x, _kept(centre.y() / frame.height(), room.height() / scale / frame.height())))


def _fit(frame: QSizeF, room: QSizeF) -> float:
    return max(1e-6, min(room.width() / frame.width(), room.height() / frame.height()))


def _corner(drawn: float, room: float, middle: float) -> float:
    """Where a side of a frame begins: with `middle` in the middle, and no room left empty that it can fill."""
    if drawn <= room:
        return (room - drawn) / 2
    return min(0.0, max(room - drawn, room / 2 - middle * drawn))


def _kept(middle: float, seen: float) -> float:
    """The middle of what is in sight, of which a share `seen` is: that does not reach beyond the frame."""
    return 0.5 if seen >= 1 else min(max(middle, seen / 2), 1 - seen / 2)
