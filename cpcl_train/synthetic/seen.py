"""Shares and colours of the parts in one rendered crop."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cpcl_train.synthetic.colours import name_pixels
from cpcl_train.synthetic.parts import Part

Pixels = NDArray[np.uint8]
SECOND = 64  # added to the part number where a thing shows its second colour
_ENOUGH = 800  # pixels are enough to name a colour by
_EDGE = 3  # pixels: what reaches so near to the crop's lower edge may go on below it
_MIN_SHARE = {
    Part.TOP: 0.035, Part.BOTTOM: 0.035, Part.SHOES: 0.006, Part.HAT: 0.006, Part.BAG: 0.009, Part.HAIR: 0.006,
    Part.SCARF: 0.006, Part.VEST: 0.02, Part.INNER: 0.012, Part.BEARD: 0.0015, Part.GLASSES: 0.0004,
    Part.TIE: 0.0015, Part.MASK: 0.002, Part.SUNGLASSES: 0.0004, Part.FUR: 0.005, Part.APRON: 0.02,
}  # fmt: skip
_MIN_CARRIED = {
    "bicycle": 0.06, "ridden bicycle": 0.06, "pram": 0.07, "wheeled case": 0.025, "instrument case": 0.03,
    "umbrella": 0.06, "closed umbrella": 0.006, "box": 0.03, "phone": 0.0012, "walking stick": 0.005, "dog": 0.03,
}  # fmt: skip


class Seen:
    """What a crop shows: `rgb` (H, W, 3), `part` (H, W) as rendered."""

    def __init__(self, rgb: Pixels, part: Pixels) -> None:
        self.rgb, self.part = rgb, part
        self.counts = np.bincount(part.ravel(), minlength=256)
        self.total = max(int(self.counts[1:].sum()), 1)

    def share(self, part: Part) -> float:
        """How much of the person and their things this part is."""
        return float(self.counts[part] + self.counts[part + SECOND]) / self.total

    def shows(self, part: Part) -> bool:
        """Whether there is enough of the part to be noticed."""
        return self.share(part) >= _MIN_SHARE[part]

    def shows_carried(self, kind: str) -> bool:
        """Whether there is enough of a carried thing to tell what it is."""
        return self.share(Part.CARRIED) >= _MIN_CARRIED[kind]

    def ends(self, part: Part) -> bool:
        """Whether the part's lower end lies inside the crop."""
        rows = np.flatnonzero(((self.part == part) | (self.part == part + SECOND)).any(1))
        return bool(len(rows)) and int(rows[-1]) < len(self.part) - _EDGE

    def colour(self, part: Part, second: bool = False) -> str:
        """The name of the part's colour, or of its second one ("none" where it has none)."""
        number = part + (SECOND if second else 0)
        if second and self.counts[number] < 0.008 * self.total:
            return "none"
        if not self.counts[number]:
            number = part + SECOND
        pixels = self.rgb[self.part == number]
        return name_pixels(pixels[:: len(pixels) // _ENOUGH + 1])
