"""How strong the hits of a search are, and whether anyone like that is there at all, by the model's calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.calibration import Calibration, Evidence, agreements, margins, starts_of
from cpcl_desktop.bundle.manifest import Manifest
from cpcl_desktop.engine.people.rows import Columns, Floats
from cpcl_desktop.engine.records import Answer, Hit, Presence
from cpcl_desktop.engine.search.hits import LABELS, Codes, Hits, Strengths, column
from cpcl_desktop.engine.search.index import AT_ONCE, Index

MOST_OTHERS = 1000  # passages, evenly over those searched, whose mean score stands for that of all
_FAIR, _STRONG = LABELS.index("fair"), LABELS.index("strong")
_Mask = npt.NDArray[np.bool_] | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a calibration says of a search: `presence` and, for each hit, `strengths` float64[N], all 0..1."""

    presence: float
    strengths: npt.NDArray[np.float64]


def standing_of(calibration: Calibration, sentences: Sequence[Evidence], top: Sequence[int]) -> Standing:
    """Of several sentences that ask for the same the best counts; `top` is each one's best passage."""
    strengths = np.max([calibration.strength.probability(one) for one in sentences], axis=0)
    presence = [calibration.presence.probability(one)[at] for one, at in zip(sentences, top, strict=True)]
    return Standing(float(max(presence)), np.asarray(strengths, np.float64))


def answer_of(calibration: Calibration, presence: float) -> Presence:
    """What a presence comes to."""
    if presence < calibration.nothing:
        return "nothing"
    return "likely" if presence >= calibration.likely else "perhaps"


def labels_of(calibration: Calibration, strengths: npt.NDArray[np.float64]) -> Codes:
    """What each strength is called, as codes of `LABELS`."""
    fair = np.where(strengths >= calibration.fair, _FAIR, LABELS.index("weak"))
    return np.where(strengths >= calibration.strong, _STRONG, fair).astype(np.int8)


def last_above_line(hits: Sequence[Hit]) -> int:
    """How many hits come before a line under the last one that is not weak; 0 where no line is to be drawn."""
    above = int(np.flatnonzero(column(hits, "label") >= _FAIR).max(initial=-1)) + 1
    return above if above < len(hits) else 0


def described_presence(answer: Answer) -> dict[str, Any]:
    """Whether anyone like that is there, as JSON has it."""
    return {"presence": _rounded(answer.presence), "answer": answer.answer}


def described_strength(hit: Hit) -> dict[str, Any]:
    """How strong a hit is, as JSON has it."""
    return {"strength": _rounded(hit.strength), "label": hit.label}


def _rounded(probability: float | None) -> float | None:
    return None if probability is None else round(probability, 4)


def with_strength(answer: Answer, manifest: Manifest, index: Index, queries: Floats, allowed: _Mask) -> Answer:
    """The answer with what the model's calibration says of it, as it is where that says nothing.

    Calibrated are descriptions, whose rows `queries` are, over passages; an
    example image is not. `allowed` bool[rows] is what was searched.
    """
    calibration = manifest.calibration
    if calibration is None or not answer.hits or answer.query.has_example or index.unit != "passage":
        return answer
    starts = starts_of([len(attribute.values) for attribute in manifest.attributes])
    gathered = _gathered(answer, index, queries, allowed)
    agreed = _agreements(answer, index, queries, calibration, starts)
    sentences = [gathered.evidence(at, calibration, agreed[at]) for at in range(len(queries))]
    standing = standing_of(calibration, sentences, gathered.top)
    assert isinstance(answer.hits, Hits)
    hits = answer.hits.with_strengths(Strengths(standing.strengths, labels_of(calibration, standing.strengths)))
    return replace(answer, hits=hits, presence=standing.presence, answer=answer_of(calibration, standing.presence))


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What there is to go by: scores (hits×sentences) and their means over all passages (sentences)."""

    scores: Floats
    means: Floats
    passages: int

    @property
    def top(self) -> list[int]:
        """The best hit of each sentence."""
        return [int(at) for at in self.scores.argmax(axis=0)]

    def evidence(self, sentence: int, calibration: Calibration, agreed: npt.NDArray[np.float64]) -> Evidence:
        """What speaks for each hit by one sentence, with which its attributes agree so far."""
        scores = self.scores[:, sentence].astype(np.float64)
        return Evidence(
            margins(scores, float(self.means[sentence]), self.passages, calibration.usual),
            agreed,
            self.passages,
        )


def _gathered(answer: Answer, index: Index, queries: Floats, allowed: _Mask) -> _Gathered:
    """What there is to go by, from the index and a ranking over it."""
    tracks = column(answer.hits, "track")
    fits = _fits(index, tracks, queries)
    # What was taken off for showing what is ruled out is taken off each sentence's score.
    lost = fits.max(axis=1) - column(answer.hits, "score").astype(np.float32)
    means = _fits(index, _others(index, allowed), queries).mean(axis=0)
    return _Gathered(fits - lost[:, None], means, answer.tracks_searched)


def _agreements(
    answer: Answer, index: Index, queries: Floats, calibration: Calibration, starts: Sequence[int]
) -> list[npt.NDArray[np.float64]]:
    """For each sentence how well each hit agrees with it, looked at in parts that take little memory."""
    said, parts = queries[:, index.layout.dim : -1], []
    tracks = column(answer.hits, "track")
    for first in range(0, len(tracks), AT_ONCE):
        rows, of = index.rows_of(tracks[first : first + AT_ONCE])
        shown = index.attributes(rows)
        parts.append([agreements(one, shown, of, starts, calibration.shares) for one in said])
    return [np.concatenate(sentence) for sentence in zip(*parts, strict=True)]


def _others(index: Index, allowed: _Mask) -> Columns:
    """The passages searched, or as many as there is time for, evenly over them."""
    first = index.starts if allowed is None else index.starts[index.allowed_units(allowed)]
    every = max(1, -(-len(first) // MOST_OTHERS))
    return np.asarray(index.tracks[first[::every]], np.int64)


def _fits(index: Index, tracks: Columns, queries: Floats) -> Floats:
    """The score of each of these passages by each query: passages×queries."""
    parts = [np.empty((0, len(queries)), np.float32)]
    for first in range(0, len(tracks), AT_ONCE):
        some = tracks[first : first + AT_ONCE]
        rows, of = index.rows_of(some)
        fits = index.fits(rows, queries)
        totals = np.stack([np.bincount(of, column, len(some)) for column in fits.T], axis=1)
        parts.append(np.asarray(totals / np.bincount(of, minlength=len(some))[:, None], np.float32))
    return np.concatenate(parts)
