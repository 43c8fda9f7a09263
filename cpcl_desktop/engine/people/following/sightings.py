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
LOOK_PX = 40.0  # height of a box from which looks tell people apart as well as ever
LEAST_PX = 20.0  # and from which they tell anything
_REMEMBERED = 1000  # pictures that are not embedded again
AHEAD = 16  # that may be embedded before there were so many boxes


class Looks:
    """What people look like, as an embedder sees it; it costs, so its share of all boxes is bounded.

    A picture is embedded once, whoever asks for it; who was not asked for the longest is forgotten first.
    """

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self.boxes = self.embedded = 0
        self._known: dict[tuple[int, Box], Floats] = {}

    def look_at(self, crops: Sequence[Crop]) -> bool:
        """Embed these pictures, those that were not; False where that would be too many for now."""
        for name in map(_name, crops):
            if name in self._known:  # the last that is forgotten
                self._known[name] = self._known.pop(name)
        new = list({_name(crop): crop for crop in crops if _name(crop) not in self._known}.values())
        if self.embedded + len(new) > AHEAD + SHARE * self.boxes:
            return False
        if new:
            self.embedded += len(new)
            self._known.update(zip(map(_name, new), self._embed([crop.image for crop in new]), strict=True))
        while len(self._known) > max(_REMEMBERED, len(crops)):
            del self._known[next(iter(self._known))]
        return True

    def of(self, crop: Crop) -> Floats | None:
        """The vector of a picture that was looked at, of unit norm; None where it was not, or long ago."""
        return self._known.get(_name(crop))

    def mean(self, crops: Sequence[Crop]) -> Floats | None:
        """The mean of some pictures of one person, of unit norm; None where they may not be looked at for now."""
        if not crops or not self.look_at(crops):
            return None
        mean = np.mean([self._known[_name(crop)] for crop in crops], axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), np.float32)


def _name(crop: Crop) -> tuple[int, Box]:
    return crop.time_us, crop.box


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


def before(seen: Sequence[Observation], time_us: int) -> list[Observation]:
    """Those before a time."""
    return [each for each in seen if each.time_us < time_us]


def since(seen: Sequence[Observation], time_us: int) -> list[Observation]:
    """The others."""
    return [each for each in seen if each.time_us >= time_us]


@dataclass(frozen=True, slots=True)
class Sightings:
    """A frame with its detections, best first, and their colours N×12×3."""

    frame: Frame
    boxes: Floats
    scores: Floats
    colours: Floats
    view: Doubles = field(default_factory=lambda: np.zeros(2))
    cut: dict[int, Observation] = field(default_factory=dict)  # those that were cut out

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
        if index not in self.cut:
            box, score = self.boxes[index], float(self.scores[index])
            crop = cut_out(self.frame, box, score, self.others(index), options)
            self.cut[index] = Observation(self.frame.time_us, box, score, self.colours[index], crop, self.view)
        return self.cut[index]


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
