"""Simple solids for things: tubes, rings, blobs and boxes, painted and put together into one mesh.

A painted mesh carries its linear RGB colour in `flags`; where the fourth canonical number is 1 the colour is the
thing's second one (a tyre, a strap), which a describer does not take for the thing's colour.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike
from scipy.spatial.transform import Rotation

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.meshes import Mesh, grid_faces, rigid, rounded_box

Triple = tuple[float, float, float]
_UP = np.asarray([0.0, 1.0, 0.0])


def tube(path: ArrayLike, radius: ArrayLike, bone: int = 0, sides: int = 6) -> Mesh:
    """A tube along `path` (N, 3) with one radius in decimetres or one per point, its ends pinched shut."""
    centre = np.asarray(path, np.float32)
    reach = np.broadcast_to(np.asarray(radius, np.float32), len(centre))
    along = np.gradient(centre, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-6)
    side = np.cross(along, np.where(np.abs(along[:, 1:2]) < 0.9, _UP, [1.0, 0.0, 0.0]))
    side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-6)
    up = np.cross(side, along)
    angle = np.linspace(0, 2 * np.pi, sides + 1)
    ring = side[:, None] * np.cos(angle)[None, :, None] + up[:, None] * np.sin(angle)[None, :, None]
    points = centre[:, None] + reach[:, None, None] * ring
    closed = np.concatenate([points[:1] * 0 + centre[0], points, points[:1] * 0 + centre[-1]])
    flat = closed.reshape(-1, 3)
    return rigid(flat, grid_faces(len(closed), sides + 1), _own(flat), bone)


def ring(centre: Triple, across: Triple, radius: float, thick: float, bone: int = 0, steps: int = 24) -> Mesh:
    """A torus around `centre` whose axle points along `across`."""
    axle = np.asarray(across, float) / np.linalg.norm(across)
    first = np.cross(axle, [0, 0, 1.0] if abs(axle[2]) < 0.9 else [1.0, 0, 0])
    first /= np.linalg.norm(first)
    second = np.cross(axle, first)
    angle = np.linspace(0, 2 * np.pi, steps + 1)[:, None]
    path = np.asarray(centre) + radius * (np.cos(angle) * first + np.sin(angle) * second)
    return tube(path.astype(np.float32), thick, bone)


def arc(start: Triple, end: Triple, rise: Triple, steps: int = 9) -> Floats:
    """Points (steps, 3) from `start` to `end`, bent by `rise` in the middle as a parabola is."""
    share = np.linspace(0, 1, steps)[:, None]
    line = np.asarray(start) * (1 - share) + np.asarray(end) * share
    return np.asarray(line + 4 * share * (1 - share) * np.asarray(rise), np.float32)


def blob(centre: Triple, size: Triple, bone: int = 0, sharpness: float = 1.0) -> Mesh:
    """An ellipsoid, or towards `sharpness` 0 a box, with full extents `size`."""
    return rounded_box(np.asarray(centre, np.float32), np.asarray(size, np.float32), bone, sharpness, rings=9)


def dome(top: Triple, radius: float, depth: float, gores: int = 8, bone: int = 0) -> Mesh:
    """An umbrella's canopy below `top`: `gores` panels, the edge drawn in between the ribs."""
    out = np.linspace(0, 1, 7)[:, None]
    angle = np.linspace(0, 2 * np.pi, gores * 4 + 1)[None, :]
    drawn = 1 - 0.10 * np.abs(np.sin(angle * gores / 2)) * out
    fall = depth * out**2.2 - 0.25 * np.abs(np.sin(angle * gores / 2)) * out
    points = np.stack([radius * out * drawn * np.sin(angle), -fall, radius * out * drawn * np.cos(angle)], axis=2)
    flat = (points.reshape(-1, 3) + np.asarray(top)).astype(np.float32)
    return rigid(flat, grid_faces(points.shape[0], points.shape[1]), _own(flat), bone)


def half(mesh: Mesh, direction: Triple, level: float = 0.0) -> Mesh:
    """Only the faces whose vertices lie on the side of the centre that `direction` points to."""
    centre = (mesh.points.min(0) + mesh.points.max(0)) / 2
    return mesh.trimmed((mesh.points - centre) @ np.asarray(direction, np.float32) >= level)


def moved(mesh: Mesh, shift: Triple = (0, 0, 0), turn: Rotation | None = None, about: Triple = (0, 0, 0)) -> Mesh:
    """The mesh turned about a point, then shifted."""
    matrix = (turn or Rotation.identity()).as_matrix().astype(np.float32)
    points = (mesh.points - np.asarray(about)) @ matrix.T + np.asarray(about) + np.asarray(shift)
    return replace(mesh, points=points.astype(np.float32), normals=(mesh.normals @ matrix.T).astype(np.float32))


def scaled(mesh: Mesh, factor: float) -> Mesh:
    """The mesh grown about the origin."""
    return replace(mesh, points=mesh.points * np.float32(factor))


def painted(colour: Floats, *meshes: Mesh, second: bool = False) -> Mesh:
    """The meshes as one, in one colour."""
    whole = together(meshes)
    canon = whole.canon.copy()
    canon[:, 3] = float(second)
    return replace(whole, canon=canon, flags=np.broadcast_to(colour, whole.flags.shape).astype(np.float32))


def together(meshes: Iterable[Mesh]) -> Mesh:
    """Several meshes as one, which is drawn at one go."""
    kept = list(meshes)
    starts = np.cumsum([0, *(len(m.points) for m in kept[:-1])])
    columns = {
        name: np.concatenate([getattr(m, name) for m in kept])
        for name in ("points", "normals", "canon", "bones", "weights", "flags")
    }
    faces = np.concatenate([m.faces + start for m, start in zip(kept, starts, strict=True)])
    return Mesh(faces=faces.astype(np.int32), **columns)


def on_bone(mesh: Mesh, bone: int) -> Mesh:
    """The mesh hung on another bone."""
    return replace(mesh, bones=np.full_like(mesh.bones, bone))


def _own(points: Floats) -> Floats:
    return np.concatenate([points, -np.ones((len(points), 1))], axis=1).astype(np.float32)
