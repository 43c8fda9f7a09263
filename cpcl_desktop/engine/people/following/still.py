"""Things that a detector takes for a person and that only hang there: a coat on a hook, a poster, a mannequin."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np

from cpcl_desktop.bundle.boxes import Floats
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.prediction import centre_and_size
from cpcl_desktop.engine.records import Image

_PARTS = (4, 8)  # columns and rows of the picture that are compared


@dataclass(slots=True)
class StillPicture:
    """Whether what is in the place of the first box ever changed, part by part, but for the light on all of it."""

    first: Floats = field(default_factory=lambda: np.empty(0, np.float32))
    before: Floats = field(default_factory=lambda: np.empty(0, np.float32))
    change: float = 0.0  # grey levels, the most that a part changed from one time to the next
    moved: float = 0.0  # heights, the farthest from the first place
    score: float = 0.0  # sum over the times
    times: int = 0

    def add(self, image: Image, box: Floats, score: float) -> None:
        """Seen once more, in this box."""
        if not self.times:
            self.first = box
        now = _parts(image, self.first)
        if self.times:
            off = now - self.before
            self.change = max(self.change, float(np.abs(off - np.median(off)).max()))
        centre, size = centre_and_size(self.first)
        away = float(np.linalg.norm(centre_and_size(box)[0] - centre) / size[1])
        self.moved = max(self.moved, away)
        self.before = now
        self.score += score
        self.times += 1

    def absorb(self, earlier: StillPicture) -> None:
        """It is the same thing as an earlier one."""
        self.change, self.moved = max(self.change, earlier.change), max(self.moved, earlier.moved)
        self.score += earlier.score
        self.times += earlier.times

    def is_thing(self, start_us: int, end_us: int, options: TrackOptions) -> bool:
        """Whether nothing of it moved in all that time, and the detector was not sure."""
        long = end_us - start_us >= options.still_s * 1e6
        hesitant = self.score < options.hesitant * self.times
        return long and hesitant and self.moved <= options.still and self.change <= options.unchanged


def _parts(image: Image, box: Floats) -> Floats:
    height, width = image.shape[:2]
    left, top = min(max(0, int(box[0])), width - 1), min(max(0, int(box[1])), height - 1)
    inside = image[top : max(top + 1, int(box[3])), left : max(left + 1, int(box[2]))]
    small = cv2.resize(inside, _PARTS, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.float32)
