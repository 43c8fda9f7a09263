"""Hair, beards, hats, headscarves and scarves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.hoods import hood_layers, raised_hood
from cpcl_train.synthetic.meshes import Mesh, brim
from cpcl_train.synthetic.parts import Part
from cpcl_train.synthetic.person import Garment, Person
from cpcl_train.synthetic.render import Layer, Value, rgb
from cpcl_train.synthetic.shaders import Kind
from cpcl_train.synthetic.solids import blob, together, tube
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
    if person.beard and person.beard_long:
        layers.append(_beard(wardrobe, person, body))
    if person.hat:
        layers += _hat_layers(wardrobe, person, person.hat, body)
    if person.scarf:
        layers.append(_scarf(wardrobe, person, person.scarf, body))
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


def _scarf(wardrobe: Wardrobe, person: Person, scarf: Garment, body: Floats) -> Layer:
    """A thick roll around the neck; of some an end hangs down in front."""
    ease = person.top.inflate + (person.vest.inflate if person.vest else 0.0)
    parts = [_neck_roll(wardrobe, body, 0.95 + 0.5 * ease, 0.42)]
    if person.seed < 0.5:
        chest = wardrobe.around(3.2, 5.0, body)
        front, bone = float(chest[:, 2].max()) + ease, wardrobe.bone("spine01")
        nape = _nape(wardrobe, body)
        x, length = 0.45, 2.2 + 2.0 * person.seed
        drop = [
            (x, nape[1] - 0.2, nape[2] + 0.9),
            (x, nape[1] - 1.2, front + 0.1),
            (x, nape[1] - length, front + 0.25),
        ]
        parts.append(tube(drop, [0.4, 0.42, 0.45], bone))
    paint: dict[str, Value] = {"part_id": int(Part.SCARF), "main_colour": rgb(scarf.colour), "wrinkle": 1.2}
    return Layer(together(parts), paint, Kind.THING)


def _nape(wardrobe: Wardrobe, body: Floats) -> Floats:
    return np.asarray(body[wardrobe.library.rig.heads[wardrobe.bone("neck01")]].mean(0), np.float32)


def _neck_roll(wardrobe: Wardrobe, body: Floats, reach: float, thick: float) -> Mesh:
    """A closed roll of cloth around the neck, lower in front."""
    angle = np.linspace(0, 2 * np.pi, 25)
    around = np.stack([reach * np.sin(angle), -0.1 - 0.25 * np.cos(angle), 0.15 + reach * np.cos(angle)], axis=1)
    return tube(_nape(wardrobe, body) + around, thick, wardrobe.bone("neck01"), 8)


def _headscarf(wardrobe: Wardrobe, person: Person, scarf: Garment, body: Floats) -> list[Layer]:
    """Cloth over the hair and around the neck."""
    paint: dict[str, Value] = {
        "part_id": int(Part.HAT), "main_colour": rgb(scarf.colour), "gloss": 0.1, "wrinkle": 0.7,
    }  # fmt: skip
    roll = _neck_roll(wardrobe, body, 0.85 + 0.5 * person.top.inflate, 0.4)
    return [Layer(wardrobe.mesh("head", body).inflated(0.24), paint, Kind.HOOD), Layer(roll, paint, Kind.THING)]


def _hat_layers(wardrobe: Wardrobe, person: Person, hat: Garment, body: Floats) -> list[Layer]:
    paint: dict[str, Value] = {
        "part_id": int(Part.HAT), "main_colour": rgb(hat.colour), "gloss": hat.gloss, "wrinkle": 0.2,
    }  # fmt: skip
    if hat.kind == "hat":
        return [Layer(wardrobe.mesh(hat.source, body).inflated(0.06), paint)]
    if hat.kind == "hood":
        return raised_hood(wardrobe, hat, body)
    if hat.kind == "headscarf":
        return _headscarf(wardrobe, person, hat, body)
    head = wardrobe.mesh("head", body)
    shell = head.inflated(0.2 + hat.inflate)
    line = _HAT_LINES[hat.kind][0]
    region = (line, 99.0, 99.0, 99.0)
    layers = [Layer(shell.trimmed(head.canon[:, 1] > line), {**paint, "region": region})]
    cycling = any(thing.kind.endswith("bicycle") for thing in person.carried)
    if hat.kind == "cap" or (hat.kind == "helmet" and not cycling):
        edge = float(head.points[head.canon[:, 1] > line, 1].min()) + 0.08
        round_it = hat.kind == "helmet"
        peak = brim(shell.points, edge, 0.3 if round_it else 0.8, round_it, wardrobe.bone("head"))
        layers.append(Layer(peak, paint, Kind.THING))
    return layers
