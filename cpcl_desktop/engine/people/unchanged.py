"""Look for people only in frames that show something new since an empty one: see `scene` for what is new.

Whether and where a frame is looked at depends on what was found in those before
it, yet several at a time are looked at, to use all cores: whether somebody is
there is guessed first, and found out together; where to look waits for the
frame before that is looked at all over. The answers are those of one frame
after the other, however many come at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.bundle.boxes import Floats
from cpcl_desktop.engine.people.focus import WHOLE, Regions, View
from cpcl_desktop.engine.people.scene import Scene, Thumbnail, UnchangedOptions, thumbnail
from cpcl_desktop.engine.records import Detections, Frame

__all__ = ["Glance", "UnchangedFrames", "UnchangedOptions", "thumbnail"]


@dataclass(frozen=True, slots=True)
class Glance:
    """How the frame at a position is looked at."""

    position: int
    view: View = WHOLE

    @property
    def is_whole(self) -> bool:
        """Whether all of it is."""
        return self.view.parts is None


_Shown = tuple[Frame, Thumbnail]
Look = Callable[[Sequence[Glance]], list[Detections]]  # detects people in these frames, or in these parts of them
Viewing = Callable[[tuple[int, ...], Regions | None, Floats], View]
"""How a frame of a shape (height, width, …) is looked at, by where people may be and were seen; see `view_of`."""


@dataclass(frozen=True, slots=True)
class _Course:
    """How far frames were gone through: what is remembered before the one at `position`."""

    position: int
    scene: Scene
    crowd: bool  # whether the frame last looked at holds somebody


class UnchangedFrames:
    """Answers for frames that show nothing new since an empty one; `count` says how many so far."""

    def __init__(self, options: UnchangedOptions | None = None, viewing: Viewing | None = None) -> None:
        """Without `viewing` frames are looked at all over."""
        self.options = options or UnchangedOptions()
        self._viewing = viewing
        self._scene = Scene()
        self._crowd = False
        self.count = 0

    def detect(self, frames: Sequence[Frame], look: Look) -> list[Detections]:
        """Detections of consecutive frames; `look` is asked only about those that may hold somebody."""
        if self.options.most_difference <= 0:
            return look([Glance(position) for position in range(len(frames))])
        shown = [(frame, thumbnail(frame.image, self.options.blocks)) for frame in frames]
        found: dict[Glance, Detections] = {}
        seen: dict[int, Detections] = {}
        course = _Course(0, self._scene, self._crowd)
        while True:
            course, unknown = self._follow(course, shown, found, seen)
            if not unknown:
                break
            found |= zip(unknown, look(unknown), strict=True)
        self._scene, self._crowd = course.scene, course.crowd
        self.count += len(frames) - len(seen)
        return [seen.get(position) or Detections.none() for position in range(len(frames))]

    def forget(self) -> None:
        """What comes next is another source's; there is nothing to compare it with."""
        self._scene, self._crowd = Scene(), False

    def _follow(
        self,
        course: _Course,
        shown: Sequence[_Shown],
        found: Mapping[Glance, Detections],
        seen: dict[int, Detections],
    ) -> tuple[_Course, list[Glance]]:
        """Go on as far as answers are known, noting them in `seen`; also what is to be looked at next."""
        unknown: list[Glance] = []
        ahead = course
        while ahead.position < len(shown):
            glance, ahead = self._step(ahead, shown[ahead.position], found)
            if glance is not None and glance not in found:
                unknown.append(glance)
                if glance.is_whole and self._viewing is not None:
                    break
            elif not unknown:
                course = ahead
                if glance is not None:
                    seen[glance.position] = found[glance]
        return course, unknown

    def _step(
        self, course: _Course, shown: _Shown, found: Mapping[Glance, Detections]
    ) -> tuple[Glance | None, _Course]:
        """Whether and where one frame is looked at, and what is remembered after it."""
        (frame, picture), scene, crowd = shown, course.scene, course.crowd
        after = course.position + 1
        if not scene.is_new(frame.time_us, picture, self.options):
            return None, _Course(after, scene, crowd)
        glance = Glance(course.position, self._view(scene, frame, picture))
        people = found.get(glance)
        whole = glance.is_whole
        if not whole and people is not None and self._has_newcomer(scene, frame, people):
            glance = Glance(course.position, View(None, glance.view.scale))
            people = found.get(glance)
            # Judged by the answer that is kept, so that what is known already leads to the same.
            whole = people is not None and self._has_newcomer(scene, frame, people)
        if people is not None:
            crowd = bool((people.scores >= self.options.somebody).any())
        scene = scene.after(frame.time_us, picture, crowd, self.options)
        if people is not None and whole and self._viewing is not None:
            boxes = _shares(people.boxes, frame)
            scene = scene.seen_whole(frame.time_us, picture, boxes, people.scores, self.options)
        return glance, _Course(after, scene, crowd)

    def _has_newcomer(self, scene: Scene, frame: Frame, people: Detections) -> bool:
        """Whether a part shows somebody new, who is looked for in all of the frame: parts lack what is around."""
        return scene.has_newcomer(_shares(people.boxes, frame), people.scores, self.options)

    def _view(self, scene: Scene, frame: Frame, picture: Thumbnail) -> View:
        """Where to look in a frame, and how finely."""
        if self._viewing is None:
            return WHOLE
        regions = scene.where(frame.time_us, picture, self.options)
        people = Detections.none().boxes if scene.whole is None else scene.whole.people
        return self._viewing(frame.image.shape, regions, people)


def _shares(boxes: Floats, frame: Frame) -> Floats:
    """Boxes in pixels → in shares of the frame's width and height."""
    height, width = frame.image.shape[:2]
    return np.asarray(boxes / np.array((width, height) * 2, np.float32), np.float32)
