"""Hoods, up over the head or down on the back, with or without a rim of fur."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.meshes import Mesh, rounded_box
from cpcl_train.synthetic.parts import Part
from cpcl_train.synthetic.person import Garment, Person
from cpcl_train.synthetic.render import Layer, Value, rgb
from cpcl_train.synthetic.shaders import Kind
from cpcl_train.synthetic.solids import together, tube
from cpcl_train.synthetic.wardrobe import Wardrobe

_FUR = 0.3  # decimetres: half the thickness of a rim
_MELANGE = 7


def hood_layers(wardrobe: Wardrobe, person: Person, body: Floats) -> list[Layer]:
    """The lowered hood of what is worn, or of a hoodie that shows under an open jacket, and its fur."""
    top = person.top
    if top.hood == "down":
        return _lowered(wardrobe, top, Part.TOP, top.colour, body)
    if top.front == 2 and top.inner_kind == "hoodie" and top.hood == "none":
        return _lowered(wardrobe, replace(top, fur=None), Part.INNER, top.inner, body)
    return []


def raised_hood(wardrobe: Wardrobe, hood: Garment, body: Floats) -> list[Layer]:
    """The head's shape grown outwards and open at the face; fur around the opening."""
    head = wardrobe.mesh("head", body)
    shell = head.inflated(0.4 + hood.inflate)
    paint: dict[str, Value] = {
        "part_id": int(Part.HAT),
        "main_colour": rgb(hood.colour),
        "gloss": hood.gloss,
        "wrinkle": 0.4,
    }
    layers = [Layer(shell, paint, Kind.HOOD)]
    if hood.fur is not None:
        layers.append(_fur(_rim(shell), hood.fur, wardrobe.bone("head"), hood.scale))
    return layers


def _rim(shell: Mesh) -> Floats:
    """The opening's edge (N, 3): an oval around the face, from chin to chin over the brow."""
    face = shell.points[(shell.canon[:, 2] > 0.3) & (shell.canon[:, 2] < 0.9) & (shell.canon[:, 1] > 6.3)]
    low, high = face.min(0), face.max(0)
    angle = np.linspace(-2.75, 2.75, 25)
    wide, tall = high[0] * 0.98, (high[1] - low[1]) / 2 + 0.15
    middle = np.asarray([0, (low[1] + high[1]) / 2 - 0.05, face[:, 2].mean() + 0.12])
    oval = np.stack([wide * np.sin(angle), tall * np.cos(angle), 0.12 * np.cos(angle)], axis=1)
    return np.asarray(middle + oval, np.float32)


def _lowered(wardrobe: Wardrobe, garment: Garment, part: Part, colour: Floats, body: Floats) -> list[Layer]:
    """Cloth lying around the nape, deepest at the back; fur along its edge."""
    nape = body[wardrobe.library.rig.heads[wardrobe.bone("neck01")]].mean(0)
    bone, ease = wardrobe.bone("spine01"), garment.inflate
    collar = _around(nape + np.asarray([0, 0.1, 0.15]), 1.05 + ease, 1.05 + ease)
    share = np.cos(np.linspace(-1.9, 1.9, len(collar))).clip(0)
    roll = tube(collar, 0.28 + 0.3 * share, bone, 8)
    centre = nape + np.asarray([0, -0.65, -1.05 - ease])
    sack = rounded_box(centre.astype(np.float32), np.asarray([2.3, 1.9, 0.95], np.float32), bone, 0.85, rings=9)
    paint: dict[str, Value] = {
        "part_id": int(part),
        "main_colour": rgb(colour),
        "wrinkle": 0.6,
        "gloss": garment.gloss,
    }
    layers = [Layer(together([roll, sack]), paint, Kind.THING)]
    if garment.fur is not None:
        edge = _around(nape + np.asarray([0, 0.0, 0.05]), 1.45 + ease, 1.75 + ease)
        edge[:, 1] += 0.1 - 0.75 * share
        layers.append(_fur(edge.astype(np.float32), garment.fur, bone, garment.scale))
    return layers


def _around(centre: Floats, wide: float, deep: float, steps: int = 21) -> Floats:
    """A horseshoe (N, 3) around the neck, open in front."""
    angle = np.linspace(-2.5, 2.5, steps)
    return centre + np.stack([wide * np.sin(angle), 0 * angle, -deep * np.cos(angle)], axis=1)


def _fur(path: Floats, colour: Floats, bone: int, seed: float) -> Layer:
    """A ragged roll along a path."""
    rng = np.random.default_rng(int(seed * 1000))
    along = np.linspace(0, len(path) - 1, 60)
    dense = np.stack([np.interp(along, np.arange(len(path)), path[:, k]) for k in range(3)])
    thick = _FUR * rng.uniform(0.75, 1.3, 60)
    roll = tube(dense.T + rng.normal(0, 0.035, (60, 3)), thick, bone, 8)
    paint: dict[str, Value] = {
        "part_id": int(Part.FUR), "main_colour": rgb(colour), "second_colour": rgb(colour * 0.45), "wrinkle": 1.4,
    }  # fmt: skip
    return Layer(roll, paint, Kind.THING, _MELANGE)
