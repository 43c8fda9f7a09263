"""How well people are followed: IDF1, MOTA, switches and fragments, against the truth of every frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

from cpcl_desktop.bundle.boxes import iou
from cpcl_train.judge.boxes import LEAST_IOU, FrameBoxes, pairs, without_uncounted


@dataclass(frozen=True)
class FollowingScores:
    """What was counted over all frames.

    `true_boxes` and `found_boxes` count; `id_pairs` of them agree when each person is given the one track that
    explains most (Ristani et al. 2016, "Performance measures and a data set for multi-target, multi-camera
    tracking"). `misses`, `false_boxes`, `switches` and `fragments` are those of CLEAR MOT (Bernardin and
    Stiefelhagen 2008), where who was matched stays matched as long as the boxes overlap. `mix_ups` are those
    switches by which somebody was given a track that had been another's. `transfers` count the other way round,
    as who looks at a passage would: how often a track went from one person to another (those of py-motmetrics),
    also to one who was not followed before. A person followed by a second track after the first, as when hidden
    for long, is a switch and no transfer. `mixed` tracks show more than one person. `people` and `tracks` are how
    many passages there were and how many were found.
    """

    true_boxes: int
    found_boxes: int
    id_pairs: int
    misses: int
    false_boxes: int
    switches: int
    mix_ups: int
    fragments: int
    transfers: int
    mixed: int
    people: int
    tracks: int

    @property
    def idf1(self) -> float:
        """Share of boxes that agree on who it is, 0…1."""
        return 2 * self.id_pairs / max(self.true_boxes + self.found_boxes, 1)

    @property
    def mota(self) -> float:
        """1 less errors per true box; below 0 where there are more errors than boxes."""
        return 1 - (self.misses + self.false_boxes + self.switches) / max(self.true_boxes, 1)

    @property
    def switches_per_50(self) -> float:
        """Identity switches per 50 passages."""
        return 50 * self.switches / max(self.people, 1)

    @property
    def transfers_per_50(self) -> float:
        """How often a track went over to another person, per 50 passages."""
        return 50 * self.transfers / max(self.people, 1)

    @property
    def tracks_per_person(self) -> float:
        """Tracks found per true passage."""
        return self.tracks / max(self.people, 1)

    def __add__(self, other: FollowingScores) -> FollowingScores:
        mine, theirs = vars(self), vars(other)
        return FollowingScores(**{name: mine[name] + theirs[name] for name in mine})


@dataclass
class _Tally:
    """CLEAR MOT's bookkeeping: who is matched to which track now and when last seen, and whose a track was."""

    current: dict[int, int] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)
    owner: dict[int, int] = field(default_factory=dict)
    switches: int = 0
    mix_ups: int = 0
    fragments: int = 0
    transfers: int = 0
    mixed: set[int] = field(default_factory=set)
    matches: int = 0

    def add(self, truth: FrameBoxes, found: FrameBoxes) -> None:
        """One frame."""
        matched = self._match(truth, found)
        for person, track in matched.items():
            switched = self.last.get(person, track) != track
            self.switches += switched
            transferred = self.owner.get(track, person) != person
            self.mix_ups += switched and transferred
            self.transfers += transferred
            self.mixed |= {track} if transferred else set()
            self.owner[track] = person
            self.fragments += person in self.last and person not in self.current
        gone = {person: track for person, track in self.current.items() if person not in truth.numbers}
        self.last |= matched
        self.current = {**matched, **gone}  # who is not to be seen is not lost
        self.matches += len(matched)

    def _match(self, truth: FrameBoxes, found: FrameBoxes) -> dict[int, int]:
        """Track by person: as in the frame before where the boxes still overlap, the rest as well as can be."""
        shared = iou(truth.boxes, found.boxes)
        rows = {int(number): row for row, number in enumerate(truth.numbers)}
        columns = {int(number): column for column, number in enumerate(found.numbers)}
        kept = {
            person: track
            for person, track in self.last.items()
            if self.owner[track] == person  # and no track is two people's, whose boxes it may both overlap
            and person in rows
            and track in columns
            and shared[rows[person], columns[track]] >= LEAST_IOU
        }
        free_rows = [row for number, row in rows.items() if number not in kept]
        free_columns = [column for number, column in columns.items() if number not in kept.values()]
        new = pairs(truth.boxes[free_rows], found.boxes[free_columns])
        rest = {int(truth.numbers[free_rows[r]]): int(found.numbers[free_columns[c]]) for r, c in new}
        return {**kept, **rest}


def following_scores(truth: Sequence[FrameBoxes], found: Sequence[FrameBoxes]) -> FollowingScores:
    """Compare frame by frame; both are of the same frames, in order, and no number is given twice in a frame."""
    tally, agree = _Tally(), Counter[tuple[int, int]]()
    people, tracks = Counter[int](), Counter[int]()
    for one, other in zip(truth, found, strict=True):
        true, seen = without_uncounted(one, other)
        tally.add(true, seen)
        people.update(true.numbers.tolist())
        tracks.update(seen.numbers.tolist())
        same = np.argwhere(iou(true.boxes, seen.boxes) >= LEAST_IOU)
        agree.update((int(true.numbers[r]), int(seen.numbers[c])) for r, c in same)
    true_boxes, found_boxes = people.total(), tracks.total()
    return FollowingScores(
        true_boxes, found_boxes, _id_pairs(agree), true_boxes - tally.matches, found_boxes - tally.matches,
        tally.switches, tally.mix_ups, tally.fragments, tally.transfers, len(tally.mixed),
        len(people), len(tracks),
    )  # fmt: skip


def _id_pairs(agree: Counter[tuple[int, int]]) -> int:
    """Boxes that agree when people and tracks are given to each other so that these are most."""
    if not agree:
        return 0
    people, tracks = (sorted({pair[side] for pair in agree}) for side in (0, 1))
    table = np.zeros((len(people), len(tracks)))
    for (person, track), count in agree.items():
        table[people.index(person), tracks.index(track)] = count
    rows, columns = linear_sum_assignment(table, maximize=True)
    return int(table[rows, columns].sum())
