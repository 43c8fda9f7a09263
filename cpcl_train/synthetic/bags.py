"""Bags: rounded boxes that hang on the back, at the hip or from a hand."""

from __future__ import annotations

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.cast import Bag, Person
from cpcl_train.synthetic.meshes import Mesh, rounded_box
from cpcl_train.synthetic.parts import Part
from cpcl_train.synthetic.render import Layer, Value, rgb
from cpcl_train.synthetic.shaders import Kind
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
    return [Layer(mesh, paint, Kind.THING) for mesh in _meshes(wardrobe, bag, body, heads)]


def _meshes(wardrobe: Wardrobe, bag: Bag, body: Floats, heads: Floats) -> list[Mesh]:
    chest = wardrobe.around(2.4, 5.0, body)
    tall = float(np.ptp(chest[:, 1])) / _CHEST_HEIGHT
    if bag.kind == "backpack":
        return _backpack(bag, chest, tall, wardrobe.bone("spine02"))
    if bag.kind == "shoulder bag":
        hips = wardrobe.around(0.2, 1.0, body)
        return [_shoulder_bag(bag, float(np.abs(hips[:, 0]).max()), heads[wardrobe.bone("root")], tall, wardrobe)]
    hand = heads[wardrobe.bone(f"wrist.{bag.side}")]
    outward = 1.0 if bag.side == "L" else -1.0
    grip = (float(hand[0]) + outward * 0.3, float(hand[1]) - 0.9 * tall, float(hand[2]) + 0.3)
    if bag.kind == "suitcase":
        return _suitcase(grip, outward, wardrobe.hang[bag.side])
    return _held(bag, grip, tall, wardrobe.hang[bag.side])


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


def _suitcase(grip: Triple, outward: float, bone: int) -> list[Mesh]:
    """A case on the floor with its handle drawn out to the hand."""
    x, y, z = grip
    height = float(np.clip(y - 0.5, 3.0, 5.6))
    return [
        _box((x + outward * 0.4, 0.4 + height / 2, z - 0.6), (1.9, height, 2.9), bone, 0.25),
        _box((x, (height + y + 1.1) / 2, z - 0.4), (0.14, y + 0.9 - height, 0.9), bone),
    ]


def _held(bag: Bag, grip: Triple, tall: float, bone: int) -> list[Mesh]:
    """A handbag or shopping bag below the hand."""
    x, y, z = grip
    size = (0.8 + 0.5 * bag.size) * tall
    return [
        _box(
            (x, y - 1.4 * size, z),
            (0.8 * tall, 1.9 * size, 2.4 * size),
            bone,
            0.5 if bag.kind == "handbag" else 0.3,
        ),
        _box((x, y - 0.2, z), (0.14, 1.3 * tall, 0.8 * tall), bone),
    ]
