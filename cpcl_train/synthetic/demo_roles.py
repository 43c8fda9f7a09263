"""Who walks through the demo clip, in which clothes, along which way."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cpcl_train.synthetic.body import Shape
from cpcl_train.synthetic.cast import cast_person
from cpcl_train.synthetic.catalogue import TIGHTS
from cpcl_train.synthetic.colours import to_linear, typical_colour
from cpcl_train.synthetic.person import Bag, Garment, Person

Draw = np.random.Generator
_HAIR = {"black": (24, 20, 18), "brown": (88, 60, 40), "blonde": (206, 172, 112), "grey": (140, 138, 136)}


@dataclass(frozen=True)
class Walk:
    """A straight way on the floor from `start` to `end` (x, z in decimetres) at `speed` decimetres a second;
    `share` of the time between the quiet beginning and the last start at which it begins."""

    start: tuple[float, float]
    end: tuple[float, float]
    speed: float
    share: float

    def at(self, since: float) -> tuple[float, float] | None:
        """The place after `since` seconds, or None before and after the way."""
        length = float(np.hypot(self.end[0] - self.start[0], self.end[1] - self.start[1]))
        done = since * self.speed / length
        if not 0 <= done <= 1:
            return None
        x, z = (a + (b - a) * done for a, b in zip(self.start, self.end, strict=True))
        return x, z

    @property
    def heading(self) -> float:
        """Radians about the vertical; 0 walks towards +z."""
        return float(np.arctan2(self.end[0] - self.start[0], self.end[1] - self.start[1]))


@dataclass(frozen=True)
class Role:
    """A person of the clip, the words for them, and their way."""

    person: Person
    description: str
    walk: Walk


def _garment(kind: str, source: str, colour: str) -> Garment:
    return Garment(kind, source, typical_colour(colour), typical_colour("white"))


def _bag(kind: str, colour: str) -> tuple[Bag, ...]:
    return (Bag(kind, typical_colour(colour), "L", 0.6),)


def _jeans(source: str) -> Garment:
    return replace(_garment("jeans", source, "denim"), pattern="denim", hem=-7.5)


def _trousers(source: str, colour: str) -> Garment:
    return replace(_garment("trousers", source, colour), hem=-7.5)


def _person(rng: Draw, sex: str, hair: tuple[str, str], top: Garment, bottom: Garment, shoes: str) -> Person:
    """A person with nothing on but this; `hair` is style and colour."""
    style, colour = hair
    age, weight = (1.8 if colour == "grey" else 1.0), float(rng.uniform(0.35, 0.65))
    return replace(
        cast_person(rng), shape=Shape(sex, age, 0.5, weight, 0.5), sex=sex, hair_style=style,
        hair=to_linear(np.asarray(_HAIR[colour]) / 255), top=top, bottom=bottom,
        shoes=_garment("shoes", "shoes02", shoes), shoe_kind="shoes", hat=None, bags=(), scarf=None, vest=None,
        beard=False, glasses=False, carried=(), outfit="everyday", tie=None, mask=None, apron=None,
        sunglasses=False,
    )  # fmt: skip


def _red_coat(rng: Draw) -> Person:
    coat = replace(_garment("coat", "male_casualsuit03", "red"), hem=-3.2, skirt=True, front=1, inflate=0.2)
    slim = replace(_trousers(TIGHTS, "black"), inflate=0.1)
    return replace(
        _person(rng, "female", ("long01", "blonde"), coat, slim, "black"), bags=_bag("backpack", "black")
    )


def _all_black(rng: Draw) -> Person:
    jacket = replace(_garment("jacket", "male_casualsuit05", "black"), hem=-0.2, front=1, inflate=0.15)
    return _person(rng, "male", ("short02", "black"), jacket, _trousers("male_casualsuit05", "black"), "black")


def _worker(rng: Draw) -> Person:
    sweater = replace(_garment("sweater", "male_casualsuit02", "navy"), hem=0.2, inflate=0.12)
    vest = replace(_garment("hi-vis vest", TIGHTS, "orange"), pattern="reflective", hem=0.4, sleeve=0.1)
    vest = replace(vest, neck=5.9, inflate=0.36)
    helmet = replace(_garment("helmet", "head", "yellow"), inflate=0.4, gloss=0.5)
    worker = _person(rng, "male", ("buzz", "brown"), sweater, _jeans("male_casualsuit02"), "brown")
    return replace(worker, vest=vest, hat=helmet)


def _white_shirt(rng: Draw) -> Person:
    shirt = replace(_garment("t-shirt", TIGHTS, "white"), hem=0.6, sleeve=0.4, inflate=0.12, neck=5.9)
    return _person(rng, "female", ("ponytail01", "brown"), shirt, _jeans("female_casualsuit01"), "white")


def _green_shirt(rng: Draw) -> Person:
    shirt = replace(_garment("shirt", "male_casualsuit02", "green"), hem=0.5, front=1)
    beige = _trousers("male_casualsuit05", "beige")
    return replace(
        _person(rng, "male", ("short01", "grey"), shirt, beige, "brown"), bags=_bag("shoulder bag", "brown")
    )


def _yellow_dress(rng: Draw) -> Person:
    dress = replace(_garment("dress", TIGHTS, "yellow"), hem=-3.0, sleeve=0.4, skirt=True, neck=5.9, inflate=0.1)
    none = _garment("none", "", "black")
    return replace(_person(rng, "female", ("bob01", "black"), dress, none, "black"), bags=_bag("handbag", "white"))


def cast_roles(seed: int) -> list[Role]:
    """The six people, in order of appearance."""
    rng = np.random.default_rng(seed)
    return [
        Role(_red_coat(rng), "woman with long blonde hair in a red coat and black trousers with a black backpack",
             Walk((-46, 6), (46, 0), 12.0, 0.0)),
        Role(_all_black(rng), "man with short black hair dressed entirely in black",
             Walk((56, -18), (-56, -14), 13.0, 0.16)),
        Role(_worker(rng), "worker in an orange hi-vis vest and a yellow helmet, blue jeans",
             Walk((-32, 22), (38, 12), 11.0, 0.36)),
        Role(_white_shirt(rng), "woman with a brown ponytail in a white t-shirt and blue jeans",
             Walk((50, -4), (-48, 2), 12.0, 0.52)),
        Role(_green_shirt(rng),
             "older man with grey hair in a green shirt and beige trousers with a brown shoulder bag",
             Walk((-58, -22), (58, -22), 13.0, 0.72)),
        Role(_yellow_dress(rng), "woman with black hair in a yellow dress carrying a white bag",
             Walk((40, 12), (-42, 8), 12.5, 1.0)),
    ]  # fmt: skip
