"""What was seen last of a scene without people, and whether a frame shows anything new that could be a person.

Most surveillance footage is of nothing: the same picture but for sensor noise,
leaves, rain, a clock in the picture, a sun that goes down. Averaged over
blocks of pixels, noise almost disappears, while a person fills several blocks
side by side. Blocks that keep changing while nobody is found are restless:
there it takes more than their usual swing. The comparison is always with the
last frame that was looked at, never with one that was itself skipped, so slow
changes cannot creep in; and after a while a frame is looked at in any case.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.boxes import Floats, covered
from cpcl_desktop.engine.people.focus import Regions
from cpcl_desktop.engine.people.small_picture import small_grey
from cpcl_desktop.engine.records import Image

Thumbnail = npt.NDArray[np.uint8]

_BLACK = 8.0  # grey levels added before ratios are taken, so that black does not count most


@dataclass(frozen=True, slots=True)
class UnchangedOptions:
    """Differences in grey levels, times in seconds; `most_difference` 0 or less looks at every frame."""

    most_difference: int = 3  # between two blocks; noise of 10 leaves 1.2 in a block of 64 pixels
    blocks: int = 96  # along the longer side; one is some 4 pixels of an input of 416
    least_blocks: int = 3  # side by side that must differ; a person of 16 pixels in that input fills four
    most_light: float = 0.1  # share by which all of the picture may grow brighter or darker
    look_every_s: float = 2.0  # a frame is looked at after so long in any case
    linger_s: float = 1.0  # every frame is looked at for so long after somebody was found
    somebody: float = 0.2  # score of a detection that is taken for somebody here
    newcomer: float = 0.35  # score with which passages begin: in a part of a frame, all of it must confirm that
    memory_s: float = 10.0  # over which blocks prove restless
    restless: float = 0.4  # share of that time in which a block must have changed
    swing_s: float = 30.0  # over which a restless block's greatest change is remembered
    margin: float = 1.2  # times that change which is still nothing new there
    unrest_per_s: float = 1.0  # how fast the whole picture's tolerance follows rain or a flickering cable
    most_unrest: int = 12  # up to which it does; people differ from what is behind them by more, as a rule

    def finer(self, times: float) -> UnchangedOptions:
        """For a detector that sees people so many times larger, and finds smaller ones."""
        return replace(self, blocks=max(1, round(self.blocks * times)))


@dataclass(frozen=True, slots=True)
class WholeLook:
    """A frame looked at all over: boxes N×4, in shares of its sides, of people and of what could be some."""

    picture: Thumbnail
    time_us: int
    people: Floats
    perhaps: Floats


@dataclass(frozen=True, slots=True)
class Scene:
    """What is remembered of one source's frames that were looked at; a new one knows nothing.

    `empty` is the last of them if nobody was in it. `often` is how much of the
    time each block changed, `swing` by how much at most; `unrest` is what the
    picture differs by anywhere as a rule (rain, flicker), restless blocks apart.
    `whole` is the last frame that was looked at all over.
    """

    empty: Thumbnail | None = None
    looked_us: int = 0
    found_us: int | None = None
    often: Floats | None = None
    swing: Floats | None = None
    unrest: float = 0.0
    whole: WholeLook | None = None

    def is_new(self, time_us: int, picture: Thumbnail, options: UnchangedOptions) -> bool:
        """Whether somebody may be in the next frame who has to be looked for."""
        if self.empty is None or self.empty.shape != picture.shape:
            return True
        found_us = -math.inf if self.found_us is None else self.found_us
        if time_us - found_us <= options.linger_s * 1e6:
            return True
        if not 0 <= time_us - self.looked_us < options.look_every_s * 1e6:
            return True
        return bool(len(_regions(*self._difference(picture, self.empty, options), options)))

    def where(self, time_us: int, picture: Thumbnail, options: UnchangedOptions) -> Regions | None:
        """Where people may be in the next frame; None: everywhere, as after a while in any case."""
        whole = self.whole
        if whole is None or whole.picture.shape != picture.shape:
            return None
        if not 0 <= time_us - whole.time_us < options.look_every_s * 1e6:
            return None
        new = _regions(*self._difference(picture, whole.picture, options), options)
        sides = np.array((picture.shape[1], picture.shape[0]) * 2, np.float32)
        return Regions(whole.people, np.concatenate((whole.perhaps, new / sides)))

    def has_newcomer(self, boxes: Floats, scores: Floats, options: UnchangedOptions) -> bool:
        """Whether one of some boxes N×4, in shares of a frame, lies apart from all who were in the whole frame."""
        sure = boxes[scores >= options.newcomer]
        if self.whole is None or not len(sure):
            return False
        people = self.whole.people
        room = (people[:, 2:3] - people[:, :1]) / 2  # that they may have walked, or be seen wider
        around = (people + room * np.array((-1, 0, 1, 0))).astype(np.float32)
        return not (covered(sure, around).max(axis=1, initial=0.0) > 0).all()

    def seen_whole(
        self, time_us: int, picture: Thumbnail, boxes: Floats, scores: Floats, options: UnchangedOptions
    ) -> Scene:
        """With a frame that was looked at all over, and boxes N×4 of people in it in shares of its sides."""
        sure = scores >= options.newcomer
        return replace(self, whole=WholeLook(picture, time_us, boxes[sure], boxes[~sure]))

    def after(self, time_us: int, picture: Thumbnail, somebody: bool, options: UnchangedOptions) -> Scene:
        """What is remembered once this frame was looked at, and somebody found in it or not."""
        if somebody:
            return replace(self, empty=None, looked_us=time_us, found_us=time_us)
        known = replace(self, empty=picture, looked_us=time_us)
        if self.empty is None or self.empty.shape != picture.shape or time_us <= self.looked_us:
            return known
        difference = _difference(picture, self.empty, options.most_light)
        often = np.zeros_like(difference) if self.often is None else self.often
        swing = np.zeros_like(difference) if self.swing is None else self.swing
        if often.shape != difference.shape:
            return replace(known, often=None, swing=None, unrest=0.0)
        elapsed_s = (time_us - self.looked_us) / 1e6
        step = options.unrest_per_s * elapsed_s
        level = _level(self._unusual(difference, options), options)
        unrest = float(np.clip(level, self.unrest - step, self.unrest + step))
        kept = np.float32(math.exp(-elapsed_s / options.memory_s))
        changed = (difference > options.most_difference).astype(np.float32)
        faded = swing * np.float32(math.exp(-elapsed_s / options.swing_s))
        often = kept * often + (1 - kept) * changed
        return replace(known, often=often, swing=np.maximum(faded, difference), unrest=unrest)

    def _difference(self, now: Thumbnail, then: Thumbnail, options: UnchangedOptions) -> tuple[Floats, float]:
        """How far each block differs more than it uses to, and what of that is still nothing new."""
        difference = self._unusual(_difference(now, then, options.most_light), options)
        return difference, max(options.most_difference, options.margin * self.unrest)

    def _unusual(self, difference: Floats, options: UnchangedOptions) -> Floats:
        """The difference without what is nothing new in restless blocks, and in those beside them."""
        if self.often is None or self.swing is None or self.often.shape != difference.shape:
            return difference
        swing = np.where(self.often > options.restless, options.margin * self.swing, 0).astype(np.float32)
        usual = cv2.dilate(swing, np.ones((3, 3), np.uint8))
        return np.where(difference > usual, difference, 0).astype(np.float32)


def thumbnail(image: Image, blocks: int) -> Thumbnail:
    """Grey means of square blocks of an H×W×3 image, `blocks` of them along its longer side."""
    return small_grey(image, blocks / max(image.shape[:2]))


def _regions(difference: Floats, tolerance: float, options: UnchangedOptions) -> Floats:
    """Boxes N×4, in blocks, of those that differ by more than this, side by side, and could be a person."""
    moving = (difference > tolerance).astype(np.uint8)
    _, _, found, _ = cv2.connectedComponentsWithStats(moving)
    left, top, wide, high, area = found[1:].T
    boxes = np.stack((left, top, left + wide, top + high), axis=1)
    return np.asarray(boxes[area >= options.least_blocks], np.float32)


def _level(difference: Floats, options: UnchangedOptions) -> float:
    """The least tolerance, up to `most_unrest`, with which nothing moves."""
    low, high = 0, options.most_unrest
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if len(_regions(difference, middle, options)) else (low, middle)
    return float(low)


def _difference(now: Thumbnail, then: Thumbnail, most_light: float) -> Floats:
    """How far each block is from what it was, once all of the earlier picture is lit as the later one is."""
    lit_now, lit_then = now.astype(np.float32) + _BLACK, then.astype(np.float32) + _BLACK
    ratios = (lit_now / lit_then).ravel()
    middle = len(ratios) // 2
    gain = float(np.clip(np.partition(ratios, middle)[middle], 1 - most_light, 1 + most_light))
    return np.asarray(np.abs(lit_now - gain * lit_then), np.float32)
