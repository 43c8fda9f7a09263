"""Follow people from frame to frame: each passage through the picture becomes one track.

Two stages as in ByteTrack (Zhang et al. 2022, arXiv:2110.06864): confident
detections are assigned first, weak ones may only continue a track. At five
samples a second people move by more than their width, so the cost mixes the
overlap with the predicted box, the distance to it in body heights, and a
coarse comparison of clothing colours. All rates are per second, so the interval
between frames may vary.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.boxes import Floats, covered, iou
from cpcl_desktop.engine.people.crops import CropKeeper, CropOptions
from cpcl_desktop.engine.records import Detections, Frame, Image, Track

Doubles = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]

IMPOSSIBLE = 1e6  # a cost that no assignment accepts


@dataclass(frozen=True, slots=True)
class TrackOptions:
    """Distances are in heights of the person's box (about 1.7 m), times in seconds."""

    confident: float = 0.35  # detection score that may start a track
    weak: float = 0.1  # detection score that may continue one
    evidence: float = 0.9  # sum of scores that makes a track
    alone: float = 0.6  # one detection this confident is a track by itself
    lost_s: float = 2.0  # a person hidden for longer starts a new track
    weak_s: float = 0.7  # weak detections continue only what was seen this recently
    speed: float = 1.2  # heights/s, deviation of an unknown walking speed
    agility: float = 0.7  # heights/s per √s, how fast a walking speed drifts
    jitter: float = 0.06  # heights, deviation of a detector's box centre
    reach: float = 3.0  # deviations from the predicted centre within which a detection may belong
    furthest: float = 1.2  # heights from the predicted centre, however uncertain it is
    resize: float = 2.5  # ratio of heights within which both may be one person; half of one can be hidden
    unlike: float = 0.25  # distance of clothing colours beyond which it is someone else
    unlike_again: float = 0.15  # the same for someone who was out of sight for longer than `weak_s`
    worst: float = 0.75  # cost above which a detection is not assigned
    inside: float = 0.7  # share of a detection inside another's box that makes it a part of the same person


class TrackBuilder:
    """Turns the detections of one source's frames, in order, into tracks.

    A person becomes a track when the scores of their detections add up to
    `evidence` (three hesitant detections, or two good ones), or by one single
    detection above `alone`: brief passages and single pictures count, a
    hesitant flicker does not. The result depends on nothing but the input.
    """

    def __init__(self, options: TrackOptions | None = None, crops: CropOptions | None = None) -> None:
        self._options = options or TrackOptions()
        self._crops = crops or CropOptions()
        self._paths: list[_Path] = []

    @property
    def live(self) -> int:
        """How many people are being followed, those out of sight for a moment included."""
        return len(self._paths)

    def follow(self, frame: Frame, detections: Detections) -> list[Track]:
        """Assign one frame's detections; returns the tracks that have just ended, oldest first."""
        options = self._options
        for path in self._paths:
            path.predict(frame.time_us, options)
        seen = _Seen.of(frame, detections, options.weak)
        strong = np.flatnonzero(seen.scores >= options.confident)
        weak = np.flatnonzero(seen.scores < options.confident)
        taken = self._assign(seen, self._paths, strong)
        recent = [path for path in self._paths if path.missed and path.is_in_sight(options)]
        taken |= self._assign(seen, recent, weak)
        self._start(seen, [int(i) for i in strong if int(i) not in taken], taken)
        return self._end(frame)

    def finish(self) -> list[Track]:
        """End all tracks, as at the end of a source or before a jump in time."""
        paths, self._paths = self._paths, []
        return _tracks(paths, self._options)

    def _assign(self, seen: _Seen, paths: list[_Path], indices: Indices) -> set[int]:
        if not paths or not len(indices):
            return set()
        costs = np.stack([path.costs(seen, indices, self._options) for path in paths])
        taken = set()
        for row, column in zip(*cheapest_pairs(costs), strict=True):
            if costs[row, column] <= self._options.worst:
                paths[row].observe(seen, int(indices[column]), self._options)
                taken.add(int(indices[column]))
        return taken

    def _start(self, seen: _Seen, free: list[int], taken: set[int]) -> None:
        for index in free:
            others = sorted(taken)
            if others and covered(seen.boxes[[index]], seen.boxes[others]).max() > self._options.inside:
                continue
            path = _Path(CropKeeper(self._crops), _Motion.standing(seen.boxes[index], self._options))
            path.start(seen, index)
            self._paths.append(path)
            taken.add(index)

    def _end(self, frame: Frame) -> list[Track]:
        ended = [p for p in self._paths if p.is_over(frame, self._options)]
        self._paths = [p for p in self._paths if p not in ended]
        return _tracks(ended, self._options)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A frame with its detections, best first, and their colours N×12×3."""

    frame: Frame
    boxes: Floats
    scores: Floats
    colours: Floats

    @staticmethod
    def of(frame: Frame, detections: Detections, least: float) -> _Seen:
        order = np.argsort(-detections.scores, kind="stable")
        order = order[detections.scores[order] >= least]
        boxes = detections.boxes[order]
        colours = np.array([clothing_colours(frame.image, box) for box in boxes], np.float32).reshape(-1, 12, 3)
        return _Seen(frame, boxes, detections.scores[order], colours)

    def others(self, index: int) -> Floats:
        return np.delete(self.boxes, index, axis=0)


@dataclass(slots=True)
class _Motion:
    """Constant-velocity Kalman filter of a box's centre; x and y share one covariance, in heights and seconds."""

    centre: Doubles
    velocity: Doubles
    size: Doubles  # width, height in pixels, smoothed
    covariance: Doubles

    @staticmethod
    def standing(box: Floats, options: TrackOptions) -> _Motion:
        centre, size = _centre_and_size(box)
        return _Motion(centre, np.zeros(2), size, np.diag([options.jitter**2, options.speed**2]))

    def predict(self, elapsed_s: float, agility: float) -> None:
        step = np.array([[1.0, elapsed_s], [0.0, 1.0]])
        drift = np.array([[elapsed_s**3 / 3, elapsed_s**2 / 2], [elapsed_s**2 / 2, elapsed_s]])
        self.centre = self.centre + self.velocity * elapsed_s
        self.covariance = step @ self.covariance @ step.T + agility**2 * drift

    def correct(self, box: Floats, jitter: float) -> None:
        centre, size = _centre_and_size(box)
        gain = self.covariance[:, 0] / (self.covariance[0, 0] + jitter**2)
        error = centre - self.centre
        self.centre = self.centre + gain[0] * error
        self.velocity = self.velocity + gain[1] * error
        self.covariance = self.covariance - np.outer(gain, self.covariance[0])
        self.size = 0.5 * self.size + 0.5 * size

    @property
    def box(self) -> Floats:
        return np.concatenate((self.centre - self.size / 2, self.centre + self.size / 2)).astype(np.float32)


@dataclass(slots=True, eq=False)
class _Path:
    """A person being followed: where they are, what they wear, and the crops that may be kept."""

    keeper: CropKeeper
    motion: _Motion
    start_us: int = 0
    last_us: int = 0
    now_us: int = 0
    missed: int = 0  # frames since it was last seen
    observations: int = 0
    evidence: float = 0.0
    best: float = 0.0
    colours: Floats = field(default_factory=lambda: np.empty(0, np.float32))

    def start(self, seen: _Seen, index: int) -> None:
        self.start_us = self.now_us = seen.frame.time_us
        self.colours = seen.colours[index]
        self._record(seen, index)

    def observe(self, seen: _Seen, index: int, options: TrackOptions) -> None:
        self.motion.correct(seen.boxes[index], options.jitter)
        self.colours = 0.7 * self.colours + 0.3 * seen.colours[index]
        self._record(seen, index)

    def predict(self, time_us: int, options: TrackOptions) -> None:
        self.motion.predict((time_us - self.now_us) / 1e6, options.agility)
        self.now_us = time_us
        self.missed += 1

    def is_in_sight(self, options: TrackOptions) -> bool:
        """Seen in the frame before this one, or a moment ago."""
        return self.missed <= 1 or self.now_us - self.last_us <= options.weak_s * 1e6

    def costs(self, seen: _Seen, indices: npt.NDArray[np.intp], options: TrackOptions) -> Doubles:
        """The cost of each detection for this path, 0 (certain) to 1; `IMPOSSIBLE` outside the gates."""
        boxes = seen.boxes[indices].astype(np.float64)
        height = self.motion.size[1]
        distance = np.linalg.norm((boxes[:, :2] + boxes[:, 2:]) / 2 - self.motion.centre, axis=1) / height
        deviation = float(np.sqrt(self.motion.covariance[0, 0] + options.jitter**2))
        reach = min(options.reach * deviation, options.furthest)
        ratio = np.abs(np.log((boxes[:, 3] - boxes[:, 1]) / height))
        limit = options.unlike if self.is_in_sight(options) else options.unlike_again
        unlike = np.linalg.norm(seen.colours[indices] - self.colours, axis=2).mean(axis=1)
        overlap = iou(self.motion.box[None], seen.boxes[indices])[0]
        cost = 0.4 * (1 - overlap) + 0.3 * distance / reach + 0.3 * unlike / limit
        barred = (distance > reach) | (ratio > np.log(options.resize)) | (unlike > limit)
        return np.asarray(np.where(barred, IMPOSSIBLE, cost), np.float64)

    def is_over(self, frame: Frame, options: TrackOptions) -> bool:
        """Out of sight for too long, or gone from the picture."""
        unseen_s = (self.now_us - self.last_us) / 1e6
        height, width = frame.image.shape[:2]
        x, y = self.motion.centre
        outside = not (0 <= x < width and 0 <= y < height)
        return unseen_s > options.lost_s or (self.missed > 0 and outside)

    def is_track(self, options: TrackOptions) -> bool:
        return self.evidence >= options.evidence or self.best >= options.alone

    def track(self) -> Track:
        return Track(self.start_us, self.last_us, self.observations, self.keeper.choose())

    def _record(self, seen: _Seen, index: int) -> None:
        score = float(seen.scores[index])
        self.last_us = seen.frame.time_us
        self.missed = 0
        self.observations += 1
        self.evidence += score
        self.best = max(self.best, score)
        self.keeper.offer(seen.frame, seen.boxes[index], score, seen.others(index))


def clothing_colours(image: Image, box: Floats) -> Floats:
    """Colours from head to foot in the middle of a box: Lab of 2 columns × 6 rows, 12×3, each in 0..1."""
    height, width = image.shape[:2]
    inset = 0.2 * (box[2] - box[0])
    left, top = min(int(max(0, box[0] + inset)), width - 1), min(int(max(0, box[1])), height - 1)
    right, bottom = max(left + 1, int(box[2] - inset)), max(top + 1, int(box[3]))
    small = cv2.resize(image[top:bottom, left:right], (2, 6), interpolation=cv2.INTER_AREA)
    lab: Floats = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32).reshape(12, 3)
    return lab / np.float32(255)


def _centre_and_size(box: Floats) -> tuple[Doubles, Doubles]:
    corners = box.astype(np.float64)
    return (corners[:2] + corners[2:]) / 2, corners[2:] - corners[:2]


def _tracks(paths: Iterable[_Path], options: TrackOptions) -> list[Track]:
    tracks = [path.track() for path in paths if path.is_track(options)]
    return sorted(tracks, key=lambda track: track.start_us)


def cheapest_pairs(costs: Doubles) -> tuple[Indices, Indices]:
    """Rows and columns of the assignment of least total cost; one row or one column needs no solver."""
    if 1 in costs.shape:
        row, column = np.unravel_index(np.argmin(costs), costs.shape)
        return np.array([row]), np.array([column])
    from scipy.optimize import linear_sum_assignment  # late: it takes as long as all other imports together

    rows, columns = linear_sum_assignment(costs)
    return rows, columns
