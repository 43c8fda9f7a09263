"""What every person shares: the library's meshes as patterns, fitted to a body when asked for."""

from __future__ import annotations

import numpy as np

from cpcl_train.synthetic.assets import Floats, Ints, Library
from cpcl_train.synthetic.catalogue import TIGHTS
from cpcl_train.synthetic.meshes import Mesh, Pattern, body_pattern, canonical, piece_pattern
from cpcl_train.synthetic.pose import skinning


class Wardrobe:
    """The library with what every person shares: canonical coordinates and the faces of body parts.

    Bones beyond the rig: `hang` left and right, which follow the hands without turning, for carried things, and
    `still`, which never moves, for what stands beside a person or is held steadily.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self.canon = canonical(library)
        groups, height, arm = library.groups, self.canon[:, 1], self.canon[:, 3]
        faces = groups["body"]
        neck = (height[faces] > 5.0) & (height[faces] < 6.7) & (arm[faces] < 0.02)
        shapes = {
            "skin": np.concatenate([faces, groups["helper-l-eye"], groups["helper-r-eye"]]),
            TIGHTS: groups["helper-tights"], "skirt": groups["helper-skirt"],
            "head": faces[(height[faces] > 5.9).all(1)], "neck": faces[neck.all(1)],
        }  # fmt: skip
        self._shapes = {name: body_pattern(library, self.canon, shape) for name, shape in shapes.items()}
        self._pieces: dict[str, Pattern] = {}
        self._skin_count = int(faces.max()) + 1  # helper shapes come after the skin
        self.hang = {"L": len(library.rig.names), "R": len(library.rig.names) + 1}
        self.still = len(library.rig.names) + 2

    def bone(self, name: str) -> int:
        """A bone's number."""
        return self.library.rig.names.index(name)

    def matrices(self, turns: Floats, heads: Floats) -> Floats:
        """Skinning matrices (B + 3, 3, 4) for a pose, the bones beyond the rig last."""
        plain = skinning(turns, heads, self.library.rig)
        hung = []
        for side in ("L", "R"):
            wrist = self.bone(f"wrist.{side}")
            moved = plain[wrist, :, :3] @ heads[wrist] + plain[wrist, :, 3] - heads[wrist]
            hung.append(np.concatenate([np.eye(3), moved[:, None]], axis=1))
        hung.append(np.eye(3, 4))
        return np.concatenate([plain, np.stack(hung)]).astype(np.float32)

    def mesh(self, source: str, body: Floats) -> Mesh:
        """The mesh that `source` (a piece of the library or a named part of the body) is on this body."""
        if source in self._shapes:
            pattern, used = self._shapes[source]
            return pattern.mesh(body[used])
        piece = self.library.pieces[source]
        if source not in self._pieces:
            self._pieces[source] = piece_pattern(self.library, self.canon, piece)
        return self._pieces[source].mesh(piece.fit(body))

    def vertices(self, shape: str) -> Ints:
        """The body vertices of a named part, in the order of its mesh."""
        return self._shapes[shape][1]

    def hidden(self, source: str) -> Floats:
        """1 for body vertices (V,) that a garment of this source hides where it reaches; "" hides nothing."""
        flag = np.zeros(len(self.library.base), np.float32)
        if source:
            flag[slice(None) if source == TIGHTS else self.library.pieces[source].deletes] = 1
        return flag

    def around(self, low: float, high: float, body: Floats) -> Floats:
        """The trunk's points (N, 3) on this body between two canonical heights, arms left out."""
        canon = self.canon[: self._skin_count]
        level = (canon[:, 1] > low) & (canon[:, 1] < high) & (canon[:, 3] < 0)
        return np.asarray(body[: self._skin_count][level], np.float32)
