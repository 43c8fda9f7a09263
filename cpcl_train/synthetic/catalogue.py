"""What there is to wear, how it is cut, and how often it is seen: tables for `cast`."""

from __future__ import annotations

from dataclasses import dataclass

Range = tuple[float, float]

TIGHTS = "tights"
_LONG = ("male_casualsuit01", "male_casualsuit02", "male_casualsuit03", "male_casualsuit05")
_SHORT = ("male_casualsuit04", "male_casualsuit06", "male_worksuit01")
_TROUSERS = (*_LONG, *_SHORT, "male_elegantsuit01")
_SLIM = ("female_casualsuit01", "female_sportsuit01", TIGHTS)

PATTERNS = {
    "plain": 0, "striped": 1, "vertically striped": 2, "checked": 3, "spotted": 4, "two-tone": 5,
    "contrast sleeves": 6, "melange": 7, "denim": 8, "printed": 9, "side stripe": 10, "reflective": 11,
    "chest band": 12, "quilted": 13, "camouflage": 14, "ripped": 15, "sandals": 16, "chevrons": 17,
}  # fmt: skip
MARKS = {"none": 0, "badge": 1, "epaulettes": 2, "band": 3, "back lettering": 4, "chest lettering": 5, "bib": 7}


@dataclass(frozen=True)
class Cut:
    """How a kind of garment is cut. Heights are canonical y: waist 1.8, hips 0, knee -3.7, ankle -7.4;
    sleeves 0 shoulder, 1 wrist; `front` the chances of closed, zip and open; `hooded` that of a hood, and `fur`
    of a rim of fur on it."""

    sources: tuple[str, ...]
    hem: Range
    sleeve: Range = (1.05, 1.05)
    inflate: Range = (0.0, 0.1)
    neck: Range = (6.1, 6.3)
    front: tuple[float, float, float] = (1.0, 0.0, 0.0)
    patterns: tuple[str, ...] = ()
    skirt: bool = False
    hooded: float = 0.0
    fur: float = 0.0


_LIVELY = ("striped", "checked", "spotted", "two-tone", "melange", "printed", "contrast sleeves", "chest band")
TOPS: dict[str, Cut] = {
    "t-shirt": Cut(
        (*_SHORT, "female_casualsuit01", TIGHTS),
        (-0.3, 1.2),
        (0.28, 0.48),
        (0.0, 0.12),
        (5.7, 6.1),
        patterns=_LIVELY,
    ),
    "tank top": Cut(
        (TIGHTS, "female_sportsuit01"),
        (0.2, 1.4),
        (0.03, 0.08),
        (0.05, 0.1),
        (5.4, 5.7),
        patterns=("striped", "melange", "printed"),
    ),
    "shirt": Cut(
        (*_LONG, TIGHTS),
        (-0.3, 1.4),
        (0.9, 1.05),
        (0.0, 0.12),
        (6.2, 6.5),
        (0.3, 0.7, 0.0),
        patterns=("checked", "checked", "checked", "striped", "vertically striped", "spotted", "denim"),
    ),
    "long-sleeved top": Cut(
        (*_LONG, TIGHTS),
        (-0.2, 1.2),
        (0.9, 1.05),
        (0.0, 0.1),
        (5.8, 6.2),
        patterns=("striped", "melange", "two-tone", "contrast sleeves", "printed"),
    ),
    "sweater": Cut(
        (*_LONG[1:], TIGHTS),
        (-0.3, 0.9),
        (1.0, 1.08),
        (0.1, 0.25),
        (6.0, 6.4),
        patterns=("striped", "melange", "melange", "two-tone", "chest band"),
    ),
    "hoodie": Cut(
        (*_LONG[1:], TIGHTS),
        (-0.2, 0.9),
        (1.0, 1.08),
        (0.12, 0.28),
        (6.2, 6.5),
        (0.5, 0.4, 0.1),
        patterns=("two-tone", "contrast sleeves", "melange", "chest band"),
        hooded=1.0,
    ),
    "jacket": Cut(
        (*_LONG, "male_elegantsuit01", TIGHTS),
        (-0.4, 1.0),
        (1.0, 1.1),
        (0.1, 0.3),
        (6.3, 6.7),
        (0.2, 0.5, 0.3),
        patterns=("two-tone", "two-tone", "contrast sleeves", "denim", "chest band", "camouflage"),
        hooded=0.25,
        fur=0.05,
    ),
    "puffer jacket": Cut(
        (TIGHTS, "male_casualsuit05"),
        (-0.2, 1.0),
        (1.0, 1.1),
        (0.35, 0.55),
        (6.3, 6.8),
        (0.2, 0.55, 0.25),
        patterns=("quilted", "quilted", "quilted", "two-tone"),
        hooded=0.55,
        fur=0.4,
    ),
    "coat": Cut(
        (*_LONG[1:], "male_elegantsuit01", TIGHTS),
        (-5.9, -1.0),
        (1.0, 1.1),
        (0.15, 0.35),
        (6.3, 6.7),
        (0.35, 0.3, 0.35),
        patterns=("checked", "melange"),
        skirt=True,
        hooded=0.12,
        fur=0.2,
    ),
    "cardigan": Cut(
        (*_LONG[1:], TIGHTS),
        (-3.6, -0.3),
        (0.9, 1.08),
        (0.08, 0.22),
        (6.0, 6.4),
        (0.2, 0.2, 0.6),
        patterns=("melange", "melange", "striped"),
        skirt=True,
    ),
    "suit jacket": Cut(
        ("male_elegantsuit01", "female_elegantsuit01"),
        (-0.9, -0.3),
        (1.0, 1.05),
        (0.02, 0.1),
        (6.2, 6.5),
        (0.1, 0.2, 0.7),
        patterns=("vertically striped",),
    ),
    "dress": Cut(
        (TIGHTS, "female_elegantsuit01", "female_casualsuit01"),
        (-6.4, -1.6),
        (0.03, 1.0),
        (0.05, 0.14),
        (5.4, 6.1),
        patterns=("striped", "spotted", "printed", "printed", "checked"),
        skirt=True,
    ),
    "parka": Cut(
        (TIGHTS, "male_casualsuit05"),
        (-4.2, -0.5),
        (1.0, 1.1),
        (0.3, 0.5),
        (6.3, 6.8),
        (0.3, 0.45, 0.25),
        patterns=("camouflage", "two-tone"),
        skirt=True,
        hooded=0.95,
        fur=0.65,
    ),
    "puffer coat": Cut(
        (TIGHTS,),
        (-5.6, -1.2),
        (1.0, 1.1),
        (0.35, 0.5),
        (6.3, 6.8),
        (0.2, 0.6, 0.2),
        patterns=("quilted",),
        skirt=True,
        hooded=0.65,
        fur=0.45,
    ),
}
GILET = Cut((TIGHTS,), (-0.1, 0.8), (0.05, 0.1), (0.3, 0.45), (6.0, 6.5), (0.3, 0.4, 0.3))
TOP_ODDS = {
    "male": (20, 2, 11, 7, 8, 11, 21, 6, 5, 1.5, 3, 0, 5, 1),
    "female": (17, 5, 7, 9, 9, 7, 14, 6, 8, 7, 2, 12, 5, 4),
}  # fmt: skip
BOTTOMS: dict[str, Cut] = {
    "trousers": Cut(
        (*_TROUSERS, TIGHTS), (-7.7, -6.9), inflate=(0.0, 0.18), patterns=("side stripe", "checked", "camouflage")
    ),
    "jeans": Cut(
        (*_TROUSERS, "female_casualsuit01", TIGHTS), (-7.7, -6.8), inflate=(0.0, 0.14), patterns=("denim",)
    ),
    "joggers": Cut((*_TROUSERS, TIGHTS), (-7.5, -7.1), inflate=(0.05, 0.25), patterns=("side stripe", "melange")),
    "leggings": Cut(_SLIM, (-7.6, -6.0), inflate=(0.04, 0.07)),
    "shorts": Cut((*_TROUSERS, TIGHTS), (-3.9, -1.4), inflate=(0.1, 0.28), patterns=("checked", "side stripe")),
    "skirt": Cut(
        (TIGHTS,), (-6.0, -1.6), inflate=(0.0, 0.1), patterns=("checked", "printed", "spotted"), skirt=True
    ),
}
BOTTOM_ODDS = {"male": (38, 38, 9, 0, 10, 0), "female": (22, 33, 5, 20, 7, 13)}
TOP_COLOURS = {
    "black": 27, "dark grey": 8, "grey": 11, "light grey": 5, "white": 13, "navy": 8, "blue": 6, "light blue": 3,
    "red": 5, "dark red": 2.5, "green": 2.5, "dark green": 3, "olive": 3, "beige": 4, "brown": 3.5, "pink": 3.5,
    "yellow": 2, "orange": 2, "purple": 2, "teal": 1.5,
}  # fmt: skip
BOTTOM_COLOURS = {
    "black": 42, "navy": 11, "dark grey": 12, "grey": 9, "beige": 8, "brown": 4, "olive": 4, "white": 4,
    "light grey": 3, "dark green": 2, "blue": 2, "red": 1.5, "light blue": 1,
}  # fmt: skip
SHOE_COLOURS = {
    "black": 42, "white": 22, "brown": 10, "grey": 9, "light grey": 3, "beige": 3, "red": 3, "blue": 4, "navy": 3,
    "pink": 1,
}  # fmt: skip
BAG_COLOURS = {
    "black": 48, "grey": 8, "dark grey": 6, "navy": 7, "brown": 10, "red": 5, "blue": 5, "beige": 4, "green": 2,
    "pink": 2, "white": 2, "orange": 1.5,
}  # fmt: skip
HAIR: dict[str, tuple[tuple[int, int, int], ...]] = {
    "black": ((20, 17, 16), (30, 25, 22)), "dark brown": ((48, 34, 26), (58, 42, 32)),
    "brown": ((88, 60, 40), (104, 74, 48)), "blonde": ((196, 160, 104), (172, 138, 88), (214, 184, 136)),
    "red": ((140, 66, 34),), "grey": ((140, 138, 136), (112, 110, 108)), "white": ((214, 212, 208),),
}  # fmt: skip
HAIR_STYLES: dict[str, dict[str, float]] = {
    "male": {"short01": 5, "short02": 6, "short03": 4, "short04": 8, "buzz": 6, "bald": 3, "afro01": 1,
             "bob02": 0.5, "ponytail01": 0.4, "balding": 5},
    "female": {"long01": 14, "ponytail01": 6, "bob01": 6, "bob02": 6, "braid01": 3, "short03": 2, "short02": 1,
               "afro01": 1, "bun": 5},
}  # fmt: skip
HAIR_LENGTHS = {
    "long01": "long", "ponytail01": "ponytail", "bob01": "shoulder-length", "bob02": "shoulder-length",
    "braid01": "braid", "afro01": "afro", "bald": "bald",
    "balding": "balding", "bun": "bun",
}  # fmt: skip
HAIR_COLOURS = {"black": 29, "dark brown": 25, "brown": 19, "blonde": 15, "red": 3, "grey": 7, "white": 2}
OLD_HAIR_COLOURS = {"grey": 5, "white": 4, "brown": 2, "black": 1, "blonde": 1}
HI_VIS = ((255, 106, 30), (250, 90, 24), (214, 240, 50), (232, 236, 40))
SKINS = ((240, 206, 180), (228, 188, 158), (214, 170, 136), (190, 142, 108), (156, 110, 80), (118, 80, 58),
          (88, 58, 44), (66, 44, 34))  # fmt: skip
