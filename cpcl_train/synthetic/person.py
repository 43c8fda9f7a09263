"""Who a rendered person is and what is on and with them: plain records, drawn by `cast`, dressed by `dress`."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.body import Shape


@dataclass(frozen=True)
class Garment:
    """One thing worn: what it is called, where its mesh comes from, how it is cut and coloured (linear RGB).

    `under` is how much of what is worn beneath (called `inner_kind`, coloured `inner`) hangs out below the hem.
    `hood` is none, down or up; `fur` the colour of its rim, if it has one. `mark` is an entry of `MARKS`.
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
    inner_kind: str = "shirt"
    skirt: bool = False
    gloss: float = 0.05
    logo: float = 0.0
    under: float = 0.0
    hood: str = "none"
    fur: Floats | None = None
    mark: str = "none"


@dataclass(frozen=True)
class Bag:
    """A bag: backpack, shoulder bag, handbag, shopping bag, holdall or briefcase; `side` L or R; `size` 0…1."""

    kind: str
    colour: Floats
    side: str
    size: float


@dataclass(frozen=True)
class Carried:
    """A thing beside bags that is held, pushed, pulled or led, by the hand of `side`; `size` 0…1."""

    kind: str
    colour: Floats
    second: Floats
    side: str
    size: float


@dataclass(frozen=True)
class Person:
    """Everything that stays the same in all pictures of a person.

    `outfit` is everyday, or clothes that belong together; `tie`, `mask` and `apron` are colours, None where there
    is none.
    """

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
    carried: tuple[Carried, ...] = ()
    outfit: str = "everyday"
    tie: Floats | None = None
    mask: Floats | None = None
    apron: Floats | None = None
    sunglasses: bool = False
    beard_long: bool = False
