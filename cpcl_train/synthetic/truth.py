"""Which colours may truly be said of a person's things, in any light."""

from __future__ import annotations

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.colours import name_pixels
from cpcl_train.synthetic.describe import Attributes
from cpcl_train.synthetic.person import Person
from cpcl_train.synthetic.vocabulary import ALIKE
from cpcl_train.synthetic.wording import known


def alike(first: str, second: str) -> bool:
    """Whether two colour names may be said of the same thing in some light."""
    return first == second or second in ALIKE.get(first, ()) or first in ALIKE.get(second, ())


def colours_of(person: Person, words: Attributes, field: str) -> set[str]:
    """Every name that the colours of the upper body, the lower body, shoes, hat, bag or carried thing may go by."""
    made: dict[str, list[Floats | None]] = {
        "top": [person.top.colour, person.top.second, person.top.inner, person.apron, person.tie, person.top.fur,
                *(g.colour for g in (person.vest, person.scarf) if g)],
        "bottom": [person.bottom.colour, person.bottom.second, person.apron],
        "shoe": [person.shoes.colour, person.shoes.second, person.bottom.colour],
        "hat": [g.colour for g in (person.hat,) if g], "bag": [bag.colour for bag in person.bags],
        "carried": [c for thing in person.carried for c in (thing.colour, thing.second)],
    }  # fmt: skip
    seen = {words[key] for key in _COLOUR_FIELDS[field] if known(words[key])}
    vest = (
        {words["vest"].rsplit(" ", 1)[0].removesuffix(" hi-vis")}
        if field == "top" and known(words["vest"])
        else set()
    )
    return seen | vest | {_name(colour) for colour in made[field] if colour is not None}


_COLOUR_FIELDS = {
    "top": ("top_color", "top_second_color", "inner_color", "apron", "scarf", "tie", "fur"),
    "bottom": ("bottom_color", "apron"),
    "shoe": ("shoe_color",),
    "hat": ("hat_color",),
    "bag": ("bag_color",),
    "carried": ("carried_color",),
}


def _name(colour: Floats) -> str:
    srgb = np.clip(np.power(colour, 1 / 2.2) * 255, 0, 255).astype(np.uint8)
    return name_pixels(srgb.reshape(1, 3))


def is_far(claim: str, truths: set[str]) -> bool:
    """Whether a claimed colour could not be said of any of these."""
    return not any(alike(claim, truth) for truth in truths)
