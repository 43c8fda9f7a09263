"""Sentences that are certainly wrong for a person: hard negatives, one thing changed and the rest true.

What is claimed is checked against the person, not only against what the crop shows, and against every colour that
could be taken for the claimed one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cpcl_train.synthetic.captions import complete
from cpcl_train.synthetic.describe import Attributes
from cpcl_train.synthetic.features import subject
from cpcl_train.synthetic.person import Person
from cpcl_train.synthetic.truth import colours_of, is_far
from cpcl_train.synthetic.vocabulary import BAGS, BOTTOMS, CARRIED, CLAIMED_COLOURS, SHOES, TOPS
from cpcl_train.synthetic.wording import Draw, bottom_phrase, known, one_of, top_phrase, with_article


@dataclass(frozen=True)
class Claim:
    """A wrong sentence, and what in it is wrong: a field of `describe.FIELDS` and the value claimed for it."""

    text: str
    field: str
    value: str


def _sentence(rng: Draw, words: Attributes, top: str = "", bottom: str = "", end: str = "") -> str:
    worn = [p for p in (top or top_phrase(rng, words), bottom or bottom_phrase(rng, words)) if p]
    if end and len(worn) > 1 and rng.random() < 0.4:
        worn = worn[:1]
    text = with_article(subject(rng, words)) if rng.random() < 0.5 else subject(rng, words)
    if worn:
        text += one_of(rng, (" wearing ", " in ", " dressed in ")) + " and ".join(worn)
    text += end
    return text[0].upper() + text[1:] if rng.random() < 0.75 else text


def _coloured(rng: Draw, words: Attributes, field: str, colour: str) -> str:
    nouns = {"top": TOPS, "bottom": BOTTOMS, "shoe": SHOES, "bag": BAGS}
    if field == "carried":
        return with_article(f"{colour} {words['carried'] if words['carried'] != 'umbrella' else 'open umbrella'}")
    if field == "hat":
        return with_article(f"{colour} {'hood' if words['hat'] == 'hood' else words['hat']}")
    noun = one_of(rng, nouns[field][words[f"{field}_kind" if field != "bag" else "bag"]])
    return with_article(f"{colour} {noun.removeprefix('two ')}")


def _swapped(rng: Draw, person: Person, words: Attributes) -> Claim | None:
    """The colours of top and bottom exchanged."""
    top, bottom = words["top_color"], words["bottom_color"]
    if not (known(words["top_kind"]) and known(words["bottom_kind"]) and known(top) and known(bottom)):
        return None
    if not (is_far(bottom, colours_of(person, words, "top")) and is_far(top, colours_of(person, words, "bottom"))):
        return None
    text = _sentence(rng, words, _coloured(rng, words, "top", bottom), _coloured(rng, words, "bottom", top))
    return Claim(text, "top_color", bottom)


def _recoloured(rng: Draw, person: Person, words: Attributes) -> Claim | None:
    """One thing in a colour that it has not."""
    kinds = {"top": "top_kind", "bottom": "bottom_kind", "shoe": "shoe_kind", "hat": "hat", "bag": "bag",
             "carried": "carried"}  # fmt: skip
    there = [f for f, kind in kinds.items() if known(words[kind]) and known(words[f"{f}_color"])]
    if not there:
        return None
    field = one_of(rng, [f for f in there for _ in range(3 if f in ("top", "bottom") else 1)])
    truths = colours_of(person, words, field)
    far = [colour for colour in CLAIMED_COLOURS if is_far(colour, truths)]
    if not far:
        return None
    colour = one_of(rng, far)
    phrase = _coloured(rng, words, field, colour)
    return Claim(_with_phrase(rng, words, field, phrase), f"{field}_color", colour)


def _with_phrase(rng: Draw, words: Attributes, field: str, phrase: str) -> str:
    if field in ("top", "bottom"):
        return _sentence(rng, words, **{field: phrase})
    joint = {
        "shoe": " and wearing ",
        "carried": f" {CARRIED[words['carried']][0][0]} " if field == "carried" else "",
    }
    return _sentence(rng, words, end=joint.get(field, " with ") + phrase)


# Things that may be taken for one another: nothing of a group is claimed of a person who has one of it.
_GROUPS: tuple[tuple[str, ...], ...] = (
    (
        "backpack",
        "shoulder bag",
        "handbag",
        "shopping bag",
        "holdall",
        "briefcase",
        "instrument case",
        "wheeled case",
        "box",
    ),
    ("umbrella", "closed umbrella", "walking stick"),
    ("bicycle", "ridden bicycle", "pram", "wheeled case"),
    ("dog",),
    ("phone",),
)


def absent_things(person: Person) -> list[str]:
    """Kinds of bags and carried things that the person has not, nor anything like them."""
    has = {bag.kind for bag in person.bags} | {thing.kind for thing in person.carried}
    like = {kind for group in _GROUPS if has & set(group) for kind in group}
    return [kind for kind in (*BAGS, *CARRIED) if kind not in like and kind not in ("suitcase", "shopping bags")]


def _added(rng: Draw, person: Person, words: Attributes) -> Claim | None:
    """A thing that is not there."""
    kinds = absent_things(person)
    if not kinds:
        return None
    kind = one_of(rng, kinds)
    if kind in CARRIED:
        doings, nouns = CARRIED[kind]
        colour = "" if kind == "phone" or rng.random() < 0.5 else f"{one_of(rng, CLAIMED_COLOURS)} "
        noun = one_of(rng, nouns).removeprefix("open ")
        return Claim(
            _sentence(rng, words, end=f" {one_of(rng, doings)} {with_article(colour + noun)}"), "carried", kind
        )
    phrase = with_article(f"{one_of(rng, CLAIMED_COLOURS)} {one_of(rng, BAGS[kind])}")
    return Claim(_sentence(rng, words, end=f"{one_of(rng, (' with ', ' carrying '))}{phrase}"), "bag", kind)


_LONG_LEGS = ("trousers", "jeans", "joggers", "leggings", "overalls")
_WRONG_BOTTOMS = {
    **dict.fromkeys(_LONG_LEGS, ("shorts", "skirt")),
    "shorts": ("jeans", "skirt"),
    "skirt": ("jeans", "shorts"),
}
_LIGHT_TOPS = ("t-shirt", "tank top", "shirt", "long-sleeved top")
_WARM_TOPS = ("jacket", "puffer jacket", "coat", "parka", "puffer coat")
_WRONG_TOPS = {
    **dict.fromkeys(_LIGHT_TOPS, ("puffer coat", "parka", "puffer jacket", "coat")),
    **dict.fromkeys(_WARM_TOPS, ("tank top", "dress")),
}


def _other_kind(rng: Draw, person: Person, words: Attributes) -> Claim | None:
    """A garment of another kind in the same colour."""
    field = one_of(rng, ("top", "bottom"))
    wrong = _wrong_kinds(person, words, field)
    if not wrong or not known(words[f"{field}_color"]):
        return None
    claim = one_of(rng, wrong)
    noun = one_of(rng, _CLEAR_NOUNS[claim])
    phrase = with_article(f"{words[f'{field}_color']} {noun}")
    return Claim(_sentence(rng, words, **{field: phrase}), f"{field}_kind", claim)


def _wrong_kinds(person: Person, words: Attributes, field: str) -> tuple[str, ...]:
    """Kinds that what is worn could not be taken for: a long coat hides whether there is a skirt or a dress."""
    kind = words[f"{field}_kind"]
    skirted = person.top.skirt or person.apron is not None
    if field == "bottom":
        return tuple(k for k in _WRONG_BOTTOMS.get(kind, ()) if k != "skirt" or not skirted)
    if person.vest is not None or person.apron is not None or words["inner_color"] != "none":
        return ()
    dressed = not skirted and words["bottom_kind"] in _LONG_LEGS
    return tuple(k for k in _WRONG_TOPS.get(kind, ()) if k != "dress" or dressed)


_CLEAR_NOUNS = {
    "shorts": ("shorts",),
    "skirt": ("skirt",),
    "jeans": ("jeans", "long denim jeans"),
    "dress": ("dress",),
    "tank top": ("tank top", "sleeveless top"),
    "coat": ("overcoat", "long winter coat"),
    "parka": ("parka", "hooded winter coat"),
    "puffer coat": ("long puffer coat", "padded winter coat"),
    "puffer jacket": ("puffer jacket", "padded jacket"),
}
_WRONG_HAIR = {
    "black": ("blonde", "white", "ginger"),
    "dark brown": ("blonde", "white"),
    "brown": ("white",),
    "blonde": ("black",),
    "red": ("black", "white"),
    "grey": ("ginger",),
    "white": ("black", "ginger"),
}
_WRONG_LENGTHS = {
    "long": ("short", "bald"),
    "short": ("long", "ponytail"),
    "bald": ("long", "ponytail"),
    "ponytail": ("bald", "short"),
    "braid": ("bald", "short"),
    "shoulder-length": ("bald",),
    "balding": ("long", "ponytail"),
    "bun": ("bald",),
    "afro": ("bald", "ponytail"),
}


def _other_head(rng: Draw, person: Person, words: Attributes) -> Claim | None:
    """Other hair, or something on the head or face that is not there."""
    options: list[tuple[str, str, str]] = []
    colour = one_of(rng, CLAIMED_COLOURS)
    for value in _WRONG_HAIR.get(words["hair_color"], ()):
        options.append(("hair_color", value, f"{value} hair"))
    for value in _WRONG_LENGTHS.get(words["hair_length"], ()):
        said = {"bald": "a bald head", "ponytail": "a long ponytail"}.get(value, f"{value} hair")
        options.append(("hair_length", value, said))
    if person.hat is None and person.top.hood == "none":
        hats = {"cap": "baseball cap", "beanie": "woolly hat", "helmet": "helmet", "headscarf": "headscarf"}
        options += [("hat", kind, with_article(f"{colour} {noun}")) for kind, noun in hats.items()]
        options += [("fur", "brown", "a fur-trimmed hood")] if person.top.fur is None else []
    options += [("mask", colour, with_article(f"{colour} face mask"))] if person.mask is None else []
    options += [("tie", colour, with_article(f"{colour} tie"))] if person.tie is None else []
    options += [("glasses", "sunglasses", "sunglasses")] if not (person.glasses or person.sunglasses) else []
    options += [("beard", "beard", "a full beard")] if not person.beard and person.mask is None else []
    if not options:
        return None
    field, value, said = options[int(rng.integers(len(options)))]
    return Claim(_sentence(rng, words, end=f" with {said}"), field, value)


def _other_view(rng: Draw, person: Person, words: Attributes) -> Claim | None:
    """Front for back, or sitting for walking."""
    if words["pose"] in ("walking", "standing", "running") and rng.random() < 0.3:
        said = one_of(rng, (" sitting on a bench", " sitting down", ", seated"))
        return Claim(_sentence(rng, words, end=said), "pose", "sitting")
    if words["facing"] not in _OTHER_SIDE:
        return None
    view, options = _OTHER_SIDE[words["facing"]]
    return Claim(_sentence(rng, words, end=f", {one_of(rng, options)}"), "view", view)


_OTHER_SIDE = {
    "front": ("back", ("seen from behind", "walking away from the camera", "with their back to the camera")),
    "back": ("front", ("facing the camera", "walking towards the camera", "seen from the front")),
}
_KINDS: tuple[tuple[Callable[[Draw, Person, Attributes], Claim | None], float], ...] = (
    (_swapped, 0.38), (_recoloured, 0.24), (_added, 0.15), (_other_kind, 0.11), (_other_head, 0.09),
    (_other_view, 0.03),
)  # fmt: skip


def claims(rng: Draw, person: Person, words: Attributes, count: int = 2) -> list[Claim]:
    """Up to `count` different claims that are wrong for a person whose crop `describe` put into `words`."""
    made: dict[str, Claim] = {}
    whole = complete(words)
    share = [odds for _, odds in _KINDS]
    for _ in range(count * 12):
        claim = _KINDS[int(rng.choice(len(_KINDS), p=share))][0](rng, person, whole)
        if claim:
            made[claim.text] = claim
        if len(made) == count:
            break
    return list(made.values())


def contradictions(rng: Draw, person: Person, words: Attributes, count: int = 2) -> list[str]:
    """Up to `count` sentences that are certainly wrong for this person."""
    return [claim.text for claim in claims(rng, person, words, count)]
