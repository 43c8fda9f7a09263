"""How things are carried: where each kind is beside the body, on what it hangs, and where the hands hold it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.spatial.transform import Rotation

from cpcl_train.synthetic import held, vehicles
from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.meshes import Mesh
from cpcl_train.synthetic.parts import Part
from cpcl_train.synthetic.person import Carried
from cpcl_train.synthetic.render import Layer
from cpcl_train.synthetic.shaders import Kind
from cpcl_train.synthetic.solids import Triple, moved, on_bone, scaled
from cpcl_train.synthetic.wardrobe import Wardrobe


@dataclass(frozen=True)
class Build:
    """Sizes of a body in decimetres: `tall` is 1 for 1.7 m; `crown` the top of the head; `front` and `back` of the
    chest along z; `hips` the hip joints' height; `hands` where the hanging hands are at rest, by side."""

    tall: float
    crown: float
    front: float
    back: float
    hips: float
    hands: Mapping[str, Triple]


@dataclass(frozen=True)
class Hold:
    """A thing in place: its mesh at rest, what it hangs on (`still`: the person's own frame; `hang`: a hand that
    swings; `back`), the palms' places by side, and how far the head bows to it in degrees."""

    mesh: Mesh
    place: str
    grips: Mapping[str, Triple] = field(default_factory=dict)
    bow: float = 0.0


def measure(wardrobe: Wardrobe, body: Floats, heads: Floats) -> Build:
    """The sizes of a body (V, 3) with rest joints `heads` (B, 3)."""
    chest = wardrobe.around(2.4, 5.0, body)
    crown = float(body[wardrobe.vertices("head"), 1].max())
    hands = {side: _below(heads[wardrobe.bone(f"wrist.{side}")]) for side in ("L", "R")}
    hips = float(heads[wardrobe.bone("upperleg01.L")][1])
    return Build(crown / 17.0, crown, float(chest[:, 2].max()), float(chest[:, 2].min()), hips, hands)


def _below(wrist: Floats) -> Triple:
    """The middle of a hanging hand whose wrist is here."""
    return float(wrist[0]), float(wrist[1]) - 0.8, float(wrist[2]) + 0.2


def _out(thing: Carried) -> float:
    return 1.0 if thing.side == "L" else -1.0


def _sized(build: Build, *place: float) -> Triple:
    x, y, z = (build.tall * value for value in place)
    return x, y, z


def _bicycle(thing: Carried, build: Build) -> Hold:
    x = _out(thing) * 3.7
    scale = float(np.clip(build.tall, 0.75, 1.05))
    mesh = scaled(vehicles.bicycle(thing.colour, thing.size), scale)
    grip = (x * scale - _out(thing) * 2.45 * scale, 10.0 * scale, 2.2 * scale)
    return Hold(moved(mesh, (x * scale, 0, 0)), "still", {thing.side: grip})


def _ridden(thing: Carried, build: Build) -> Hold:
    """The bicycle under a seated rider, its saddle below the hips."""
    scale = float(np.clip(build.tall, 0.7, 1.05))
    shift = (0.0, build.hips - 0.75 - 9.2 * scale, 2.0 * scale)
    mesh = moved(scaled(vehicles.bicycle(thing.colour, thing.size), scale), shift)
    height, ahead = 10.0 * scale + shift[1], 2.2 * scale + shift[2]
    return Hold(mesh, "still", {"L": (2.4 * scale, height, ahead), "R": (-2.4 * scale, height, ahead)})


def _pram(thing: Carried, build: Build) -> Hold:
    scale = float(np.clip(build.tall, 0.85, 1.05))
    make = vehicles.pram if thing.size > 0.65 else vehicles.pushchair
    ahead = max(build.front - 0.6, 0.0)
    grips = {side: (x * scale, 10.05 * scale, 3.4 * scale + ahead) for side, x in (("L", 1.3), ("R", -1.3))}
    return Hold(moved(scaled(make(thing.colour), scale), (0, 0, ahead)), "still", grips)


def _wheeled_case(thing: Carried, build: Build) -> Hold:
    pulled = thing.size > 0.3
    lean = 30.0 if pulled else 0.0
    foot = (_out(thing) * 2.9 * build.tall, 0.0, (-5.4 if pulled else 0.0) * build.tall)
    handle = Rotation.from_euler("X", lean, degrees=True).apply([0, 7.7, 0.6])
    x, y, z = (float(a + b) for a, b in zip(foot, handle, strict=True))
    return Hold(
        moved(vehicles.wheeled_case(thing.colour, thing.size, lean), foot), "still", {thing.side: (x, y, z)}
    )


def _instrument(thing: Carried, build: Build) -> Hold:
    if thing.size > 0.4:
        mesh = held.guitar_case(thing.colour, thing.second, build.tall)
        return Hold(moved(mesh, (0, build.crown - 4.6 * build.tall, build.back - 1.0)), "back")
    mesh = held.violin_case(thing.colour, thing.second, build.tall)
    return Hold(moved(mesh, build.hands[thing.side]), "hang")


def _umbrella(thing: Carried, build: Build) -> Hold:
    grip = _sized(build, _out(thing) * 1.0, 12.0, 2.6)
    top = (_out(thing) * 0.5 * build.tall, build.crown + 2.3 * build.tall, 0.9 * build.tall)
    return Hold(held.open_umbrella(thing.colour, thing.second, grip, top), "still", {thing.side: grip})


def _closed_umbrella(thing: Carried, build: Build) -> Hold:
    return Hold(held.closed_umbrella(thing.colour, build.hands[thing.side], build.tall), "hang")


def _box(thing: Carried, build: Build) -> Hold:
    size = _sized(build, 3.4 + 1.6 * thing.size, 2.4 + 1.4 * thing.size, 2.8 + 0.8 * thing.size)
    centre = (0.0, 11.0 * build.tall, build.front + 0.35 + size[2] / 2)
    low = centre[1] - size[1] * 0.4
    grips = {side: (sign * (size[0] / 2 + 0.1), low, centre[2] + 0.3) for side, sign in (("L", 1.0), ("R", -1.0))}
    return Hold(held.cardboard_box(thing.colour, thing.second, centre, size), "still", grips, 6.0)


def _phone(thing: Carried, build: Build) -> Hold:
    side = _out(thing)
    if thing.size > 0.45:
        ear = (side * 1.0, build.crown - 1.55 * build.tall, 0.65)
        return Hold(held.phone(ear, (0.22, 1.5, 0.8), False), "still", {thing.side: (ear[0] * 1.1, ear[1], ear[2])})
    grip = _sized(build, side * 0.7, 12.3, 3.0)
    place = (grip[0] - side * 0.2, grip[1] + 0.6, grip[2] + 0.2)
    return Hold(held.phone(place, (0.8, 1.55, 0.2), True), "still", {thing.side: grip}, 24.0)


def _stick(thing: Carried, build: Build) -> Hold:
    hand, foot = _sized(build, _out(thing) * 2.6, 8.6, 1.9), _sized(build, _out(thing) * 3.0, 0.0, 2.6)
    return Hold(held.walking_stick(thing.colour, hand, foot), "still", {thing.side: hand})


def _dog(thing: Carried, build: Build) -> Hold:
    hand = _sized(build, _out(thing) * 2.5, 9.2, 1.9)
    size = 0.6 + 0.55 * thing.size
    ground = (_out(thing) * 4.6, 0.0, 1.5 + 1.5 * thing.size)
    return Hold(held.dog(thing.colour, thing.second, size, ground, hand), "still", {thing.side: hand})


HOLDS: dict[str, Callable[[Carried, Build], Hold]] = {
    "bicycle": _bicycle, "ridden bicycle": _ridden, "pram": _pram, "wheeled case": _wheeled_case,
    "instrument case": _instrument, "umbrella": _umbrella, "closed umbrella": _closed_umbrella, "box": _box,
    "phone": _phone, "walking stick": _stick, "dog": _dog,
}  # fmt: skip


def hold(thing: Carried, build: Build) -> Hold:
    """The thing where this body carries it."""
    return HOLDS[thing.kind](thing, build)


def hold_layer(wardrobe: Wardrobe, thing: Carried, held_thing: Hold) -> Layer:
    """The thing's layer, hung on its bone."""
    bones = {"still": wardrobe.still, "hang": wardrobe.hang[thing.side], "back": wardrobe.bone("spine02")}
    settings = {"part_id": int(Part.CARRIED), "gloss": 0.15}
    return Layer(on_bone(held_thing.mesh, bones[held_thing.place]), settings, Kind.PAINTED)
