"""People on the graphics side: dressed once, posed as they walk or stand."""

from __future__ import annotations

import numpy as np
from scipy.spatial.transform import Rotation

from cpcl_train.synthetic.arms import reach
from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.dress import dress
from cpcl_train.synthetic.person import Person
from cpcl_train.synthetic.pose import STANDING, Motion, mirrored, turn_bone
from cpcl_train.synthetic.render import Dressed, Renderer
from cpcl_train.synthetic.town.walks import Stride
from cpcl_train.synthetic.wardrobe import Wardrobe

_CYCLE = 14.0  # decimetres of one walking cycle: the feet then hardly slide
_STEPS = 24  # poses of a cycle that are kept
_STANDS = 2.5  # decimetres a second below which somebody stands
_CALM = STANDING[:4]


class Actor:
    """A person who can be put somewhere in a pose."""

    def __init__(
        self, wardrobe: Wardrobe, motions: dict[str, Motion], renderer: Renderer, person: Person, number: int
    ) -> None:
        self._figure = dress(wardrobe, person)
        self._wardrobe, self._motions = wardrobe, motions
        self.dressed = Dressed(renderer, self._figure.layers, person.seed)
        rng = np.random.default_rng([number, int(person.seed * 2**32)])
        self._odd, self._offset = bool(rng.random() < 0.5), float(rng.random())
        self._strength, self._stance = float(rng.uniform(0.78, 0.98)), str(rng.choice(_CALM))
        self._look, self._poses = float(rng.normal(0, 9)), dict[int, Floats]()
        self._head = wardrobe.bone("head")
        points = np.concatenate([layer.mesh.points for layer in self._figure.layers if len(layer.mesh.points)])
        heads = self._figure.heads
        self._margin = np.maximum(points.max(0) - heads.max(0), heads.min(0) - points.min(0)).clip(1.0).max()

    def matrices(self, stride: Stride) -> Floats:
        """Skinning matrices (B, 3, 4) that put the person there."""
        local = self._pose(stride)
        sine, cosine = np.sin(stride.heading), np.cos(stride.heading)
        spin = np.asarray([[cosine, 0, sine], [0, 1, 0], [-sine, 0, cosine]])
        world = (spin @ local).astype(np.float32)
        world[:, :, 3] += np.asarray([stride.x, 0, stride.z], np.float32)
        return world

    def joints(self, matrices: Floats) -> Floats:
        """Places (J, 3) of the joints in the world."""
        heads = self._figure.heads
        bones = len(heads)
        return np.asarray(np.einsum("bij,bj->bi", matrices[:bones, :, :3], heads) + matrices[:bones, :, 3])

    def outline(self, joints: Floats) -> Floats:
        """The eight corners (8, 3) of an upright box that holds the person and what they carry."""
        low, high = joints.min(0) - self._margin, joints.max(0) + self._margin
        ends = np.stack([low, high])
        return np.stack([ends[[i, j, k], [0, 1, 2]] for i in (0, 1) for j in (0, 1) for k in (0, 1)])

    def head(self, joints: Floats) -> Floats:
        """The middle of the head (3,)."""
        return np.asarray(joints[self._head] + np.asarray([0, 0.9, 0], np.float32), np.float32)

    def release(self) -> None:
        """Give the graphics memory back."""
        self.dressed.release()

    def _pose(self, stride: Stride) -> Floats:
        step = -1 if stride.speed < _STANDS else round((stride.walked / _CYCLE + self._offset) * _STEPS) % _STEPS
        if step not in self._poses:
            self._poses[step] = self._posed(step)
        return self._poses[step]

    def _posed(self, step: int) -> Floats:
        """Matrices of a kept pose, the lower foot on the ground."""
        rig, heads = self._wardrobe.library.rig, self._figure.heads
        standing = step < 0
        motion = self._motions[self._stance if standing else "walk1"]
        turns = motion.at(max(step, 0) / _STEPS, 1.0 if standing else self._strength)
        turns = mirrored(turns, rig) if self._odd else turns
        look = Rotation.from_euler("YX", [self._look, 3.0 + self._figure.bow], degrees=True)
        turns = reach(turn_bone(turns, rig, "neck02", look), heads, rig, self._figure.grips)
        local = self._wardrobe.matrices(turns, heads)
        lift = heads[:, 1].min() - self.joints(local)[:, 1].min()
        local[:, 1, 3] += lift
        return local
