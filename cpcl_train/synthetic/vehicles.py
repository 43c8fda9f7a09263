"""Things with wheels beside or before a person: bicycle, pushchair, pram, wheeled case. Lengths in decimetres."""

from __future__ import annotations

import numpy as np
from scipy.spatial.transform import Rotation

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.meshes import Mesh
from cpcl_train.synthetic.solids import Triple, arc, blob, half, moved, painted, ring, together, tube

_RUBBER = np.full(3, 0.012, np.float32)
_STEEL = np.full(3, 0.30, np.float32)
_BASKET = np.asarray([0.22, 0.12, 0.05], np.float32)
_AXLE: Triple = (1.0, 0.0, 0.0)
_REAR, _FRONT = -5.0, 5.2  # where a bicycle's wheels stand along z
_RIM = 3.3


def _wheel(z: float) -> list[Mesh]:
    hub = (0.0, _RIM, z)
    spoke = [
        tube([hub, (0.0, _RIM + 3.1 * np.cos(a), z + 3.1 * np.sin(a))], 0.05, sides=3)
        for a in np.linspace(0, 2 * np.pi, 10, endpoint=False)
    ]
    return [
        painted(_RUBBER, ring(hub, _AXLE, _RIM - 0.15, 0.24), second=True),
        painted(_STEEL, *spoke, blob(hub, (0.5, 0.5, 0.5)), second=True),
    ]


def _frame(colour: Floats, step_through: bool) -> Mesh:
    seat, head_top, head_low = (0.0, 7.4, -1.7), (0.0, 8.4, 3.5), (0.0, 7.0, 3.95)
    crank, rear, front = (0.0, 2.9, -0.6), (0.0, _RIM, _REAR), (0.0, _RIM, _FRONT)
    top = [(0.0, 4.9, -1.15), (0.0, 5.2, 1.0), head_low] if step_through else [seat, head_top]
    tubes = [tube(top, 0.24), tube([crank, head_low], 0.26), tube([crank, (0.0, 8.7, -2.0)], 0.22),
             tube([head_low, head_top], 0.28), tube([head_top, (0.0, 9.7, 3.3)], 0.16)]  # fmt: skip
    for x in (-0.35, 0.35):
        tubes += [tube([crank, (x, *rear[1:])], 0.16), tube([seat, (x, *rear[1:])], 0.16),
                  tube([head_low, (x, *front[1:])], 0.18)]  # fmt: skip
    return painted(colour, *tubes)


def _fittings(basket: bool) -> list[Mesh]:
    bars = tube([(-2.5, 9.9, 2.1), (-1.9, 9.9, 3.0), (0, 9.8, 3.3), (1.9, 9.9, 3.0), (2.5, 9.9, 2.1)], 0.16)
    grips = [tube([(x, 9.9, 2.6), (x * 1.05, 9.9, 1.7)], 0.22) for x in (-2.35, 2.35)]
    saddle = blob((0, 8.95, -2.2), (1.3, 0.55, 2.5), sharpness=0.7)
    pedals = [blob((0.7, 1.3, 0.1), (0.9, 0.3, 0.9), sharpness=0.4), blob((-0.7, 4.4, -1.3), (0.9, 0.3, 0.9))]
    crank = [ring((0.3, 2.9, -0.6), _AXLE, 0.85, 0.12), tube([(0.5, 1.3, 0.1), (-0.5, 4.4, -1.3)], 0.1)]
    guard = [arc((0, _RIM + 0.4, z + 3.6), (0, _RIM + 0.4, z - 3.6), (0, 3.3, 0)) for z in (_REAR,)]
    parts = [
        painted(_STEEL, bars, *crank, second=True),
        painted(_RUBBER, saddle, *grips, *pedals, *(tube(g, 0.16) for g in guard), second=True),
    ]
    if basket:
        parts.append(painted(_BASKET, blob((0, 8.6, 5.3), (3.0, 2.2, 2.4), sharpness=0.2), second=True))
    return parts


def bicycle(colour: Floats, style: float) -> Mesh:
    """A bicycle along z, its wheels' middle at x = 0; `style` 0…1 chooses frame and basket."""
    parts = [*_wheel(_REAR), *_wheel(_FRONT), _frame(colour, style < 0.4), *_fittings(0.2 < style < 0.55)]
    return together(parts)


def _small_wheel(place: Triple, radius: float) -> Mesh:
    return painted(_RUBBER, ring(place, _AXLE, radius * 0.75, radius * 0.28, steps=14),
                   blob(place, (0.3, radius, radius)), second=True)  # fmt: skip


def pushchair(colour: Floats) -> Mesh:
    """A folding pushchair before a person, its handle at (±1.4, 10, 3.4)."""
    frame = [tube([(-2.0, 10.0, 3.4), (2.0, 10.0, 3.4)], 0.22)]
    for x in (-2.0, 2.0):
        frame += [tube([(x, 10.0, 3.4), (x, 1.0, 8.4)], 0.17), tube([(x, 5.6, 5.9), (x, 1.0, 4.0)], 0.17)]
    lean = Rotation.from_euler("X", -28, degrees=True)
    back = moved(blob((0, 6.9, 5.6), (3.7, 4.6, 0.9), sharpness=0.35), turn=lean, about=(0, 5.0, 6.0))
    seat = blob((0, 4.7, 7.0), (3.7, 1.0, 3.0), sharpness=0.35)
    foot = blob((0, 2.8, 8.2), (3.2, 0.35, 1.4), sharpness=0.3)
    hood = half(blob((0, 7.9, 5.9), (4.0, 4.2, 4.6)), (0, 1.0, -0.35))
    wheels = [_small_wheel((x, 0.9, z), 0.9) for x in (-2.0, 2.0) for z in (4.0, 8.4)]
    return together([painted(_STEEL, *frame, second=True), painted(colour, back, seat, foot, hood), *wheels])


def pram(colour: Floats) -> Mesh:
    """A pram with a carrycot, its handle at (±1.4, 10, 3.4)."""
    frame = [tube([(-1.8, 10.0, 3.4), (1.8, 10.0, 3.4)], 0.22)]
    for x in (-1.8, 1.8):
        frame += [
            tube([(x, 10.0, 3.4), (x, 5.0, 5.6), (x, 1.5, 10.2)], 0.18),
            tube([(x, 5.2, 8.4), (x, 1.5, 4.6)], 0.18),
        ]
    cot = moved(half(blob((0, 7.0, 7.4), (4.2, 4.2, 7.4), sharpness=0.5), (0, -1.0, 0), -0.6))
    cover = blob((0, 7.2, 8.6), (4.0, 1.0, 4.6), sharpness=0.6)
    hood = half(blob((0, 7.4, 5.6), (4.3, 5.4, 4.6)), (0, 1.0, -0.25))
    wheels = [_small_wheel((x, 1.5, z), 1.5) for x in (-2.1, 2.1) for z in (4.6, 10.2)]
    return together([painted(_STEEL, *frame, second=True), painted(colour, cot, cover, hood), *wheels])


def wheeled_case(colour: Floats, size: float, lean: float) -> Mesh:
    """A case on two wheels at the origin, its handle drawn out to 7.8, leaning back by `lean` degrees."""
    tall, wide = 4.6 + 1.6 * size, 3.0 + 0.8 * size
    shell = blob((0, 0.5 + tall / 2, 0), (wide, tall, 1.9), sharpness=0.22)
    pocket = blob((0, 0.4 + tall * 0.42, -1.0), (wide * 0.8, tall * 0.55, 0.5), sharpness=0.25)
    rods = [tube([(x, tall, 0.6), (x, 7.6, 0.6)], 0.12) for x in (-0.8, 0.8)]
    rods.append(tube([(-0.9, 7.7, 0.6), (0.9, 7.7, 0.6)], 0.2))
    wheels = [ring((x, 0.4, 0.5), _AXLE, 0.28, 0.2, steps=10) for x in (-1.1, 1.1)]
    whole = together([painted(colour, shell, pocket), painted(_RUBBER, *rods, *wheels, second=True)])
    return moved(whole, turn=Rotation.from_euler("X", lean, degrees=True))
