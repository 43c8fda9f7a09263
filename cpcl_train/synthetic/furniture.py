"""Seats: drawn with a sitting person, and part of nobody."""

from __future__ import annotations

from cpcl_train.synthetic.colours import typical_colour
from cpcl_train.synthetic.render import Layer
from cpcl_train.synthetic.shaders import Kind
from cpcl_train.synthetic.solids import blob, painted, tube

SEAT_COLOURS = ("dark grey", "brown", "light grey")
_NOBODY = 0  # the part number of what is behind people


def seat_layer(colour: str) -> Layer:
    """A bench whose seat's upper side lies at height 0 on bone 0, in front of its back."""
    slab = blob((0, -0.25, 0.9), (7.0, 0.5, 4.4), sharpness=0.12)
    back = blob((0, 2.2, -1.9), (7.0, 2.6, 0.4), sharpness=0.15)
    legs = [tube([(x, -0.3, z), (x, -4.4, z)], 0.22) for x in (-3.0, 3.0) for z in (-0.8, 2.6)]
    posts = [tube([(x, -0.3, -1.6), (x, 3.0, -1.9)], 0.2) for x in (-3.0, 3.0)]
    return Layer(painted(typical_colour(colour), slab, back, *legs, *posts), {"part_id": _NOBODY}, Kind.PAINTED)
