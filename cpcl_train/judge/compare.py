"""Whether a new model is worse than the old one on a frozen set: the gate before a retrained model is used.

Both models answer the same captions over the same gallery. The difference is judged by a paired bootstrap over
people (Efron and Tibshirani 1993): captions of a person stand or fall together, so people are drawn, not captions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.data.annotations import AnnotatedImage, read_annotations
from cpcl_train.judge.evaluate import Encoder, embed_set
from cpcl_train.judge.metrics import Ints, Scores, query_scores

JUDGED: Final = ("r1", "mAP")
_NAMES: Final = tuple(Scores.__dataclass_fields__)
_DRAWS: Final = 10_000
_CONFIDENCE: Final = 0.95
_AT_ONCE: Final = 200  # draws in memory together
_FEW: Final = 30

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Difference:
    """New minus old in points, with the ends of its confidence interval."""

    points: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both models' scores on one set, and the differences that are judged."""

    split: str
    people: int
    images: int
    captions: int
    old: Scores
    new: Scores
    differences: Mapping[str, Difference]
    margin: float = 0.0
    """Points that may be lost without being worse."""

    @property
    def verdict(self) -> Literal["worse", "better", "no difference shown"]:
        """`worse` if the interval of a judged figure lies below −margin; else `better` if one lies above 0."""
        if any(difference.high < -self.margin for difference in self.differences.values()):
            return "worse"
        better = any(difference.low > 0 for difference in self.differences.values())
        return "better" if better else "no difference shown"

    def to_table(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "split": self.split, "people": self.people, "images": self.images, "captions": self.captions,
            "old": self.old.rounded(), "new": self.new.rounded(), "confidence": _CONFIDENCE, "margin": self.margin,
            "differences": {name: _rounded(value) for name, value in self.differences.items()},
            "verdict": self.verdict,
        }  # fmt: skip

    def __str__(self) -> str:
        lines = [f"{'':6}" + "".join(f"{name:>8}" for name in ("R@1", "R@5", "R@10", "mAP", "mINP"))]
        for name, scores in (("old", self.old), ("new", self.new)):
            lines.append(f"{name:6}" + "".join(f"{value:8.2f}" for value in asdict(scores).values()))
        counts = f"{self.captions} captions of {self.people} people, {self.images} images in the gallery"
        lines += [counts, *(_sentence(name, value) for name, value in self.differences.items())]
        return "\n".join([*lines, self._conclusion()])

    def _conclusion(self) -> str:
        if self.verdict == "worse":
            allowed = f" and the {self.margin:g} points allowed" if self.margin else ""
            return f"The new model is worse beyond what chance explains{allowed}: keep the old one."
        if self.verdict == "better":
            return "The new model is better beyond what chance explains."
        few = f" With {self.people} people only a large loss would show." if self.people < _FEW else ""
        return f"No difference beyond chance is shown.{few}"


def compare_models(
    old: Encoder, new: Encoder, root: Path, split: str = "test", layout: str = "auto", margin: float = 0.0,
    workers: int = 0,
) -> Comparison:  # fmt: skip
    """Score both on one split of an annotated folder; `UsageError` where it has too few people to judge by."""
    images = [image for image in read_annotations(root, layout) if image.split == split]
    people = np.array([image.person for image in images], np.int64)
    if len(set(people.tolist())) < 2:
        raise UsageError(
            f"{root} has fewer than two people in the split {split!r}; models cannot be compared on it."
        )
    asked = np.repeat(people, [len(image.captions) for image in images])
    before, after = (_query_scores(encoder, images, workers) for encoder in (old, new))
    intervals = bootstrap(after - before, asked)
    return Comparison(
        split, len(set(people.tolist())), len(images), len(asked),
        Scores(*before.mean(0).tolist()), Scores(*after.mean(0).tolist()),
        {name: intervals[_NAMES.index(name)] for name in JUDGED}, margin,
    )  # fmt: skip


def bootstrap(differences: Values, people: Ints, draws: int = _DRAWS, seed: int = 0) -> list[Difference]:
    """Per column of `differences` (Q, C), its mean and the interval of the mean when people are drawn anew.

    `people` (Q,) says whose query each row is; all rows of a person are drawn together.
    """
    _, group = np.unique(people, return_inverse=True)
    count = int(group.max()) + 1
    sizes = np.asarray(np.bincount(group), np.float64)
    columns = [np.bincount(group, column, minlength=count) for column in differences.T]
    sums = np.asarray(np.stack(columns, axis=1), np.float64)
    rng = np.random.default_rng(seed)
    means = np.concatenate(
        [_drawn_means(rng, sums, sizes, min(_AT_ONCE, draws - done)) for done in range(0, draws, _AT_ONCE)]
    )
    tail = 100 * (1 - _CONFIDENCE) / 2
    low, high = np.percentile(means, [tail, 100 - tail], axis=0)
    return [Difference(*map(float, row)) for row in zip(differences.mean(0), low, high, strict=True)]


def _drawn_means(rng: np.random.Generator, sums: Values, sizes: Values, draws: int) -> Values:
    """(draws, C): means over as many people as there are, drawn with replacement."""
    chosen = rng.integers(len(sizes), size=(draws, len(sizes)))
    return np.asarray(sums[chosen].sum(1) / sizes[chosen].sum(1, keepdims=True), np.float64)


def _query_scores(encoder: Encoder, images: Sequence[AnnotatedImage], workers: int) -> Values:
    found = embed_set(encoder, images, workers)
    return query_scores(found.texts, found.images, found.asked, found.people)


def _sentence(name: str, value: Difference) -> str:
    shown = {"r1": "R@1"}.get(name, name)
    return (
        f"{shown}: {value.points:+.2f} points, {_CONFIDENCE:.0%} interval {value.low:+.2f} to {value.high:+.2f} "
        "(by person)"
    )


def _rounded(value: Difference) -> dict[str, float]:
    return {name: round(figure, 3) for name, figure in asdict(value).items()}
