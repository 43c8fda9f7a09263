"""Hair, hats, hoods and scarves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.cast import Garment, Person
from cpcl_train.synthetic.clothes import cloth_layer
from cpcl_train.synthetic.meshes import Mesh, brim, rounded_box
from cpcl_train.synthetic.parts import Part
from cpcl_train.synthetic.render import Layer, Value, rgb
from cpcl_train.synthetic.shaders import Kind
from cpcl_train.synthetic.wardrobe import Wardrobe

# Canonical height of a hat's edge at the ears, and how much it falls per decimetre towards the nape.
_HAT_LINES = {
    "cap": (7.62, 0.12),
    "beanie": (7.45, 0.1),
    "helmet": (7.55, 0.05),
    "hat": (7.7, 0.0),
    "hood": (5.6, 0.0),
}
_NO_HAIR = ("bald", "buzz")


def head_layers(wardrobe: Wardrobe, person: Person, body: Floats) -> list[Layer]:
    """Everything worn or grown from the neck up."""
    layers = []
    hooded = person.hat is not None and person.hat.kind == "hood"
    if person.hair_style not in _NO_HAIR and not hooded:
        layers.append(_hair_layer(wardrobe, person, body))
    if person.hat:
        layers += _hat_layers(wardrobe, person.hat, body)
    if person.scarf:
        mesh = wardrobe.mesh("neck", body).inflated(0.55 + person.scarf.inflate)
        around = replace(person.scarf, pattern="plain")
        layers.append(cloth_layer(mesh, around, Part.SCARF, (5.5, 6.35, 99.0, 99.0), person, {"wrinkle": 1.2}))
    if person.top.kind == "hoodie" and not hooded:
        layers.append(_lowered_hood(wardrobe, person, body))
    return layers


def _hair_layer(wardrobe: Wardrobe, person: Person, body: Floats) -> Layer:
    line, tilt = _HAT_LINES[person.hat.kind] if person.hat else (99.0, 0.0)
    shortest = 1.6 + 3.2 * person.seed if person.hair_style == "long01" else -99.0
    settings: dict[str, Value] = {
        "part_id": int(Part.HAIR), "main_colour": rgb(person.hair), "gloss": 0.35, "wrinkle": 0.3,
        "region": (shortest, 99.0, 99.0, 99.0), "hat_line": (line + 0.1, tilt, float(person.hat is not None), 0.0),
    }  # fmt: skip
    return Layer(_hair_mesh(wardrobe, person, body), settings, Kind.HAIR)


def _hair_mesh(wardrobe: Wardrobe, person: Person, body: Floats) -> Mesh:
    """The hair; what falls below the chin lies on the clothes instead of inside them."""
    mesh = wardrobe.mesh(person.hair_style, body)
    below = np.clip((6.4 - mesh.canon[:, 1]) / 0.6, 0, 1)
    thick = person.top.inflate + (person.vest.inflate if person.vest else 0.0) + 0.2
    away = np.where(mesh.canon[:, 2] > 0.3, 1.0, -1.0)
    points = mesh.points + 0.03 * mesh.normals
    points[:, 2] += below * away * thick
    return replace(mesh, points=points.astype(np.float32))


def _lowered_hood(wardrobe: Wardrobe, person: Person, body: Floats) -> Layer:
    """A hoodie's hood on the shoulders."""
    nape = body[wardrobe.library.rig.heads[wardrobe.bone("neck01")]].mean(0)
    centre = nape + np.asarray([0, 0.05, -0.75], np.float32)
    lump = rounded_box(centre, np.asarray([2.3, 1.0, 1.3], np.float32), wardrobe.bone("spine01"), 0.9)
    return Layer(lump, {"part_id": int(Part.TOP), "main_colour": rgb(person.top.colour)}, Kind.THING)


def _hat_layers(wardrobe: Wardrobe, hat: Garment, body: Floats) -> list[Layer]:
    paint: dict[str, Value] = {
        "part_id": int(Part.HAT), "main_colour": rgb(hat.colour), "gloss": hat.gloss, "wrinkle": 0.2,
    }  # fmt: skip
    if hat.kind == "hat":
        return [Layer(wardrobe.mesh(hat.source, body).inflated(0.06), paint)]
    head = wardrobe.mesh("head", body)
    shell = head.inflated(0.2 + hat.inflate)
    if hat.kind == "hood":
        return [Layer(shell.inflated(0.2), paint, Kind.HOOD)]
    line = _HAT_LINES[hat.kind][0]
    region = (line, 99.0, 99.0, 99.0)
    layers = [Layer(shell.trimmed(head.canon[:, 1] > line), {**paint, "region": region})]
    if hat.kind in ("cap", "helmet"):
        edge = float(head.points[head.canon[:, 1] > line, 1].min()) + 0.08
        round_it = hat.kind == "helmet"
        peak = brim(shell.points, edge, 0.35 if round_it else 0.95, round_it, wardrobe.bone("head"))
        layers.append(Layer(peak, paint, Kind.THING))
    return layers
