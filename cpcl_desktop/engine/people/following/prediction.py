"""Where a followed person is expected: a Kalman filter that knows what of a box may be hidden."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.boxes import Floats
from cpcl_desktop.engine.people.following.options import TrackOptions

Doubles = npt.NDArray[np.float64]

_RESIZE, _RESIZE_CUT = 0.5, 0.1  # how far a new size replaces the one known, seen whole and in part


@dataclass(slots=True)
class Prediction:
    """Constant-velocity Kalman filter of a box's centre; x and y share one covariance, in heights and seconds."""

    centre: Doubles
    velocity: Doubles
    size: Doubles  # width, height in pixels, smoothed
    covariance: Doubles

    @staticmethod
    def standing(box: Floats, options: TrackOptions) -> Prediction:
        """Of somebody seen once."""
        centre, size = centre_and_size(box)
        return Prediction(centre, np.zeros(2), size, np.diag([options.jitter**2, options.speed**2]))

    def predict(self, elapsed_s: float, agility: float) -> None:
        """Go on by a time."""
        step = np.array([[1.0, elapsed_s], [0.0, 1.0]])
        drift = np.array([[elapsed_s**3 / 3, elapsed_s**2 / 2], [elapsed_s**2 / 2, elapsed_s]])
        self.centre = self.centre + self.velocity * elapsed_s
        self.covariance = step @ self.covariance @ step.T + agility**2 * drift

    def correct(self, box: Floats, options: TrackOptions) -> None:
        """Take in a box that was seen."""
        centre, size = centre_and_size(box)
        is_cut = size[1] < options.cut * self.size[1]
        if is_cut:
            centre[1] = self._middle_of_cut(box)
        gain = self.covariance[:, 0] / (self.covariance[0, 0] + options.jitter**2)
        error = centre - self.centre
        self.centre = self.centre + gain[0] * error
        self.velocity = self.velocity + gain[1] * error
        self.covariance = self.covariance - np.outer(gain, self.covariance[0])
        self.size = self.size + (_RESIZE_CUT if is_cut else _RESIZE) * (size - self.size)

    def _middle_of_cut(self, box: Floats) -> float:
        """The height of the whole person's middle, of whom the box shows a part: head, feet or what is between."""
        top, bottom, half = float(box[1]), float(box[3]), float(self.size[1]) / 2
        return min((top + half, bottom - half, (top + bottom) / 2), key=lambda y: abs(y - float(self.centre[1])))

    def shift(self, pixels: Doubles) -> None:
        """The camera turned: the scene moved by so much in the picture."""
        self.centre = self.centre + pixels

    @property
    def deviation(self) -> float:
        """Of the place, in heights."""
        return float(np.sqrt(self.covariance[0, 0]))

    @property
    def box(self) -> Floats:
        """The box expected, x1, y1, x2, y2."""
        return np.concatenate((self.centre - self.size / 2, self.centre + self.size / 2)).astype(np.float32)


def centre_and_size(box: Floats) -> tuple[Doubles, Doubles]:
    """A box's centre and size, float64."""
    corners = box.astype(np.float64)
    return (corners[:2] + corners[2:]) / 2, corners[2:] - corners[:2]
