"""Poses: rotations per bone from .bvh files, blended, mirrored and turned into skinning matrices."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.spatial.transform import Rotation

from cpcl_train.synthetic.assets import Floats, Library, Rig
from cpcl_train.synthetic.body import joint_heads

# The walk was recorded on MakeHuman's earlier skeleton: its joints, and the bones that now do their work.
_OLD_NAMES = {
    "Root": "root", "Spine1": "spine05", "Spine2": "spine03", "Spine3": "spine01", "Neck": "neck01",
    "Head": "head", "Clavicle": "clavicle", "UpArm": "upperarm01", "LoArm": "lowerarm01", "Hand": "wrist",
    "UpLeg": "upperleg01", "LoLeg": "lowerleg01", "Foot": "foot",
}  # fmt: skip
_Z_UP_TO_Y_UP = np.asarray([[1, 0, 0], [0, 0, 1], [0, -1, 0]], np.float64)
_LIMBS = (("upperarm01", "lowerarm01"), ("lowerarm01", "wrist"), ("upperleg01", "lowerleg01"),
          ("lowerleg01", "foot"))  # fmt: skip
STANDING = tuple(f"standing{n:02d}" for n in range(1, 7))


@dataclass(frozen=True)
class Motion:
    """Frames of world rotations of bones: `turns` (F, B, 3, 3), relative to the rest pose."""

    name: str
    turns: Floats

    def at(self, phase: float, strength: float = 1.0) -> Floats:
        """World rotations (B, 3, 3) at `phase` in cycles, interpolated between frames and blended towards
        the rest pose: `strength` 1 keeps the pose, 0 is rest."""
        count = len(self.turns)
        place = (phase % 1.0) * count
        first = int(place) % count
        turns = _mix(self.turns[first], self.turns[(first + 1) % count], place - int(place))
        return orthonormal(_mix(np.broadcast_to(np.eye(3, dtype=np.float32), turns.shape), turns, strength))


def _mix(a: Floats, b: Floats, share: float) -> Floats:
    return np.asarray(a * (1 - share) + b * share, np.float32)


def orthonormal(turns: Floats) -> Floats:
    """Nearest rotations to nearly orthogonal matrices (..., 3, 3): averages of rotations are not rotations."""
    u, _, v = np.linalg.svd(turns)
    return np.asarray(u @ v, np.float32)


@dataclass
class _Joint:
    name: str
    parent: int
    channels: int = 0
    offset: tuple[float, float, float] = (0.0, 0.0, 0.0)


def _parse_hierarchy(words: list[str]) -> list[_Joint]:
    joints: list[_Joint] = []
    stack: list[int] = []
    last = -1
    for i, word in enumerate(words):
        if word in ("ROOT", "JOINT"):
            joints.append(_Joint(words[i + 1], stack[-1] if stack else -1))
            last = len(joints) - 1
        elif word == "End":
            last = -1
        elif word == "{":
            stack.append(last)
        elif word == "}":
            stack.pop()
        elif word == "OFFSET" and stack[-1] >= 0:
            joints[stack[-1]].offset = (float(words[i + 1]), float(words[i + 2]), float(words[i + 3]))
        elif word == "CHANNELS":
            joints[stack[-1]].channels = int(words[i + 1])
    return joints


def _bone_name(joint: str) -> str:
    stem, _, side = joint.rpartition("_")
    if side in ("L", "R") and stem in _OLD_NAMES:
        return f"{_OLD_NAMES[stem]}.{side}"
    return _OLD_NAMES.get(joint, joint)


def read_motion(path: Path, library: Library) -> Motion:
    """A .bvh file (z up) as world rotations of the rig's bones; a bone the file lacks follows its parent."""
    text = path.read_text(encoding="utf-8", errors="replace")
    head, _, tail = text.partition("MOTION")
    joints = _parse_hierarchy(head.split())
    rows = [[float(x) for x in line.split()] for line in tail.strip().splitlines()[2:] if line.strip()]
    align = _alignments(joints, library)
    return Motion(path.stem, np.stack([_frame_turns(row, joints, library.rig, align) for row in rows]))


def _alignments(joints: list[_Joint], library: Library) -> dict[str, Floats]:
    """Turns that lay our rest limbs along the file's rest limbs: the walk's skeleton rests in a T."""
    heads = joint_heads(library, library.base)
    places = {_bone_name(joint.name): joint for joint in joints}
    turns: dict[str, Floats] = {}
    for bone, child in _LIMBS:
        if f"{bone}.L" not in places or places[f"{child}.L"].parent != joints.index(places[f"{bone}.L"]):
            continue
        for side in (".L", ".R"):
            theirs = _Z_UP_TO_Y_UP @ np.asarray(places[child + side].offset)
            ours = heads[library.rig.names.index(child + side)] - heads[library.rig.names.index(bone + side)]
            turns[bone + side] = shortest_turn(ours, theirs)
    return turns


def shortest_turn(start: Floats, end: Floats) -> Floats:
    """The rotation (3, 3) that takes one direction (3,) to another by the shortest way."""
    a, b = start / np.linalg.norm(start), end / np.linalg.norm(end)
    axis = np.cross(a, b)
    sine = float(np.linalg.norm(axis))
    angle = np.arctan2(sine, float(a @ b))
    return Rotation.from_rotvec(axis / max(sine, 1e-9) * angle).as_matrix().astype(np.float32)


def _frame_turns(row: list[float], joints: list[_Joint], rig: Rig, align: dict[str, Floats]) -> Floats:
    world: list[Floats] = []
    named: dict[str, Floats] = {}
    place = 0
    for joint in joints:
        place += joint.channels
        # Rotations are the last three channels, always in the order X, Y, Z.
        turn = Rotation.from_euler("XYZ", row[place - 3 : place], degrees=True).as_matrix()
        local = np.asarray(_Z_UP_TO_Y_UP @ turn @ _Z_UP_TO_Y_UP.T, np.float32)
        world.append(local if joint.parent < 0 else world[joint.parent] @ local)
        name = _bone_name(joint.name)
        named[name] = world[-1] @ align[name] if name in align else world[-1]
    turns = np.empty((len(rig.names), 3, 3), np.float32)
    for bone, (name, parent) in enumerate(zip(rig.names, rig.parents, strict=True)):
        fallback = np.eye(3) if parent < 0 else turns[parent]
        turns[bone] = named.get(name, fallback)
    return turns


def read_motions(library: Library) -> dict[str, Motion]:
    """The walk, the run and the standing poses, by file stem."""
    files = [library.root / "animations" / "walk1.bvh"]
    files += [library.root / "poses" / f"{name}.bvh" for name in (*STANDING, "run01")]
    return {path.stem: read_motion(path, library) for path in files}


def mirrored(turns: Floats, rig: Rig) -> Floats:
    """The pose seen in a mirror: left and right swapped, rotations reflected in the x = 0 plane."""
    swap = {".L": ".R", ".R": ".L"}
    other = [rig.names.index(n[:-2] + swap[n[-2:]]) if n[-2:] in swap else i for i, n in enumerate(rig.names)]
    flip = np.diag([-1.0, 1.0, 1.0]).astype(np.float32)
    return np.asarray(flip @ turns[other] @ flip, np.float32)


def turn_bone(turns: Floats, rig: Rig, bone: str, rotation: Rotation) -> Floats:
    """Rotate a bone and everything that hangs on it about the world axes, after the pose."""
    matrix = rotation.as_matrix().astype(np.float32)
    below = {rig.names.index(bone)}
    for i, parent in enumerate(rig.parents):
        if parent in below:
            below.add(i)
    result = turns.copy()
    result[sorted(below)] = matrix @ turns[sorted(below)]
    return result


def skinning(turns: Floats, heads: Floats, rig: Rig) -> Floats:
    """Matrices (B, 3, 4) that take rest positions to posed ones; `heads` (B, 3) are the rest joints."""
    posed = np.empty_like(heads)
    for bone, parent in enumerate(rig.parents):
        posed[bone] = heads[bone]
        if parent >= 0:
            posed[bone] = posed[parent] + turns[parent] @ (heads[bone] - heads[parent])
    shift = posed - np.einsum("bij,bj->bi", turns, heads)
    return np.concatenate([turns, shift[:, :, None]], axis=2).astype(np.float32)
