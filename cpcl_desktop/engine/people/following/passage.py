"""A person being followed: where they are expected, what they wear, and what of them may be kept."""

from __future__ import annotations

import bisect
import math
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from cpcl_desktop.bundle.boxes import Floats
from cpcl_desktop.engine.people.crops import CropKeeper, CropOptions, touches_border, touches_side
from cpcl_desktop.engine.people.following.appearance import Appearance, appearance
from cpcl_desktop.engine.people.following.fitting import Expected
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.prediction import Doubles, Prediction
from cpcl_desktop.engine.people.following.sightings import Looks, Observation, Sightings, before, since
from cpcl_desktop.engine.people.following.still import StillPicture
from cpcl_desktop.engine.people.following.stretch import ENDS, Stretch
from cpcl_desktop.engine.records import Crop, Join, Track

_EDGE = 0.01  # share of the picture's sides; a box closer to an edge is cut off there
_SHORTLY = 2  # frames; at long intervals one that was missed is no occlusion
_MOSTLY = 0.6  # share of the usual height below which most of somebody is hidden


@dataclass(slots=True, eq=False)
class Passage:
    """A person being followed; `number` counts those of a source in the order in which they were first seen."""

    number: int
    prediction: Prediction
    crops: CropOptions
    options: TrackOptions
    stretches: list[Stretch]
    recent: list[Observation] = field(default_factory=list)  # that are not in a stretch yet, and may be another's
    now_us: int = 0
    last_us: int = 0
    missed: int = 0  # frames since it was last seen
    box: Floats = field(default_factory=lambda: np.empty(0, np.float32))  # as it was last seen
    colours: Floats = field(default_factory=lambda: np.empty(0, np.float32))
    joins: list[Join] = field(default_factory=list)
    parts_of: Counter[int] = field(default_factory=Counter)  # by number, in how many frames a part of another
    still: StillPicture = field(default_factory=StillPicture)
    stands: bool = False  # and hardly changes: perhaps a thing, which is followed no longer
    began_at_edge: bool = False
    ended_at_edge: bool = False
    interval_s: float = 0.0  # between this frame and the one before
    index: int = -1  # of its detection in the frame in which it was last seen
    hidden_s: float = 0.0  # between the last two times that it was seen
    is_at_side: bool = False  # the last time cut off by an edge through which people go, and others come
    lead: list[Observation] = field(default_factory=list)  # hesitant sightings before the first sure one
    cut_off: Passage | None = None  # whose first part it was taken for, which looks spoke against
    known: Appearance | None = None  # what they looked like when asked last

    @staticmethod
    def begin(number: int, seen: Sightings, index: int, options: TrackOptions, crops: CropOptions) -> Passage:
        """Somebody seen for the first time."""
        prediction = Prediction.standing(seen.boxes[index], options)
        passage = Passage(number, prediction, crops, options, [Stretch(CropKeeper(crops))])
        passage.now_us = seen.frame.time_us
        passage.colours = seen.colours[index]
        passage.began_at_edge = touches_border(seen.frame.image, seen.boxes[index], _EDGE)
        passage._record(seen, index)
        return passage

    # --- from frame to frame

    def predict(self, time_us: int, camera: Doubles) -> None:
        """The next frame has come, and the camera moved by so many pixels."""
        self.interval_s = (time_us - self.now_us) / 1e6
        self.prediction.predict(self.interval_s, self.options.agility)
        self.prediction.shift(camera)
        self.now_us = time_us
        self.missed += 1

    def observe(self, seen: Sightings, index: int) -> None:
        """A detection is this person."""
        self.prediction.correct(seen.boxes[index], self.options)
        self.colours = 0.7 * self.colours + 0.3 * seen.colours[index]
        self._record(seen, index)

    def _record(self, seen: Sightings, index: int) -> None:
        now = seen.observation(index, self.crops)
        self.box, self.index = now.box, index
        self.hidden_s = (now.time_us - self.last_us) / 1e6 if self.last_us else 0.0
        self.last_us, self.missed = now.time_us, 0
        self.is_at_side = touches_side(seen.frame.image, now.box, _EDGE)
        self.recent.append(now)
        self.still.add(seen.frame.image, now.box, now.score, now.time_us, self.options)

    def part_of(self, other: Passage) -> None:
        """It was seen as a part of another in this frame."""
        self.parts_of[other.number] += 1

    # --- looked at again

    def seen_at(self, time_us: int) -> Observation | None:
        """What was seen of it in a frame that is not settled."""
        return next((seen for seen in self.recent if seen.time_us == time_us), None)

    def around(self, time_us: int, span_s: float) -> tuple[list[Observation], list[Observation]]:
        """What was seen before and after a time, not longer than that from it; a few each."""
        near = [o for o in (*self.behind, *self.recent) if abs(o.time_us - time_us) <= span_s * 1e6]
        return before(near, time_us)[-ENDS:], since(near, time_us + 1)[:ENDS]

    def leave(self, seen: Observation) -> None:
        """It was another's."""
        self.recent.remove(seen)
        self.end_anew()

    def take(self, seen: Observation) -> None:
        """It was another's and is this one's."""
        bisect.insort(self.recent, seen, key=lambda each: each.time_us)
        self.end_anew()

    def settle_all_but(self, span_s: float, until_us: float = math.inf) -> None:
        """What was seen until then stays its own, except at its end, for so long."""
        self.settle(min(until_us, self.last_us - span_s * 1e6))

    def settle(self, until_us: float = math.inf) -> None:
        """What was seen until then stays its own."""
        while self.recent and self.recent[0].time_us <= until_us:
            seen = self.recent.pop(0)
            [*(s for s in self.stretches if s.opened_us <= seen.time_us)][-1].add(seen)

    # --- who is who

    def open_stretch(self, time_us: int) -> None:
        """Keep what is seen from now on apart."""
        if self.stretches[-1].opened_us < time_us:
            self.stretches.append(Stretch(CropKeeper(self.crops), opened_us=time_us))

    def end_anew(self) -> None:
        """Note when it was last seen, after that became another time."""
        ends = (stretch.end_us for stretch in self.stretches)
        self.last_us = max((*ends, *(seen.time_us for seen in self.recent)))

    def take_since(self, time_us: int) -> list[Stretch]:
        """Take out the stretches since then."""
        taken = [stretch for stretch in self.stretches if stretch.opened_us >= time_us]
        self.stretches = [stretch for stretch in self.stretches if stretch.opened_us < time_us]
        return taken

    def parted(self, time_us: int) -> tuple[list[Observation], list[Observation]]:
        """The last few sightings before a time, and all since then that are not in a stretch."""
        return before([*self.behind, *self.recent], time_us)[-ENDS:], since(self.recent, time_us)

    # --- what is known of it

    @property
    def behind(self) -> list[Observation]:
        """The last few of what is in a stretch."""
        return [seen for stretch in self.stretches for seen in stretch.tail][-ENDS:]

    @property
    def head(self) -> list[Observation]:
        """The first few."""
        return [*(seen for stretch in self.stretches for seen in stretch.head), *self.recent][:ENDS]

    @property
    def start_us(self) -> int:
        """When it was first seen."""
        settled = (stretch.start_us for stretch in self.stretches if stretch.start_us is not None)
        return next(settled, self.recent[0].time_us if self.recent else self.last_us)

    @property
    def unseen_s(self) -> float:
        """For how long it is out of sight."""
        return (self.now_us - self.last_us) / 1e6

    @property
    def observations(self) -> int:
        """In how many frames it was seen."""
        return sum(stretch.observations for stretch in self.stretches) + len(self.recent)

    @property
    def is_in_sight(self) -> bool:
        """Seen in one of the two frames before this one, or a moment ago."""
        return self.missed <= _SHORTLY or self.unseen_s <= self.options.weak_s

    @property
    def is_cut(self) -> bool:
        """Whether most of it was hidden when it was last seen."""
        width, height = self.box[2:] - self.box[:2]
        usual = self.prediction.size
        return bool(height < _MOSTLY * usual[1] or width * height < _MOSTLY**2 * usual[0] * usual[1])

    @property
    def expectation(self) -> Expected:
        """Where it is expected in this frame, and in what clothes."""
        place, options = self.prediction, self.options
        furthest = max(options.furthest, options.fastest * self.interval_s)
        unlike = options.unlike if self.is_in_sight else options.unlike_again
        return Expected(place.centre, place.size, place.deviation, self.colours, furthest, unlike)

    @property
    def expected(self) -> Floats:
        """Where it is in this frame: its box if it was seen, else the one predicted."""
        return self.prediction.box if self.missed else self.box

    def is_outside(self, shape: tuple[int, ...]) -> bool:
        """Whether it is expected beyond the picture's edges."""
        x, y = self.prediction.centre
        return not (0 <= x < shape[1] and 0 <= y < shape[0])

    def looks(self, looks: Looks) -> Appearance | None:
        """What they look like, as long as it is sure whose; None where not known."""
        parts = ((stretch, self._new_in(number)) for number, stretch in enumerate(self.stretches))
        sure, new = next((part for part in parts if part[0].observations or part[1]), (self.stretches[0], []))
        self.known = appearance(sure.keeper.candidates(seen.crop for seen in new), looks, self.known)
        return self.known

    def _new_in(self, number: int) -> list[Observation]:
        """What was seen in a stretch's time that is not in it yet."""
        later = since(self.recent, self.stretches[number].opened_us)
        is_last = number + 1 == len(self.stretches)
        return later if is_last else before(later, self.stretches[number + 1].opened_us)

    def looks_before(self, time_us: int, looks: Looks) -> Appearance | None:
        """What they looked like until then; None where not known."""
        if self.last_us < time_us:
            return self.looks(looks)
        return appearance([crop for crop in self._pictures(-1) if crop.time_us < time_us], looks)

    def looks_since(self, time_us: int, looks: Looks) -> Appearance | None:
        """What they look like since then; None where not known."""
        return appearance([crop for crop in self._pictures(time_us) if crop.time_us >= time_us], looks)

    def _pictures(self, since_us: int) -> list[Crop]:
        """The best of each stretch that was opened since then, with what is new in it."""
        opened = (number for number, stretch in enumerate(self.stretches) if stretch.opened_us >= since_us)
        parts = (
            self.stretches[number].keeper.candidates(s.crop for s in self._new_in(number)) for number in opened
        )
        return [crop for part in parts for crop in part]

    @property
    def sure_s(self) -> float:
        """For how long it was seen until it may have become somebody else's."""
        new = self._new_in(0)
        return ((new[-1].time_us if new else self.stretches[0].end_us) - self.start_us) / 1e6

    # --- its end

    def is_track(self) -> bool:
        """Whether it was somebody, as far as scores tell, and neither a thing nor a part of another."""
        scores = [seen.score for seen in self.recent]
        evidence = sum(stretch.evidence for stretch in self.stretches) + sum(scores)
        best = max((*(stretch.best for stretch in self.stretches), *scores))
        enough = evidence >= self.options.evidence or best >= self.options.alone
        part = max(self.parts_of.values(), default=0) > self.options.same * self.observations
        return enough and not part and not self.is_thing

    @property
    def is_thing(self) -> bool:
        """Whether nothing of it ever moved, and the detector was not sure."""
        return self.still.is_thing(self.start_us, self.last_us, self.options)

    def track(self) -> Track:
        """What is kept of it."""
        self.settle()
        self.stretches[:0] = [Stretch.of(self.lead, self.crops)] if self.lead else []
        whole, self.lead = self.one_stretch(), []
        crops, route = whole.keeper.choose(), whole.route.route()
        return Track(self.start_us, self.last_us, whole.observations, crops, route, tuple(self.joins))

    def one_stretch(self) -> Stretch:
        """All of its stretches put together."""
        whole, *rest = self.stretches
        for later in rest:
            whole.absorb(later)
        self.stretches = [whole]
        return whole
