"""Bags: rounded boxes that hang on the back, at the hip or from a hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.meshes import Mesh, rounded_box
from cpcl_train.synthetic.parts import Part
from cpcl_train.synthetic.person import Bag, Person
from cpcl_train.synthetic.render import Layer, Value, rgb
from cpcl_train.synthetic.shaders import Kind
from cpcl_train.synthetic.solids import arc, together, tube
from cpcl_train.synthetic.wardrobe import Wardrobe

Triple = tuple[float, float, float]
_CHEST_HEIGHT = 2.6  # decimetres between canonical heights 2.4 and 5 on an average adult


def _box(centre: Triple, size: Triple, bone: int, sharpness: float = 0.4) -> Mesh:
    return rounded_box(np.asarray(centre, np.float32), np.asarray(size, np.float32), bone, sharpness)


def straps(person: Person) -> dict[str, Value]:
    """Shader settings that paint a bag's straps on the outermost garment."""
    for bag in person.bags:
        if bag.kind == "backpack":
            return {"straps": 1, "bag_colour": rgb(bag.colour * 0.8)}
        if bag.kind == "shoulder bag":
            return {"straps": 2 if bag.side == "L" else 3, "bag_colour": rgb(bag.colour * 0.8)}
    return {}


def bag_layers(wardrobe: Wardrobe, bag: Bag, body: Floats, heads: Floats) -> list[Layer]:
    """The bag's layers on this body (V, 3) with rest joints `heads` (B, 3)."""
    paint: dict[str, Value] = {
        "part_id": int(Part.BAG), "main_colour": rgb(bag.colour), "gloss": 0.12, "wrinkle": 0.5,
    }  # fmt: skip
    return [Layer(together(_meshes(wardrobe, bag, body, heads)), paint, Kind.THING)]


def _meshes(wardrobe: Wardrobe, bag: Bag, body: Floats, heads: Floats) -> list[Mesh]:
    chest = wardrobe.around(2.4, 5.0, body)
    tall = float(np.ptp(chest[:, 1])) / _CHEST_HEIGHT
    if bag.kind == "backpack":
        return _backpack(bag, chest, tall, wardrobe.bone("spine02"))
    if bag.kind == "shoulder bag":
        hips = wardrobe.around(0.2, 1.0, body)
        return [_shoulder_bag(bag, float(np.abs(hips[:, 0]).max()), heads[wardrobe.bone("root")], tall, wardrobe)]
    hand = heads[wardrobe.bone(f"wrist.{bag.side}")]
    grip = (float(hand[0]) + (0.3 if bag.side == "L" else -0.3), float(hand[1]) - 0.9 * tall, float(hand[2]) + 0.3)
    return _IN_HAND[bag.kind](bag, grip, tall, wardrobe.hang[bag.side])


def _backpack(bag: Bag, chest: Floats, tall: float, bone: int) -> list[Mesh]:
    """A body and a front pocket, behind the shoulder blades."""
    size = (0.85 + 0.4 * bag.size) * tall
    height, back = float(chest[:, 1].mean()) - 0.1, float(chest[:, 2].min())
    return [
        _box((0, height, back - 0.45 * size), (2.5 * size, 3.9 * size, 1.3 * size), bone),
        _box((0, height - 0.7, back - 1.05 * size), (1.7 * size, 1.6 * size, 0.6 * size), bone),
    ]


def _shoulder_bag(bag: Bag, edge: float, hip: Floats, tall: float, wardrobe: Wardrobe) -> Mesh:
    """A flat bag at the hip opposite to the shoulder that its strap hangs on."""
    size = (0.8 + 0.5 * bag.size) * tall
    side = -1.0 if bag.side == "L" else 1.0
    centre = (side * (edge + 0.35), float(hip[1]) - 0.2, 0.1)
    return _box(centre, (0.9 * tall, 2.0 * size, 2.5 * size), wardrobe.bone("root"))


def _handbag(bag: Bag, grip: Triple, tall: float, bone: int) -> list[Mesh]:
    """A small stiff bag with a bow."""
    x, y, z = grip
    size = (0.8 + 0.5 * bag.size) * tall
    bow = tube(arc((x, y - 0.5 * size, z - 0.7), (x, y - 0.5 * size, z + 0.7), (0, 0.7, 0)), 0.1, bone)
    return [_box((x, y - 1.4 * size, z), (0.8 * tall, 1.9 * size, 2.4 * size), bone, 0.5), bow]


def _shopping_bag(bag: Bag, grip: Triple, tall: float, bone: int) -> list[Mesh]:
    """A carrier bag: full at the bottom, gathered towards its two handles."""
    x, y, z = grip
    size = (1.0 + 0.5 * bag.size) * tall
    sack = _box((x, y - 2.2 * size, z), (1.3 * size, 3.1 * size, 2.5 * size), bone, 0.45)
    points = sack.points.copy()
    share = np.clip((points[:, 1] - (y - 2.6 * size)) / (2.0 * size), 0, 1)[:, None]
    points[:, [0, 2]] += share * 0.45 * (np.asarray([[x, z]]) - points[:, [0, 2]])
    loops = [
        tube(
            arc((x + e, y - 0.9 * size, z - 0.6), (x + e, y - 0.9 * size, z + 0.6), (0, 0.9 * size, 0)), 0.09, bone
        )
        for e in (-0.15, 0.15)
    ]
    return [replace(sack, points=points), *loops]


def _holdall(bag: Bag, grip: Triple, tall: float, bone: int) -> list[Mesh]:
    """A long soft bag for sports or travel."""
    x, y, z = grip
    size = (1.0 + 0.4 * bag.size) * tall
    bow = tube(arc((x, y - 0.7 * size, z - 1.0), (x, y - 0.7 * size, z + 1.0), (0, 0.9 * size, 0)), 0.12, bone)
    return [_box((x, y - 1.7 * size, z), (2.0 * size, 2.1 * size, 4.4 * size), bone, 0.6), bow]


def _briefcase(bag: Bag, grip: Triple, tall: float, bone: int) -> list[Mesh]:
    """A flat case."""
    x, y, z = grip
    size = (0.9 + 0.2 * bag.size) * tall
    bow = tube(arc((x, y - 0.35, z - 0.6), (x, y - 0.35, z + 0.6), (0, 0.45, 0)), 0.12, bone)
    return [_box((x, y - 0.3 - 1.45 * size, z), (0.9 * tall, 2.7 * size, 3.9 * size), bone, 0.12), bow]


_IN_HAND = {"handbag": _handbag, "shopping bag": _shopping_bag, "holdall": _holdall, "briefcase": _briefcase}
