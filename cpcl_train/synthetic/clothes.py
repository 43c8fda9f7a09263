"""Clothes and skin as layers: which part of which mesh shows, in which colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.bags import straps
from cpcl_train.synthetic.catalogue import MARKS, PATTERNS, TIGHTS
from cpcl_train.synthetic.meshes import Mesh, inside
from cpcl_train.synthetic.parts import Part
from cpcl_train.synthetic.person import Garment, Person
from cpcl_train.synthetic.render import Layer, Value, rgb
from cpcl_train.synthetic.shaders import Kind
from cpcl_train.synthetic.wardrobe import Wardrobe

Region = tuple[float, float, float, float]  # canonical height from, to; sleeve to; neck line
_SKIRT_TOP = 1.75
_OVERLAP = 0.35  # of trousers under the top, so that no gap opens in a stride
_LOWEST_HEM = -0.6  # below it, a garment that is no skirt would split like trousers
_NO_ARMS = -0.5
_SHAFT = -7.25  # where a low shoe ends and the sock begins
_WRINKLES = 0.55


def cloth(garment: Garment, part: Part, region: Region, person: Person) -> dict[str, Value]:
    """Shader settings of a garment."""
    open_below = part != Part.BOTTOM and garment.front == 2
    return {
        "part_id": int(part), "region": region, "main_colour": rgb(garment.colour),
        "second_colour": rgb(garment.second), "third_colour": rgb(garment.inner),
        "lower_colour": rgb(person.bottom.colour), "scale": garment.scale, "gloss": garment.gloss,
        "wrinkle": _WRINKLES, "inner_id": int(Part.INNER), "lower_id": int(Part.BOTTOM),
        "front": (float(garment.front), garment.opening, _front_end(garment, open_below), garment.logo),
        "mark": MARKS[garment.mark],
    }  # fmt: skip


def _front_end(garment: Garment, open_below: bool) -> float:
    """Where an opening ends: a suit's V above its button, a waistcoat's higher, an open coat's at the waist."""
    if garment.front == 3:
        return 3.7 if garment.kind == "waistcoat" else 2.3
    return 1.6 if open_below else -99.0


def cloth_layer(
    mesh: Mesh, garment: Garment, part: Part, region: Region, person: Person,
    extra: Mapping[str, Value] | None = None,
) -> Layer:  # fmt: skip
    """A garment's layer, with only the faces that its region leaves; `extra` settings win."""
    settings = {**cloth(garment, part, region, person), **(extra or {})}
    return Layer(mesh.trimmed(inside(mesh.canon, region)), settings, Kind.CLOTH, PATTERNS[garment.pattern])


def top_region(top: Garment) -> Region:
    """What of its mesh the upper garment shows; below it a coat or dress goes on as a skirt."""
    hem = _SKIRT_TOP - 0.6 if top.skirt else max(top.hem, _LOWEST_HEM)
    return (hem, 99.0, top.sleeve, top.neck)


def clothes_layers(wardrobe: Wardrobe, person: Person, body: Floats) -> list[Layer]:
    """Skin, top, bottom, what is worn over and under, and shoes."""
    top, vest = person.top, person.vest
    region = top_region(top)
    bands = straps(person)
    mesh = wardrobe.mesh(top.source, body).inflated(top.inflate)
    tie = {"tie": (*rgb(person.tie), 1.0)} if person.tie is not None else {}
    layers = [cloth_layer(mesh, top, Part.TOP, region, person, tie if vest else {**bands, **tie})]
    if top.skirt:
        layers.append(_skirt(wardrobe, top, Part.TOP, person, body))
    elif top.under:
        layers.append(_under(wardrobe, person, region[0], body))
    if vest:
        over = wardrobe.mesh(TIGHTS, body).inflated(vest.inflate + top.inflate)
        worn = {**bands, **tie, "inner_id": int(Part.TOP)} if vest.kind == "waistcoat" else bands
        layers.append(cloth_layer(over, vest, Part.VEST, (vest.hem, 99.0, vest.sleeve, vest.neck), person, worn))
    if person.bottom.kind != "none":
        layers.append(_bottom(wardrobe, person, region[0], body))
    if person.apron is not None:
        layers += _apron(wardrobe, person, body)
    return [*layers, *_shoes(wardrobe, person, body), _skin(wardrobe, person, region, body)]


def _under(wardrobe: Wardrobe, person: Person, hem: float, body: Floats) -> Layer:
    """The shirt that hangs out below the top."""
    top = person.top
    shirt = replace(top, colour=top.inner, pattern="plain", front=0, logo=0.0)
    mesh = wardrobe.mesh(TIGHTS, body).inflated(max(top.inflate - 0.08, 0.05))
    return cloth_layer(mesh, shirt, Part.INNER, (hem - top.under, hem + 0.2, _NO_ARMS, 99.0), person)


def _apron(wardrobe: Wardrobe, person: Person, body: Floats) -> list[Layer]:
    """A bib in front, from the chest to the thighs."""
    colour = np.zeros(3, np.float32) if person.apron is None else person.apron
    apron = Garment("apron", TIGHTS, colour, colour, mark="bib")
    low = -2.2 - 1.2 * person.seed
    bib = wardrobe.mesh(TIGHTS, body).inflated(person.top.inflate + 0.3)
    lap = wardrobe.mesh("skirt", body).inflated(0.3)
    return [
        cloth_layer(bib, apron, Part.APRON, (0.9, 4.6, _NO_ARMS, 99.0), person),
        cloth_layer(lap, apron, Part.APRON, (low, 99.0, 99.0, 99.0), person),
    ]


def _skirt(wardrobe: Wardrobe, garment: Garment, part: Part, person: Person, body: Floats) -> Layer:
    mesh = wardrobe.mesh("skirt", body).inflated(max(garment.inflate, 0.08))
    return cloth_layer(mesh, garment, part, (garment.hem, 99.0, 99.0, 99.0), person)


def _bottom(wardrobe: Wardrobe, person: Person, top_hem: float, body: Floats) -> Layer:
    bottom, top = person.bottom, person.top
    if bottom.skirt:
        return _skirt(wardrobe, bottom, Part.BOTTOM, person, body)
    ceiling = top.hem + 0.6 if top.skirt else top_hem + _OVERLAP
    mesh = wardrobe.mesh(bottom.source, body).inflated(bottom.inflate)
    torn: dict[str, Value] = {"third_colour": rgb(person.skin)} if bottom.pattern == "ripped" else {}
    return cloth_layer(mesh, bottom, Part.BOTTOM, (bottom.hem, ceiling, _NO_ARMS, 99.0), person, torn)


def _skin(wardrobe: Wardrobe, person: Person, top: Region, body: Floats) -> Layer:
    """The body where nothing covers it."""
    mesh, bottom = wardrobe.mesh("skin", body), person.bottom
    sources = (person.top.source, bottom.source, person.shoes.source)
    used = wardrobe.vertices("skin")
    flags = np.stack([wardrobe.hidden(source)[used] for source in sources], axis=1)
    floor = 99.0 if bottom.kind in ("none", "skirt") else bottom.hem
    legs = (floor, top[0] + _OVERLAP + 0.1, _NO_ARMS, 99.0)
    scalp = {"bald": 0.0, "buzz": 0.8, "balding": 2.0}.get(person.hair_style, 1.0)
    eyes = 2.0 if person.sunglasses else float(person.glasses)
    mask = (*rgb(person.mask), 1.0) if person.mask is not None else (0.0, 0.0, 0.0, 0.0)
    settings: dict[str, Value] = {
        "part_id": int(Part.SKIN), "main_colour": rgb(person.skin), "hair_colour": rgb(person.hair),
        "head": (scalp, 0.85 if person.beard else 0.0, eyes, 0.7), "gloss": 0.25, "mask": mask,
        "top_cover": top, "bottom_cover": legs, "shoe_cover": 1.0,
    }  # fmt: skip
    worn = (flags[:, 0] > 0) & inside(mesh.canon, top, 0.3) | (flags[:, 1] > 0) & inside(mesh.canon, legs, 0.3)
    return Layer(replace(mesh, flags=flags).trimmed(~(worn | (flags[:, 2] > 0))), settings, Kind.BODY)


def _shoes(wardrobe: Wardrobe, person: Person, body: Floats) -> list[Layer]:
    """Boots whole; a low shoe with a sock above it."""
    shoes = replace(person.shoes, gloss=0.2)
    mesh = wardrobe.mesh(shoes.source, body)
    smooth: dict[str, Value] = {"wrinkle": 0.0}
    bare: dict[str, Value] = {"third_colour": rgb(person.skin)} if person.shoe_kind == "sandals" else {}
    if person.shoe_kind == "boots":
        return [cloth_layer(mesh.inflated(0.05), shoes, Part.SHOES, (-99.0, 99.0, 99.0, 99.0), person, smooth)]
    low = cloth_layer(mesh, shoes, Part.SHOES, (-99.0, _SHAFT, 99.0, 99.0), person, {**smooth, **bare})
    region = (_SHAFT, -6.6, 99.0, 99.0)
    if person.shoe_kind == "sandals" or (_bare_legged(person) and person.seed < 0.6):
        ankle = replace(shoes, colour=person.skin, pattern="plain", gloss=0.1)
        return [low, cloth_layer(mesh, ankle, Part.SKIN, region, person, smooth)]
    socks = replace(shoes, colour=shoes.second if person.seed < 0.3 else person.bottom.colour)
    return [low, cloth_layer(mesh, socks, Part.SOCKS, region, person, smooth)]


def _bare_legged(person: Person) -> bool:
    return person.bottom.skirt or person.bottom.kind in ("none", "shorts")
