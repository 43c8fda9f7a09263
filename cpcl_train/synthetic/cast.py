"""Draws people: who they are and what they wear. Frequencies follow the street, black first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.body import Shape
from cpcl_train.synthetic.catalogue import (
    BAG_COLOURS,
    BOTTOM_COLOURS,
    BOTTOM_ODDS,
    BOTTOMS,
    GILET,
    HAIR,
    HAIR_COLOURS,
    HAIR_LENGTHS,
    HAIR_STYLES,
    HI_VIS,
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


@dataclass(frozen=True)
class Garment:
    """One thing worn: what it is called, where its mesh comes from, how it is cut and coloured (linear RGB).

    `under` is how much of what is worn beneath (coloured `inner`) hangs out below the hem.
    """

    kind: str
    source: str
    colour: Floats
    second: Floats
    pattern: str = "plain"
    scale: float = 1.0
    hem: float = -99.0
    sleeve: float = 1.05
    neck: float = 6.2
    inflate: float = 0.0
    front: int = 0
    opening: float = 0.6
    inner: Floats = field(default_factory=lambda: np.zeros(3, np.float32))
    skirt: bool = False
    gloss: float = 0.05
    logo: float = 0.0
    under: float = 0.0


@dataclass(frozen=True)
class Bag:
    """A bag: kind backpack, shoulder bag, handbag or suitcase; `side` L or R; `size` 0…1."""

    kind: str
    colour: Floats
    side: str
    size: float


@dataclass(frozen=True)
class Person:
    """Everything that stays the same in all pictures of a person."""

    shape: Shape
    sex: str
    age: str
    build: str
    skin: Floats
    hair_style: str
    hair_length: str
    hair_name: str
    hair: Floats
    beard: bool
    glasses: bool
    top: Garment
    bottom: Garment
    shoes: Garment
    shoe_kind: str
    hat: Garment | None
    bags: tuple[Bag, ...]
    scarf: Garment | None
    vest: Garment | None
    seed: float


def _pick(rng: np.random.Generator, odds: Mapping[str, float]) -> str:
    share = np.asarray(list(odds.values()), float)
    return str(rng.choice(list(odds), p=share / share.sum()))


def _colour(rng: np.random.Generator, odds: Mapping[str, float]) -> Floats:
    return sample_colour(rng, _pick(rng, odds))


def _far_colour(rng: np.random.Generator, colour: Floats, odds: Mapping[str, float]) -> Floats:
    """A second colour that can be told from the first."""
    for _ in range(8):
        other = _colour(rng, odds)
        if np.abs(other ** (1 / 2.2) - colour ** (1 / 2.2)).sum() > 0.5:
            return other
    return sample_colour(rng, "white" if colour.mean() < 0.3 else "black")


def _cut_garment(rng: np.random.Generator, kind: str, cut: Cut, colour: Floats, patterned: float) -> Garment:
    pattern = str(rng.choice(cut.patterns)) if cut.patterns and rng.random() < patterned else "plain"
    source = str(rng.choice(cut.sources))
    hangs_out = kind in _UNDER_KINDS and rng.random() < 0.2
    has_logo = pattern == "plain" and kind in _LOGO_KINDS and rng.random() < 0.18

    def between(span: Range) -> float:
        return float(rng.uniform(*span))

    return Garment(
        kind=kind, source=source, colour=colour, second=_far_colour(rng, colour, TOP_COLOURS), pattern=pattern,
        scale=between((0.7, 2.2)), hem=between(cut.hem), sleeve=between(cut.sleeve), neck=between(cut.neck),
        inflate=between(cut.inflate) + (_TIGHTS_EASE if source == TIGHTS else 0.0),
        front=int(rng.choice(3, p=cut.front)), opening=between((0.3, 0.95)),
        inner=_far_colour(rng, colour, _INNER_COLOURS), skirt=cut.skirt,
        under=between((0.25, 0.7)) if hangs_out else 0.0,
        gloss=float(rng.choice([0.02, 0.05, 0.3], p=[0.5, 0.4, 0.1])),
        logo=between((0.4, 0.8)) if has_logo else 0.0,
    )  # fmt: skip


_TIGHTS_EASE = 0.06  # decimetres that a garment grown from the body's own shape stands off more
_INNER_COLOURS = {"white": 3, "black": 2, "grey": 2, "light blue": 1, "red": 1, "navy": 1}
_UNDER_KINDS = ("sweater", "hoodie", "jacket", "puffer jacket", "cardigan", "long-sleeved top")
_LOGO_KINDS = ("t-shirt", "hoodie", "sweater", "long-sleeved top")


def _top(rng: np.random.Generator, sex: str, child: bool) -> Garment:
    odds = dict(zip(TOPS, TOP_ODDS[sex], strict=True))
    if child:
        odds["suit jacket"] = 0
    kind = _pick(rng, odds)
    colours = TOP_COLOURS if kind not in ("suit jacket", "coat") else {**TOP_COLOURS, "black": 40, "navy": 15}
    return _cut_garment(
        rng, kind, TOPS[kind], _colour(rng, colours), {"shirt": 0.55, "puffer jacket": 0.8}.get(kind, 0.3)
    )


def _bottom(rng: np.random.Generator, sex: str, top: Garment) -> Garment:
    kind = _pick(rng, dict(zip(BOTTOMS, BOTTOM_ODDS[sex], strict=True)))
    if top.kind == "suit jacket" and rng.random() < 0.8:
        kind = "trousers"
    if top.kind == "dress":
        kind = "leggings" if rng.random() < 0.35 else "none"
    denim = kind == "jeans" and rng.random() < 0.8
    colour = sample_colour(rng, "denim") if denim else _colour(rng, BOTTOM_COLOURS)
    if (top.kind == "suit jacket" and rng.random() < 0.75) or rng.random() < 0.03:
        colour = top.colour
    if kind == "none":
        return Garment("none", "", colour, colour)
    made = _cut_garment(rng, kind, BOTTOMS[kind], colour, 0.12)
    return replace(made, pattern="denim") if denim else made


def _simple(rng: np.random.Generator, kind: str, source: str, odds: Mapping[str, float]) -> Garment:
    colour = _colour(rng, odds)
    return Garment(kind, source, colour, _far_colour(rng, colour, odds), inflate=float(rng.uniform(0.15, 0.3)),
                   scale=float(rng.uniform(0.8, 2.5)), hem=float(rng.uniform(7.55, 7.85)))  # fmt: skip


def _hat(rng: np.random.Generator, vest: bool) -> Garment | None:
    if vest and rng.random() < 0.7:
        made = _simple(rng, "helmet", "head", {"yellow": 4, "white": 3, "orange": 2, "red": 1, "blue": 1})
        return replace(made, inflate=0.4, gloss=0.5)
    if rng.random() > 0.22:
        return None
    kind = _pick(rng, {"cap": 9, "beanie": 6, "hat": 3, "hood": 3, "helmet": 1})
    source = str(rng.choice(["fedora", "fedora_cocked"])) if kind == "hat" else "head"
    return _simple(rng, kind, source, {**TOP_COLOURS, "red": 7})


def _bags(rng: np.random.Generator) -> tuple[Bag, ...]:
    if rng.random() > 0.46:
        return ()
    kind = _pick(rng, {"backpack": 20, "shoulder bag": 12, "handbag": 7, "suitcase": 3, "shopping bag": 3})
    paper = {"white": 5, "beige": 2, "black": 1, "red": 1, "light blue": 1}
    return (
        Bag(
            kind,
            _colour(rng, paper if kind == "shopping bag" else BAG_COLOURS),
            str(rng.choice(["L", "R"])),
            float(rng.random()),
        ),
    )


def _hair(rng: np.random.Generator, sex: str, age: str) -> tuple[str, str, str]:
    """Style, length word and colour word."""
    style = _pick(rng, HAIR_STYLES[sex])
    if age == "child" and style == "bald":
        style = "short04"
    return style, HAIR_LENGTHS.get(style, "short"), _pick(rng, OLD_HAIR_COLOURS if age == "old" else HAIR_COLOURS)


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
        bright = to_linear(np.asarray(HI_VIS[rng.integers(len(HI_VIS))]) / 255)
        return Garment(
            "hi-vis vest", TIGHTS, bright, sample_colour(rng, "light grey"), "reflective",
            hem=float(rng.uniform(0.2, 0.9)), sleeve=0.1, neck=5.9, inflate=0.38,
        )  # fmt: skip
    if chance < 0.09:
        return _cut_garment(rng, "vest", GILET, _colour(rng, TOP_COLOURS), 0.0)
    return None


def cast_person(rng: np.random.Generator) -> Person:
    """Draw a person."""
    sex = str(rng.choice(["male", "female"]))
    age = _pick(rng, {"adult": 84, "old": 8, "child": 8})
    shape, build = _shape(rng, sex, age)
    style, length, hair_name = _hair(rng, sex, age)
    centres = HAIR[hair_name]
    hair = np.clip(np.asarray(centres[rng.integers(len(centres))]) + rng.normal(0, 5), 4, 250) / 255
    skin = np.asarray(SKINS[rng.integers(len(SKINS))]) / 255 * rng.uniform(0.93, 1.05)
    top = _top(rng, sex, age == "child")
    shoe_kind = _pick(rng, {"shoes": 4, "sneakers": 5, "boots": 2})
    vest = _vest(rng)
    return Person(
        shape, sex, age, build, to_linear(np.clip(skin, 0, 1)), style, length, hair_name, to_linear(hair),
        beard=sex == "male" and age != "child" and rng.random() < 0.25, glasses=rng.random() < 0.16,
        top=top, bottom=_bottom(rng, sex, top),
        shoes=_simple(rng, shoe_kind, f"shoes0{rng.integers(1, 7)}", SHOE_COLOURS), shoe_kind=shoe_kind,
        hat=_hat(rng, vest is not None and vest.kind == "hi-vis vest"), bags=_bags(rng),
        scarf=_simple(rng, "scarf", "neck", TOP_COLOURS) if rng.random() < 0.07 else None,
        vest=vest, seed=float(rng.random()),
    )  # fmt: skip
