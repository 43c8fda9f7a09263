"""Clothes that belong together: suits, waistcoats, uniforms, overalls, aprons and high-visibility jackets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.catalogue import HI_VIS, TIGHTS
from cpcl_train.synthetic.colours import sample_colour, to_linear
from cpcl_train.synthetic.draw import colour_of, pick
from cpcl_train.synthetic.person import Garment, Person

Draw = np.random.Generator
_SUIT_COLOURS = {"black": 8, "navy": 6, "dark grey": 5, "grey": 3, "beige": 1, "brown": 1, "blue": 1}
_SHIRT_COLOURS = {"white": 10, "light blue": 3, "black": 1, "pink": 0.6}
_TIE_COLOURS = {
    "red": 3,
    "dark red": 2,
    "navy": 3,
    "blue": 2,
    "black": 4,
    "green": 0.7,
    "purple": 0.7,
    "yellow": 0.7,
    "light grey": 1,
}
_APRON_COLOURS = {"white": 5, "black": 4, "red": 1.5, "navy": 2, "green": 1.5, "dark red": 1, "brown": 1}
_OVERALL_COLOURS = {"navy": 5, "blue": 4, "orange": 2, "white": 2, "dark grey": 2, "dark green": 2, "red": 1}
_BODIES = ("male_casualsuit02", "male_casualsuit03", "male_casualsuit05", TIGHTS)


def hi_vis(rng: Draw) -> Floats:
    """One of the few colours that work clothes are seen by."""
    return to_linear(np.asarray(HI_VIS[rng.integers(len(HI_VIS))]) / 255)


def _body(rng: Draw) -> str:
    return str(rng.choice(_BODIES))


def _trousers(rng: Draw, colour: Floats) -> Garment:
    source = str(rng.choice(_BODIES))
    ease = float(rng.uniform(0.06, 0.14)) if source == TIGHTS else 0.05
    return Garment("trousers", source, colour, colour, hem=float(rng.uniform(-7.7, -7.2)), inflate=ease)


def _shirt(rng: Draw, colour: Floats, second: Floats, front: int = 1, source: str = "") -> Garment:
    source = source or _body(rng)
    ease = 0.14 if source == TIGHTS else 0.05
    return Garment("shirt", source, colour, second, hem=float(rng.uniform(0.7, 1.4)), sleeve=1.0, inflate=ease,
                   front=front, neck=6.3)  # fmt: skip


def _tie(rng: Draw, person: Person, chance: float) -> Floats | None:
    likely = chance if person.sex == "male" else 0.12
    return colour_of(rng, _TIE_COLOURS) if rng.random() < likely else None


def _suit(rng: Draw, person: Person) -> Person:
    colour, shirt = colour_of(rng, _SUIT_COLOURS), colour_of(rng, _SHIRT_COLOURS)
    source = "male_elegantsuit01" if person.sex == "male" or rng.random() < 0.5 else "female_elegantsuit01"
    jacket = Garment(
        "suit jacket", source, colour, shirt, hem=float(rng.uniform(-0.8, -0.3)), inflate=0.06, front=3, neck=6.4,
        opening=float(rng.uniform(0.5, 0.8)), inner=shirt, inner_kind="shirt",
    )  # fmt: skip
    lower = colour if rng.random() < 0.8 else colour_of(rng, _SUIT_COLOURS)
    return replace(
        person, outfit="suit", top=jacket, bottom=_trousers(rng, lower), tie=_tie(rng, person, 0.8),
        shoe_kind="shoes", hat=None if rng.random() < 0.9 else person.hat, vest=None,
    )  # fmt: skip


def _waistcoat(rng: Draw, person: Person) -> Person:
    shirt, colour = colour_of(rng, _SHIRT_COLOURS), colour_of(rng, _SUIT_COLOURS)
    vest = Garment(
        "waistcoat", TIGHTS, colour, colour, hem=float(rng.uniform(0.6, 1.1)), sleeve=0.05, neck=5.9, inflate=0.12,
        front=3, opening=0.55, inner=shirt,
    )  # fmt: skip
    lower = colour if rng.random() < 0.4 else colour_of(rng, _SUIT_COLOURS)
    return replace(
        person,
        outfit="waistcoat",
        top=_shirt(rng, shirt, shirt, source=TIGHTS),
        vest=vest,
        bottom=_trousers(rng, lower),
        tie=_tie(rng, person, 0.6),
    )


def _shirt_and_tie(rng: Draw, person: Person) -> Person:
    shirt = colour_of(rng, _SHIRT_COLOURS)
    return replace(person, outfit="office", top=_shirt(rng, shirt, shirt), tie=_tie(rng, person, 1.0),
                   bottom=_trousers(rng, colour_of(rng, _SUIT_COLOURS)), vest=None)  # fmt: skip


def _officer(rng: Draw, person: Person) -> Person:
    """Dark or pale shirt with shoulder marks and a badge; often a cap."""
    pale = rng.random() < 0.35
    colour = colour_of(rng, {"white": 3, "light blue": 2} if pale else {"black": 4, "navy": 5, "dark grey": 1})
    second = sample_colour(rng, str(rng.choice(["black", "navy"] if pale else ["yellow", "light grey", "white"])))
    dark = colour_of(rng, {"black": 5, "navy": 4})
    cap = Garment("cap", "head", dark, second, hem=7.7, inflate=0.2)
    top = replace(_shirt(rng, colour, second), mark="epaulettes", sleeve=0.4 if rng.random() < 0.3 else 1.0)
    return replace(person, outfit="uniform", top=top, bottom=_trousers(rng, dark), vest=None,
                   hat=cap if rng.random() < 0.5 else None, hair_style=person.hair_style,
                   tie=dark if pale and rng.random() < 0.5 else None)  # fmt: skip


def _guard(rng: Draw, person: Person) -> Person:
    """A dark jacket with a reflecting band and letters on the back."""
    colour = colour_of(rng, {"black": 6, "navy": 3, "dark green": 1})
    second = to_linear(np.asarray((226, 228, 224) if rng.random() < 0.6 else (214, 240, 50)) / 255)
    jacket = Garment("jacket", _body(rng), colour, second, hem=float(rng.uniform(-0.4, 0.3)), inflate=0.22, front=1,
                     neck=6.5, mark="band")  # fmt: skip
    return replace(
        person,
        outfit="uniform",
        top=jacket,
        bottom=_trousers(rng, sample_colour(rng, "black")),
        vest=None,
        hat=person.hat if rng.random() < 0.3 else None,
    )


def _overalls(rng: Draw, person: Person) -> Person:
    colour = colour_of(rng, _OVERALL_COLOURS)
    second = sample_colour(rng, str(rng.choice(["light grey", "black", "yellow"])))
    top = Garment("overalls", TIGHTS, colour, second, hem=-0.3, inflate=0.26, front=1, neck=6.4,
                  mark=str(rng.choice(["badge", "none", "band", "back lettering"])))  # fmt: skip
    lower = Garment("overalls", TIGHTS, colour, second, hem=-7.5, inflate=0.22)
    return replace(person, outfit="overalls", top=top, bottom=lower, vest=None, scarf=None)


def _apron(rng: Draw, person: Person) -> Person:
    top = (
        person.top
        if person.top.kind in ("t-shirt", "shirt", "sweater")
        else _shirt(
            rng, colour_of(rng, {"white": 5, "black": 4, "light blue": 1, "grey": 1}), person.top.second, front=0
        )
    )
    return replace(
        person, outfit="apron", apron=colour_of(rng, _APRON_COLOURS), top=replace(top, front=0), vest=None
    )


def _hi_vis_jacket(rng: Draw, person: Person) -> Person:
    bright, grey = hi_vis(rng), sample_colour(rng, "light grey")
    top = Garment("hi-vis jacket", _body(rng), bright, grey, "reflective", hem=float(rng.uniform(-0.5, 0.2)),
                  inflate=0.28, front=1, neck=6.6)  # fmt: skip
    lower = replace(_trousers(rng, bright), kind="trousers") if rng.random() < 0.25 else person.bottom
    return replace(person, top=top, bottom=lower, vest=None, scarf=None)


_OUTFITS: dict[str, tuple[float, Callable[[Draw, Person], Person]]] = {
    "suit": (4.0, _suit), "waistcoat": (2.0, _waistcoat), "shirt and tie": (1.5, _shirt_and_tie),
    "officer": (2.0, _officer), "guard": (1.8, _guard), "overalls": (1.8, _overalls), "apron": (1.8, _apron),
    "hi-vis jacket": (2.2, _hi_vis_jacket),
}  # fmt: skip


def with_outfit(rng: Draw, person: Person) -> Person:
    """The person as drawn, or now and then in clothes that belong together; children never."""
    named = {name: share for name, (share, _) in _OUTFITS.items()}
    if rng.random() * 100 > sum(named.values()) or person.age == "child" or person.top.kind == "dress":
        return person
    return _OUTFITS[pick(rng, named)][1](rng, person)
