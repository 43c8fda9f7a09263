"""A plain follower to compare with: boxes are the same person's where they overlap what is expected.

SORT (Bewley et al. 2016) without its noise model: a straight, even way, assigned by overlap alone.
"""

from dataclasses import dataclass, field

import numpy as np

from cpcl_desktop.engine.records import Detections
from cpcl_train.judge.boxes import FrameBoxes, pairs

LEAST_IOU, LOST_S, LEAST_SCORE = 0.3, 1.0, 0.35  # SORT's own overlap; ByteTrack's buffer is one second


@dataclass
class _Way:
    number: int
    box: np.ndarray
    time: float
    speed: np.ndarray = field(default_factory=lambda: np.zeros(4))

    def expected(self, time: float) -> np.ndarray:
        return self.box + self.speed * (time - self.time)

    def observe(self, box: np.ndarray, time: float) -> None:
        self.speed = 0.5 * self.speed + 0.5 * (box - self.box) / max(time - self.time, 1e-3)
        self.box, self.time = box, time


class Sort:
    """Follows frame by frame; `follow` returns the boxes with their tracks' numbers."""

    def __init__(self) -> None:
        self._ways: list[_Way] = []
        self._count = 0

    def follow(self, time: float, found: Detections) -> FrameBoxes:
        boxes = found.boxes[found.scores >= LEAST_SCORE].astype(float)
        self._ways = [way for way in self._ways if time - way.time <= LOST_S]
        expected = np.array([way.expected(time) for way in self._ways]).reshape(-1, 4)
        matched = {column: self._ways[row] for row, column in pairs(expected, boxes, LEAST_IOU)}
        numbers = [self._note(matched.get(column), box, time) for column, box in enumerate(boxes)]
        return FrameBoxes(np.array(numbers, np.int64), boxes.astype(np.float32))

    def _note(self, way: _Way | None, box: np.ndarray, time: float) -> int:
        if way is None:
            self._count += 1
            way = _Way(self._count, box, time)
            self._ways.append(way)
        else:
            way.observe(box, time)
        return way.number
