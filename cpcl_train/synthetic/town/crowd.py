"""Who walks about: rendered people, some of them dressed alike, and the words for them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.cast import cast_person
from cpcl_train.synthetic.colours import name_pixels
from cpcl_train.synthetic.person import Garment, Person

Draw = np.random.Generator


@dataclass(frozen=True)
class Resident:
    """A person of a scenario: `number` from 1, and `alike`, the number of those dressed as they are (0: nobody)."""

    number: int
    person: Person
    alike: int = 0

    @property
    def words(self) -> dict[str, str]:
        """What they are and wear, as the truth states it."""
        worn = {"top": _worn(self.person.top), "bottom": _worn(self.person.bottom)}
        carried = [bag.kind for bag in self.person.bags] + [thing.kind for thing in self.person.carried]
        return {"sex": self.person.sex, "age": self.person.age, **worn, "carries": ", ".join(carried)}


def _worn(garment: Garment) -> str:
    return garment.kind if garment.kind == "none" else f"{_name(garment.colour)} {garment.kind}"


def _name(linear: Floats) -> str:
    shown = np.power(np.clip(linear, 0, 1), 1 / 2.2) * 255
    return name_pixels(np.tile(shown.astype(np.uint8), (4, 1)))


def cast_crowd(rng: Draw, people: int, alike: float) -> tuple[Resident, ...]:
    """People on foot; a share `alike` of them comes in pairs that wear the same."""
    pairs = round(alike * people / 2)
    crowd: list[Resident] = []
    for pair in range(1, pairs + 1):
        first = _walker(rng)
        second = _walker(rng)
        while (second.sex, second.age) != (first.sex, first.age):
            second = _walker(rng)
        crowd += [Resident(0, first, pair), Resident(0, _dressed_as(second, first), pair)]
    crowd += [Resident(0, _walker(rng)) for _ in range(people - len(crowd))]
    order = rng.permutation(people)
    return tuple(replace(crowd[i], number=n + 1) for n, i in enumerate(order))


def _walker(rng: Draw) -> Person:
    """Somebody who does not ride."""
    person = cast_person(rng)
    while any(thing.kind == "ridden bicycle" for thing in person.carried):
        person = cast_person(rng)
    return person


def _dressed_as(person: Person, other: Person) -> Person:
    """The clothes of another: body, hair and what is carried stay their own."""
    return replace(
        person, top=other.top, bottom=other.bottom, shoes=other.shoes, shoe_kind=other.shoe_kind, hat=other.hat,
        scarf=other.scarf, vest=other.vest, outfit=other.outfit, tie=other.tie, apron=other.apron,
    )  # fmt: skip
