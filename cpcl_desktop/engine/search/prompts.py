"""A phrase → short sentences for it and for what else could be there, which a model's pictures are held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cpcl_desktop.engine.search.phrases import Option, Phrase

RIVALS = 3  # other colours that one is held against; with 5 it was right as often, and a sentence takes 10 ms
GARMENTS = 2  # other garments

_COLOURS = ("black", "white", "grey", "blue", "red", "green", "brown", "beige", "yellow")
_HAIR_COLOURS = ("black", "brown", "blonde", "grey")
# Colours that one may well be called: none of them speaks against it.
_ALIKE: Mapping[str, str] = {
    "black": "dark grey navy brown",
    "white": "light grey beige cream",
    "grey": "",
    "light grey": "grey white beige",
    "dark grey": "grey black",
    "dark": "black grey blue brown navy green red purple",
    "light": "white grey beige yellow blue pink",
    "blue": "navy teal",
    "light blue": "blue grey white",
    "dark blue": "blue black",
    "navy": "blue black",
    "teal": "blue green",
    "green": "olive teal",
    "olive": "green brown beige",
    "dark green": "green black",
    "brown": "beige red orange black",
    "light brown": "brown beige",
    "dark brown": "brown black",
    "beige": "white brown yellow",
    "red": "orange pink brown",
    "dark red": "red brown",
    "orange": "red yellow brown",
    "yellow": "orange beige",
    "pink": "red white purple",
    "purple": "blue pink red",
    "blonde": "light grey",
}
_GARMENTS: Mapping[str, Sequence[str]] = {
    "top": ("dress", "jacket", "t-shirt", "sweater"),
    "bottom": ("skirt", "trousers", "dress", "shorts"),
    "dress": ("jacket", "shirt", "t-shirt", "sweater"),
}
_SAME: Sequence[frozenset[str]] = (
    frozenset({"jacket", "coat", "puffer jacket", "suit jacket", "suit"}),
    frozenset({"t-shirt", "shirt", "top", "tank top", "tunic"}),
    frozenset({"sweater", "cardigan", "hoodie", "top", "jacket", "shirt"}),
    frozenset({"trousers", "jeans", "joggers", "leggings", "bottoms", "tights"}),
    frozenset({"dress", "skirt"}),
    frozenset({"dress", "coat", "tunic"}),
)
_OUTER = frozenset({"jacket", "coat", "puffer jacket", "suit jacket"})
_ABSENT: Mapping[str, Sequence[str]] = {
    "headwear": ("a person with dark hair", "a person with blonde hair", "a person"),
    "eyewear": ("a person",),
    "mask": ("a person",),
    "beard": ("a person", "a woman"),
    "bag": ("a person",),
    "object": ("a person",),
    "accessory": ("a person",),
    "other": ("a person",),
}
_SEX: Mapping[str, str] = {"male": "a man", "female": "a woman"}
_PLURALS = (
    "trousers jeans joggers leggings shorts bottoms overalls clothes glasses sunglasses trainers boots sandals "
    "heels shoes headphones gloves flowers"
)
_PLURAL = frozenset(_PLURALS.split())
_WITH = frozenset({"bag", "object", "hair", "beard", "other"})


@dataclass(frozen=True, slots=True)
class Contrast:
    """Sentences of what is asked for, and of what could be there in its place; `slot` says in what they differ."""

    slot: str
    shown: tuple[str, ...]
    others: tuple[str, ...]


def contrasts_of(phrase: Phrase) -> tuple[tuple[Contrast, ...], ...]:
    """For each of a phrase's options what it is held against; none where pictures cannot tell."""
    return tuple(_contrasts(phrase.kind, option) for option in phrase.options)


def _contrasts(kind: str, option: Option) -> tuple[Contrast, ...]:
    if kind == "sex":
        shown = _SEX[option.thing]
        return (Contrast("sex", (shown,), tuple(text for text in _SEX.values() if text != shown)),)
    if kind == "hair":
        return _of_hair(option)
    found = []
    if kind in _ABSENT:
        found.append(Contrast(f"presence {kind}", (_person(kind, option.thing, ""),), tuple(_ABSENT[kind])))
    elif kind in _GARMENTS and option.thing != "clothes":
        found += _of_garment(kind, option)
    if option.colours and kind not in ("eyewear", "mask", "beard", "object", "other"):
        found.append(_of_colour(kind, option))
    return tuple(found)


def _of_garment(kind: str, option: Option) -> list[Contrast]:
    alike = frozenset().union(*(same for same in _SAME if option.thing in same))
    others = [name for name in _GARMENTS[kind] if name not in alike and name != option.thing][:GARMENTS]
    if not others:
        return []
    return [
        Contrast("garment", (_person(kind, option.thing, ""),), tuple(_person(kind, name, "") for name in others))
    ]


def _of_colour(kind: str, option: Option) -> Contrast:
    named = " and ".join(option.colours[:2])
    noun = _plain_noun(kind, option.thing)
    pictured = tuple(_person(kind, noun, colour) for colour in rivals(option.colours))
    return Contrast(f"colour {kind}", (_person(kind, noun, named),), pictured)


def _plain_noun(kind: str, thing: str) -> str:
    """One noun for many garments, so that few sentences serve many searches."""
    if kind == "top":
        return "jacket" if thing in _OUTER else "top"
    if kind == "bottom":
        return thing if thing in ("skirt", "shorts") else "trousers"
    return "shoes" if kind == "shoes" else thing


def rivals(colours: Sequence[str], among: Sequence[str] = _COLOURS) -> list[str]:
    """Colours that somebody who saw these would not have said."""
    alike = {word for colour in colours for word in (*_ALIKE.get(colour, "").split(), *colour.split(), colour)}
    return [name for name in among if name not in alike][:RIVALS]


def _of_hair(option: Option) -> tuple[Contrast, ...]:
    found = []
    if option.colours and (others := rivals(option.colours, _HAIR_COLOURS)):
        texts = tuple(f"a person with {colour} hair" for colour in others)
        found.append(Contrast("hair colour", (f"a person with {option.colours[0]} hair",), texts))
    if option.thing == "bald":
        found.append(Contrast("hair length", ("a bald man",), ("a man with dark hair", "a woman with long hair")))
    elif option.length in ("long", "short"):
        other = {"long": "short", "short": "long"}[option.length]
        found.append(
            Contrast("hair length", (f"a person with {option.length} hair",), (f"a person with {other} hair",))
        )
    return tuple(found)


def _person(kind: str, thing: str, colour: str) -> str:
    noun = f"{colour} {thing}".strip()
    article = "" if thing in _PLURAL else "an " if noun[0] in "aeiou" else "a "
    return f"a person {'with' if kind in _WITH else 'wearing'} {article}{noun}"
