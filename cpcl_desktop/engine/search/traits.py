"""What filters ask of passages beside source and time: which way somebody went, how large, what was decided,
which labels."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.labels import kind_of
from cpcl_desktop.engine.case.records import Decision, Label, MarkKind, PassageWays
from cpcl_desktop.engine.federation.federation import Federation, federated, only_grew
from cpcl_desktop.engine.numbering import are_among
from cpcl_desktop.engine.routes import DIRECTIONS, STAYING, directions_and_heights

WAYS = ("left to right", "right to left", "towards the camera", "away from the camera", "stays")
STATES = ("match", "no match", "unsure", "undecided", "bookmarked", "reviewed")
HEIGHTS = ("0-50", "50-100", "100-200", "200-")  # pixels in height that are counted together, ends included
_VERDICTS = ("match", "no match", "unsure")
_MARKS: Mapping[str, str] = {"bookmark": "bookmarked", "reviewed": "reviewed"}
_UNKNOWN = -1
_NAMES = (*DIRECTIONS, STAYING)
_CODES = {name: code for code, name in enumerate(_NAMES)}

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Traits:
    """Of each passage (`tracks` int64[N], ascending) its direction's code and the usual height in pixels.

    The height is of the person's box along the way; of a passage without a
    recorded way, of its best picture.
    """

    tracks: npt.NDArray[np.int64]
    directions: npt.NDArray[np.int8]
    heights: npt.NDArray[np.float32]

    def followed_by(self, later: Traits) -> Traits:
        """Of these passages and of later ones."""
        return Traits(
            np.concatenate([self.tracks, later.tracks]),
            np.concatenate([self.directions, later.directions]),
            np.concatenate([self.heights, later.heights]),
        )

    def going(self, ways: Sequence[str]) -> Mask:
        """Which passages go one of these ways (of `WAYS`); a slanting way is of both its parts."""
        codes = [code for name, code in _CODES.items() if set(name.split(", ")) & set(ways)]
        return np.isin(self.directions, codes)

    def sized(self, least: float | None, most: float | None) -> Mask:
        """Which passages are of a person within these heights, in pixels, both included."""
        low, high = -np.inf if least is None else least, np.inf if most is None else most
        return np.asarray((self.heights >= low) & (self.heights <= high), np.bool_)

    def among(self, tracks: Collection[int] | npt.NDArray[np.int64]) -> Mask:
        """Which passages are of these."""
        known = tracks if isinstance(tracks, np.ndarray) else np.fromiter(tracks, np.int64, len(tracks))
        return are_among(self.tracks, known)


def height_span(heights: str) -> tuple[float | None, float | None]:
    """The least and the most pixels of one of `HEIGHTS`, None where it is open."""
    least, _, most = heights.partition("-")
    return float(least) or None, float(most) if most else None


class TraitsOf:
    """The traits of passages, of one case or several, made when first asked for and when there are others since."""

    def __init__(self, searched: Case | Federation, entries: int | None = None) -> None:
        """`entries`: what was decided by then counts, by number of a case's log's entries; None: by now."""
        self._federation, self._entries = federated(searched), entries
        self._made: Traits | None = None
        self._of: TraitsOf | None = None  # whose these were at one moment
        self._made_from: tuple[int, ...] = ()
        self._said: Mapping[str, set[int]] | None = None  # at that moment

    def held(self) -> TraitsOf:
        """Of the passages that are there when first asked, whatever comes while one reckons with them."""
        held = TraitsOf(self._federation, self._entries)
        held._of = self
        return held

    def traits(self) -> Traits:
        """Direction and height of every passage."""
        if self._of is not None:
            self._made = self._made or self._of.traits()
            return self._made
        stands = self._federation.stands()
        if self._made is None or not only_grew(self._made_from, stands):
            self._made = _traits(self._federation.ways())
        elif stands != self._made_from:
            last = int(self._made.tracks[-1]) if len(self._made.tracks) else 0
            self._made = self._made.followed_by(_traits(self._federation.ways(last)))
        self._made_from = stands
        return self._made

    def in_state(self, states: Collection[str]) -> Mask:
        """Which passages are in one of these states (of `STATES`)."""
        masks = self.by_state()
        return np.asarray(np.logical_or.reduce([masks[state] for state in states]), np.bool_)

    def by_state(self) -> Mapping[str, Mask]:
        """Which passages are in each of `STATES`."""
        traits, known = self.traits(), self._states()
        masks = {state: traits.among(known.get(state, ())) for state in STATES}
        decided = np.logical_or.reduce([masks[state] for state in _VERDICTS])
        return {**masks, "undecided": ~decided}

    def with_labels(self, names: Collection[str]) -> Mask:
        """Which passages have one of the labels of these names, however they are written in capitals; a name that
        no label has lets none through."""
        meant = {name.casefold() for name in names}
        masks = [mask for name, mask in self.by_label().items() if name.casefold() in meant]
        return np.asarray(np.logical_or.reduce([np.zeros(len(self.traits().tracks), np.bool_), *masks]), np.bool_)

    def by_label(self) -> Mapping[str, Mask]:
        """Which passages have each label, by its name."""
        traits, known = self.traits(), self._states()
        return {one.name: traits.among(known.get(kind_of(one.label), ())) for one in self.labels()}

    def labels(self) -> Sequence[Label]:
        """The labels that there are."""
        return (
            self._federation.labels()
            if self._entries is None
            else self._federation.only.labels.current(self._entries)
        )

    def _states(self) -> Mapping[str, set[int]]:
        """The passages in each state but "undecided", and with each label, by its kind."""
        if self._said is None or self._of is None:
            self._said = self._read_states()
        return self._said

    def _read_states(self) -> Mapping[str, set[int]]:
        if self._entries is None:
            return _by_state(self._federation.decisions(), self._federation.marked())
        case = self._federation.only  # whose log has so many
        return _by_state(case.decisions.current(self._entries), case.marks.tracks(self._entries))


def _by_state(decisions: Mapping[int, Decision], marked: Mapping[MarkKind, list[int]]) -> Mapping[str, set[int]]:
    found: dict[str, set[int]] = {}
    for track, decision in decisions.items():
        found.setdefault(str(decision.verdict), set()).add(track)
    return found | {_MARKS.get(kind, kind): set(tracks) for kind, tracks in marked.items()}


def _traits(ways: PassageWays) -> Traits:
    has_way = ways.routes.there
    directions = np.full(len(ways.tracks), _UNKNOWN, np.int8)
    heights = ways.heights.astype(np.float32)
    directions[has_way], heights[has_way] = directions_and_heights(ways.routes.data, ways.routes.sizes)
    return Traits(ways.tracks, directions, heights)
