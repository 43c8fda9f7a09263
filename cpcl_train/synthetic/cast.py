"""Draws people: who they are and what they wear. Frequencies follow the street, black first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.belongings import with_belongings
from cpcl_train.synthetic.body import Shape
from cpcl_train.synthetic.catalogue import (
    BOTTOM_COLOURS,
    BOTTOM_ODDS,
    BOTTOMS,
    GILET,
    HAIR,
    HAIR_COLOURS,
    HAIR_LENGTHS,
    HAIR_STYLES,
    OLD_HAIR_COLOURS,
    SHOE_COLOURS,
    SKINS,
    TIGHTS,
    TOP_COLOURS,
    TOP_ODDS,
    TOPS,
    Cut,
    Range,
)
from cpcl_train.synthetic.colours import sample_colour, to_linear
from cpcl_train.synthetic.draw import colour_of, far_colour, pick
from cpcl_train.synthetic.outfits import hi_vis, with_outfit
from cpcl_train.synthetic.person import Garment, Person


def _cut_garment(rng: np.random.Generator, kind: str, cut: Cut, colour: Floats, patterned: float) -> Garment:
    pattern = str(rng.choice(cut.patterns)) if cut.patterns and rng.random() < patterned else "plain"
    source = str(rng.choice(cut.sources))
    hangs_out = kind in _UNDER_KINDS and rng.random() < 0.2
    colour, second = (
        _camouflaged(rng) if pattern == "camouflage" else (colour, far_colour(rng, colour, TOP_COLOURS))
    )
    hood, fur = _hood(rng, cut)
    has_logo = pattern == "plain" and kind in _LOGO_KINDS and rng.random() < 0.18

    def between(span: Range) -> float:
        return float(rng.uniform(*span))

    return Garment(
        kind=kind, source=source, colour=colour, second=second, pattern=pattern,
        scale=between((0.7, 2.2)), hem=between(cut.hem), sleeve=between(cut.sleeve), neck=between(cut.neck),
        inflate=between(cut.inflate) + (_TIGHTS_EASE if source == TIGHTS else 0.0),
        front=int(rng.choice(3, p=cut.front)), opening=between((0.3, 0.95)),
        inner=far_colour(rng, colour, _INNER_COLOURS), inner_kind=pick(rng, _INNERS.get(kind, _LIGHT_INNERS)),
        skirt=cut.skirt, hood=hood, fur=fur, mark=_mark(rng, kind, pattern),
        under=between((0.25, 0.7)) if hangs_out else 0.0,
        gloss=float(rng.choice([0.02, 0.05, 0.3], p=[0.5, 0.4, 0.1])),
        logo=between((0.4, 0.8)) if has_logo else 0.0,
    )  # fmt: skip


_TIGHTS_EASE = 0.06  # decimetres that a garment grown from the body's own shape stands off more
_INNER_COLOURS = {"white": 4, "black": 2.5, "grey": 2.5, "light grey": 1, "light blue": 1.2, "red": 1.2, "navy": 1,
                  "green": 0.6, "beige": 0.6, "yellow": 0.5, "pink": 0.6, "blue": 0.8, "dark red": 0.4}  # fmt: skip
_LIGHT_INNERS = {"t-shirt": 3, "shirt": 2}
_WARM_INNERS = {"t-shirt": 3, "shirt": 2.5, "sweater": 2, "hoodie": 2.5}
_INNERS = dict.fromkeys(("jacket", "coat", "parka", "puffer jacket", "puffer coat"), _WARM_INNERS)
_INNERS["suit jacket"] = {"shirt": 1}
_FUR_COLOURS = {"beige": 4, "brown": 4, "grey": 2, "black": 2, "white": 1.5, "light grey": 1}
_HATS = {"cap": 9, "beanie": 7, "hat": 3, "helmet": 1.2, "headscarf": 5}
_UNDER_KINDS = ("sweater", "hoodie", "jacket", "puffer jacket", "cardigan", "long-sleeved top")
_LOGO_KINDS = ("t-shirt", "hoodie", "sweater", "long-sleeved top")


def _camouflaged(rng: np.random.Generator) -> tuple[Floats, Floats]:
    return colour_of(rng, {"olive": 3, "dark green": 1, "beige": 0.6}), sample_colour(rng, "dark green")


def _hood(rng: np.random.Generator, cut: Cut) -> tuple[str, Floats | None]:
    """Whether a hood is up or down, and its fur."""
    if rng.random() >= cut.hooded:
        return "none", None
    fur = colour_of(rng, _FUR_COLOURS) if rng.random() < cut.fur else None
    return ("up" if rng.random() < 0.22 else "down"), fur


def _mark(rng: np.random.Generator, kind: str, pattern: str) -> str:
    """Letters on the chest or back of what is plain otherwise."""
    if pattern != "plain" or kind not in _LETTERED or rng.random() > 0.12:
        return "none"
    return str(rng.choice(["chest lettering", "back lettering"]))


_LETTERED = ("t-shirt", "hoodie", "sweater", "long-sleeved top", "jacket", "puffer jacket")


def _top(rng: np.random.Generator, sex: str, child: bool) -> Garment:
    odds = dict(zip(TOPS, TOP_ODDS[sex], strict=True))
    if child:
        odds["suit jacket"] = 0
    kind = pick(rng, odds)
    colours = (
        TOP_COLOURS
        if kind not in ("suit jacket", "coat", "parka", "puffer coat")
        else {**TOP_COLOURS, "black": 40, "navy": 15}
    )
    return _cut_garment(
        rng,
        kind,
        TOPS[kind],
        colour_of(rng, colours),
        {"shirt": 0.55, "puffer jacket": 0.8, "puffer coat": 0.9, "parka": 0.12}.get(kind, 0.3),
    )


def _bottom(rng: np.random.Generator, sex: str, top: Garment) -> Garment:
    kind = pick(rng, dict(zip(BOTTOMS, BOTTOM_ODDS[sex], strict=True)))
    if top.kind == "suit jacket" and rng.random() < 0.8:
        kind = "trousers"
    if top.kind == "dress":
        kind = "leggings" if rng.random() < 0.35 else "none"
    denim = kind == "jeans" and rng.random() < 0.8
    colour = sample_colour(rng, "denim") if denim else colour_of(rng, BOTTOM_COLOURS)
    if (top.kind == "suit jacket" and rng.random() < 0.75) or rng.random() < 0.03:
        colour = top.colour
    if kind == "none":
        return Garment("none", "", colour, colour)
    made = _cut_garment(rng, kind, BOTTOMS[kind], colour, 0.12)
    if not denim:
        return made
    return replace(made, pattern="ripped" if rng.random() < 0.12 else "denim")


def _simple(rng: np.random.Generator, kind: str, source: str, odds: Mapping[str, float]) -> Garment:
    colour = colour_of(rng, odds)
    return Garment(kind, source, colour, far_colour(rng, colour, odds), inflate=float(rng.uniform(0.15, 0.3)),
                   scale=float(rng.uniform(0.8, 2.5)), hem=float(rng.uniform(7.55, 7.85)))  # fmt: skip


def _hat(rng: np.random.Generator, sex: str, vest: bool) -> Garment | None:
    if vest and rng.random() < 0.7:
        made = _simple(rng, "helmet", "head", {"yellow": 4, "white": 3, "orange": 2, "red": 1, "blue": 1})
        return replace(made, inflate=0.4, gloss=0.5)
    if rng.random() > 0.2:
        return None
    kind = pick(rng, _HATS if sex == "female" else {**_HATS, "headscarf": 0})
    source = str(rng.choice(["fedora", "fedora_cocked"])) if kind == "hat" else "head"
    return _simple(rng, kind, source, {**TOP_COLOURS, "red": 7})


def _hair(rng: np.random.Generator, sex: str, age: str) -> tuple[str, str, str]:
    """Style, length word and colour word."""
    style = pick(rng, HAIR_STYLES[sex])
    if age == "child" and style in ("bald", "balding"):
        style = "short04"
    return style, HAIR_LENGTHS.get(style, "short"), pick(rng, OLD_HAIR_COLOURS if age == "old" else HAIR_COLOURS)


def _shape(rng: np.random.Generator, sex: str, age: str) -> tuple[Shape, str]:
    years = {"child": rng.uniform(0.0, 0.35), "adult": rng.uniform(0.85, 1.35), "old": rng.uniform(1.6, 2.0)}[age]
    weight = float(np.clip(rng.normal(0.44, 0.2), 0, 1))
    family = rng.dirichlet([0.6, 0.6, 0.6])
    shape = Shape(
        sex, float(years), float(np.clip(rng.normal(0.5, 0.18), 0, 1)), weight,
        float(np.clip(rng.normal(0.38 if age == "child" else 0.45, 0.16), 0, 1)),
        (float(family[0]), float(family[1]), float(family[2])),
    )  # fmt: skip
    return shape, "heavy" if weight > 0.72 else "slim" if weight < 0.2 else "average"


def _vest(rng: np.random.Generator) -> Garment | None:
    """Now and then a vest over the top: of high visibility, or a gilet."""
    chance = rng.random()
    if chance < 0.05:
        return Garment(
            "hi-vis vest", TIGHTS, hi_vis(rng), sample_colour(rng, "light grey"), "reflective",
            hem=float(rng.uniform(0.2, 0.9)), sleeve=0.1, neck=5.9, inflate=0.38,
        )  # fmt: skip
    if chance < 0.09:
        return _cut_garment(rng, "vest", GILET, colour_of(rng, TOP_COLOURS), 0.0)
    return None


def _tucked(rng: np.random.Generator, top: Garment, bottom: Garment) -> Garment:
    """A top tucked into a skirt, so that the waist tells it from a dress."""
    if bottom.skirt and not top.skirt and top.kind not in ("jacket", "puffer jacket") and rng.random() < 0.7:
        return replace(top, hem=float(rng.uniform(1.2, 1.7)), under=0.0)
    return top


def _shoes(rng: np.random.Generator, bottom: Garment) -> tuple[str, Garment]:
    bare = bottom.skirt or bottom.kind in ("none", "shorts")
    kind = pick(rng, {"shoes": 4, "sneakers": 5, "boots": 2, "sandals": 2.2 if bare else 0.12})
    made = _simple(rng, kind, f"shoes0{rng.integers(1, 7)}", SHOE_COLOURS)
    return kind, replace(made, pattern="sandals") if kind == "sandals" else made


def cast_person(rng: np.random.Generator) -> Person:
    """Draw a person."""
    person = with_belongings(rng, with_outfit(rng, _everyday(rng)))
    if person.top.hood == "up":
        hood = replace(person.top, kind="hood", source="head", inflate=0.1)
        person = replace(person, hat=hood, hair_length=person.hair_length)
    cycling = any(thing.kind.endswith("bicycle") for thing in person.carried)
    if cycling and person.hat is None and rng.random() < 0.4:
        person = replace(person, hat=_simple(rng, "helmet", "head", _HELMET_COLOURS))
    return person


_HELMET_COLOURS = {"black": 4, "white": 3, "red": 1.5, "blue": 1.5, "yellow": 1, "grey": 1}
_MASK_COLOURS = {"light blue": 4, "white": 3, "black": 4, "grey": 0.5}


def _everyday(rng: np.random.Generator) -> Person:
    """A person in everyday clothes, with nothing in their hands."""
    sex = str(rng.choice(["male", "female"]))
    age = pick(rng, {"adult": 83, "old": 10, "child": 7})
    shape, build = _shape(rng, sex, age)
    style, length, hair_name = _hair(rng, sex, age)
    centres = HAIR[hair_name]
    hair = np.clip(np.asarray(centres[rng.integers(len(centres))]) + rng.normal(0, 5), 4, 250) / 255
    skin = np.asarray(SKINS[rng.integers(len(SKINS))]) / 255 * rng.uniform(0.93, 1.05)
    top = _top(rng, sex, age == "child")
    bottom = _bottom(rng, sex, top)
    shoe_kind, shoes = _shoes(rng, bottom)
    vest = _vest(rng)
    eyes = rng.random()
    return Person(
        shape, sex, age, build, to_linear(np.clip(skin, 0, 1)), style, length, hair_name, to_linear(hair),
        beard=sex == "male" and age != "child" and rng.random() < 0.28, beard_long=rng.random() < 0.35,
        glasses=eyes < 0.15,
        top=_tucked(rng, top, bottom), bottom=bottom, shoes=shoes, shoe_kind=shoe_kind,
        hat=_hat(rng, sex, vest is not None and vest.kind == "hi-vis vest"), bags=(),
        scarf=_simple(rng, "scarf", "neck", TOP_COLOURS) if rng.random() < 0.07 else None,
        vest=vest, seed=float(rng.random()), sunglasses=eyes > 0.95,
        mask=colour_of(rng, _MASK_COLOURS) if rng.random() < 0.035 else None,
    )  # fmt: skip
