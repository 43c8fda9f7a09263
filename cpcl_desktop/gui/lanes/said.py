"""What is said of passages before and after a step, as undo needs it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.records import Decision, Judgement
from cpcl_desktop.engine.search.hits import Column


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a passage; without a verdict, nothing is."""

    verdict: Judgement | None = None
    note: str = ""
    description: str = ""


NOTHING = Said()


def said_by(decision: Decision | None) -> Said:
    """What a decision says; a withdrawn one says nothing."""
    if decision is None or decision.verdict is None:
        return NOTHING
    return _said(decision.verdict, decision.note, decision.description)


@functools.lru_cache(maxsize=256)
def _said(verdict: Judgement, note: str, description: str) -> Said:
    """The same object for the same words: one key says them of a hundred thousand passages."""
    return Said(verdict, note, description)


class SaidOf:
    """What is said of each of many passages, in columns: each step of a session keeps it for undo.

    As numbers and objects of Python's own, what a key said of a hundred thousand took eight megabytes, and kept
    forty more from being given back, among which they lay.
    """

    __slots__ = ("_codes", "_words", "tracks")

    def __init__(self, said: Mapping[int, Said] | None = None) -> None:
        """By passage."""
        said = said or {}
        words = list(dict.fromkeys(said.values()))
        codes = {one: code for code, one in enumerate(words)}
        tracks = np.fromiter(said, np.int64, len(said))
        self._set(tracks, np.fromiter((codes[one] for one in said.values()), np.int32, len(said)), words)

    def _set(self, tracks: Column, codes: npt.NDArray[np.int32], words: list[Said]) -> None:
        order = np.argsort(tracks)
        self.tracks, self._codes, self._words = tracks[order], codes[order], words  # ascending, int64[N]

    def __len__(self) -> int:
        return len(self.tracks)

    @classmethod
    def joined(cls, parts: Iterable[SaidOf]) -> SaidOf:
        """Of several, no two of which are about one passage."""
        made, parts = cls(), [cls(), *parts]
        words = list(dict.fromkeys(one for part in parts for one in part._words))
        known = {one: code for code, one in enumerate(words)}
        anew = [np.array([known[one] for one in part._words], np.int32)[part._codes] for part in parts]
        made._set(np.concatenate([part.tracks for part in parts]), np.concatenate(anew), words)
        return made

    def get(self, track: int, otherwise: Said = NOTHING) -> Said:
        """What is said of a passage."""
        return self.of(np.array([track])).get(track, otherwise)

    def of(self, tracks: Column) -> dict[int, Said]:
        """What is said of those passages, int64[M], of which anything is."""
        if not len(self):
            return {}
        at = np.minimum(np.searchsorted(self.tracks, tracks), len(self) - 1)
        at = at[self.tracks[at] == tracks]
        words = self._words
        return {
            track: words[code]
            for track, code in zip(self.tracks[at].tolist(), self._codes[at].tolist(), strict=True)
        }

    def where(self, holds: Callable[[Judgement | None], bool]) -> Column:
        """The passages of whose verdict something holds."""
        fitting = np.array([holds(one.verdict) for one in self._words], bool)
        return self.tracks[fitting[self._codes]] if len(fitting) else self.tracks

    def narrowed(self, wanted: npt.NDArray[np.bool_], numbers: Column) -> SaidOf:
        """Those for which `wanted`, bool[N], is true, under other numbers, int64 of as many."""
        made = SaidOf()
        made._set(numbers, self._codes[wanted], self._words)
        return made
