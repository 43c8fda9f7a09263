"""Hair, beards, hats, headscarves and scarves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.clothes import cloth_layer
from cpcl_train.synthetic.hoods import hood_layers, raised_hood
from cpcl_train.synthetic.meshes import Mesh, brim
from cpcl_train.synthetic.parts import Part
from cpcl_train.synthetic.person import Garment, Person
from cpcl_train.synthetic.render import Layer, Value, rgb
from cpcl_train.synthetic.shaders import Kind
from cpcl_train.synthetic.solids import blob
from cpcl_train.synthetic.wardrobe import Wardrobe

# Canonical height of a hat's edge at the ears, and how much it falls per decimetre towards the nape.
_HAT_LINES = {
    "cap": (7.62, 0.12),
    "beanie": (7.45, 0.1),
    "helmet": (7.55, 0.05),
    "hat": (7.7, 0.0),
    "hood": (5.6, 0.0),
    "headscarf": (5.6, 0.0),
}
_NO_HAIR = ("bald", "buzz", "balding", "bun")


def head_layers(wardrobe: Wardrobe, person: Person, body: Floats) -> list[Layer]:
    """Everything worn or grown from the neck up."""
    layers = []
    hidden = person.hat is not None and person.hat.kind in ("hood", "headscarf")
    if person.hair_style not in _NO_HAIR and not hidden:
        layers.append(_hair_layer(wardrobe, person, body))
    if person.hair_style == "bun" and person.hat is None:
        layers.append(_bun(wardrobe, person, body))
    if person.beard and person.seed < 0.4:
        layers.append(_beard(wardrobe, person, body))
    if person.hat:
        layers += _hat_layers(wardrobe, person.hat, body)
    if person.scarf:
        mesh = wardrobe.mesh("neck", body).inflated(0.55 + person.scarf.inflate)
        around = replace(person.scarf, pattern="plain")
        layers.append(cloth_layer(mesh, around, Part.SCARF, (5.5, 6.35, 99.0, 99.0), person, {"wrinkle": 1.2}))
    return layers + hood_layers(wardrobe, person, body)


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


def _bun(wardrobe: Wardrobe, person: Person, body: Floats) -> Layer:
    """A knot of hair high at the back of the head."""
    head = wardrobe.mesh("head", body)
    back, top = float(head.points[:, 2].min()), float(head.points[:, 1].max())
    centre = (0.0, top - 0.75 + 0.5 * person.seed, back + 0.05 * person.seed)
    knot = blob(centre, (1.0, 0.95, 0.9), wardrobe.bone("head"))
    paint: dict[str, Value] = {
        "part_id": int(Part.HAIR),
        "main_colour": rgb(person.hair),
        "wrinkle": 0.5,
        "gloss": 0.3,
    }
    return Layer(knot, paint, Kind.THING)


def _beard(wardrobe: Wardrobe, person: Person, body: Floats) -> Layer:
    """A full beard below the chin."""
    head = wardrobe.mesh("head", body)
    chin = head.points[(head.canon[:, 1] < 6.45) & (head.canon[:, 2] > 1.0)].mean(0)
    tuft = blob((0.0, float(chin[1]) - 0.15, float(chin[2]) + 0.02), (0.85, 0.95, 0.6), wardrobe.bone("head"))
    paint: dict[str, Value] = {"part_id": int(Part.BEARD), "main_colour": rgb(person.hair), "wrinkle": 1.0}
    return Layer(tuft, paint, Kind.THING)


def _headscarf(wardrobe: Wardrobe, scarf: Garment, body: Floats) -> list[Layer]:
    """Cloth over the hair and around the neck."""
    paint: dict[str, Value] = {
        "part_id": int(Part.HAT),
        "main_colour": rgb(scarf.colour),
        "gloss": 0.1,
        "wrinkle": 0.7,
    }
    neck = wardrobe.mesh("neck", body).inflated(0.42)
    return [
        Layer(wardrobe.mesh("head", body).inflated(0.24), paint, Kind.HOOD),
        Layer(neck, {**paint, "region": (5.2, 6.35, 99.0, 99.0)}),
    ]


def _hat_layers(wardrobe: Wardrobe, hat: Garment, body: Floats) -> list[Layer]:
    paint: dict[str, Value] = {
        "part_id": int(Part.HAT), "main_colour": rgb(hat.colour), "gloss": hat.gloss, "wrinkle": 0.2,
    }  # fmt: skip
    if hat.kind == "hat":
        return [Layer(wardrobe.mesh(hat.source, body).inflated(0.06), paint)]
    if hat.kind == "hood":
        return raised_hood(wardrobe, hat, body)
    if hat.kind == "headscarf":
        return _headscarf(wardrobe, hat, body)
    head = wardrobe.mesh("head", body)
    shell = head.inflated(0.2 + hat.inflate)
    line = _HAT_LINES[hat.kind][0]
    region = (line, 99.0, 99.0, 99.0)
    layers = [Layer(shell.trimmed(head.canon[:, 1] > line), {**paint, "region": region})]
    if hat.kind in ("cap", "helmet"):
        edge = float(head.points[head.canon[:, 1] > line, 1].min()) + 0.08
        round_it = hat.kind == "helmet"
        peak = brim(shell.points, edge, 0.35 if round_it else 0.95, round_it, wardrobe.bone("head"))
        layers.append(Layer(peak, paint, Kind.THING))
    return layers
