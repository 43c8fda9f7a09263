"""What stands in a place: upright boxes and posts, and where rays from a camera or to the sun meet them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cpcl_train.synthetic.assets import Floats

Ints = NDArray[np.int32]
Pair = tuple[float, float]
Triple = tuple[float, float, float]
GROUND, SKY = -1, -2  # block numbers of what is no block
_TOPS = 1000.0  # decimetres


@dataclass(frozen=True)
class Block:
    """An upright box, or a post where `round`.

    `place` is the middle (x, z), `size` width along x, height and depth along z before it is turned by `turn`
    radians about the vertical, `base` how high its underside is. What does not `cast` gives no shadow.
    """

    place: Pair
    size: Triple
    surface: str
    turn: float = 0.0
    base: float = 0.0
    round: bool = False
    casts: bool = True

    @cached_property
    def ball(self) -> tuple[Floats, float]:
        """Middle (3,) and radius of a ball around it."""
        wide, tall, deep = self.size
        middle = np.asarray([self.place[0], self.base + tall / 2, self.place[1]], np.float32)
        return middle, float(np.linalg.norm([wide, tall, deep])) / 2

    def inward(self, points: Floats) -> Floats:
        """Ground points (..., 2) as seen from the block: its middle is the origin, its sides run along the axes."""
        moved = points - np.asarray(self.place, np.float32)
        cosine, sine = np.cos(self.turn), np.sin(self.turn)
        turned = (moved[..., 0] * cosine - moved[..., 1] * sine, moved[..., 0] * sine + moved[..., 1] * cosine)
        return np.stack(turned, axis=-1).astype(np.float32)

    def outward(self, points: Floats) -> Floats:
        """The way back for directions (..., 2)."""
        cosine, sine = np.cos(self.turn), np.sin(self.turn)
        turned = (points[..., 0] * cosine + points[..., 1] * sine, -points[..., 0] * sine + points[..., 1] * cosine)
        return np.stack(turned, axis=-1).astype(np.float32)


class Footprints:
    """The ground that blocks stand on, for all of them at once."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._middle = np.asarray([block.place for block in blocks], np.float32).reshape(-1, 2)
        turns = np.asarray([block.turn for block in blocks], np.float32)
        self._cosine, self._sine = np.cos(turns), np.sin(turns)
        self._half = np.asarray([[b.size[0] / 2, b.size[2] / 2] for b in blocks], np.float32).reshape(-1, 2)
        self._round = np.asarray([block.round for block in blocks], bool)

    def away(self, points: Floats) -> Floats:
        """From the nearest place of each footprint to ground points (N, 2): (N, B, 2), zero inside."""
        moved = points[:, None] - self._middle
        x = moved[..., 0] * self._cosine - moved[..., 1] * self._sine
        z = moved[..., 0] * self._sine + moved[..., 1] * self._cosine
        local = np.stack([x, z], axis=2)
        far = np.maximum(np.linalg.norm(local, axis=2, keepdims=True), 1e-6)
        about = local * np.maximum(1 - self._half[:, :1] / far, 0)
        outside = np.where(self._round[:, None], about, local - np.clip(local, -self._half, self._half))
        x = outside[..., 0] * self._cosine + outside[..., 1] * self._sine
        z = -outside[..., 0] * self._sine + outside[..., 1] * self._cosine
        return np.stack([x, z], axis=2).astype(np.float32)

    def gaps(self, points: Floats) -> Floats:
        """How far ground points (N, 2) are from each footprint: (N, B)."""
        return np.asarray(np.linalg.norm(self.away(points), axis=2), np.float32)


@dataclass(frozen=True)
class Hits:
    """Where rays (N,) end: `reach` in lengths of the ray, `block` or `GROUND` or `SKY`, `uv` (N, 2) on the face in
    decimetres, `normal` (N, 3)."""

    reach: Floats
    block: Ints
    uv: Floats
    normal: Floats


def trace(blocks: Sequence[Block], origin: Floats, rays: Floats) -> Hits:
    """The first things that rays (N, 3) from `origin` (3,) meet."""
    count = len(rays)
    down = rays[:, 1] < -1e-6
    reach = np.where(down, -origin[1] / np.where(down, rays[:, 1], -1), np.inf).astype(np.float32)
    hits = Hits(reach, np.where(down, GROUND, SKY).astype(np.int32), np.zeros((count, 2), np.float32),
                np.tile(np.asarray([0, 1, 0], np.float32), (count, 1)))  # fmt: skip
    flat = np.where(down, reach, 0)[:, None] * rays[:, [0, 2]] + origin[[0, 2]]
    hits.uv[:] = np.where(down[:, None], flat, 0)
    for number, block in enumerate(blocks):
        _meet(hits, number, block, origin, rays)
    return hits


def blocked(blocks: Sequence[Block], points: Floats, towards: Floats) -> NDArray[np.bool_]:
    """Whether something stands between points (N, 3) and a light far off in a direction (3,) of length 1."""
    result = np.zeros(len(points), bool)
    way = towards.astype(np.float32)
    for block in blocks:
        if block.casts:
            centre, radius = block.ball
            apart = centre - points
            along = apart @ way
            near = (apart * apart).sum(1) - along * along < radius * radius
            here = np.flatnonzero(near & (along > -radius) & ~result)
            if len(here):
                met = _entry(block, points[here], np.broadcast_to(way, (len(here), 3)))[0]
                result[here] = met < np.inf
    return result


def _meet(hits: Hits, number: int, block: Block, origin: Floats, rays: Floats) -> None:
    here = _towards(block, origin, rays)
    if not len(here):
        return
    near, local, axis = _entry(block, np.broadcast_to(origin, (len(here), 3)), rays[here])
    closer = np.flatnonzero(near < hits.reach[here])
    place, side, rows = local[closer], axis[closer], here[closer]
    hits.reach[rows], hits.block[rows] = near[closer], number
    hits.uv[rows] = _on_face(block, place, side)
    hits.normal[rows] = _normals(block, place, side)


def _towards(block: Block, origin: Floats, rays: Floats) -> Ints:
    """Which rays (N, 3) pass the ball around a block."""
    centre, radius = block.ball
    apart = centre - origin
    along = rays @ apart
    squares = (rays * rays).sum(1)
    passes = (float(apart @ apart) - radius**2) * squares < along * along
    return np.flatnonzero((passes & (along > 0)) | (float(np.linalg.norm(apart)) < radius)).astype(np.int32)


def _entry(block: Block, origins: Floats, rays: Floats) -> tuple[Floats, Floats, Ints]:
    """Reach (N,), infinite where missed; the place met in the block's own frame (N, 3); the face's axis (N,)."""
    start = _local(block, origins, np.asarray([block.place[0], block.base, block.place[1]], np.float32))
    way = _local(block, rays, np.zeros(3, np.float32))
    way = np.where(np.abs(way) < 1e-9, np.float32(1e-9), way)
    return _enter_post(block, start, way) if block.round else _enter_box(block, start, way)


def _local(block: Block, vectors: Floats, middle: Floats) -> Floats:
    moved = vectors - middle
    flat = Block((0.0, 0.0), block.size, block.surface, block.turn).inward(moved[:, [0, 2]])
    return np.stack([flat[:, 0], moved[:, 1], flat[:, 1]], axis=1)


def _enter_box(block: Block, start: Floats, way: Floats) -> tuple[Floats, Floats, Ints]:
    wide, tall, deep = block.size
    low = np.asarray([-wide / 2, 0, -deep / 2], np.float32)
    high = np.asarray([wide / 2, tall, deep / 2], np.float32)
    first, second = (low - start) / way, (high - start) / way
    enter = np.minimum(first, second)
    near, far = enter.max(1), np.maximum(first, second).min(1)
    reach = np.where((near < far) & (near > 1e-3), near, np.inf).astype(np.float32)
    met = start + way * np.where(np.isfinite(reach), reach, 0)[:, None]
    return reach, np.asarray(met, np.float32), enter.argmax(1).astype(np.int32)


def _enter_post(block: Block, start: Floats, way: Floats) -> tuple[Floats, Floats, Ints]:
    radius = block.size[0] / 2
    a = way[:, 0] ** 2 + way[:, 2] ** 2
    b = start[:, 0] * way[:, 0] + start[:, 2] * way[:, 2]
    c = start[:, 0] ** 2 + start[:, 2] ** 2 - radius**2
    root = b * b - a * c
    near = (-b - np.sqrt(np.maximum(root, 0))) / a
    height = start[:, 1] + way[:, 1] * near
    met = (root > 0) & (near > 1e-3) & (height > 0) & (height < block.size[1])
    reach = np.where(met, near, np.inf).astype(np.float32)
    place = start + way * np.where(met, near, 0)[:, None]
    return reach, np.asarray(place, np.float32), np.zeros(len(start), np.int32)


def _on_face(block: Block, place: Floats, axis: Ints) -> Floats:
    """Across and up the face; a top goes on far above the sides, so that nothing of theirs is repeated there."""
    if block.round:
        return np.stack([np.arctan2(place[:, 0], place[:, 2]) * block.size[0] / 2, place[:, 1]], axis=1)
    across = np.where(axis == 0, place[:, 2], place[:, 0])
    return np.stack([across, np.where(axis == 1, place[:, 2] + _TOPS, place[:, 1])], axis=1).astype(np.float32)


def _normals(block: Block, place: Floats, axis: Ints) -> Floats:
    normal = np.zeros((len(place), 3), np.float32)
    if block.round:
        normal[:, [0, 2]] = place[:, [0, 2]] / (block.size[0] / 2)
    else:
        middle = np.asarray([0, block.size[1] / 2, 0], np.float32)
        rows = np.arange(len(place))
        normal[rows, axis] = np.sign(place - middle)[rows, axis]
    flat = block.outward(normal[:, [0, 2]])
    normal[:, 0], normal[:, 2] = flat[:, 0], flat[:, 1]
    return normal
