"""Look for people only in frames that show something new since an empty one: see `scene` for what is new.

Whether a frame is looked at depends on what was found in those before it, yet
several at a time are looked at, to use all cores: what they show is guessed
first, and found out together. The answers are those of one frame after the
other, however many come at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cpcl_desktop.engine.people.scene import Scene, Thumbnail, UnchangedOptions, thumbnail
from cpcl_desktop.engine.records import Detections, Frame

__all__ = ["UnchangedFrames", "UnchangedOptions", "thumbnail"]

Look = Callable[[Sequence[int]], list[Detections]]  # detects people in the frames at these positions


class UnchangedFrames:
    """Answers for frames that show nothing new since an empty one; `count` says how many so far."""

    def __init__(self, options: UnchangedOptions | None = None) -> None:
        self.options = options or UnchangedOptions()
        self._scene = Scene()
        self._crowd = False  # whether the frame last looked at holds somebody
        self.count = 0

    def detect(self, frames: Sequence[Frame], look: Look) -> list[Detections]:
        """Detections of consecutive frames; `look` is asked only about those that may hold somebody."""
        if self.options.most_difference <= 0:
            return look(range(len(frames)))
        pictures = [thumbnail(frame.image, self.options.blocks) for frame in frames]
        found: dict[int, Detections] = {}
        while True:
            wanted, scene, crowd = self._follow(frames, pictures, found)
            unknown = [position for position in wanted if position not in found]
            if not unknown:
                break
            found |= zip(unknown, look(unknown), strict=True)
        self._scene, self._crowd = scene, crowd
        self.count += len(frames) - len(wanted)
        looked_at = set(wanted)
        return [found[i] if i in looked_at else Detections.none() for i in range(len(frames))]

    def forget(self) -> None:
        """What comes next is another source's; there is nothing to compare it with."""
        self._scene, self._crowd = Scene(), False

    def _follow(
        self, frames: Sequence[Frame], pictures: Sequence[Thumbnail], found: Mapping[int, Detections]
    ) -> tuple[list[int], Scene, bool]:
        """Which frames are to be looked at, and what is remembered then; whom nobody looked at stays as before."""
        scene, crowd = self._scene, self._crowd
        wanted = []
        for position, (frame, picture) in enumerate(zip(frames, pictures, strict=True)):
            if scene.is_new(frame.time_us, picture, self.options):
                wanted.append(position)
                if position in found:
                    crowd = bool((found[position].scores >= self.options.somebody).any())
                scene = scene.after(frame.time_us, picture, crowd, self.options)
        return wanted, scene, crowd
