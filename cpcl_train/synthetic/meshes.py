"""Meshes that hang on the body: fitted garments, shells grown from parts of the body, and rounded boxes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from cpcl_train.synthetic.assets import Floats, Ints, Library, Piece

_INFLUENCES = 4


@dataclass(frozen=True)
class Mesh:
    """A skinned mesh in the rest pose.

    `points` (N, 3) on this body; `canon` (N, 4): where the vertex lies on the unmorphed body, and how far
    along the arm it is (0 shoulder, 1 wrist, -1 not on an arm): regions and patterns are told by it, so
    they do not depend on the body. `bones` (N, 4) and `weights` (N, 4) skin it; `flags` (N, 3) tell which
    vertices the top, the bottom and the shoes hide.
    """

    points: Floats
    normals: Floats
    canon: Floats
    bones: Ints
    weights: Floats
    faces: Ints
    flags: Floats

    def inflated(self, amount: float) -> Mesh:
        """The mesh grown along its normals by `amount` decimetres."""
        return replace(self, points=(self.points + amount * self.normals).astype(np.float32))

    def trimmed(self, keep: NDArray[np.bool_]) -> Mesh:
        """Only the faces with at least one vertex in `keep` (N,): what can never show costs time to draw."""
        faces = self.faces[keep[self.faces].any(1)]
        used = np.zeros(len(self.points), bool)
        used[faces.ravel()] = True
        renumber = (np.cumsum(used) - 1).astype(np.int32)
        return Mesh(
            self.points[used], self.normals[used], self.canon[used], self.bones[used], self.weights[used],
            renumber[faces], self.flags[used],
        )  # fmt: skip


def vertex_normals(points: Floats, faces: Ints) -> Floats:
    """Unit normals (N, 3), area-weighted."""
    return _unit(_spread(len(points), faces) @ _areas(points, faces))


def _areas(points: Floats, faces: Ints) -> Floats:
    corner = points[faces]
    return np.asarray(np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]), np.float32)


def _spread(count: int, faces: Ints) -> csr_matrix:
    """A sparse matrix (count, M) that adds up what the faces around each vertex say."""
    rows, columns = faces.ravel(), np.repeat(np.arange(len(faces)), 3)
    return csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(count, len(faces)))


def _unit(vectors: Floats) -> Floats:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), np.float32)


def inside(canon: Floats, region: tuple[float, float, float, float], slack: float = 0.0) -> NDArray[np.bool_]:
    """Which canonical points (N, 4) a region (y from, y to, arm to, neck line) holds, as the shader has it."""
    low, high, arm, neck = region
    height, along = canon[:, 1], canon[:, 3]
    collar = height + 0.45 * canon[:, 2] - 0.7 * np.maximum(np.abs(canon[:, 0]) - 0.6, 0)
    trunk = (height > low + slack) & (height < high - slack) & (collar < neck - slack)
    return np.where(along > 0, along < arm - slack * 0.06, trunk)


def strongest(weights: Floats) -> tuple[Ints, Floats]:
    """The four strongest bones (N, 4) of dense weights (N, B), and their shares, which sum to 1."""
    top = np.argpartition(-weights, _INFLUENCES, axis=1)[:, :_INFLUENCES]
    share = np.take_along_axis(weights, top, axis=1)
    return top.astype(np.int32), (share / share.sum(1, keepdims=True)).astype(np.float32)


def canonical(library: Library) -> Floats:
    """Canonical coordinates (V, 4) of the body's own vertices."""
    base, rig = library.base, library.rig
    on_arm = [
        i for i, n in enumerate(rig.names) if n.startswith(("upperarm", "lowerarm", "wrist", "finger", "meta"))
    ]
    share = rig.weights[:, on_arm].sum(1)
    shoulder, elbow, wrist = (library.joint(n) for n in ("l-shoulder", "l-elbow", "l-hand"))
    folded = base * np.asarray([1, 1, 1], np.float32)
    folded[:, 0] = np.abs(folded[:, 0])
    upper, lower = elbow - shoulder, wrist - elbow
    first = (folded - shoulder) @ upper / (upper @ upper)
    second = (folded - elbow) @ lower / (lower @ lower)
    along = np.where(first < 1, np.clip(first, 0, 1), 1 + np.clip(second, 0, 2)) / 2
    blend = np.clip((share - 0.25) / 0.4, 0, 1)
    return np.concatenate([base, (along * blend - (1 - blend))[:, None]], axis=1).astype(np.float32)


@dataclass(frozen=True)
class Pattern:
    """What a mesh cut from the body or fitted to it has on every body: all but its points and normals."""

    canon: Floats
    bones: Ints
    weights: Floats
    faces: Ints
    average: csr_matrix

    def mesh(self, points: Floats) -> Mesh:
        """The mesh whose vertices are at `points` (N, 3) on some body."""
        return Mesh(
            points, _unit(self.average @ _areas(points, self.faces)), self.canon, self.bones, self.weights,
            self.faces, np.zeros((len(points), 3), np.float32),
        )  # fmt: skip


def piece_pattern(library: Library, canon: Floats, piece: Piece) -> Pattern:
    """The pattern of a garment, shoe or hair style."""
    arm = np.einsum("nk,nk->n", piece.bary, canon[piece.refs, 3])
    weights = np.einsum("nk,nkb->nb", np.clip(piece.bary, 0, None), library.rig.weights[piece.refs])
    bones, shares = strongest(weights)
    place = np.concatenate([piece.fit(library.base), arm[:, None]], axis=1).astype(np.float32)
    return Pattern(place, bones, shares, piece.faces, _spread(len(place), piece.faces))


def body_pattern(library: Library, canon: Floats, faces: Ints) -> tuple[Pattern, Ints]:
    """Some faces of the body (or its helper shapes) as a pattern, and the body vertices it uses."""
    used, local = np.unique(faces, return_inverse=True)
    triangles = local.reshape(-1, 3).astype(np.int32)
    bones, shares = strongest(library.rig.weights[used])
    return Pattern(canon[used], bones, shares, triangles, _spread(len(used), triangles)), used.astype(np.int32)


def rounded_box(centre: Floats, size: Floats, bone: int, sharpness: float = 0.35, rings: int = 12) -> Mesh:
    """A superellipsoid around `centre` (3,) with full extents `size` (3,), rigid on one bone.

    `sharpness` 1 is an ellipsoid, towards 0 a box. Its canonical coordinates are its own, from -1 to 1.
    """
    latitude = np.linspace(-np.pi / 2, np.pi / 2, rings)
    longitude = np.linspace(-np.pi, np.pi, 2 * rings + 1)
    lat, lon = (grid.ravel() for grid in np.meshgrid(latitude, longitude, indexing="ij"))

    def power(value: Floats) -> Floats:
        return np.asarray(np.sign(value) * np.abs(value) ** sharpness, np.float32)

    unit = np.stack([power(np.cos(lat)) * power(np.sin(lon)), power(np.sin(lat)),
                     power(np.cos(lat)) * power(np.cos(lon))], axis=1)  # fmt: skip
    faces = grid_faces(rings, 2 * rings + 1)
    points = (centre + unit * np.asarray(size, np.float32) / 2).astype(np.float32)
    return rigid(points, faces, np.concatenate([unit, -np.ones((len(unit), 1))], axis=1), bone)


def rigid(points: Floats, faces: Ints, canon: Floats, bone: int) -> Mesh:
    """A mesh that follows one bone stiffly."""
    count = len(points)
    weights = np.zeros((count, _INFLUENCES), np.float32)
    weights[:, 0] = 1
    return Mesh(
        points.astype(np.float32), vertex_normals(points, faces), canon.astype(np.float32),
        np.full((count, _INFLUENCES), bone, np.int32), weights, faces, np.zeros((count, 3), np.float32),
    )  # fmt: skip


def grid_faces(rows: int, columns: int) -> Ints:
    """Triangles (M, 3) of a grid of vertices numbered row by row."""
    start = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    first = np.stack([start, start + 1, start + columns], axis=1)
    second = np.stack([start + 1, start + columns + 1, start + columns], axis=1)
    return np.concatenate([first, second]).astype(np.int32)


def brim(head: Floats, line: float, reach: float, all_round: bool, bone: int) -> Mesh:
    """A peak or brim: a flat band from the head's outline (canonical points `head` (N, 3)) outwards."""
    near = head[(head[:, 1] > line) & (head[:, 1] < line + 0.5)]  # above the nose
    centre = np.asarray([0, line, near[:, 2].mean()], np.float32)
    half = np.asarray([np.abs(near[:, 0]).max(), 0, np.ptp(near[:, 2]) / 2], np.float32) + 0.12
    span = np.pi if all_round else 1.1
    angle = np.linspace(-span, span, 25)
    inner = centre + half * np.stack([np.sin(angle), 0 * angle, np.cos(angle)], axis=1)
    fade = 1.0 if all_round else np.sqrt(np.clip(np.cos(angle / span * np.pi / 2), 0, 1))[:, None]
    outward = np.stack([np.sin(angle), 0 * angle - 0.25, np.cos(angle)], axis=1)
    if not all_round:
        outward[:, 0] *= 0.35
    outer = inner + reach * fade * outward
    inner = centre + 0.8 * (inner - centre)  # well inside the hat, so that no gap shows
    points = np.concatenate([inner, outer]).astype(np.float32)
    canon = np.concatenate([points, -np.ones((len(points), 1))], axis=1)
    return rigid(points, grid_faces(2, len(angle)), canon, bone)
