"""Where people walk: a street, a square, a hall, a corridor, a shop, a car park, a platform, each drawn by chance.

The camera looks roughly towards -z. Lengths in decimetres.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from cpcl_train.synthetic.town.blocks import Block, Pair, Triple

Draw = np.random.Generator
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Place:
    """A place with one camera.

    `ground` is the surface all over, `zones` boxes of ground (x1, x2, z1, z2) with another one. People come and go
    by `doors`, walk anywhere in `field` (x1, x2, z1, z2) and stop at `spots`. `eye` and `target` are the camera's,
    `focal` its length over the picture's width, `lights` the kinds of light that it may have.
    """

    kind: str
    blocks: tuple[Block, ...]
    ground: str
    zones: tuple[tuple[Box, str], ...]
    doors: tuple[Pair, ...]
    field: Box
    spots: tuple[Pair, ...]
    eye: Triple
    target: Triple
    focal: float
    lights: tuple[str, ...]


OUTSIDE = ("sun", "low sun", "overcast", "overcast", "dusk", "lamps")
INSIDE = ("tubes", "warm rooms")
_FRONTS = ("brick windows", "plaster windows", "office", "shop", "shop", "brick")
_CARS = ("white van", "blue van", "red car", "grey car", "black car", "silver car")


def _front(rng: Draw, start: float, end: float, z: float, deep: float = 60.0) -> list[Block]:
    """Houses in a row along x, their faces at `z`."""
    houses, x = [], start
    while x < end:
        wide = min(float(rng.uniform(55, 130)), end - x)
        tall = float(rng.uniform(80, 150))
        houses.append(Block((x + wide / 2, z - deep / 2), (wide, tall, deep), str(rng.choice(_FRONTS))))
        x += wide
    return houses


def vehicle(rng: Draw, place: Pair, turn: float) -> list[Block]:
    """A parked van or car of two boxes."""
    surface = str(rng.choice(_CARS))
    if surface.endswith("van"):
        return [Block(place, (50.0, 21.0, 19.5), surface, turn)]
    step = float(rng.uniform(-3, 0))
    top = (place[0] + step * float(np.cos(turn)), place[1] - step * float(np.sin(turn)))
    return [Block(place, (42.0, 8.6, 17.6), surface, turn), Block(top, (24.0, 14.2, 15.6), surface, turn)]


def _post(place: Pair, wide: float, tall: float, surface: str) -> Block:
    return Block(place, (wide, tall, wide), surface, round=True)


def _tree(rng: Draw, place: Pair) -> list[Block]:
    wide = float(rng.uniform(26, 38))
    crown = Block(
        place, (wide, float(rng.uniform(28, 45)), wide), "leaves", base=float(rng.uniform(29, 36)), round=True
    )
    return [_post(place, float(rng.uniform(2.4, 4.2)), 40.0, "bark"), crown]


def bench(place: Pair, turn: float) -> list[Block]:
    """A bench of slats: one sees over it, not through it."""
    back = Block((place[0] - 2.2 * float(np.sin(turn)), place[1] - 2.2 * float(np.cos(turn))), (17.0, 4.2, 0.6),
                 "wood", turn, base=4.4)  # fmt: skip
    legs = [Block(_beside(place, turn, x), (0.8, 4.0, 4.0), "dark metal", turn) for x in (-7.0, 7.0)]
    return [Block(place, (17.0, 0.7, 4.6), "wood", turn, base=4.0), back, *legs]


def _beside(place: Pair, turn: float, far: float) -> Pair:
    return place[0] + far * float(np.cos(turn)), place[1] - far * float(np.sin(turn))


def street(rng: Draw) -> Place:
    """A street with shops, parked cars, a shelter, trees and lamp posts, seen along its pavement from above."""
    gap = float(rng.uniform(30, 90))
    blocks = _front(rng, -220, gap - 14, -84) + _front(rng, gap + 14, 520, -84)
    blocks += [*_front(rng, 60, 520, 164), Block((640.0, 0.0), (80.0, 110.0, 500.0), str(rng.choice(_FRONTS)))]
    cars = [x + float(rng.uniform(-6, 6)) for x in (10.0, 70.0, 150.0, 215.0) if rng.random() < 0.7] or [40.0]
    blocks += [part for x in cars for part in vehicle(rng, (x, -38.0), float(rng.normal(0, 0.03)))]
    blocks += [_post((x, 24.0), 1.8, 70.0, "metal") for x in (-30.0, 55.0, 185.0)]
    for x in (130.0, 240.0):  # far from the camera: nobody mounts one behind a tree
        blocks += _tree(rng, (x, 26.0)) if rng.random() < 0.7 else []
    shelter = float(rng.uniform(70, 110))
    blocks += [Block((shelter, 50.0), (42.0, 23.0, 0.8), "poster"),
               Block((shelter + 21, 44.0), (0.8, 23.0, 12.0), "poster"),
               Block((shelter, 43.0), (44.0, 1.0, 16.0), "metal", base=23.5)]  # fmt: skip
    kiosk = (float(rng.uniform(0, 30)), -64.0)
    blocks += [Block(kiosk, (13.0, 26.0, 13.0), "green wall"), _post((shelter - 34, 40.0), 5.0, 10.0, "dark metal")]
    blocks += bench((float(rng.uniform(120, 170)), -72.0), 0.0)
    zebra = float(rng.uniform(-20, 10))
    zones = (((-400.0, 700.0, -48.0, 20.0), "asphalt"), ((zebra - 14, zebra + 14, -48.0, 20.0), "zebra"),
             ((-400.0, 700.0, 19.0, 21.0), "kerb"), ((-400.0, 700.0, -49.0, -47.0), "kerb"))  # fmt: skip
    return Place(
        "street", tuple(blocks), str(rng.choice(["paving", "slabs"])), zones,
        doors=((-170.0, -62.0), (-150.0, 40.0), (330.0, -64.0), (330.0, 38.0), (gap, -130.0), (-95.0, 96.0),
               (90.0, 96.0)),
        field=(-40.0, 210.0, -76.0, 66.0),
        spots=((shelter, 36.0), (kiosk[0] + 14, -60.0), (gap, -66.0), (140.0, -62.0), (zebra, 34.0)),
        eye=(float(rng.uniform(-95, -70)), float(rng.uniform(40, 58)), float(rng.uniform(58, 84))),
        target=(float(rng.uniform(35, 70)), 5.0, float(rng.uniform(-32, -14))),
        focal=float(rng.uniform(0.72, 0.88)), lights=OUTSIDE,
    )  # fmt: skip


def square(rng: Draw) -> Place:
    """A paved square before houses, with planters, benches and trees."""
    blocks = _front(rng, -200, 220, -130)
    blocks += [part for x in (-60.0, 58.0) for part in _tree(rng, (x, float(rng.uniform(-90, -60))))]
    planter = (float(rng.uniform(-30, 30)), -48.0)
    blocks += [Block(planter, (22.0, 5.0, 9.0), "concrete"), Block(planter, (20.0, 11.0, 7.4), "leaves")]
    blocks += bench((planter[0] + 30, -44.0), float(rng.uniform(-0.5, 0.5)))
    column = (float(rng.uniform(-36, -14)), float(rng.uniform(-28, -16)))
    blocks += [_post(column, 13.0, 30.0, "poster"), _post((34.0, 4.0), 1.6, 60.0, "metal")]
    return Place(
        "square", tuple(blocks), "slabs", (((-300.0, 300.0, -128.0, -108.0), "paving"),),
        doors=((-150.0, -60.0), (150.0, -70.0), (-110.0, 30.0), (110.0, 30.0), (0.0, 105.0), (-190.0, -116.0)),
        field=(-58.0, 58.0, -100.0, 8.0),
        spots=((planter[0] + 30, -36.0), (column[0] + 11, column[1] + 8), (20.0, -84.0)),
        eye=(float(rng.uniform(-12, 12)), float(rng.uniform(38, 52)), 70.0), target=(0.0, 5.0, -40.0),
        focal=float(rng.uniform(0.75, 0.95)), lights=OUTSIDE,
    )  # fmt: skip


def _room(left: float, right: float, back: float, front: float, wall: str, gaps: Mapping[str, Pair]) -> list[Block]:
    """Walls of a room with openings (from, to) in the named ones, and its ceiling."""
    tall = 34.0
    middle = (left + right) / 2
    walls = [
        Block(
            (middle, (back + front) / 2),
            (right - left + 8, 1.0, front - back + 8),
            "ceiling",
            base=tall,
            casts=False,
        )
    ]
    for side, place in (("left", left), ("right", right)):
        for start, end in _pieces(back, front, gaps.get(side)):
            walls.append(Block((place, (start + end) / 2), (2.0, tall, end - start), wall, casts=False))
    for start, end in _pieces(left, right, gaps.get("back")):
        walls.append(Block(((start + end) / 2, back), (end - start, tall, 2.0), wall, casts=False))
    return walls


def _pieces(start: float, end: float, gap: Pair | None) -> list[Pair]:
    return [(start, end)] if gap is None else [(start, gap[0]), (gap[1], end)]


def hall(rng: Draw) -> Place:
    """An entrance hall with round pillars, a counter and a bench."""
    gap = float(rng.uniform(-40, 20))
    blocks = _room(-75, 75, -110, 60, str(rng.choice(["white wall", "plaster", "green wall"])),
                   {"back": (gap, gap + 26), "left": (-70.0, -40.0), "right": (-30.0, 0.0)})  # fmt: skip
    blocks.append(Block((gap + 13, -150.0), (90.0, 34.0, 2.0), "plaster", casts=False))
    blocks += [_post((x, z), 5.6, 34.0, "concrete") for x in (-30.0, 30.0) for z in (-70.0, -18.0)]
    blocks.append(Block((float(rng.uniform(40, 55)), -84.0), (34.0, 11.0, 8.0), "wood"))
    blocks += bench((-48.0, -92.0), 0.0)
    return Place(
        "hall", tuple(blocks), str(rng.choice(["tiles", "planks", "slabs"])), (),
        doors=((gap + 13, -135.0), (-110.0, -55.0), (110.0, -15.0), (-40.0, 78.0), (40.0, 78.0)),
        field=(-62.0, 62.0, -98.0, 6.0), spots=((44.0, -70.0), (-48.0, -82.0), (0.0, -45.0)),
        eye=(float(rng.choice([-58.0, 58.0])), 30.0, 54.0), target=(0.0, 4.0, -45.0),
        focal=float(rng.uniform(0.62, 0.75)), lights=INSIDE,
    )  # fmt: skip


def corridor(rng: Draw) -> Place:
    """A corridor with side doors, a cupboard and a notice board."""
    side = float(rng.uniform(-90, -50))
    blocks = _room(-17, 17, -190, 70, str(rng.choice(["white wall", "green wall"])),
                   {"left": (side, side + 14), "right": (-150.0, -134.0)})  # fmt: skip
    blocks += [Block((13.6, float(rng.uniform(-50, -20))), (5.0, 18.0, 16.0), "metal"),
               Block((-15.8, -25.0), (0.6, 12.0, 22.0), "poster", base=11.0),
               Block((-13.4, -120.0), (5.0, 11.0, 20.0), "wood")]  # fmt: skip
    blocks += [Block((x, z), (2.0, 34.0, 60.0), "plaster", casts=False) for x, z in ((-48.0, side), (48.0, -142.0))]
    return Place(
        "corridor", tuple(blocks), str(rng.choice(["lino", "tiles", "carpet"])), (),
        doors=((-40.0, side + 7), (40.0, -142.0), (-3.0, 84.0), (6.0, 84.0)),
        field=(-12.0, 9.0, -165.0, 20.0), spots=((-6.0, -25.0), (5.0, -80.0)),
        eye=(float(rng.uniform(-8, 8)), 28.0, 62.0), target=(0.0, 5.0, -50.0),
        focal=float(rng.uniform(0.7, 0.85)), lights=INSIDE,
    )  # fmt: skip


def shop(rng: Draw) -> Place:
    """A shop with aisles between shelves as high as a person, and a till."""
    blocks = _room(-80, 80, -130, 60, "white wall", {"left": (-16.0, 16.0), "right": (-120.0, -100.0)})
    for x in (-40.0, -8.0, 24.0, 56.0):
        blocks.append(Block((x, float(rng.uniform(-67, -57))), (9.0, float(rng.uniform(14, 18)), 66.0), "shelves"))
    blocks += [Block((0.0, -127.0), (150.0, 20.0, 5.0), "shelves"), Block((50.0, 14.0), (26.0, 10.0, 8.0), "metal")]
    return Place(
        "shop", tuple(blocks), str(rng.choice(["tiles", "lino"])), (),
        doors=((-110.0, 0.0), (110.0, -110.0), (-30.0, 82.0), (20.0, 82.0)),
        field=(-70.0, 70.0, -120.0, 10.0), spots=((-24.0, -60.0), (8.0, -50.0), (40.0, -70.0), (34.0, 4.0)),
        eye=(float(rng.uniform(-20, 20)), 31.0, 56.0), target=(float(rng.uniform(-6, 6)), 4.0, -38.0),
        focal=float(rng.uniform(0.62, 0.75)), lights=INSIDE,
    )  # fmt: skip


def car_park(rng: Draw) -> Place:
    """A car park with two rows of cars and a wall behind."""
    blocks = [Block((0.0, -172.0), (500.0, 40.0, 10.0), "brick"), _post((0.0, -52.0), 2.2, 80.0, "metal")]
    for z in (-110.0, -34.0):
        for x in np.arange(-143.0, 140.0, 26.0):
            if rng.random() < 0.6:
                blocks += vehicle(rng, (float(x), z + float(rng.uniform(-4, 4))), np.pi / 2)
    return Place(
        "car park", tuple(blocks), "asphalt",
        (((-300.0, 300.0, -136.0, -84.0), "bays"), ((-300.0, 300.0, -60.0, -8.0), "bays")),
        doors=((-190.0, -72.0), (190.0, -72.0), (-120.0, 20.0), (120.0, 20.0), (0.0, 115.0), (-170.0, -150.0)),
        field=(-70.0, 70.0, -150.0, 12.0), spots=((-20.0, -68.0), (40.0, 0.0), (10.0, -144.0)),
        eye=(float(rng.uniform(-30, 30)), float(rng.uniform(44, 60)), 74.0), target=(0.0, 4.0, -50.0),
        focal=float(rng.uniform(0.8, 1.0)), lights=OUTSIDE,
    )  # fmt: skip


def platform(rng: Draw) -> Place:
    """A roofed platform with a row of pillars, benches and posters."""
    blocks = [
        Block((52.0, -80.0), (2.0, 36.0, 320.0), "brick"),
        Block((20.0, -80.0), (70.0, 2.0, 320.0), "ceiling", base=40.0, casts=False),
    ]
    blocks += [Block((-6.0, z), (4.4, 40.0, 4.4), "metal") for z in (-130.0, -80.0, -30.0)]
    blocks += [Block((50.6, z), (0.6, 14.0, 20.0), "poster", base=10.0) for z in (-100.0, -50.0, -5.0)]
    blocks += bench((42.0, -60.0 + float(rng.uniform(-15, 15))), np.pi / 2 * 3)
    blocks.append(Block((22.0, -108.0), (12.0, 19.0, 9.0), "blue van"))
    return Place(
        "platform", tuple(blocks), "slabs",
        (((-400.0, -34.0, -400.0, 400.0), "asphalt"), ((-34.0, -30.0, -400.0, 400.0), "kerb")),
        doors=((20.0, -250.0), (0.0, 92.0), (30.0, 92.0), (-20.0, 92.0), (36.0, -250.0)),
        field=(-27.0, 46.0, -160.0, 10.0), spots=((34.0, -58.0), (-22.0, -40.0), (-20.0, -95.0)),
        eye=(float(rng.uniform(-16, 0)), 36.0, 66.0), target=(14.0, 5.0, -45.0),
        focal=float(rng.uniform(0.75, 0.95)), lights=("tubes", "lamps", "overcast"),
    )  # fmt: skip


PLACES: Mapping[str, Callable[[Draw], Place]] = {
    "hall": hall, "street": street, "corridor": corridor, "square": square, "shop": shop, "car park": car_park,
    "platform": platform,
}  # fmt: skip
