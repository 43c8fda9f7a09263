"""The hits of an answer, kept as columns: a `Hit` is made when it is asked for, what is told of all is an array."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.crop_columns import CropColumns
from cpcl_desktop.engine.case.records import CropRow
from cpcl_desktop.engine.recorder_time import time_at
from cpcl_desktop.engine.records import Hit, Strength, Support, SupportedBy, Verdict

Column = npt.NDArray[Any]
Codes = npt.NDArray[np.int8]

VERDICTS: tuple[Verdict, ...] = ("no", "unclear", "yes")  # by their codes
LABELS: tuple[Strength, ...] = ("weak", "fair", "strong")
LOOKED_AT: tuple[SupportedBy, ...] = ("pictures", "path")
_NO_LABEL = -1
_MADE = 500  # hits that are kept once they are made: what is on the screen is asked for many times

_PLAIN: Mapping[str, tuple[type, Callable[[Hit], Any]]] = {
    "track": (np.int64, lambda hit: hit.track),
    "crop": (np.int64, lambda hit: hit.crop),
    "source": (np.int64, lambda hit: hit.source),
    "score": (np.float64, lambda hit: hit.score),
    "start_us": (np.int64, lambda hit: hit.start_us),
    "end_us": (np.int64, lambda hit: hit.end_us),
    "rank": (np.int64, lambda hit: hit.rank),
    "without_colour": (np.bool_, lambda hit: hit.without_colour),
    "has_route": (np.bool_, lambda hit: hit.route is not None),
    "label": (np.int8, lambda hit: _NO_LABEL if hit.label is None else LABELS.index(hit.label)),
}
"""What `column` knows of hits: its type, and how it is told of one."""


def column(hits: Sequence[Hit], name: str) -> Column:
    """One of `_PLAIN` of every hit, in their order; without a look at each where they are kept as columns."""
    if isinstance(hits, HitSequence):
        return hits.column(name)
    kind, of = _PLAIN[name]
    return np.array([of(hit) for hit in hits], kind)


class HitSequence(Sequence[Hit]):
    """Hits that are made when they are asked for."""

    @abstractmethod
    def column(self, name: str) -> Column:
        """As the function of that name."""

    @abstractmethod
    def _hit(self, at: int) -> Hit: ...

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | Sequence[Hit]:
        if isinstance(at, slice):
            return Taken(self, np.arange(len(self))[at])
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(f"there are {len(self)} hits, none at {at}")
        return self._hit(place)

    def __iter__(self) -> Iterator[Hit]:
        return map(self._hit, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # as of a list


class Taken(HitSequence):
    """Some hits of others, in another order."""

    def __init__(self, hits: Sequence[Hit], rows: npt.NDArray[np.int64]) -> None:
        self._hits, self._rows = hits, rows

    def __len__(self) -> int:
        return len(self._rows)

    def column(self, name: str) -> Column:
        """As the function of that name."""
        return column(self._hits, name)[self._rows]

    def _hit(self, at: int) -> Hit:
        return self._hits[int(self._rows[at])]


@dataclass(frozen=True, slots=True, eq=False)
class Supports(Sequence[tuple[Support, ...]]):
    """What each of N passages shows of phrases, a column of each: codes int8[N, P] of `VERDICTS` and `LOOKED_AT`.

    `scores` float64[N, P] are 0..1.
    """

    texts: tuple[str, ...]
    verdicts: Codes
    scores: npt.NDArray[np.float64]
    by: Codes

    def __len__(self) -> int:
        return len(self.verdicts)

    @overload
    def __getitem__(self, at: int) -> tuple[Support, ...]: ...
    @overload
    def __getitem__(self, at: slice) -> Supports: ...
    def __getitem__(self, at: int | slice) -> tuple[Support, ...] | Supports:
        if isinstance(at, slice):
            return Supports(self.texts, self.verdicts[at], self.scores[at], self.by[at])
        told = (self.texts, self.verdicts[at].tolist(), self.scores[at].tolist(), self.by[at].tolist())
        return tuple(
            Support(text, VERDICTS[verdict], score, LOOKED_AT[by])
            for text, verdict, score, by in zip(*told, strict=True)
        )

    @staticmethod
    def joined(parts: Sequence[Supports]) -> Supports:
        """Of several, one after the other; they are about the same phrases."""
        verdicts, scores, by = (
            np.concatenate([getattr(part, name) for part in parts]) for name in ("verdicts", "scores", "by")
        )
        return Supports(parts[0].texts, verdicts, scores, by)


@dataclass(frozen=True, slots=True)
class Strengths:
    """How strong N hits are: `probabilities` float64[N], and codes int8[N] of `LABELS`."""

    probabilities: npt.NDArray[np.float64]
    labels: Codes

    def of(self, at: int) -> tuple[float, Strength]:
        """Of one hit."""
        return float(self.probabilities[at]), LABELS[self.labels[at]]


class Hits(HitSequence):
    """N hits, ranked as they stand: where they are, scores float64[N], and what is said of them, if anything is."""

    def __init__(
        self,
        where: CropColumns,
        scores: npt.NDArray[np.float64],
        supports: Supports | None = None,
        strengths: Strengths | None = None,
    ) -> None:
        self.where, self.scores = where, scores
        self._supports, self._strengths = supports, strengths
        self._made: dict[int, Hit] = {}

    def __len__(self) -> int:
        return len(self.where)

    def with_strengths(self, strengths: Strengths) -> Hits:
        """The same, with how strong each is."""
        return Hits(self.where, self.scores, self._supports, strengths)

    def column(self, name: str) -> Column:
        """As the function of that name."""
        if name == "rank":
            return np.arange(1, len(self) + 1)
        if name == "label":
            return np.full(len(self), _NO_LABEL, np.int8) if self._strengths is None else self._strengths.labels
        where = self.where
        return {
            "track": where.tracks,
            "crop": where.crops,
            "source": where.sources,
            "score": self.scores,
            "start_us": where.starts_us,
            "end_us": where.ends_us,
            "without_colour": where.without_colour,
            "has_route": where.routes.there,
        }[name]

    def _hit(self, at: int) -> Hit:
        if (known := self._made.get(at)) is not None:
            return known
        if len(self._made) >= _MADE:
            self._made.clear()
        phrases = () if self._supports is None else self._supports[at]
        strength, label = (None, None) if self._strengths is None else self._strengths.of(at)
        hit = hit_of(at + 1, float(self.scores[at]), self.where[at], phrases, strength, label)
        self._made[at] = hit
        return hit


def hit_of(
    rank: int,
    score: float,
    row: CropRow,
    phrases: Sequence[Support] = (),
    strength: float | None = None,
    label: Strength | None = None,
) -> Hit:
    """A hit from where its crop belongs, and what is said of it."""
    return Hit(
        rank=rank,
        score=score,
        track=row.track,
        crop=row.crop,
        source=row.source,
        path=row.path,
        camera=row.camera,
        time_us=row.time_us,
        start_us=row.start_us,
        end_us=row.end_us,
        box=row.box,
        image=row.name,
        time=time_at(row.clock, row.time_us),
        without_colour=row.without_colour,
        phrases=phrases,
        strength=strength,
        label=label,
        part=row.part,
        source_label=row.source_label,
        route=row.route,
        case=row.case,
    )
