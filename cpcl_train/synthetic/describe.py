"""What can be seen of a person in one rendered crop: a flat record of words for heads and captions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cpcl_train.synthetic.cast import Person
from cpcl_train.synthetic.colours import name_pixels
from cpcl_train.synthetic.parts import Part

Pixels = NDArray[np.uint8]
Attributes = dict[str, str]

UNKNOWN = "unknown"
_ONE_COLOUR = ("denim", "quilted")  # patterns that need no second colour
_ENOUGH = 800  # pixels are enough to name a colour by
SECOND = 64  # added to the part number where a garment shows its second colour
_MIN_SHARE = {
    Part.TOP: 0.035, Part.BOTTOM: 0.035, Part.SHOES: 0.006, Part.HAT: 0.006, Part.BAG: 0.009, Part.HAIR: 0.006,
    Part.SCARF: 0.006, Part.VEST: 0.02, Part.INNER: 0.012, Part.BEARD: 0.0015, Part.GLASSES: 0.0004,
}  # fmt: skip
FIELDS = (
    "sex", "age", "build", "view", "hair_color", "hair_length", "top_kind", "top_color", "top_pattern",
    "top_second_color", "sleeves", "inner_color", "bottom_kind", "bottom_color", "bottom_pattern", "shoe_kind",
    "shoe_color", "hat", "hat_color", "bag", "bag_color", "scarf", "vest", "glasses", "beard",
)  # fmt: skip


class _Seen:
    """Shares and colours of the parts in a crop."""

    def __init__(self, rgb: Pixels, part: Pixels) -> None:
        self.rgb, self.part = rgb, part
        self.counts = np.bincount(part.ravel(), minlength=256)
        self.total = max(int(self.counts[1:].sum()), 1)

    def share(self, part: Part) -> float:
        return float(self.counts[part] + self.counts[part + SECOND]) / self.total

    def shows(self, part: Part) -> bool:
        return self.share(part) >= _MIN_SHARE[part]

    def colour(self, part: Part, second: bool = False) -> str:
        number = part + (SECOND if second else 0)
        if second and self.counts[number] < 0.008 * self.total:
            return "none"
        if not self.counts[number]:
            number = part + SECOND
        pixels = self.rgb[self.part == number]
        return name_pixels(pixels[:: len(pixels) // _ENOUGH + 1])


def describe(person: Person, rgb: Pixels, part: Pixels, view: str) -> Attributes:
    """Words for what the crop shows; `rgb` (H, W, 3) and `part` (H, W) as rendered, `view` front, side, back.

    A value is "unknown" where the crop does not show it and "none" where it shows that there is none.
    """
    seen = _Seen(rgb, part)
    words = dict.fromkeys(FIELDS, UNKNOWN)
    words |= {"sex": person.sex, "age": person.age, "build": person.build, "view": view}
    for add in (_head, _top, _bottom, _shoes, _carried):
        words |= add(person, seen, view)
    return words


def _head(person: Person, seen: _Seen, view: str) -> Attributes:
    head = seen.shows(Part.HAIR) or seen.shows(Part.HAT) or seen.share(Part.SKIN) > 0.02
    if not head:
        return {}
    words = {"hat": "none", "scarf": "none", "hair_length": "none" if person.hair_style == "bald" else UNKNOWN}
    if person.hair_style == "bald" and person.hat is None:
        words["hair_length"] = "bald"
    if seen.shows(Part.HAIR):
        words |= {"hair_color": person.hair_name, "hair_length": person.hair_length}
    if person.hat and seen.shows(Part.HAT):
        words |= {"hat": person.hat.kind, "hat_color": seen.colour(Part.HAT)}
        if person.hair_length == "short":
            words["hair_length"] = UNKNOWN
    if person.scarf and seen.shows(Part.SCARF):
        words["scarf"] = seen.colour(Part.SCARF)
    if view != "back":
        words["glasses"] = "glasses" if person.glasses and seen.shows(Part.GLASSES) else "none"
        words["beard"] = "beard" if person.beard and seen.shows(Part.BEARD) else "none"
    return words


def _top(person: Person, seen: _Seen, view: str) -> Attributes:
    if not seen.shows(Part.TOP):
        return {"vest": _vest(person, seen)}
    top = person.top
    second = seen.colour(Part.TOP, second=True)
    words = {
        "top_kind": top.kind,
        "top_color": seen.colour(Part.TOP),
        "top_second_color": second,
        "inner_color": "none",
    }
    words["top_pattern"] = top.pattern if second != "none" or top.pattern in _ONE_COLOUR else "plain"
    words["sleeves"] = "none" if top.sleeve < 0.15 else "short" if top.sleeve < 0.65 else "long"
    if view != "back" and seen.shows(Part.INNER):
        words["inner_color"] = seen.colour(Part.INNER)
    words["vest"] = _vest(person, seen)
    return words


def _vest(person: Person, seen: _Seen) -> str:
    if not person.vest or not seen.shows(Part.VEST):
        return "none"
    colour = seen.colour(Part.VEST)
    if person.vest.kind == "hi-vis vest":  # made in two colours only, whatever the light does to them
        colour = "orange" if person.vest.colour[0] > 2 * person.vest.colour[1] else "yellow"
    return f"{colour} {person.vest.kind}"


def _bottom(person: Person, seen: _Seen, view: str) -> Attributes:
    if person.bottom.kind == "none" or not seen.shows(Part.BOTTOM):
        return {"bottom_kind": "none"} if person.bottom.kind == "none" else {}
    bottom = person.bottom
    pattern = (
        bottom.pattern if seen.colour(Part.BOTTOM, second=True) != "none" or bottom.pattern == "denim" else "plain"
    )
    return {"bottom_kind": bottom.kind, "bottom_color": seen.colour(Part.BOTTOM), "bottom_pattern": pattern}


def _shoes(person: Person, seen: _Seen, view: str) -> Attributes:
    if not seen.shows(Part.SHOES):
        return {}
    return {"shoe_kind": person.shoe_kind, "shoe_color": seen.colour(Part.SHOES)}


def _carried(person: Person, seen: _Seen, view: str) -> Attributes:
    if not person.bags:
        return {"bag": "none"} if seen.shows(Part.TOP) else {}
    if not seen.shows(Part.BAG):
        return {}
    return {"bag": person.bags[0].kind, "bag_color": seen.colour(Part.BAG)}
