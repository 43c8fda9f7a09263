"""The demo clip: six people in distinct clothes walk through a room under a fixed camera.

Run as `python -m cpcl_train.synthetic.demo_clip OUT.mp4`; the description of who is in it is written beside
it as JSON. The same assets and seed give the same pictures.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from cpcl_train.synthetic.assets import Floats, load_library
from cpcl_train.synthetic.demo_roles import Role, cast_roles
from cpcl_train.synthetic.demo_scene import HEIGHT, LIGHT, WIDTH, Room, build_room, project
from cpcl_train.synthetic.dress import dress
from cpcl_train.synthetic.pose import Motion, mirrored, read_motions
from cpcl_train.synthetic.render import Dressed, Renderer
from cpcl_train.synthetic.wardrobe import Wardrobe

Pixels = NDArray[np.uint8]
FPS = 12
SEED = 11
_SAMPLES = 2  # the render's pixels per finished pixel, each way
_CYCLE = 14.0  # decimetres of one walking cycle: the feet then hardly slide
_QUIET_S = 1.8  # nobody in view: a motion detector learns the room
_LAST_WAY_S = 7.2  # what the last person needs to cross
_CRF = "24"


class _Actor:
    """A role on the graphics side."""

    def __init__(self, wardrobe: Wardrobe, renderer: Renderer, role: Role, begin: float, index: int) -> None:
        figure = dress(wardrobe, role.person)
        self.heads = figure.heads
        self.role, self.begin, self._odd = role, begin, index % 2 == 1
        self.dressed = Dressed(renderer, figure.layers, role.person.seed)
        self._wardrobe = wardrobe

    def matrices(self, motion: Motion, time: float) -> Floats | None:
        """Skinning matrices at `time` seconds of the clip, or None while off stage."""
        place = self.role.walk.at(time - self.begin)
        if place is None:
            return None
        turns = motion.at((time - self.begin) * self.role.walk.speed / _CYCLE, 0.9)
        if self._odd:
            turns = mirrored(turns, self._wardrobe.library.rig)
        local = self._wardrobe.matrices(turns, self.heads)
        angle = self.role.walk.heading
        spin = np.asarray([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]])
        world = (spin @ local).astype(np.float32)
        world[:, :, 3] += np.asarray([place[0], _lift(local, self.heads), place[1]], np.float32)
        return world

    def place(self, time: float) -> tuple[float, float] | None:
        """Where on the floor (x, z)."""
        return self.role.walk.at(time - self.begin)


def _lift(matrices: Floats, heads: Floats) -> float:
    """How far to raise the body so that the lower foot stands on the floor."""
    bones = len(heads)
    joints = np.einsum("bij,bj->bi", matrices[:bones, :, :3], heads) + matrices[:bones, :, 3]
    return float(heads[:, 1].min() - joints[:, 1].min())


def render_demo(out_mp4: Path, seconds: float = 17.0, assets: Path | None = None, seed: int = SEED) -> Path:
    """Write the clip (H.264, 640×360, 12 a second) and, beside it, who is in it and when; returns the JSON.

    Raises `AssetError` where the assets are missing and `MachineError` where EGL is.
    """
    wardrobe = Wardrobe(load_library(assets))
    motion = read_motions(wardrobe.library)["walk1"]
    renderer = Renderer(HEIGHT * _SAMPLES, WIDTH * _SAMPLES)
    roles = cast_roles(seed)
    last = max(seconds - _LAST_WAY_S, _QUIET_S)
    actors = [
        _Actor(wardrobe, renderer, role, _QUIET_S + role.walk.share * (last - _QUIET_S), i)
        for i, role in enumerate(roles)
    ]
    room = build_room(seed)
    times = [i / FPS for i in range(round(seconds * FPS))]
    _encode(out_mp4, (_frame(renderer, room, actors, motion, t, i, seed) for i, t in enumerate(times)))
    people = [seen for actor in actors if (seen := _appearance(actor, room, times))]
    record = {"clip": out_mp4.name, "fps": FPS, "seconds": seconds, "seed": seed, "people": people}
    side = out_mp4.with_suffix(".json")
    side.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    return side


def _frame(
    renderer: Renderer, room: Room, actors: list[_Actor], motion: Motion, time: float, number: int, seed: int
) -> Pixels:
    posed = [(a, m) for a in actors if (m := a.matrices(motion, time)) is not None]
    picture = room.picture.astype(np.float32)
    for actor, _ in posed:
        picture = picture * _shadow(room, actor.place(time))
    if posed:
        rgba, _ = renderer.shoot([(a.dressed, m) for a, m in posed], room.view, LIGHT)
        small = cv2.resize(np.ascontiguousarray(rgba), (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
        people = np.asarray(cv2.GaussianBlur(small.astype(np.float32), (0, 0), 0.6), np.float32)
        picture = np.asarray(people[:, :, :3] + picture * (1 - people[:, :, 3:] / 255), np.float32)
    noise = np.random.default_rng([seed, number]).normal(0, 1.2, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def _shadow(room: Room, place: tuple[float, float] | None) -> Floats:
    """What a person's soft shadow leaves of the floor's light (H, W, 1)."""
    if place is None:
        return np.ones((1, 1, 1), np.float32)
    dx, dz = room.floor[:, :, 0] - place[0], room.floor[:, :, 1] - place[1]
    near = np.exp(-(dx**2 + dz**2) / 14)
    cast = np.exp(-((dx + 3.5) ** 2 / 40 + (dz + 3.0) ** 2 / 30))
    return np.nan_to_num(1 - 0.42 * near - 0.2 * cast, nan=1.0)[:, :, None].astype(np.float32)


def _appearance(actor: _Actor, room: Room, times: list[float]) -> dict[str, object] | None:
    """From when to when the person's middle is in the picture; None if never."""
    seen = []
    for time in times:
        place = actor.place(time)
        if place is not None:
            x, y = project(room.view, np.asarray([[place[0], 9.0, place[1]]], np.float32))[0]
            if 0 <= x < WIDTH and 0 <= y < HEIGHT:
                seen.append(time)
    if not seen:
        return None
    return {"description": actor.role.description, "start_s": round(seen[0], 2), "end_s": round(seen[-1], 2)}


def _encode(path: Path, frames: Iterator[Pixels]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w", options={"movflags": "faststart"}) as container:
        stream = container.add_stream("libx264", rate=FPS, options={"crf": _CRF, "preset": "slow"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for frame in frames:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
        container.mux(stream.encode(None))


def main() -> None:
    """Command line: where to write, how long, from which assets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=float, default=17.0)
    parser.add_argument("--assets", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    print(render_demo(given.out, given.seconds, given.assets, given.seed))


if __name__ == "__main__":
    main()
