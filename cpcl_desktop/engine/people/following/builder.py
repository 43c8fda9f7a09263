"""Follow people from frame to frame: each passage through the picture becomes one track.

Two stages as in ByteTrack (Zhang et al. 2022, arXiv:2110.06864): confident
detections are assigned first, weak ones may only continue a track. At five
samples a second people move by more than their width, so the cost mixes the
overlap with the predicted box, the distance to it in body heights, and a
coarse comparison of clothing colours. All rates are per second, so the interval
between frames may vary.

A moment later each frame is looked at again, when it is known where people
went (`hindsight`); what may as well be another's is nobody's. With an embedder,
looks decide wherever there is a choice and about every hesitant box
(`assigning`), which boxes that were nobody's lie on somebody's way (`filling`),
whether a passage still shows who it did after people met or were hidden
(`doubts`), and what an occlusion cut in two (`joining`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from cpcl_desktop.bundle.boxes import covered, iou
from cpcl_desktop.engine.people.crops import CropOptions, touches_border
from cpcl_desktop.engine.people.following.assigning import assign
from cpcl_desktop.engine.people.following.camera import CameraMotion
from cpcl_desktop.engine.people.following.doubts import Doubts
from cpcl_desktop.engine.people.following.hindsight import Hindsight
from cpcl_desktop.engine.people.following.joining import Joining
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.pairing import Indices
from cpcl_desktop.engine.people.following.passage import Passage
from cpcl_desktop.engine.people.following.sightings import Embed, Looks, Sightings
from cpcl_desktop.engine.people.following.still import Things
from cpcl_desktop.engine.records import Detections, Frame, Track

_LOST = 2.5  # intervals between frames after which somebody is lost, however long these are


class TrackBuilder:
    """Turns the detections of one source's frames, in order, into tracks.

    A person becomes a track when the scores of their detections add up to
    `evidence` (three hesitant detections, or two good ones), or by one single
    detection above `alone`: brief passages and single pictures count, a
    hesitant flicker does not. The result depends on nothing but the input.
    `embed` gives vectors of unit norm of pictures; without it nobody's looks
    are compared, and no passage is joined.
    """

    def __init__(
        self, options: TrackOptions | None = None, crops: CropOptions | None = None, embed: Embed | None = None
    ) -> None:
        self._options = options or TrackOptions()
        self._crops = crops or CropOptions()
        self._camera = CameraMotion()
        self._view = np.zeros(2)
        self._passages: list[Passage] = []
        self._number = 0
        self._things = Things(self._options)
        self.looks = None if embed is None else Looks(embed)
        self._hindsight = Hindsight(self._options, self.looks)
        self._doubts = None if self.looks is None else Doubts(self._options, self.looks)
        self._joining = None if self.looks is None else Joining(self._options, self.looks)

    @property
    def live(self) -> int:
        """How many people are being followed, those out of sight for a moment included."""
        return len(self._passages)

    def follow(self, frame: Frame, detections: Detections) -> list[Track]:
        """Assign one frame's detections; returns the tracks that have just ended, oldest first."""
        options = self._options
        camera = self._camera.shift(frame.image, detections.boxes)
        self._view = self._view + camera
        for passage in self._passages:
            passage.predict(frame.time_us, camera)
        seen = Sightings.of(frame, detections, options.weak, self._view)
        if self.looks is not None:
            self.looks.boxes += len(seen.boxes)
        people = ~self._things.among(frame.image, seen.boxes, seen.scores)
        strong = np.flatnonzero(people & (seen.scores >= options.confident))
        weak = _apart(seen, np.flatnonzero(people & (seen.scores < options.confident)), strong, options.again)
        taken = assign(seen, self._passages, strong, options, self.looks)
        recent = [passage for passage in self._passages if passage.missed and passage.is_in_sight]
        taken |= assign(seen, recent, weak, options, self.looks)
        self._start(seen, [int(i) for i in strong if int(i) not in taken], taken)
        self._set_aside()
        self._note(seen)
        spare = [seen.observation(i, self._crops) for i in (*strong.tolist(), *weak.tolist()) if i not in taken]
        self._hindsight.review(frame.time_us, self._passages, spare)
        self._passages = [passage for passage in self._passages if passage.observations]
        return self._end(frame)

    def finish(self) -> list[Track]:
        """End all tracks, as at the end of a source or before a jump in time."""
        self._hindsight.finish(self._passages)
        passages, self._passages = [p for p in self._passages if p.observations], []
        if self._joining is not None:
            for passage in passages:
                self._joining.wait(passage)
            passages = self._joining.settle(None, ())
        return self._tracks(passages)

    def _start(self, seen: Sightings, free: list[int], taken: set[int]) -> None:
        for index in free:
            others = sorted(taken)
            if others and covered(seen.boxes[[index]], seen.boxes[others]).max() > self._options.inside:
                continue
            self._passages.append(Passage.begin(self._number, seen, index, self._options, self._crops))
            self._number += 1
            taken.add(index)

    def _set_aside(self) -> None:
        """A thing is followed no longer; what may be one is a passage until now, and nobody's from now on."""
        for passage in self._passages:
            passage.stands = passage.still.seems_settled(self._options)  # as a thing does, too
            if passage.stands:
                self._things.note(passage.still)
        self._passages = [passage for passage in self._passages if not passage.still.is_settled(self._options)]

    def _note(self, seen: Sightings) -> None:
        """What the frame says of those who are in it together."""
        present = [passage for passage in self._passages if not passage.missed]
        _note_parts(present, self._options)
        if self._doubts is not None and self._joining is not None:
            for part in self._doubts.look(seen.frame.time_us, self._passages):
                if part.is_track():
                    self._joining.wait(part)

    def _end(self, frame: Frame) -> list[Track]:
        ended = [p for p in self._passages if self._is_over(p, frame)]
        self._passages = [p for p in self._passages if p not in ended]
        for passage in ended:
            if passage.is_thing:
                self._things.note(passage.still)
        if self._joining is None:
            return self._tracks(ended)
        for passage in ended:
            passage.settle_all_but(self._options.astray_s)
            passage.ended_at_edge = _left(passage, frame)
            if passage.is_track():
                self._joining.wait(passage)
        return self._tracks(self._joining.settle(frame.time_us, self._passages))

    def _tracks(self, passages: Iterable[Passage]) -> list[Track]:
        kept = (one for one in passages if one.is_track() and not self._things.knows(one.still))
        return sorted((passage.track() for passage in kept), key=lambda track: track.start_us)

    def _is_over(self, passage: Passage, frame: Frame) -> bool:
        """Out of sight for too long, gone from the picture, or nobody's from now on."""
        outside = passage.missed > 0 and passage.is_outside(frame.image.shape)
        return passage.unseen_s > max(self._options.lost_s, _LOST * passage.interval_s) or outside or passage.stands


def _apart(seen: Sightings, weak: Indices, strong: Indices, again: float) -> Indices:
    """The weak detections that are not a confident one's person once more: such a box lies askew, often on another.

    Who stands half behind somebody loses their weak box by it, too; a second box pulls people who pass each other
    onto each other's ways far more often.
    """
    if not len(weak) or not len(strong):
        return weak
    apart: Indices = weak[iou(seen.boxes[weak], seen.boxes[strong]).max(axis=1) < again]
    return apart


def _left(passage: Passage, frame: Frame) -> bool:
    """Whether somebody left at the picture's edge."""
    return passage.is_outside(frame.image.shape) or touches_border(frame.image, passage.box, 0.01)


def _note_parts(present: Sequence[Passage], options: TrackOptions) -> None:
    """Who of those seen in one frame is seen inside another's box, the head in the same place: one person twice."""
    if len(present) < 2:
        return
    boxes = np.array([passage.box for passage in present])
    inside = covered(boxes, boxes) > options.inside
    heights = boxes[:, 3] - boxes[:, 1]
    near = np.abs(boxes[:, None, 1] - boxes[None, :, 1]) <= 0.2 * np.maximum(heights[:, None], heights[None])
    for row, column in zip(*np.nonzero(inside & near), strict=True):
        both = bool(inside[column, row])
        if row != column and (not both or present[row].number > present[column].number):
            present[row].part_of(present[column])
