"""The passages of a case as grouping takes them: who looks how, seen where and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.bundle.clustering.sparse import Floats, Indices
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import PassageRows, StoredModel
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.federation.federation import Federation, federated
from cpcl_desktop.engine.numbering import called, place_of
from cpcl_desktop.engine.people.rows import RowLayout, means_of
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.search.vectors import centre_of

_AT_ONCE = 8192  # passages whose vectors are made at a time, which bounds memory
_FEW = 8.0  # different people whose mean is worth as much as knowing nothing of a camera's light
_LEAST_WEIGHT = 1e-3  # of a crop: the worst still counts where it is the only one


@dataclass(frozen=True, slots=True)
class Passages:
    """N passages in the order of their numbers, `tracks` int64[N].

    `vectors` N×D are the means over each passage's crops, weighed by their
    quality, relative to the gallery's centre and to what their camera shows on
    the average, at unit norm. `begins_us` and `ends_us` are file times.
    """

    tracks: Indices
    sources: Indices
    begins_us: Indices
    ends_us: Indices
    vectors: Floats
    by_source: Mapping[int, Source]

    def __len__(self) -> int:
        return len(self.tracks)

    def source_of(self, passage: int) -> Source:
        """The footage of the passage that stands there."""
        return self.by_source[int(self.sources[passage])]

    def called(self, passage: int) -> str:
        """How the number of the passage that stands there is written."""
        return called(self.source_of(passage).case, int(self.tracks[passage]))

    @property
    def cameras(self) -> Indices:
        """The camera of each passage, by number: of one name in two cases it is two."""
        return cameras_of(self.sources, self.by_source)

    def at(self, tracks: Sequence[int]) -> list[int]:
        """Where passages of these numbers stand; `CaseError` for one that is not among these."""
        found: list[int] = np.searchsorted(self.tracks, tracks).tolist()
        for track, place in zip(tracks, found, strict=True):
            if place == len(self.tracks) or self.tracks[place] != track:
                cases = {place_of(number): source.case for number, source in self.by_source.items()}
                raise CaseError(
                    "The case has no passage {track}, or its source is in the bin; `cpcl search` prints their "
                    "numbers.",
                    track=called(cases.get(place_of(track), ""), track),
                )
        return found


def passages_of(searched: Case | Federation) -> Passages:
    """All passages of a case, or of several, by the model in use; `CaseError` while there is no footage."""
    federation = federated(searched)
    model = federation.model()
    if model is None:
        raise CaseError("The case {path} holds no footage yet; add some first.", path=federation.paths)
    rows = federation.passage_rows()
    tracks, starts = np.unique(rows.tracks, return_index=True)
    by_source = {source.id: source for source in federation.searched_sources()}
    sources = rows.sources[starts]
    vectors = without_camera(_means(rows, starts, model), cameras_of(sources, by_source))
    return Passages(tracks, sources, rows.begins_us[starts], rows.ends_us[starts], vectors, by_source)


def _means(rows: PassageRows, starts: Indices, model: StoredModel) -> Floats:
    """The mean vector of each passage, N×D at unit norm."""
    layout, centre = RowLayout(rows.data.shape[1]), centre_of(model)
    weights = np.maximum(rows.qualities, _LEAST_WEIGHT)
    parts = [np.empty((0, layout.dim), np.float32)]
    for first in range(0, len(starts), _AT_ONCE):
        some = starts[first : first + _AT_ONCE]
        end = starts[first + _AT_ONCE] if first + _AT_ONCE < len(starts) else len(rows.data)
        span = slice(int(some[0]), int(end))
        vectors = layout.centred(rows.data[span].astype(np.float32), centre)
        parts.append(unit(means_of(vectors, some - some[0], weights[span])))
    return np.concatenate(parts)


def without_camera(vectors: Floats, cameras: Indices) -> Floats:
    """Vectors N×D less what is common to all that one camera shows: its light, its place, its angle.

    The mean of n different looks has a length of about 1/√n, so that its length says how many there were: what is
    taken off is the mean, the less the fewer they were. A camera that saw one person only keeps that person.
    """
    moved = vectors.copy()
    for camera in np.unique(cameras):
        seen = cameras == camera
        mean = vectors[seen].mean(axis=0)
        moved[seen] -= mean / (1.0 + _FEW * float(mean @ mean))
    return unit(moved)


def unit(vectors: Floats) -> Floats:
    """Rows at unit norm."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)


def cameras_of(sources: Indices, by_source: Mapping[int, Source]) -> Indices:
    """The camera of each of these sources, int64[N], by number: cases know nothing of each other's names."""
    cameras = sorted({(source.case, source.camera) for source in by_source.values()})
    numbers = {camera: at for at, camera in enumerate(cameras)}
    of = {number: numbers[source.case, source.camera] for number, source in by_source.items()}
    return np.array([of[number] for number in sources.tolist()], np.int64)
