"""Draws what people have with them: bags, and things that are held, pushed, pulled or led."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.catalogue import BAG_COLOURS
from cpcl_train.synthetic.draw import Odds, colour_of, far_colour, pick
from cpcl_train.synthetic.person import Bag, Carried, Person

Draw = np.random.Generator
_BAGS = {"backpack": 20, "shoulder bag": 12, "handbag": 7, "shopping bag": 5, "holdall": 2.5, "briefcase": 2}
_PLASTIC = {
    "white": 6,
    "light blue": 2,
    "blue": 2,
    "orange": 2,
    "green": 1.5,
    "yellow": 1.5,
    "red": 2,
    "black": 1.5,
    "beige": 2,
    "pink": 0.7,
}
_BUSINESS = {"black": 6, "brown": 4, "dark grey": 1}
_OF_BAG: dict[str, Odds] = {"shopping bag": _PLASTIC, "briefcase": _BUSINESS}
_HANDHELD = ("handbag", "shopping bag", "holdall", "briefcase")

_BICYCLES: Odds = {
    "black": 5, "blue": 2, "red": 2.5, "white": 1.5, "green": 1.5, "light grey": 1, "yellow": 0.7, "orange": 0.6,
    "light blue": 0.8,
}  # fmt: skip
# Per cent of people with each thing, and the colours it comes in.
_CARRIED: dict[str, tuple[float, Odds]] = {
    "bicycle": (2.0, _BICYCLES),
    "ridden bicycle": (1.5, _BICYCLES),
    "pram": (
        2.2,
        {"black": 6, "navy": 2, "grey": 2, "red": 2, "blue": 1, "beige": 1, "dark grey": 2, "green": 0.7},
    ),
    "wheeled case": (
        2.4,
        {
            "black": 6,
            "red": 2,
            "blue": 2,
            "light grey": 2,
            "navy": 1.5,
            "pink": 1,
            "purple": 0.7,
            "green": 0.7,
            "yellow": 0.5,
            "dark grey": 1.5,
        },
    ),
    "instrument case": (1.4, {"black": 8, "brown": 1.5, "navy": 1, "grey": 1, "red": 0.6}),
    "umbrella": (
        2.6,
        {
            "black": 8,
            "navy": 2,
            "red": 2,
            "blue": 1.5,
            "yellow": 0.8,
            "green": 1,
            "pink": 0.8,
            "white": 1,
            "purple": 0.6,
            "grey": 1,
        },
    ),
    "closed umbrella": (1.2, {"black": 6, "navy": 2, "red": 1.5, "blue": 1, "brown": 0.5, "green": 0.5}),
    "box": (1.6, {"brown": 5, "beige": 5, "white": 1.5}),
    "phone": (3.6, {"black": 1}),
    "walking stick": (1.4, {"brown": 6, "black": 3, "light grey": 1}),
    "dog": (1.8, {"black": 4, "brown": 4, "beige": 3, "white": 2.5, "grey": 1}),
}
_BOTH_HANDS = ("pram", "box", "ridden bicycle")


def _bags(rng: Draw, free: str) -> tuple[Bag, ...]:
    """Perhaps a bag, in a hand of `free`, or where no hand is needed."""
    if rng.random() > 0.46:
        return ()
    kind = pick(rng, {k: share for k, share in _BAGS.items() if free or k not in _HANDHELD})
    colour = colour_of(rng, _OF_BAG.get(kind, BAG_COLOURS))
    bag = Bag(kind, colour, str(rng.choice(list(free or "LR"))), float(rng.random()))
    if kind == "shopping bag" and len(free) == 2 and rng.random() < 0.25:
        return bag, replace(bag, side="R" if bag.side == "L" else "L")
    return (bag,)


def _carried(rng: Draw, age: str, skirted: bool) -> tuple[Carried, ...]:
    odds = {kind: share for kind, (share, _) in _CARRIED.items()}
    odds["walking stick"] *= {"child": 0.0, "adult": 0.6, "old": 7.0}[age]
    if age == "child":
        odds |= {"pram": 0.0, "wheeled case": 0.8, "instrument case": 0.8}
    if skirted:  # skirts and long coats are cut for standing legs
        odds["ridden bicycle"] = 0.0
    if rng.random() * 100 > sum(odds.values()):
        return ()
    kind = pick(rng, odds)
    colours = _CARRIED[kind][1]
    colour = colour_of(rng, colours)
    second, side = _second(rng, kind, colour), str(rng.choice(["L", "R"]))
    return (Carried(kind, colour, second, side, float(rng.random())),)


def _second(rng: Draw, kind: str, colour: Floats) -> Floats:
    """The colour of tape, lead or trim."""
    if kind in _SECOND:
        return colour_of(rng, _SECOND[kind])
    return far_colour(rng, colour, {"black": 2, "grey": 1, "light grey": 1})


_SECOND: dict[str, Odds] = {
    "box": {"beige": 2, "brown": 2, "white": 1},
    "dog": {"red": 3, "black": 3, "blue": 2},
}


def with_belongings(rng: Draw, person: Person) -> Person:
    """The person with what they have with them; hands that hold something hold no bag."""
    carried = _carried(rng, person.age, person.bottom.skirt or person.top.skirt)
    free = "LR"
    for thing in carried:
        free = "" if thing.kind in _BOTH_HANDS else free.replace(thing.side, "")
    bags = _bags(rng, free)
    on_back = any(thing.kind == "instrument case" and thing.size > 0.4 for thing in carried)
    if on_back:
        bags = tuple(bag for bag in bags if bag.kind != "backpack")
    return replace(person, carried=carried, bags=bags)
