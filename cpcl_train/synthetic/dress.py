"""Turns a `Person` into the layers that the renderer draws."""

from __future__ import annotations

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.bags import bag_layers
from cpcl_train.synthetic.body import joint_heads, morph
from cpcl_train.synthetic.cast import Person
from cpcl_train.synthetic.clothes import clothes_layers
from cpcl_train.synthetic.headwear import head_layers
from cpcl_train.synthetic.render import Layer
from cpcl_train.synthetic.wardrobe import Wardrobe


def dress(wardrobe: Wardrobe, person: Person) -> tuple[list[Layer], Floats]:
    """Layers of a dressed person, feet on y = 0, and the rest joints (B, 3) of their body.

    The skin comes last among the clothes: what they hide of it then costs the renderer nothing.
    """
    body = morph(wardrobe.library, person.shape)
    body[:, 1] -= body[wardrobe.library.groups["joint-ground"].ravel(), 1].mean()
    heads = joint_heads(wardrobe.library, body)
    layers = clothes_layers(wardrobe, person, body) + head_layers(wardrobe, person, body)
    layers += [layer for bag in person.bags for layer in bag_layers(wardrobe, bag, body, heads)]
    return layers, heads
