"""People by a YOLOX network from a bundle; see `yolox_network` for the network itself."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.people.focus import GAZES, USUAL_GAZE, Gaze, Part, Scale, View
from cpcl_desktop.engine.people.tiles import NO_TILES, merged, views_of
from cpcl_desktop.engine.people.unchanged import Glance, UnchangedFrames, UnchangedOptions, Viewing
from cpcl_desktop.engine.people.yolox_network import Networks, yolox_spec_for
from cpcl_desktop.engine.records import Detections, Frame, Image
from cpcl_desktop.engine.runtime.sessions import usable_cores

__all__ = ["YoloxDetector", "yolox_spec_for"]

Piece = Part | Scale  # of a frame; a scale stands for all of it


class YoloxDetector:
    """People by a YOLOX network from a bundle.

    With `tiles` above 1 a frame is looked at whole and in so many tiles along
    its longer side: see `tiles`. On the CPU each picture runs on one thread and
    `threads` pictures (0: as many as usable cores) run side by side, which
    takes less time in all than one picture on several threads.
    """

    def __init__(
        self,
        bundle: Bundle,
        provider: str = "auto",
        threads: int = 0,
        unchanged: UnchangedOptions | None = None,
        gaze: Gaze | None = None,
    ) -> None:
        """Open the bundle's network; `BundleError` when it is no detector or gives another output.

        `gaze` is what it may choose in a frame, by default as `GAZES` has it for where the network runs.
        """
        self._networks = Networks(bundle, provider)
        self.name = bundle.manifest.name
        self.weights_sha256: str | None = bundle.manifest.files["detector"].sha256
        self.tiles = NO_TILES
        self.provider = self._networks.whole.session.provider
        self._lanes = (threads or usable_cores()) if self.provider.used == "cpu" else 1
        self._gaze = gaze or GAZES.get(self.provider.used, USUAL_GAZE)
        self._unchanged = UnchangedFrames(unchanged, self._viewing())
        self._last_us = -1

    @property
    def size(self) -> int:
        """Pixels along the longer side of the network's input."""
        return self._networks.size

    @property
    def frames_unchanged(self) -> int:
        """Frames that showed nothing new since an empty one, and were not looked at."""
        return self._unchanged.count

    def adjusted(self, size: int | None, tiles: int) -> YoloxDetector:
        """This detector for a source of its own, with another input size (None: this one) and so many tiles.

        `UsageError` when the network does not work at that size.
        """
        other = copy.copy(self)
        if size is not None and size != self.size:
            other._networks = self._networks.at(size)
        other.tiles = tiles
        finer = tiles * other.size / self._networks.declared
        other._unchanged = UnchangedFrames(self._unchanged.options.finer(finer), other._viewing())
        other._last_us = -1
        return other

    def detect(self, frames: Sequence[Frame]) -> list[Detections]:
        """People in each frame (any sizes); `MachineError` when a run fails."""
        self._notice_source(frames)
        return self._unchanged.detect(frames, lambda glances: self._glance(frames, glances))

    def replay(self, frames: Sequence[Frame], people: Sequence[Detections]) -> None:
        """Take note of frames whose people are known, so that the next are compared with the right one."""
        self._notice_source(frames)
        self._unchanged.detect(frames, lambda glances: [people[glance.position] for glance in glances])

    def forget(self) -> None:
        """Whatever comes next, there is nothing to compare it with."""
        self._unchanged.forget()
        self._last_us = -1

    def look(self, images: Sequence[Image]) -> list[Detections]:
        """People in each picture, whatever was seen before it."""
        views = [views_of(image.shape, self.tiles) for image in images]
        pictures = [view.cut(image) for image, of_it in zip(images, views, strict=True) for view in of_it]
        found = iter(self._run([(picture, Scale.FULL) for picture in pictures]))
        together = zip(images, views, strict=True)
        return [merged(image.shape, of_it, [next(found) for _ in of_it]) for image, of_it in together]

    def _glance(self, frames: Sequence[Frame], glances: Sequence[Glance]) -> list[Detections]:
        """People in frames, or in the parts of them that are to be looked at."""
        images = [frames[glance.position].image for glance in glances]
        if self.tiles != NO_TILES:
            return self.look(images)
        views = [_pieces(glance.view) for glance in glances]
        pieces = [(image, piece) for image, some in zip(images, views, strict=True) for piece in some]
        found = iter(self._run(pieces))
        return [_together([next(found) for _ in some]) for some in views]

    def _viewing(self) -> Viewing | None:
        """How frames are looked at where that can be chosen: tiles lie where they lie, a file may fix its size."""
        if self._gaze == Gaze.STATED or self.tiles != NO_TILES or not self._networks.is_free:
            return None
        return partial(self._networks.view, in_parts=self._gaze == Gaze.PARTS)

    def _notice_source(self, frames: Sequence[Frame]) -> None:
        """A frame no later than the last begins a new source, which owes nothing to the one before."""
        if frames:
            if frames[0].time_us <= self._last_us:
                self.forget()
            self._last_us = frames[-1].time_us

    def _run(self, pieces: Sequence[tuple[Image, Piece]]) -> list[Detections]:
        jobs = [self._job(picture, piece) for picture, piece in pieces]
        if self._lanes == 1 or len(jobs) <= 1:
            return [job() for job in jobs]
        # The longest first: a whole picture that came last would keep one core waiting for the other.
        longest = sorted(range(len(jobs)), key=lambda number: _cost(pieces[number][1]), reverse=True)
        with ThreadPoolExecutor(self._lanes) as pool:
            running = {number: pool.submit(jobs[number]) for number in longest}
        return [running[number].result() for number in range(len(jobs))]

    def _job(self, picture: Image, piece: Piece) -> Callable[[], Detections]:
        """What looks at a picture; networks are opened here, by one thread."""
        scale = piece.scale if isinstance(piece, Part) else piece
        network = self._networks.on(scale).fitting(picture.shape)
        return (
            partial(network.people_in, picture, piece)
            if isinstance(piece, Part)
            else partial(network.people, picture)
        )


def _pieces(view: View) -> Sequence[Piece]:
    """What the network is given one after the other."""
    return (view.scale,) if view.parts is None else view.parts


def _cost(piece: Piece) -> float:
    """What looking at a piece takes, in cells of the network; all of a picture takes more than any part."""
    return piece.area if isinstance(piece, Part) else math.inf


def _together(found: Sequence[Detections]) -> Detections:
    """What parts of a frame that do not touch show, best first."""
    if len(found) == 1:
        return found[0]
    boxes = np.concatenate([Detections.none().boxes, *(one.boxes for one in found)])
    scores = np.concatenate([Detections.none().scores, *(one.scores for one in found)])
    order = np.argsort(-scores, kind="stable")
    return Detections(boxes[order], scores[order])
