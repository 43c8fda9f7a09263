"""What can be seen of a person in one rendered crop: a flat record of words for heads and captions."""

from __future__ import annotations

from cpcl_train.synthetic.parts import Part
from cpcl_train.synthetic.person import Carried, Garment, Person
from cpcl_train.synthetic.seen import Pixels, Seen

Attributes = dict[str, str]

UNKNOWN = "unknown"
_ONE_COLOUR = ("denim", "quilted", "ripped", "camouflage")  # patterns that need no second colour
_LENGTHS = ((0.9, "waist"), (-0.75, "hip"), (-2.6, "thigh"), (-4.3, "knee"), (-99.0, "calf"))
_HI_VIS = ("hi-vis vest", "hi-vis jacket")
FIELDS = (
    "sex", "age", "build", "view", "facing", "pose", "hair_color", "hair_length", "top_kind", "top_color",
    "top_pattern", "top_second_color", "top_length", "top_open", "top_mark", "sleeves", "inner_kind", "inner_color",
    "hood", "fur", "tie", "outfit", "apron", "bottom_kind", "bottom_color", "bottom_pattern", "legs", "shoe_kind",
    "shoe_color", "hat", "hat_color", "bag", "bag_color", "carried", "carried_color", "scarf", "vest", "glasses",
    "mask", "beard",
)  # fmt: skip


def describe(
    person: Person, rgb: Pixels, part: Pixels, view: str, facing: str = UNKNOWN, pose: str = UNKNOWN
) -> Attributes:
    """Words for what the crop shows; `rgb` (H, W, 3) and `part` (H, W) as rendered, `view` front, side, back,
    `facing` the same in five steps, `pose` walking or standing.

    A value is "unknown" where the crop does not show it and "none" where it shows that there is none.
    """
    seen = Seen(rgb, part)
    words = dict.fromkeys(FIELDS, UNKNOWN)
    words |= {"sex": person.sex, "age": person.age, "build": person.build, "view": view, "facing": facing}
    if seen.shows(Part.BOTTOM) or seen.shows(Part.SHOES):
        words["pose"] = pose
    for add in (_head, _face, _top, _layers, _outfit, _bottom, _shoes, _bags, _carried):
        words |= add(person, seen, view)
    return words


def _shows_head(seen: Seen) -> bool:
    return seen.shows(Part.HAIR) or seen.shows(Part.HAT) or seen.share(Part.SKIN) > 0.02


def _head(person: Person, seen: Seen, view: str) -> Attributes:
    if not _shows_head(seen):
        return {}
    words = {"hat": "none", "scarf": "none", "hair_length": "none" if person.hair_style == "bald" else UNKNOWN}
    if person.hair_style in ("bald", "balding") and person.hat is None:
        words["hair_length"] = person.hair_style
    if seen.shows(Part.HAIR):
        words |= {"hair_color": person.hair_name, "hair_length": person.hair_length}
    if person.hat and seen.shows(Part.HAT):
        words |= {"hat": person.hat.kind, "hat_color": seen.colour(Part.HAT)}
    if person.hat and person.hair_length in ("short", "balding", "bun"):
        words["hair_length"] = UNKNOWN
    if person.scarf and seen.shows(Part.SCARF):
        words["scarf"] = seen.colour(Part.SCARF)
    return words


def _face(person: Person, seen: Seen, view: str) -> Attributes:
    if view == "back" or not _shows_head(seen):
        return {}
    words = {"glasses": "none", "mask": "none", "beard": "none"}
    if person.glasses and seen.shows(Part.GLASSES):
        words["glasses"] = "glasses"
    if person.sunglasses:
        words["glasses"] = "sunglasses" if seen.shows(Part.SUNGLASSES) else UNKNOWN
    if person.mask is not None:
        return words | {"mask": seen.colour(Part.MASK) if seen.shows(Part.MASK) else UNKNOWN, "beard": UNKNOWN}
    if person.beard and seen.shows(Part.BEARD):
        words["beard"] = "long beard" if person.beard_long else "beard"
    return words


def _top(person: Person, seen: Seen, view: str) -> Attributes:
    if not seen.shows(Part.TOP):
        return {"vest": _vest(person, seen)}
    top = person.top
    second = seen.colour(Part.TOP, second=True)
    words = {
        "top_kind": top.kind,
        "top_color": _bright(top) if top.kind in _HI_VIS else seen.colour(Part.TOP),
        "top_second_color": second,
        "vest": _vest(person, seen),
    }
    words["top_pattern"] = top.pattern if second != "none" or top.pattern in _ONE_COLOUR else "plain"
    words["sleeves"] = "none" if top.sleeve < 0.15 else "short" if top.sleeve < 0.65 else "long"
    words["top_mark"] = _mark(top, second, view)
    if seen.ends(Part.TOP) and top.kind != "overalls":
        words["top_length"] = next(name for limit, name in _LENGTHS if top.hem > limit)
    return words


def _mark(top: Garment, second: str, view: str) -> str:
    """What is sewn or printed on the top, where this view shows it."""
    if top.mark == "none":
        return "none"
    shown = {"back lettering": view == "back", "chest lettering": view == "front", "badge": view == "front"}
    return top.mark if second != "none" and shown.get(top.mark, True) else UNKNOWN


def _layers(person: Person, seen: Seen, view: str) -> Attributes:
    """What is open, what shows beneath, hood, fur and tie."""
    if not seen.shows(Part.TOP):
        return {}
    top = person.top
    words = {"fur": "none", "hood": _hood(person, seen, view)}
    if top.fur is not None and top.hood != "none":
        words["fur"] = seen.colour(Part.FUR) if seen.shows(Part.FUR) else UNKNOWN
    hidden = top.front >= 2 or top.under > 0  # something is worn beneath that this view may not show
    words["inner_color"] = words["inner_kind"] = UNKNOWN if hidden else "none"
    if view == "back":
        return words
    words |= {"top_open": UNKNOWN if top.front >= 2 else "closed", "tie": "none"}
    if seen.shows(Part.INNER):
        words |= {"inner_color": seen.colour(Part.INNER), "inner_kind": top.inner_kind}
        words["top_open"] = "open" if top.front >= 2 else "closed"
    if person.tie is not None:
        words["tie"] = seen.colour(Part.TIE) if seen.shows(Part.TIE) else UNKNOWN
    return words


def _hood(person: Person, seen: Seen, view: str) -> str:
    hood = person.top.hood
    if hood == "up":
        return "up" if seen.shows(Part.HAT) else UNKNOWN
    if hood == "down":
        return "down" if view != "front" or seen.shows(Part.FUR) else UNKNOWN
    under = person.top.front == 2 and person.top.inner_kind == "hoodie"
    return UNKNOWN if under else "none"


def _outfit(person: Person, seen: Seen, view: str) -> Attributes:
    if not seen.shows(Part.TOP):
        return {}
    words = {"outfit": person.outfit if person.outfit in ("suit", "uniform", "overalls") else "none"}
    if person.apron is None:
        return words | {"apron": "none"}
    return words | ({"apron": seen.colour(Part.APRON)} if seen.shows(Part.APRON) else {})


def _bright(garment: Garment) -> str:
    """Made in two colours only, whatever the light does to them."""
    return "orange" if garment.colour[0] > 2 * garment.colour[1] else "yellow"


def _vest(person: Person, seen: Seen) -> str:
    if not person.vest or not seen.shows(Part.VEST):
        return "none"
    colour = _bright(person.vest) if person.vest.kind in _HI_VIS else seen.colour(Part.VEST)
    return f"{colour} {person.vest.kind}"


def _bottom(person: Person, seen: Seen, view: str) -> Attributes:
    bottom = person.bottom
    legs = {}
    if seen.shows(Part.SHOES):
        legs = {"legs": "bare" if bottom.skirt or bottom.kind in ("none", "shorts") else "covered"}
    if bottom.kind == "none" or not seen.shows(Part.BOTTOM):
        return {"bottom_kind": "none", **legs} if bottom.kind == "none" else {}
    two = seen.colour(Part.BOTTOM, second=True) != "none" or bottom.pattern in _ONE_COLOUR
    pattern = bottom.pattern if two else "plain"
    return {"bottom_kind": bottom.kind, "bottom_color": seen.colour(Part.BOTTOM), "bottom_pattern": pattern, **legs}


def _shoes(person: Person, seen: Seen, view: str) -> Attributes:
    if not seen.shows(Part.SHOES):
        return {}
    return {"shoe_kind": person.shoe_kind, "shoe_color": seen.colour(Part.SHOES)}


def _bags(person: Person, seen: Seen, view: str) -> Attributes:
    if not person.bags:
        return {"bag": "none"} if seen.shows(Part.TOP) else {}
    if not seen.shows(Part.BAG):
        return {}
    kind = "shopping bags" if len(person.bags) > 1 else person.bags[0].kind
    return {"bag": kind, "bag_color": seen.colour(Part.BAG)}


def _carried(person: Person, seen: Seen, view: str) -> Attributes:
    if not person.carried:
        whole = seen.shows(Part.TOP) and (seen.shows(Part.BOTTOM) or seen.shows(Part.SHOES))
        return {"carried": "none", "carried_color": "none"} if whole else {}
    thing = person.carried[0]
    if not seen.shows_carried(thing.kind):
        return {}
    kind = "bicycle" if thing.kind == "ridden bicycle" else thing.kind
    return {"carried": kind, "carried_color": _carried_colour(thing, seen)}


def _carried_colour(thing: Carried, seen: Seen) -> str:
    return "none" if thing.kind == "phone" else seen.colour(Part.CARRIED)
