"""Turns a `Person` into the layers that the renderer draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.bags import bag_layers
from cpcl_train.synthetic.body import joint_heads, morph
from cpcl_train.synthetic.carrying import hold, hold_layer, measure
from cpcl_train.synthetic.clothes import clothes_layers
from cpcl_train.synthetic.headwear import head_layers
from cpcl_train.synthetic.person import Person
from cpcl_train.synthetic.render import Layer
from cpcl_train.synthetic.solids import Triple
from cpcl_train.synthetic.wardrobe import Wardrobe


@dataclass(frozen=True)
class Figure:
    """A dressed person at rest: layers, the rest joints `heads` (B, 3), where the palms hold what is carried, how
    far the head bows to it in degrees, the corners (N, 3) of what stands beside the body, and whether the clothes
    and what is carried let the person sit, and whether the person rides a bicycle."""

    layers: list[Layer]
    heads: Floats
    grips: Mapping[str, Triple]
    bow: float
    beside: Floats
    sits: bool
    rides: bool


def dress(wardrobe: Wardrobe, person: Person) -> Figure:
    """The layers of a dressed person, feet on y = 0.

    The skin comes last among the clothes: what they hide of it then costs the renderer nothing.
    """
    body = morph(wardrobe.library, person.shape)
    body[:, 1] -= body[wardrobe.library.groups["joint-ground"].ravel(), 1].mean()
    heads = joint_heads(wardrobe.library, body)
    layers = clothes_layers(wardrobe, person, body) + head_layers(wardrobe, person, body)
    layers += [layer for bag in person.bags for layer in bag_layers(wardrobe, bag, body, heads)]
    build = measure(wardrobe, body, heads)
    holds = [hold(thing, build) for thing in person.carried]
    layers += [hold_layer(wardrobe, thing, held) for thing, held in zip(person.carried, holds, strict=True)]
    grips = {side: place for held in holds for side, place in held.grips.items()}
    beside = [_corners(held.mesh.points) for held in holds if held.place == "still"]
    corners = np.concatenate([heads[:0], *beside])
    rides = any(thing.kind == "ridden bicycle" for thing in person.carried)
    return Figure(layers, heads, grips, sum(held.bow for held in holds), corners, _sits(person), rides)


def _sits(person: Person) -> bool:
    """Skirts and long coats are cut for standing legs; what is held, for standing hands."""
    bag_in_hand = any(bag.kind not in ("backpack", "shoulder bag") for bag in person.bags)
    skirted = person.bottom.skirt or person.top.skirt or person.apron is not None
    return not (person.carried or bag_in_hand or skirted)


def _corners(points: Floats) -> Floats:
    """The eight corners of the box around points (N, 3)."""
    ends = np.stack([points.min(0), points.max(0)])
    return np.stack([ends[[i, j, k], [0, 1, 2]] for i in (0, 1) for j in (0, 1) for k in (0, 1)])
