"""What one frame shows of people: boxes, scores, clothing colours and, where asked, looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from cpcl_desktop.bundle.boxes import Floats
from cpcl_desktop.engine.people.crops import CropOptions, cut_out
from cpcl_desktop.engine.people.following.prediction import Doubles
from cpcl_desktop.engine.records import Box, Crop, Detections, Frame, Image

Embed = Callable[[Sequence[Image]], Floats]  # N RGB pictures → N×dim, unit norm

SHARE = 0.5  # of all boxes, the pictures that may be embedded at most
LOOK_PX = 40.0  # height of a box from which looks tell people apart
_REMEMBERED = 200  # pictures that are not embedded again
AHEAD = 16  # that may be embedded before there were so many boxes


class Looks:
    """What people look like, as an embedder sees it; it costs, so its share of all boxes is bounded."""

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self.boxes = self.embedded = 0
        self._known: dict[tuple[int, Box], Floats] = {}

    def of(self, images: Sequence[Image]) -> Floats | None:
        """N×dim of unit norm; None where that would be too many for now."""
        if self.embedded + len(images) > AHEAD + SHARE * self.boxes:
            return None
        self.embedded += len(images)
        return self._embed(images)

    def mean(self, crops: Sequence[Crop]) -> Floats | None:
        """The mean of some pictures of one person, of unit norm; None as above."""
        new = [crop for crop in crops if (crop.time_us, crop.box) not in self._known]
        vectors = self.of([crop.image for crop in new]) if new else np.empty((0, 0), np.float32)
        if not crops or vectors is None:
            return None
        self._known.update(((crop.time_us, crop.box), vector) for crop, vector in zip(new, vectors, strict=True))
        mean = np.mean([self._known[crop.time_us, crop.box] for crop in crops], axis=0)
        while len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """Somebody in one frame, with all that may be kept of it; `view`: how far the camera had turned, in pixels."""

    time_us: int
    box: Floats
    score: float
    colours: Floats
    crop: Crop
    view: Doubles

    @property
    def height(self) -> float:
        """Of the box, in pixels."""
        return float(self.box[3] - self.box[1])

    @property
    def scene_box(self) -> Floats:
        """The box where it would be, had the camera not turned."""
        return np.asarray(self.box - np.tile(self.view, 2), np.float32)


@dataclass(frozen=True, slots=True)
class Sightings:
    """A frame with its detections, best first, and their colours N×12×3."""

    frame: Frame
    boxes: Floats
    scores: Floats
    colours: Floats
    view: Doubles = field(default_factory=lambda: np.zeros(2))
    known: dict[int, Floats] = field(default_factory=dict)  # looks, of those that were looked at

    @staticmethod
    def of(frame: Frame, detections: Detections, least: float, view: Doubles) -> Sightings:
        """Those with at least this score, when the camera had turned by `view` pixels."""
        order = np.argsort(-detections.scores, kind="stable")
        order = order[detections.scores[order] >= least]
        boxes = detections.boxes[order]
        colours = np.array([clothing_colours(frame.image, box) for box in boxes], np.float32).reshape(-1, 12, 3)
        return Sightings(frame, boxes, detections.scores[order], colours, view)

    def others(self, index: int) -> Floats:
        """All boxes but one."""
        return np.delete(self.boxes, index, axis=0)

    def observation(self, index: int, options: CropOptions) -> Observation:
        """One of them, cut out."""
        box, score = self.boxes[index], float(self.scores[index])
        crop = cut_out(self.frame, box, score, self.others(index), options)
        return Observation(self.frame.time_us, box, score, self.colours[index], crop, self.view)

    def look_at(self, indices: Sequence[int], looks: Looks) -> None:
        """Embed these boxes, if they were not and may be."""
        heights = self.boxes[:, 3] - self.boxes[:, 1]
        new = [index for index in indices if index not in self.known and heights[index] >= LOOK_PX]
        vectors = looks.of([picture(self.frame.image, self.boxes[index]) for index in new]) if new else None
        if vectors is not None:
            self.known.update(zip(new, vectors, strict=True))


def picture(image: Image, box: Floats) -> Image:
    """What is in a box, at least one pixel."""
    height, width = image.shape[:2]
    left, top = min(max(0, int(box[0])), width - 1), min(max(0, int(box[1])), height - 1)
    return image[top : max(top + 1, int(box[3])), left : max(left + 1, int(box[2]))]


def clothing_colours(image: Image, box: Floats) -> Floats:
    """Colours from head to foot in the middle of a box: Lab of 2 columns × 6 rows, 12×3, each in 0..1."""
    inset = 0.2 * (box[2] - box[0])
    inner = np.array([box[0] + inset, box[1], box[2] - inset, box[3]])
    small = cv2.resize(picture(image, inner), (2, 6), interpolation=cv2.INTER_AREA)
    lab: Floats = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32).reshape(12, 3)
    return lab / np.float32(255)
