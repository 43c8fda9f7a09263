"""Films a place: people rendered one by one, put into the picture from far to near, with the truth of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.parts import Part
from cpcl_train.synthetic.render import Light, Renderer
from cpcl_train.synthetic.seen import SECOND
from cpcl_train.synthetic.town.actors import Actor
from cpcl_train.synthetic.town.backdrop import Backdrop, build_backdrop
from cpcl_train.synthetic.town.blocks import blocked
from cpcl_train.synthetic.town.cameras import Camera
from cpcl_train.synthetic.town.places import Place
from cpcl_train.synthetic.town.shadows import cast_shadow
from cpcl_train.synthetic.town.truth import Filmed, Sighting, box_of
from cpcl_train.synthetic.town.walks import Stride, Track

Mask = NDArray[np.bool_]
TARGET = (768, 640)  # the render's pixels at most
_SAMPLES = 2.0  # the render's pixels per pixel of the picture, each way
_LEAST = 4  # pixels: whoever is lower is not drawn
_NEAREST = 8.0  # decimetres before the camera
_THINGS = (Part.CARRIED, Part.CARRIED + SECOND)


@dataclass(frozen=True)
class _Cutout:
    """A person rendered alone: colours times alpha (h, w, 3) and alpha (h, w) in 0…1, which pixels are body, the
    corner x, y in the picture, and how far their upright plane is: place, distance to the camera, head."""

    number: int
    colour: Floats
    alpha: Floats
    body: Mask
    x: int
    y: int
    place: Floats
    far: float
    head: tuple[float, float]


class Set:
    """A place with its camera and light, ready to be filmed."""

    def __init__(self, seed: int, place: Place, camera: Camera, light: Light) -> None:
        self.place, self.camera, self.light, self.seed = place, camera, light, seed
        self.backdrop: Backdrop = build_backdrop(np.random.default_rng([seed, 5]), place, camera, light)

    def film(
        self, renderer: Renderer, actors: dict[int, Actor], tracks: Sequence[Track], times: Iterable[float]
    ) -> Iterator[Filmed]:
        """The frames at `times` of the people on these tracks."""
        for time in times:
            present = [(track.passage.person, at) for track in tracks if (at := track.at(time)) is not None]
            yield self.shoot(renderer, [(number, actors[number], at) for number, at in present], time)

    def shoot(self, renderer: Renderer | None, people: Sequence[tuple[int, Actor, Stride]], time: float) -> Filmed:
        """One frame with these people (number, actor, where); of nobody it needs no renderer."""
        found = [self._cut(renderer, *each) for each in people] if renderer else []
        cutouts = [cut for cut in found if cut is not None]
        cutouts.sort(key=lambda cut: -cut.far)
        places = [(cut.place[0], cut.place[2]) for cut in cutouts]
        picture = cast_shadow(self.backdrop, self.camera, self.light, places)
        owner = np.zeros(self.camera.size, np.int32)
        for cut in cutouts:
            self._paste(cut, picture, owner)
        seen = tuple(_sighting(cut, owner) for cut in cutouts)
        exposed = self.camera.sensor.expose(picture, np.random.default_rng([self.seed, round(time * 1000) + 10**6]))
        return Filmed(time, exposed, seen)

    def _cut(self, renderer: Renderer, number: int, actor: Actor, stride: Stride) -> _Cutout | None:
        """The person rendered alone, or None where they are out of the picture or too far."""
        matrices = actor.matrices(stride)
        joints = actor.joints(matrices)
        window = self._window(actor.outline(joints))
        if window is None:
            return None
        x1, y1, x2, y2 = window
        scale = min(_SAMPLES, TARGET[0] / (y2 - y1), TARGET[1] / (x2 - x1))
        size = max(int((y2 - y1) * scale), 1), max(int((x2 - x1) * scale), 1)
        place = np.asarray([stride.x, 0, stride.z], np.float32)
        view, light = self.camera.window(*window), self._light_at(place)
        rgba, part = renderer.shoot([(actor.dressed, matrices)], view, light, size)
        colour, alpha, body = _shrunk(rgba, part, (x2 - x1, y2 - y1))
        pixels, ahead = self.camera.project(actor.head(joints)[None])
        head = (float(pixels[0, 0]), float(pixels[0, 1]))
        return _Cutout(number, colour, alpha, body, x1, y1, place, float(ahead[0]), head)

    def _window(self, corners: Floats) -> tuple[int, int, int, int] | None:
        """The pixels that a box around somebody can touch, or None where they are none of the picture's."""
        pixels, ahead = self.camera.project(corners)
        height, width = self.camera.size
        (x1, y1), (x2, y2) = np.floor(pixels.min(0)), np.ceil(pixels.max(0)) + 1
        outside = x2 < 0 or y2 < 0 or x1 >= width or y1 >= height
        if ahead.min() < _NEAREST or outside or y2 - y1 < _LEAST:
            return None
        return int(x1), int(y1), int(x2), int(y2)

    def _light_at(self, place: Floats) -> Light:
        """The light on somebody there: without the key where something stands before it."""
        shaded = blocked(self.place.blocks, (place + np.asarray([0, 10, 0], np.float32))[None], self.light.key_dir)
        return replace(self.light, key=self.light.key * np.float32(0.0)) if shaded[0] else self.light

    def _paste(self, cut: _Cutout, picture: Floats, owner: NDArray[np.int32]) -> None:
        """Put somebody over what is farther, behind what is nearer."""
        shown, within = _overlap(self.camera.size, cut)
        before = self._reach_of(cut, shown) < self.backdrop.reach[shown]
        alpha = np.where(before, cut.alpha[within], 0)[:, :, None]
        colour = np.where(before[:, :, None], cut.colour[within], 0)
        picture[shown] = colour + picture[shown] * (1 - alpha)
        owner[shown][(cut.alpha[within] > 0.5) & before] = -cut.number
        owner[shown][cut.body[within] & before] = cut.number

    def _reach_of(self, cut: _Cutout, shown: tuple[slice, slice]) -> Floats:
        """How far the rays go to the upright plane in which somebody stands, facing the camera."""
        way = cut.place - np.asarray(self.camera.eye, np.float32)
        facing = np.asarray([way[0], 0, way[2]], np.float32)
        slope = self.backdrop.rays[shown] @ facing
        return np.where(slope > 1e-3, float(way @ facing) / np.maximum(slope, 1e-3), np.inf).astype(np.float32)


def _overlap(size: tuple[int, int], cut: _Cutout) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """Where a cutout lies in the picture, and what of it lies there."""
    high, wide = cut.alpha.shape
    x1, x2 = max(cut.x, 0), max(min(cut.x + wide, size[1]), max(cut.x, 0))
    y1, y2 = max(cut.y, 0), max(min(cut.y + high, size[0]), max(cut.y, 0))
    shown = slice(y1, y2), slice(x1, x2)
    return shown, (slice(y1 - cut.y, y2 - cut.y), slice(x1 - cut.x, x2 - cut.x))


def _shrunk(rgba: NDArray[np.uint8], part: NDArray[np.uint8], size: tuple[int, int]) -> tuple[Floats, Floats, Mask]:
    """A render at the size (width, height) of the picture: colours times alpha, alpha, and what is body."""
    body = (part > 0) & ~np.isin(part, _THINGS)
    small = cv2.resize(rgba.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    shape = cv2.resize(body.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    colour, alpha = np.asarray(small[:, :, :3], np.float32), np.asarray(small[:, :, 3] / 255, np.float32)
    return colour, alpha, np.asarray(shape > 0.5)


def _sighting(cut: _Cutout, owner: NDArray[np.int32]) -> Sighting:
    full = box_of(cut.body, cut.x, cut.y) or (*cut.head, *cut.head)
    shown, within = _overlap(owner.shape, cut)
    seen = (owner[shown] == cut.number) & cut.body[within]
    share = float(seen.sum()) / max(int(cut.body.sum()), 1)
    return Sighting(cut.number, full, box_of(seen, shown[1].start, shown[0].start), round(share, 4), cut.head)
