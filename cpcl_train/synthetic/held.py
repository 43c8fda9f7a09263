"""Things held in the hands, worn on the back or led: umbrella, box, phone, stick, instrument case, dog."""

from __future__ import annotations

import numpy as np
from scipy.spatial.transform import Rotation

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.meshes import Mesh
from cpcl_train.synthetic.solids import Triple, arc, blob, dome, moved, painted, ring, scaled, together, tube

_DARK = np.full(3, 0.012, np.float32)
_SCREEN = np.asarray([0.35, 0.5, 0.7], np.float32)
_WOOD = np.asarray([0.12, 0.055, 0.02], np.float32)


def open_umbrella(colour: Floats, second: Floats, grip: Triple, top: Triple) -> Mesh:
    """An open umbrella whose shaft runs from the hand at `grip` to the canopy's `top`."""
    x, y, z = (g - 0.12 * (t - g) for g, t in zip(grip, top, strict=True))
    low = (x, y, z)
    canopy = dome(top, 5.6, 2.4)
    way = np.asarray(top) - np.asarray(grip)
    tilt, _ = Rotation.align_vectors([way / np.linalg.norm(way)], [[0.0, 1.0, 0.0]])
    shade = moved(canopy, turn=tilt, about=top)
    rod = painted(_DARK, tube([low, grip, top], 0.13), blob(low, (0.5, 0.9, 0.5)), second=True)
    return together([painted(colour, shade), rod])


def closed_umbrella(colour: Floats, hand: Triple, tall: float) -> Mesh:
    """A rolled umbrella hanging below the hand, its tip a little forward."""
    x, y, z = hand
    down = [0.0, 0.6, 1.2, 2.2, 4.6, 6.6, 7.4]
    path = [(x, y - d * tall, z + 0.16 * d * tall) for d in down]
    roll = painted(colour, tube(path, [0.16, 0.2, 0.5, 0.52, 0.34, 0.14, 0.06]))
    crook = tube(arc((x, y, z), (x, y + 0.1, z - 1.1), (0, 1.0, 0)), 0.17)
    return together([roll, painted(_WOOD, crook, second=True)])


def cardboard_box(colour: Floats, second: Floats, centre: Triple, size: Triple) -> Mesh:
    """A box with a strip of tape over its lid and down its front."""
    x, y, z = centre
    _, tall, deep = size
    tape = [blob((x, y + tall / 2, z), (0.5, 0.06, deep * 0.98), sharpness=0.1),
            blob((x, y + tall * 0.3, z + deep / 2), (0.5, tall * 0.4, 0.06), sharpness=0.1)]  # fmt: skip
    return together([painted(colour, blob(centre, size, sharpness=0.06)), painted(second, *tape, second=True)])


def phone(centre: Triple, size: Triple, facing_back: bool) -> Mesh:
    """A phone; its lit screen looks back at its owner where `facing_back`."""
    x, y, z = centre
    body = painted(_DARK, blob(centre, size, sharpness=0.2))
    if not facing_back:
        return body
    glow = blob((x, y, z - size[2] * 0.5), (size[0] * 0.8, size[1] * 0.8, 0.05), sharpness=0.1)
    return together([body, painted(_SCREEN, glow, second=True)])


def walking_stick(colour: Floats, hand: Triple, foot: Triple) -> Mesh:
    """A stick from the hand to the ground, with a crook."""
    x, y, z = hand
    return painted(colour, tube([foot, hand], 0.15), tube(arc(hand, (x, y + 0.05, z - 0.9), (0, 0.5, 0)), 0.17))


def guitar_case(colour: Floats, second: Floats, tall: float) -> Mesh:
    """A soft case for a guitar around the origin, its neck up, flat in z."""
    body = [
        blob((0, -2.0, 0), (4.0, 4.4, 1.4), sharpness=0.7),
        blob((0, 0.6, 0), (3.2, 3.6, 1.4), sharpness=0.7),
        blob((0, 4.0, 0), (1.2, 5.2, 1.0), sharpness=0.4),
        blob((0, 6.4, 0), (1.7, 1.6, 1.0), sharpness=0.5),
    ]
    trim = [blob((0, -1.8, -0.7), (2.2, 2.2, 0.4), sharpness=0.4), blob((0, 4.0, -0.5), (0.5, 2.6, 0.2))]
    whole = together([painted(colour, *body), painted(second, *trim, second=True)])
    return scaled(whole, 0.92 * tall)


def violin_case(colour: Floats, second: Floats, tall: float) -> Mesh:
    """A hard case for a violin around the origin, along z, its handle on top."""
    body = [
        blob((0, -0.9, -1.3), (1.2, 2.3, 3.4), sharpness=0.6),
        blob((0, -0.7, 2.0), (1.1, 1.5, 4.6), sharpness=0.5),
    ]
    grip = ring((0, 0.2, 0.2), (1.0, 0, 0), 0.45, 0.12, steps=12)
    band = blob((0, -0.85, 0.2), (1.25, 1.7, 0.2), sharpness=0.4)
    return scaled(together([painted(colour, *body), painted(second, grip, band, second=True)]), tall)


def dog(colour: Floats, lead: Floats, size: float, ground: Triple, hand: Triple) -> Mesh:
    """A dog on the ground that looks along z, with its lead up to the hand."""
    body = [
        blob((0, 3.3, 0), (1.5, 1.7, 4.4), sharpness=0.8),
        blob((0, 3.5, 1.5), (1.6, 2.0, 1.8)),
        tube([(0, 3.8, 2.0), (0, 4.8, 2.7)], [0.65, 0.5]),
        blob((0, 5.0, 3.0), (1.2, 1.2, 1.5)),
        blob((0, 4.75, 3.8), (0.65, 0.6, 1.1), sharpness=0.7),
        tube(arc((0, 3.7, -2.1), (0, 5.2, -3.3), (0, -0.3, -0.3)), 0.2),
        *(blob((x, 5.5, 2.6), (0.25, 0.9, 0.5)) for x in (-0.5, 0.5)),
    ]
    for x, z, step in ((-0.5, 1.6, 0.5), (0.5, 1.6, -0.4), (-0.5, -1.6, -0.4), (0.5, -1.6, 0.5)):
        body.append(tube([(x, 3.0, z), (x, 1.5, z + step * 0.3), (x, 0.15, z + step)], [0.42, 0.28, 0.24]))
    animal = moved(scaled(painted(colour, *body), size), ground)
    neck = (ground[0], ground[1] + 4.5 * size, ground[2] + 2.4 * size)
    collar = ring(neck, (0, 0.8, 0.6), 0.6 * size, 0.14, steps=12)
    return together(
        [animal, painted(lead, collar, tube(arc(hand, neck, (0, -0.7, 0)), 0.07, sides=4), second=True)]
    )
