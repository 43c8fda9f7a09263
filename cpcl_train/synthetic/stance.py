"""How a person holds themselves: walking, standing, running, sitting or riding, hands at what they hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial.transform import Rotation

from cpcl_train.synthetic.arms import reach
from cpcl_train.synthetic.assets import Floats, Rig
from cpcl_train.synthetic.dress import Figure
from cpcl_train.synthetic.pose import STANDING, Motion, mirrored, turn_bone
from cpcl_train.synthetic.wardrobe import Wardrobe

Draw = np.random.Generator
_STANDING_USED = STANDING[:4]
_POSES = {"walking": 0.64, "standing": 0.30, "running": 0.025, "sitting": 0.035}


@dataclass(frozen=True)
class Stance:
    """World rotations (B, 3, 3), and `pose` walking, standing, running, sitting or riding."""

    turns: Floats
    pose: str


def sample_stance(rng: Draw, wardrobe: Wardrobe, motions: dict[str, Motion], figure: Figure) -> Stance:
    """A person in a pose that what they wear and hold allows."""
    rig = wardrobe.library.rig
    pose = str(rng.choice(list(_POSES), p=list(_POSES.values())))
    if figure.rides:
        pose = "riding"
    elif (pose == "running" and figure.grips) or (pose == "sitting" and not figure.sits):
        pose = "standing"
    turns = _legs(rng, motions, pose, rig)
    if rng.random() < 0.5:
        turns = mirrored(turns, rig)
    look = Rotation.from_euler("YX", [rng.normal(0, 16), rng.normal(4, 8) + figure.bow], degrees=True)
    turns = turn_bone(turns, rig, "neck02", look)
    if rng.random() < 0.12:
        side = str(rng.choice(["L", "R"]))
        bend = Rotation.from_euler("X", -rng.uniform(40, 95), degrees=True)
        turns = turn_bone(turns, rig, f"lowerarm01.{side}", bend)
    lean = Rotation.from_euler("X", rng.normal(20 if figure.rides else 1, 3), degrees=True)
    turns = turn_bone(turns, rig, "spine04", lean)
    return Stance(reach(turns, figure.heads, rig, figure.grips), pose)


def _legs(rng: Draw, motions: dict[str, Motion], pose: str, rig: Rig) -> Floats:
    if pose == "walking":
        return motions["walk1"].at(float(rng.random()), float(rng.uniform(0.7, 1.0)))
    if pose == "running":
        return motions["run01"].at(0.0, float(rng.uniform(0.8, 1.0)))
    turns = motions[str(rng.choice(_STANDING_USED))].at(0.0, float(rng.uniform(0.85, 1.0)))
    if pose == "riding":
        turns = motions["standing01"].at(0.0, 1.0)
        return _bent(_bent(turns, rig, "L", -74.0, 82.0, 3.0), rig, "R", -28.0, 46.0, -3.0)
    return _seated(rng, turns, rig) if pose == "sitting" else turns


def _seated(rng: Draw, turns: Floats, rig: Rig) -> Floats:
    """Thighs level, shins down, a little apart."""
    for side, outward in (("L", 1.0), ("R", -1.0)):
        apart = float(rng.uniform(2, 14)) * outward
        turns = _bent(turns, rig, side, -84.0, float(rng.uniform(74, 94)), apart)
    return turns


def _bent(turns: Floats, rig: Rig, side: str, hip: float, knee: float, apart: float) -> Floats:
    """A leg bent at the hip and the knee, in degrees."""
    thigh = Rotation.from_euler("XY", [hip, apart], degrees=True)
    turns = turn_bone(turns, rig, f"upperleg01.{side}", thigh)
    return turn_bone(turns, rig, f"lowerleg01.{side}", Rotation.from_euler("X", knee, degrees=True))


def seat_height(joints: Floats, wardrobe: Wardrobe) -> float:
    """The height of a seat below the posed hips (joints (J, 3))."""
    return float(joints[wardrobe.bone("upperleg01.L"), 1]) - 0.95
